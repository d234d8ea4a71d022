"""What each article says of a statement: the cells of a row of the matrix."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from annotator.domain.claim import Claim, reading_order
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    Link,
    Relation,
    level_of,
)
from annotator.domain.statement import Statement

WORST_FIRST = (Relation.CONFLICT, Relation.NEAR_COPY, Relation.SAME, Relation.PARTIAL)
"""What is said of an article that has several passages: a conflict before all, then the best."""
_ARTICLES = frozenset({"a", "an"})
_NO_OFFICE = tuple(field for field in DifferenceField if field is not DifferenceField.ROLE)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article says of a statement.

    Attributes:
        claims: its passages, the one with the best links first; empty when it is silent.
        relation: to the passage of the row's reference; None there, for silence, and where
            only a third article links the two.
        level: of its conflict with the reference; None unless they conflict.
        value: the shortest words of this article that conflict with some other, or with which it
            takes a side; "" without any.
        disputed_elsewhere: it does not conflict with the reference, but with a third article.
        in_another_row: it is silent here, but a passage of it in another row is linked to this one.
    """

    article_id: int
    claims: tuple[Claim, ...] = ()
    relation: Relation | None = None
    level: ConflictLevel | None = None
    value: str = ""
    disputed_elsewhere: bool = False
    in_another_row: bool = False


def reference_of(statement: Statement, wanted: int | None) -> int:
    """The article that a row is compared with: ``wanted``, or the first that speaks of it."""
    ids = statement.article_ids
    return wanted if wanted is not None and wanted in ids else ids[0]


def leading_field(statement: Statement) -> DifferenceField | None:
    """The field whose values a row shows, so that its cells can be held against each other.

    That in which most articles conflict, hard conflicts before soft ones. Offices come last: where
    articles call somebody by different ones, each article says so once for all its claims.
    """
    owner = {claim.id: claim.article_id for claim in statement.claims}
    pairs: dict[DifferenceField, dict[ConflictLevel, set[tuple[int, int]]]] = {}
    for link in statement.links:
        if link.relation is Relation.CONFLICT:
            for one in link.differences:
                levels = pairs.setdefault(one.field, {level: set() for level in ConflictLevel})
                levels[one.level].add((owner[link.a], owner[link.b]))

    def place(field: DifferenceField) -> tuple[bool, int, int, int]:
        hard, soft = (len(pairs[field][level]) for level in ConflictLevel)
        return field is DifferenceField.ROLE, -hard, -soft, list(DifferenceField).index(field)

    return min(pairs, key=place, default=None)


def cells_of(
    statement: Statement, article_ids: Sequence[int], reference: int | None
) -> tuple[Cell, ...]:
    """The cells of a statement for these articles, compared with the article ``reference``."""
    row = _Row(statement, reference_of(statement, reference))
    return tuple(row.cell(article_id) for article_id in article_ids)


class _Row:
    """A statement seen from its reference article."""

    def __init__(self, statement: Statement, reference: int) -> None:
        self._reference = reference
        self._elsewhere = statement.elsewhere
        self._leading = leading_field(statement)
        self._claims: dict[int, list[Claim]] = {}
        for claim in statement.claims:
            self._claims.setdefault(claim.article_id, []).append(claim)
        self._against = {claim.id for claim in self._claims[reference]}
        owner = {claim.id: claim.article_id for claim in statement.claims}
        # Links with their claim in this article and that at the other end.
        self._ends: dict[int, list[tuple[Link, int, int]]] = {}
        for link in statement.links:
            for here, there in ((link.a, link.b), (link.b, link.a)):
                self._ends.setdefault(owner[here], []).append((link, here, there))
        self._told = {
            value
            for link in statement.links
            if link.relation is Relation.CONFLICT
            for one in link.differences
            if one.field is self._leading
            for value in (one.a_value, one.b_value)
        }

    def cell(self, article_id: int) -> Cell:
        """What one article says."""
        claims = self._claims.get(article_id, [])
        if not claims:
            return Cell(article_id, in_another_row=article_id in self._elsewhere)
        own = article_id == self._reference
        ends = self._ends.get(article_id, [])
        strength = dict.fromkeys((claim.id for claim in claims), 0.0)
        for link, here, _ in ends:
            strength[here] = max(strength[here], link.strength)
        direct = [end for end in ends if not own and end[2] in self._against]
        worst = min(direct, key=lambda end: self._worst(end[0])) if direct else None
        relation = worst[0].relation if worst is not None else None
        conflicting = relation is Relation.CONFLICT
        disputes = [end for end in ends if end[0].relation is Relation.CONFLICT]
        first = worst[1] if worst is not None else None
        if worst is not None and conflicting:
            value, teller = self._value([worst], first)
        else:
            value, teller = self._value(disputes, first, of_row=True)
        # The passage that is compared leads the cell, else the one whose words are shown.
        lead = first if first is not None else teller
        best = sorted(
            claims,
            key=lambda claim: (claim.id != lead, -strength[claim.id], reading_order(claim)),
        )
        return Cell(
            article_id,
            tuple(best),
            relation,
            level_of(worst[0].differences) if worst and conflicting else None,
            value or _said_in(best[0].quote, self._told),
            not conflicting and not own and bool(disputes),
        )

    def _worst(self, link: Link) -> tuple[int, bool, bool, float, int, int]:
        """Sorts the link that says most of an article before its others."""
        return (
            WORST_FIRST.index(link.relation),
            level_of(link.differences) is not ConflictLevel.HARD,
            all(one.field is not self._leading for one in link.differences),
            -link.strength,
            link.a,
            link.b,
        )

    def _value(
        self, disputes: Iterable[tuple[Link, int, int]], first: int | None, *, of_row: bool = False
    ) -> tuple[str, int | None]:
        """The words to show, and the claim that says them; those of ``first`` if it has some.

        With ``of_row`` no offices, unless the row is about them: they would answer nothing.
        """
        found = [
            (
                one.field is not self._leading,
                here != first,
                one.level is not ConflictLevel.HARD,
                len(value),
                value,
                here,
            )
            for link, here, _ in disputes
            for one in link.differences
            if not of_row or one.field in (self._leading, *_NO_OFFICE)
            for value in (_side(link, here, one),)
            if _tells(value)
        ]
        if not found:
            return "", None
        *_, value, here = min(found)
        return value, here


def _side(link: Link, claim_id: int, difference: Difference) -> str:
    return difference.a_value if claim_id == link.a else difference.b_value


def _tells(value: str) -> bool:
    """Whether a value alone tells something: "a" for one does not, the whole passage does."""
    return value.casefold() not in _ARTICLES


def _said_in(quote: str, values: Collection[str]) -> str:
    """The longest of these values that stands in a quote, as it is written there."""
    for value in sorted(filter(_tells, values), key=lambda one: (-len(one), one)):
        # "US" is not "us", but "Eleven" is "eleven".
        case = 0 if value.isupper() else re.IGNORECASE
        found = re.search(rf"(?<!\w){re.escape(value)}(?!\w)", quote, case)
        if found is not None:
            return found.group()
    return ""
