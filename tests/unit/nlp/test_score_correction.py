"""The correction that is learned from decisions: nothing from little, bounded, deterministic."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.claim import ClaimKind
from annotator.domain.learning import LEAST_DECISIONS, Learned, LearningClaim
from annotator.nlp.desk_learning import learn, mean_vectors, words_of
from annotator.nlp.score_correction import (
    MOST,
    ClaimRows,
    chance_of,
    learned_correction,
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
    texts: tuple[str, ...],
    said: bool | None,
    first: int = 1,
    worth: float | None = 0.5,
    kinds: tuple[ClaimKind, ...] = (),
) -> list[LearningClaim]:
    return [
        LearningClaim(first + n, text, worth, said, said is not None, kinds)
        for n, text in enumerate(texts)
    ]


def rows(forms: np.ndarray, log_odds: np.ndarray | None = None) -> ClaimRows:
    """Claims that differ in their forms alone, or in their shipped log-odds too."""
    count = len(forms)
    return ClaimRows(forms, np.zeros((count, 2)), np.zeros(count) if log_odds is None else log_odds)


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


def test_a_desk_that_wants_one_kind_of_claim_gets_it(vectors: StaticVectors) -> None:
    said, happened = (ClaimKind.ATTRIBUTION,), (ClaimKind.EVENT,)
    some = [
        *claims(FERRY + MONEY, True, 1, kinds=said),
        *claims(FERRY + MONEY, False, 101, kinds=happened),
        *claims(FERRY + MONEY, None, 201, kinds=said),
        *claims(FERRY + MONEY, None, 301, kinds=happened),
    ]
    scores = {one.claim_id: one.check_worthiness for one in learn(some, vectors, unasked).scores}
    assert min(scores[n] for n in range(201, 207)) > max(scores[n] for n in range(301, 307))


def test_a_desk_that_wants_figures_gets_them_on_any_matter(vectors: StaticVectors) -> None:
    plain = tuple(text for text in FERRY + MONEY)
    figures = tuple(f"{text}, 52 in all" for text in plain)
    some = [
        *claims(figures, True, 1),
        *claims(plain, False, 101),
        *claims(("Snow fell on 14 mountain roads",), None, 201),
        *claims(("Snow fell on all mountain roads",), None, 301),
    ]
    scores = {one.claim_id: one.check_worthiness for one in learn(some, vectors, unasked).scores}
    assert scores[201] > scores[301] + 0.1


def test_contradicting_decisions_on_the_same_claims_move_nothing(vectors: StaticVectors) -> None:
    texts = FERRY + MONEY
    some = [
        *claims(texts * 4, True, 1),
        *claims(texts * 4, False, 101),
        *claims(
            ("The boat reached the port", "Rates and budgets were debated, 52 times"), None, 201
        ),
    ]
    assert learn(some, vectors, unasked) == Learned(0)


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
    forms = np.array([form for form, _, _ in drawn])
    log_odds = np.array([log_odds_of(chance) for _, chance, _ in drawn])
    labels = np.array([float(label) for _, _, label in drawn])
    decided = rows(forms, log_odds)
    correction = learned_correction(decided, labels, decided)
    if labels.min() == labels.max():
        assert correction is None
    if correction is None:
        return
    moved = correction.of(rows(forms * 50, log_odds))
    assert np.isfinite(moved).all()
    assert np.abs(moved).max() <= MOST


def test_decisions_that_do_not_hang_on_anything_seen_teach_nothing() -> None:
    decided = rows(np.tile(np.eye(2), (20, 1)))
    labels = np.tile([1.0, 1.0, 0.0, 0.0], 10)
    correction = learned_correction(decided, labels, decided)
    assert correction is None or np.abs(correction.of(decided)).max() < 1e-6
    told = np.tile([1.0, 0.0, 1.0, 0.0], 10)
    correction = learned_correction(decided, told, decided)
    assert correction is not None
    moved = correction.of(rows(np.eye(2)))
    assert moved[0] > 0 > moved[1]


def test_what_the_shipped_scorer_knew_already_teaches_little() -> None:
    forms = np.tile(np.eye(2), (10, 1))
    told = np.tile([1.0, 0.0], 10)

    def difference(log_odds: np.ndarray) -> float:
        decided = rows(forms, log_odds)
        correction = learned_correction(decided, told, decided)
        if correction is None:
            return 0
        moved = correction.of(rows(np.eye(2), np.zeros(2)))
        return float(moved[0] - moved[1])

    assert difference(np.tile([4.0, -4.0], 10)) < difference(np.zeros(20)) / 4


def test_slips_that_hang_on_nothing_leave_the_shipped_order() -> None:
    chance = np.random.default_rng(3)
    log_odds = np.linspace(-4, 4, 60)
    labels = (log_odds > 0).astype(float)
    slips = chance.choice(60, 12, replace=False)
    labels[slips] = 1 - labels[slips]
    decided = rows((chance.random((60, 5)) < 0.5).astype(float), log_odds)
    correction = learned_correction(decided, labels, decided)
    if correction is not None:
        by_worth = correction.weights[-1] * (log_odds - log_odds.mean())
        assert np.abs(correction.of(decided) - by_worth).max() < 0.5


def test_what_was_learned_of_a_few_is_held_nearer_to_nothing_than_of_many() -> None:
    told = np.array([1.0, 0.0])

    def difference(times: int) -> float:
        decided = rows(np.tile(np.eye(2), (times, 1)))
        correction = learned_correction(decided, np.tile(told, times), decided)
        assert correction is not None
        moved = correction.of(rows(np.eye(2)))
        return float(moved[0] - moved[1])

    assert 0 < difference(5) < difference(25) < difference(100) <= 2 * MOST


def test_many_texts_at_once_have_the_vectors_that_each_has(vectors: StaticVectors) -> None:
    texts = [*FERRY * 200, "", "Zxqv bnmr", *MONEY]
    found = mean_vectors(texts, vectors)
    each = np.array([vectors.mean(words_of(text)) for text in texts])
    assert found == pytest.approx(each, abs=1e-6)
    assert mean_vectors([], vectors).shape == (0, vectors.dimensions)


@given(st.floats(0, 1))
def test_log_odds_and_chances_are_each_other_s_inverse(chance: float) -> None:
    assert chance_of(log_odds_of(chance)) == pytest.approx(chance, abs=2e-6)
