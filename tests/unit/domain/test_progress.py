"""How far a review has come."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.claim import Claim, ClaimState, is_shown
from annotator.domain.progress import Progress, progress_of
from annotator.domain.verdict import Verdict

MakeClaim = Callable[..., Claim]

fields = st.fixed_dictionaries(
    {
        "state": st.sampled_from(ClaimState),
        "check_worthiness": st.none() | st.floats(0, 1),
        "kept": st.booleans(),
        "verdict": st.none() | st.sampled_from(Verdict),
    }
)


def test_no_claims_no_progress() -> None:
    assert progress_of([], 0.5) == Progress()
    assert Progress().reviewed == 0


def test_each_verdict_has_its_count(make_claim: MakeClaim) -> None:
    verdicts = [Verdict.VERIFIED] * 3 + [Verdict.DISPUTED] * 2 + [Verdict.UNSUPPORTED] + [None] * 4
    claims = [make_claim(verdict=verdict, kept=verdict is not None) for verdict in verdicts]
    claims.append(make_claim(state=ClaimState.DISMISSED, kept=True))
    claims.append(make_claim(state=ClaimState.REMOVED))
    progress = progress_of(claims, 0.0)
    assert progress == Progress(total=10, verified=3, disputed=2, unsupported=1, dismissed=1)
    assert progress.reviewed == 6


def test_a_lower_sensitivity_hides_candidates_but_no_verdicts(make_claim: MakeClaim) -> None:
    claims = [
        make_claim(check_worthiness=0.1),
        make_claim(check_worthiness=0.2, kept=True, verdict=Verdict.DISPUTED),
    ]
    assert progress_of(claims, 0.5) == Progress(total=1, disputed=1)


@given(given_fields=st.lists(fields, max_size=20), threshold=st.floats(0, 1))
def test_every_claim_that_shows_is_counted_once(
    make_claim: MakeClaim, given_fields: list[dict[str, object]], threshold: float
) -> None:
    claims = [make_claim(**one) for one in given_fields]
    shown = [claim for claim in claims if is_shown(claim, threshold)]
    progress = progress_of(iter(claims), threshold)
    assert progress.total == len(shown)
    assert progress.reviewed == sum(claim.verdict is not None for claim in shown)
    assert progress.dismissed == sum(claim.state is ClaimState.DISMISSED for claim in claims)
