"""Reading the operations of a project."""

from __future__ import annotations

from annotator.domain.history import Act, Operation
from annotator.storage.connection import ProjectDatabase
from annotator.storage.faults import unreadable


def read_operations(database: ProjectDatabase, after: int = 0) -> list[Operation]:
    """The operations with an id above ``after``, oldest first."""
    rows = database.rows(
        "SELECT operation.id, act, label, coalesce(reviewer.name, ''), at, reverses"
        " FROM operation LEFT JOIN reviewer ON reviewer.id = operation.reviewer_id"
        " WHERE operation.id > ? ORDER BY operation.id",
        (after,),
    )
    try:
        return [Operation(row[0], Act(row[1]), *row[2:]) for row in rows]
    except ValueError as error:
        raise unreadable("an operation of an unknown act") from error


def read_reviewers(database: ProjectDatabase) -> list[str]:
    """The names of all who ever acted in the project, in alphabetical order."""
    rows = database.rows("SELECT name FROM reviewer ORDER BY name COLLATE NOCASE")
    return [str(row[0]) for row in rows]
