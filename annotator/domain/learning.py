"""Learning from the desk: what a project's own decisions say about its other candidates."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.claim import ClaimState, Origin

LEAST_DECISIONS = 10
"""From fewer decisions nothing is learned."""


@dataclass(frozen=True, slots=True)
class LearningClaim:
    """A claim as the learning sees it.

    Attributes:
        text: its quote.
        check_worthiness: as the shipped detector has it, 0 to 1; None for a claim that a reviewer
            added where the detector proposed nothing.
        worth_it: what reviewers said by their acts: False "not a claim", True added, judged or
            justified; None when nobody said anything.
        touched: whether a person acted on it; its place in the ranking stays as it is.
    """

    id: int
    text: str
    check_worthiness: float | None
    worth_it: bool | None
    touched: bool


@dataclass(frozen=True, slots=True)
class LearnedScore:
    """The check-worthiness (0 to 1) that a candidate has by what was learned."""

    claim_id: int
    check_worthiness: float


@dataclass(frozen=True, slots=True)
class Learned:
    """What a round of learning came to.

    Attributes:
        decisions: how many it learned from; 0 when there was nothing to learn.
        scores: of the candidates that nobody touched; empty when nothing was learned.
    """

    decisions: int
    scores: tuple[LearnedScore, ...] = ()


@dataclass(frozen=True, slots=True)
class LearningState:
    """Whether and from what a project learns.

    Attributes:
        learns: whether it is switched on.
        decisions: how many decisions it could learn from now.
        learned_from: how many the scores that show were learned from; 0 before any.
    """

    learns: bool = False
    decisions: int = 0
    learned_from: int = 0


def said_of(state: ClaimState, origin: Origin, *, decided: bool) -> bool | None:
    """What reviewers said of a claim by their acts, as `LearningClaim.worth_it` has it.

    ``decided``: it has a verdict or a justification.
    """
    if state is ClaimState.REMOVED:
        return None
    if state is ClaimState.DISMISSED:
        return False
    return True if decided or origin is Origin.REVIEWER else None


def enough_to_learn(claims: tuple[LearningClaim, ...]) -> bool:
    """Whether there are `LEAST_DECISIONS`, and some of either sort."""
    said = [claim.worth_it for claim in claims if claim.worth_it is not None]
    return len(said) >= LEAST_DECISIONS and 0 < sum(said) < len(said)
