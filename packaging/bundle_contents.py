"""What a frozen program holds: its modules, its packages, and libraries that came from elsewhere.

Read from the bundle itself, so that what is said of it (notices, bill of materials) is true of it.
Run by the Python whose packages were frozen.
"""

from __future__ import annotations

import re
import ssl
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
OWN = "annotator"

_STAND_INS = frozenset({"click"})
"""Modules of which a bundle holds nothing but a stub (packaging/freeze/stubs)."""
_LIBRARY = re.compile(r"(?i)\.(so([.\d]*)|dll|pyd|dylib)$")
_KNOWN = (
    (re.compile(r"(?i)^(lib)?python\d"), "Python"),
    (re.compile(r"(?i)^(lib)?(crypto|ssl|ssleay|eay)"), "OpenSSL"),
    (re.compile(r"(?i)^(lib)?sqlite3"), "SQLite"),
)


@dataclass(frozen=True, slots=True)
class BundledFile:
    """A file of the bundle: its path relative to the folder of the contents, and where it lies."""

    name: PurePosixPath
    path: Path


def contents_folder(bundle: Path) -> Path:
    """The folder in the bundle that the frozen program calls its own (``sys._MEIPASS``).

    Args:
        bundle: the folder that PyInstaller made, or an application of macOS.

    Raises:
        FileNotFoundError: it holds no frozen Fact Annotator.
    """
    for folder in (bundle / "_internal", bundle / "Contents" / "Frameworks", bundle):
        if (folder / "resources" / "fonts" / "OFL.txt").exists():
            return folder
    raise FileNotFoundError(f"{bundle} holds no frozen Fact Annotator")


def bundled_files(bundle: Path) -> list[BundledFile]:
    """Every ordinary file of the contents, in the order of their names; links are left out."""
    # On macOS what is no code lies in a folder of its own, and links lead there.
    folders = (contents_folder(bundle), bundle / "Contents" / "Resources")
    named = (
        BundledFile(PurePosixPath(path.relative_to(folder).as_posix()), path)
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    )
    return sorted(named, key=lambda file: str(file.name))


def frozen_modules(bundle: Path) -> set[str]:
    """The dotted names of the modules in the archives that the bundle's programs carry."""
    from PyInstaller.archive.readers import ArchiveReadError, CArchiveReader

    folders = (bundle, bundle / "Contents" / "MacOS")
    modules: set[str] = set()
    for program in (path for folder in folders for path in folder.glob("*") if path.is_file()):
        try:
            archive = CArchiveReader(str(program))
        except ArchiveReadError:
            continue
        for name in archive.toc:
            if name.lower().endswith(".pyz"):
                modules.update(archive.open_embedded_archive(name).toc)
    return modules


def bundled_packages(
    modules: Iterable[str], files: Iterable[BundledFile]
) -> list[metadata.Distribution]:
    """The installed packages of which a module or a library is in the bundle, by name."""
    names = {module.partition(".")[0] for module in modules}
    for file in files:
        if ".dist-info" not in file.name.parts[0] and ".egg-info" not in file.name.parts[0]:
            names.add(file.name.parts[0].partition(".")[0])
    owners = metadata.packages_distributions()
    found = {owner for name in names - _STAND_INS - {OWN} for owner in owners.get(name, ())}
    packages = {owner.lower(): metadata.distribution(owner) for owner in found}
    return [packages[key] for key in sorted(packages)]


def foreign_libraries(
    files: Iterable[BundledFile], packages: Iterable[metadata.Distribution]
) -> dict[str, list[BundledFile]]:
    """Shared libraries that belong to no package, by what they are part of.

    "Python", "OpenSSL" and "SQLite" are told apart; any other is listed under its own file name.
    """
    own_files = [PurePosixPath(str(file)) for package in packages for file in package.files or ()]
    owned = {file.name for file in own_files}
    folders = {file.parts[0] for file in own_files if len(file.parts) > 1} | {OWN}
    found: dict[str, list[BundledFile]] = {}
    for file in files:
        in_package = len(file.name.parts) > 1 and file.name.parts[0] in folders
        if in_package or file.name.name in owned or not _LIBRARY.search(file.name.name):
            continue
        told = (part for pattern, part in _KNOWN if pattern.search(file.name.name))
        in_python = "lib-dynload" in file.name.parts or file.name.suffix.lower() == ".pyd"
        part = "Python" if in_python else next(told, file.name.name)
        found.setdefault(part, []).append(file)
    return {part: found[part] for part in sorted(found, key=str.casefold)}


def part_version(part: str) -> str:
    """The version of Python, OpenSSL or SQLite that this Python runs on; else empty."""
    if part == "SQLite":
        import sqlite3

        return sqlite3.sqlite_version
    versions = {
        "Python": ".".join(map(str, sys.version_info[:3])),
        "OpenSSL": ssl.OPENSSL_VERSION.removeprefix("OpenSSL ").partition(" ")[0],
    }
    return versions.get(part, "")
