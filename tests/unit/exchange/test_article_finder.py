"""Files and folders a person chose become the files to read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.exchange import article_finder
from annotator.exchange.article_finder import find_articles


def _tree(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def _names(root: Path, paths: tuple[Path, ...]) -> list[str]:
    return [path.relative_to(root).as_posix() for path in paths]


def test_a_folder_gives_its_readable_files_in_natural_order(tmp_path: Path) -> None:
    _tree(
        tmp_path,
        "part 10.txt",
        "Part 2.md",
        "a.HTML",
        "picture.png",
        ".hidden.txt",
        ".git/a.txt",
        "sub 2/b.txt",
        "sub 10/c.txt",
    )
    found = find_articles([tmp_path])
    assert _names(tmp_path, found.paths) == [
        "a.HTML",
        "Part 2.md",
        "part 10.txt",
        "sub 2/b.txt",
        "sub 10/c.txt",
    ]
    assert found.skipped == ("1 file of another format was left out.",)


def test_named_files_are_kept_whatever_they_are(tmp_path: Path) -> None:
    _tree(tmp_path, "b.txt", "a.pdf")
    named = [tmp_path / "b.txt", tmp_path / "a.pdf", tmp_path / "gone.txt", tmp_path / "b.txt"]
    found = find_articles(named)
    assert _names(tmp_path, found.paths) == ["b.txt", "a.pdf", "gone.txt"]
    assert found.skipped == ()


def test_a_file_named_and_found_is_taken_once(tmp_path: Path) -> None:
    _tree(tmp_path, "a.txt", "b.txt")
    found = find_articles([tmp_path / "b.txt", tmp_path, tmp_path])
    assert _names(tmp_path, found.paths) == ["b.txt", "a.txt"]


@pytest.mark.skipif(os.name == "nt", reason="Windows needs a right to make links")
def test_links_that_lead_round_come_to_an_end(tmp_path: Path) -> None:
    _tree(tmp_path, "deep/a.txt")
    (tmp_path / "deep" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert _names(tmp_path, find_articles([tmp_path]).paths) == ["deep/a.txt"]


def test_too_deep_folders_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_finder, "MAX_FOLDER_DEPTH", 1)
    _tree(tmp_path, "one/a.txt", "one/two/b.txt")
    found = find_articles([tmp_path])
    assert _names(tmp_path, found.paths) == ["one/a.txt"]
    assert found.skipped == ("Folders inside “one” are too deep to search.",)


@pytest.mark.parametrize("cap", ["MAX_FOLDER_FILES", "MAX_FOLDER_ENTRIES"])
def test_caps_end_the_search_and_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cap: str
) -> None:
    monkeypatch.setattr(article_finder, cap, 3)
    _tree(tmp_path, *(f"{n}.txt" for n in range(9)))
    found = find_articles([tmp_path])
    assert len(found.paths) == 3
    assert found.skipped == ("Stopped at 3 files: add the rest in smaller portions.",)


def test_a_folder_of_exactly_the_cap_is_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_finder, "MAX_FOLDER_FILES", 3)
    _tree(tmp_path, *(f"{n}.txt" for n in range(3)))
    found = find_articles([tmp_path])
    assert len(found.paths) == 3
    assert found.skipped == ()


def test_a_folder_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tree(tmp_path, "a.txt", "shut/b.txt")
    really_scan = article_finder.os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return really_scan(path)

    # A test may run as root, who may read every folder.
    monkeypatch.setattr(article_finder.os, "scandir", scandir)
    found = find_articles([tmp_path])
    assert _names(tmp_path, found.paths) == ["a.txt"]
    assert found.skipped == ("The folder “shut” cannot be read: Permission denied.",)
