"""Measures told in two parts: "an hour and 40 minutes", "a year and a half"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from annotator.domain.span import Span
from annotator.nlp.values.quantity import Bound, Dimension, Quantity

_JOINT = re.compile(r",?\s(?:and\s)?|-", re.I)
_PART = re.compile(r"\s(?:and|-)\s?an?\s(half|quarter|third)\b(?!\s(?:of|million|dozen)\b)", re.I)
_PARTS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
_IN_STEPS = frozenset({Dimension.DURATION, Dimension.LENGTH, Dimension.MASS})
_WIDE = frozenset({Bound.VAGUE, Bound.RANGE})


def compounded(text: str, offset: int, found: Sequence[Quantity]) -> list[Quantity]:
    """``found`` with those that are one measure put together; ``text`` begins at ``offset``."""
    joined: list[Quantity] = []
    for one in sorted(found, key=lambda quantity: quantity.span.start):
        last = joined[-1] if joined else None
        if last is not None and one.span.start < last.span.end:
            # The "a half" that is in the sum already.
            continue
        if last is not None and _is_rest(text, offset, last, one):
            joined[-1] = _sum(text, offset, last, one.stated, one.span.end, one.step)
            continue
        joined.append(one)
        part = _PART.match(text, one.span.end - offset) if _is_one_measure(one) else None
        if part:
            more = _PARTS[part[1].lower()] * one.stated / one.plain
            joined[-1] = _sum(text, offset, one, more, part.end() + offset, more)
    return joined


def _is_one_measure(one: Quantity) -> bool:
    return one.dimension in _IN_STEPS and one.plain >= 1 and one.bound not in _WIDE


def _is_rest(text: str, offset: int, last: Quantity, one: Quantity) -> bool:
    """Whether ``one`` is the smaller unit that follows: "two hours, 40 minutes"."""
    if not _is_one_measure(last) or one.dimension is not last.dimension:
        return False
    if one.bound is not Bound.EXACT or one.plain < 1 or not one.unit:
        return False
    unit = last.stated / last.plain
    smaller = one.stated / one.plain < unit and 0 < one.stated < unit
    gap = text[last.span.end - offset : one.span.start - offset]
    return smaller and _JOINT.fullmatch(gap) is not None


def _sum(text: str, offset: int, one: Quantity, more: float, end: int, step: float) -> Quantity:
    """``one`` and ``more`` of the base unit, up to code point ``end``."""
    grown = (one.stated + more) / one.stated
    span = Span(one.span.start, end)
    return replace(
        one, span=span, low=one.low * grown, high=one.high * grown, stated=one.stated + more,
        step=step, plain=one.plain * grown, also=None,
        words=" ".join(text[span.start - offset : span.end - offset].split()),
    )  # fmt: skip
