"""Small decision trees whose values add up to a probability (gradient boosting, Friedman 2001)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotator.nlp.comparison.claim_table import Floats, Ints

MOST_NODES = 4_096
"""Of a tree; more stand in no weights of ours."""

_BLOCK = 2_000
"""Rows walked at a time: beside each stands its node in every tree."""


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """Trees over named features; row t of an array is tree t, padded to the largest.

    A node below ``inner`` asks whether a feature is at most its threshold; the others are leaves,
    which lead to themselves.

    Attributes:
        names: the features, in the order of the columns that `score` is given.
        features, thresholds: what each node asks.
        below, above: the nodes that follow when it is, and when it is not.
        values: the log-odds that a leaf adds; 0 of the others.
        depth: questions on the longest way to a leaf.
    """

    names: tuple[str, ...]
    features: Ints
    thresholds: Floats
    below: Ints
    above: Ints
    values: NDArray[np.float64]
    depth: int

    def score(self, rows: Floats) -> Floats:
        """Probabilities, one a row; the columns are ``names``."""
        scores = np.zeros(len(rows), np.float32)
        for start in range(0, len(rows), _BLOCK):
            block = rows[start : start + _BLOCK]
            odds = self._log_odds(block)
            scores[start : start + _BLOCK] = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        return scores

    def _log_odds(self, rows: Floats) -> NDArray[np.float64]:
        trees = np.arange(len(self.features))
        beside = np.arange(len(rows))[:, None]
        nodes = np.zeros((len(rows), len(trees)), np.int64)
        for _ in range(self.depth):
            is_below = rows[beside, self.features[trees, nodes]] <= self.thresholds[trees, nodes]
            nodes = np.where(is_below, self.below[trees, nodes], self.above[trees, nodes])
        odds: NDArray[np.float64] = self.values[trees, nodes].sum(axis=1)
        return odds


def boosted_trees(values: Mapping[str, Any], known: Sequence[str]) -> BoostedTrees:
    """Trees as they are stored.

    A tree has one entry an inner node in ``features``, ``thresholds``, ``below`` and ``above``, and
    its ``leaves``; a negative number -1, -2, ... leads to the leaf 0, 1, ...

    Args:
        known: names that features may have.

    Raises:
        ValueError, KeyError, TypeError: the values are no such trees.
    """
    names = tuple(str(name) for name in values["features"])
    if not names or not set(names) <= set(known):
        raise ValueError("unknown features")
    trees = list(values["trees"])
    if not trees:
        raise ValueError("no trees")
    width = max(len(tree["features"]) + len(tree["leaves"]) for tree in trees)
    if width > MOST_NODES:
        raise ValueError("a tree that is too large")
    shape = len(trees), width
    features = np.zeros(shape, np.int64)
    thresholds = np.full(shape, np.inf, np.float32)
    ways = np.broadcast_to(np.arange(width), (2, *shape)).copy()
    added = np.zeros(shape, np.float64)
    for row, tree in enumerate(trees):
        inner, leaves = len(tree["features"]), len(tree["leaves"])
        features[row, :inner] = tree["features"]
        thresholds[row, :inner] = tree["thresholds"]
        for side, key in enumerate(("below", "above")):
            way = np.array(tree[key], np.int64)
            ways[side, row, :inner] = np.where(way < 0, inner - 1 - way, way)
            if (ways[side, row, :inner] <= np.arange(inner)).any():
                raise ValueError("a way that leads back")
            if (ways[side, row, :inner] >= inner + leaves).any():
                raise ValueError("a way out of its tree")
        added[row, inner : inner + leaves] = tree["leaves"]
    if features.min() < 0 or features.max() >= len(names):
        raise ValueError("a question about no feature")
    if np.isnan(thresholds).any() or not np.isfinite(added).all():
        raise ValueError("a value that is no number")
    depth = max(_depth(ways[:, row], len(tree["features"])) for row, tree in enumerate(trees))
    return BoostedTrees(names, features, thresholds, ways[0], ways[1], added, depth)


def _depth(ways: Ints, inner: int) -> int:
    # A node comes before those it leads to.
    depths = np.zeros(ways.shape[1], np.int64)
    for node in range(inner):
        for way in ways[:, node]:
            depths[way] = max(depths[way], depths[node] + 1)
    return int(depths.max())
