"""Learning in the project file: the switch, what there is to learn from, and what was learned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from annotator.domain.claim import ClaimState, Origin
from annotator.domain.learning import LearnedScore, LearningClaim, said_of
from annotator.domain.span import Span
from annotator.storage.claims import stored_kinds
from annotator.storage.connection import ProjectDatabase

_PROJECT = 1
"""The one row of ``project``."""


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim of a present article, with where it stands.

    Attributes:
        candidate_id: the newest candidate of the claim, or None.
    """

    claim: LearningClaim
    article_id: int
    span: Span
    candidate_id: int | None


@dataclass(frozen=True, slots=True)
class LearnedFrom:
    """What the stored scores were learned from; see the table of that name."""

    learner: str
    digest: str
    decisions: int


_CLAIMS = """\
SELECT
    now.id, now.article_id, now.span_start, now.span_end, now.quote, now.origin, now.state,
    now.verdict, now.justification, now.touched, candidate.id, candidate.check_worthiness,
    candidate.kinds
FROM claim_now AS now
JOIN article_now ON article_now.id = now.article_id AND article_now.state = 'present'
LEFT JOIN candidate ON candidate.id = (SELECT max(id) FROM candidate WHERE claim_id = now.id)
WHERE now.state <> 'removed'
ORDER BY now.article_id, now.span_start, now.span_end DESC, now.id
"""


def read_learning_claims(database: ProjectDatabase) -> list[StoredClaim]:
    """All claims of present articles in reading order, with what reviewers said by their acts.

    Check-worthiness is the shipped detector's, whatever was learned.
    """
    return [_stored(row) for row in database.rows(_CLAIMS)]


def _stored(row: tuple[Any, ...]) -> StoredClaim:
    claim_id, article_id, start, end, quote, origin, state, verdict, words, touched, *found = row
    candidate_id, worth, kinds = found
    decided = verdict is not None or bool(words)
    said = said_of(ClaimState(state), Origin(origin), decided=decided)
    of_kinds = stored_kinds(kinds) if kinds else ()
    claim = LearningClaim(claim_id, quote, worth, said, bool(touched), of_kinds)
    return StoredClaim(claim, article_id, Span(start, end), candidate_id)


def newest_candidates(database: ProjectDatabase) -> dict[int, int]:
    """The newest candidate of each claim that has one, by claim id."""
    rows = database.rows("SELECT claim_id, max(id) FROM candidate GROUP BY claim_id")
    return {int(claim_id): int(candidate_id) for claim_id, candidate_id in rows}


def touched_claims(database: ProjectDatabase) -> set[int]:
    """The claims that a person ever touched, as `claim_now` tells them one by one."""
    return {int(row[0]) for row in database.rows(_TOUCHED)}


_TOUCHED = """SELECT claim_id FROM verdict_event
UNION SELECT claim_id FROM justification_event
UNION SELECT claim_a FROM link
UNION SELECT claim_b FROM link
UNION SELECT claim_id FROM claim_event
    JOIN operation ON operation.id = operation_id WHERE act <> 'detect'
"""


def read_check_worthiness(database: ProjectDatabase) -> dict[int, float]:
    """The check-worthiness, learned or shipped, of each claim that has one, by claim id."""
    rows = database.rows(
        "SELECT id, check_worthiness FROM claim_now WHERE check_worthiness IS NOT NULL"
    )
    return {int(claim_id): float(worth) for claim_id, worth in rows}


def is_learning(database: ProjectDatabase) -> bool:
    """Whether the project learns now."""
    rows = database.rows("SELECT learns FROM learning_event ORDER BY id DESC LIMIT 1")
    return any(bool(row[0]) for row in rows)


def read_learned_from(database: ProjectDatabase) -> LearnedFrom | None:
    """What the stored scores were learned from; None before any."""
    for learner, digest, decisions in database.rows(
        "SELECT learner, digest, decisions FROM learned_from"
    ):
        return LearnedFrom(str(learner), str(digest), int(decisions))
    return None


def store_learned(
    database: ProjectDatabase,
    source: LearnedFrom,
    scores: Iterable[LearnedScore],
    candidates: dict[int, int],
    unmoved: Iterable[int],
) -> None:
    """Put new scores in the place of all earlier ones, in one transaction.

    Args:
        candidates: the newest candidate of each claim that has one, by claim id; a score of any
            other claim is left out.
        unmoved: claims whose check-worthiness stays as it shows now.

    Raises:
        ProjectReadOnly, NotSaved: the earlier scores stand.
    """
    kept = set(unmoved)
    with database.transaction() as connection:
        standing = [
            (int(claim_id), int(candidate_id), float(worth))
            for claim_id, candidate_id, worth in connection.execute(
                "SELECT claim_id, candidate_id, check_worthiness FROM learned_score"
            )
            if claim_id in kept
        ]
        connection.execute("DELETE FROM learned_score")
        connection.execute("DELETE FROM learned_from")
        connection.execute(
            "INSERT INTO learned_from (project_id, learner, digest, decisions) VALUES (?, ?, ?, ?)",
            (_PROJECT, source.learner, source.digest, source.decisions),
        )
        connection.executemany(
            "INSERT INTO learned_score (claim_id, candidate_id, check_worthiness) VALUES (?, ?, ?)",
            [
                *standing,
                *(
                    (one.claim_id, candidates[one.claim_id], one.check_worthiness)
                    for one in scores
                    if one.claim_id in candidates and one.claim_id not in kept
                ),
            ],
        )
