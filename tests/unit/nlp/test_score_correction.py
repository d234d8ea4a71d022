"""The correction that is learned from decisions: nothing from little, bounded, deterministic."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.learning import LEAST_DECISIONS, Learned, LearningClaim
from annotator.nlp.desk_learning import learn
from annotator.nlp.score_correction import (
    MOST,
    chance_of,
    corrections,
    learned_weights,
    log_odds_of,
)
from annotator.nlp.static_vectors import StaticVectors, load_static_vectors

FERRY = ("The ferry ran aground near the harbour", "A ship sank in the bay", "Crew left the vessel")
MONEY = ("The budget grew by a tenth", "Taxes on fuel were cut", "The bank raised its rates")


@pytest.fixture(scope="module")
def vectors() -> StaticVectors:
    return load_static_vectors()


def unasked(texts: object) -> tuple[float, ...]:
    raise AssertionError("every claim has a score")


def claims(
    texts: tuple[str, ...], said: bool | None, first: int = 1, worth: float | None = 0.5
) -> list[LearningClaim]:
    return [
        LearningClaim(first + n, text, worth, said, said is not None)
        for n, text in enumerate(texts)
    ]


def decided(vectors: StaticVectors) -> list[LearningClaim]:
    """Ships were judged, money was dismissed; of either two candidates are left."""
    return [
        *claims(FERRY * 3, True, 1),
        *claims(MONEY * 3, False, 101),
        *claims(("The boat reached the port", "Ships met a tanker at sea"), None, 201),
        *claims(("The tax on banks rose", "Rates and budgets were debated"), None, 301),
    ]


def test_candidates_like_those_judged_rise_and_others_sink(vectors: StaticVectors) -> None:
    learned = learn(decided(vectors), vectors, unasked)
    assert learned.decisions == 18
    scores = {one.claim_id: one.check_worthiness for one in learned.scores}
    assert set(scores) == {201, 202, 301, 302}
    assert min(scores[201], scores[202]) > 0.5 > max(scores[301], scores[302])


def test_the_same_decisions_give_the_same_scores(vectors: StaticVectors) -> None:
    assert learn(decided(vectors), vectors, unasked) == learn(decided(vectors), vectors, unasked)


@pytest.mark.parametrize("said", [True, False])
def test_nothing_is_learned_from_one_sort_of_decisions(vectors: StaticVectors, said: bool) -> None:
    some = [*claims(FERRY * 9, said), *claims(MONEY, None, 101)]
    assert learn(some, vectors, unasked) == Learned(0)


@pytest.mark.parametrize("count", [0, 1, LEAST_DECISIONS - 1])
def test_nothing_is_learned_from_too_few_decisions(vectors: StaticVectors, count: int) -> None:
    some = [*decided(vectors)[:5], *decided(vectors)[9:13]][:count]
    assert learn([*some, *claims(MONEY, None, 301)], vectors, unasked) == Learned(0)


def test_touched_claims_get_no_score(vectors: StaticVectors) -> None:
    trimmed = LearningClaim(999, "The boat sank", 0.4, None, True)
    scores = learn([*decided(vectors), trimmed], vectors, unasked).scores
    assert 999 not in {one.claim_id for one in scores}


def test_added_claims_are_scored_when_they_are_needed(vectors: StaticVectors) -> None:
    asked: list[str] = []

    def score(texts: object) -> tuple[float, ...]:
        asked.extend(texts)  # type: ignore[call-overload]
        return (0.25,)

    added = LearningClaim(999, "Nobody sailed", None, True, True)
    assert learn([*decided(vectors), added], vectors, score).decisions == 19
    assert asked == ["Nobody sailed"]


def test_words_that_nobody_knows_move_nothing_apart(vectors: StaticVectors) -> None:
    strange = claims(("Zxqv bnmr", "😱", "שלום עולם"), None, 201)
    scores = learn([*decided(vectors)[:18], *strange], vectors, unasked).scores
    assert {one.check_worthiness for one in scores} == {0.5}


@given(
    st.lists(
        st.tuples(
            st.lists(st.floats(-1, 1), min_size=3, max_size=3), st.floats(0, 1), st.booleans()
        ),
        min_size=LEAST_DECISIONS,
        max_size=40,
    )
)
def test_whatever_was_decided_the_correction_is_bounded(
    drawn: list[tuple[list[float], float, bool]],
) -> None:
    vectors = np.array([vector for vector, _, _ in drawn])
    log_odds = np.array([log_odds_of(chance) for _, chance, _ in drawn])
    labels = np.array([float(label) for _, _, label in drawn])
    weights = learned_weights(vectors, log_odds, labels)
    if labels.min() == labels.max():
        assert weights is None
    if weights is None:
        return
    moved = corrections(vectors * 50, weights)
    assert np.isfinite(moved).all()
    assert np.abs(moved).max() <= MOST


def test_decisions_that_do_not_foretell_each_other_teach_nothing() -> None:
    vectors = np.tile(np.eye(2), (10, 1))
    labels = np.tile([1.0, 1.0, 0.0, 0.0], 5)
    assert learned_weights(vectors, np.zeros(20), labels) is None
    told = np.tile([1.0, 0.0, 1.0, 0.0], 5)
    weights = learned_weights(vectors, np.zeros(20), told)
    assert weights is not None
    assert weights[0] > 0 > weights[1]


def test_what_the_shipped_scorer_knew_already_teaches_little() -> None:
    vectors = np.tile(np.eye(2), (10, 1))
    told = np.tile([1.0, 0.0], 10)
    unknown = learned_weights(vectors, np.zeros(20), told)
    known = learned_weights(vectors, np.tile([4.0, -4.0], 10), told)
    assert unknown is not None
    assert known is None or np.abs(known).max() < np.abs(unknown).max() / 4


@given(st.floats(0, 1))
def test_log_odds_and_chances_are_each_other_s_inverse(chance: float) -> None:
    assert chance_of(log_odds_of(chance)) == pytest.approx(chance, abs=2e-6)
