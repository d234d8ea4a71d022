"""Spans of article text and the quotes that anchor them."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.errors import RuleBroken
from annotator.domain.text import QUOTE_CONTEXT


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points, ``0 <= start < end``.

    Raises:
        ValueError: the range is empty, reversed or negative.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shared(self, other: Span) -> int:
        """How many code points the two spans share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact text of a span with what stands before and after it, up to 32 code points each."""

    exact: str
    prefix: str
    suffix: str


def quote_at(text: str, span: Span) -> Quote:
    """The quote that anchors ``span`` in ``text``.

    Raises:
        RuleBroken: the span does not lie inside the text.
    """
    if span.end > len(text):
        raise RuleBroken("The selected words lie outside the article.", "Nothing was changed.")
    return Quote(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - QUOTE_CONTEXT) : span.start],
        suffix=text[span.end : span.end + QUOTE_CONTEXT],
    )


def trimmed_span(text: str, start: int, end: int) -> Span | None:
    """``start..end`` without white space at its ends, or None when nothing else is in it."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
