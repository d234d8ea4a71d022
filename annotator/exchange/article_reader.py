"""Files and pasted text become articles that are ready for a project."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from annotator.domain.article import (
    ArticleMetadata,
    ArticleSource,
    IncomingArticle,
    SourceFormat,
)
from annotator.domain.errors import ArticleRefused
from annotator.domain.text import OffsetMap, canonical_text
from annotator.exchange.binary_detection import binary_kind
from annotator.exchange.encoding import EncodingGuess, decode, guess_encoding
from annotator.exchange.file_bytes import (
    CHOOSE_ANOTHER,
    NOT_IMPORTED,
    bytes_of_file,
    check_is_file,
)
from annotator.exchange.html_reader import PageRefused, declared_charset, page_content
from annotator.exchange.limits import MAX_ARTICLE_LENGTH, MAX_HTML_FILE_BYTES, MAX_TEXT_FILE_BYTES
from annotator.exchange.markdown_reader import markdown_metadata
from annotator.exchange.metadata_text import (
    heading_of,
    opening_words,
    shown_name,
    title_for_text,
    title_of_file,
    without_surrogates,
)

FORMATS: Final[dict[str, SourceFormat]] = {
    ".txt": SourceFormat.TEXT,
    ".text": SourceFormat.TEXT,
    ".md": SourceFormat.MARKDOWN,
    ".markdown": SourceFormat.MARKDOWN,
    ".html": SourceFormat.HTML,
    ".htm": SourceFormat.HTML,
    ".xhtml": SourceFormat.HTML,
}
"""The file endings that are read, in lower case, and what each is read as."""

_INVISIBLE: Final = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad")


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file's bytes with a guess at their encoding, before any text is frozen.

    Attributes:
        name: the file's name without its folder, safe to show.
    """

    path: Path
    name: str
    data: bytes
    format: SourceFormat
    guess: EncodingGuess


def is_readable_name(path: Path) -> bool:
    """Whether a file of this name would be read, by its ending alone."""
    return path.suffix.lower() in FORMATS


def read_file(path: Path) -> RawFile:
    """Read a file's bytes, at most 20 MB (HTML: 10 MB), and guess their encoding.

    Raises:
        ArticleRefused: it is missing, unreadable, not a regular file, of another format, too
            large, empty or not text.
    """
    name = shown_name(path)
    read_as = FORMATS.get(path.suffix.lower())
    check_is_file(path)
    if read_as is None:
        raise ArticleRefused(
            f"“{name}” is not a text, Markdown or HTML file.", NOT_IMPORTED, CHOOSE_ANOTHER
        )
    limit = MAX_HTML_FILE_BYTES if read_as is SourceFormat.HTML else MAX_TEXT_FILE_BYTES
    data = bytes_of_file(path, limit)
    if not data.strip():
        raise ArticleRefused(f"“{name}” is empty.", NOT_IMPORTED)
    kind = binary_kind(data)
    if kind:
        raise ArticleRefused(
            f"“{name}” is {kind}, not text.",
            NOT_IMPORTED,
            "Save it as plain text, Markdown or HTML, or copy its text and paste it.",
        )
    declared = declared_charset(data) if read_as is SourceFormat.HTML else ""
    return RawFile(path, name, data, read_as, guess_encoding(data, declared))


def article_from(raw: RawFile, encoding: str | None = None) -> IncomingArticle:
    """The article in a file, decoded with ``encoding`` (a Python codec name) or as guessed.

    Raises:
        ArticleRefused: the bytes do not fit the encoding, or hold no text, or too much of it.
    """
    chosen = encoding or raw.guess.encoding
    decoded = _decoded(raw, chosen)
    source = ArticleSource(
        name=raw.name,
        format=raw.format,
        encoding=chosen,
        sha256=hashlib.sha256(raw.data).hexdigest(),
        byte_count=len(raw.data),
    )
    if raw.format is SourceFormat.HTML:
        return _article_from_page(raw, decoded, source)
    text = _frozen(decoded, raw.name)
    if raw.format is SourceFormat.MARKDOWN:
        metadata = markdown_metadata(text)
    else:
        metadata = ArticleMetadata(title=heading_of(text))
    if not metadata.title:
        metadata = replace(metadata, title=title_for_text(raw.path, text))
    return IncomingArticle(text, metadata, source)


def file_offsets(raw: RawFile, encoding: str | None = None) -> OffsetMap | None:
    """The way from offsets of the article text back to the decoded file; None for a page.

    Source offsets count the code points of the file as decoded, with a byte order mark as its
    first one and all newlines as they are.

    Raises:
        ArticleRefused: the bytes do not fit the encoding.
    """
    if raw.format is SourceFormat.HTML:
        return None
    return canonical_text(_decoded(raw, encoding or raw.guess.encoding)).offsets


def read_article(path: Path, encoding: str | None = None) -> IncomingArticle:
    """Read one file as an article.

    Raises:
        ArticleRefused: as for `read_file` and `article_from`.
    """
    return article_from(read_file(path), encoding)


def article_from_paste(text: str, metadata: ArticleMetadata | None = None) -> IncomingArticle:
    """An article of pasted text; an empty title is made of the heading or the opening words.

    The hash is that of the text's UTF-8 form. Halves of broken surrogate pairs, which no file and
    no database can hold, become U+FFFD.

    Raises:
        ArticleRefused: there is no text, or too much of it.
    """
    # Newlines may yet shrink to half; beyond that there is no need to look closer.
    _check_length(len(text) // 2, "The pasted text")
    whole = without_surrogates(text)
    data = whole.encode("utf-8")
    frozen = _frozen(whole, "")
    metadata = metadata or ArticleMetadata(title="")
    if not metadata.title.strip():
        metadata = replace(metadata, title=heading_of(frozen) or opening_words(frozen))
    source = ArticleSource(
        name="pasted text",
        format=SourceFormat.PASTED,
        encoding="utf-8",
        sha256=hashlib.sha256(data).hexdigest(),
        byte_count=len(data),
    )
    return IncomingArticle(frozen, metadata, source)


def _article_from_page(raw: RawFile, markup: str, source: ArticleSource) -> IncomingArticle:
    try:
        page = page_content(markup)
    except PageRefused as reason:
        raise ArticleRefused(
            f"“{raw.name}” {reason}.",
            NOT_IMPORTED,
            "Copy the article's text from the page and paste it.",
            type(reason.__cause__).__name__ if reason.__cause__ else "",
        ) from None
    text = _frozen(page.text, raw.name)
    metadata = page.metadata
    if not metadata.title:
        metadata = replace(metadata, title=title_of_file(raw.path))
    return IncomingArticle(text, metadata, replace(source, extractor=page.extractor))


def _decoded(raw: RawFile, encoding: str) -> str:
    decoded = decode(raw.data, encoding, f"“{raw.name}”")
    # Some codecs, such as utf-7, can bring lone surrogates.
    return decoded if decoded.isascii() else without_surrogates(decoded)


def _frozen(decoded: str, name: str) -> str:
    subject = f"“{name}”" if name else "The pasted text"
    text = canonical_text(decoded).text
    _check_length(len(text), subject)
    if not text.translate(_INVISIBLE).strip():
        raise ArticleRefused(f"{subject} holds nothing but white space.", NOT_IMPORTED)
    return text


def _check_length(length: int, subject: str) -> None:
    if length > MAX_ARTICLE_LENGTH:
        raise ArticleRefused(
            f"{subject} is longer than {MAX_ARTICLE_LENGTH:,} characters.",
            NOT_IMPORTED,
            "Split it into several articles.",
        )
