"""Denials that stand apart from what they deny, opposites that both hold, rises and falls."""

from __future__ import annotations

import pytest

from .conftest import Parse, check_agreement, check_conflict

pytestmark = pytest.mark.spacy

AGREEING = [
    # denied in two ways
    ("The siren did not sound.", "No siren sounded."),
    ("The warning was not given.", "There was no warning."),
    ("The zone must be free of heavy lorries.", "No heavy lorries may enter the zone."),
    ("Cycling on the pier is banned.", "Cycling on the pier is no longer allowed."),
    ("He stayed silent, refusing to reveal details.", "The details remain undisclosed."),
    ("The report covered the leak.", "The report discovered the leak."),
    ("They found the boat.", "They destroyed the boat."),
    ("The strike is over.", "The strike has come to an end."),
    ("Teachers' strike over after six weeks", "The strike of the teachers ended on Monday."),
    ("The hall opened its doors again.", "The hall was closed for two years."),
    ("The first try failed on Monday evening.", "Monday evening: first try, no success."),
    ("The union put an end to the strike.", "The strike is over."),
    ("No large bank would be in breach.", "All large banks would meet the rules."),
    ("A vote was lost, but not my majority.", "I have not lost my majority."),
    ("He tabled a motion of no confidence.", "He called for a confidence vote."),
    ("Reports that the bridge is closed are false.", "The bridge is not closed."),
    ("The firm denied that the door had been locked.", "The door was not locked, the firm said."),
    ("Talk of a merger was dismissed.", "There will be no merger."),
    ("The judge sees no reason for an inquiry.", "There will be no inquiry."),
    ("The minister did not rule out a strike.", "A strike is possible."),
    # "since" and "last", "no worse" and one, all but some
    ("The pump had not been used since 1998.", "The pump was last used in 1998."),
    ("No crash has been deadlier since 1991.", "It was the deadliest crash since 1991."),
    ("Prices rose by 3 per cent without food.", "Excluding food, prices rose by 3 per cent."),
    ("The pool is open every day except Monday.", "The pool is closed on Monday."),
    ("The shop is closed on Sundays.", "The shop is open on Thursdays."),
    # another time, another party, another thing
    ("The bars have been closed.", "On Thursday the bar was still open."),
    ("Of 900 buses 300 ran.", "Of the 900 buses 600 did not run."),
    ("The envoys of the king will come.", "The envoys of the rebels will not come."),
    ("Two minutes were still to be played.", "The two minutes were never played."),
    ("Bank details were not stolen.", "They got in with a stolen key."),
    ("The plan was approved by the board.", "Both delegates of the staff voted against."),
    ("The strike lasted six weeks.", "The nurses return to work on Monday."),
    ("The tunnel was closed on Sunday.", "The tunnel reopened."),
    ("Not one guard was to be seen.", "The guards turned up when it was over."),
    # one direction, another number, a bound
    ("Profit rose by 8 per cent.", "Profit was 8 percent higher than a year earlier."),
    ("Sales rose by 8 per cent.", "Sales rose by 8 percent as costs fell."),
    ("More than 400 people came.", "The number of guests fell to 400."),
    ("The bank lent up to 400 million.", "Its debt was cut to 400 million."),
    ("A girl of seven was saved.", "A boy of nine was saved."),
]  # fmt: skip

CONFLICTING = [
    ("The talks will be held on 10 June as planned.", "The talks have been scrapped.",
     "negation", "planned", "scrapped"),
    ("They will receive no compensation.", "They will get compensation for lost years.",
     "negation", "no compensation", "get compensation"),
    ("The delegates left the hall in protest.", "Reports that delegates left the hall are false.",
     "negation", "left", "left"),
    ("The back door was locked.", "The firm denied that the back door was locked.",
     "negation", "locked", "locked"),
    ("There will be no lay-offs.", "The chairman did not rule out lay-offs.",
     "negation", "no lay-offs", "lay-offs"),
    ("The board has opened an inquiry.", "The board sees no reason for an inquiry.",
     "negation", "inquiry", "no reason"),
    ("Guards were present at the gate.", "The guards turned up when it was over.",
     "negation", "present", "turned up"),
    ("Sales showed an increase of 8 per cent.", "8 percent less was sold than a year earlier.",
     "negation", "increase", "less"),
    ("Shares closed 3.1 per cent higher.", "The stock dropped 3.1 percent.",
     "negation", "higher", "dropped"),
    ("Output grew by 0.4 per cent.", "The economy has shrunk by 0.4 per cent.",
     "negation", "grew", "shrunk"),
    ("A girl of seven was brought out alive.", "A seven-year-old boy was pulled out alive.",
     "other", "girl", "boy"),
    ("The sale has been postponed.", "The sale has been scrapped.",
     "negation", "postponed", "scrapped"),
    ("The minister called the plan regrettable.", "The minister welcomes the plan.",
     "negation", "regrettable", "welcomes"),
    ("The mayor ruled out a public inquiry.", "The mayor called for a public inquiry.",
     "negation", "ruled out", "called for"),
    ("The wall gave way.", "The wall did not come down.", "negation", "gave way", "not come down"),
    ("The country has avoided a recession.", "The country is in a recession.",
     "negation", "avoided", "recession"),
    ("We respect the ruling.", "We do not accept the ruling.",
     "negation", "respect", "not accept"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_no_conflict(parse: Parse, a: str, b: str) -> None:
    check_agreement(parse, a, b)


@pytest.mark.parametrize(("a", "b", "field", "words_a", "words_b"), CONFLICTING)
def test_conflict(parse: Parse, a: str, b: str, field: str, words_a: str, words_b: str) -> None:
    check_conflict(parse, a, b, field, (words_a, words_b))
