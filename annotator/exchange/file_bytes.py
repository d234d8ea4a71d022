"""The bytes of a file that a person chose, whatever it turns out to be."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from annotator.domain.errors import ArticleRefused
from annotator.exchange.metadata_text import shown_name

NOT_IMPORTED: Final = "It was not imported; nothing else is affected."
CHOOSE_ANOTHER: Final = "Choose a file that ends in .txt, .md or .html."


def check_is_file(path: Path) -> os.stat_result:
    """The status of ``path``, which is a regular file.

    Raises:
        ArticleRefused: it is missing, out of reach, a folder, a device or a connection.
    """
    with _faults_told(path):
        status = path.stat()
    _check_kind(path, status.st_mode)
    return status


def bytes_of_file(path: Path, limit: int) -> bytes:
    """All bytes of a regular file of at most ``limit`` bytes; a larger one is not read at all.

    Raises:
        ArticleRefused: as `check_is_file`; or it is larger, or reading failed.
    """
    if check_is_file(path).st_size > limit:
        raise _too_large(path, limit)
    # What the path names may have changed since it was looked at: a FIFO must not block here.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with _faults_told(path), os.fdopen(os.open(path, flags), "rb") as file:
        _check_kind(path, os.fstat(file.fileno()).st_mode)
        data = file.read(limit + 1)
    if len(data) > limit:
        raise _too_large(path, limit)
    return data


def _check_kind(path: Path, mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    kind = "a folder" if stat.S_ISDIR(mode) else "a device or a connection, not a file"
    raise ArticleRefused(f"“{shown_name(path)}” is {kind}.", NOT_IMPORTED, CHOOSE_ANOTHER)


def _too_large(path: Path, limit: int) -> ArticleRefused:
    return ArticleRefused(
        f"“{shown_name(path)}” is larger than {limit // 1_000_000} MB.",
        NOT_IMPORTED,
        "Split it, or copy the part that matters and paste it.",
    )


@contextlib.contextmanager
def _faults_told(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise _fault(shown_name(path), error) from error


def _fault(name: str, error: OSError | ValueError) -> ArticleRefused:
    number = error.errno if isinstance(error, OSError) else None
    if number in (errno.ENOENT, errno.ENOTDIR):
        what, remedy = f"“{name}” is not there.", "Check the name, and that it was not moved."
    elif number in (errno.EACCES, errno.EPERM):
        what, remedy = f"“{name}” may not be read.", "Ask for the right to read it, or copy it."
    elif number == errno.ELOOP:
        what, remedy = f"“{name}” is a link that leads back to itself.", "Choose the file itself."
    elif number is None or number in (errno.ENAMETOOLONG, errno.EINVAL):
        what, remedy = f"“{name}” is not a possible file name.", "Rename the file."
    else:
        what, remedy = f"“{name}” could not be read.", "Check the disk or the network folder."
    details = os.strerror(number) if number else type(error).__name__
    return ArticleRefused(what, NOT_IMPORTED, remedy, details)
