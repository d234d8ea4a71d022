"""Giving a finished file its name so that a power cut cannot take it away again."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def name_newly(finished: Path, path: Path) -> None:
    """Move ``finished`` to ``path`` in the same folder; what is there already is not replaced.

    Raises:
        FileExistsError: something is at ``path``.
        OSError: it could not be moved.
    """
    try:
        os.link(finished, path)
    except FileExistsError:
        raise
    except OSError:
        # This file system has no hard links.
        if path.exists():
            raise FileExistsError(str(path)) from None
        finished.replace(path)
    else:
        finished.unlink()
    synchronise_folder(path.parent)


def synchronise_folder(folder: Path) -> None:
    """Put a folder's list of names on the disk, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
