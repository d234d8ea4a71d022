"""Numbers against sentences that tell several: bounds, times, scopes, sums. One row, one trap."""

from __future__ import annotations

import pytest

from .conftest import Parse, check_agreement, check_conflict

pytestmark = pytest.mark.spacy

_TOWN = "By the 2011 census the town had 11,370 inhabitants, up from 10,902 in 2001."
_RATE = "The jobless rate dropped from 5.1 percent in 2016 to 4.4 percent in 2018."
_GAME = (
    "Within a month of release the game had sold 3.6 million copies, and 8 million by the end of "
    "the year."
)
_BOOK = "The book sold 12,000 copies in its first week and has since sold more than 400,000."
_BRIDGE = "The bridge, which spans 2,460 metres, was completed in 1973 at a cost of $88 million."
_SHIP = "The ship was carrying 187 passengers and a crew of 41 when it sank."
_BOMB = "The bombing killed 53 people and injured more than 200 others."
_SONG = "The song was recorded in April 2013 and released as a single on 2 June 2014."
_FIRM = "In December 2019 the firm operated 3,240 shops in 22 countries."
_FILM = (
    "The film has grossed $164 million in the United States and $257.6 million in other "
    "territories, for a worldwide total of $421.6 million."
)

AGREEING = [
    # an end that something is held against is no rounded number
    ("The bridge is more than 2 kilometres long.", _BRIDGE),
    ("Slightly under 3,000 people came.", "Three thousand people came."),
    ("More than 80 countries took part.", "Nearly 90 countries took part."),
    # each number has its own time
    ("In 2001 the town's population was less than 11,000.", _TOWN),
    ("The jobless rate was over 5 percent in 2016.", _RATE),
    ("The growth forecast for 2025 was lowered from 2.4 to 1.8 percent.",
     "For 2025 the bank expects growth of 1.8 percent."),
    ("By 25 March, the country had over 400 cases.",
     "As of 20 March 2020, there have been 287 cases in the country and 4 deaths."),
    ("Over 400,000 tests had been carried out by 5 May.",
     "By 1 May, 387,112 tests had been carried out."),
    ("Before 11 March fewer than 27,400 tests had been made.",
     "As of 11 March 27,476 tests had been made."),
    ("After 10 March more than 27,400 tests had been made.",
     "As of 10 March 27,020 tests had been made."),
    # other stretches, other measures, others than it
    ("The album sold over 100,000 copies.", "The album sold 9,000 copies in its first week."),
    ("The film earned more than $20 million in its opening weekend.",
     "The film grossed $14 million abroad."),
    ("The bridge is 70 metres high.", _BRIDGE),
    ("Turnout was 62 percent.", "The party won 21.9 percent of the vote."),
    ("The bank rewarded him with a $500,000 bonus.", "He signed a $2 million contract."),
    ("The firm's rival operates in over 30 countries.", _FIRM),
    ("The sequel sold 20,000 copies.", "The book sold 12,000 copies."),
    ("The finale was watched by 3.1 million viewers.", "The premiere drew 2.7 million viewers."),
    # the parts of a sum
    ("There were more than 200 people on the ship.", _SHIP),
    ("The flight carried 156 people.", "There were 149 passengers and seven crew members."),
    ("More than 250 people were killed or injured in the bombing.", _BOMB),
    # two acts, two times
    ("The song was released after May 2014.", _SONG),
    ("The other tunnel is 5 km long.", "The 3.8-kilometre tunnel was opened in 1974."),
    ("He had asked for 5 million dollars in damages.",
     "He was awarded $1.5 million in damages after a trial."),
    # a total and its parts
    ("The film has grossed over $400 million worldwide.", _FILM),
    # "won" before a number is a verb
    ("Lin has won more than three medals.", "Lin has won four gold medals and one silver."),
    # a toll goes on rising
    ("The number of dead rose to 74.", "The toll climbed to 79 by the evening."),
]  # fmt: skip

CONFLICTING = [
    ("The film has grossed less than $400 million worldwide.", _FILM,
     "$400 million", "$421.6 million"),
    ("The mountain is over 4,000 metres high.",
     "At 3,842 metres (12,605 ft), it is the highest of the range.", "4,000", "3,842"),
    ("More than 40 percent support the plan.",
     "According to the poll, 54 percent oppose the plan and 39 percent support it.", "40", "39"),
    ("Prices rose by more than a third.", "Prices rose by 28 percent.", "a third", "28"),
    ("Fewer than 2,000 people came.", "The crowd numbered 2,000 people.", "2,000", "2,000"),
    ("The bridge is less than 2 kilometres long.", _BRIDGE, "2 kilometres", "2,460"),
    ("The tower is less than 200 metres tall.", "The tower is 231 m tall.", "200", "231"),
    ("The museum has less than a million visitors a year.",
     "The museum attracts about 1.2 million visitors annually.", "a million", "1.2 million"),
    ("More than 90 countries took part.", "Nearly 90 countries took part.", "90", "90"),
    ("In 2001 the town's population was greater than 11,000.", _TOWN, "11,000", "10,902"),
    ("The jobless rate was below 5 percent in 2016.", _RATE, "5 percent", "5.1"),
    ("By the end of the year the game had sold under 7 million copies.", _GAME,
     "7 million", "8 million"),
    ("The game sold more than 4 million copies in its first month.", _GAME,
     "4 million", "3.6 million"),
    ("The book sold 20,000 copies within a week.", _BOOK, "20,000", "12,000"),
    ("The book has sold fewer than 300,000 copies.", _BOOK, "300,000", "400,000"),
    ("Attendance increased to over 30,000.", "Average attendance rose from 21,300 to 27,850.",
     "30,000", "27,850"),
    ("More than 120 people have recovered.",
     "There have been 1,143 cases, 12 deaths and 96 recoveries.", "120", "96"),
    ("Fewer than 30 people died in the crash.",
     "All 32 people on board were killed when the plane crashed.", "30", "32"),
    ("The ship had a crew of more than 50.", _SHIP, "50", "41"),
    ("The bombing killed more than 60 people.", _BOMB, "60", "53"),
    ("The party won more than 30 seats.",
     "The party won 27 of the 120 seats with 21.9 percent of the vote.", "30", "27"),
    ("Lin has won at least five gold medals.", "Lin has won four gold medals and one silver.",
     "five", "four"),
    ("They won the final 3-1.", "They won the final 2–1, having drawn 1–1 after 90 minutes.",
     "3-1", "2–1"),
    ("Hale was 25 years old when he won the title.", "Hale, who was 23, took the title.",
     "25", "23"),
    ("The film received an average rating above 7.",
     "The film holds a rating of 74 percent from 212 reviews, with an average rating of 6.8/10.",
     "7", "6.8"),
    ("The earthquake had a magnitude of over 7.",
     "A magnitude 6.8 earthquake struck at a depth of 11 km.", "7", "6.8"),
    ("More than 95 percent of pupils in over 90 countries are affected.",
     "Over 100 countries closed schools, affecting nearly 90 percent of pupils.", "95", "90"),
    ("The firm operates in more than 25 countries.", _FIRM, "25", "22"),
]  # fmt: skip

TIMES = [
    ("The song was released before May 2014.", _SONG, "May 2014", "2 June 2014"),
    ("The band was formed after 2000.",
     "Founded in 1998, the band split up in 2006. In 2004 it had taken a break.", "2000", "1998"),
    ("The magazine has been published since 1990.",
     "The magazine was first published in 1987.", "1990", "1987"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_no_conflict(parse: Parse, a: str, b: str) -> None:
    check_agreement(parse, a, b)


@pytest.mark.parametrize(("a", "b", "words_a", "words_b"), CONFLICTING)
def test_conflict(parse: Parse, a: str, b: str, words_a: str, words_b: str) -> None:
    check_conflict(parse, a, b, "number", (words_a, words_b))


@pytest.mark.parametrize(("a", "b", "words_a", "words_b"), TIMES)
def test_conflict_of_times(parse: Parse, a: str, b: str, words_a: str, words_b: str) -> None:
    check_conflict(parse, a, b, "date", (words_a, words_b))
