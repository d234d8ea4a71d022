"""Ranks the candidates of a project by what its reviewers decided."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from annotator.domain.learning import Learned, LearnedScore, LearningClaim, enough_to_learn
from annotator.nlp.score_correction import (
    Values,
    chance_of,
    corrections,
    learned_weights,
    log_odds_of,
)
from annotator.nlp.static_vectors import StaticVectors

_WORDS = re.compile(r"[^\W\d_]+|\d")
_DIGITS = 4
"""Places after the point of a score, as the detector has them."""

ScoreTexts = Callable[[Sequence[str]], Sequence[float]]
"""The shipped check-worthiness of texts that were never scored."""


def learn(
    claims: Sequence[LearningClaim], vectors: StaticVectors, score_texts: ScoreTexts
) -> Learned:
    """Score every candidate anew that nobody touched; nothing where there is nothing to learn.

    Args:
        claims: of one project, in an order that does not change.
        score_texts: is asked for claims that reviewers added.
    """
    if not enough_to_learn(claims):
        return Learned(0)
    decided = [claim for claim in claims if claim.worth_it is not None]
    rest = [claim for claim in claims if not claim.touched and claim.check_worthiness is not None]
    weights = learned_weights(
        _rows(decided, vectors),
        np.array(_log_odds(decided, score_texts)),
        np.array([float(bool(claim.worth_it)) for claim in decided]),
    )
    if weights is None:
        return Learned(0)
    moved = corrections(_rows(rest, vectors), weights).tolist()
    scores = tuple(
        LearnedScore(claim.id, round(chance_of(log_odds + by), _DIGITS))
        for claim, log_odds, by in zip(rest, _log_odds(rest, score_texts), moved, strict=True)
    )
    return Learned(len(decided), scores)


def words_of(text: str) -> list[str]:
    """The lower-case words of a text and its single digits, as the static vectors know them."""
    return _WORDS.findall(text.lower())


def _rows(claims: Sequence[LearningClaim], vectors: StaticVectors) -> Values:
    rows = np.zeros((len(claims), vectors.dimensions))
    for place, claim in enumerate(claims):
        rows[place] = vectors.mean(words_of(claim.text))
    return rows


def _log_odds(claims: Sequence[LearningClaim], score_texts: ScoreTexts) -> list[float]:
    unscored = [claim for claim in claims if claim.check_worthiness is None]
    found = dict(
        zip(
            (claim.id for claim in unscored),
            score_texts([claim.text for claim in unscored]) if unscored else (),
            strict=True,
        )
    )
    return [
        log_odds_of(found[claim.id] if claim.check_worthiness is None else claim.check_worthiness)
        for claim in claims
    ]
