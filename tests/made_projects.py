"""Makers of projects, articles and candidates for the tests of everything that keeps them."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from pathlib import Path

from annotator.domain.article import ArticleMetadata, ArticleSource, IncomingArticle, SourceFormat
from annotator.domain.claim import Candidate, ClaimKind, DetectorVersion
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    ProposedLink,
    Relation,
)
from annotator.domain.span import Span
from annotator.services.articles import import_articles
from annotator.services.candidates import keep_candidates
from annotator.services.project import Project, create_project, open_project

REVIEWER = "Ida Krause"
DETECTOR = DetectorVersion("sentences", "1", "none")
SENTENCE = re.compile(r"[^\s.][^.]*\.")
TEXT = "The dam held 40 million litres 😱. It broke on 3 May. Two villages were flooded."
OTHER_TEXT = "The dam broke on 4 May. Three villages were flooded. Nobody was hurt."


def incoming(text: str = TEXT, title: str = "Dam breaks") -> IncomingArticle:
    """An article that was read."""
    data = text.encode("utf-8", "replace")
    return IncomingArticle(
        text,
        ArticleMetadata(title, "Valley Post", "A. Writer", "2024-05-04", "https://post.example/1"),
        ArticleSource(
            "dam.txt", SourceFormat.TEXT, "utf-8", hashlib.sha256(data).hexdigest(), len(data)
        ),
    )


def sentences(text: str, check_worthiness: float = 0.7) -> list[Candidate]:
    """Every sentence of a text as a candidate."""
    return [
        Candidate(
            Span(*match.span()), (ClaimKind.EVENT, ClaimKind.DATE), check_worthiness, ("names “3”",)
        )
        for match in SENTENCE.finditer(text)
    ]


def opened(path: Path, reviewer: str = REVIEWER, *, read_only: bool = False) -> Project:
    """The project at ``path``, its backups beside it."""
    return open_project(path, reviewer, path.parent / "backups", read_only=read_only)


def empty_project(folder: Path) -> Project:
    """A new project without articles."""
    path = folder / "Dam.fact"
    create_project(path)
    return opened(path)


def detected_project(folder: Path, *texts: str) -> Project:
    """A new project with these articles (one by default), every sentence a candidate."""
    project = empty_project(folder)
    articles = [incoming(text, f"Article {n}") for n, text in enumerate(texts or (TEXT,), start=1)]
    import_articles(project, articles)
    detect(project)
    return project


def detect(project: Project) -> None:
    """Make every sentence of every article a candidate."""
    for article in project.articles():
        keep_candidates(project, article.text_id, DETECTOR, sentences(project.text(article)))


def proposed_links() -> tuple[ProposedLink, ...]:
    """Links between the claims of `TEXT` (1 to 3) and those of `OTHER_TEXT` (4 to 6).

    2-4 agree but are not drawn; 2-5 and 3-5 conflict in a number; 1-6 is partial.
    """
    difference = Difference(
        DifferenceField.NUMBER, ConflictLevel.HARD, Span(52, 55), Span(24, 29), "two", "three"
    )
    return (
        ProposedLink(1, 6, 0.55, True, Relation.PARTIAL, "less precise", ()),
        ProposedLink(2, 4, 0.2, False, Relation.SAME, "", ()),
        ProposedLink(2, 5, 0.6, True, Relation.CONFLICT, "", (difference,)),
        ProposedLink(3, 5, 0.9, True, Relation.CONFLICT, "", (difference,)),
    )


def dump(connection: sqlite3.Connection) -> list[str]:
    """Everything in a database, as SQL."""
    return list(connection.iterdump())


def raw(path: Path) -> sqlite3.Connection:
    """A connection as any other program makes it: no pragmas, no guards but the file's own."""
    return sqlite3.connect(path, isolation_level=None)


def without_guards(path: Path) -> sqlite3.Connection:
    """A raw connection to a file whose triggers are gone, for planting faults."""
    connection = raw(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    return connection
