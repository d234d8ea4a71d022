"""Takes the symbols that nobody needs at run time out of shared libraries, file by file."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import elf


@dataclass(frozen=True, slots=True)
class Slimming:
    """What stripping did: bytes before and after, and the files that were left as they were."""

    before: int
    after: int
    kept: tuple[Path, ...]


def strippable(folder: Path, program: str) -> list[Path]:
    """The ELF files under ``folder``, but not ``program``: an archive hangs on that one."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.name != program and elf.is_elf(path)
    ]


def strip_file(path: Path, strip: str = "strip") -> bool:
    """Strip one file; False when that failed or broke it, and it is as it was."""
    slim = path.with_name(path.name + ".slim")
    try:
        shutil.copy2(path, slim)
        done = subprocess.run([strip, "--strip-unneeded", str(slim)], capture_output=True)
        if done.returncode or not elf.is_aligned(slim.read_bytes()):
            return False
        slim.replace(path)
    finally:
        slim.unlink(missing_ok=True)
    return True


def slim(paths: Iterable[Path], tell: Callable[[Path], None] = lambda _: None) -> Slimming:
    """Strip files one by one, and keep those as they were that would not survive it."""
    before = after = 0
    kept = []
    for path in paths:
        tell(path)
        before += path.stat().st_size
        if not strip_file(path):
            kept.append(path)
        after += path.stat().st_size
    return Slimming(before, after, tuple(kept))


def folder_size(folder: Path) -> int:
    """Bytes of all files under ``folder``; links count as nothing."""
    return sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    )


def has_strip() -> bool:
    """Whether this system can strip at all: only ELF files are, so Linux alone."""
    return os.name == "posix" and shutil.which("strip") is not None
