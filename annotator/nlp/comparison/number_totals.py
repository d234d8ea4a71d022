"""Totals and their parts: "in all 27", "31.2 million here and 14.1 abroad, 45.3 in all"."""

from __future__ import annotations

from itertools import combinations

from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Bound, Dimension, Quantity

_PART_AT_LEAST = 1.6
_BESIDE = 30
_ALL = frozenset({"all", "total"})
_MOST = 8
"""Numbers of one kind beyond which a claim is a table; sums are not looked for."""

_ROUNDING = 0.006
"""By how much of itself a sum may miss a total, all numbers being rounded."""

_SUM = 1.2
"""What speaks for the total and against a part where the other claim tells one number only."""

_SUMMED = frozenset({Dimension.MONEY, Dimension.COUNT})


def against_total(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> float:
    """What speaks against a number told as that of all, and a far smaller one, being the same."""
    if max(one.stated, two.stated) < _PART_AT_LEAST * min(one.stated, two.stated):
        return 0.0
    whole, part = ((a, one), (b, two)) if one.stated > two.stated else ((b, two), (a, one))
    return 4.0 if _is_total(*whole) and not _is_total(*part) else 0.0


def _is_total(claim: ParsedClaim, quantity: Quantity) -> bool:
    words = claim.words
    for place, word in enumerate(words):
        apart = min(abs(word.start - quantity.span.end), abs(quantity.span.start - word.end))
        if not word.inside or apart > _BESIDE:
            continue
        before = words[place - 1] if place else word
        behind = words[place + 1] if place + 1 < len(words) else None
        # "In all, 27 museums" is a total, "in all 27 museums" is none.
        ends = before.text == "In" or behind is None or not behind.text[0].isalnum()
        if word.lower == "altogether" or (word.lower in _ALL and before.lower == "in" and ends):
            return True
    return False


def for_sum(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> float:
    """What speaks for a single number being the total that the other claim sums up to."""
    if one.dimension not in _SUMMED or one.dimension is not two.dimension:
        return 0.0
    alike_a, alike_b = _alike(a, one), _alike(b, two)
    if len(alike_a) == 1 and len(alike_b) > 2:
        return _SUM * _place(two, alike_b)
    if len(alike_b) == 1 and len(alike_a) > 2:
        return _SUM * _place(one, alike_a)
    return 0.0


def _alike(claim: ParsedClaim, quantity: Quantity) -> list[Quantity]:
    return [
        q
        for q in claim.quantities
        if q.dimension is quantity.dimension and q.currency == quantity.currency and q.stated > 0
    ]


def _place(quantity: Quantity, alike: list[Quantity]) -> int:
    """1 for the total of others in its claim, -1 for a part of one, 0 for neither."""
    if len(alike) > _MOST or quantity.bound is not Bound.EXACT:
        return 0
    for total in alike:
        parts = [q for q in alike if q is not total]
        for one, two in combinations(parts, 2):
            if abs(one.stated + two.stated - total.stated) <= _ROUNDING * total.stated:
                if quantity is total:
                    return 1
                if quantity in (one, two):
                    return -1
    return 0
