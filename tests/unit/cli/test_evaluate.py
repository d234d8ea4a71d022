"""``evaluate``: what it prints, writes and refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import evaluate_command
from annotator.domain.claim import RULE_SCORER, RULE_SCORER_NOTICE, DetectorVersion
from annotator.domain.score_quality import score_quality
from annotator.services.evaluation import Evaluation, LabelledText

Command = Callable[..., Any]

ROWS = [{"text": f"Sentence {number}.", "label": int(number < 2)} for number in range(4)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "labelled.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), "utf-8")
    return path


@pytest.fixture
def name() -> str:
    return "trained"


@pytest.fixture(autouse=True)
def known_scores(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Scores .9, .6, .7, .1 in place of the language model's."""

    def evaluate(texts: tuple[LabelledText, ...]) -> Evaluation:
        scores = (0.9, 0.6, 0.7, 0.1)
        quality = score_quality([one.label for one in texts], scores, 0.5)
        return Evaluation(quality, scores, 200.0, DetectorVersion(name, "1", "model"))

    monkeypatch.setattr(evaluate_command, "evaluate", evaluate)


def test_json_is_one_object_with_every_measure(command: Command, data: Path) -> None:
    result = command("evaluate", data, "--json")
    assert result.code == 0
    (found,) = result.objects
    assert list(found) == [
        *("ap", "f1", "threshold", "p_at_10", "p_at_25", "ece", "sentences_per_second", "n")
    ]
    # Positives at ranks 1 and 3: (1 + 2/3) / 2; chosen are three, of which two are positive.
    assert found["ap"] == pytest.approx(5 / 6)
    assert found["f1"] == pytest.approx(0.8)
    assert (found["p_at_10"], found["p_at_25"], found["n"]) == (1, 1, 4)
    assert (found["threshold"], found["sentences_per_second"]) == (0.5, 200)


def test_scores_are_written_one_a_line_in_order(
    command: Command, data: Path, tmp_path: Path
) -> None:
    path = tmp_path / "scores.txt"
    assert command("evaluate", data, "--scores", path).code == 0
    assert [float(line) for line in path.read_text("utf-8").splitlines()] == [0.9, 0.6, 0.7, 0.1]


def test_people_get_lines(command: Command, data: Path) -> None:
    result = command("evaluate", data)
    assert "labelled.jsonl: 4 sentences, detector trained 1" in result.out
    assert "average precision             0.833" in result.out
    assert result.err == ""


@pytest.mark.parametrize("name", [RULE_SCORER])
def test_it_is_said_when_fixed_rules_stand_in(command: Command, data: Path) -> None:
    assert RULE_SCORER_NOTICE in command("evaluate", data, "--json").err


def test_what_cannot_be_read_or_written_is_told(
    command: Command, data: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"text": "One."}', "utf-8")
    result = command("evaluate", wrong)
    assert result.code == 1
    assert "line 1" in result.err
    assert command("evaluate", data, "--scores", tmp_path / "no folder" / "scores").code == 1
