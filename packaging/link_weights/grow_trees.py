"""Grow boosted trees with LightGBM, and write them as the program reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np

from annotator.nlp.comparison.boosted_trees import BoostedTrees, boosted_trees

PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 10,
    "max_depth": 4,
    "lambda_l2": 10.0,
    "feature_fraction_bynode": 0.3,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
    "seed": 1,
}

LEAF_ROWS = 30
TREES = 200


def grown(
    names: Sequence[str],
    rows: np.ndarray,
    wanted: np.ndarray,
    shares: np.ndarray,
    *,
    trees: int = TREES,
    leaf_rows: int = LEAF_ROWS,
) -> BoostedTrees:
    """Trees that give the chance of ``wanted``; ``shares`` is what each row counts."""
    data = lightgbm.Dataset(
        rows.astype(np.float32), wanted.astype(np.int8), weight=shares.astype(np.float32)
    )
    parameters = {**PARAMETERS, "min_data_in_leaf": leaf_rows}
    booster = lightgbm.train(parameters, data, num_boost_round=trees)
    return boosted_trees(
        {
            "features": list(names),
            "trees": [_tree(one["tree_structure"]) for one in booster.dump_model()["tree_info"]],
        },
        names,
    )


def _tree(root: dict[str, Any]) -> dict[str, list[Any]]:
    """A tree of LightGBM as lists; a node comes before those it leads to."""
    inner: list[dict[str, Any]] = []
    leaves: list[float] = []
    waiting = [root]
    places: dict[int, int] = {}
    while waiting:
        node = waiting.pop(0)
        if "split_feature" in node:
            places[id(node)] = len(inner)
            inner.append(node)
            waiting += [node["left_child"], node["right_child"]]
        else:
            leaves.append(round(node["leaf_value"], 5))
            places[id(node)] = -len(leaves)
    return {
        "features": [node["split_feature"] for node in inner],
        "thresholds": [float(f"{node['threshold']:.6g}") for node in inner],
        "below": [places[id(node["left_child"])] for node in inner],
        "above": [places[id(node["right_child"])] for node in inner],
        "leaves": leaves,
    }


def tree_values(model: BoostedTrees) -> dict[str, object]:
    """Trees for JSON, as `boosted_trees` reads them."""
    rows = range(len(model.features))
    return {"features": list(model.names), "trees": [_stored(model, row) for row in rows]}


def _stored(model: BoostedTrees, row: int) -> dict[str, list[Any]]:
    inner = int((model.below[row] != np.arange(model.below.shape[1])).sum())
    ways = [
        [int(way) if way < inner else inner - 1 - int(way) for way in side[row, :inner]]
        for side in (model.below, model.above)
    ]
    return {
        "features": [int(one) for one in model.features[row, :inner]],
        "thresholds": [float(f"{one:.6g}") for one in model.thresholds[row, :inner]],
        "below": ways[0],
        "above": ways[1],
        "leaves": [round(float(one), 5) for one in model.values[row, inner : 2 * inner + 1]],
    }
