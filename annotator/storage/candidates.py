"""Storing what the detector proposes without touching what a person decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

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

    A claim that a person touched stays exactly as it is, and nothing new is proposed over it. An
    untouched claim gets its new score, or is removed when it is no longer proposed.

    Raises:
        RuleBroken: a candidate does not lie inside the article's text.
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
        touched = [claim for claim in claims if claim.touched]
        guarded = _guarded_spans(database, touched)
        standing = {claim.span: claim for claim in claims if not claim.touched}
        proposed: set[Span] = set()
        for candidate in candidates:
            span = candidate.span
            if span in proposed or _is_guarded(span, touched, guarded):
                continue
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


def _guarded_spans(database: ProjectDatabase, touched: Iterable[Claim]) -> set[Span]:
    """Every span that a touched claim ever had: a trimmed claim must not come back untrimmed."""
    spans: set[Span] = set()
    for claim in touched:
        rows = database.connection.execute(
            "SELECT span_start, span_end FROM claim_event WHERE claim_id = ?", (claim.id,)
        )
        spans.update(Span(start, end) for start, end in rows)
    return spans


def _is_guarded(span: Span, touched: Sequence[Claim], guarded: set[Span]) -> bool:
    if span in guarded:
        return True
    return any(
        2 * span.shared(claim.span) > min(len(span), len(claim.span))
        for claim in touched
        if claim.state is not ClaimState.REMOVED
    )


def detected_text_ids(database: ProjectDatabase, detector: DetectorVersion | None) -> set[int]:
    """The article texts with a finished detection; by this detector, if one is given."""
    sql = "SELECT DISTINCT article_text_id FROM detection_run"
    if detector is None:
        rows = database.connection.execute(sql)
    else:
        rows = database.connection.execute(
            f"{sql} WHERE detector = ? AND detector_version = ? AND model = ?",
            (detector.name, detector.version, detector.model),
        )
    return {int(row[0]) for row in rows}
