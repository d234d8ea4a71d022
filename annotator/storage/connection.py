"""Connections to project files: pragmas, defensive opening, transactions."""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotator.domain.errors import ProjectReadOnly, ProjectRefused, ProjectUnreadable
from annotator.storage.faults import fault_words, not_saved, unreadable

BUSY_TIMEOUT_MS = 5_000

LEAST_SQLITE = (3, 38, 0)
"""The first SQLite with everything that the schema and the queries use."""


@dataclass
class ProjectDatabase:
    """An open connection to one project file.

    Attributes:
        connection: in autocommit mode; every write goes through ``transaction``.
        read_only: writes are refused with ``ProjectReadOnly``.
        reviewer_ids: what is known of the reviewers' rows, by name; only committed ones.
    """

    path: Path
    connection: sqlite3.Connection
    read_only: bool = False
    reviewer_ids: dict[str, int] = field(default_factory=dict)
    _writing: threading.RLock = field(default_factory=threading.RLock, repr=False)
    _inside: bool = field(default=False, repr=False)

    def rows(
        self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()
    ) -> Iterator[tuple[Any, ...]]:
        """The rows of a read, one tuple each, fetched as they are asked for.

        Raises:
            ProjectUnreadable: SQLite could not read (disk failed, file damaged).
        """
        try:
            # Not "yield from": that closes the cursor of an abandoned read, which raises when the
            # connection was closed before.
            for row in self.connection.execute(sql, parameters):  # noqa: UP028
                yield row
        except sqlite3.Error as error:
            raise unreadable(fault_words(error)) from error

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on disk when the block is left, or none of it is.

        Raises:
            ProjectReadOnly: the project was opened for reading.
            NotSaved: SQLite could not write (disk full, file locked, device gone); rolled back.
            RuntimeError: it was begun inside another one, which would end both too early.
        """
        if self.read_only:
            raise ProjectReadOnly(
                "This project is open for reading only.",
                "Nothing was changed.",
                "Close it in the other window, or save a copy, to go on working.",
            )
        connection = self.connection
        with self._writing:
            if self._inside:
                raise RuntimeError("a transaction inside a transaction")
            self._inside = True
            try:
                # What an earlier fault left open must never be committed with this.
                if connection.in_transaction:
                    connection.rollback()
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except sqlite3.IntegrityError:
                self._roll_back()
                raise
            except sqlite3.Error as error:
                self._roll_back()
                raise not_saved(fault_words(error)) from error
            except ProjectUnreadable as error:
                self._roll_back()
                raise not_saved(error.details) from error
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._inside = False

    def _roll_back(self) -> None:
        # A full disk may have ended the transaction already; one that will not end now is rolled
        # back before the next begins.
        with suppress(sqlite3.Error):
            self.connection.rollback()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several reads that all see the project as it was at one moment.

        Raises:
            RuntimeError: the connection is in a transaction; a snapshot wants one of its own.
        """
        if self.connection.in_transaction:
            raise RuntimeError("a snapshot inside a transaction")
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    def close(self) -> None:
        """Write the log back into the file and close; no decision waits for this."""
        try:
            if not self.read_only:
                # A reader may hold the log; every commit is in it and is read at the next opening.
                with suppress(sqlite3.Error):
                    self.connection.execute("PRAGMA busy_timeout = 0")
                    self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.connection.close()


def connect(path: Path, *, read_only: bool) -> ProjectDatabase:
    """Open an existing project file with the pragmas that every connection needs.

    A file that may come from anywhere is not trusted: no functions from its schema, no memory
    mapping, cells checked while reading. Opening writes nothing into the file.

    Raises:
        ProjectRefused: SQLite cannot open or read it.
    """
    refuse_old_sqlite()
    path = path.resolve()
    try:
        connection = _opened(path, read_only=read_only)
    except sqlite3.Error as error:
        raise ProjectRefused(
            f"“{path.name}” cannot be opened.",
            "The file was not changed.",
            "If it is damaged, open the newest backup.",
            fault_words(error),
        ) from error
    return ProjectDatabase(path, connection, read_only)


def refuse_old_sqlite() -> None:
    """Raise ProjectRefused when Python came with an SQLite that cannot read the schema."""
    if sqlite3.sqlite_version_info < LEAST_SQLITE:
        raise ProjectRefused(
            "This Python comes with an SQLite that is too old.",
            "Nothing was changed.",
            f"Install a Python with SQLite {'.'.join(map(str, LEAST_SQLITE))} or newer.",
            f"SQLite {sqlite3.sqlite_version}",
        )


def log_path(path: Path) -> Path:
    """Where SQLite keeps what is committed but not yet in the file ``path`` itself."""
    return path.with_name(f"{path.name}-wal")


def holds_a_log(path: Path) -> bool:
    """Whether a process that was killed, or one that is running, left commits in the log."""
    try:
        return log_path(path).stat().st_size > 0
    except OSError:
        return False


def _opened(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rw"
    uri = path.as_uri()
    try:
        return _prepared(f"{uri}?mode={mode}")
    except sqlite3.OperationalError:
        # In a folder that cannot be written, SQLite cannot make the shared memory file of a
        # write-ahead log; with no log there, nobody is writing and the file can be read as it is.
        if not read_only or holds_a_log(path):
            raise
        return _prepared(f"{uri}?mode=ro&immutable=1")


def _prepared(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA synchronous = FULL")
        # Without it, macOS calls a write done while the disk still holds it in its cache.
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Let readers read while this connection writes; done once a file was found to be sound.

    Where the file system has no shared memory, or a reader stands in the way, the rollback journal
    stays, and its folder is synchronised too.
    """
    try:
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    except sqlite3.OperationalError:
        mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        connection.execute("PRAGMA synchronous = EXTRA")


def now_utc() -> str:
    """The present moment as the project file writes it: ISO 8601, UTC, milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_uuid() -> str:
    """A fresh random UUID in its 36-character form."""
    return str(uuid.uuid4())
