"""What counts as a decision to learn from, and when there are enough of them."""

from __future__ import annotations

import pytest

from annotator.domain.claim import Claim, ClaimState, Origin
from annotator.domain.learning import (
    LEAST_DECISIONS,
    LearningClaim,
    LearningState,
    decisions_in,
    enough_to_learn,
    learning_state_of,
    said_of,
)
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict


def claim(
    number: int,
    state: ClaimState = ClaimState.OPEN,
    origin: Origin = Origin.DETECTOR,
    verdict: Verdict | None = None,
    justification: str = "",
) -> Claim:
    return Claim(
        number, f"c{number}", 1, 1, Span(0, 4), "It f", origin, state, (), 0.5, (), False, verdict,
        justification,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "origin", "decided", "said"),
    [
        (ClaimState.OPEN, Origin.DETECTOR, False, None),
        (ClaimState.OPEN, Origin.DETECTOR, True, True),
        (ClaimState.OPEN, Origin.REVIEWER, False, True),
        (ClaimState.DISMISSED, Origin.DETECTOR, True, False),
        (ClaimState.DISMISSED, Origin.REVIEWER, False, False),
        (ClaimState.REMOVED, Origin.REVIEWER, True, None),
    ],
)
def test_acts_say_whether_a_claim_is_one(
    state: ClaimState, origin: Origin, decided: bool, said: bool | None
) -> None:
    assert said_of(state, origin, decided=decided) is said


def test_decisions_in_claims() -> None:
    assert decisions_in(
        [
            claim(1),
            claim(2, ClaimState.DISMISSED),
            claim(3, verdict=Verdict.DISPUTED),
            claim(4, justification="Because."),
            claim(5, ClaimState.REMOVED, verdict=Verdict.VERIFIED),
            claim(6, origin=Origin.REVIEWER),
        ]
    ) == {2: False, 3: True, 4: True, 6: True}


@pytest.mark.parametrize(
    ("good", "bad", "enough"),
    [(0, 0, False), (LEAST_DECISIONS, 0, False), (0, 50, False), (8, 1, False), (9, 1, True)],
)
def test_enough_are_ten_of_either_sort(good: int, bad: int, enough: bool) -> None:
    said = [True] * good + [False] * bad
    claims = [LearningClaim(n, "x", 0.5, one, True) for n, one in enumerate(said)]
    assert enough_to_learn([*claims, LearningClaim(99, "x", 0.5, None, False)]) is enough
    state = learning_state_of(said, learns=True, learned_from=0)
    assert state.can_learn is enough
    assert state == LearningState(True, good + bad, not (good and bad), 0)
