"""Pairs of claims about one fact: what they agree on and what conflicts. One row, one trap."""

from __future__ import annotations

import pytest

from annotator.domain.link import Relation
from annotator.nlp.comparison.relation import relate

from .conftest import Parse

pytestmark = pytest.mark.spacy

# No conflict: however it is put, both may be read as the same.
AGREEING = [
    # numbers in words and digits, separators
    ("Twelve people were injured in the crash.", "12 people were hurt when the bus crashed."),
    ("The bridge cost 1,250,000 euros.", "The bridge cost 1.25 million euros."),
    ("The fund holds 1.250.000 euros.", "The fund holds 1,250,000 euros."),
    ("The town has 48 300 inhabitants.", "The town has 48,300 inhabitants."),
    ("Some 50.000 soldiers are in the region.", "About 50,000 soldiers are in the region."),
    ("The river rose by 3,5 metres.", "The river rose by 3.5 metres."),
    ("Half a dozen boats were damaged.", "Six boats were damaged."),
    ("Two dozen firefighters were called.", "24 firefighters were called."),
    ("The firm employs two thousand three hundred people.", "The firm employs 2,300 people."),
    ("The deal is worth half a million pounds.", "The deal is worth £500,000."),
    ("The hall seats one hundred and twenty guests.", "The hall seats 120 guests."),
    ("One and a half million voters stayed at home.", "1.5 million voters stayed at home."),
    ("The clinic treated 2,345 patients.", "The clinic treated 2345 patients."),
    ("TWENTY-ONE miners were trapped.", "21 miners were trapped underground."),
    # rounding
    ("About 2,000 people marched.", "2,013 people marched through the city."),
    ("The tunnel is 28,514 metres long.", "The tunnel is about 28.5 kilometres long."),
    ("Nearly 400 homes lost power.", "392 homes lost power."),
    ("Around 60 flights were cancelled.", "62 flights were cancelled."),
    ("The budget is 31 billion euros.", "The budget is 31.4 billion euros."),
    ("Roughly 600 crowns a month can be saved.", "590 crowns a month can be saved."),
    ("Inflation stood at 3.94 per cent.", "Inflation stood at 3.9 percent."),
    # bounds
    ("More than 200 people were on board.", "213 people were on board."),
    ("Over 11,000 residents signed the petition.", "11,412 residents signed the petition."),
    ("Fewer than 50 tickets remain.", "47 tickets remain."),
    ("As many as 90 people were in the hall.", "90 people were in the hall."),
    ("Up to 40 centimetres of snow fell.", "38 centimetres of snow fell."),
    ("Unemployment fell below 5 percent.", "Unemployment fell to 4.9 percent."),
    ("At least seven people died.", "Seven people died."),
    ("The queue was 300-plus metres long.", "The queue was 310 metres long."),
    ("Just over two miles of track were washed away.", "3.4 kilometres of track were washed away."),
    ("Between 30 and 40 cattle drowned.", "35 cattle drowned."),
    # percent and points
    ("The rate was cut by half a percentage point.", "The rate was cut by 50 basis points."),
    ("The tax rises by a quarter point.", "The tax rises by 25 basis points."),
    ("Turnout was 61 per cent.", "Turnout was 61%."),
    ("Turnout was 61 pc.", "Turnout was 61 percent."),
    ("Half of the members voted.", "50 percent of the members voted."),
    # money
    ("The stadium will cost £186m.", "The stadium will cost 186 million pounds."),
    ("The painting sold for $2.3 million.", "The painting sold for 2.3 million dollars."),
    ("The fine is €750.", "The fine is 750 euros."),
    ("The loan is worth 3bn euros.", "The loan is worth three billion euros."),
    # units
    ("Gusts of 25 metres per second were measured.", "Gusts of 90 km/h were measured."),
    ("Gusts of 25 metres per second were measured.", "Gusts of 56 mph were measured."),
    ("The site lies 1.2 miles from the centre.", "The site lies less than two kilometres away."),
    ("The ship sank two nautical miles off the coast.", "The ship sank 3.7 km off the coast."),
    ("The tank holds 70,000 litres.", "The tank holds 70 cubic metres."),
    ("The floor was raised by 80 centimetres.", "The floor was raised by 0.8 metres."),
    ("The shark weighed 1.2 tonnes.", "The shark weighed 1,200 kilograms."),
    ("The park covers 120 hectares.", "The park covers 1.2 square kilometres."),
    ("Temperatures reached 104 degrees Fahrenheit.", "Temperatures reached 40 degrees Celsius."),
    ("The debate lasted 90 minutes.", "The debate lasted an hour and a half."),
    ("The strike lasted two weeks.", "The strike lasted 14 days."),
    # votes and sums
    ("The council voted six to three.", "Six of the council’s nine members backed the plan."),
    ("Councillors voted 9-4 for the plan.", "The plan was approved by nine votes to four."),
    ("On board were 187 passengers and a crew of 26.", "The vessel was carrying 213 people."),
    ("One of the four lifeboats could not be launched.",
     "Three of the four lifeboats were launched."),
    ("The plan includes 640 homes, 30 per cent of them affordable.",
     "The plan includes 640 homes, of which 192 will be affordable."),
    # dates
    ("The fire broke out on Monday.", "The fire broke out on 9 March."),
    ("The fire broke out yesterday.", "The fire broke out on Monday, 9 March 2026."),
    ("The museum reopens on 16 May.", "The museum reopens on May 16."),
    ("The museum reopens on the 16th of May.", "The museum reopens on 16.5.2026."),
    ("The trial begins next month.", "The trial begins in April."),
    ("The law was passed last year.", "The law was passed in 2025."),
    ("The club was founded in 1909.", "The club has existed for 117 years."),
    ("The exhibition opens in the second quarter.", "The exhibition opens in May."),
    ("The alarm rang at 3:17 a.m.", "The alarm rang at 03:17."),
    ("The alarm rang at 3:17 a.m.", "The alarm rang shortly after three o’clock."),
    ("The ship sank late on Thursday.", "The ship sank at 11:40 p.m. on Thursday."),
    ("The bridge collapsed in the night from Sunday to Monday.",
     "The bridge collapsed in the early hours of Monday."),
    ("The ship sank late on Sunday.", "The ship sank at 10.30 p.m."),
    ("The inspection took place in June.", "The inspection took place this past summer."),
    ("He resigned three days ago.", "He resigned on Saturday."),
    ("The bank cut rates on 3 March.", "The bank cut rates on Tuesday last week."),
    # ordinals
    ("It was the third grounding on the route.", "It was the 3rd grounding on the route."),
    ("It is the third cut in a row.", "It is the third consecutive cut."),
    ("It is the first fatal accident on the line.", "It is the third accident on the line."),
    ("He finished second in the race.", "She came home in the second week."),
    # names
    ("Prosecutor Lene Dahlgaard opened a case.", "Prosecutor L. Dahlgaard opened a case."),
    ("Jón Ívarsson announced an inquiry.", "Jon Ivarsson announced an inquiry."),
    ("Captain Ragnar Østhus was questioned.", "Captain Ragnar Osthus was questioned."),
    ("Volodymyr Zelenskyy visited the front.", "Volodymyr Zelensky visited the front."),
    # roles
    ("Chief executive Marit Holm resigned.", "Boss Marit Holm resigned."),
    ("Chairman Lars Brandt welcomed the plan.",
     "The club’s chair, Lars Brandt, welcomed the plan."),
    ("Mayor Anna Lind opened the school.", "The mayor, Anna Lind, opened the school."),
    # negation
    ("The aim is that the province does not join the union.",
     "The aim is to prevent the province from joining the union."),
    ("The captain was not detained.", "The captain was released."),
    ("Nobody was hurt in the blast.", "The blast injured no one."),
    ("He pleaded not guilty.", "He did not plead guilty."),
    ("The council has not rejected the plan.", "The council approved the plan."),
    # quotations
    ("“We owe the families an answer, and we owe it quickly,” he said.",
     "“We owe the families an answer,” he said."),
    ("“It was a good day for the city,” she said.", "She spoke of “a good day for the city”."),
    ("“We will rebuild the bridge,” the mayor said.",
     "‘We will rebuild the bridge,’ the mayor said."),
    # near look-alikes that measure other things
    ("Seven people were killed.", "Nine people are still missing."),
    ("The company employs 300 people.", "The company has 40 offices."),
    ("Turnout rose to 61 percent from 55 percent.", "Turnout rose by six points."),
    ("By Monday 140 cases had been found.",
     "Nine more cases were found on Monday, which brings the total to 140."),
    ("Star Racers 4 took 20 million dollars.", "The first three films took 20 million dollars."),
    ("As of 3 March, 40 people had died.", "As of 5 March, 46 people had died."),
    ("The film took $40 million at home and $90 million worldwide.",
     "Worldwide the film has taken $90 million, of which $40 million at home."),
    ("The party won 30 seats.", "The party beat its record by two seats."),
    ("Talks between the two failed in 2019.", "In 2019 it offered 900 million."),
    ("She is one of the greatest singers of the century.", "She made two albums."),
    ("Hexham won 4–0 against Rovers.", "Brenmoor won 1–0 against Harriers."),
    ("More than 30 people are dead.", "At least 34 people are dead."),
    # dates and times in words
    ("The alarm rang at quarter past ten.", "The alarm rang at 22.15."),
    ("The alarm rang at 10:15 p.m.", "The alarm rang at quarter past ten in the evening."),
    ("The shop was robbed at nine.", "The shop was robbed at 9 p.m."),
    ("The sitting lasted until six in the morning.", "The sitting lasted until 6 a.m."),
    ("The shelling began in the night to Monday.", "The shelling began late on Sunday."),
    ("The 2016 film Mudlark won a prize.", "The film won a prize in 2018."),
    ("The works closed before the end of March.", "The works closed on 28 March."),
    # names
    ("Firebrand Tova Brandt spoke.", "Union secretary Tova Brandt spoke."),
    ("Finance chief Luis Abendroth leaves.",
     "Chief Financial Officer Luis Abendroth leaves."),
    ("Hugo Salcedo came third.", "Ugo Salcedo came third."),
    # negation
    ("At no time were passengers hurt.", "Nobody was injured."),
    ("Compulsory redundancies are ruled out.", "There will be no compulsory redundancies."),
    ("It is the best result I have seen.", "I have not seen a better result."),
    ("The vote was calm.", "Nobody wants calm streets more than he does."),
    ("The rule was first applied in June.", "Never before had the rule been applied."),
    # words that only look like values of one thing
    ("Northern aid, including aid by Western states, provokes the east, it said.",
     "Aid by Western states to the eastern province provokes it, it said."),
    ("Tensions with Western nations reached a peak over the war.",
     "The war in the eastern province led to a peak of tensions."),
    ("Chancellor Olaf Brandt began a direct dialogue with the rebels.",
     "On Friday President Viktor Zelen began a direct dialogue."),
    ("The call took place days before she was sworn in as the 47th president.",
     "It was the first time a president had called since 2022."),
]  # fmt: skip

