"""How far a review has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.domain.claim import Claim, ClaimState, is_shown
from annotator.domain.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts over a set of claims.

    Attributes:
        total: claims shown at the present sensitivity.
        verified, disputed, unsupported: of those, by the verdict that stands.
        dismissed: claims a reviewer called "not a claim"; not in ``total``.
    """

    total: int = 0
    verified: int = 0
    disputed: int = 0
    unsupported: int = 0
    dismissed: int = 0

    @property
    def reviewed(self) -> int:
        """Claims with a verdict."""
        return self.verified + self.disputed + self.unsupported


def progress_of(claims: Iterable[Claim], threshold: float) -> Progress:
    """Count ``claims`` at a sensitivity threshold (0 to 1)."""
    total = dismissed = 0
    counts = dict.fromkeys(Verdict, 0)
    for claim in claims:
        if claim.state is ClaimState.DISMISSED:
            dismissed += 1
        elif is_shown(claim, threshold):
            total += 1
            if claim.verdict is not None:
                counts[claim.verdict] += 1
    return Progress(
        total,
        counts[Verdict.VERIFIED],
        counts[Verdict.DISPUTED],
        counts[Verdict.UNSUPPORTED],
        dismissed,
    )
