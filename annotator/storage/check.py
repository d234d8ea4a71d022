"""Checking a whole project: the database, the hashes, every span and every event."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from annotator.domain.claim import ClaimKind
from annotator.domain.errors import ProjectUnreadable
from annotator.domain.history import Act
from annotator.domain.text import text_sha256
from annotator.storage.articles import read_articles
from annotator.storage.claims import read_claims
from annotator.storage.connection import ProjectDatabase
from annotator.storage.faults import fault_words
from annotator.storage.links import read_links
from annotator.storage.migrations import expected_schema, schema_entries
from annotator.storage.reversal import EVENT_TABLES


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        check: which check found it.
        message: what is wrong, with ids but without article text.
    """

    check: str
    message: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check looked at and found.

    Attributes:
        checks: the name of each check that ran, and how many things it looked at.
    """

    checks: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


Messages = Iterator[str | None]
"""One item for each thing looked at: what is wrong with it, or None."""


def check_project(database: ProjectDatabase) -> CheckReport:
    """Look at everything in a project; changes nothing and goes on after a fault is found."""
    checks: list[tuple[str, int]] = []
    findings: list[Finding] = []
    for name, check in _CHECKS:
        count = 0
        try:
            for message in check(database):
                count += 1
                if message is not None:
                    findings.append(Finding(name, message))
        except ProjectUnreadable as error:
            findings.append(Finding(name, f"could not be finished: {error.details}"))
        except sqlite3.Error as error:
            findings.append(Finding(name, f"could not be finished: {fault_words(error)}"))
        checks.append((name, count))
    return CheckReport(tuple(checks), tuple(findings))


def _integrity(database: ProjectDatabase) -> Messages:
    for row in database.rows("PRAGMA integrity_check"):
        yield None if row[0] == "ok" else str(row[0])


def _foreign_keys(database: ProjectDatabase) -> Messages:
    yield None
    for table, row_id, parent, _ in database.rows("PRAGMA foreign_key_check"):
        yield f"row {row_id} of {table} refers to a row of {parent} that is not there"


def _structure(database: ProjectDatabase) -> Messages:
    found = set(schema_entries(database.connection))
    expected = set(expected_schema())
    for kind, name, _ in sorted(expected):
        yield None if any(name == entry[1] for entry in found) else f"{kind} {name} is missing"
    for kind, name, _ in sorted(found - expected):
        yield f"{kind} {name} is not as this version of the project file has it"


def _article_texts(database: ProjectDatabase) -> Messages:
    rows: Iterator[tuple[Any, ...]] = database.rows(
        "SELECT id, text, sha256, length FROM article_text"
    )
    for text_id, text, sha256, length in rows:
        if not isinstance(text, str):
            yield f"article text {text_id} is no text"
        elif text_sha256(text) != sha256:
            yield f"article text {text_id} does not have its SHA-256"
        elif len(text) != length:
            yield f"article text {text_id} does not have its length"
        else:
            yield None


def _spans(database: ProjectDatabase) -> Messages:
    rows: Iterator[tuple[Any, ...]] = database.rows(
        "SELECT id, article_text_id, span_start, span_end, quote, prefix, suffix"
        " FROM claim_event ORDER BY article_text_id"
    )
    text_id, text = None, ""
    for event_id, event_text_id, start, end, quote, prefix, suffix in rows:
        if event_text_id != text_id:
            text_id = event_text_id
            text = _text(database, text_id)
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
            yield f"claim event {event_id} has no span"
        elif text[start:end] != quote:
            yield f"claim event {event_id}: the quote is not what stands at {start}..{end}"
        elif not text.endswith(prefix, 0, start) or not text.startswith(suffix, end):
            yield f"claim event {event_id}: prefix or suffix do not stand around {start}..{end}"
        else:
            yield None


def _text(database: ProjectDatabase, text_id: int) -> str:
    row = database.connection.execute(
        "SELECT text FROM article_text WHERE id = ?", (text_id,)
    ).fetchone()
    return "" if row is None else str(row[0])


def _subjects(database: ProjectDatabase) -> Messages:
    yield from _without(
        database,
        "SELECT id FROM claim WHERE id NOT IN (SELECT claim_id FROM claim_event)",
        "claim {} has no state",
    )
    yield from _without(
        database,
        "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM article_event)"
        " OR id NOT IN (SELECT article_id FROM article_text)",
        "article {} has no state or no text",
    )
    yield from _without(
        database,
        "SELECT claim_event.id FROM claim_event JOIN claim ON claim.id = claim_id"
        " JOIN article_text ON article_text.id = article_text_id"
        " WHERE claim.article_id <> article_text.article_id",
        "claim event {} lies in the text of another article",
    )


def _restored(database: ProjectDatabase) -> Messages:
    for table in EVENT_TABLES:
        same = " AND ".join(f"event.{value} IS earlier.{value}" for value in table.values)
        yield from _without(
            database,
            f"SELECT event.id FROM {table.name} AS event"
            f" JOIN {table.name} AS earlier ON earlier.id = event.restores"
            f" WHERE earlier.restores IS NOT NULL OR event.{table.subject} <>"
            f" earlier.{table.subject} OR NOT ({same})",
            f"{table.name} {{}} is not the state that it says it restores",
        )


def _links(database: ProjectDatabase) -> Messages:
    yield from _without(
        database,
        "SELECT id FROM link WHERE id NOT IN (SELECT link_id FROM link_event)",
        "link {} has no state",
    )
    for table in ("link", "proposed_link"):
        yield from _without(
            database,
            f"SELECT printf('%d-%d', claim_a, claim_b) FROM {table}"
            " JOIN claim AS a ON a.id = claim_a JOIN claim AS b ON b.id = claim_b"
            " WHERE a.article_id >= b.article_id",
            f"{table} {{}} does not join claims of two articles in their order",
        )
    for side in ("a", "b"):
        yield from _without(
            database,
            "SELECT printf('%d-%d', claim_a, claim_b) FROM proposed_link"
            f" JOIN claim ON claim.id = claim_{side}"
            f" JOIN article_text AS own ON own.id = text_{side}"
            " WHERE claim.article_id <> own.article_id",
            f"proposed_link {{}} is kept under a text that does not hold its claim {side}",
        )
    yield from _without(
        database,
        "SELECT article_text_id FROM compared_text AS one WHERE NOT EXISTS ("
        " SELECT 1 FROM compared_text WHERE article_text_id = one.event AND event = one.event)",
        "compared text {} is in an event that does not begin with its first text",
    )
    yield from _without(
        database,
        "SELECT office_named.id FROM office_named"
        " JOIN article_text ON article_text.id = article_text_id"
        " WHERE span_end > length",
        "office {} lies outside its text",
    )
    lengths: dict[int, int] = dict(
        database.rows(
            "SELECT claim.id, max(length) FROM claim"
            " JOIN article_text ON article_text.article_id = claim.article_id GROUP BY claim.id"
        )
    )
    for link in read_links(database):
        inside = all(
            one.a.end <= lengths.get(link.a, 0) and one.b.end <= lengths.get(link.b, 0)
            for one in link.differences
        )
        yield None if inside else f"link {link.a}-{link.b}: words that differ lie outside the text"


def _as_they_stand(database: ProjectDatabase) -> Messages:
    # Also what a broken constraint would show: SQLite does not look at those while only reading.
    for _ in read_articles(database):
        yield None
    for _ in read_claims(database):
        yield None


def _learned(database: ProjectDatabase) -> Messages:
    yield from _without(
        database,
        "SELECT learned_score.claim_id FROM learned_score"
        " JOIN candidate ON candidate.id = candidate_id"
        " WHERE candidate.claim_id <> learned_score.claim_id",
        "the learned score of claim {} is that of a candidate of another claim",
    )


def _values(database: ProjectDatabase) -> Messages:
    for operation_id, act, reverses in database.rows("SELECT id, act, reverses FROM operation"):
        if act not in _ACTS:
            yield f"operation {operation_id} is of an unknown act"
        elif (act == Act.REVERSE) != (reverses is not None):
            yield f"operation {operation_id} does not say rightly what it reverses"
        else:
            yield None
    for candidate_id, kinds, cues in database.rows("SELECT id, kinds, cues FROM candidate"):
        if not _texts(kinds) <= _KINDS:
            yield f"candidate {candidate_id} is of an unknown kind"
        elif None in _texts(cues):
            yield f"candidate {candidate_id} has cues that are no texts"
        else:
            yield None


def _texts(array: str) -> set[str | None]:
    """The texts of a JSON array; None stands for what is no text or no array."""
    try:
        parts = json.loads(array)
    except (ValueError, RecursionError):
        return {None}
    if not isinstance(parts, list):
        return {None}
    return {part if isinstance(part, str) else None for part in parts}


def _without(database: ProjectDatabase, sql: str, message: str) -> Messages:
    yield None
    for row in database.rows(sql):
        yield message.format(row[0])


_ACTS = frozenset(act.value for act in Act)
_KINDS = frozenset(kind.value for kind in ClaimKind)

_CHECKS: tuple[tuple[str, Callable[[ProjectDatabase], Messages]], ...] = (
    ("integrity_check", _integrity),
    ("foreign_key_check", _foreign_keys),
    ("structure", _structure),
    ("article texts and hashes", _article_texts),
    ("spans and quotes", _spans),
    ("articles and claims", _subjects),
    ("restored events", _restored),
    ("acts, kinds and cues", _values),
    ("articles and claims as they stand", _as_they_stand),
    ("links and offices", _links),
    ("learned scores", _learned),
)
