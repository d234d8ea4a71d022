"""``training-data`` writes what ``evaluate`` reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.verdict import Verdict
from annotator.services import claim_editing, review
from tests.made_projects import OTHER_TEXT, TEXT, detected_project

Command = Callable[..., Any]


@pytest.fixture
def decided(tmp_path: Path) -> Path:
    project = detected_project(tmp_path, TEXT, OTHER_TEXT)
    review.decide(project, 1, Verdict.VERIFIED)
    claim_editing.dismiss(project, 2)
    project.close()
    return project.path


def test_decisions_are_written(command: Command, decided: Path, tmp_path: Path) -> None:
    target = tmp_path / "desk.jsonl"
    result = command("training-data", decided, "-o", target)
    assert (result.code, result.err) == (0, "")
    assert "2 lines" in result.out
    assert "1 worth a check, 1 not a claim" in result.out
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [line["label"] for line in lines] == [1, 0]


def test_a_file_that_is_there_stays_unless_it_is_forced(
    command: Command, decided: Path, tmp_path: Path
) -> None:
    target = tmp_path / "desk.jsonl"
    target.write_text("mine")
    result = command("training-data", decided, "-o", target)
    assert result.code == 1
    assert "is there already" in result.err
    assert target.read_text() == "mine"
    result = command("training-data", decided, "-o", target, "--force", "--json")
    assert result.code == 0
    assert result.objects == [{"lines": 2, "worth_it": 1, "not_a_claim": 1, "path": str(target)}]


def test_a_target_is_needed(command: Command, decided: Path) -> None:
    assert command("training-data", decided).code == 2
