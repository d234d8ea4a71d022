"""What goes into a comparison, articles with their claims, and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.domain.link import ProposedLink
from annotator.domain.office import OfficeDispute
from annotator.domain.span import Span


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """A claim to compare; ``span`` is in code points of its article's canonical text."""

    id: int
    span: Span


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """An article to compare with others.

    Attributes:
        text_id: the number of its text; what was read of it is remembered under this number.
        published: an ISO date, or "" when unknown.
        claims: in any order; ids are unique over all articles of a comparison.
    """

    text_id: int
    text: str
    title: str
    outlet: str
    published: str
    claims: tuple[ComparedClaim, ...]


@dataclass(frozen=True, slots=True)
class ComparedEvent:
    """What was found among the articles of one event.

    Nothing of it depends on articles of other events.

    Attributes:
        text_ids: its articles, in the order in which they were given; it may be a single one.
        links: ordered by their claims' articles and places.
        offices: the persons whom its articles call by different offices.
    """

    text_ids: tuple[int, ...]
    links: Sequence[ProposedLink]
    offices: tuple[OfficeDispute, ...]


Rest = Callable[[], object]
"""Called between two pieces of work that take some milliseconds each."""


def without_rest() -> None:
    """Go on at once."""
