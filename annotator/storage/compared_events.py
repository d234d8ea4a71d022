"""Keeping what was found in an event: at once, or in many small steps, in either case whole.

While an event is kept in steps its texts are marked, and what is stored of them counts as not
there. The last step takes the marks away. What a program that died left behind them is never told;
it goes when these texts are compared again, which they are, as nothing counts as known of them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from annotator.domain.link import Difference, ProposedLink
from annotator.domain.office import OfficeDispute
from annotator.storage.connection import ProjectDatabase
from annotator.storage.links import BEING_KEPT
from annotator.storage.operations import storable

ROWS = 400
"""Links that come or go in one step: some ten milliseconds, and as much for the disk."""

FoundLink = tuple[int, int, ProposedLink]
"""A link with the texts of its claims a and b."""

_NO_DIGEST = "0" * 64


def store_event(
    database: ProjectDatabase,
    comparer: str,
    compared: Mapping[int, str],
    links: Iterable[FoundLink],
    offices: Iterable[OfficeDispute],
) -> None:
    """Keep what was found among the texts of one event, in one transaction.

    Whatever was found in the events that these texts were in before goes. What reviewers said of
    links stays; it is kept elsewhere.

    Args:
        compared: digests of what took part, by text id; at least one.

    Raises:
        ProjectReadOnly, NotSaved: the earlier proposals stand.
    """
    with database.transaction() as connection:
        gone = _texts_of_events(connection, compared)
        connection.executemany("DELETE FROM proposed_link WHERE text_a = ?", _each(gone))
        _insert(connection, links)
        _make_whole(connection, comparer, compared, gone, offices)


def event_steps(
    database: ProjectDatabase,
    comparer: str,
    compared: Mapping[int, str],
    links: Iterator[FoundLink],
    offices: Sequence[OfficeDispute],
) -> Iterator[None]:
    """The same as `store_event`, a step each time that the iterator is asked for more, to its end.

    Other acts may come between two steps. From the first to the last nothing is told of the event,
    nor of those that its texts were in before. Of few links there is one step.

    Raises:
        ProjectReadOnly, NotSaved: before the first step is done, the earlier proposals stand;
            afterwards, nothing is told of the event until it is compared again.
    """
    rows = ROWS
    part = list(islice(links, rows + 1))
    with database.transaction() as connection:
        gone = _texts_of_events(connection, compared)
        if len(part) + _count(connection, gone, rows) <= rows:
            connection.executemany("DELETE FROM proposed_link WHERE text_a = ?", _each(gone))
            _insert(connection, part)
            _make_whole(connection, comparer, compared, gone, offices)
            return
        _forget(connection, gone)
        connection.executemany(
            "INSERT INTO compared_text (article_text_id, event, comparer, digest)"
            " VALUES (?, ?, ?, ?)",
            ((text_id, text_id, BEING_KEPT, _NO_DIGEST) for text_id in gone),
        )
    yield
    for text_id in gone:
        while _deleted(database, text_id, rows):
            yield
    while part:
        with database.transaction() as connection:
            _insert(connection, part)
        part = list(islice(links, rows))
        yield
    with database.transaction() as connection:
        _make_whole(connection, comparer, compared, gone, offices)


def _texts_of_events(connection: sqlite3.Connection, texts: Iterable[int]) -> list[int]:
    """These texts, and those of the events that they are in."""
    found = set(texts)
    events = {
        row[0]
        for text in _each(found)
        for row in connection.execute(
            "SELECT event FROM compared_text WHERE article_text_id = ?", text
        )
    }
    for event in _each(events):
        found.update(
            row[0]
            for row in connection.execute(
                "SELECT article_text_id FROM compared_text WHERE event = ?", event
            )
        )
    return sorted(found)


def _count(connection: sqlite3.Connection, texts: Sequence[int], most: int) -> int:
    """How many links are kept under these texts; some more than ``most`` when there are more."""
    found = 0
    for text_id in texts:
        found += connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM proposed_link WHERE text_a = ? LIMIT ?)",
            (text_id, most + 1),
        ).fetchone()[0]
        if found > most:
            break
    return found


def _deleted(database: ProjectDatabase, text_id: int, rows: int) -> bool:
    """Delete some links that are kept under a text; whether there were any."""
    with database.transaction() as connection:
        return bool(
            connection.execute(
                "DELETE FROM proposed_link WHERE (text_a, text_b, claim_a, claim_b) IN"
                " (SELECT text_a, text_b, claim_a, claim_b FROM proposed_link"
                " WHERE text_a = ? LIMIT ?)",
                (text_id, rows),
            ).rowcount
        )


def _insert(connection: sqlite3.Connection, links: Iterable[FoundLink]) -> None:
    connection.executemany(
        "INSERT INTO proposed_link (text_a, text_b, claim_a, claim_b, score, drawn, relation,"
        " reason, differences) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                text_a, text_b, link.a, link.b, link.score, int(link.drawn),
                link.relation.value, storable(link.reason), _stored(link.differences),
            )
            for text_a, text_b, link in links
        ),
    )  # fmt: skip


def _forget(connection: sqlite3.Connection, texts: Iterable[int]) -> None:
    """Forget that these texts were compared, and their offices."""
    for table in ("compared_text", "office_named"):
        connection.executemany(f"DELETE FROM {table} WHERE article_text_id = ?", _each(texts))


def _make_whole(
    connection: sqlite3.Connection,
    comparer: str,
    compared: Mapping[int, str],
    gone: Iterable[int],
    offices: Iterable[OfficeDispute],
) -> None:
    event = min(compared)
    _forget(connection, gone)
    connection.executemany(
        "INSERT INTO compared_text (article_text_id, event, comparer, digest) VALUES (?, ?, ?, ?)",
        ((text_id, event, comparer, digest) for text_id, digest in compared.items()),
    )
    connection.executemany(
        "INSERT INTO office_named (name, article_text_id, words, span_start, span_end)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            (storable(one.name), named.text_id, storable(named.words), named.span.start,
             named.span.end)
            for one in offices
            for named in one.named
        ),
    )  # fmt: skip


def _each(numbers: Iterable[int]) -> Iterator[tuple[int]]:
    return ((number,) for number in numbers)


def _stored(differences: Iterable[Difference]) -> str:
    return json.dumps(
        [
            [one.field.value, one.level.value, one.a.start, one.a.end, one.b.start, one.b.end,
             storable(one.a_value), storable(one.b_value)]
            for one in differences
        ],
        ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip
