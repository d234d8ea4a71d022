"""The schema's history: numbered SQL files, applied in order, each in one transaction."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.assets import asset_path

if TYPE_CHECKING:
    from sqlite_utils import Database

_FILE_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")
_BOOKKEEPING = ("_sqlite_migrations", "idx__sqlite_migrations_migration_set_name")


@cache
def migration_files() -> tuple[Path, ...]:
    """The migrations that this program ships, oldest first; number N stands at position N - 1.

    Raises:
        ValueError: a file name is not ``NNNN_name.sql``, or a number is missing or twice there.
    """
    files = sorted(asset_path("db", "migrations").glob("*.sql"))
    for position, file in enumerate(files, start=1):
        match = _FILE_NAME.fullmatch(file.name)
        if match is None or int(match.group(1)) != position:
            raise ValueError(f"migration {file.name} does not fit position {position}")
    return tuple(files)


def latest_version() -> int:
    """The ``user_version`` of a project file that is up to date."""
    return len(migration_files())


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a project file up to date; a migration that fails leaves no trace of itself.

    The library is imported here because it costs more than opening a project does.
    """
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    database = Database(connection, execute_plugins=False)
    migrations = Migrations("fact-annotator")
    for file in migration_files():
        migrations(name=file.stem)(_step(file))
    migrations.apply(database)


def _step(file: Path) -> Callable[[Database], None]:
    def apply(database: Database) -> None:
        database.executescript(file.read_text(encoding="utf-8"))

    return apply


def schema_entries(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Every table, index, view and trigger of a database: type, name, SQL; sorted.

    The bookkeeping of the migration library is left out: its form is not ours.
    """
    marks = ", ".join("?" * len(_BOOKKEEPING))
    rows: Iterator[tuple[Any, ...]] = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema"
        f" WHERE sql IS NOT NULL AND name NOT IN ({marks}) ORDER BY type, name",
        _BOOKKEEPING,
    )
    for kind, name, sql in rows:
        yield str(kind), str(name), str(sql)


@cache
def expected_schema() -> tuple[tuple[str, str, str], ...]:
    """The schema entries of a project file that is up to date."""
    connection = sqlite3.connect(":memory:")
    try:
        for file in migration_files():
            connection.executescript(file.read_text(encoding="utf-8"))
        return tuple(schema_entries(connection))
    finally:
        connection.close()


def schema_sql() -> str:
    """Today's schema as one readable file, the text of ``db/schema.sql``."""
    order = {"table": 0, "index": 1, "view": 2, "trigger": 3}
    entries = sorted(expected_schema(), key=lambda entry: (order[entry[0]], entry[1]))
    head = (
        "-- Generated from db/migrations; do not edit.\n"
        f"-- Version {latest_version()} of the project file.\n"
    )
    return head + "".join(f"\n{sql};\n" for _, _, sql in entries)
