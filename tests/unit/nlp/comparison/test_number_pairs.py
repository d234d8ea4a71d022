"""Pairs of claims that turn on a number: changes, margins, parts, measures. One row, one trap."""

from __future__ import annotations

import pytest

from .conftest import Parse, check_agreement, check_conflict

pytestmark = pytest.mark.spacy

AGREEING = [
    # before and after a change
    ("The bank raised its growth forecast from 1.2 to 1.9 percent.",
     "The bank now sees growth of 1.9 percent."),
    ("The bank raised its growth forecast from 1.2 to 1.9 percent.",
     "In autumn it had forecast 1.2 percent."),
    ("Inflation fell to 3.9 percent, from 4.6 percent a month earlier.",
     "A month earlier inflation was 4.6 percent."),
    ("Growth is 1.8 percent this year; last year it was 2.4.",
     "Growth was lowered from 2.4 to 1.8 percent."),
    ("Exports fell to 2.1 billion from 2.4 billion.",
     "Exports had been 2.4 billion a year before."),
    ("Fares rise from 2.80 to 3.20 euros.", "Until now fares were 2.80 euros."),
    # measures in two parts
    ("The fire burned for a day and two hours.", "The fire burned for 26 hours."),
    ("The film runs for an hour and 40 minutes.", "The film runs for 100 minutes."),
    ("He served 18 months in prison.", "He served a year and a half in prison."),
    ("He won in two hours, 12 minutes.", "He won in 132 minutes."),
    # lengths of time, rounded
    ("The strike lasted almost three weeks.", "The strike lasted twenty days."),
    ("The voyage took nearly a month.", "The voyage took 29 days."),
    ("The talks went on for about a week.", "The talks went on for six days."),
    # parts and shares
    ("Nine of ten schools reopened.", "90 percent of schools reopened."),
    ("About 2,400 of the 3,100 workers joined the strike.",
     "More than three quarters of the workers joined the strike."),
    ("Prices may go up to six euros.", "The price is five euros."),
    ("Fines run up to 500 euros.", "He was fined 400 euros."),
    # a later stage, told so
    ("Four workers died.", "The number of dead has risen to five."),
    ("By noon 118 ships were waiting.", "The queue had grown to 134 vessels by evening."),
    ("Five people were missing.", "Two people are still missing."),
    ("Police said 17 people had been arrested.", "The arrested are already 23."),
    ("Twelve paintings were lost.", "Instead of twelve paintings, eleven were destroyed."),
    ("The damage is put at 90 million euros.",
     "The loss was revised from 90 to 65 million euros."),
    # two parts of one whole
    ("Nine of the 14 provinces voted Yes.", "Five provinces, all in the north, said No."),
    ("Nine of the 14 provinces voted Yes.", "They carried all but five of the 14 provinces."),
    ("The bank is to axe one job in twelve.", "Some 2,400 jobs are to go at the bank."),
    # one number, written otherwise
    ("They promised 5 million euros in aid.", "They promised 5 mln euros in aid."),
    ("The insurance covers just 60.", "The insurance will pay 60 million."),
    ("Net profit of 612m euros was reported.", "The net profit was 612 million euros."),
    ("The firm pays 100 euros a month for it.", "The firm pays 1,200 euros a year for it."),
    ("The game ended 27-26.", "The game ended 26-27."),
    # the sign of a temperature
    ("It was minus 11 degrees Celsius.", "The thermometer showed 12 degrees Fahrenheit."),
    ("It was 5 degrees below zero.", "The thermometer showed -5 degrees."),
    ("It was cold – 5 degrees.", "It was cold, 5 degrees."),
    ("Gang of four swipes museum treasures worth 9 million", "They carried away 14 exhibits."),
    ("More than 60 percent use it.", "Fewer than 45 percent do not use it."),
    ("The siege lasted until 14h.", "The siege lasted 20 hours."),
    # an end, a round half, none
    ("The water was cut off 28 minutes after the alarm.",
     "The water was shut off within half an hour."),
    ("470,000 voters went missing.", "Half a million voters went missing."),
    ("So far nobody has been bitten.", "Not one child has been bitten."),
    ("The barn had no sprinklers.", "There was not a single sprinkler in the barn."),
    # how many, and by how many it differs
    ("The jail is designed for 350.", "The jail holds 62 more than it was built for."),
    ("The train takes just under two hours.", "The trip is now 75 minutes faster."),
    ("Ninety votes are needed.", "The bill is eight short of a majority."),
    # one of those told before, a whole before its part
    ("Two prisoners, one of them a murderer, fled.", "Two convicts fled."),
    ("The railway cancelled 1,340 trains.", "Of the 1,900 trains here 1,340 did not run."),
    ("The railway cancelled 1,340 trains.", "Of 1,900 trains planned for Tuesday 560 ran."),
    ("All 23 sailors were taken off, none of them hurt.", "The 23 sailors came ashore."),
    # what is only referred to
    ("Inflation was less than the 4.4 percent expected.", "Economists had expected 4.4 percent."),
    ("The maker calls 412,000 cars to the workshop.", "The maker faces a 340m bill."),
    ("The line runs for 11.4 kilometres.", "The line is seven measly miles long."),
    ("The match lasted two hours and 41 minutes.", "The match lasted 2 h 41 min."),
    ("Marek Holm was 24.", "Four workers lost their lives."),
    ("The bank is to axe one job in twelve as profits fall.", "Eight percent of jobs will go."),
    # two shares of all
    ("Seventy-one percent of the customers use the app.", "Three in ten customers do not."),
    ("Only 33 per cent were in favour.", "Two in three had said no."),
    # growth below nothing, sums
    ("Growth was -0.4 percent.", "Growth was minus 0.4 percent."),
    ("Growth fell to 0.4 percent.", "Growth was 0.4 percent."),
    ("The bank made 412 million florins in profit.", "The bank posts 412 million profit."),
    ("The hall seats 5,200.", "The firm made a profit of 1.2 million crowns last year."),
    # rows of other things
    ("It was the third rise in a row.", "It was the fourth fall in a row."),
    ("It was the third win in a row.", "It was the fourth defeat in a row."),
    # a victim more, one unit under two names
    ("Three people died.", "Fourth victim dies in hospital."),
    ("Turnout was 48.9 per cent.", "Turnout was 48.9%."),
    ("The town reached 43.6 degrees Celsius.", "The town reached forty-three degrees."),
    ("The border is 221 kilometres long.", "The border is 137 miles long."),
    # the same way, the same frame
    ("Total income rose by 2 percent.", "Total income was up 2 percent."),
    ("The state is to raise VAT to 21 percent.", "Value added tax will be 21 percent."),
    ("The law limits rent increases to three percent a year.",
     "Rents may rise by no more than 3 percent a year."),
    ("The rule covers 740,000 people.", "The rule covers three quarters of a million people."),
    ("26 people were hurt.", "Two dozen or so were hurt."),
    ("The firm has 64 shops.", "The other 62 shops were supplied."),
    # far beyond each other
    ("Four employees were tied up.", "Their loot: half a million!"),
    # other things of one unit
    ("The coalition has a majority of two.", "The coalition has 77 deputies."),
    ("Harlan buys the brewer for 1.3 billion euros.",
     "Including debt the brewer is worth 1.54 billion euros."),
    ("They will free 140 soldiers.", "In all 236 people go home."),
    ("He won 566,030 votes.", "Fewer than fifteen in a hundred voted for him."),
    # no number in one of them
    ("A police officer was injured.", "Two police officers were on duty."),
    ("A house burned down on Mill Street.", "Two houses on Church Road were searched."),
    ("A senior officer was injured.", "Two officers were injured."),
    ("The currency slipped slightly.", "The currency lost 0.4 percent."),
    ("The currency slipped slightly.", "Shares lost 9 percent."),
    # ranks
    ("The song reached the top ten.", "The song peaked at number 7 on the national chart."),
    ("The team finished in the top five.", "The team finished the season in fifth place."),
    ("The single entered the chart at number 14.",
     "The single entered at number 14 and later peaked at number 3 on the chart."),
    ("The top three teams went on.", "The team came fifth."),
    ("The third stage was won by Blanc.", "The fourth stage starts soon."),
    ("It is the second resignation in a week.", "It is the fourth resignation this year."),
    ("It is the third-largest bank in the country.",
     "It is the country’s second-largest private bank."),
    ("He is the second-oldest player.", "He is the third-youngest coach."),
    ("She is the first woman to lead the union.", "She is the fifth president of the union."),
    ("It is the fifth most populous city in the world.",
     "The city ranks seventh among the most expensive in the world."),
]  # fmt: skip

