"""What one look at a pair of claims finds: differences, agreement, and what makes it partial."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.link import ConflictLevel, Difference, DifferenceField
from annotator.domain.span import Span

HARD, SOFT = ConflictLevel.HARD, ConflictLevel.SOFT


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found when one kind of value was compared.

    Attributes:
        differences: the conflicts.
        agreeing: how many values were compared and agree.
        partial: why the relation is partial at most, or "".
        lacking: how many values only one of the claims has.
    """

    differences: tuple[Difference, ...] = ()
    agreeing: int = 0
    partial: str = ""
    lacking: int = 0


def differing(
    field: DifferenceField,
    level: ConflictLevel,
    a: tuple[Span, str],
    b: tuple[Span, str],
) -> Difference:
    """A difference of two spans with their words."""
    return Difference(field, level, a[0], b[0], _short(a[1]), _short(b[1]))


_SHORT = 60


def _short(words: str) -> str:
    flat = " ".join(words.split()) or "–"
    return flat if len(flat) <= _SHORT else flat[: _SHORT - 1].rstrip() + "…"


def joined(findings: tuple[Findings, ...]) -> Findings:
    """All findings as one; hard differences first, one for each pair of spans and field."""
    differences: list[Difference] = []
    for one in findings:
        for difference in one.differences:
            again = any(
                other.field is difference.field
                and (other.a.overlaps(difference.a) or other.b.overlaps(difference.b))
                for other in differences
            )
            if not again:
                differences.append(difference)
    differences.sort(key=lambda difference: difference.level is not HARD)
    return Findings(
        tuple(differences),
        sum(one.agreeing for one in findings),
        next((one.partial for one in findings if one.partial), ""),
        sum(one.lacking for one in findings),
    )
