"""Creating, opening and closing project files."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from annotator import __version__
from annotator.domain.errors import ProjectRefused
from annotator.storage.backup import back_up
from annotator.storage.connection import (
    APPLICATION_ID,
    ProjectDatabase,
    connect,
    new_uuid,
    now_utc,
    read_header,
)
from annotator.storage.migrations import (
    expected_schema,
    latest_version,
    migrate,
    schema_entries,
)
from annotator.storage.writer_lock import LockHolder, WriterLock, acquire_writer_lock

PROJECT_SUFFIX = ".fact"


@dataclass
class ProjectFile:
    """An open project file.

    Attributes:
        uuid: the project's name, kept by copies and backups.
        lock: held while this process writes; None when it only reads.
        holder: who writes instead; None when this process writes or nobody can.
    """

    database: ProjectDatabase
    uuid: str
    lock: WriterLock | None
    holder: LockHolder | None = None

    @property
    def path(self) -> Path:
        """Where the project lies."""
        return self.database.path

    @property
    def read_only(self) -> bool:
        """Whether this process may only read."""
        return self.database.read_only

    def close(self) -> None:
        """Close the connection, then let others write."""
        self.database.close()
        if self.lock is not None:
            self.lock.release()


def create_project_file(path: Path) -> None:
    """Make an empty project at ``path``, whole or not at all.

    Raises:
        ProjectRefused: something is there already, or the folder cannot be written.
    """
    if path.exists():
        raise ProjectRefused(
            f"“{path.name}” is there already.", "It was not changed.", "Choose another name."
        )
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        connection = sqlite3.connect(new, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            migrate(connection)
            connection.execute(
                "INSERT INTO project (id, uuid, created_at, program) VALUES (1, ?, ?, ?)",
                (new_uuid(), now_utc(), __version__),
            )
        finally:
            connection.close()
        if path.exists():
            raise FileExistsError(str(path))
        new.replace(path)
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise ProjectRefused(
            f"The project “{path.name}” could not be created.",
            "Nothing was changed.",
            "Choose a folder that you may write to.",
            str(error),
        ) from error


def open_project_file(
    path: Path, *, backups: Path | None = None, read_only: bool = False
) -> ProjectFile:
    """Open a project for writing, or for reading when another window has it.

    An older file is migrated after a verified backup into the folder ``backups``.

    Args:
        path: the project file.
        backups: where backups of all projects lie; None takes none (for reading).
        read_only: do not try to write.

    Raises:
        ProjectRefused: not a project, newer than this program, damaged, or not migratable; the
            file is as it was.
    """
    header = read_header(path)
    if header.application_id != APPLICATION_ID:
        raise ProjectRefused(
            f"“{path.name}” is a database, but not a Fact Annotator project.",
            "The file was not changed.",
        )
    _refuse_newer(path, header.user_version)
    lock, holder = (None, None) if read_only else _lock_or_holder(path)
    writes = lock is not None
    try:
        database = connect(path, read_only=not writes)
        try:
            _bring_up_to_date(database, backups)
            _check_structure(database)
            uuid = str(next(iter(database.rows("SELECT uuid FROM project WHERE id = 1")))[0])
        except BaseException:
            database.connection.close()
            raise
    except (sqlite3.Error, StopIteration) as error:
        _release(lock)
        raise ProjectRefused(
            f"“{path.name}” is damaged.",
            "The file was not changed.",
            "Open the newest backup instead.",
            str(error),
        ) from error
    except BaseException:
        _release(lock)
        raise
    return ProjectFile(database, uuid, lock, holder)


def _release(lock: WriterLock | None) -> None:
    if lock is not None:
        lock.release()


def _lock_or_holder(path: Path) -> tuple[WriterLock | None, LockHolder | None]:
    if not os.access(path, os.W_OK):
        return None, None
    try:
        taken = acquire_writer_lock(path)
    except OSError:
        # A folder that cannot be written: the project can still be read.
        return None, None
    return (taken, None) if isinstance(taken, WriterLock) else (None, taken)


def _refuse_newer(path: Path, version: int) -> None:
    if version > latest_version():
        raise ProjectRefused(
            f"“{path.name}” was made by a newer Fact Annotator"
            f" (project version {version}; this program knows {latest_version()}).",
            "The file was not changed.",
            "Install the newer program to open it.",
        )


def _bring_up_to_date(database: ProjectDatabase, backups: Path | None) -> None:
    version = _user_version(database)
    _refuse_newer(database.path, version)
    if version == latest_version():
        return
    if database.read_only:
        raise ProjectRefused(
            f"“{database.path.name}” was made by an older Fact Annotator and must be converted.",
            "The file was not changed.",
            "Open it from a place where it can be written.",
        )
    if backups is not None:
        back_up(database, backups, reason=f"before-version-{latest_version()}")
    migrate(database.connection)


def _user_version(database: ProjectDatabase) -> int:
    return int(database.connection.execute("PRAGMA user_version").fetchone()[0])


def _check_structure(database: ProjectDatabase) -> None:
    # A trigger or view smuggled into a file would run with every click.
    if tuple(schema_entries(database.connection)) != expected_schema():
        raise ProjectRefused(
            f"“{database.path.name}” does not have the structure of a project.",
            "The file was not changed.",
            "It may be damaged or altered by another program; open a backup.",
        )
