"""``evaluate-links``: what it prints and what it refuses, with the shipped comparison."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import evaluate_links_command
from annotator.exchange.gold_event import GoldEvent
from annotator.services.link_evaluation import LinkFigures

Command = Callable[..., Any]

ARTICLES = (
    ("The ferry Halvard struck a reef near Orsa.", "Twelve passengers were injured."),
    ("The ferry Halvard struck a reef near Orsa.", "Nineteen passengers were injured."),
)


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """Two articles of two claims: a near-copy, and a conflict in a number."""
    folder = tmp_path / "halvard"
    (folder / "articles").mkdir(parents=True)
    claims = []
    for number, sentences in enumerate(ARTICLES):
        text = "\r\n\r\n".join(sentences)
        (folder / "articles" / f"{number}.txt").write_bytes(text.encode())
        for place, sentence in enumerate(sentences):
            start = text.index(sentence)
            claims.append(
                {
                    "id": f"a{number}c{place}",
                    "article": number,
                    "start": start,
                    "end": start + len(sentence),
                }
            )
    links = [
        {"a": "a0c0", "b": "a1c0", "relation": "near-copy"},
        {"a": "a0c1", "b": "a1c1", "relation": "conflict", "fields": ["number"],
         "strength": "hard"},
    ]  # fmt: skip
    gold = {
        "articles": [{"file": f"{number}.txt", "outlet": "Wire"} for number in range(2)],
        "claims": claims,
        "links": links,
    }
    (folder / "gold.json").write_text(json.dumps(gold), "utf-8")
    return folder


def test_json_is_one_object_an_event(command: Command, event: Path) -> None:
    result = command("evaluate-links", event, "--json")
    assert result.code == 0, result.err
    (found,) = result.objects
    assert (found["event"], found["articles"], found["claims"]) == ("halvard", 2, 4)
    assert (found["queries"], found["mrr"], found["right_first"]) == (4, 1, 1)
    assert (found["links"], found["precision"], found["recall"], found["f1"]) == (2, 1, 1, 1)
    assert found["conflicts"] == {"hard": 1, "soft": 0}
    assert found["conflicts_found"] == {"hard": 1, "soft": 0}
    assert (found["false_alarms_per_article"], found["relations_right"]) == (0, 1)
    assert found["links_outside_gold"] == 0


def test_people_get_lines(command: Command, event: Path) -> None:
    result = command("evaluate-links", event)
    assert result.code == 0, result.err
    assert "halvard: 2 articles, 4 claims" in result.out
    assert "MRR 1.000, right first 1.000 (4 questions)" in result.out
    assert "precision 1.000, recall 1.000, F1 1.000 (2 drawn)" in result.out
    assert "conflicts found: hard 1 of 1, soft 0 of 0; 0.00 false alarms per article" in result.out


def test_the_detector_s_claims_are_compared_on_request(
    command: Command, event: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[list[str], bool]] = []

    def evaluate(events: Sequence[GoldEvent], *, own_claims: bool) -> list[LinkFigures]:
        asked.append(([one.name for one in events], own_claims))
        return []

    monkeypatch.setattr(evaluate_links_command, "evaluate_in_process", evaluate)
    assert command("evaluate-links", event, event, "--own-claims").code == 0
    assert asked == [(["halvard", "halvard"], True)]


def test_a_file_beside_the_events_is_passed_over(
    command: Command, event: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def evaluate(events: Sequence[GoldEvent], *, own_claims: bool) -> list[LinkFigures]:
        asked.extend(one.name for one in events)
        return []

    monkeypatch.setattr(evaluate_links_command, "evaluate_in_process", evaluate)
    (tmp_path / "README.md").write_text("Of these events.", "utf-8")
    result = command("evaluate-links", tmp_path / "README.md", event)
    assert (result.code, asked) == (3, ["halvard"])
    assert "README.md: not a folder, passed over" in result.err


def test_a_folder_that_is_no_event_is_told(command: Command, tmp_path: Path) -> None:
    result = command("evaluate-links", tmp_path)
    assert result.code == 1
    assert result.out == ""
    assert "is not a gold event" in result.err
    assert "Nothing was measured." in result.err


def test_a_claim_outside_its_article_is_told(command: Command, event: Path) -> None:
    gold = json.loads((event / "gold.json").read_text("utf-8"))
    gold["claims"][0]["end"] = 10_000
    (event / "gold.json").write_text(json.dumps(gold), "utf-8")
    result = command("evaluate-links", event)
    assert result.code == 1
    assert "“halvard” is not a gold event." in result.err
