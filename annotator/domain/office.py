"""Offices: persons whom the articles of a group call by different offices."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.domain.link import Difference, DifferenceField
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


def disputes_among(
    disputes: Iterable[OfficeDispute], text_ids: Collection[int]
) -> tuple[OfficeDispute, ...]:
    """The disputes without what other texts say, as those of articles that were taken out."""
    return tuple(
        replace(one, named=tuple(named for named in one.named if named.text_id in text_ids))
        for one in disputes
    )


def are_told_above(
    differences: Collection[Difference], text_a: int, text_b: int, disputes: Sequence[OfficeDispute]
) -> bool:
    """Whether two claims differ only in offices that the disputes of their articles tell anyway.

    Args:
        differences: those of the link between them; none are told nowhere.
        text_a, text_b: the texts in which the a and b sides of the differences stand.
    """
    return bool(differences) and all(
        one.field is DifferenceField.ROLE
        and any(
            _is_named(dispute, text_a, one.a_value) and _is_named(dispute, text_b, one.b_value)
            for dispute in disputes
        )
        for one in differences
    )


def _is_named(dispute: OfficeDispute, text_id: int, words: str) -> bool:
    wanted = words.casefold()
    return any(
        named.text_id == text_id and named.words.casefold() == wanted for named in dispute.named
    )
