"""Ranks the candidates of a project by what its reviewers decided."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np

from annotator.domain.learning import Learned, LearnedScore, LearningClaim, enough_to_learn
from annotator.nlp.claim_form import FORMS, KINDS, forms_of, kinds_of
from annotator.nlp.score_correction import (
    ClaimRows,
    Values,
    chance_of,
    learned_correction,
    log_odds_of,
)
from annotator.nlp.static_vectors import StaticVectors

_WORDS = re.compile(r"[^\W\d_]+|\d")
_DIGITS = 4
"""Places after the point of a score, as the detector has them."""

_AT_A_TIME = 500
"""Texts whose words are looked up together, which takes a fifth of the time."""

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
    taken = [
        claim
        for claim in claims
        if claim.worth_it is not None or (not claim.touched and claim.check_worthiness is not None)
    ]
    rows = _rows(taken, vectors, score_texts)
    said = np.array([claim.worth_it is not None for claim in taken])
    labels = np.array([float(claim.worth_it) for claim in taken if claim.worth_it is not None])
    decided, rest = rows.taken(np.flatnonzero(said)), rows.taken(np.flatnonzero(~said))
    correction = learned_correction(decided, labels, rows)
    if correction is None:
        return Learned(0)
    moved = (rest.log_odds + correction.of(rest)).tolist()
    unsaid = [claim for claim in taken if claim.worth_it is None]
    scores = tuple(
        LearnedScore(claim.id, round(chance_of(log_odds), _DIGITS))
        for claim, log_odds in zip(unsaid, moved, strict=True)
    )
    return Learned(len(labels), scores)


def words_of(text: str) -> list[str]:
    """The lower-case words of a text and its single digits, as the static vectors know them."""
    return _WORDS.findall(text.lower())


def _rows(
    claims: Sequence[LearningClaim], vectors: StaticVectors, score_texts: ScoreTexts
) -> ClaimRows:
    forms = np.array(
        [(*forms_of(claim.text), *kinds_of(claim.kinds)) for claim in claims], np.float64
    ).reshape(-1, FORMS + len(KINDS))
    words = mean_vectors([claim.text for claim in claims], vectors)
    return ClaimRows(forms, words, np.array(_log_odds(claims, score_texts)))


def mean_vectors(texts: Sequence[str], vectors: StaticVectors) -> Values:
    """What `StaticVectors.mean` says of the words of each text, of many texts at once."""
    weights = {word: vectors.frequency_weight(word) for word in vectors.rows}
    means = np.zeros((len(texts), vectors.dimensions))
    for start in range(0, len(texts), _AT_A_TIME):
        known = [
            [word for word in words_of(text) if word in weights]
            for text in texts[start : start + _AT_A_TIME]
        ]
        words = [word for of_text in known for word in of_text]
        if not words:
            continue
        shares = np.array([weights[word] for word in words], np.float32)
        found = vectors.matrix[[vectors.rows[word] for word in words]] * shares[:, None]
        some = [place for place, of_text in enumerate(known) if of_text]
        lengths = [len(known[place]) for place in some]
        means[np.add(some, start)] = np.add.reduceat(found, np.cumsum([0, *lengths[:-1]]))
    sizes = np.linalg.norm(means, axis=1, keepdims=True)
    result: Values = means / np.where(sizes > 0, sizes, 1)
    return result


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
