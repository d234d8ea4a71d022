"""Stages of a story: whether one count is simply later than the other."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from annotator.nlp.comparison.alignment import near_stems
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Dimension, Quantity

_RISING = frozenset(
    {"die", "dead", "death", "kill", "perish", "injur", "wound", "hurt", "victim", "toll", "cas",
     "casualty", "infection", "arrest", "fatality", "body", "recovery"}
)  # fmt: skip
_FALLING = frozenset({"miss", "search", "unaccount", "trap", "find", "strand"})
_APART = timedelta(hours=5)


def stage_of(claim: ParsedClaim) -> datetime | None:
    """When what a claim states was so: a day its sentence tells, else the article's."""
    for moment in claim.moments_around:
        told = moment.slot in ("as of", "by", "until") and moment.last is not None
        if told and moment.last and moment.first == moment.last:
            return datetime.combine(moment.last, time(12))
    return claim.dating.stamp


def is_later_count(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> bool:
    """Whether two numbers differ only because one was counted later."""
    if one.dimension is not Dimension.COUNT:
        return False
    early, late = stage_of(a), stage_of(b)
    if early is None or late is None or abs(late - early) < _APART:
        return False
    first, second = (one, two) if early < late else (two, one)
    near = near_stems(a, one.span) | near_stems(b, two.span) | one.counted | two.counted
    if first.stated < second.stated and near & _RISING:
        return True
    return first.stated > second.stated and bool(near & _FALLING)
