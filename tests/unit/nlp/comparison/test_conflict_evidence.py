"""A told conflict comes with what speaks for and against it."""

from __future__ import annotations

import pytest

from annotator.nlp.comparison.conflict_evidence import (
    EVIDENCE_NAMES,
    NO_EVIDENCE,
    digits_slipped,
)
from annotator.nlp.comparison.relation import relate

from .conftest import Parse

pytestmark = pytest.mark.spacy


def test_without_a_conflict_there_is_none(parse: Parse) -> None:
    claim = parse("The council approved 17 homes.")
    assert relate(claim, claim).evidence is NO_EVIDENCE


def test_values_of_one_thing_accord(parse: Parse) -> None:
    a = parse("The council of Norby approved 17 homes on Monday.")
    b = parse("On Monday Norby’s council approved 71 new homes.")
    told = relate(a, b).evidence
    assert (told.hard, told.number, told.date, told.agreeing) == (1, 1, 0, 1)
    assert (told.counted, told.verb, told.subject, told.named) == (1, 1, 1, 1)
    assert told.rivals == 0
    assert told.apart == pytest.approx(1.43, abs=0.01)
    assert 0 < told.likeness < 1
    assert told.covered > 0.8


@pytest.mark.parametrize(
    ("one", "other", "slipped"),
    [
        *((186e6, 168e6, 1), (11_412, 1_142, 1), (4_310, 4_301, 1), (213, 231, 1), (213, 2_130, 1)),
        *((5.25, 5.75, 1), (1.25, 12.5, 1), (12, 21, 0.5), (12, 13, 0.5), (12, 120, 1)),
        *((213, 213, 0), (213, 230, 0), (186, 861, 0), (4, 7, 0), (0, 0, 0), (4, 40, 0)),
        *((1_123, 1_321, 0), (12, 34, 0), (0.5, 50, 0)),
    ],
)
def test_slips_of_digits(one: float, other: float, slipped: float) -> None:
    assert digits_slipped(one, other) == digits_slipped(other, one) == slipped


def test_a_slip_of_digits_is_told(parse: Parse) -> None:
    told = relate(parse("The ground cost £186 million."), parse("The ground cost £168 million."))
    assert told.evidence.slip == 1


def test_a_hedged_number_is_told(parse: Parse) -> None:
    told = relate(
        parse("More than 230 people were on board."), parse("213 people were on board.")
    ).evidence
    assert (told.hedged, told.number) == (1, 1)


def test_swapped_claims_have_the_same_evidence(parse: Parse) -> None:
    a = parse("The fire broke out on 9 March and killed four people.")
    b = parse("A fire that broke out on 8 March killed at least four.")
    there, back = relate(a, b).evidence, relate(b, a).evidence
    assert there.date == 1
    for name in EVIDENCE_NAMES:
        assert getattr(there, name) == pytest.approx(getattr(back, name), abs=0.2), name
