"""Check-worthiness of a claim unit: the rule scorer, and what any scorer must offer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from annotator.nlp.claim_features import ClaimFeatures
from annotator.nlp.signs import BIT, Sign


@dataclass(frozen=True, slots=True)
class Score:
    """A check-worthiness and where it comes from.

    Attributes:
        value: 0 to 1; of units scored .8, about eight in ten are worth a check.
        contributions: what each sign added or took, in log-odds, weightiest first. What a trained
            scorer reads off words that show no sign of their own is under `Sign.WORDING`.
    """

    value: float
    contributions: tuple[tuple[Sign, float], ...]


class Scorer(Protocol):
    """Judges how much units are worth a check."""

    @property
    def name(self) -> str:
        """What the detector is called with this scorer."""

    @property
    def version(self) -> str:
        """Changes whenever scores may change."""

    @property
    def threshold(self) -> float:
        """The check-worthiness from which a unit counts as worth a check."""

    def score(self, units: Sequence[ClaimFeatures]) -> list[Score]:
        """The scores of units, of one text or of several, in their order."""


WEIGHTS: dict[Sign, float] = {
    Sign.FIGURE: 1.7,
    Sign.MORE_FIGURES: 0.9,
    Sign.VAGUE_AMOUNT: 0.4,
    Sign.DATE: 0.7,
    Sign.FIRST_OF_KIND: 1.0,
    Sign.COMPARISON: 0.7,
    Sign.CHANGE: 0.6,
    Sign.SMALL_NUMBER: 0.8,
    Sign.NAME: 0.4,
    Sign.MORE_NAMES: 0.4,
    Sign.SPEAKER: 0.5,
    Sign.QUOTATION: 0.1,
    Sign.HAPPENING: 0.5,
    Sign.PAST: 0.9,
    Sign.PERFECT: 0.6,
    Sign.MEASURED: 0.6,
    Sign.CAUSE: 0.4,
    Sign.LAW: 0.5,
    Sign.PREDICTION: -0.4,
    Sign.SPECULATION: -0.8,
    Sign.OPINION: -0.9,
    Sign.FIRST_PERSON: -0.8,
    Sign.SECOND_PERSON: -0.6,
    Sign.VAGUE: -0.5,
    Sign.MORE_VAGUE: -0.8,
    Sign.NAMED_SUBJECT: 0.2,
    Sign.PRONOUN_SUBJECT: -0.4,
    Sign.NO_SUBJECT: -0.5,
    Sign.NO_VERB: -2.0,
    Sign.QUESTION: -3.5,
    Sign.IMPERATIVE: -3.0,
    Sign.SHORT: -0.4,
    Sign.LONG: 0.5,
    Sign.HEADING: -3.5,
    Sign.FURNITURE: -7.0,
}
"""What each sign adds to the log-odds of being worth a check."""

BASE = -1.5
"""The log-odds of a unit without any sign."""

_TABLE = tuple((BIT[sign], weight, sign) for sign, weight in WEIGHTS.items())


class RuleScorer:
    """Adds up fixed weights of signs in log-odds and turns the sum into 0 to 1."""

    name = "rules"
    version = "2"
    threshold = 0.5

    def score(self, units: Sequence[ClaimFeatures]) -> list[Score]:
        """The scores of units by `WEIGHTS`."""
        return [score_by_rules(features) for features in units]


def score_by_rules(features: ClaimFeatures) -> Score:
    """The score of one unit by `WEIGHTS`."""
    signs = features.signs
    found = [(sign, weight) for bit, weight, sign in _TABLE if signs & bit]
    total = BASE + sum(weight for _, weight in found)
    found.sort(key=lambda item: -abs(item[1]))
    return Score(1 / (1 + math.exp(-total)), tuple(found))
