"""Verified backups of project files, thinned over time."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotator.domain.errors import NotSaved
from annotator.storage.atomic_rename import synchronise_folder
from annotator.storage.connection import ProjectDatabase
from annotator.storage.faults import fault_words

KEEP_EVERY_DAY = 14
KEEP_EVERY_WEEK = 8
"""Backups of the last 14 days are kept, then one a week for 8 weeks, then one a month."""

_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file; ``taken_at`` is UTC."""

    path: Path
    taken_at: datetime
    reason: str


def backup_folder(backups: Path, uuid: str, project: Path) -> Path:
    """The folder of one project file's backups.

    A copy of a project bears the same ``uuid``; its place keeps its backups apart.
    """
    place = hashlib.sha256(os.fsencode(project.resolve())).hexdigest()[:8]
    return backups / f"{uuid}-{place}"


def back_up(database: ProjectDatabase, folder: Path, *, reason: str) -> Backup:
    """Copy a project with SQLite's online backup, check the copy, then move it into ``folder``.

    ``reason`` is part of the file name: lower-case letters, digits and hyphens.

    Raises:
        NotSaved: the copy could not be written, or the project failed the check; no earlier
            backup is touched.
    """
    taken_at = datetime.now(UTC)
    path = folder / f"{taken_at.strftime(_STAMP)}.{reason}.fact"
    unfinished = folder / f".{path.name}.{os.getpid()}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        copy = sqlite3.connect(unfinished, isolation_level=None)
        try:
            database.connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            verdict = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            copy.close()
        if verdict != "ok":
            raise sqlite3.DatabaseError(f"quick_check: {verdict}")
        unfinished.replace(path)
        synchronise_folder(folder)
    except (OSError, sqlite3.Error) as error:
        _remove(unfinished)
        details = fault_words(error) if isinstance(error, sqlite3.Error) else str(error)
        raise NotSaved(
            "The backup could not be made.",
            "The project and its earlier backups are as they were.",
            "Check that the disk has room and that the project is sound (Help, Check project).",
            details,
        ) from error
    return Backup(path, taken_at, reason)


def _remove(unfinished: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


def backups_in(folder: Path) -> list[Backup]:
    """The backups in a folder, oldest first; other files are passed over."""
    found = []
    if folder.is_dir():
        for path in folder.glob("*.fact"):
            stamp, _, reason = path.stem.partition(".")
            try:
                taken_at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
            except ValueError:
                continue
            found.append(Backup(path, taken_at, reason))
    return sorted(found, key=lambda backup: backup.taken_at)


def surplus_backups(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """The backups that thinning gives up, given all of one project, oldest first.

    Kept are all of the last day, the newest of each day for 14 days, of each week for 8 weeks,
    and of each month before that; the newest backup of all is always kept.
    """
    kept: set[tuple[str, int, int]] = set()
    surplus = []
    for index, backup in enumerate(reversed(backups)):
        age = now - backup.taken_at
        year, week, _ = backup.taken_at.isocalendar()
        if index == 0 or age < timedelta(days=1):
            continue
        if age < timedelta(days=KEEP_EVERY_DAY):
            slot = ("day", backup.taken_at.toordinal(), 0)
        elif age < timedelta(weeks=KEEP_EVERY_WEEK):
            slot = ("week", year, week)
        else:
            slot = ("month", backup.taken_at.year, backup.taken_at.month)
        if slot in kept:
            surplus.append(backup)
        kept.add(slot)
    return surplus


def daily_backup(database: ProjectDatabase, folder: Path) -> Backup | None:
    """Back a project up when its newest backup is older than a day, and thin the rest.

    Raises:
        NotSaved: as ``back_up``; nothing is thinned then.
    """
    backups = backups_in(folder)
    now = datetime.now(UTC)
    # A backup from the future, made while the clock was wrong, does not stop the next ones.
    if any(timedelta(0) <= now - backup.taken_at < timedelta(days=1) for backup in backups):
        return None
    backup = back_up(database, folder, reason="daily")
    for old in surplus_backups(backups_in(folder), now):
        with contextlib.suppress(OSError):
            old.path.unlink()
    for unfinished in folder.glob(".*.fact.*.new"):
        # Left by a process that was killed; one that is being written now is younger.
        with contextlib.suppress(OSError):
            if now.timestamp() - unfinished.stat().st_mtime > timedelta(days=1).total_seconds():
                _remove(unfinished)
    return backup
