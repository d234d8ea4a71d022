"""Connections to project files: pragmas, defensive opening, and the words for SQLite's faults."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.errors import NotSaved, ProjectReadOnly, ProjectRefused

APPLICATION_ID = 0x46414354
"""The ``application_id`` of a project file: "FACT"."""

BUSY_TIMEOUT_MS = 5_000

_HEADER_LENGTH = 100
_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class FileHeader:
    """What the first 100 bytes of an SQLite file say (SQLite file format, section 1.3)."""

    application_id: int
    user_version: int


def read_header(path: Path) -> FileHeader:
    """Read a project file's header without opening it as a database, so that it stays as it is.

    Raises:
        ProjectRefused: the file cannot be read, or is no SQLite database.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_LENGTH)
    except OSError as error:
        raise ProjectRefused(
            f"“{path.name}” cannot be read.",
            "Nothing was changed.",
            "Check that the file exists and that you may read it.",
            str(error),
        ) from error
    if len(head) < _HEADER_LENGTH or not head.startswith(_MAGIC):
        raise ProjectRefused(
            f"“{path.name}” is not a Fact Annotator project.", "The file was not changed."
        )
    return FileHeader(
        application_id=int.from_bytes(head[68:72], "big"),
        user_version=int.from_bytes(head[60:64], "big"),
    )


@dataclass
class ProjectDatabase:
    """An open connection to one project file.

    Attributes:
        connection: in autocommit mode; every write goes through ``transaction``.
        read_only: writes are refused with ``ProjectReadOnly``.
    """

    path: Path
    connection: sqlite3.Connection
    read_only: bool = False
    reviewer_ids: dict[str, int] = field(default_factory=dict)

    def rows(self, sql: str, parameters: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
        """The rows of a read, one tuple each, fetched as they are asked for."""
        return self.connection.execute(sql, parameters)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on disk when the block is left, or none of it is.

        Raises:
            ProjectReadOnly: the project was opened for reading.
            NotSaved: SQLite could not write (disk full, file locked, device gone); rolled back.
        """
        if self.read_only:
            raise ProjectReadOnly(
                "This project is open for reading only.",
                "Nothing was changed.",
                "Close it in the other window, or save a copy, to go on working.",
            )
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.IntegrityError:
            self._roll_back()
            raise
        except sqlite3.Error as error:
            self._roll_back()
            raise not_saved(error) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        # A full disk may have ended the transaction already.
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def close(self) -> None:
        """Write the log back into the file and close; no decision waits for this."""
        if not self.read_only:
            # A reader may hold the log; every commit is in it and is read at the next opening.
            with suppress(sqlite3.OperationalError):
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.close()


def not_saved(error: sqlite3.Error) -> NotSaved:
    """An SQLite fault as a message for the person whose act it stopped."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_FULL"):
        what, remedy = "The disk is full.", "Free some space and try again."
    elif name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        what = "Another program is writing to the project file."
        remedy = "Wait for it to finish and try again."
    elif name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        what = "The project file cannot be written."
        remedy = "Check that its folder is still there and that you may write to it."
    elif name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        what = "The project file is damaged."
        remedy = "Close it and open the newest backup."
    else:
        what, remedy = "The project file could not be written.", "Try again."
    return NotSaved(
        what, "The last act was not saved; everything before it is.", remedy, f"{name}: {error}"
    )


def connect(path: Path, *, read_only: bool) -> ProjectDatabase:
    """Open an existing project file with the pragmas that every connection needs.

    A file that may come from anywhere is not trusted: no functions from its schema, no memory
    mapping, cells checked while reading.

    Raises:
        ProjectRefused: SQLite cannot open or read it.
    """
    try:
        connection = _opened(path, read_only=read_only)
    except sqlite3.Error as error:
        raise ProjectRefused(
            f"“{path.name}” cannot be opened.",
            "The file was not changed.",
            "If it is damaged, open the newest backup.",
            f"{getattr(error, 'sqlite_errorname', '')}: {error}",
        ) from error
    return ProjectDatabase(path, connection, read_only)


def _opened(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rw"
    uri = path.resolve().as_uri()
    try:
        return _prepared(f"{uri}?mode={mode}", read_only=read_only)
    except sqlite3.OperationalError:
        # In a folder that cannot be written, SQLite cannot make the shared memory file of a
        # write-ahead log; with no log there, nobody is writing and the file can be read as it is.
        if not read_only or path.with_name(f"{path.name}-wal").exists():
            raise
        return _prepared(f"{uri}?mode=ro&immutable=1", read_only=True)


def _prepared(uri: str, *, read_only: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def now_utc() -> str:
    """The present moment as the project file writes it: ISO 8601, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_uuid() -> str:
    """A fresh random UUID in its 36-character form."""
    return str(uuid.uuid4())
