"""Claims parsed from single texts, for tests of their comparison."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from annotator.domain.span import Span
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
