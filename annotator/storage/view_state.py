"""How the desk was left: the one part of a project that is no record of anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from annotator.storage.connection import ProjectDatabase


def read_view_state(database: ProjectDatabase) -> dict[str, Any]:
    """Everything that was kept; a value that is no JSON is passed over."""
    state: dict[str, Any] = {}
    for key, value in database.rows("SELECT key, value FROM view_state"):
        try:
            state[str(key)] = json.loads(str(value))
        except (ValueError, RecursionError):
            continue
    return state


def write_view_state(database: ProjectDatabase, state: Mapping[str, Any]) -> None:
    """Keep these values; other keys stay as they are.

    Raises:
        ProjectReadOnly, NotSaved: as ``ProjectDatabase.transaction``.
    """
    with database.transaction() as connection:
        connection.executemany(
            "INSERT INTO view_state (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [(key, json.dumps(value)) for key, value in state.items()],
        )
