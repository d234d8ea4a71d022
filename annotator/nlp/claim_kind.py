"""Claim kinds: what sort of fact a unit states, told from its signs."""

from __future__ import annotations

from annotator.domain.claim import ClaimKind
from annotator.nlp.signs import BIT, Sign

_KINDS: tuple[tuple[ClaimKind, tuple[Sign, ...]], ...] = (
    (ClaimKind.ORDINAL, (Sign.FIRST_OF_KIND,)),
    (ClaimKind.QUANTITY, (Sign.FIGURE, Sign.SMALL_NUMBER, Sign.VAGUE_AMOUNT)),
    (ClaimKind.PREDICTION, (Sign.PREDICTION,)),
    (ClaimKind.QUOTATION, (Sign.QUOTATION,)),
    (ClaimKind.EVENT, (Sign.HAPPENING, Sign.CHANGE)),
    (ClaimKind.ATTRIBUTION, (Sign.SPEAKER,)),
    (ClaimKind.LAW, (Sign.LAW,)),
    (ClaimKind.CAUSAL, (Sign.CAUSE,)),
    (ClaimKind.COMPARISON, (Sign.COMPARISON,)),
    (ClaimKind.DATE, (Sign.DATE,)),
)
_MASKS = tuple((kind, sum(BIT[sign] for sign in signs)) for kind, signs in _KINDS)


def claim_kinds(signs: int) -> tuple[ClaimKind, ...]:
    """The kinds that the sign bits of a unit speak for, most telling first; at least one."""
    return tuple(kind for kind, mask in _MASKS if signs & mask) or (ClaimKind.OTHER,)
