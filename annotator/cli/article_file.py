"""Files that commands read without a project, and the way back to their own offsets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.domain.article import IncomingArticle, SourceFormat
from annotator.domain.span import Span
from annotator.domain.text import OffsetMap
from annotator.exchange.article_reader import article_from, file_offsets, read_file

FILE_OFFSETS = "file"
TEXT_OFFSETS = "extracted text"
"""What offsets that are printed count in."""


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """A file and its article; ``offsets`` is None when the text was taken out of a page."""

    path: Path
    article: IncomingArticle
    source: str
    offsets: OffsetMap | None

    @property
    def offsets_in(self) -> str:
        """What `place` counts in."""
        return FILE_OFFSETS if self.offsets is not None else TEXT_OFFSETS

    def place(self, span: Span) -> tuple[int, int]:
        """Where a span of the article stands in the file, or in the text taken out of a page."""
        if self.offsets is None:
            return span.start, span.end
        return self.offsets.span_to_source(span.start, span.end)

    def quote(self, span: Span) -> str:
        """The words at `place`, as the file has them."""
        start, end = self.place(span)
        return (self.article.text if self.offsets is None else self.source)[start:end]


def article_file(path: Path) -> ArticleFile:
    """Read a file as an article.

    Raises:
        ArticleRefused: it cannot become an article.
    """
    raw = read_file(path)
    if raw.format is SourceFormat.HTML:
        return ArticleFile(path, article_from(raw), "", None)
    # Offsets are promised for the file read as UTF-8; in another encoding they would not fit.
    article = article_from(raw, "utf-8")
    return ArticleFile(path, article, raw.data.decode("utf-8"), file_offsets(raw, "utf-8"))