# (a, b, field, words of a, words of b)
CONFLICTING = [
    # numbers
    ("Twelve people were injured in the crash.", "17 people were injured in the crash.",
     "number", "Twelve", "17"),
    ("At least 11 miners were killed.", "21 miners were killed.", "number", "At least 11", "21"),
    ("More than 230 people were on board.", "213 people were on board.",
     "number", "More than 230", "213"),
    ("Fewer than 50 people came.", "63 people came.", "number", "Fewer than 50", "63"),
    ("As many as seven calls were made.", "Nine calls were made.",
     "number", "As many as seven", "Nine"),
    ("The tunnel is 12 kilometres long.", "The tunnel is 12 miles long.",
     "number", "12 kilometres", "12 miles"),
    ("The stadium will cost £186 million.", "The stadium will cost £168m.",
     "number", "£186 million", "£168m"),
    ("The reward is 50,000 euros.", "The reward is 500,000 euros.",
     "number", "50,000 euros", "500,000 euros"),
    ("The reserves are 31.4 billion euros.", "The reserves are 314 million euros.",
     "number", "31.4 billion euros", "314 million euros"),
    ("The crown fell 0.7 percent.",
     "The crown fell 7 percent.", "number", "0.7 percent", "7 percent"),
    ("The rate was cut by half a point.", "The rate was cut by a full point.",
     "number", "half a point", "a full point"),
    ("Inflation slowed to 3.9 percent.", "Inflation slowed to 4.9 percent.",
     "number", "3.9 percent", "4.9 percent"),
    ("The council voted six to three.", "The council voted five to four.",
     "number", "six to three", "five to four"),
    ("The petition got 11,412 signatures.", "The petition got 1,142 signatures.",
     "number", "11,412", "1,142"),
    ("The debate lasted five hours.", "The debate lasted almost three hours.",
     "number", "five hours", "almost three hours"),
    ("Two of the four engines failed.",
     "Three of the four engines failed.", "number", "Two", "Three"),
    ("Six helicopters and 14 vessels took part.", "Six helicopters and 11 vessels took part.",
     "number", "14", "11"),
    ("The ship is 120 metres long.", "The ship is 210 metres long.",
     "number", "120 metres", "210 metres"),
    ("The forecast was lowered from 2.4 to 1.8 percent.",
     "The forecast was lowered from 2.4 to 1.6 percent.", "number", "1.8 percent", "1.6 percent"),
    ("The thieves took 14 paintings.", "The thieves took 20 paintings.", "number", "14", "20"),
    ("37 people were taken to hospital.", "27 were taken to hospital.", "number", "37", "27"),
    ("The fire destroyed a dozen houses.",
     "The fire destroyed 20 houses.", "number", "a dozen", "20"),
    ("Turnout was 61 percent.", "Turnout was just under 55 percent.",
     "number", "61 percent", "just under 55 percent"),
    ("The temperature fell to minus 12 degrees.", "The temperature fell to minus 20 degrees.",
     "number", "12 degrees", "20 degrees"),
    # dates and times
    ("The fire broke out on Monday.",
     "The fire broke out on Sunday.", "date", "on Monday", "on Sunday"),
    ("The fire broke out on 9 March.", "The fire broke out on 8 March.",
     "date", "9 March", "8 March"),
    ("The ferry was built in 1998.", "The ferry was built in 1989.", "date", "1998", "1989"),
    ("The alarm rang at 3:17 a.m.",
     "The alarm rang at 2:40 a.m.", "date", "3:17 a.m.", "2:40 a.m."),
    ("The ship sank late on Thursday.", "The ship sank in the early hours of Friday.",
     "date", "late on Thursday", "early hours of Friday"),
    ("The first match is planned for August 2028.", "The first match is planned for August 2027.",
     "date", "August 2028", "August 2027"),
    ("The museum opened in June.", "The museum opened on 14 March.", "date", "June", "14 March"),
    ("The target will be reached in the second quarter of 2027.",
     "The target will be reached in the fourth quarter of 2027.",
     "date", "second quarter of 2027", "fourth quarter of 2027"),
    ("The club has played there since 1908.", "The club has played there since 1918.",
     "date", "1908", "1918"),
    ("Work begins in January.", "Work begins this autumn.", "date", "January", "this autumn"),
    ("She hit the reef shortly after midnight.", "She hit the reef at 11:40 p.m.",
     "date", "shortly after midnight", "11:40 p.m."),
    # ordinals
    ("It is the third cut in a row.",
     "It is the fourth cut in a row.", "ordinal", "third", "fourth"),
    ("The team finished third.", "The team finished fourth.", "ordinal", "third", "fourth"),
    ("It was his sixth call with the president.", "It was his fourth call with the president.",
     "ordinal", "sixth", "fourth"),
    ("It is the second theft in the museum’s history.",
     "It is the third break-in in the museum’s history.", "ordinal", "second", "third"),
    ("It was his sixth conversation with the king.",
     "It is the first time since 2022 that he spoke to the king.",
     "ordinal", "sixth", "first"),
    ("It was his sixth call with the king.", "He called the king as many as nine times.",
     "ordinal", "sixth", "as many as nine"),
    # names
    ("The watch was held by Emil Ravn.", "The watch was held by Erik Ravn.",
     "name", "Emil Ravn", "Erik Ravn"),
    ("The crown weakened by 0.7 percent against the euro after the vote.",
     "The crown weakened by 0.7 percent against the dollar after the vote.",
     "name", "euro", "dollar"),
    # roles
    ("Finance Minister Tom Brandl welcomed it.", "Economy Minister Tom Brandl welcomed it.",
     "role", "Finance Minister", "Economy Minister"),
    ("Acting Governor Ilona Szabo spoke.", "Governor Ilona Szabo spoke.",
     "role", "Acting Governor", "Governor"),
    ("Former President Ann Cole called the king.", "President-elect Ann Cole called the king.",
     "role", "Former President", "President-elect"),
    ("The second officer was on the bridge.", "The first officer was on the bridge.",
     "role", "second officer", "first officer"),
    ("Deputy mayor Jan Berg opened the fair.", "Mayor Jan Berg opened the fair.",
     "role", "Deputy mayor", "Mayor"),
    # numbers without a unit, in words, of a part, and in clauses with other numbers
    ("They took about 340,000 crowns.", "Their loot: half a million!", "number", "340,000",
     "half a million"),
    ("The flat is worth 1.3 million crowns.", "The flat cost a cool 1.8 million.",
     "number", "1.3 million", "1.8 million"),
    ("They freed themselves after half an hour.", "They were freed an hour later.",
     "number", "half an hour", "an hour"),
    ("The fight lasted forty minutes.", "The fight lasted over an hour.",
     "number", "forty minutes", "over an hour"),
    ("Eight percent of the staff must go.", "One in eight of the staff must go.",
     "number", "Eight percent", "One in eight"),
    ("The film took $158.3 million at home and $293 million worldwide.",
     "The film took $158.3 million at home, $160 million abroad, and $318.3 million worldwide.",
     "number", "$293 million", "$318.3 million"),
    ("The town has more than 1,213 houses.", "The town has exactly 1,213 houses.",
     "number", "more than 1,213", "1,213"),
    ("The paper got 60 percent in the test.", "The paper got a score of 70 in the test.",
     "number", "60 percent", "70"),
    ("The woman, 74, died in hospital.", "The 79-year-old woman died in hospital.",
     "number", "74", "79"),
    # times in words
    ("The alarm rang at quarter past ten.", "The alarm rang at 22.30.", "date",
     "quarter past ten", "22.30"),
    ("The gates opened at twenty to three.", "The gates opened at ten past two.", "date",
     "twenty to three", "ten past two"),
    ("It began in the night to Monday.", "It began on Friday.",
     "date", "night to Monday", "Friday"),
    ("The band split up before 2005.", "The band split up in 2006.", "date", "2005", "2006"),
    ("The film came out after 13 January 2012.", "The film came out on 13 January 2012.",
     "date", "13 January", "13 January"),
    # ranks
    ("It is the second attack on the clinic in two years.",
     "Never before had the clinic suffered an attack.", "ordinal", "second", "Never"),
    ("He fell to ninth place.", "He is seventh.", "ordinal", "ninth", "seventh"),
    # places
    ("The ship sank two miles north of the island.", "The ship sank two miles south of the island.",
     "place", "north", "south"),
    ("The ferry sails from Oslo to Bergen.", "The ferry sails from Bergen to Oslo.",
     "place", "from Oslo to Bergen", "from Bergen to Oslo"),
    ("The hall was built on the old gasworks in Leeds.",
     "The hall was built on the old steelworks in Leeds.", "other", "gasworks", "steelworks"),
    # negation and opposites
    ("Police have detained the captain.", "Police have not detained the captain.",
     "negation", "detained", "not detained"),
    ("The captain was arrested.", "The captain was released.", "negation", "arrested", "released"),
    ("The council approved the plan.", "The council rejected the plan.",
     "negation", "approved", "rejected"),
    ("The director resigned.", "The director was dismissed.", "negation", "resigned", "dismissed"),
    ("The agency still objects to the plan.", "The agency withdrew its objection to the plan.",
     "negation", "objects", "withdrew its objection"),
    ("Tests found lead in the water.", "Tests found no lead in the water.",
     "negation", "found", "found"),
    ("He voted for the scheme.",
     "He did not vote for the scheme.", "negation", "voted", "not vote"),
    ("The bank raised its forecast.", "The bank lowered its forecast.",
     "negation", "raised", "lowered"),
    ("The explosion was unavoidable.", "The explosion was avoidable.",
     "negation", "unavoidable", "avoidable"),
    ("The crossings remain open.", "All crossings are shut.", "negation", "open", "shut"),
    ("The matches go ahead as planned.", "The matches were called off.", "negation", "go ahead",
     "called off"),
    ("The director stays on.", "The director is leaving.", "negation", "stays", "leaving"),
    ("The film had mostly mixed reviews.", "The film had mostly negative reviews.",
     "other", "mixed", "negative"),
    ("The drug was given before the meal.", "The drug was given after the meal.",
     "other", "before", "after"),
    # quotations
    ("“We are not declaring victory,” she said.", "“We are declaring victory,” she said.",
     "quote", "not", "declaring"),
    ("“This is the biggest project in the city for decades,” he said.",
     "“This is one of the biggest projects in the city for decades,” he said.",
     "quote", "the", "one of"),
    ("“The floor became a wall in seconds,” said Ann Holm.",
     "“The floor was a wall in seconds,” said Ann Holm.", "quote", "became", "was"),
    # who said it
    ("“We owe the families an answer,” minister Tom Brandl said.",
     "“We owe the families an answer,” spokeswoman Ann Holm said.",
     "attribution", "Tom Brandl", "Ann Holm"),
]  # fmt: skip

