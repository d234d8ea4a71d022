"""The columns of the CSV export: each declared once, with its meaning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.claim_filter import standing_of
from annotator.domain.span import Quote

EXPORT_SCHEMA: Final = "fact-annotator-csv/1"
"""Name and version of the columns; the version rises when a column changes its meaning or goes."""

LIST_SEPARATOR: Final = " | "
"""Stands between the entries of a cell that holds several cues."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """Everything that one row of the export says."""

    claim: Claim
    article: Article
    quote: Quote


class Subject(StrEnum):
    """What a column speaks of, which says how often its value can differ."""

    EXPORT = "export"
    ARTICLE = "article"
    CLAIM = "claim"


class CellType(StrEnum):
    """What stands in the cells of a column; ``TEXT`` may hold any character."""

    TEXT = "text"
    WORD = "word"
    INTEGER = "integer"
    NUMBER = "number"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the export.

    Attributes:
        meaning: one line for a person, with the unit.
        path: the attribute of a `ClaimRow` to read, dotted; empty when ``value`` is given. None
            makes an empty cell.
        value: makes the value when no attribute holds it as it is.
        chosen: whether it is in the export unless someone leaves it out.
    """

    name: str
    meaning: str
    type: CellType
    subject: Subject
    path: str = ""
    value: Callable[[ClaimRow], str] | None = None
    chosen: bool = True

    @property
    def may_be_escaped(self) -> bool:
        """Whether a cell that looks like a formula gets a mark here: anywhere but where it is told.

        Also where only words and numbers of ours belong, for a project file may come from anybody.
        """
        return self.name != "escaped"


def _column(name: str, type: CellType, path: str, meaning: str, *, chosen: bool = True) -> Column:
    subject = Subject.ARTICLE if path.startswith("article.") else Subject.CLAIM
    return Column(name, meaning, type, subject, path, None, chosen)


def _kinds(row: ClaimRow) -> str:
    return " ".join(row.claim.kinds)


def _cues(row: ClaimRow) -> str:
    return LIST_SEPARATOR.join(row.claim.cues)


def _standing(row: ClaimRow) -> str:
    return standing_of(row.claim)


_TEXT, _WORD, _TIME = CellType.TEXT, CellType.WORD, CellType.TIME
_INTEGER, _NUMBER = CellType.INTEGER, CellType.NUMBER

COLUMNS: Final[tuple[Column, ...]] = (
    Column(
        "export_schema",
        f"Name and version of these columns: {EXPORT_SCHEMA}.",
        _WORD,
        Subject.EXPORT,
        value=lambda _: EXPORT_SCHEMA,
    ),
    _column("claim_id", _WORD, "claim.uuid", "The claim's lasting identifier (UUID)."),
    _column(
        "verdict",
        _WORD,
        "claim.verdict",
        "verified, disputed or unsupported; empty without a verdict.",
    ),
    _column("justification", _TEXT, "claim.justification", "Why, in the reviewer's words."),
    _column("reviewer", _TEXT, "claim.reviewer", "Who gave the verdict."),
    _column("decided_at", _TIME, "claim.decided_at", "When the verdict was given, UTC, ISO 8601."),
    _column("article_id", _WORD, "article.uuid", "The article's lasting identifier (UUID)."),
    _column("article_title", _TEXT, "article.metadata.title", "The article's title."),
    _column("outlet", _TEXT, "article.metadata.outlet", "Who published the article."),
    _column("author", _TEXT, "article.metadata.author", "Who wrote the article."),
    _column(
        "published",
        _TEXT,
        "article.metadata.published",
        "When the article was published: YYYY-MM-DD, or the source's own words.",
    ),
    _column("url", _TEXT, "article.metadata.url", "The article's address."),
    _column(
        "source_name", _TEXT, "article.source.name", "The file it was read from, without folder."
    ),
    _column(
        "article_sha256",
        _WORD,
        "article.text_sha256",
        "SHA-256 of the article text (UTF-8) that start and end count in.",
    ),
    _column(
        "start",
        _INTEGER,
        "claim.span.start",
        "First character of the claim, in code points from 0.",
    ),
    _column(
        "end", _INTEGER, "claim.span.end", "One past the claim's last character, in code points."
    ),
    _column("quote", _TEXT, "quote.exact", "The claim's exact words: text[start:end]."),
    _column("prefix", _TEXT, "quote.prefix", "Up to 32 code points before the quote."),
    _column("suffix", _TEXT, "quote.suffix", "Up to 32 code points after the quote."),
    Column(
        "kinds",
        "What sort of fact it states, most telling first, with spaces between.",
        _WORD,
        Subject.CLAIM,
        value=_kinds,
    ),
    _column(
        "check_worthiness",
        _NUMBER,
        "claim.check_worthiness",
        "How much it is worth checking, 0 to 1; empty for a claim that a reviewer added.",
    ),
    Column(
        "cues",
        f"Why it was marked, most telling first, with “{LIST_SEPARATOR.strip()}” between.",
        _TEXT,
        Subject.CLAIM,
        value=_cues,
    ),
    _column("origin", _WORD, "claim.origin", "Who proposed it: detector or reviewer."),
    Column(
        "standing",
        "verified, disputed, unsupported, unreviewed or dismissed (“not a claim”).",
        _WORD,
        Subject.CLAIM,
        value=_standing,
    ),
    _column(
        "source_sha256",
        _WORD,
        "article.source.sha256",
        "SHA-256 of the file's own bytes, as sha256sum prints it.",
        chosen=False,
    ),
    _column(
        "source_format",
        _WORD,
        "article.source.format",
        "What the article was read from: text, markdown, html or pasted.",
        chosen=False,
    ),
    _column(
        "imported_at",
        _TIME,
        "article.imported_at",
        "When the article came into the project, UTC, ISO 8601.",
        chosen=False,
    ),
    Column(
        "escaped",
        "Columns of this row that have an apostrophe put before them, with spaces between.",
        _WORD,
        Subject.EXPORT,
        value=lambda _: "",
    ),
)
"""Every column that can be exported, in its default order."""

DEFAULT_COLUMNS: Final = tuple(column.name for column in COLUMNS if column.chosen)
"""Names of the columns of an export for which nobody chose columns."""

COLUMN_BY_NAME: Final = {column.name: column for column in COLUMNS}
