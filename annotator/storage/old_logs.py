"""What an earlier file of a name left beside it, which must not get into a new one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from annotator.domain.errors import ProjectRefused
from annotator.storage.connection import log_path
from annotator.storage.writer_lock import LockHolder, acquire_writer_lock


@contextlib.contextmanager
def without_old_logs(path: Path) -> Iterator[None]:
    """Keep logs and writers away from ``path`` while the block gives this name to a new file.

    SQLite would play the log of an earlier file into the new one. It stays beside it under another
    name, as it may hold the last acts of a project whose file was moved without it.

    Raises:
        ProjectRefused: somebody writes the project that lies or lay there.
        FileExistsError: a file came there meanwhile.
        OSError: a log could not be moved, or the folder cannot be written.
    """
    path = path.resolve()
    existed = path.exists()
    logs = (log_path(path), path.with_name(f"{path.name}-journal"))
    if not existed and not any(log.exists() for log in logs):
        yield
        return
    lock = acquire_writer_lock(path)
    if isinstance(lock, LockHolder):
        raise ProjectRefused(
            f"“{path.name}” is open in {lock.words()}.",
            "It was not changed.",
            "Close it there, or choose another name.",
        )
    try:
        if path.exists() and not existed:
            raise FileExistsError(str(path))
        for log in logs:
            with contextlib.suppress(FileNotFoundError):
                log.replace(log.with_name(f"{log.name}.{datetime.now(UTC):%Y%m%dT%H%M%S%f}.old"))
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
        yield
    finally:
        lock.release()
