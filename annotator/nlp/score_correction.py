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


FOLDS = 5
"""Every fifth decision is foretold from the others, to see whether they teach anything."""


def learned_weights(vectors: Values, log_odds: Values, labels: Values) -> Values | None:
    """What to multiply a claim's vector with to correct its log-odds.

    Args:
        vectors: one row a decision; ``log_odds`` by the shipped scorer and ``labels`` (0 or 1)
            are as many. Decisions that lie near each other should stand near each other.

    None when there is nothing to learn: fewer than `LEAST_DECISIONS`, all of one sort, or the
    decisions do not foretell each other better than the shipped scorer does.
    """
    if len(labels) < LEAST_DECISIONS or not _foretold(vectors, log_odds, labels):
        return None
    weights = _fitted(vectors, log_odds, labels)
    return weights if np.isfinite(weights).all() else None


def _foretold(vectors: Values, log_odds: Values, labels: Values) -> bool:
    """Whether decisions, each foretold without itself, are told better than by ``log_odds``."""
    folds = np.arange(len(labels)) % FOLDS
    moved = np.zeros(len(labels))
    for fold in range(FOLDS):
        own = folds == fold
        if labels[~own].min() == labels[~own].max():
            return False
        moved[own] = vectors[own] @ _fitted(vectors[~own], log_odds[~own], labels[~own])
    return _loss(log_odds + moved, labels) < _loss(log_odds, labels)


def _loss(log_odds: Values, labels: Values) -> float:
    """The mean logistic loss with the best base rate, which ranks nothing."""
    nothing = np.zeros((len(labels), 0))
    base = _solved(nothing, log_odds, labels)[-1]
    return float(np.mean(np.logaddexp(0, (1 - 2 * labels) * (log_odds + base))))


def _fitted(vectors: Values, log_odds: Values, labels: Values) -> Values:
    return _solved(vectors, log_odds, labels)[:-1]


def _solved(vectors: Values, log_odds: Values, labels: Values) -> Values:
    """The weights, and last the base, by Newton's method."""
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
    return weights


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