CONFLICTING = [
    # before and after a change
    ("The bank raised its growth forecast from 1.2 to 1.9 percent.",
     "The bank sees growth of 1.2 percent next year.", "number", "1.9", "1.2"),
    ("Ticket prices will go up to 9 pounds, from 7.40.", "Tickets will cost 7.40 pounds.",
     "number", "9 pounds", "7.40"),
    ("Growth is 1.8 percent this year; last year it was 2.4.",
     "Growth was raised from 1.8 to 2.4 percent.", "number", "1.8", "2.4"),
    ("The workforce shrank from 900 to 650.", "The plant grew from 650 to 900 workers.",
     "number", "900", "650"),
    # how far apart
    ("Rossi won the stage 12 seconds ahead of Blanc.", "Blanc finished 21 seconds behind Rossi.",
     "number", "12 seconds", "21 seconds"),
    ("The party leads by four points.", "The party is six points ahead.",
     "number", "four", "six"),
    # measures in two parts
    ("The fire burned for a day and two hours.", "The fire burned for 30 hours.",
     "number", "a day and two hours", "30 hours"),
    ("The crossing takes 40 minutes.", "The crossing can take up to an hour and a half.",
     "number", "40 minutes", "up to an hour and a half"),
    # lengths of time
    ("The blockade lasted nineteen days.", "The blockade lasted three weeks.",
     "number", "nineteen days", "three weeks"),
    ("He was held for ten days.", "He was held for a week.", "number", "ten days", "a week"),
    ("The longest trip takes 35 minutes.", "Pupils ride for up to an hour.",
     "number", "35 minutes", "up to an hour"),
    # parts and shares
    ("About 2,400 of the 3,100 workers joined the strike.",
     "Only half of the workers joined the strike.", "number", "2,400", "half"),
    ("None of the five suspects was charged.", "Two of the five suspects were charged.",
     "number", "None", "Two"),
    ("In all 4,800 jobs will go.", "They cut 4,200 jobs.", "number", "4,800", "4,200"),
    # victims may be in hospital
    ("Thirty-eight were in hospital.", "A staggering 83 victims are in hospital.",
     "number", "Thirty-eight", "83"),
    # up and down, to and by, a month and a year
    ("Total income rose by 2 percent.", "Total income was down 2 percent.",
     "number", "rose by 2 percent", "down 2 percent"),
    ("Ten-year yields added 12 basis points.", "Ten-year yields fell by 0.12 percentage points.",
     "number", "added 12 basis points", "fell by 0.12 percentage points"),
    ("The bridge was 14 million euros over budget.", "The bridge cost 14 million euros less.",
     "number", "14 million euros over", "14 million euros less"),
    ("The state is to raise VAT to 21 percent.", "Value added tax will go up by 21 percent.",
     "number", "to 21 percent", "by 21 percent"),
    ("It will cut the journey from 190 to 115 minutes.",
     "It will cut the journey by 115 minutes.", "number", "to 115 minutes", "by 115 minutes"),
    ("Families will pay 410 euros every month.", "A family will pay 410 euros a year more.",
     "number", "410 euros every month", "410 euros a year"),
    ("It applies to incomes above 150,000 euros.",
     "It applies to incomes of more than 120,000 euros.",
     "number", "above 150,000 euros", "more than 120,000 euros"),
    # other zeros, other order of digits, however far apart
    ("Net profit of 612m euros was reported.", "The net profit was 6,12 billion euros.",
     "number", "612m", "6,12 billion euros"),
    ("The stern moved 30 metres.", "The stern moved by 30 centimetres.",
     "number", "30 metres", "30 centimetres"),
    ("The painting is valued at 25 million euros.", "The painting was valued at 2,5 millions.",
     "number", "25 million euros", "2,5 millions"),
    ("The firm was fined 140,000 talers.", "The firm was hit with a 1.4 million fine.",
     "number", "140,000", "1.4 million"),
    ("United won 27-26.", "United won 28:27.", "number", "27-26", "28:27"),
    # signs, steps and ends
    ("It was minus 11 degrees.", "It was 11 degrees.", "number", "minus 11 degrees", "11 degrees"),
    ("The new line saves 40 minutes.", "The trip is now 75 minutes faster.",
     "number", "40 minutes", "75 minutes"),
    ("The water was cut off 50 minutes after the alarm.",
     "The water was shut off within half an hour.", "number", "50 minutes", "within half an hour"),
    ("The plant lost half a million litres.", "The plant lost 620,000 litres.",
     "number", "half a million litres", "620,000 litres"),
    ("The railway cancelled 1,340 trains.", "Of the 1,900 trains 1,120 did not run.",
     "number", "1,340", "1,120"),
    ("The line runs for 11.4 kilometres.", "The line is nine measly miles long.",
     "number", "11.4 kilometres", "nine measly miles"),
    ("Four sailors drowned.", "Not one sailor drowned.", "number", "Four", "Not one"),
    # one unit under two names, fine figures in two units
    ("Turnout was 48.9 per cent.", "Turnout was 49.8%.", "number", "48.9 per cent", "49.8%"),
    ("The border is 221 kilometres long.", "The border is 132 miles long.",
     "number", "221 kilometres", "132 miles"),
    ("Seven people died.", "Fifth victim dies in hospital.", "ordinal", "Seven", "Fifth"),
    # growth below nothing, sums, sums a year
    ("Growth was -0.4 percent.", "Growth was 0.4 percent.",
     "number", "-0.4 percent", "0.4 percent"),
    ("The bank made 421 million florins in profit.", "The bank posts 412 million profit.",
     "number", "421 million florins", "412 million"),
    ("Hospitals get an extra 2.5 bn a year.",
     "Hospitals get 2.5 billion spread over three budgets.",
     "number", "2.5 bn a year", "2.5 billion spread over three budgets"),
    # rows
    ("It was the fourth decline in succession.", "It was the third fall in a row.",
     "ordinal", "fourth", "third"),
    ("The number is smaller for the third month running.",
     "It was the fourth consecutive decline.", "ordinal", "third", "fourth"),
    ("Only 33 per cent were in favour.", "Two in three were in favour.",
     "number", "33 per cent", "Two in three"),
    ("Seventy-one percent of the customers do not use the app.",
     "Three in ten customers do not.", "number", "Seventy-one percent", "Three in ten"),
    # no number in one of them
    ("A shot was fired at the car.", "Three shots were fired at the car.",
     "number", "A shot", "Three"),
    ("A police officer was injured.", "Two police officers were injured.",
     "number", "A police officer", "Two"),
    ("The currency slipped slightly.", "The currency lost 8 percent.",
     "number", "slightly", "8 percent"),
    # ranks
    ("The song reached the top three.", "The song peaked at number 7 on the national chart.",
     "ordinal", "three", "7"),
    ("The team finished in the top four.", "The team finished the season in fifth place.",
     "ordinal", "four", "fifth"),
    ("The team reached the final for the first time ever.",
     "The team is in the final for the first time since 1987.",
     "ordinal", "first", "first"),
    ("It is the seventh attack this year.", "It is the ninth incident since January.",
     "ordinal", "seventh", "ninth"),
    ("It is the fourth minister to go.", "Already the third member of the cabinet goes.",
     "ordinal", "fourth", "third"),
    ("The firm is the third-largest insurer in Europe.", "The firm is number four in Europe.",
     "ordinal", "third", "four"),
    ("It is the second-biggest airline of the region.",
     "It is the region’s third-biggest carrier.", "ordinal", "second", "third"),
    ("It is the third most visited park in the country.",
     "The park is the country’s fourth most-visited one.", "ordinal", "third", "fourth"),
    ("It is the maker’s first foldable phone.", "It is the maker’s second phone that folds.",
     "ordinal", "first", "second"),
    ("He won the title for the fifth time.", "It was his sixth title.",
     "ordinal", "fifth", "sixth"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_no_conflict(parse: Parse, a: str, b: str) -> None:
    check_agreement(parse, a, b)


@pytest.mark.parametrize(("a", "b", "field", "words_a", "words_b"), CONFLICTING)
def test_conflict(parse: Parse, a: str, b: str, field: str, words_a: str, words_b: str) -> None:
    check_conflict(parse, a, b, field, (words_a, words_b))
