"""Comparing in the real program: conflicts are found and reached, and a kill harms nothing."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from annotator.assets import asset_path
from annotator.domain.link import Relation
from annotator.services import comparing, linking
from annotator.services.project import Project

Program = Any
SAMPLES = sorted(Path(str(asset_path("resources", "samples"))).glob("*.txt"))
CHECKOUT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.e2e, pytest.mark.spacy, pytest.mark.timeout(600)]


def is_compared(program: Program) -> bool:
    """Whether all samples are read and what they say of each other is stored."""
    if not program.is_detected(len(SAMPLES)):
        return False

    def ask(project: Project) -> bool:
        return comparing.is_compared(project, comparing.articles_to_compare(project))

    return bool(program.read(ask))


def in_conflict(project: Project) -> set[str]:
    """The claims, by uuid, that some other article contradicts."""
    claims = {claim.id: claim.uuid for claim in project.claims()}
    return {
        claims[one]
        for link in linking.links(project)
        if link.drawn and link.relation is Relation.CONFLICT
        for one in (link.a, link.b)
    }


def command_line(*arguments: str) -> str:
    """What the command line answers; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "annotator", *arguments],
        cwd=CHECKOUT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_conflict_is_found_reached_and_written(program: Program, tmp_path: Path) -> None:
    program.start(*map(str, SAMPLES))
    program.wait_for("the comparison", lambda: is_compared(program))
    disputed = program.read(in_conflict)
    assert disputed
    # "c" goes to a conflict: the verdict that follows is given to a claim in conflict.
    program.press("c", "2", "Return")
    program.wait_for("the verdict", lambda: len(program.verdicts()) == 1)
    (decided,) = program.verdicts()
    assert decided in disputed
    # A whole statement in one act, and back in one act.
    program.press("c", "ctrl+1")
    program.wait_for("a statement's verdicts", lambda: len(program.verdicts()) > 1)
    program.press("ctrl+z")
    program.wait_for("one undo", lambda: len(program.verdicts()) == 1)
    assert program.quit() == 0
    assert "Traceback" not in program.log()

    target = tmp_path / "matrix.csv"
    said = json.loads(
        command_line("matrix", str(program.project_path), "-o", str(target), "--json")
    )
    with target.open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    assert said["statements"] == len(lines)
    articles = program.read(lambda project: [one.label for one in project.articles()])
    assert head[2::3] == articles
    assert any(cell.startswith("conflicts") for line in lines for cell in line[2::3])
    assert "disputed" in {cell for line in lines for cell in line[4::3]}


def test_a_kill_while_comparing_leaves_a_sound_project(program: Program) -> None:
    program.start(*map(str, SAMPLES))
    program.wait_for("the articles to be read", lambda: program.is_detected(len(SAMPLES)))
    program.kill()
    assert not is_compared(program), "the comparison was over before the kill"
    claims = program.read(lambda project: {claim.uuid for claim in project.claims()})
    assert "sound" in command_line("check", str(program.project_path))

    program.start()
    program.wait_for("the comparison", lambda: is_compared(program))
    assert program.read(in_conflict)
    assert program.read(lambda project: {claim.uuid for claim in project.claims()}) == claims
    assert program.quit() == 0
    assert "sound" in command_line("check", str(program.project_path))
    assert "Traceback" not in program.log()


def test_a_project_is_compared_and_its_matrix_written_without_a_window(tmp_path: Path) -> None:
    project, target = tmp_path / "Theft.fact", tmp_path / "matrix.csv"
    command_line("import", str(project), *map(str, SAMPLES))
    command_line("detect", str(project))
    (event,) = map(json.loads, command_line("compare", str(project), "--json").splitlines())
    assert len(event["article_ids"]) == len(SAMPLES)
    assert 0 < event["conflicts"] < event["links"]
    assert "already" in command_line("compare", str(project))
    command_line("matrix", str(project), "-o", str(target))
    with target.open(encoding="utf-8", newline="") as file:
        _, *lines = csv.reader(file)
    assert any(cell.startswith("conflicts") for line in lines for cell in line[2::3])
    assert "sound" in command_line("check", str(project))
