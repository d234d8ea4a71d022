"""Taking an operation back, which is also how one is done again."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.errors import RuleBroken
from annotator.domain.history import Act, Change, Operation
from annotator.storage.connection import ProjectDatabase
from annotator.storage.operations import OperationWriter, operation


@dataclass(frozen=True, slots=True)
class EventTable:
    """How to take back the events of one table.

    Attributes:
        subject: the column that names what an event is about.
        values: the columns that make up the state.
        before: for each value an SQL expression over the event ``event``: the state that its
            subject had before its first event.
    """

    name: str
    subject: str
    values: tuple[str, ...]
    before: tuple[str, ...]


_METADATA = ("title", "outlet", "author", "published", "url")
_SPAN = ("article_text_id", "span_start", "span_end", "quote", "prefix", "suffix")

EVENT_TABLES = (
    EventTable("article_event", "article_id", ("state", *_METADATA), ("'removed'", *_METADATA)),
    EventTable("claim_event", "claim_id", ("state", *_SPAN), ("'removed'", *_SPAN)),
    EventTable("verdict_event", "claim_id", ("verdict",), ("NULL",)),
    EventTable("justification_event", "claim_id", ("justification",), ("''",)),
    EventTable("link_event", "link_id", ("decision", "no_conflict"), ("'undecided'", "0")),
    EventTable("learning_event", "project_id", ("learns",), ("0",)),
)
"""Every table of events that ``reverse`` takes back; a new kind of event is one more row."""


def reverse(database: ProjectDatabase, target: Operation, reviewer: str) -> Change:
    """Give everything that ``target`` changed the state it had before; undo, and redo of an undo.

    Nothing is deleted: each event of ``target`` gets a newer event that stands for the one
    before it.

    Raises:
        RuleBroken: it was reversed already, or something it changed was changed again since.
        ProjectReadOnly, NotSaved: nothing was written.
    """
    for _ in database.rows("SELECT 1 FROM operation WHERE reverses = ?", (target.id,)):
        raise RuleBroken("This act was taken back already.", "Nothing was changed.")
    with operation(database, Act.REVERSE, target.label, reviewer, reverses=target.id) as writer:
        for table in EVENT_TABLES:
            _refuse_when_changed_since(writer, table, target)
            _append_earlier_states(writer, table, target.id)
    return writer.change()


def _refuse_when_changed_since(
    writer: OperationWriter, table: EventTable, target: Operation
) -> None:
    # The newest event may be a reversal that put the state after ``target`` back.
    later = writer.connection.execute(
        f"SELECT 1 FROM {table.name} AS event JOIN {table.name} AS newest ON newest.id = ("
        f" SELECT max(id) FROM {table.name} WHERE {table.subject} = event.{table.subject})"
        " WHERE event.operation_id = ?"
        " AND coalesce(newest.restores, newest.id) <> coalesce(event.restores, event.id) LIMIT 1",
        (target.id,),
    ).fetchone()
    if later is not None:
        raise RuleBroken(
            "This act cannot be taken back, because something it changed was changed again since.",
            "Nothing was changed.",
        )


def _append_earlier_states(writer: OperationWriter, table: EventTable, target_id: int) -> None:
    earlier = ", ".join(
        f"iif(earlier.id IS NULL, {_of_event(before)}, earlier.{value})"
        for value, before in zip(table.values, table.before, strict=True)
    )
    subjects = writer.connection.execute(
        f"INSERT INTO {table.name}"
        f" (operation_id, {table.subject}, restores, {', '.join(table.values)})"
        f" SELECT ?, event.{table.subject}, coalesce(earlier.restores, earlier.id), {earlier}"
        f" FROM {table.name} AS event LEFT JOIN {table.name} AS earlier ON earlier.id = ("
        f" SELECT max(id) FROM {table.name}"
        f" WHERE {table.subject} = event.{table.subject} AND id < event.id)"
        f" WHERE event.operation_id = ? RETURNING {table.subject}",
        (writer.id, target_id),
    ).fetchall()
    ids = [int(row[0]) for row in subjects]
    if table.subject == "article_id":
        writer.article_ids.update(ids)
    elif table.subject == "claim_id":
        writer.claim_ids.update(ids)
    elif table.subject == "link_id":
        for link_id in ids:
            writer.note_link(link_id)
    elif ids:
        writer.note_learned()


def _of_event(expression: str) -> str:
    is_constant = expression[0] in "'0123456789" or expression == "NULL"
    return expression if is_constant else f"event.{expression}"
