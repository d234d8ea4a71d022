"""Pairs of claims as newspapers of different kinds word them. One row, one trap."""

from __future__ import annotations

import pytest

from .conftest import Parse, check_agreement, check_conflict

pytestmark = pytest.mark.spacy

AGREEING = [
    ("The army has tents for 6,000 people.", "Six thousand souls are housed in tents."),
    ("The clinic is in Port Ferro.", "The clinic is in the harbour of the town."),
    ("Up to 40 people may attend.", "38 people may attend."),
    ("The sitting ended at twenty past six in the evening.", "The sitting ended at 6.20 p.m."),
    ("The memorial is on 12 March.", "The memorial is on the 12th."),
    ("It costs half a million a year.", "It costs 500,000 crowns a year."),
    ("The captain, Ann Holm, spoke.", "Ann Holm, 54, spoke."),
    ("Anna Lind is 54.", "Anna Lind, 54, was on board."),
    ("The minister was told on Monday that the bridge was unsafe.",
     "The minister was told on Monday."),
    ("All five hospitals are open.", "The five hospitals stay open."),
    ("The record of 42.9 degrees fell.", "It beats the record by 0.7 degrees."),
    ("The town had forty-three degrees.", "The town had 43.6 degrees."),
    ("Sales were one point four billion crowns.", "Sales were 1.42 billion crowns."),
    ("There is no evidence of forged tickets.", "There were no forged tickets."),
    ("The budget, planned for 12 May, has been put off by two weeks.",
     "The budget comes on 26 May."),
    ("The programme is called “Compass 27”.", "The programme cuts 4,200 jobs."),
    ("“This ruling leaves our children alone,” she said.",
     "“Today’s ruling leaves our children alone,” she said."),
    ("By 3 March the page had been seen 40,000 times.",
     "As of 9 March the page has been seen 52,000 times."),
    ("A dozen people were hurt.", "11 people were hurt."),
    ("They pay by the end of 2030.", "They pay until 2030."),
]  # fmt: skip

CONFLICTING = [
    ("The firm cuts 4,200 positions.", "Altogether 4,800 places go.", "number", "4,200", "4,800"),
    ("The plan saves 900 million crowns a year.", "They want to save seven hundred million a year.",
     "number", "900 million", "seven hundred million"),
    ("Nine others were injured.", "At least a dozen people were injured.",
     "number", "Nine", "a dozen"),
    ("The dockers want 12 percent more.", "The dockers want nine.", "number", "12 percent", "nine"),
    ("Help came from six countries.", "Help came from five countries.", "number", "six", "five"),
    ("Some 4,200 people were taken to safety.", "Seven thousand souls were taken to safety.",
     "number", "4,200", "Seven thousand"),
    ("Owners can be fined up to 50,000 lorins.", "The fine is 15,000 lorins.",
     "number", "50,000", "15,000"),
    ("In Delm 43.1 degrees were reached.", "Delm followed with 44.6.",
     "number", "43.1", "44.6"),
    ("Marlene Dusk was 78.", "Marlene Dusk died at the age of 79.",
     "number", "78", "79"),
    ("It was ten past five on Sunday morning.", "It happened shortly after 4 a.m. on Sunday.",
     "date", "ten past five", "4 a.m."),
    ("The memorial is planned for 22 March.", "The memorial will be held on the 23rd.",
     "date", "22 March", "23rd"),
    ("They pay by 2030.", "They pay until 2035.", "date", "2030", "2035"),
    ("The council was told on Friday.", "The council was told on Monday morning.",
     "date", "Friday", "Monday"),
    ("It began at 22.30 on Wednesday.", "It began at quarter past ten on Wednesday night.",
     "date", "22.30", "quarter past ten"),
    ("The deal was brokered by Ruta Halvorsen.", "It was Tom Okell who brokered the deal.",
     "name", "Ruta Halvorsen", "Tom Okell"),
    ("“This is no deal, it is a receipt,” said Ruta Halvorsen.",
     "“This is no deal, it is a receipt,” said Tom Okell.",
     "attribution", "Ruta Halvorsen", "Tom Okell"),
    ("The oldest existing Korean rain gauge was made in 1770.",
     "The oldest existing Japanese rain gauge was made in 1770.",
     "name", "Korean", "Japanese"),
    ("The next conference takes place in Porto Ferro.",
     "The next conference takes place in Lisbon.", "place", "Porto Ferro", "Lisbon"),
    ("There were no children among the dead.", "Eleven of the dead are children.",
     "number", "no children", "Eleven"),
    ("No one has been killed so far.", "An 81-year-old man drowned in his cellar.",
     "negation", "No one", "drowned"),
    ("The alert was raised to level three.", "The alert was at level 2.",
     "number", "level three", "level 2"),
    ("Interior Minister Ines Corvalho promised help.",
     "Prime Minister Ines Corvalho promised help.", "role", "Interior", "Prime"),
    ("Her honours include the Golden Lyre (1984).", "In 1982 she got the Golden Lyre.",
     "date", "1984", "1982"),
    ("The storm is moving north.", "The storm is moving east.", "place", "north", "east"),
    ("About 5,400 operations were put off.", "Around 4,500 operations were put off.",
     "number", "About 5,400", "Around 4,500"),
    ("The phone is made in Norway.", "Made in Portugal.", "place", "Norway", "Portugal"),
    ("By 3 March the page had been seen 52,000 times.",
     "As of 9 March the page has been seen 40,000 times.", "number", "52,000", "40,000"),
    ("By 3 March the page had been seen 52,000 times.",
     "As of 9 March the page has been seen 52,000 times.", "date", "3 March", "9 March"),
    ("Bright Day earned less than $98.95 million worldwide.",
     "Bright Day took $55.4 million at home and $43.5 million abroad, a worldwide total of $99.9 "
     "million.", "number", "$98.95 million", "$99.9 million"),
    ("The film scored under 60 percent.", "The film has a score of 70 based on 26 reviews.",
     "number", "60 percent", "70"),
    ("The film was given mostly mixed reviews.",
     "The film was released to generally negative reviews from critics.",
     "other", "mixed", "negative"),
    ("Orders were down 4 percent.", "Orders went up by four percent.",
     "negation", "down", "went up"),
    ("Two hikers are unaccounted for.", "The two hikers turned up at an inn.",
     "negation", "unaccounted for", "turned up"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_no_conflict(parse: Parse, a: str, b: str) -> None:
    check_agreement(parse, a, b)


@pytest.mark.parametrize(("a", "b", "field", "words_a", "words_b"), CONFLICTING)
def test_conflict(parse: Parse, a: str, b: str, field: str, words_a: str, words_b: str) -> None:
    check_conflict(parse, a, b, field, (words_a, words_b))
