"""What opens the window and what stays in the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.__main__ import is_for_command_line, main


@pytest.mark.parametrize(
    "words",
    ["import p.fact a.txt", "--help", "--version", "exprot p.fact", "history --help",
     "--no-such-option", "p.fact --help"],
)  # fmt: skip
def test_commands_questions_and_typing_errors_open_no_window(words: str) -> None:
    assert is_for_command_line(words.split())


@pytest.mark.parametrize("words", ["", "p.fact", "gone.txt", "./folder", "a.html b.txt"])
def test_files_open_the_window(words: str) -> None:
    assert not is_for_command_line(words.split())


def test_a_folder_named_like_a_word_opens_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "articles-of-may").mkdir()
    monkeypatch.chdir(tmp_path)
    assert not is_for_command_line(["articles-of-may"])


def test_a_mistyped_command_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exprot", "p.fact"]) == 2
    told = capsys.readouterr().err
    assert "exprot" in told
    assert "export" in told
