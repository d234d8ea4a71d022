"""The schema's history: numbered SQL files, applied in order, all in one transaction."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.assets import asset_path

if TYPE_CHECKING:
    from sqlite_utils import Database

_FILE_NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")

_NOT_OURS = (
    ("table", "_sqlite_migrations"),
    ("index", "idx__sqlite_migrations_migration_set_name"),
    ("table", "sqlite_stat1"),
    ("table", "sqlite_stat4"),
)
"""The migration library's bookkeeping, and what ANALYZE writes."""

SchemaEntry = tuple[str, str, str]
"""Type (table, index, view or trigger), name and SQL of one part of a schema."""


def migration_folder() -> Path:
    """Where the migrations lie."""
    return asset_path("db", "migrations")


def migration_files() -> tuple[Path, ...]:
    """The migrations that this program ships, oldest first; number N stands at position N - 1.

    Raises:
        ValueError: a file name is not ``NNNN_name.sql``, or a number is missing or twice there.
    """
    return _files_in(migration_folder())


@cache
def _files_in(folder: Path) -> tuple[Path, ...]:
    files = sorted(folder.glob("*.sql"))
    for position, file in enumerate(files, start=1):
        match = _FILE_NAME.fullmatch(file.name)
        if match is None or int(match.group(1)) != position:
            raise ValueError(f"migration {file.name} does not fit position {position}")
    return tuple(files)


def latest_version() -> int:
    """The ``user_version`` of a project file that is up to date."""
    return len(migration_files())


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a project file up to date; when one migration fails, none leaves a trace.

    The library is imported here because it costs more than opening a project does.

    Raises:
        sqlite3.Error, ValueError: a migration failed; the file is as it was.
    """
    with _left_unloaded("numpy", "pandas"):
        from sqlite_utils import Database
        from sqlite_utils.migrations import Migrations

    database = Database(connection, execute_plugins=False)
    migrations = Migrations("fact-annotator")
    for version, file in enumerate(migration_files(), start=1):
        migrations(name=file.stem)(_step(file, version))
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(database)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise ValueError(f"a row of {broken[0]} refers to a row of {broken[2]} that is gone")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def _left_unloaded(*modules: str) -> Iterator[None]:
    """Let imports of ``modules`` fail meanwhile, unless they are there already.

    The migration library takes numpy along when it finds it, for kinds of columns that nobody here
    uses: 13 MB in the window's process.
    """
    absent = [name for name in modules if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)


def _step(file: Path, version: int) -> Callable[[Database], None]:
    def apply(database: Database) -> None:
        database.executescript(file.read_text(encoding="utf-8"))
        if user_version(database.conn) != version:
            raise ValueError(f"{file.name} does not set the user_version {version}")

    return apply


def user_version(connection: sqlite3.Connection) -> int:
    """The version of the schema that the file says it has, its log included."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def schema_entries(connection: sqlite3.Connection) -> Iterator[SchemaEntry]:
    """Every table, index, view and trigger of a database: type, name, SQL; sorted.

    The bookkeeping of the migration library is left out: its form is not ours.
    """
    rows: Iterator[tuple[Any, ...]] = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name"
    )
    for kind, name, sql in rows:
        # By kind as well: a trigger may bear the name of a table.
        if (kind, name) not in _NOT_OURS:
            yield str(kind), str(name), str(sql)


def expected_schema(version: int | None = None) -> tuple[SchemaEntry, ...]:
    """The schema entries of a project file of one version; of the latest by default."""
    return _schema_after(migration_files()[:version])


@cache
def _schema_after(files: tuple[Path, ...]) -> tuple[SchemaEntry, ...]:
    connection = sqlite3.connect(":memory:")
    try:
        for file in files:
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
