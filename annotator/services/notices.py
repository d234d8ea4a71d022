"""The licences of what others made and this program uses."""

from __future__ import annotations

import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath

from annotator.assets import asset_path

PROGRAM = "fact-annotator"
NOTICES_FILE = ("resources", "licences", "third-party-notices.txt")
"""Where a frozen program carries the notices that were gathered when it was built."""

_LICENCE_NAME = re.compile(r"(?i)(licen[cs]e|copying|notice|authors)")
_REQUIREMENT = re.compile(r"([A-Za-z0-9][\w.-]*)\s*(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"""\bextra\s*==\s*["']([^"']+)""")
_QT = frozenset({"pyside6-essentials", "shiboken6"})
_LINE = "=" * 60


@dataclass(frozen=True, slots=True)
class Notice:
    """What one part's licence asks to be told.

    Attributes:
        name, version: of the part; the version is empty where there is none.
        licence: the licence's short name, such as "MIT".
        texts: the full texts, each as the part's makers ship it.
    """

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


def third_party_notices() -> str:
    """All notices as one plain text, in a frozen program as they were gathered by its build.

    Raises:
        FileNotFoundError: the installation lacks its texts.
    """
    try:
        return asset_path(*NOTICES_FILE).read_text("utf-8")
    except FileNotFoundError:
        if getattr(sys, "frozen", False):
            raise
        return notices_text([*own_notices(), *map(package_notice, run_time_packages())])


def notices_text(notices: Iterable[Notice]) -> str:
    """One plain text: a list of the parts, then every licence; a text that repeats is told once."""
    ordered = sorted(notices, key=lambda notice: notice.name.casefold())
    lines = ["Fact Annotator is built on the work of others. With thanks, these are the parts it"]
    lines += ["uses and their licences; the full texts follow in the same order.", ""]
    lines += [f"  {_heading(notice)}" for notice in ordered]
    first_named: dict[str, str] = {}
    for notice in ordered:
        lines += ["", _LINE, _heading(notice), _LINE]
        for text in notice.texts:
            words = _tidy(text)
            named = first_named.setdefault(words, notice.name)
            lines += ["", words if named == notice.name else f"The same text as for {named}."]
    return "\n".join(lines) + "\n"


def own_notices() -> list[Notice]:
    """The notices of what is no Python package: Python, Qt, fonts, what was learned.

    Raises:
        FileNotFoundError: the installation lacks their texts.
    """
    fonts = _kept_text("fonts", "OFL.txt")
    python = ".".join(map(str, sys.version_info[:3]))
    qt = (_kept_text("licences", "Qt.txt"), *(_kept_text("licences", name) for name in _GNU))
    models = (_kept_text("licences", "Models.txt"), _kept_text("licences", "Apache-2.0.txt"))
    return [
        Notice("Charis SIL (font)", "", "OFL-1.1", (fonts,)),
        Notice("Inter (font)", "", "OFL-1.1", (fonts,)),
        Notice("Python", python, "PSF-2.0", (_python_licence(),)),
        Notice("Qt", _version("PySide6-Essentials"), "LGPL-3.0-only", qt),
        Notice("SQLite", "", "blessing", (_SQLITE,)),
        Notice("Word vectors and claim weights", "", "Apache-2.0", models),
    ]


def package_notice(package: metadata.Distribution) -> Notice:
    """The notice of an installed package, from its own metadata and files."""
    name, version = package.metadata["Name"], package.version
    if canonical_name(name) in _QT:
        return Notice(name, version, "LGPL-3.0-only", ("Part of Qt; see there.",))
    return Notice(name, version, licence_name(package), tuple(licence_texts(package)))


def licence_name(package: metadata.Distribution) -> str:
    """The short name of a package's licence, as its metadata have it; empty if they do not."""
    fields = package.metadata
    given = _first(fields, "License-Expression")
    classified = [
        value.rpartition("::")[2].strip()
        for value in fields.get_all("Classifier") or []
        if value.startswith("License ::")
    ]
    free = _first(fields, "License")
    # Some packages put the whole text where its name belongs.
    if not given and free and "\n" not in free and len(free) < 80:
        given = free
    return given or " or ".join(classified)


def _first(fields: metadata.PackageMetadata, name: str) -> str:
    values = fields.get_all(name) or [""]
    return str(values[0]).strip()


def licence_texts(package: metadata.Distribution) -> list[str]:
    """The texts of the licence files that a package brings, in the order of their names."""
    found: dict[str, str] = {}
    for file in package.files or ():
        if _is_licence(file):
            path = Path(str(package.locate_file(file)))
            if path.is_file():
                text = path.read_text("utf-8", errors="replace")
                found.setdefault(_tidy(text), str(file))
    return [text for text, _ in sorted(found.items(), key=lambda pair: pair[1])]


def _is_licence(file: PurePosixPath) -> bool:
    if file.suffix in {".py", ".pyc", ".pyi"} or "sboms" in file.parts:
        return False
    in_licences = any(part.endswith(".dist-info") for part in file.parts) and (
        "licenses" in file.parts
    )
    return in_licences or bool(_LICENCE_NAME.match(file.name) or "licen" in file.name.lower())


def run_time_packages() -> list[metadata.Distribution]:
    """The installed packages that the program needs, directly or through others.

    Packages that another platform or Python would need are not installed, and so not in it.
    """
    found: dict[str, metadata.Distribution] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = direct_requirements()
    while waiting:
        name, extras = _name_and_extras(waiting.pop())
        key = canonical_name(name)
        if (key, extras) in seen:
            continue
        seen.add((key, extras))
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[key] = package
        waiting += [line for line in package.requires or [] if _is_asked_for(line, extras)]
    return [found[key] for key in sorted(found)]


def direct_requirements() -> list[str]:
    """What the program asks for itself, as its metadata say it: "spacy>=3.8,<3.9" and so on."""
    pyproject = Path(__file__).resolve().parents[2] / "pyproject.toml"
    if pyproject.is_file():
        return list(tomllib.loads(pyproject.read_text("utf-8"))["project"]["dependencies"])
    try:
        lines = metadata.requires(PROGRAM) or []
    except metadata.PackageNotFoundError:
        return []
    return [line for line in lines if _is_asked_for(line, frozenset())]


def canonical_name(name: str) -> str:
    """A package's name in the one spelling that all its spellings have in common (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _name_and_extras(requirement: str) -> tuple[str, frozenset[str]]:
    parts = _REQUIREMENT.match(requirement.strip())
    if parts is None:
        raise ValueError(f"not a requirement: {requirement}")
    extras = (parts[2] or "").split(",")
    return parts[1], frozenset(canonical_name(extra.strip()) for extra in extras if extra)


def _is_asked_for(requirement: str, extras: frozenset[str]) -> bool:
    wanted = _EXTRA.findall(requirement)
    return not wanted or bool(extras.intersection(map(canonical_name, wanted)))


def _heading(notice: Notice) -> str:
    return " ".join(filter(None, (notice.name, notice.version))) + f" ({notice.licence})"


def _tidy(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\ufeff", "").replace("\f", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _kept_text(folder: str, name: str) -> str:
    return asset_path("resources", folder, name).read_text("utf-8")


def _python_licence() -> str:
    # Python's own copy also tells of the libraries that this very build of it carries.
    for folder in (sysconfig.get_path("stdlib"), sys.base_prefix):
        path = Path(folder) / "LICENSE.txt"
        if path.is_file():
            return path.read_text("utf-8", errors="replace")
    return _kept_text("licences", "Python.txt")


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


_GNU = ("LGPL-3.0.txt", "GPL-3.0.txt")
_SQLITE = """\
The authors of SQLite disclaim copyright to its source code. In place of a legal notice, here is a
blessing:

  May you do good and not evil.
  May you find forgiveness for yourself and forgive others.
  May you share freely, never taking more than you give."""
