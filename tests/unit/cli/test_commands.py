"""The commands do what the window does, and say so to people and to scripts."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import COMMANDS
from annotator.cli.entry import build_parser
from annotator.services.claim_editing import dismiss
from annotator.services.places import settings_path
from annotator.services.project import open_project

Command = Callable[..., Any]
ROOT = Path(__file__).parents[3]


def claim_ids(command: Command, project: Path) -> list[str]:
    return [claim["claim_id"] for claim in command("claims", project, "--json").objects]


def test_every_command_explains_itself(command: Command) -> None:
    for name in COMMANDS:
        result = command(name, "--help")
        assert result.code == 0
        assert f"fact-annotator {name}" in result.out


def test_help_lists_every_command() -> None:
    text = build_parser().format_help()
    for name in COMMANDS:
        assert re.search(rf"^    {name}\s", text, re.MULTILINE), name


def test_wrong_usage_exits_with_2(command: Command) -> None:
    assert command("verdict", "x.fact", "abcd", "true").code == 2
    assert command("no-such-command").code == 2


def test_import_says_what_came_in_and_knows_it_again(command: Command, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_bytes(b"\xef\xbb\xbfHead line\n\nSomething happened.\n")
    first = command("import", tmp_path / "p.fact", article, "--json").objects
    again = command("import", tmp_path / "p.fact", article, "--json").objects
    assert [first[0]["known"], again[0]["known"]] == [False, True]
    assert first[0]["title"] == "Head line"
    assert first[0]["article_id"] == again[0]["article_id"]


def test_the_same_text_twice_in_one_import_is_known_the_second_time(
    command: Command, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt")]
    for file, text in zip(files, ("Ten died.", "Ten died.", "Nine died."), strict=True):
        file.write_text(text, "utf-8")
    told = command("import", tmp_path / "p.fact", *files, "--json").objects
    assert [one["known"] for one in told] == [False, True, False]
    assert told[0]["article_id"] == told[1]["article_id"]


def test_damaged_settings_are_told_once_and_the_command_goes_on(
    command: Command, project: Path
) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text("{not json", "utf-8")
    first, again = command("articles", project), command("articles", project)
    assert (first.code, again.code) == (0, 0)
    assert first.err.count("The file with the settings is damaged.") == 1
    assert again.err == ""


def test_import_takes_the_others_when_a_file_is_refused(command: Command, tmp_path: Path) -> None:
    good, empty, binary = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "c.txt"
    good.write_text("Something happened.", "utf-8")
    empty.write_bytes(b"")
    binary.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    result = command("import", tmp_path / "p.fact", good, empty, binary, tmp_path / "gone.txt")
    assert result.code == 3
    assert "a.txt" in result.out
    assert [name in result.err for name in ("b.txt", "c.txt", "gone.txt")] == [True] * 3
    assert len(command("articles", tmp_path / "p.fact", "--json").objects) == 1


def test_import_makes_no_project_of_refused_files(command: Command, tmp_path: Path) -> None:
    assert command("import", tmp_path / "p.fact", tmp_path / "gone.txt").code == 1
    assert not (tmp_path / "p.fact").exists()


def test_detect_leaves_finished_articles_alone(command: Command, project: Path) -> None:
    assert "already" in command("detect", project).out
    assert len(command("detect", project, "--again", "--json").objects) == 2


def test_detect_in_files_gives_offsets_of_the_file_itself(
    command: Command, sentence_detector: None, tmp_path: Path
) -> None:
    path = tmp_path / "crlf.txt"
    path.write_bytes("\ufeffHead 😱\r\n\r\nIt \0broke\r\nat noon. It fell.\r\n".encode())
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    candidates = command("detect", path, "--json").objects
    assert len(candidates) == 2
    for candidate in candidates:
        assert text[candidate["start"] : candidate["end"]] == candidate["quote"]
        assert candidate["offsets_in"] == "file"
        assert candidate["article"] == str(path)
        assert list(candidate) == [
            *("article", "start", "end", "quote", "kinds", "check_worthiness", "cues"),
            "offsets_in",
        ]
    assert candidates[0]["quote"] == "It \0broke\r\nat noon."
    assert (candidates[0]["start"], candidates[0]["end"]) == (11, 30)


def test_detect_refuses_to_mix_projects_and_files(command: Command, project: Path) -> None:
    assert command("detect", project, project.with_name("one.txt")).code == 2


def test_detect_in_files_goes_on_after_a_refusal(
    command: Command, sentence_detector: None, tmp_path: Path
) -> None:
    good, latin = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text("Something happened.", "utf-8")
    latin.write_bytes("Caf\xe9 burned down.".encode("latin-1"))
    result = command("detect", good, latin, "--json")
    assert result.code == 3
    assert len(result.objects) == 1
    assert "b.txt" in result.err


def test_a_verdict_is_recorded_with_its_reviewer(command: Command, project: Path) -> None:
    claim = claim_ids(command, project)[0]
    result = command(
        "verdict", project, claim, "disputed", "--justification", "10, says the other",
        "--reviewer", "Ann", "--json",
    )  # fmt: skip
    assert result.objects[0]["verdict"] == "disputed"
    assert result.objects[0]["reviewer"] == "Ann"
    shown = command("claims", project, "--only", "reviewed", "--json").objects
    assert [claim["justification"] for claim in shown] == ["10, says the other"]


def test_a_claim_is_found_by_the_start_of_its_id(command: Command, project: Path) -> None:
    claim = claim_ids(command, project)[1]
    assert command("verdict", project, claim[:8], "verified").code == 0
    assert command("verdict", project, "%%%%", "verified").code == 1
    assert "too short" in command("verdict", project, "abc", "verified").err


def test_withdraw_undo_and_redo(command: Command, project: Path) -> None:
    claim = claim_ids(command, project)[0]
    command("verdict", project, claim, "verified")
    assert "Withdrew" in command("withdraw", project, claim).out
    assert command("undo", project).out.startswith("Undid: Withdrew")
    assert len(command("claims", project, "--only", "verified", "--json").objects) == 1
    assert command("redo", project).out.startswith("Redid: Withdrew")
    assert command("claims", project, "--only", "verified", "--json").objects == []
    assert "Nothing" in command("redo", project).out


def test_justify_alone(command: Command, project: Path) -> None:
    claim = claim_ids(command, project)[0]
    assert "Justified" in command("justify", project, claim, "The log says so").out


def test_claims_can_be_narrowed_down(command: Command, project: Path) -> None:
    assert len(command("claims", project, "--json").objects) == 4
    assert len(command("claims", project, "--words", "fell two", "--json").objects) == 1
    assert command("claims", project, "--at-least", "0.9", "--json").objects == []
    assert "candidate" in command("claims", project).out
    opened = open_project(project, "Ann", project.parent / "backups")
    dismiss(opened, opened.claims()[0].id)
    opened.close()
    (line,) = command("claims", project, "--only", "dismissed").out.splitlines()
    assert "not a claim" in line


def test_export_writes_every_claim(command: Command, project: Path, tmp_path: Path) -> None:
    command("verdict", project, claim_ids(command, project)[0], "verified")
    target = tmp_path / "out.csv"
    assert command("export", project, "--to", target).code == 0
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 4
    assert [row["verdict"] for row in rows].count("verified") == 1
    assert {row["claim_id"] for row in rows} == set(claim_ids(command, project))


def test_export_can_choose_columns_and_claims(
    command: Command, project: Path, tmp_path: Path
) -> None:
    command("verdict", project, claim_ids(command, project)[0], "verified")
    target = tmp_path / "out.csv"
    result = command(
        "export", project, "--to", target, "--columns", "quote, verdict", "--only", "reviewed",
        "--bom", "--json",
    )  # fmt: skip
    assert result.objects[0]["rows"] == 1
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [list(row) for row in rows] == [["quote", "verdict"]]
    other = tmp_path / "other.csv"
    assert command("export", project, "--to", other, "--columns", "nonsense").code == 2


@pytest.mark.parametrize("score", ["70", "-0.1", "nan", "much"])
def test_a_score_is_from_0_to_1(command: Command, project: Path, score: str) -> None:
    result = command("claims", project, "--at-least", score)
    assert result.code == 2
    assert result.out == ""


def test_export_replaces_a_file_only_when_told(
    command: Command, project: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    target.write_text("precious", "utf-8")
    assert command("export", project, "--to", target).code == 1
    assert target.read_text("utf-8") == "precious"
    assert command("export", project, "--to", target, "--force").code == 0
    assert target.read_text("utf-8") != "precious"


def test_check_finds_a_sound_project_sound(command: Command, project: Path) -> None:
    result = command("check", project)
    assert result.code == 0
    assert "is sound" in result.out
    report = command("check", project, "--json").objects[0]
    assert report["sound"] is True
    assert {"integrity_check", "foreign_key_check"} <= {c["check"] for c in report["checks"]}


def test_check_and_lists_work_while_a_window_writes(
    command: Command, project: Path, tmp_path: Path
) -> None:
    window = open_project(project, "Ann", tmp_path / "backups")
    try:
        assert command("check", project).code == 0
        assert len(command("claims", project, "--json").objects) == 4
        result = command("undo", project)
        assert result.code == 1
        assert "is open in" in result.err
    finally:
        window.close()


@pytest.mark.parametrize("content", [b"", b"no project", b"SQLite format 3\0" + bytes(200)])
def test_other_files_are_no_projects(command: Command, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.fact"
    path.write_bytes(content)
    result = command("check", path)
    assert result.code == 1
    assert "x.fact" in result.err
    assert path.read_bytes() == content


def test_the_ending_of_a_project_may_be_left_out(
    command: Command, project: Path, tmp_path: Path
) -> None:
    assert command("claims", project.with_suffix("")).out == command("claims", project).out
    assert command("import", tmp_path / "New", tmp_path / "one.txt").code == 0
    assert (tmp_path / "New.fact").exists()
    assert not (tmp_path / "New").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_under_the_output_is_one_line(project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "annotator", "claims", str(project)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "fact-annotator: No space left on device.\n"


def test_a_reader_that_has_seen_enough_is_no_fault(project: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "annotator", "claims", str(project)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""
    assert process.returncode == 0
