"""Writing operations: one act, all its events, one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from annotator import __version__
from annotator.domain.article import Article, ArticleMetadata, ArticleState, IncomingArticle
from annotator.domain.claim import ClaimState, Origin
from annotator.domain.errors import RuleBroken
from annotator.domain.history import Act, Change
from annotator.domain.link import LinkDecision
from annotator.domain.span import Quote, Span
from annotator.domain.text import text_direction, text_sha256
from annotator.domain.verdict import Verdict
from annotator.storage.connection import ProjectDatabase, new_uuid, now_utc


@dataclass
class OperationWriter:
    """Appends the events of one operation; made by ``operation``."""

    connection: sqlite3.Connection
    id: int
    act: Act
    label: str
    at: str
    claim_ids: set[int] = field(default_factory=set)
    article_ids: set[int] = field(default_factory=set)

    def change(self) -> Change:
        """What the operation changed; true once the ``operation`` block was left."""
        return Change(
            self.id,
            self.act,
            self.label,
            self.at,
            frozenset(self.claim_ids),
            frozenset(self.article_ids),
        )

    def insert(self, sql: str, values: tuple[object, ...]) -> int:
        """Run one INSERT and give back the new row's id."""
        row_id = self.connection.execute(sql, values).lastrowid
        assert row_id is not None
        return row_id

    def add_article(self, incoming: IncomingArticle) -> int:
        """Store a new article with its text; gives back the article's id.

        Raises:
            ValueError: the text is not canonical: empty, or with what UTF-8 cannot carry.
        """
        if not incoming.text or storable(incoming.text) != incoming.text:
            raise ValueError("not a canonical text")
        article_id = self.insert(
            "INSERT INTO article (uuid, operation_id) VALUES (?, ?)", (new_uuid(), self.id)
        )
        source = incoming.source
        self.insert(
            "INSERT INTO article_text (article_id, operation_id, version, text, length, sha256,"
            " direction, source_name, source_format, source_encoding, source_sha256,"
            " source_byte_count, extractor) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article_id,
                self.id,
                incoming.text,
                len(incoming.text),
                text_sha256(incoming.text),
                text_direction(incoming.text),
                storable(source.name),
                source.format.value,
                source.encoding,
                source.sha256,
                source.byte_count,
                source.extractor,
            ),
        )
        self.set_article(article_id, ArticleState.PRESENT, incoming.metadata)
        return article_id

    def set_article(self, article_id: int, state: ArticleState, metadata: ArticleMetadata) -> None:
        """Record an article's state and metadata as they are from now on."""
        self.insert(
            "INSERT INTO article_event (operation_id, article_id, state, title, outlet, author,"
            " published, url) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.id,
                article_id,
                state.value,
                storable(metadata.title),
                storable(metadata.outlet),
                storable(metadata.author),
                storable(metadata.published),
                storable(metadata.url),
            ),
        )
        self.article_ids.add(article_id)

    def add_claim(self, article: Article, span: Span, quote: Quote, origin: Origin) -> int:
        """Store a new open claim; gives back its id."""
        claim_id = self.insert(
            "INSERT INTO claim (uuid, operation_id, article_id, origin) VALUES (?, ?, ?, ?)",
            (new_uuid(), self.id, article.id, origin.value),
        )
        self.set_claim(claim_id, article, ClaimState.OPEN, span, quote)
        return claim_id

    def set_claim(
        self, claim_id: int, article: Article, state: ClaimState, span: Span, quote: Quote
    ) -> None:
        """Record a claim's state and span in the current text of its article."""
        self.insert(
            "INSERT INTO claim_event (operation_id, claim_id, state, article_text_id, span_start,"
            " span_end, quote, prefix, suffix) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.id,
                claim_id,
                state.value,
                article.text_id,
                span.start,
                span.end,
                quote.exact,
                quote.prefix,
                quote.suffix,
            ),
        )
        self.claim_ids.add(claim_id)
        self.article_ids.add(article.id)

    def set_verdict(self, claim_id: int, verdict: Verdict | None) -> None:
        """Record a claim's verdict; None withdraws it."""
        self.insert(
            "INSERT INTO verdict_event (operation_id, claim_id, verdict) VALUES (?, ?, ?)",
            (self.id, claim_id, verdict.value if verdict else None),
        )
        self.claim_ids.add(claim_id)

    def set_justification(self, claim_id: int, justification: str) -> None:
        """Record a claim's justification; empty takes it away."""
        self.insert(
            "INSERT INTO justification_event (operation_id, claim_id, justification)"
            " VALUES (?, ?, ?)",
            (self.id, claim_id, storable(justification)),
        )
        self.claim_ids.add(claim_id)

    def set_link(self, a: int, b: int, decision: LinkDecision, no_conflict: bool) -> None:
        """Record what is said of the link between two claims; ``a`` is of the older article."""
        row = self.connection.execute(
            "SELECT id FROM link WHERE claim_a = ? AND claim_b = ?", (a, b)
        ).fetchone()
        if row is None:
            link_id = self.insert(
                "INSERT INTO link (uuid, operation_id, claim_a, claim_b) VALUES (?, ?, ?, ?)",
                (new_uuid(), self.id, a, b),
            )
        else:
            link_id = int(row[0])
        self.insert(
            "INSERT INTO link_event (operation_id, link_id, decision, no_conflict)"
            " VALUES (?, ?, ?, ?)",
            (self.id, link_id, decision.value, int(no_conflict)),
        )
        self.note_link(link_id)

    def set_learning(self, learns: bool) -> None:
        """Record whether the project learns from its decisions from now on."""
        self.insert(
            "INSERT INTO learning_event (operation_id, project_id, learns) VALUES (?, 1, ?)",
            (self.id, int(learns)),
        )
        self.note_learned()

    def note_learned(self) -> None:
        """Count every claim with a learned score among those that may differ now."""
        for row in self.connection.execute("SELECT claim_id FROM learned_score"):
            self.claim_ids.add(int(row[0]))

    def note_link(self, link_id: int) -> None:
        """Count both claims of a link among those that may differ now."""
        for row in self.connection.execute(
            "SELECT claim_a, claim_b FROM link WHERE id = ?", (link_id,)
        ):
            self.claim_ids.update(map(int, row))