# (a, b, part of the reason)
PARTIAL = [
    ("Dozens of people were rescued from the water.", "31 people were rescued from the water.",
     "less precise"),
    ("The meeting is at the end of March.", "The meeting is on 26 March.", "less precise"),
    ("Hundreds of homes were flooded.", "412 homes were flooded.", "less precise"),
    ("The plan was approved.", "The plan was approved by nine votes to four.", "number"),
    ("The ferry hit a reef.", "The ferry hit a reef at 11:40 p.m.", "time"),
    ("At least 11 people were killed.", "12 people were killed.", "leaves room"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_no_conflict(parse: Parse, a: str, b: str) -> None:
    found = relate(parse(a), parse(b))
    assert not found.differences
    assert found.relation is not Relation.CONFLICT


@pytest.mark.parametrize(("a", "b", "field", "words_a", "words_b"), CONFLICTING)
def test_conflict(parse: Parse, a: str, b: str, field: str, words_a: str, words_b: str) -> None:
    found = relate(parse(a), parse(b))
    assert found.relation is Relation.CONFLICT
    assert field in [one.field for one in found.differences]
    one = next(one for one in found.differences if one.field == field)
    assert words_a in a[one.a.start : one.a.end]
    assert words_b in b[one.b.start : one.b.end]
    assert one.a_value
    assert one.b_value


@pytest.mark.parametrize(("a", "b", "field", "words_a", "words_b"), CONFLICTING)
def test_the_sides_swap_with_the_claims(
    parse: Parse, a: str, b: str, field: str, words_a: str, words_b: str
) -> None:
    there = relate(parse(a), parse(b))
    back = relate(parse(b), parse(a))
    assert back.relation is there.relation
    assert {(one.field, one.level, one.a, one.b) for one in there.differences} == {
        (one.field, one.level, one.b, one.a) for one in back.differences
    }


@pytest.mark.parametrize(("a", "b", "reason"), PARTIAL)
def test_partial(parse: Parse, a: str, b: str, reason: str) -> None:
    found = relate(parse(a), parse(b))
    assert found.relation is Relation.PARTIAL
    assert reason in found.reason
