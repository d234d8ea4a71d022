"""Trees are walked as they are written, and what is no tree is refused."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.nlp.comparison.boosted_trees import boosted_trees

NAMES = ("likeness", "numbers", "places")

TWO: dict[str, Any] = {
    "features": ["likeness", "places"],
    "trees": [
        {
            "features": [0, 1],
            "thresholds": [0.5, 2.0],
            "below": [-1, -2],
            "above": [1, -3],
            "leaves": [-1.0, 0.25, 2.0],
        },
        {"features": [], "thresholds": [], "below": [], "above": [], "leaves": [0.5]},
    ],
}


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


@pytest.mark.parametrize(
    ("row", "odds"),
    [((0.5, 9.0), -0.5), ((0.6, 2.0), 0.75), ((0.6, 2.1), 2.5), ((-7.0, 0.0), -0.5)],
)
def test_a_row_goes_to_the_leaves_that_fit(row: tuple[float, float], odds: float) -> None:
    trees = boosted_trees(TWO, NAMES)
    assert trees.names == ("likeness", "places")
    found = trees.score(np.array([row], np.float32))
    assert found.dtype == np.float32
    assert found[0] == pytest.approx(_chance(odds), abs=1e-6)


def test_no_rows_give_no_scores() -> None:
    assert boosted_trees(TWO, NAMES).score(np.zeros((0, 2), np.float32)).shape == (0,)


def test_many_rows_are_scored_as_each_alone() -> None:
    trees = boosted_trees(TWO, NAMES)
    rows = np.random.default_rng(1).normal(size=(4_500, 2)).astype(np.float32)
    together = trees.score(rows)
    assert all(trees.score(rows[at : at + 1])[0] == together[at] for at in (0, 1_999, 2_000, 4_499))


@st.composite
def _tree(draw: st.DrawFn) -> dict[str, list[Any]]:
    """A tree of up to fifteen questions, each before those it leads to."""
    inner = draw(st.integers(0, 15))
    ends: list[tuple[int, str]] = []
    tree: dict[str, list[Any]] = {
        "features": draw(st.lists(st.integers(0, 2), min_size=inner, max_size=inner)),
        "thresholds": draw(st.lists(st.integers(-3, 3).map(float), min_size=inner, max_size=inner)),
        "below": [0] * inner,
        "above": [0] * inner,
    }
    for node in range(inner):
        if node:
            parent, side = ends.pop(draw(st.integers(0, len(ends) - 1)))
            tree[side][parent] = node
        ends += [(node, "below"), (node, "above")]
    for leaf, (node, side) in enumerate(ends):
        tree[side][node] = -1 - leaf
    count = max(1, len(ends))
    tree["leaves"] = draw(st.lists(st.floats(-2, 2), min_size=count, max_size=count))
    return tree


def _walked(tree: dict[str, list[Any]], row: list[float]) -> float:
    node = 0 if tree["features"] else -1
    while node >= 0:
        is_below = row[tree["features"][node]] <= tree["thresholds"][node]
        node = tree["below" if is_below else "above"][node]
    return float(tree["leaves"][-1 - node])


@given(
    st.lists(_tree(), min_size=1, max_size=4),
    st.lists(st.lists(st.integers(-4, 4).map(float), min_size=3, max_size=3), max_size=5),
)
def test_any_trees_are_walked_question_by_question(
    trees: list[dict[str, list[Any]]], rows: list[list[float]]
) -> None:
    known = boosted_trees({"features": list(NAMES), "trees": trees}, NAMES)
    found = known.score(np.array(rows, np.float32).reshape(-1, 3))
    wanted = [_chance(sum(_walked(tree, row) for tree in trees)) for row in rows]
    assert found == pytest.approx(np.array(wanted), abs=1e-6)


@pytest.mark.parametrize(
    "change",
    [
        lambda values: values.pop("trees"),
        lambda values: values["trees"].clear(),
        lambda values: values["features"].append("nonsense"),
        lambda values: values["features"].clear(),
        lambda values: values["trees"][0].pop("leaves"),
        lambda values: values["trees"][0]["above"].__setitem__(0, 0),
        lambda values: values["trees"][0]["below"].__setitem__(1, -4),
        lambda values: values["trees"][0]["above"].pop(),
        lambda values: values["trees"][0]["features"].__setitem__(0, 2),
        lambda values: values["trees"][0]["features"].__setitem__(0, -1),
        lambda values: values["trees"][0]["thresholds"].__setitem__(0, float("nan")),
        lambda values: values["trees"][0]["leaves"].__setitem__(0, float("inf")),
        lambda values: values["trees"][0]["leaves"].__setitem__(0, "much"),
        lambda values: values["trees"][1].__setitem__("leaves", [0.0] * 5_000),
    ],
)
def test_what_is_no_tree_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    values = copy.deepcopy(TWO)
    change(values)
    with pytest.raises((ValueError, KeyError, TypeError)):
        boosted_trees(values, NAMES)
