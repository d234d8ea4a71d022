"""The time that each number of a claim is told for: "5.1 percent in 2016", "4.4 in 2018"."""

from __future__ import annotations

from dataclasses import replace

from annotator.nlp.comparison.moment_pairs import compared
from annotator.nlp.values.moment import Moment
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Quantity

_CLOSE = 60
"""Code points from which on a time belongs to no number any more."""
_PLAIN = frozenset({"", "as of", "by"})
"""How a time is told when the number is that of the time itself."""

SAME_TIME, OTHER_TIME = 1.5, -4.0
"""What speaks for two numbers of one time, and against those of two times of a series."""


def of_one_time(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> float:
    """What the times that two numbers are told for say of their measuring one thing.

    Only a claim that tells one thing for several times parts its numbers by them: of two claims
    with one time each the times may be what differs.
    """
    if not (_is_one_of_several(a, one) or _is_one_of_several(b, two)):
        return 0.0
    here, there = time_of(a, one), time_of(b, two)
    if here is None or there is None:
        return 0.0
    verdict = compared(replace(here, slot="", edge=""), replace(there, slot="", edge=""))
    if verdict == "hard":
        series = len(a.moments) > 1 or len(b.moments) > 1
        return OTHER_TIME if series else 0.0
    return SAME_TIME if verdict == "same" else 0.0


def _is_one_of_several(claim: ParsedClaim, quantity: Quantity) -> bool:
    """Whether a claim tells several numbers of this kind."""
    return sum(q.dimension is quantity.dimension for q in claim.quantities) > 1


def time_of(claim: ParsedClaim, quantity: Quantity) -> Moment | None:
    """The time told for a number: the nearest one with no other such number between."""
    best, least = None, _CLOSE
    for moment in claim.moments:
        if moment.first is None or moment.slot not in _PLAIN:
            continue
        begin = min(moment.span.end, quantity.span.end)
        end = max(moment.span.start, quantity.span.start)
        behind = moment.span.start >= quantity.span.end
        # A time stands behind its number rather than before it.
        apart = end - begin + (0 if behind else _BEFORE)
        parted = _is_parted(claim, quantity, begin, end)
        if apart < least and not parted and (behind or _is_alone(claim, quantity)):
            best, least = moment, apart
    return best


_BEFORE = 6


def _is_alone(claim: ParsedClaim, quantity: Quantity) -> bool:
    """Whether no other such number follows, which a time before both would be told for as well."""
    return not any(
        other.dimension is quantity.dimension and other.span.start > quantity.span.end
        for other in claim.quantities
    )


def _is_parted(claim: ParsedClaim, quantity: Quantity, begin: int, end: int) -> bool:
    return any(
        begin <= other.span.start and other.span.end <= end
        for other in claim.quantities
        if other is not quantity and other.dimension is quantity.dimension
    )
