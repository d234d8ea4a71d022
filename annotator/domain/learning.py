"""Learning from the desk: what a project's own decisions say about its other candidates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.domain.claim import Claim, ClaimKind, ClaimState, Origin

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
        kinds: as the shipped detector has them; none of a claim that a reviewer added.
    """

    id: int
    text: str
    check_worthiness: float | None
    worth_it: bool | None
    touched: bool
    kinds: tuple[ClaimKind, ...] = ()


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
        one_sided: whether all of them say the same, so that nothing tells claims apart.
        learned_from: how many the scores that show were learned from; 0 before any.
    """

    learns: bool = False
    decisions: int = 0
    one_sided: bool = False
    learned_from: int = 0

    @property
    def can_learn(self) -> bool:
        """Whether there are `LEAST_DECISIONS`, and some of either sort."""
        return self.decisions >= LEAST_DECISIONS and not self.one_sided


def said_of(state: ClaimState, origin: Origin, *, decided: bool) -> bool | None:
    """What reviewers said of a claim by their acts, as `LearningClaim.worth_it` has it.

    ``decided``: it has a verdict or a justification.
    """
    if state is ClaimState.REMOVED:
        return None
    if state is ClaimState.DISMISSED:
        return False
    return True if decided or origin is Origin.REVIEWER else None


def decisions_in(claims: Iterable[Claim]) -> dict[int, bool]:
    """What reviewers said of ``claims`` (`said_of`), by claim id, without those nobody spoke of."""
    found = {}
    for claim in claims:
        decided = claim.verdict is not None or bool(claim.justification)
        said = said_of(claim.state, claim.origin, decided=decided)
        if said is not None:
            found[claim.id] = said
    return found


def learning_state_of(said: Iterable[bool], *, learns: bool, learned_from: int) -> LearningState:
    """The state of a project in which this was ``said`` of claims."""
    values = list(said)
    return LearningState(learns, len(values), len(set(values)) < 2, learned_from)


def enough_to_learn(claims: Iterable[LearningClaim]) -> bool:
    """Whether there are `LEAST_DECISIONS`, and some of either sort."""
    said = [claim.worth_it for claim in claims if claim.worth_it is not None]
    return learning_state_of(said, learns=True, learned_from=0).can_learn
