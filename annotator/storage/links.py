"""Links in the project file, read: what was proposed, what reviewers said, and offices."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    Link,
    LinkDecision,
    Relation,
)
from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.storage.connection import ProjectDatabase
from annotator.storage.faults import unreadable

BEING_KEPT = ""
"""Stands for the comparer of a text whose links are being replaced: what is there is not whole."""

_IS_WHOLE = (
    "NOT EXISTS (SELECT 1 FROM compared_text WHERE article_text_id = p.text_a AND comparer = '')"
)
_PROPOSED = (
    "SELECT p.claim_a, p.claim_b, p.score, p.drawn, p.relation, p.reason, p.differences,"
    " s.decision, s.no_conflict, s.reviewer, s.decided_at"
    " FROM proposed_link AS p LEFT JOIN link_now AS s"
    f" ON s.claim_a = p.claim_a AND s.claim_b = p.claim_b WHERE {_IS_WHOLE}"
)
_BY_HAND = (
    "SELECT s.claim_a, s.claim_b, NULL, 0, 'same', '', '[]',"
    " s.decision, s.no_conflict, s.reviewer, s.decided_at"
    " FROM link_now AS s WHERE s.decision = 'confirmed' AND NOT EXISTS ("
    " SELECT 1 FROM proposed_link AS p"
    f" WHERE p.claim_a = s.claim_a AND p.claim_b = s.claim_b AND {_IS_WHOLE})"
)


_LONGEST_TEXT = 1_000_000_000
"""Code points; beyond this, and far beyond any article, the window's toolkit has no places."""


def read_links(database: ProjectDatabase, claim_ids: Collection[int] | None = None) -> list[Link]:
    """All links of the project or of some claims: proposed ones, and those made by hand.

    A proposed link that a reviewer rejected is among them, not drawn.

    Raises:
        ProjectUnreadable: a row was not written by this program.
    """
    if claim_ids is None:
        rows = [*database.rows(_PROPOSED), *database.rows(_BY_HAND)]
    else:
        wanted = (json.dumps(sorted(claim_ids)),)
        rows = [
            row
            for query, name in ((_PROPOSED, "p"), (_BY_HAND, "s"))
            for side in ("claim_a", "claim_b")
            for row in database.rows(
                f"{query} AND {name}.{side} IN (SELECT value FROM json_each(?))", wanted
            )
        ]
    found = {(row[0], row[1]): _link(row) for row in rows}
    return [found[pair] for pair in sorted(found)]


def read_links_in_parts(database: ProjectDatabase, size: int) -> Iterator[list[Link]]:
    """All links of the project, about ``size`` at a time, as they stand when each part is read.

    No read stays open between two parts, so that the project may change meanwhile; what changes
    in a part that was given before is not given again.

    Raises:
        ProjectUnreadable: a row was not written by this program.
    """
    last = (-1, -1)
    while True:
        rows = list(
            database.rows(
                f"{_PROPOSED} AND (p.claim_a, p.claim_b) > (?, ?)"
                " ORDER BY p.claim_a, p.claim_b LIMIT ?",
                (*last, size),
            )
        )
        if len(rows) < size:
            yield [_link(row) for row in (*rows, *database.rows(_BY_HAND))]
            return
        last = rows[-1][:2]
        yield [_link(row) for row in rows]


def read_said(database: ProjectDatabase, a: int, b: int) -> tuple[LinkDecision, bool]:
    """What reviewers said of a link, proposed or not: the decision, and whether it is no conflict.

    Raises:
        ProjectUnreadable: a row was not written by this program.
    """
    for decision, no_conflict in database.rows(
        "SELECT decision, no_conflict FROM link_now WHERE claim_a = ? AND claim_b = ?", (a, b)
    ):
        try:
            return LinkDecision(decision), bool(no_conflict)
        except ValueError as error:
            raise unreadable(f"link {a}-{b}") from error
    return LinkDecision.UNDECIDED, False


def _link(row: tuple[Any, ...]) -> Link:
    try:
        return _link_of(row)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise unreadable(f"link {row[0]}-{row[1]}: {type(error).__name__}") from error


def _link_of(row: tuple[Any, ...]) -> Link:
    a, b, score, drawn, relation, reason, stored, said, no_conflict, reviewer, at = row
    decision = LinkDecision(said) if said else LinkDecision.UNDECIDED
    differences = tuple(_difference(part) for part in json.loads(stored))
    proposed = Relation(relation)
    settled = bool(no_conflict) and proposed is Relation.CONFLICT
    return Link(
        a,
        b,
        score,
        drawn=bool(drawn)
        if decision is LinkDecision.UNDECIDED
        else (decision is LinkDecision.CONFIRMED),
        relation=Relation.PARTIAL if settled else proposed,
        reason="" if settled else reason,
        differences=() if settled else differences,
        decision=decision,
        no_conflict=settled,
        reviewer=reviewer or "",
        decided_at=at or "",
    )


def _difference(part: Sequence[Any]) -> Difference:
    field, level, a_start, a_end, b_start, b_end, a_value, b_value = part
    if not isinstance(a_value, str) or not isinstance(b_value, str):
        raise TypeError("a value that is no text")
    return Difference(
        DifferenceField(field),
        ConflictLevel(level),
        _span(a_start, a_end),
        _span(b_start, b_end),
        a_value,
        b_value,
    )


def _span(start: object, end: object) -> Span:
    """A span that any text may have; whether this text does is for `check` to say."""
    if type(start) is not int or type(end) is not int or end > _LONGEST_TEXT:
        raise ValueError("not a span")
    return Span(start, end)


def read_compared(database: ProjectDatabase, comparer: str) -> list[tuple[int, int, str]]:
    """The texts that this version of the comparer compared: event, text id and digest of each."""
    rows: Iterator[tuple[Any, ...]] = database.rows(
        "SELECT event, article_text_id, digest FROM compared_text WHERE comparer = ?"
        " ORDER BY event, article_text_id",
        (comparer,),
    )
    return [(int(event), int(text_id), str(digest)) for event, text_id, digest in rows]


def read_offices(database: ProjectDatabase) -> list[OfficeDispute]:
    """The persons whom articles of one event call by different offices, as they were compared."""
    named: dict[tuple[int | None, str], list[OfficeNamed]] = {}
    for event, name, text_id, words, start, end in database.rows(
        "SELECT event, name, office_named.article_text_id, words, span_start, span_end"
        " FROM office_named LEFT JOIN compared_text"
        " ON compared_text.article_text_id = office_named.article_text_id ORDER BY office_named.id"
    ):
        try:
            office = OfficeNamed(text_id, words, _span(start, end))
        except (ValueError, TypeError) as error:
            raise unreadable(f"an office of article text {text_id}") from error
        # Another event may be about another person of that name.
        named.setdefault((event, name), []).append(office)
    return [OfficeDispute(name, tuple(offices)) for (_, name), offices in named.items()]
