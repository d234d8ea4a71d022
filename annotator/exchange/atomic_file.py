"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from annotator.domain.errors import ExportFailed
from annotator.exchange.metadata_text import shown_name

_UNTOUCHED = "Nothing was written; an earlier file of that name is untouched."


@contextlib.contextmanager
def replaced_file(path: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside ``path`` that takes its place when the block ends well.

    Whatever is raised inside the block removes the temporary file and leaves ``path`` alone. An
    earlier file's permissions are kept, and a link is followed to the file it stands for.

    Raises:
        ExportFailed: the folder is missing, locked, read-only or full.
    """
    temporary = ""
    try:
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        handle, temporary = tempfile.mkstemp(prefix=".export-", suffix=".part", dir=target.parent)
        with os.fdopen(handle, "wb", buffering=1 << 18) as file:
            yield file
            file.flush()
            _copy_mode(target, temporary)
            os.fsync(file.fileno())
        os.replace(temporary, target)  # noqa: PTH105 - names what happens better than rename
        temporary = ""
        _sync_folder(target.parent)
    except (OSError, ValueError) as error:
        if isinstance(error, ValueError) and temporary:
            # Not a fault of the path but of what was being written.
            raise
        raise _export_failed(path, error) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _copy_mode(target: Path, temporary: str) -> None:
    # mkstemp makes files that only their owner may read.
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except OSError:
        mode = 0o666 & ~_umask()
    with contextlib.suppress(OSError):
        Path(temporary).chmod(mode)


def _umask() -> int:
    try:
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("Umask:"):
                return int(line.split()[1], 8)
    except (OSError, ValueError):
        pass
    # Asking by os.umask would change it for other threads for a moment.
    return 0o022


def _sync_folder(folder: Path) -> None:
    # The new name is durable only when its folder is; Windows cannot open one.
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _export_failed(path: Path, error: OSError | ValueError) -> ExportFailed:
    number = error.errno if isinstance(error, OSError) else errno.EINVAL
    name, folder = shown_name(path), shown_name(path.parent)
    if number in (errno.ENOSPC, errno.EDQUOT):
        what, remedy = (
            f"The disk is full: “{name}” could not be written.",
            "Make room, or choose another disk.",
        )
    elif number == errno.ENOENT:
        what, remedy = f"The folder “{folder}” is not there.", "Choose another folder."
    elif number in (errno.EISDIR, errno.ENOTDIR):
        what, remedy = f"“{name}” is not a place for a file.", "Choose another name."
    elif number in (errno.EACCES, errno.EPERM, errno.EBUSY):
        what = f"“{name}” may not be written."
        remedy = "Close it in other programs, or choose another folder."
    elif number == errno.EROFS:
        what, remedy = f"The folder “{folder}” is read-only.", "Choose another folder."
    else:
        what, remedy = f"“{name}” could not be written.", "Choose another name or folder."
    return ExportFailed(what, _UNTOUCHED, remedy, os.strerror(number) if number else repr(error))
