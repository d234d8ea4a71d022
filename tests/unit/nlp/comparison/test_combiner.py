"""The judgement by a logistic model and trees together."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from annotator.nlp.comparison import combiner
from annotator.nlp.comparison.boosted_trees import boosted_trees
from annotator.nlp.comparison.claim_table import ClaimTable
from annotator.nlp.comparison.combiner import Blended, Logistic, load_combiner

NAMES = ("likeness", "numbers", "places")


def _floats(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


@pytest.fixture
def blended() -> Blended:
    """Columns in another order than the models' own."""
    logistic = Logistic(("places", "likeness"), _floats(0, 1), _floats(1, 2), _floats(1, -1), 0.5)
    trees = boosted_trees(
        {
            "features": ["numbers"],
            "trees": [
                {
                    "features": [0],
                    "thresholds": [0.0],
                    "below": [-1],
                    "above": [-2],
                    "leaves": [-2.0, 3.0],
                }
            ],
        },
        NAMES,
    )
    return Blended(logistic, trees)


def _rows(count: int) -> np.ndarray:
    return np.random.default_rng(3).normal(size=(count, 3)).astype(np.float32)


def test_trees_are_asked_of_closer_rows_only(blended: Blended) -> None:
    rows = _rows(50)
    closer = np.arange(50) % 3 == 0
    found = blended.score(rows, NAMES, closer)
    alone = blended.logistic.score(rows[:, [2, 0]])
    by_trees = blended.trees.score(rows[:, [1]])
    assert found == pytest.approx(np.where(closer, (alone + by_trees) / 2, alone), abs=1e-6)


def test_no_closer_rows_leave_the_logistic_model_alone(blended: Blended) -> None:
    rows = _rows(4)
    found = blended.score(rows, NAMES, np.zeros(4, np.bool_))
    assert (found == blended.logistic.score(rows[:, [2, 0]])).all()


def test_blocks_are_scored_as_the_whole(blended: Blended, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = _rows(31)
    parts = ((rows[:, :1], NAMES[:1]), (rows[:, 1:], NAMES[1:]))
    closer = np.arange(31) % 2 == 0
    whole = combiner._scored(blended, parts, closer)
    everywhere = combiner._scored(blended, parts)
    monkeypatch.setattr(combiner, "_BLOCK", 7)
    assert (combiner._scored(blended, parts, closer) == whole).all()
    assert (combiner._scored(blended, parts) == everywhere).all()
    assert (everywhere == blended.score(rows, NAMES, np.ones(31, np.bool_))).all()
    assert (whole != everywhere).any()


class _Articles:
    """What a table tells of its size."""

    def __init__(self, *claims: int) -> None:
        self.articles = np.repeat(np.arange(len(claims)), claims)

    def __len__(self) -> int:
        return len(self.articles)


@pytest.mark.parametrize(
    ("claims", "share"), [((1, 1), None), ((4, 4, 4), 0.5), ((8, 8), 1.0), ((40, 2), 1.0)]
)
def test_short_articles_bear_less_sure_conflicts(
    claims: tuple[int, ...], share: float | None
) -> None:
    model = load_combiner()
    found = model._sure_enough(cast(ClaimTable, _Articles(*claims)))
    wanted = 0.1 if share is None else share * model.sure_of_conflict
    assert found == pytest.approx(wanted)
