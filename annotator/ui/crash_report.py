"""What is written down about a fault of the program itself: never a word of an article."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from types import TracebackType

from annotator.domain.errors import ReportedError


def crash_report(
    error: BaseException, trace: TracebackType | None, versions: Iterable[tuple[str, str]]
) -> str:
    """The places in the code that led to ``error``, and the versions that were running.

    Of exceptions only kind and place are told: their messages may hold what a person reads or
    wrote. A ``ReportedError`` is worded for people, and an OSError's fault is the system's word.
    """
    lines = [f"{name} {version}" for name, version in versions]
    seen: set[int] = set()
    cause: BaseException | None = error
    first = True
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += ["", what_happened(cause) if first else f"after {what_happened(cause)}"]
        lines += _places(trace if first else cause.__traceback__)
        first = False
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)


def what_happened(error: BaseException) -> str:
    """The kind of an exception, with what may be said of it."""
    kind = type(error).__name__
    if isinstance(error, ReportedError):
        return f"{kind}: {error}"
    if isinstance(error, OSError) and error.strerror:
        return f"{kind}: {error.strerror}"
    return kind


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"  {_module(frame.filename)}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]


def _module(filename: str) -> str:
    """A file's place below the folder it was imported from: no names of home folders."""
    name = filename.replace("\\", "/")
    bases = sorted((base.replace("\\", "/") for base in sys.path if base), key=len, reverse=True)
    for base in bases:
        if name.startswith(base.rstrip("/") + "/"):
            return name[len(base.rstrip("/")) + 1 :]
    return name.rsplit("/", 1)[-1]
