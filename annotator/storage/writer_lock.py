"""One writer per project: who has it, and how a second window finds out."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from annotator.storage.connection import now_utc


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Who has a project open for writing; empty or 0 where that could not be found out."""

    user: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""

    def words(self) -> str:
        """The holder for a message: "krause on desk-4 (process 812)"."""
        if not self.user:
            return "another window"
        where = f" on {self.host}" if self.host else ""
        return f"{self.user}{where} (process {self.pid})"


@dataclass
class WriterLock:
    """A held lock; the operating system lets go of it even when the process is killed."""

    lock: FileLock
    holder_path: Path

    def release(self) -> None:
        """Let another window write."""
        with contextlib.suppress(OSError):
            self.holder_path.unlink(missing_ok=True)
        self.lock.release()


def _lock_path(project: Path) -> Path:
    return project.with_name(f".{project.name}.lock")


def _holder_path(project: Path) -> Path:
    return project.with_name(f".{project.name}.writer.json")


def acquire_writer_lock(project: Path) -> WriterLock | LockHolder:
    """Take the project for writing, or say who has it.

    Raises:
        OSError: the folder cannot be written or has no locks, so the project can only be read.
    """
    project = project.resolve()
    # A lock that is only a file that exists would outlive a killed process.
    lock = FileLock(_lock_path(project), timeout=0, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        return _read_holder(project)
    holder = LockHolder(system_user(), socket.gethostname(), os.getpid(), now_utc())
    holder_path = _holder_path(project)
    try:
        holder_path.write_text(json.dumps(asdict(holder)), encoding="utf-8")
    except OSError:
        lock.release()
        raise
    return WriterLock(lock, holder_path)


def system_user() -> str:
    """The name of the system's user, "somebody" when it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        # No entry for this user in the password database, as in some containers.
        return "somebody"


def _read_holder(project: Path) -> LockHolder:
    try:
        raw = json.loads(_holder_path(project).read_text(encoding="utf-8"))
        return LockHolder(str(raw["user"]), str(raw["host"]), int(raw["pid"]), str(raw["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        # The other window may be between taking the lock and writing its name.
        return LockHolder()
