"""Claims parsed from single texts, for tests of their comparison."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from annotator.domain.link import Relation
from annotator.domain.span import Span
from annotator.nlp.comparison.relation import relate
from annotator.nlp.detector import Detector
from annotator.nlp.values.moment import Dating
from annotator.nlp.values.parsed_claim import ParsedClaim, parse_claim

Parse = Callable[..., ParsedClaim]

DAY = date(2026, 3, 10)
"""A Tuesday; the day on which all texts of the tables are written unless a row says otherwise."""


@pytest.fixture(scope="session")
def parse(detector: Detector) -> Parse:
    """``parse(text, claim=None, day=DAY)``: the claim, or the whole text, parsed."""

    def parse(text: str, claim: str | None = None, day: date | None = DAY) -> ParsedClaim:
        words = text if claim is None else claim
        start = text.index(words)
        stamp = datetime.combine(day, time(12)) if day else None
        span = Span(start, start + len(words))
        return parse_claim(detector.nlp(text), 0, span, Dating(day, stamp, sure=day is not None))

    return parse


def check_agreement(parse: Parse, a: str, b: str) -> None:
    """Assert that two texts do not conflict."""
    found = relate(parse(a), parse(b))
    assert not found.differences
    assert found.relation is not Relation.CONFLICT


def check_conflict(parse: Parse, a: str, b: str, field: str, words: tuple[str, str]) -> None:
    """Assert that two texts conflict in a field by these words, whichever stands first."""
    there, back = relate(parse(a), parse(b)), relate(parse(b), parse(a))
    assert there.relation is back.relation is Relation.CONFLICT
    assert field in [one.field for one in there.differences]
    one = next(one for one in there.differences if one.field == field)
    assert words[0] in a[one.a.start : one.a.end]
    assert words[1] in b[one.b.start : one.b.end]
    assert one.a_value
    assert one.b_value
    assert {(one.field, one.level, one.a, one.b) for one in there.differences} == {
        (one.field, one.level, one.b, one.a) for one in back.differences
    }
