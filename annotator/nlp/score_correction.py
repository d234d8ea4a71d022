"""A small correction of check-worthiness, learned from few decisions.

The shipped log-odds stay as they are, as an offset; beside them a logistic regression is fitted on
the form, the kinds and the words of claims, with normal priors that hold its weights near zero
(McCullagh and Nelder 1989, "Generalized Linear Models", on offsets). How wide the priors should be
differs from desk to desk: several widths are tried, "there is nothing to learn" among them, and
what they say is averaged by how likely each makes the decisions (MacKay 1992, "The Evidence
Framework Applied to Classification Networks", with Laplace's approximation). Nothing in it is
random: the same decisions give the same correction.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.domain.learning import LEAST_DECISIONS

Values = NDArray[np.float64]

FORM_WIDTHS = (0.05, 0.2, 0.8)
WORD_WIDTHS = (0.5, 2.0)
WORTH_WIDTHS = (0.0, 0.2, 1.0)
"""Variances that a weight may have beforehand: of a form or a kind, of a direction of the words'
vectors (which are of length one), and of the shipped log-odds themselves. Chosen by
``packaging/claim_model/simulate_learning.py``; finer steps gain nothing there."""

NOTHING = 2 / 3
"""How likely it is beforehand that a desk wants what the shipped scorer was trained on.

That is: its order is right, whether it is as sure of it as it should be or not. A hasty reviewer's
slips speak against sureness; they must not be taken for a taste.
"""

_BASE_VARIANCE = 2.0
"""The base rate at a desk differs from that of the training sentences, so it is nearly free."""

MOST = 3.0
"""The correction of no claim exceeds this many log-odds."""

_SURE_OF_NOTHING = 0.9
"""When it is so likely that there is nothing to learn, nothing moves at all."""

_STEPS = 50
_ENOUGH = 1e-6
_ONE_STEP = 10.0


@dataclass(frozen=True, slots=True)
class ClaimRows:
    """Claims as the correction sees them, one row each.

    Attributes:
        forms: 1 and 0 for what does and does not hold of a claim, its kinds included.
        words: the mean vector of its words, of length one or zero.
        log_odds: by the shipped scorer.
    """

    forms: Values
    words: Values
    log_odds: Values

    def __len__(self) -> int:
        return len(self.log_odds)

    def taken(self, places: NDArray[np.intp]) -> ClaimRows:
        """The rows at these places."""
        return ClaimRows(self.forms[places], self.words[places], self.log_odds[places])


@dataclass(frozen=True, slots=True)
class Correction:
    """What was learned.

    Attributes:
        usual: what is taken off a claim's features, so that a usual claim has none.
        weights: what the rest is multiplied with.
    """

    usual: Values
    weights: Values

    def of(self, claims: ClaimRows) -> Values:
        """What to add to the log-odds of ``claims``, at most `MOST` each.

        Their mean is near zero: claims are ranked anew, but about as many reach a sensitivity.
        """
        raw = (_features(claims) - self.usual) @ self.weights
        if len(raw):
            raw = raw - raw.mean()
        bounded: Values = MOST * np.tanh(raw / MOST)
        return bounded


def learned_correction(decided: ClaimRows, labels: Values, usual: ClaimRows) -> Correction | None:
    """What the decisions on claims say about others.

    Args:
        decided: the claims that were decided.
        labels: as many, 1 for worth a check and 0 for not.
        usual: all claims of the project; what most of them share tells nothing apart.

    None when there is nothing to learn: fewer than `LEAST_DECISIONS`, all of one sort, or nothing
    but the shipped order, surer or less sure, shows in them.
    """
    if len(labels) < LEAST_DECISIONS or labels.min() == labels.max():
        return None
    middle = _features(usual).mean(axis=0)
    features = _features(decided) - middle
    settings = list(itertools.product(FORM_WIDTHS, WORD_WIDTHS, WORTH_WIDTHS))
    sizes = (decided.forms.shape[1], decided.words.shape[1], 1)
    in_order = [
        _fitted(features[:, -1:] * math.sqrt(width), decided.log_odds, labels).evidence
        for width in WORTH_WIDTHS
    ]
    nothing = float(np.logaddexp.reduce(in_order)) - math.log(len(in_order))
    fits = []
    for widths in settings:
        scales = np.repeat(np.sqrt(widths), sizes)
        fit = _fitted(features * scales, decided.log_odds, labels)
        fits.append((scales * fit.weights, fit.evidence))
    weights, share = _averaged(fits, nothing)
    if share >= _SURE_OF_NOTHING or not np.isfinite(weights).all():
        return None
    return Correction(middle, weights)


def _features(claims: ClaimRows) -> Values:
    return np.hstack([claims.forms, claims.words, claims.log_odds[:, None]])


def _averaged(fits: Sequence[tuple[Values, float]], nothing: float) -> tuple[Values, float]:
    """The mean weights, and the chance that there is nothing to learn, by their evidence."""
    each = math.log((1 - NOTHING) / len(fits))
    chances = np.array([nothing + math.log(NOTHING), *(found + each for _, found in fits)])
    chances = np.exp(chances - chances.max())
    chances /= chances.sum()
    weights = sum(
        (share * found for share, (found, _) in zip(chances[1:], fits, strict=True)),
        np.zeros_like(fits[0][0]),
    )
    return weights, float(chances[0])


@dataclass(frozen=True, slots=True)
class _Fit:
    """The likeliest weights, and the log of how likely they and their like make the labels."""

    weights: Values
    evidence: float


def _fitted(features: Values, log_odds: Values, labels: Values) -> _Fit:
    """A logistic regression with standard normal priors, by Newton's method."""
    rows = np.hstack([features, np.full((len(labels), 1), math.sqrt(_BASE_VARIANCE))])
    unit = np.eye(rows.shape[1])
    weights = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chances = _chances(log_odds + rows @ weights)
        slope = rows.T @ (chances - labels) + weights
        step = np.linalg.solve(_curve(rows, chances) + unit, slope)
        largest = float(np.abs(step).max())
        # A step too far would never come back where labels and offsets disagree strongly.
        weights -= step * min(1.0, _ONE_STEP / largest) if largest else step
        if largest < _ENOUGH:
            break
    found = log_odds + rows @ weights
    _, log_volume = np.linalg.slogdet(_curve(rows, _chances(found)) + unit)
    loss = float(np.logaddexp(0, (1 - 2 * labels) * found).sum())
    return _Fit(weights[:-1], -loss - float(weights @ weights + log_volume) / 2)


def _chances(log_odds: Values) -> Values:
    return 1 / (1 + np.exp(-np.clip(log_odds, -30, 30)))


def _curve(rows: Values, chances: Values) -> Values:
    return (rows * (chances * (1 - chances))[:, None]).T @ rows


def log_odds_of(chance: float) -> float:
    """The log-odds of a chance from 0 to 1, finite also at its ends."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(chance / (1 - chance))


def chance_of(log_odds: float) -> float:
    """The chance, 0 to 1, that has these log-odds."""
    return 1 / (1 + math.exp(-log_odds))
