"""Turning what a person chose or dropped, files and folders, into the files to read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from annotator.exchange.article_reader import is_readable_name
from annotator.exchange.limits import MAX_FOLDER_DEPTH, MAX_FOLDER_ENTRIES, MAX_FOLDER_FILES
from annotator.exchange.metadata_text import shown_name


@dataclass(frozen=True, slots=True)
class FoundArticles:
    """The files to read, and what was passed over.

    Attributes:
        paths: the named files in the order given, each folder's files in natural order.
        skipped: one sentence for everything that was left out and that a person should know of.
    """

    paths: tuple[Path, ...]
    skipped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Search:
    paths: dict[Path, None] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    other_files: int = 0
    entries: int = 0
    was_cut: bool = False
    visited: set[tuple[int, int]] = field(default_factory=set)


def find_articles(paths: Iterable[Path]) -> FoundArticles:
    """Expand folders into the files with a readable ending; hidden ones are left out.

    A file that was named itself is always kept, so that reading it says what is wrong with it.
    Takes at most 1,000 files from folders 12 deep; a path met twice is taken once.
    """
    search = _Search()
    for path in paths:
        if path.is_dir():
            _search_folder(path, search)
        else:
            search.paths.setdefault(path)
    if search.other_files:
        only = search.other_files == 1
        count = (
            "1 file of another format was"
            if only
            else f"{search.other_files:,} files of other formats were"
        )
        search.skipped.append(f"{count} left out.")
    if search.was_cut:
        search.skipped.append(
            f"Stopped at {len(search.paths):,} files: add the rest in smaller portions."
        )
    return FoundArticles(tuple(search.paths), tuple(search.skipped))


def natural_order(path: Path) -> tuple[tuple[int, int, str], ...]:
    """Sort key by name that puts "part 2" before "part 10", whatever the case."""
    parts = re.split(r"(\d{1,18})", path.name.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def _search_folder(top: Path, search: _Search) -> None:
    waiting = [(top, 0)]
    while waiting and not search.was_cut:
        folder, depth = waiting.pop()
        try:
            status = folder.stat()
            entries = list(_entries(folder, search))
        except OSError as error:
            reason = os.strerror(error.errno) if error.errno else "unknown fault"
            search.skipped.append(f"The folder “{shown_name(folder)}” cannot be read: {reason}.")
            continue
        if (status.st_dev, status.st_ino) in search.visited:
            continue
        search.visited.add((status.st_dev, status.st_ino))
        folders = [path for path, is_folder in entries if is_folder]
        for path, is_folder in entries:
            if is_folder:
                continue
            if not is_readable_name(path):
                search.other_files += 1
            elif len(search.paths) < MAX_FOLDER_FILES:
                search.paths.setdefault(path)
            elif path not in search.paths:
                search.was_cut = True
        if folders and depth >= MAX_FOLDER_DEPTH:
            search.skipped.append(f"Folders inside “{shown_name(folder)}” are too deep to search.")
        else:
            waiting.extend((path, depth + 1) for path in reversed(folders))


def _entries(folder: Path, search: _Search) -> list[tuple[Path, bool]]:
    found = []
    with os.scandir(folder) as listing:
        for entry in listing:
            search.entries += 1
            if search.entries > MAX_FOLDER_ENTRIES:
                search.was_cut = True
                break
            if not entry.name.startswith("."):
                found.append((Path(entry.path), _is_folder(entry)))
    return sorted(found, key=lambda each: natural_order(each[0]))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        # A link to itself, say; reading it as a file will tell.
        return False
