"""The parts of a frozen program with their licences, and where in the bundle they lie."""

from __future__ import annotations

import fnmatch
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

PROGRAM_FILE = "fact-annotator"
"""The file that holds every Python module that is no file of its own."""

# Parts that are no package, or whose files are not called as they are.
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
    "Word vectors and claim weights": ("_internal/resources/nlp/*.bin",),
    "shiboken6": ("_internal/shiboken6/*", "_internal/libshiboken6*"),
}
_ONLY_IF_THERE = frozenset({"OpenSSL", "SQLite"})
"""Parts of which the program file can hold nothing."""


class Part(Protocol):
    """What is told of one bundled part; the notices of the program have this form."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def licence(self) -> str: ...
    @property
    def texts(self) -> tuple[str, ...]: ...


def gathered_parts(bundle: Path) -> list[Part]:
    """Every part of a bundle, from the bundle itself and the packages it was frozen from.

    Run it with the Python that froze the bundle.

    Raises:
        LookupError: the licence of a part is not known.
    """
    from bundle_contents import bundled_files, bundled_packages, foreign_libraries, frozen_modules
    from notices import library_notices, refuse_lacking

    from annotator.services.notices import own_notices, package_notice

    files = bundled_files(bundle)
    packages = bundled_packages(frozen_modules(bundle), files)
    found = [package_notice(package) for package in packages]
    refuse_lacking(found)
    return [*own_notices(), *found, *library_notices(foreign_libraries(files, packages))]


def places_of(bundle: Path, parts: Iterable[Part]) -> dict[str, tuple[str, ...]]:
    """Where each part lies in a bundle, as patterns relative to it, by the part's name.

    What has no file of its own lies in the program file; a part that is not there is left out.
    """
    present = [path.relative_to(bundle).as_posix() for path in bundle.rglob("*")]
    folders = {path.lower().replace("-", "_"): path for path in present if path.count("/") == 1}
    where: dict[str, tuple[str, ...]] = {}
    for part in parts:
        folder = folders.get("_internal/" + part.name.lower().replace("-", "_"))
        patterns = _PLACES.get(part.name, (f"{folder}/*",) if folder else ())
        # A library that came from elsewhere is called as its file is.
        libraries = tuple(path for path in present if path.rpartition("/")[2] == part.name)
        there = tuple(p for p in patterns if fnmatch.filter(present, p)) or libraries
        if there or part.name not in _ONLY_IF_THERE:
            where[part.name] = there or (PROGRAM_FILE,)
    return where
