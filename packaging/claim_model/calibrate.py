"""Calibration (Platt 1999), the threshold, and how well both do."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
_STEPS = 100


def platt(log_odds: Numbers, labels: Numbers, weights: Numbers) -> tuple[float, float]:
    """Slope and shift that make log-odds most likely given labels, by Newton's method."""
    inputs = np.stack([log_odds, np.ones_like(log_odds)], axis=1)
    solution = np.array([1.0, 0.0])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-inputs @ solution))
        gradient = inputs.T @ (weights * (chance - labels))
        curve = (inputs * (weights * chance * (1 - chance))[:, None]).T @ inputs
        step = np.linalg.solve(curve + 1e-6 * np.eye(2), gradient)
        solution = solution - step
        if float(np.abs(step).max()) < 1e-10:
            break
    return float(solution[0]), float(solution[1])


def chances(log_odds: Numbers, slope: float, shift: float) -> Numbers:
    """Check-worthiness, 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-(slope * log_odds + shift))), np.float64)


def best_threshold(scores: list[Numbers], labels: list[Numbers]) -> float:
    """The threshold with the highest mean F1 over several sets, between .2 and .6."""
    candidates = np.round(np.arange(0.20, 0.601, 0.01), 2)
    means = [
        float(
            np.mean([f1(one, truth, threshold) for one, truth in zip(scores, labels, strict=True)])
        )
        for threshold in candidates
    ]
    # F1 is jagged on few sentences; its neighbours' mean is steadier.
    smooth = np.convolve(np.pad(means, 3, mode="edge"), np.ones(7) / 7, mode="valid")
    return float(candidates[int(np.argmax(smooth))])


def f1(scores: Numbers, labels: Numbers, threshold: float) -> float:
    """F1 of the positives at a threshold."""
    chosen = scores >= threshold
    hits = float((chosen & (labels > 0)).sum())
    return 2 * hits / max(1.0, float(chosen.sum() + (labels > 0).sum()))
