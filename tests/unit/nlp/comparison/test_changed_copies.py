"""A copied sentence with one change gives that difference and no other; any text is read."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.link import DifferenceField, Relation
from annotator.domain.span import Span
from annotator.nlp.comparison.relation import relate
from annotator.nlp.detector import Detector
from annotator.nlp.values.moment import Dating
from annotator.nlp.values.parsed_claim import ParsedClaim, parse_claim

from .conftest import DAY, Parse

pytestmark = pytest.mark.spacy

SENTENCES = [
    "The council of Norby will spend 4,200 euros on new lamps for 17 streets before 3 May.",
    "Divers recovered 12 bodies from the wreck on Friday, and four people are still missing.",
    "The bank’s profit rose by 8.5 percent to 310 million crowns in 2024.",
    "About 60 firefighters fought the blaze for nine hours, the fire service said.",
    "The bridge, 412 metres long, was opened in 1931 and closed at 11:15 p.m. on Monday.",
]

# (sentence number, old, new, field)
CHANGES = [
    (0, "4,200", "4,900", "number"),
    (0, "17", "71", "number"),
    (0, "3 May", "13 May", "date"),
    (1, "12", "14", "number"),
    (1, "four", "nine", "number"),
    (1, "Friday", "Saturday", "date"),
    (2, "8.5", "5.8", "number"),
    (2, "310", "301", "number"),
    (2, "2024", "2023", "date"),
    (3, "60", "90", "number"),
    (3, "nine hours", "four hours", "number"),
    (4, "412", "142", "number"),
    (4, "1931", "1913", "date"),
    (4, "11:15", "10:15", "date"),
]


@pytest.mark.parametrize(("number", "old", "new", "field"), CHANGES)
def test_one_changed_value_is_the_one_difference(
    parse: Parse, number: int, old: str, new: str, field: str
) -> None:
    sentence = SENTENCES[number]
    changed = sentence.replace(old, new)
    found = relate(parse(sentence), parse(changed))
    assert found.relation is Relation.CONFLICT
    (one,) = found.differences
    assert one.field == field
    assert old in sentence[one.a.start : one.a.end]
    assert new in changed[one.b.start : one.b.end]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_copy_is_a_near_copy(parse: Parse, sentence: str) -> None:
    found = relate(parse(sentence), parse(sentence))
    assert found.relation is Relation.NEAR_COPY
    assert not found.differences


def test_a_count_that_rose_later_is_another_stage(parse: Parse) -> None:
    early = parse("Four people were killed in the blast.", day=DAY)
    later = parse("Five people were killed in the blast.", day=DAY.replace(day=12))
    for a, b in ((early, later), (later, early)):
        found = relate(a, b)
        assert found.relation is Relation.PARTIAL
        assert found.reason == "a later count"
        assert not found.differences
    fewer = parse("Three people were killed in the blast.", day=DAY.replace(day=12))
    assert relate(early, fewer).relation is Relation.CONFLICT
    assert relate(early, parse("Five people were killed in the blast.")).relation is (
        Relation.CONFLICT
    )


def test_values_outside_the_claim_are_not_compared(parse: Parse) -> None:
    whole = "Nine people died in the storm, and 40 homes lost their roofs."
    a = parse(whole, "40 homes lost their roofs")
    b = parse("Seven people died in the storm, and 40 homes lost their roofs.",
              "40 homes lost their roofs")  # fmt: skip
    assert not relate(a, b).differences


def test_he_is_who_was_named_before(parse: Parse) -> None:
    first = parse(
        "Mayor Anna Lind opened the hall. “We owe the families a true answer,” she said.",
        "“We owe the families a true answer,” she said.",
    )
    other = parse("“We owe the families a true answer,” governor Tom Brandl said.")
    (one,) = relate(first, other).differences
    assert one.field is DifferenceField.ATTRIBUTION
    assert one.a_value == "Anna Lind"


WORDS = st.sampled_from(
    ["12", "1.234", "half a", "dozen", "million", "€", "%", "of", "the", "“", "”", "’", "no", "not",
     "minister", "acting", "Anna", "Østhus", "said", "Monday", "since", "2020", "11:40", "p.m.",
     "31 May", "99.99.2000", "north", "from", "to", ",", ".", "first", "\u202e", "😱", "-", "\n"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join))


def _spans(claim: ParsedClaim) -> list[Span]:
    values = (*claim.quantities, *claim.moments, *claim.ordinals, *claim.persons, *claim.roles,
              *claim.stances, *claim.predicates, *claim.directions, *claim.routes)  # fmt: skip
    return [value.span for value in values]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(one=TEXTS, two=TEXTS, cut=st.integers(0, 40))
def test_any_texts_are_compared_and_spans_lie_inside(
    detector: Detector, one: str, two: str, cut: int
) -> None:
    claims = []
    for text in (one, two):
        text = text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ") or "."
        start = min(cut, len(text) - 1)
        claim = parse_claim(detector.nlp(text), 0, Span(start, len(text)), Dating(DAY))
        for span in _spans(claim):
            assert 0 <= span.start < span.end <= len(text)
        claims.append((claim, text))
    (a, text_a), (b, text_b) = claims
    found = relate(a, b)
    assert (found.relation is Relation.CONFLICT) == bool(found.differences)
    for difference in found.differences:
        assert difference.a.end <= len(text_a)
        assert difference.b.end <= len(text_b)
        assert difference.a_value
        assert difference.b_value
    assert relate(b, a).relation is found.relation
