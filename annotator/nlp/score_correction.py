"""A small correction of check-worthiness, learned from few decisions.

The shipped log-odds stay as they are, as an offset; beside them a strongly regularised logistic
regression is fitted on the mean vectors of the words (McCullagh and Nelder 1989, "Generalized
Linear Models", on offsets). Nothing in it is random: the same decisions give the same correction.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from annotator.domain.learning import LEAST_DECISIONS

Values = NDArray[np.float64]

RIDGE = 2.0
"""How strongly weights are held at zero. Vectors are of length one, so that fifty decisions move
log-odds by some tenths; chosen by ``packaging/claim_model/simulate_learning.py``."""

_RIDGE_OF_BASE = 0.5
"""The base rate at a desk differs from that of the training sentences, so it is nearly free."""

MOST = 1.0
"""The correction of no claim exceeds this many log-odds."""

_STEPS = 50
_ENOUGH = 1e-9


def learned_weights(vectors: Values, log_odds: Values, labels: Values) -> Values | None:
    """What to multiply a claim's vector with to correct its log-odds.

    Args:
        vectors: one row a decision; ``log_odds`` by the shipped scorer and ``labels`` (0 or 1)
            are as many.

    None when there is nothing to learn: fewer than `LEAST_DECISIONS`, or all of one sort.
    """
    if len(labels) < LEAST_DECISIONS or labels.min() == labels.max():
        return None
    rows = np.hstack([vectors, np.ones((len(vectors), 1))])
    ridge = np.full(rows.shape[1], RIDGE)
    ridge[-1] = _RIDGE_OF_BASE
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(log_odds + rows @ weights, -30, 30)))
        slope = rows.T @ (chances - labels) + ridge * weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < _ENOUGH:
            break
    learned: Values = weights[:-1]
    return learned if np.isfinite(learned).all() else None


def corrections(vectors: Values, weights: Values) -> Values:
    """What to add to the log-odds of the claims with these ``vectors``, at most `MOST` each.

    Their mean is near zero: claims are ranked anew, but about as many reach a sensitivity.
    """
    raw = vectors @ weights
    if len(raw):
        raw = raw - raw.mean()
    bounded: Values = MOST * np.tanh(raw / MOST)
    return bounded


def log_odds_of(chance: float) -> float:
    """The log-odds of a chance from 0 to 1, finite also at its ends."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(chance / (1 - chance))


def chance_of(log_odds: float) -> float:
    """The chance, 0 to 1, that has these log-odds."""
    return 1 / (1 + math.exp(-log_odds))
