"""Which claims show, and in which order they are read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.claim import Claim, ClaimState, Origin, is_shown, reading_order
from annotator.domain.span import Span

MakeClaim = Callable[..., Claim]


@given(worth=st.floats(0, 1), threshold=st.floats(0, 1))
def test_a_candidate_shows_from_its_check_worthiness_on(
    make_claim: MakeClaim, worth: float, threshold: float
) -> None:
    assert is_shown(make_claim(check_worthiness=worth), threshold) is (worth >= threshold)


@given(threshold=st.floats(0, 1))
def test_what_an_act_of_a_person_keeps_always_shows(
    make_claim: MakeClaim, threshold: float
) -> None:
    assert is_shown(make_claim(check_worthiness=0.0, kept=True), threshold)
    added = make_claim(origin=Origin.REVIEWER, check_worthiness=None)
    assert is_shown(added, threshold)


@pytest.mark.parametrize("state", [ClaimState.DISMISSED, ClaimState.REMOVED])
@pytest.mark.parametrize("kept", [True, False])
def test_what_no_longer_stands_never_shows(
    make_claim: MakeClaim, state: ClaimState, kept: bool
) -> None:
    assert not is_shown(make_claim(state=state, kept=kept, check_worthiness=1.0), 0.0)


def test_claims_are_read_by_start_then_longest_then_oldest(make_claim: MakeClaim) -> None:
    claims = [
        make_claim(id=4, span=Span(2, 3)),
        make_claim(id=3, span=Span(0, 5)),
        make_claim(id=2, span=Span(0, 9)),
        make_claim(id=1, span=Span(0, 5)),
    ]
    assert [claim.id for claim in sorted(claims, key=reading_order)] == [2, 1, 3, 4]
