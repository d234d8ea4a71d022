"""The trained judgement: two logistic models whose few weights ship as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from annotator.assets import asset_path
from annotator.nlp.comparison import likeness, surroundings
from annotator.nlp.comparison.claim_table import ClaimTable, Floats, Ints

_BLOCK = 50_000
"""Pairs scored at a time, so that a desk of very many articles fits into memory."""


class LinkWeightsDamaged(Exception):
    """The shipped weights do not fit the program; says what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over named features, each centred and scaled."""

    names: tuple[str, ...]
    means: Floats
    scales: Floats
    weights: Floats
    bias: float

    def score(self, rows: Floats) -> Floats:
        """Probabilities, one a row; the columns are ``names``."""
        total = (rows - self.means) / self.scales @ self.weights + self.bias
        chances: Floats = (1 / (1 + np.exp(-np.clip(total, -30, 30)))).astype(np.float32)
        return chances


@dataclass(frozen=True, slots=True)
class Combiner:
    """Judges pairs by their likeness, then again by what the pairs around them got.

    Attributes:
        threshold: pairs from this score on are drawn.
        digest: eight hexadecimal digits that change with the weights.
    """

    first: Logistic
    second: Logistic
    threshold: float
    digest: str

    def scores(self, table: ClaimTable, firsts: Ints, seconds: Ints) -> Floats:
        """The scores, 0 to 1, of pairs of rows of ``table``; each pair once, smaller row first."""
        alike = likeness.likeness(table, firsts, seconds)
        before = _scored(self.first, ((alike, likeness.FEATURES),))
        around = surroundings.surroundings(table, firsts, seconds, before)
        parts = ((around, surroundings.FEATURES), (alike, likeness.FEATURES))
        return _scored(self.second, parts)


def _scored(model: Logistic, parts: Sequence[tuple[Floats, tuple[str, ...]]]) -> Floats:
    """The model's scores from columns that lie in several arrays, block by block."""
    count = len(parts[0][0])
    scores = np.zeros(count, np.float32)
    for start in range(0, count, _BLOCK):
        rows = np.column_stack([cells[start : start + _BLOCK] for cells, _ in parts])
        names = tuple(name for _, own in parts for name in own)
        scores[start : start + _BLOCK] = model.score(_columns(rows, names, model.names))
    return scores


def _columns(rows: Floats, names: tuple[str, ...], wanted: tuple[str, ...]) -> Floats:
    return rows[:, [names.index(name) for name in wanted]]


def load_combiner(path: Path | None = None) -> Combiner:
    """Read the shipped weights, or those at ``path``.

    Raises:
        LinkWeightsDamaged: they are unreadable or name features that there are not.
        FileNotFoundError: they are missing.
    """
    path = path or asset_path("resources", "nlp", "link_weights.json")
    data = path.read_bytes()
    try:
        values = json.loads(data)
        first = _logistic(values["first"], likeness.FEATURES)
        second = _logistic(values["second"], surroundings.FEATURES + likeness.FEATURES)
        threshold = float(values["threshold"])
    except (ValueError, KeyError, TypeError) as error:
        raise LinkWeightsDamaged(f"{path.name}: {type(error).__name__}: {error}") from error
    return Combiner(first, second, threshold, hashlib.sha256(data).hexdigest()[:8])


def _logistic(values: dict[str, Any], known: tuple[str, ...]) -> Logistic:
    names = tuple(str(name) for name in values["features"])
    if not names or not set(names) <= set(known):
        raise ValueError("unknown features")
    rows = [np.array(values[key], np.float32) for key in ("means", "scales", "weights")]
    if any(row.shape != (len(names),) or not np.isfinite(row).all() for row in rows):
        raise ValueError("not one number a feature")
    if not (rows[1] > 0).all():
        raise ValueError("a scale that is not positive")
    return Logistic(names, rows[0], rows[1], rows[2], float(values["bias"]))
