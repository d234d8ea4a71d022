"""The trained scorer: small networks over a unit's words, tags, parse, entities and signs.

Each token is the sum of what is known of it. A window over the token, its neighbours and its
syntactic head feeds channels; the highest and the mean value of each channel over the unit add to
the log-odds (after Kim 2014, "Convolutional Neural Networks for Sentence Classification"). As the
last step is a sum, what each token and each sign of the unit adds can be told exactly. The log-odds
are blended with those of single patterns (`annotator.nlp.patterns`), whose weights add up too: half
of a pattern's weight is told at each of its two tokens.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.strings import StringStore

from annotator.nlp.check_worthiness import RuleScorer, Score, Scorer
from annotator.nlp.claim_features import ClaimFeatures
from annotator.nlp.claim_weights import (
    ClaimNetwork,
    ClaimWeights,
    ClaimWeightsDamaged,
    load_claim_weights,
)
from annotator.nlp.patterns import Patterns, patterns_of
from annotator.nlp.signs import BIT, Sign
from annotator.nlp.unit_encoding import SPECIAL_WORDS, EncodedUnits, Vocabulary, encoded

Floats = NDArray[np.float32]

BATCH = 256
"""Units that are scored at a time."""

_MEAN_LENGTH = 6
"""A mean is taken over so many tokens at least, or short units would have the loudest means."""

_FORMS: dict[Sign, float] = {
    Sign.HEADING: -6.0,
    Sign.FURNITURE: -12.0,
    Sign.QUESTION: -1.5,
    Sign.IMPERATIVE: -1.0,
}
"""Log-odds that forms take beside what was learned: the training sentences have no headings and
hardly a question that is full of facts, and neither states anything."""

_SHOWN = (
    *(Sign.FIGURE, Sign.FIRST_OF_KIND, Sign.SMALL_NUMBER, Sign.DATE, Sign.CHANGE),
    *(Sign.COMPARISON, Sign.VAGUE_AMOUNT, Sign.LAW, Sign.CAUSE, Sign.FIRST_PERSON),
    *(Sign.SECOND_PERSON, Sign.OPINION, Sign.SPECULATION, Sign.PREDICTION, Sign.VAGUE),
    *(Sign.HAPPENING, Sign.SPEAKER, Sign.NAME, Sign.PERFECT, Sign.PAST, Sign.WORDING),
)
"""Under which of its signs a token's weight is told: the first of these that it shows, or else the
last."""


def load_scorer(strings: StringStore) -> Scorer:
    """The trained scorer, or the rules when its weights are missing or damaged.

    The rules' ``name`` then stands in the detector's version, so that a person can be told.
    """
    try:
        return TrainedScorer(load_claim_weights(), strings)
    except (ClaimWeightsDamaged, OSError):
        return RuleScorer()


class TrainedScorer:
    """Scores units by trained weights; only words of ``strings`` can be looked up."""

    name = "trained"

    def __init__(self, weights: ClaimWeights, strings: StringStore) -> None:
        self.version = f"1.{weights.digest}"
        self.threshold = weights.threshold
        self._weights = weights
        rows = {word: row for row, word in enumerate(weights.words) if row}
        self._vocabulary = Vocabulary(
            {strings.add(word): row for word, row in rows.items() if word not in SPECIAL_WORDS},
            {word: rows.get(word, 0) for word in SPECIAL_WORDS},
            {label: row for row, label in enumerate(weights.tags)},
            {label: row for row, label in enumerate(weights.deps)},
            {label: row for row, label in enumerate(weights.ent_types)},
        )
        known = {str(sign): BIT[sign].bit_length() - 1 for sign in Sign}
        # A sign that is no more is never seen: bit 62 is never set.
        self._sign_bits = np.array([known.get(sign, 62) for sign in weights.signs], np.int64)
        self._signs = [Sign(sign) if sign in known else None for sign in weights.signs]
        of_patterns = weights.slope * weights.patterns.share
        share = (weights.slope - of_patterns) / len(weights.networks)
        self._patterns = np.float32(of_patterns) * weights.patterns.patterns
        self._context_width = len(weights.networks[0].contexts)
        self._highest = share * np.concatenate([net.highest for net in weights.networks])
        self._mean = share * np.concatenate([net.mean for net in weights.networks])
        self._unit = share * sum(net.unit for net in weights.networks)
        self._unit = self._unit + of_patterns * weights.patterns.unit
        self._usual = np.concatenate(weights.usual)
        self._base = weights.shift + share * sum(net.base for net in weights.networks)
        self._base += of_patterns * weights.patterns.base

    def score(self, units: Sequence[ClaimFeatures]) -> list[Score]:
        """The scores of ``units``, with what their tokens and signs add to the log-odds."""
        scores: list[Score] = []
        for start in range(0, len(units), BATCH):
            scores.extend(self._scores(units[start : start + BATCH]))
        return scores

    def _scores(self, units: Sequence[ClaimFeatures]) -> list[Score]:
        tokens = encoded(units, self._vocabulary, self._context_width)
        starts = tokens.starts
        lengths = np.diff(np.append(starts, len(tokens.words)))
        unit_of = np.repeat(np.arange(len(units)), lengths)
        channels = self._channels(tokens)
        highest = np.maximum.reduceat(channels, starts)
        divisors = np.maximum(lengths, _MEAN_LENGTH)
        means = np.add.reduceat(channels, starts) / divisors[:, None]
        of_unit = self._unit_values(tokens.unit_signs, lengths)
        log_odds = highest @ self._highest + means @ self._mean + of_unit @ self._unit + self._base
        patterns = patterns_of(tokens)
        added = self._patterns[patterns.numbers] * patterns.shares
        log_odds += np.bincount(patterns.units, weights=added, minlength=len(units))
        of_tokens = self._of_tokens(channels, highest, tokens, unit_of)
        of_tokens += (channels @ self._mean) / divisors[unit_of]
        of_tokens += _at_tokens(patterns, added, len(of_tokens))
        of_signs = _by_shown_sign(of_tokens, tokens, unit_of)
        return [
            self._score(features, float(total), values, shown)
            for features, total, values, shown in zip(
                units, log_odds.tolist(), of_unit * self._unit, of_signs.tolist(), strict=True
            )
        ]

    def _channels(self, tokens: EncodedUnits) -> Floats:
        """What each network sees at each token: one row a token, all networks side by side."""
        bits = ((tokens.signs[:, None] >> self._sign_bits) & 1).astype(np.float32)
        return np.concatenate(
            [_channels(net, tokens, bits) for net in self._weights.networks], axis=1
        )

    def _unit_values(self, unit_signs: NDArray[np.int64], lengths: NDArray[np.int64]) -> Floats:
        bits = ((unit_signs[:, None] >> self._sign_bits) & 1).astype(np.float32)
        logs = np.log(lengths.astype(np.float32))[:, None]
        return np.concatenate([bits, logs - 2.5, np.maximum(logs - 3.2, 0)], axis=1)

    def _score(
        self,
        features: ClaimFeatures,
        total: float,
        of_unit: Floats,
        of_signs: list[float],
    ) -> Score:
        contributions: dict[Sign, float] = {}
        for sign, weight in _FORMS.items():
            if features.has(sign):
                contributions[sign] = weight
                total += weight
        for position in np.flatnonzero(of_unit[:-2]).tolist():
            known = self._signs[position]
            if known is not None:
                contributions[known] = contributions.get(known, 0.0) + float(of_unit[position])
        length = Sign.LONG if features.has(Sign.LONG) else Sign.SHORT
        contributions[length] = contributions.get(length, 0.0) + float(of_unit[-2:].sum())
        for sign, value in zip(_SHOWN, of_signs, strict=True):
            if value:
                contributions[sign] = contributions.get(sign, 0.0) + value
        ordered = sorted(contributions.items(), key=lambda item: -abs(item[1]))
        return Score(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), tuple(ordered))

    def _of_tokens(
        self, channels: Floats, highest: Floats, tokens: EncodedUnits, unit_of: NDArray[np.intp]
    ) -> NDArray[np.float64]:
        """What each token adds by its channels' highest values, against a usual unit's.

        Of several tokens with the highest value of a channel the first has it.
        """
        positions = np.arange(len(channels), dtype=np.int32)[:, None]
        at_highest = channels == highest[unit_of]
        where = np.minimum.reduceat(
            np.where(at_highest, positions, np.int32(len(channels))), tokens.starts
        )
        over = (highest - self._usual) * self._highest
        sums = np.bincount(where.ravel(), weights=over.ravel(), minlength=len(channels))
        return np.asarray(sums, np.float64)


def _by_shown_sign(
    of_tokens: NDArray[np.float64], tokens: EncodedUnits, unit_of: NDArray[np.intp]
) -> NDArray[np.float64]:
    """What the tokens of each unit (rows) add, by the sign under which it is told (`_SHOWN`)."""
    signs = tokens.signs & tokens.unit_signs[unit_of]
    shown = np.full(len(signs), len(_SHOWN) - 1)
    for number in range(len(_SHOWN) - 2, -1, -1):
        shown[(signs & BIT[_SHOWN[number]]) != 0] = number
    units, columns = len(tokens.unit_signs), len(_SHOWN)
    sums = np.bincount(unit_of * columns + shown, weights=of_tokens, minlength=units * columns)
    return np.asarray(sums, np.float64).reshape(units, columns)


def _at_tokens(patterns: Patterns, added: Floats, size: int) -> NDArray[np.float64]:
    halves = added / 2
    found = np.bincount(patterns.tokens, weights=halves, minlength=size)
    found += np.bincount(patterns.others, weights=halves, minlength=size)
    return np.asarray(found, np.float64)


def _channels(net: ClaimNetwork, tokens: EncodedUnits, bits: Floats) -> Floats:
    known = net.words[tokens.words] + net.tags[tokens.tags] + net.deps[tokens.deps]
    known += net.ent_types[tokens.ent_types]
    known += bits @ net.signs
    known += tokens.contexts @ net.contexts
    before, own, after, head = np.split(known @ net.window, 4, axis=1)
    seen = own + head[tokens.heads] + net.bias
    inside = np.ones(len(known), bool)
    inside[tokens.starts] = False
    follows = np.flatnonzero(inside)
    seen[follows] += before[follows - 1]
    seen[follows - 1] += after[follows]
    result: Floats = np.maximum(seen, 0)
    return result
