"""Comparing directions and routes of two linked claims."""

from __future__ import annotations

from annotator.domain.link import DifferenceField
from annotator.nlp.comparison.findings import HARD, Findings, differing
from annotator.nlp.values.parsed_claim import ParsedClaim

OPPOSED = 135
"""Degrees from which on two directions are not one told loosely."""


def place_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What directions and routes of two linked claims say of each other."""
    for one in a.routes:
        for two in b.routes:
            if one.origin == two.goal and one.goal == two.origin:
                pair = differing(
                    DifferenceField.PLACE, HARD, (one.span, one.words), (two.span, two.words)
                )
                return Findings((pair,))
    if len(a.directions) == 1 and len(b.directions) == 1:
        first, second = a.directions[0], b.directions[0]
        apart = abs(first.degrees - second.degrees)
        if min(apart, 360 - apart) >= OPPOSED:
            pair = differing(
                DifferenceField.PLACE, HARD, (first.span, first.words),
                (second.span, second.words),
            )  # fmt: skip
            return Findings((pair,))
        return Findings(agreeing=int(apart == 0))
    return Findings()
