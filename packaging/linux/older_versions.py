"""What a person has when the program changes: files to be kept, projects to be converted."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from clean_system import run_told
from package_files import NAME, ROOT

OLD_PROJECTS = ROOT / "tests" / "migrations"
"""A project of every version of the file format, each with a verified and a disputed claim."""

OLD_VERDICTS = frozenset({"verified", "disputed"})


def is_lasting(path: Path) -> bool:
    """Whether a file is the person's: logs, caches and SQLite's temporary files are not."""
    passing = (".log", "-wal", "-shm", ".lock")
    return ".cache" not in path.parts and not path.name.endswith(passing)


def newest_format(migrations: Iterable[Path]) -> int:
    """The version of project files that a program with these migrations writes."""
    return max(int(path.name.partition("_")[0]) for path in migrations)


def bring_old_projects(home: Path, newest: int) -> list[str]:
    """Put projects of all versions before ``newest`` into a person's folder; their names."""
    owner = home.stat()
    brought = []
    for packed in sorted(OLD_PROJECTS.glob("version_*.fact.gz")):
        version = int(packed.name.partition("_")[2].partition(".")[0])
        if version < newest:
            path = home / f"Version {version}.fact"
            path.write_bytes(gzip.decompress(packed.read_bytes()))
            os.chown(path, owner.st_uid, owner.st_gid)
            brought.append(path.name)
    return brought


def copies_before_conversion(home: Path) -> list[Path]:
    """The copies that the program made of projects before it converted them."""
    return sorted(home.rglob("*.before-version-*.fact"))


def with_version(deb: Path, folder: Path, version: str) -> Path:
    """The same package with another version, hardly compressed, in ``folder``."""
    tree, target = folder / "other version", folder / f"{NAME}_{version}.deb"
    run_told(["dpkg-deb", "--raw-extract", str(deb), str(tree)], "unpacking the package")
    control = tree / "DEBIAN" / "control"
    lines = control.read_text("utf-8").splitlines(keepends=True)
    changed = (f"Version: {version}\n" if line.startswith("Version:") else line for line in lines)
    control.write_text("".join(changed), "utf-8")
    build = ["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", str(tree), str(target)]
    run_told(build, "building the package")
    shutil.rmtree(tree)
    return target
