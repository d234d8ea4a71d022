"""Creating, opening and closing project files."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from annotator import __version__
from annotator.domain.errors import NotSaved, ProjectOutdated, ProjectRefused
from annotator.storage.atomic_rename import name_newly
from annotator.storage.backup import back_up, backup_folder
from annotator.storage.connection import (
    ProjectDatabase,
    connect,
    holds_a_log,
    new_uuid,
    now_utc,
    refuse_old_sqlite,
    use_write_ahead_log,
)
from annotator.storage.faults import fault_words
from annotator.storage.file_header import APPLICATION_ID, read_header
from annotator.storage.migrations import (
    expected_schema,
    latest_version,
    migrate,
    schema_entries,
    user_version,
)
from annotator.storage.old_logs import without_old_logs
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
        try:
            self.database.close()
        finally:
            _release(self.lock)


def create_project_file(path: Path) -> None:
    """Make an empty project at ``path``, whole or not at all.

    Raises:
        ProjectRefused: something is there already, or the folder cannot be written, or a window
            still has a project of this name whose file was taken away.
    """
    refuse_old_sqlite()
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        if path.exists():
            raise FileExistsError
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_unfinished(new)
        _write_empty_project(new)
        with without_old_logs(path):
            name_newly(new, path)
    except ProjectRefused:
        _remove_unfinished(new)
        raise
    except (OSError, sqlite3.Error) as error:
        _remove_unfinished(new)
        if isinstance(error, FileExistsError) and path.exists():
            raise ProjectRefused(
                f"“{path.name}” is there already.", "It was not changed.", "Choose another name."
            ) from error
        raise ProjectRefused(
            f"The project “{path.name}” could not be created.",
            "Nothing was changed.",
            "Choose a folder that you may write to, on a disk with room.",
            fault_words(error) if isinstance(error, sqlite3.Error) else str(error),
        ) from error


def _write_empty_project(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA fullfsync = ON")
        migrate(connection)
        connection.execute(
            "INSERT INTO project (id, uuid, created_at, program) VALUES (1, ?, ?, ?)",
            (new_uuid(), now_utc(), __version__),
        )
    finally:
        connection.close()


def _remove_unfinished(new: Path) -> None:
    # A journal left by a killed process with the same number would be played into the new file.
    for path in (new, new.with_name(f"{new.name}-journal")):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


def open_project_file(
    path: Path, *, backups: Path | None = None, read_only: bool = False
) -> ProjectFile:
    """Open a project for writing, or for reading when another window has it.

    Nothing is written into a file before its structure was found to be that of its version. An
    older file is then migrated, after a verified backup into the project's folder in ``backups``.
    A file that lies in there itself is only read: backups stay as they are, and are thinned.

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
    if backups is not None and path.resolve().is_relative_to(backups.resolve()):
        read_only = True
    lock, holder = (None, None) if read_only else _lock_or_holder(path)
    try:
        if lock is not None and holds_a_log(path.resolve()):
            _refuse_newer_in_log(path)
        database = connect(path, read_only=lock is None)
        try:
            uuid = _inspected(database)
            _bring_up_to_date(database, uuid, backups)
            if not database.read_only:
                use_write_ahead_log(database.connection)
        except BaseException:
            database.connection.close()
            raise
    except sqlite3.Error as error:
        _release(lock)
        raise _damaged(path, fault_words(error)) from error
    except BaseException:
        _release(lock)
        raise
    return ProjectFile(database, uuid, lock, holder)


def _damaged(path: Path, details: str) -> ProjectRefused:
    return ProjectRefused(
        f"“{path.name}” is damaged.",
        "The file was not changed.",
        "Open the newest backup instead.",
        details,
    )


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


def _refuse_newer_in_log(path: Path) -> None:
    # The log of a newer program that was killed may hold its version; closing a connection that
    # may write would put the log into the file.
    database = connect(path, read_only=True)
    try:
        _refuse_newer(path, user_version(database.connection))
    finally:
        database.connection.close()


def _inspected(database: ProjectDatabase) -> str:
    """The project's uuid, after a look at its version and structure.

    A trigger or view smuggled into a file would run with every click.
    """
    connection, name = database.connection, database.path.name
    version = user_version(connection)
    _refuse_newer(database.path, version)
    if tuple(schema_entries(connection)) != expected_schema(version):
        raise ProjectRefused(
            f"“{name}” does not have the structure of a project.",
            "The file was not changed.",
            "It may be damaged or altered by another program; open a backup.",
        )
    row = connection.execute("SELECT uuid FROM project WHERE id = 1").fetchone()
    if row is None:
        raise _damaged(database.path, "no row in project")
    return str(row[0])


def _bring_up_to_date(database: ProjectDatabase, uuid: str, backups: Path | None) -> None:
    if user_version(database.connection) == latest_version():
        return
    name = database.path.name
    if database.read_only:
        raise ProjectOutdated(
            f"“{name}” was made by an older Fact Annotator and must be converted.",
            "The file was not changed.",
            "Open it from a place where it can be written, when no other window has it.",
        )
    try:
        if backups is not None:
            folder = backup_folder(backups, uuid, database.path)
            back_up(database, folder, reason=f"before-version-{latest_version()}")
        migrate(database.connection)
    except NotSaved as error:
        raise ProjectRefused(
            f"“{name}” must be converted, but could not be backed up before.",
            "The file was not changed.",
            error.remedy,
            error.details,
        ) from error
    except (sqlite3.Error, ValueError) as error:
        raise ProjectRefused(
            f"“{name}” was made by an older Fact Annotator and could not be converted.",
            "The file is as it was.",
            "Check that its disk has room, or open it with the older program.",
            fault_words(error) if isinstance(error, sqlite3.Error) else str(error),
        ) from error
