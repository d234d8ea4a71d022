"""The main job in the real program: import, detect, decide, undo, be killed, reopen, export."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from annotator.domain.span import quote_at
from annotator.exchange.csv_import import read_claims_csv

Program = Any
ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.*"))
KEYS = ("1", "2", "3")
VERDICTS = 20

pytestmark = [pytest.mark.e2e, pytest.mark.spacy, pytest.mark.timeout(600)]


@pytest.fixture
def detected(program: Program) -> Program:
    """The program with five articles on the desk, all read by the real worker."""
    program.start(*map(str, ARTICLES))
    program.wait_for("five detected articles", lambda: program.is_detected(len(ARTICLES)))
    return program


def test_what_was_acknowledged_survives_a_kill_and_is_exported(detected: Program) -> None:
    program = detected
    program.press("j", KEYS[0])
    # The first verdict waits for the reviewer's name; Return accepts the proposed one.
    program.press("Return")
    program.wait_for("the first verdict", lambda: len(program.verdicts()) == 1)
    for given in range(1, VERDICTS):
        program.press(KEYS[given % 3])
        program.wait_for(f"verdict {given + 1}", lambda n=given + 1: len(program.verdicts()) == n)
    for undone in range(1, 4):
        program.press("ctrl+z")
        left = VERDICTS - undone
        program.wait_for(f"undo {undone}", lambda n=left: len(program.verdicts()) == n)
    acknowledged = program.verdicts()
    program.kill()

    program.start()
    assert program.verdicts() == acknowledged
    # What was taken back before the kill can be done again after it.
    program.press("ctrl+shift+z")
    program.wait_for("the redo", lambda: len(program.verdicts()) == VERDICTS - 2)
    assert acknowledged.items() <= program.verdicts().items()

    program.press("ctrl+e")
    program.press("ctrl+e")
    table = program.project_path.with_suffix(".csv")
    program.wait_for("the export", table.exists)
    assert_export_is_true(program, table)
    assert program.quit() == 0
    assert "Traceback" not in program.log()


def assert_export_is_true(program: Program, table: Path) -> None:
    """Every row is a claim of the project as it stands, and every verdict is in it."""
    rows = {row["claim_id"]: row for row in read_claims_csv(table)}
    verdicts = program.verdicts()
    given = {key: (row["verdict"], row["reviewer"]) for key, row in rows.items() if row["verdict"]}
    assert given == verdicts

    def check(project: Any) -> int:
        checked = 0
        for claim in project.claims():
            row = rows.get(claim.uuid)
            if row is None:
                continue
            text = project.text(project.article(claim.article_id))
            assert (int(row["start"]), int(row["end"])) == (claim.span.start, claim.span.end)
            assert row["quote"] == quote_at(text, claim.span).exact
            checked += 1
        return checked

    assert program.read(check) == len(rows)
    assert len(rows) >= len(verdicts)
    assert {row["outlet"] for row in rows.values()} >= {"Kyst Tidende", "Island Post"}


def test_no_session_ever_touches_the_network(detected: Program) -> None:
    program = detected
    assert program.internet_sockets() == set()
    program.press("j", "1", "Return", "n", "F1", "Escape", "ctrl+k", "Escape", "ctrl+e")
    program.wait_for("a verdict", lambda: len(program.verdicts()) == 1)
    assert program.internet_sockets() == set()
    assert program.quit() == 0
    assert program.noted_network() == ""


def test_the_window_never_imports_spacy(detected: Program) -> None:
    """The language model is mapped into the worker and not into the window's process."""
    window, workers = detected.mapped_files()
    assert not any("spacy" in path or "thinc" in path for path in window)
    assert any("spacy" in path for path in workers)
    assert not any("PySide6" in path for path in workers)
    detected.quit()


def test_a_second_program_on_one_project_only_reads(detected: Program, make_program: Any) -> None:
    second = make_program(detected.home)
    second.start()
    second.press("j", "1", "Return")
    detected.focus()
    detected.press("j", "2", "Return")
    detected.wait_for("the verdict", lambda: len(detected.verdicts()) == 1)
    assert [verdict for verdict, _ in detected.verdicts().values()] == ["disputed"]
    second.kill()
    assert detected.quit() == 0
