"""Reading articles."""

from __future__ import annotations

from typing import Any

from annotator.domain.article import (
    Article,
    ArticleMetadata,
    ArticleSource,
    ArticleState,
    SourceFormat,
)
from annotator.domain.errors import UnknownRecord
from annotator.storage.connection import ProjectDatabase
from annotator.storage.faults import unreadable

_COLUMNS = (
    "id, uuid, text_id, title, outlet, author, published, url, source_name, source_format,"
    " source_encoding, source_sha256, source_byte_count, extractor, state, sha256, length,"
    " direction, imported_at"
)
_SELECT = f"SELECT {_COLUMNS} FROM article_now"


def _article(row: tuple[Any, ...]) -> Article:
    try:
        return _article_of(row)
    except ValueError as error:
        # Only a hand other than this program's writes such a row.
        raise unreadable(f"article {row[0]}: {type(error).__name__}") from error


def _article_of(row: tuple[Any, ...]) -> Article:
    return Article(
        id=row[0],
        uuid=row[1],
        text_id=row[2],
        metadata=ArticleMetadata(*row[3:8]),
        source=ArticleSource(row[8], SourceFormat(row[9]), *row[10:14]),
        state=ArticleState(row[14]),
        text_sha256=row[15],
        length=row[16],
        direction=row[17],
        imported_at=row[18],
    )


def read_articles(database: ProjectDatabase) -> list[Article]:
    """All articles, removed ones too, in the order in which they came in."""
    return [_article(row) for row in database.rows(f"{_SELECT} ORDER BY id")]


def read_article(database: ProjectDatabase, article_id: int) -> Article:
    """One article.

    Raises:
        UnknownRecord: there is no such article.
    """
    for row in database.rows(f"{_SELECT} WHERE id = ?", (article_id,)):
        return _article(row)
    raise UnknownRecord(f"There is no article {article_id}.", "Nothing was changed.")


def article_is_present(database: ProjectDatabase, article_id: int) -> bool:
    """Whether an article takes part in the project; read with every act, so it reads just that."""
    for row in database.rows(
        "SELECT state FROM article_event WHERE article_id = ? ORDER BY id DESC LIMIT 1",
        (article_id,),
    ):
        return bool(row[0] == ArticleState.PRESENT.value)
    return False


def read_text(database: ProjectDatabase, text_id: int) -> str:
    """The text of one version of an article, as it was frozen at import.

    Raises:
        UnknownRecord: there is no such text.
    """
    for row in database.rows("SELECT text FROM article_text WHERE id = ?", (text_id,)):
        return str(row[0])
    raise UnknownRecord(f"There is no article text {text_id}.", "Nothing was changed.")


def article_with_text(database: ProjectDatabase, sha256: str) -> Article | None:
    """The article, present or removed, whose current text has this SHA-256; None without one."""
    for row in database.rows(
        f"{_SELECT} WHERE text_id IN (SELECT id FROM article_text WHERE sha256 = ?)"
        " ORDER BY state, id",
        (sha256,),
    ):
        return _article(row)
    return None
