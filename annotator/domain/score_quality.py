"""How well scores from 0 to 1 tell what is worth a check: measures over labelled texts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10
"""Of equal width, for the calibration error."""


@dataclass(frozen=True, slots=True)
class ScoreQuality:
    """What was measured on one set; all but ``count`` and ``threshold`` from 0 to 1.

    Attributes:
        average_precision: see `average_precision`.
        f1: of the texts at or above ``threshold``.
        precision_at_10, precision_at_25: of the highest 10 and 25 percent.
        calibration_error: see `calibration_error`.
    """

    count: int
    threshold: float
    average_precision: float
    f1: float
    precision_at_10: float
    precision_at_25: float
    calibration_error: float


def score_quality(
    labels: Sequence[bool], scores: Sequence[float], threshold: float
) -> ScoreQuality:
    """All measures; ``labels`` and ``scores`` are as many, and at least one."""
    return ScoreQuality(
        len(labels),
        threshold,
        average_precision(labels, scores),
        f1(labels, scores, threshold),
        precision_at_top(labels, scores, 0.10),
        precision_at_top(labels, scores, 0.25),
        calibration_error(labels, scores),
    )


def average_precision(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """The mean, over the positives, of the precision at their score; 0 without positives.

    Texts with the same score are taken together, so that their order does not matter.
    """
    ordered = _by_score(labels, scores)
    positives = sum(label for _, label in ordered)
    hits, total, index = 0, 0.0, 0
    while index < len(ordered):
        end = index
        gained = 0
        while end < len(ordered) and ordered[end][0] == ordered[index][0]:
            gained += ordered[end][1]
            end += 1
        hits += gained
        total += gained * hits / end
        index = end
    return total / positives if positives else 0.0


def f1(labels: Sequence[bool], scores: Sequence[float], threshold: float) -> float:
    """Harmonic mean of precision and recall of what scores ``threshold`` or more."""
    chosen = [label for label, score in zip(labels, scores, strict=True) if score >= threshold]
    both = len(chosen) + sum(labels)
    return 2 * sum(chosen) / both if both else 0.0


def precision_at_top(labels: Sequence[bool], scores: Sequence[float], share: float) -> float:
    """The share of positives among the highest ``share`` of texts, rounded up to one at least.

    Of texts with the same score at the border, as many positives count as are to be expected.
    """
    ordered = _by_score(labels, scores)
    wanted = max(1, math.ceil(share * len(ordered) - 1e-9))
    border = ordered[wanted - 1][0]
    above = [label for score, label in ordered if score > border]
    tied = [label for score, label in ordered if score == border]
    expected = sum(above) + sum(tied) * (wanted - len(above)) / len(tied)
    return expected / wanted


def calibration_error(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Expected calibration error: how far the share of positives lies from the mean score.

    Over `BINS` bins of equal width, weighted by how many texts each holds (Guo and others 2017,
    "On Calibration of Modern Neural Networks").
    """
    bins: list[list[tuple[bool, float]]] = [[] for _ in range(BINS)]
    for label, score in zip(labels, scores, strict=True):
        bins[min(BINS - 1, int(score * BINS))].append((label, score))
    return sum(
        abs(sum(label for label, _ in one) - sum(score for _, score in one)) for one in bins
    ) / max(1, len(labels))


def _by_score(labels: Sequence[bool], scores: Sequence[float]) -> list[tuple[float, bool]]:
    pairs = zip(scores, map(bool, labels), strict=True)
    return sorted(pairs, key=lambda pair: -pair[0])
