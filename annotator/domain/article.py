"""Articles: what was read, where it came from, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.text import Direction


class SourceFormat(StrEnum):
    """What an article was read from."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PASTED = "pasted"


class ArticleState(StrEnum):
    """Whether an article takes part in the project."""

    PRESENT = "present"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ArticleMetadata:
    """What a person may edit about an article; an empty string means unknown.

    ``published`` is an ISO 8601 date where the source stated one, else the words it used.
    """

    title: str
    outlet: str = ""
    author: str = ""
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """Where a text came from; fixed at import.

    Attributes:
        name: the file's name without its folder, or "pasted text".
        format: what it was read as.
        encoding: the Python codec name the bytes were decoded with; "utf-8" for pasted text.
        sha256: hexadecimal SHA-256 of the original bytes.
        byte_count: how many original bytes there were.
        extractor: name and version of what took the main text out of a page, else empty.
    """

    name: str
    format: SourceFormat
    encoding: str
    sha256: str
    byte_count: int
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class IncomingArticle:
    """An article that was read but is not in a project yet; ``text`` is canonical."""

    text: str
    metadata: ArticleMetadata
    source: ArticleSource


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a project, without its text.

    Attributes:
        id: its number inside this project file.
        uuid: its name everywhere else.
        text_id: the number of the current version of its text.
        length: code points of that text.
        imported_at: UTC, ISO 8601 with milliseconds.
    """

    id: int
    uuid: str
    text_id: int
    metadata: ArticleMetadata
    source: ArticleSource
    state: ArticleState
    text_sha256: str
    length: int
    direction: Direction
    imported_at: str

    @property
    def label(self) -> str:
        """The short name on screen: the outlet, or the title when no outlet is known."""
        return self.metadata.outlet or self.metadata.title

    @property
    def subtitle(self) -> str:
        """What stands under ``label``: the title, or the source where the label is the title."""
        return self.metadata.title if self.metadata.outlet else f"no outlet · {self.source.name}"
