"""Storing what the detector proposes without touching what a person decided."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice
from operator import attrgetter

from annotator.domain.article import Article
from annotator.domain.claim import (
    Candidate,
    Claim,
    ClaimState,
    DetectorVersion,
    Origin,
)
from annotator.domain.errors import RuleBroken
from annotator.domain.history import Act, Change
from annotator.domain.span import Span, quote_at
from annotator.storage.articles import read_text
from annotator.storage.claims import read_claims
from annotator.storage.connection import ProjectDatabase
from annotator.storage.operations import OperationWriter, operation


def store_candidates(
    database: ProjectDatabase,
    article: Article,
    detector: DetectorVersion,
    candidates: Sequence[Candidate],
) -> Change:
    """Make a finished detection the article's candidates, in one operation.

    A claim that a person touched stays exactly as it is, and nothing new is proposed where most of
    it would lie on such a claim. An untouched claim gets its new score, or is removed when it is
    no longer proposed.

    Raises:
        RuleBroken: a candidate does not lie inside the article's text, begins or ends with white
            space, or has no check-worthiness from 0 to 1.
        ProjectReadOnly, NotSaved: nothing was written.
    """
    text = read_text(database, article.text_id)
    with operation(database, Act.DETECT, "Detected claims", "") as writer:
        run_id = writer.insert(
            "INSERT INTO detection_run (operation_id, article_text_id, detector,"
            " detector_version, model) VALUES (?, ?, ?, ?, ?)",
            (writer.id, article.text_id, detector.name, detector.version, detector.model),
        )
        claims = read_claims(database, article.id)
        guard = _Guard(database, article.id, claims)
        standing = {claim.span: claim for claim in claims if not claim.touched}
        proposed: set[Span] = set()
        for candidate in candidates:
            span = candidate.span
            stands = span in standing and standing[span].state is ClaimState.OPEN
            if span in proposed or (not stands and guard.covers(span)):
                continue
            if not 0 <= candidate.check_worthiness <= 1:
                raise RuleBroken("A candidate's score is out of bounds.", "Nothing was changed.")
            proposed.add(span)
            claim_id = _standing_claim(writer, article, text, span, standing.get(span))
            _insert_candidate(writer, run_id, claim_id, candidate)
        for span, claim in standing.items():
            if span not in proposed and claim.state is ClaimState.OPEN:
                writer.set_claim(claim.id, article, ClaimState.REMOVED, span, quote_at(text, span))
        writer.article_ids.add(article.id)
    return writer.change()


def _standing_claim(
    writer: OperationWriter, article: Article, text: str, span: Span, claim: Claim | None
) -> int:
    quote = quote_at(text, span)
    if quote.exact != quote.exact.strip():
        raise RuleBroken("A candidate begins or ends with white space.", "Nothing was changed.")
    if claim is None:
        return writer.add_claim(article, span, quote, Origin.DETECTOR)
    if claim.state is not ClaimState.OPEN:
        writer.set_claim(claim.id, article, ClaimState.OPEN, span, quote)
    writer.claim_ids.add(claim.id)
    return claim.id


def _insert_candidate(
    writer: OperationWriter, run_id: int, claim_id: int, candidate: Candidate
) -> None:
    writer.insert(
        "INSERT INTO candidate (detection_run_id, claim_id, check_worthiness, kinds, cues)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            run_id,
            claim_id,
            candidate.check_worthiness,
            json.dumps([kind.value for kind in candidate.kinds]),
            json.dumps(list(candidate.cues), ensure_ascii=False),
        ),
    )


class _Guard:
    """Where the detector proposes nothing new in one article: on what a person touched."""

    def __init__(self, database: ProjectDatabase, article_id: int, claims: Sequence[Claim]) -> None:
        # A claim that a reviewer added and took back says nothing about what it lay on.
        touched = {
            claim.id
            for claim in claims
            if claim.touched
            and not (claim.state is ClaimState.REMOVED and claim.origin is Origin.REVIEWER)
        }
        # Every span that such a claim ever had: a trimmed claim must not come back untrimmed.
        self._spans = sorted(
            {
                Span(start, end)
                for claim_id, start, end in database.rows(
                    "SELECT claim_id, span_start, span_end FROM claim_event"
                    " JOIN claim ON claim.id = claim_id WHERE article_id = ?",
                    (article_id,),
                )
                if claim_id in touched
            }
        )
        self._longest = max(map(len, self._spans), default=0)

    def covers(self, span: Span) -> bool:
        """Whether more than half of ``span`` lies on one of these claims."""
        first = bisect_left(self._spans, span.start - self._longest, key=attrgetter("start"))
        for other in islice(self._spans, first, None):
            if other.start >= span.end:
                break
            if 2 * span.shared(other) > len(span):
                return True
        return False


def reading_model(database: ProjectDatabase, text_id: int) -> str:
    """The language model of the latest detection in an article text; "" without any."""
    rows = database.rows(
        "SELECT model FROM detection_run WHERE article_text_id = ? ORDER BY id DESC LIMIT 1",
        (text_id,),
    )
    return next((str(row[0]) for row in rows), "")


def detected_text_ids(database: ProjectDatabase, detector: DetectorVersion | None) -> set[int]:
    """The article texts with a finished detection; by this detector, if one is given."""
    sql = "SELECT DISTINCT article_text_id FROM detection_run"
    if detector is None:
        rows = database.rows(sql)
    else:
        rows = database.rows(
            f"{sql} WHERE detector = ? AND detector_version = ? AND model = ?",
            (detector.name, detector.version, detector.model),
        )
    return {int(row[0]) for row in rows}
