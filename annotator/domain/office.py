"""Offices: persons whom the articles of a group call by different offices."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.span import Span


@dataclass(frozen=True, slots=True)
class OfficeNamed:
    """What one article calls a person.

    Attributes:
        text_id: of the article's text.
        words: the office as written ("former president").
        span: the office's words, code points of the article.
    """

    text_id: int
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class OfficeDispute:
    """A person with different offices in different articles.

    Attributes:
        name: the person's fullest name.
        named: at most one entry for each office an article uses, in order of the articles.
    """

    name: str
    named: tuple[OfficeNamed, ...]
