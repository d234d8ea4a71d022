"""Files are read before an import: the good ones come through whatever the others are."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.domain.article import ArticleMetadata
from annotator.domain.errors import ArticleRefused
from annotator.domain.text import text_sha256
from annotator.services import reading
from annotator.services.reading import (
    IN_PROJECT,
    cleaned_metadata,
    pasted_article,
    read_again,
    read_for_import,
    with_metadata,
)

FRENCH = "Le préfet a parlé à l’hôtel de ville, où la mairie siège. Déjà onze blessés, dit-il."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, a copy of the first, a file in another encoding, and two that are no text."""
    place = tmp_path / "in"
    place.mkdir()
    (place / "1 wire.txt").write_text("Nine people died on Friday.", encoding="utf-8")
    (place / "2 post.md").write_text("# Ten died\n\nTen people died.", encoding="utf-8")
    (place / "3 copy.txt").write_text("Nine people died on Friday.", encoding="utf-8")
    (place / "4 french.txt").write_bytes(FRENCH.encode("windows-1252"))
    (place / "5 empty.txt").write_bytes(b"")
    (place / "6 scan.txt").write_bytes(b"%PDF-1.7\n\x00\x01\x02\xff")
    return place


def test_the_readable_come_through_and_each_other_says_why_not(folder: Path) -> None:
    found = read_for_import([folder])
    assert [one.raw.name for one in found.prepared] == [
        "1 wire.txt", "2 post.md", "3 copy.txt", "4 french.txt",
    ]  # fmt: skip
    assert [one.name for one in found.refused] == ["5 empty.txt", "6 scan.txt"]
    assert "empty" in found.refused[0].error.what
    assert "PDF" in found.refused[1].error.what
    assert not found.is_certain
    assert not found.stopped


def test_the_same_text_is_recognised_in_the_import_and_in_the_project(folder: Path) -> None:
    known = text_sha256("# Ten died\n\nTen people died.")
    found = read_for_import([folder], known_texts=[known])
    assert [one.known for one in found.prepared] == [
        "", IN_PROJECT, "same text as 1 wire.txt", "",
    ]  # fmt: skip


def test_plain_utf8_files_are_certain(folder: Path) -> None:
    assert read_for_import([folder / "1 wire.txt", folder / "2 post.md"]).is_certain


def test_a_guessed_encoding_can_be_changed_before_the_text_is_frozen(folder: Path) -> None:
    (prepared,) = read_for_import([folder / "4 french.txt"]).prepared
    assert prepared.encodings[0] == prepared.raw.guess.encoding
    assert "windows-1252" in prepared.encodings
    again = read_again(prepared.raw, "windows-1252")
    assert again.article.text == FRENCH
    assert again.article.source.encoding == "windows-1252"
    assert again.text_sha256 == text_sha256(FRENCH)
    cyrillic = read_again(prepared.raw, "windows-1251")
    assert cyrillic.article.text != FRENCH
    assert cyrillic.article.source.sha256 == again.article.source.sha256


def test_edited_metadata_outlives_another_encoding(folder: Path) -> None:
    (prepared,) = read_for_import([folder / "4 french.txt"]).prepared
    mine = ArticleMetadata("Le préfet parle", "La Dépêche")
    assert read_again(prepared.raw, "windows-1251", mine).article.metadata == mine


def test_bytes_that_do_not_fit_an_encoding_are_refused(folder: Path) -> None:
    (prepared,) = read_for_import([folder / "4 french.txt"]).prepared
    with pytest.raises(ArticleRefused):
        read_again(prepared.raw, "utf-8")


def test_progress_counts_files_and_a_stop_keeps_what_was_read(folder: Path) -> None:
    seen: list[tuple[int, int]] = []
    found = read_for_import(
        [folder],
        on_progress=lambda done, total: seen.append((done, total)),
        is_cancelled=lambda: len(seen) == 2,
    )
    assert seen == [(1, 6), (2, 6)]
    assert found.stopped
    assert [one.raw.name for one in found.prepared] == ["1 wire.txt", "2 post.md"]


def test_a_missing_file_does_not_stop_the_others(folder: Path) -> None:
    found = read_for_import([folder / "gone.txt", folder / "1 wire.txt"])
    assert len(found.prepared) == 1
    assert "is not there" in found.refused[0].error.what


def test_files_that_are_too_large_together_are_refused_one_by_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES_AT_ONCE", 60)
    found = read_for_import([folder / "1 wire.txt", folder / "4 french.txt", folder / "2 post.md"])
    assert [one.raw.name for one in found.prepared] == ["1 wire.txt", "2 post.md"]
    assert "one too many" in found.refused[0].error.what


def test_what_was_passed_over_in_a_folder_is_said(folder: Path) -> None:
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (skipped,) = read_for_import([folder]).skipped
    assert "1 file" in skipped


def test_an_empty_title_becomes_the_name_of_the_file(folder: Path) -> None:
    (prepared,) = read_for_import([folder / "1 wire.txt"]).prepared
    assert with_metadata(prepared, ArticleMetadata("")).article.metadata.title == "1 wire.txt"


def test_typed_metadata_is_kept_on_single_lines() -> None:
    typed = ArticleMetadata(
        " Ten\ndied ", "The  Post", "", "2026-03-01T10:00:00Z", " https://post.example/a "
    )
    assert cleaned_metadata(typed) == ArticleMetadata(
        "Ten died", "The Post", "", "2026-03-01", "https://post.example/a"
    )
    assert cleaned_metadata(ArticleMetadata("T", url="ask the desk")).url == "ask the desk"


def test_pasted_text_takes_its_title_from_its_first_line() -> None:
    article = pasted_article("Ferry sinks\n\nNine people died.")
    assert article.metadata.title == "Ferry sinks"
    with pytest.raises(ArticleRefused):
        pasted_article(" \n ")
