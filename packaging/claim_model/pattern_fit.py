"""Fits the weights of single patterns: a logistic regression on hashed marks.

The program reads them in `annotator.nlp.trained_scorer`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from training_data import Sentence

from annotator.nlp.patterns import BITS, Patterns, patterns_of
from annotator.nlp.unit_encoding import EncodedUnits

STEPS = 150
HELD = 5e-6
"""How strongly weights are held near zero (half of this times their squares)."""

SIGN_SCALE = 0.3
"""Signs of the unit are scaled down, so that their weights are held more."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PatternModel:
    """The fitted weights, as `annotator.nlp.claim_weights.PatternWeights` has them."""

    patterns: Floats
    unit: Floats
    base: float

    def log_odds(self, sentences: Sequence[Sentence]) -> Floats:
        """The log-odds of sentences, in their order."""
        patterns = sentence_patterns(sentences)
        added = self.patterns[patterns.numbers] * patterns.shares
        sums = np.bincount(patterns.units, weights=added, minlength=len(sentences))
        return np.asarray(sums + unit_measures(sentences) @ self.unit + self.base, np.float64)


def sentence_patterns(sentences: Sequence[Sentence]) -> Patterns:
    """The patterns of sentences, as the program reads them of units."""
    lengths = [len(one.words) for one in sentences]
    starts = np.cumsum([0, *lengths[:-1]])

    def joined(name: str) -> NDArray[np.int64]:
        return np.concatenate([getattr(one, name) for one in sentences])

    nothing = np.zeros(0, np.int64)
    heads = joined("heads") + np.repeat(starts, lengths)
    marks = (joined("words"), joined("tags"), joined("deps"), joined("ent_types"))
    return patterns_of(
        EncodedUnits(*marks, heads, nothing, starts, nothing, np.zeros((0, 0), np.float32))
    )


def unit_measures(sentences: Sequence[Sentence]) -> Floats:
    """The signs of each sentence and two measures of its length, as the networks read them."""
    logs = np.log([[len(one.words)] for one in sentences])
    signs = np.stack([one.unit_signs for one in sentences])
    return np.concatenate([signs, logs - 2.5, np.maximum(logs - 3.2, 0)], axis=1)


def fit_patterns(
    sentences: Sequence[Sentence], targets: Floats, weights: Floats, use_signs: bool = True
) -> PatternModel:
    """Fit by L-BFGS (Liu and Nocedal 1989); the same arguments give the same weights."""
    patterns, measures = sentence_patterns(sentences), unit_measures(sentences)
    scales = np.full(measures.shape[1], SIGN_SCALE * float(use_signs))
    scales[-2:] = 1
    measures = measures * scales
    counts = weights / weights.sum()
    shares = patterns.shares.astype(np.float64)
    size = 1 << BITS
    solution = torch.zeros(size + measures.shape[1] + 1, dtype=torch.float64)
    optimizer = torch.optim.LBFGS(
        [solution], max_iter=STEPS, history_size=8, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        table, of_unit, base = np.split(solution.numpy(), [size, len(solution) - 1])
        added = table[patterns.numbers] * shares
        odds = np.bincount(patterns.units, weights=added, minlength=len(sentences))
        odds += measures @ of_unit + base[0]
        slopes = counts * (1 / (1 + np.exp(-odds)) - targets)
        held = np.append(solution.numpy()[:-1], 0.0) * HELD
        of_patterns = slopes[patterns.units] * shares
        gradient = np.concatenate(
            [
                np.bincount(patterns.numbers, weights=of_patterns, minlength=size),
                measures.T @ slopes,
                [slopes.sum()],
            ]
        )
        solution.grad = torch.from_numpy(gradient + held)
        lost = np.sum(counts * (np.logaddexp(0, odds) - targets * odds))
        return torch.tensor(lost + held @ solution.numpy() / 2)

    optimizer.step(loss)
    found = solution.numpy()
    return PatternModel(found[:size], found[size:-1] * scales, float(found[-1]))
