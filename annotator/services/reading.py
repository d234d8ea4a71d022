"""Reading files for an import: what can come in, what cannot and why, before anything is frozen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.domain.article import ArticleMetadata, IncomingArticle
from annotator.domain.errors import ArticleRefused
from annotator.domain.text import text_sha256
from annotator.exchange.article_finder import find_articles
from annotator.exchange.article_reader import (
    RawFile,
    article_from,
    article_from_paste,
    read_file,
)
from annotator.exchange.encoding import encoding_label
from annotator.exchange.metadata_text import one_line, shown_name, stated_date, web_address

__all__ = [
    "IN_PROJECT",
    "PreparedArticle",
    "Reading",
    "RefusedFile",
    "cleaned_metadata",
    "encoding_label",
    "pasted_article",
    "read_again",
    "read_for_import",
    "with_metadata",
]

IN_PROJECT = "in the project already"
"""Why a file does not come in again."""

MAX_BYTES_AT_ONCE = 200_000_000
"""Most bytes of files that one import holds in memory; further files are to come in later."""


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """A file that can come in, as it stands before the import.

    Attributes:
        raw: the file's bytes and the guess at their encoding.
        article: what would come in, decoded with ``article.source.encoding``.
        text_sha256: of its text, to recognise it by.
        known: why it does not come in again, `IN_PROJECT` or which file of this import has the
            same text; empty when it is new.
    """

    raw: RawFile
    article: IncomingArticle
    text_sha256: str
    known: str = ""

    @property
    def encodings(self) -> tuple[str, ...]:
        """Codec names to choose from: the guess, then the others that fit the bytes."""
        return (self.raw.guess.encoding, *self.raw.guess.alternatives)


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that cannot come in.

    Attributes:
        raw: its bytes, when they could be read but not decoded; another encoding may do.
    """

    name: str
    error: ArticleRefused
    raw: RawFile | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a choice of files and folders came to.

    Attributes:
        skipped: one sentence for everything that was passed over in folders.
        stopped: whether a person stopped the reading; then the rest was not looked at.
    """

    prepared: tuple[PreparedArticle, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    skipped: tuple[str, ...] = ()
    stopped: bool = False

    @property
    def is_certain(self) -> bool:
        """Whether every file came through and no encoding had to be guessed."""
        return not self.refused and all(one.raw.guess.certain for one in self.prepared)


def read_for_import(
    paths: Iterable[Path],
    known_texts: Collection[str] = (),
    on_progress: Callable[[int, int], object] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
    encoding: str | None = None,
) -> Reading:
    """Read files, and the readable files of folders, without bringing anything in.

    Args:
        paths: what a person chose or dropped.
        known_texts: SHA-256 of the texts that the project holds.
        on_progress: gets how many files were read, and of how many.
        is_cancelled: asked before each file.
        encoding: a Python codec name to decode all of them with; otherwise each as guessed.
    """
    found = find_articles(paths)
    prepared: list[PreparedArticle] = []
    refused: list[RefusedFile] = []
    texts = dict.fromkeys(known_texts, IN_PROJECT)
    held = 0
    for count, path in enumerate(found.paths):
        if is_cancelled is not None and is_cancelled():
            return Reading(tuple(prepared), tuple(refused), found.skipped, stopped=True)
        raw: RawFile | None = None
        try:
            raw = _read_within(path, MAX_BYTES_AT_ONCE - held)
            held += len(raw.data)
            article = article_from(raw, encoding)
        except ArticleRefused as error:
            refused.append(RefusedFile(raw.name if raw else shown_name(path), error, raw))
        else:
            sha256 = text_sha256(article.text)
            prepared.append(PreparedArticle(raw, article, sha256, texts.get(sha256, "")))
            texts.setdefault(sha256, f"same text as {raw.name}")
        if on_progress is not None:
            on_progress(count + 1, len(found.paths))
    return Reading(tuple(prepared), tuple(refused), found.skipped)


def read_again(
    raw: RawFile, encoding: str, metadata: ArticleMetadata | None = None
) -> PreparedArticle:
    """The article in ``raw``, decoded with another encoding.

    ``metadata`` that a person has edited is kept; otherwise it is taken from the text anew.

    Raises:
        ArticleRefused: the bytes do not fit the encoding.
    """
    article = article_from(raw, encoding)
    if metadata is not None:
        article = replace(article, metadata=metadata)
    return PreparedArticle(raw, article, text_sha256(article.text))


def with_metadata(prepared: PreparedArticle, metadata: ArticleMetadata) -> PreparedArticle:
    """``prepared`` with metadata that a person typed; an empty title becomes the file's name."""
    kept = metadata if metadata.title else replace(metadata, title=prepared.raw.name)
    return replace(prepared, article=replace(prepared.article, metadata=kept))


def pasted_article(text: str, metadata: ArticleMetadata | None = None) -> IncomingArticle:
    """The article that pasted ``text`` makes; an empty title is taken from its first line.

    Raises:
        ArticleRefused: there is no text, or too much of it.
    """
    return article_from_paste(text, metadata)


def cleaned_metadata(metadata: ArticleMetadata) -> ArticleMetadata:
    """Metadata as a project keeps it: single lines, ISO dates where stated.

    A URL that is no web address is kept as typed on one line, for only its author can mend it.
    """
    return ArticleMetadata(
        title=one_line(metadata.title),
        outlet=one_line(metadata.outlet),
        author=one_line(metadata.author),
        published=stated_date(metadata.published),
        url=web_address(metadata.url) or one_line(metadata.url),
    )


def _read_within(path: Path, room: int) -> RawFile:
    raw = read_file(path)
    if len(raw.data) > room:
        raise ArticleRefused(
            f"“{raw.name}” is one too many: these files are larger than"
            f" {MAX_BYTES_AT_ONCE // 1_000_000} MB together.",
            "It was not imported; the files before it were read.",
            "Bring it in afterwards.",
        )
    return raw