def storable(text: str) -> str:
    """``text`` without NUL, and with U+FFFD for halves of surrogate pairs.

    The first ends a text for other programs that read the file, the others have no UTF-8 form.
    """
    text = text.replace("\0", "")
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


@contextmanager
def operation(
    database: ProjectDatabase,
    act: Act,
    label: str,
    reviewer: str,
    *,
    reverses: int | None = None,
) -> Iterator[OperationWriter]:
    """One operation: everything written in the block is committed together, or not at all.

    Args:
        act: what it does.
        label: the act in words, for menus and history.
        reviewer: who acts; empty for the detector only.
        reverses: the operation that this one takes back.

    Raises:
        RuleBroken: nobody is named, though a person acts.
        ProjectReadOnly, NotSaved: as ``ProjectDatabase.transaction``.
    """
    reviewer, label = storable(reviewer).strip(), storable(label)
    if not reviewer and act is not Act.DETECT:
        raise RuleBroken(
            "It is not known who acts.", "Nothing was changed.", "Say your name first."
        )
    at = now_utc()
    known_reviewer = database.reviewer_ids.get(reviewer)
    with database.transaction() as connection:
        reviewer_id = known_reviewer
        if reviewer and reviewer_id is None:
            reviewer_id = _reviewer_id(connection, reviewer, at)
        operation_id = connection.execute(
            "INSERT INTO operation (uuid, act, label, reviewer_id, at, program, reverses)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (new_uuid(), act.value, label, reviewer_id, at, __version__, reverses),
        ).lastrowid
        assert operation_id is not None
        yield OperationWriter(connection, operation_id, act, label, at)
    if reviewer_id is not None:
        database.reviewer_ids[reviewer] = reviewer_id


def _reviewer_id(connection: sqlite3.Connection, name: str, at: str) -> int:
    row = connection.execute("SELECT id FROM reviewer WHERE name = ?", (name,)).fetchone()
    if row is not None:
        return int(row[0])
    row_id = connection.execute(
        "INSERT INTO reviewer (uuid, name, created_at) VALUES (?, ?, ?)", (new_uuid(), name, at)
    ).lastrowid
    assert row_id is not None
    return row_id
