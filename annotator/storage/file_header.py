"""What the head of a project file says, read without opening it as a database."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import ProjectRefused

APPLICATION_ID = 0x46414354
"""The ``application_id`` of a project file: "FACT"."""

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
        # A pipe would be waited for without end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError("not a file")
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
