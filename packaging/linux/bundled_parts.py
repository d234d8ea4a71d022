"""Where the parts of the program lie in its bundle, and which parts came from the system."""

from __future__ import annotations

import fnmatch
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

PROGRAM_FILE = "fact-annotator"
"""The file that holds every Python module that is no file of its own."""

# Parts that are no package, or whose folder is not called as they are: relative patterns.
_PLACES = {
    "Charis SIL (font)": ("_internal/resources/fonts/Charis*",),
    "Inter (font)": ("_internal/resources/fonts/Inter*",),
    "OpenSSL": ("_internal/libssl*", "_internal/libcrypto*"),
    "Python": ("_internal/libpython*", "_internal/python3*", "_internal/base_library.zip"),
    "PySide6_Essentials": ("_internal/PySide6/*", "_internal/libpyside6*"),
    "Qt": ("_internal/PySide6/Qt/*", "_internal/libQt6*", "_internal/libicu*"),
    "SQLite": ("_internal/libsqlite3*",),
    "numpy": (
        *("_internal/numpy/*", "_internal/numpy.libs/*", "_internal/lib*openblas*"),
        *("_internal/libgfortran*", "_internal/libquadmath*"),
    ),
    "python-dateutil": ("_internal/dateutil/*",),
    "shiboken6": ("_internal/shiboken6/*", "_internal/libshiboken6*"),
}
_TOLD_ALREADY = ("libpython", "libsqlite3")
_ONLY_IF_THERE = frozenset({"OpenSSL", "SQLite"})
"""Parts of which the program file can hold nothing."""


@dataclass(frozen=True, slots=True)
class SystemPart:
    """A library that was taken from the system the bundle was frozen on.

    Attributes:
        name: the Debian package it came from.
        version: always empty: the system's own copyright file tells of all of them.
        licence: what the text is to be called.
        texts: the package's copyright file.
        file: the library's name in the bundle.
    """

    name: str
    licence: str
    texts: tuple[str, ...]
    file: str
    version: str = ""


class Named(Protocol):
    """Anything that has the name of a part."""

    @property
    def name(self) -> str: ...


def places_of(bundle: Path, parts: Iterable[Named]) -> dict[str, tuple[str, ...]]:
    """Where each part lies in a bundle, as patterns relative to it, by the part's name.

    What has no file of its own lies in the program file; a part that is not there is left out.
    """
    present = [path.relative_to(bundle).as_posix() for path in bundle.rglob("*")]
    folders = {path.lower().replace("-", "_"): path for path in present if path.count("/") == 1}
    where: dict[str, tuple[str, ...]] = {}
    for part in parts:
        if isinstance(part, SystemPart):
            where[part.name] = (*where.get(part.name, ()), f"_internal/{part.file}")
            continue
        folder = folders.get("_internal/" + part.name.lower().replace("-", "_"))
        patterns = _PLACES.get(part.name, (f"{folder}/*",) if folder else ())
        there = tuple(p for p in patterns if fnmatch.filter(present, p))
        if there or part.name not in _ONLY_IF_THERE:
            where[part.name] = there or (PROGRAM_FILE,)
    return where


def system_parts(bundle: Path) -> list[SystemPart]:
    """The libraries in a bundle that dpkg knows as files of the system, with their copyright.

    PyInstaller takes along what Python itself is linked with. Where there is no dpkg, or none of
    its packages has the library, there is nothing to tell.
    """
    found = []
    for library in sorted((bundle / "_internal").glob("lib*.so*")):
        package = _owner(library.name)
        text = Path("/usr/share/doc", package, "copyright")
        # Python and SQLite are told of by the program's own notices.
        if package and text.is_file() and not package.startswith(_TOLD_ALREADY):
            words = text.read_text("utf-8", errors="replace")
            found.append(SystemPart(package, f"{package}-copyright", (words,), library.name))
    return found


def _owner(library: str) -> str:
    try:
        told = subprocess.run(["dpkg", "--search", f"*/{library}"], capture_output=True, text=True)
    except OSError:
        return ""
    for line in told.stdout.splitlines():
        packages, _, path = line.partition(": ")
        if path.startswith(("/lib/", "/usr/lib/")):
            return packages.split(",")[0].partition(":")[0]
    return ""
