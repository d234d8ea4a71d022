"""Reading events whose links were drawn by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.errors import ArticleRefused
from annotator.domain.link import ConflictLevel, Relation
from annotator.exchange.gold_event import read_gold_event

FIRST = "Zwölf 🚢 sank.\r\nNine were saved.\r\n"
SECOND = "Nine people were saved."


def values() -> dict[str, Any]:
    start = FIRST.index("Nine")
    return {
        "articles": [{"file": "1.txt", "outlet": "One"}, {"file": "2.txt"}],
        "claims": [
            {"id": "a", "article": 0, "start": start, "end": start + 16},
            {"id": "b", "article": 1, "start": 0, "end": len(SECOND)},
        ],
        "links": [
            {"a": "a", "b": "b", "relation": "conflict", "strength": "soft", "fields": ["number"]}
        ],
    }


def event(folder: Path, content: dict[str, Any]) -> Path:
    (folder / "articles").mkdir()
    (folder / "articles" / "1.txt").write_bytes(FIRST.encode())
    (folder / "articles" / "2.txt").write_bytes(SECOND.encode())
    (folder / "gold.json").write_text(json.dumps(content), "utf-8")
    return folder


def test_spans_are_of_the_canonical_text(tmp_path: Path) -> None:
    found = read_gold_event(event(tmp_path, values()))
    claim = found.claims[0]
    text = found.articles[0].text
    assert "\r" not in text
    assert text[claim.span.start : claim.span.end] == "Nine were saved."
    assert found.links[0].relation is Relation.CONFLICT
    assert found.links[0].level is ConflictLevel.SOFT
    assert found.links[0].fields == ("number",)


@pytest.mark.parametrize(
    ("part", "wrong"),
    [
        ("claims", [{"id": "a", "article": 0, "start": 5, "end": 5}]),
        ("claims", [{"id": "a", "article": 7, "start": 0, "end": 5}]),
        ("claims", [{"id": "a", "article": 0, "start": 0, "end": 500}]),
        ("claims", [{"id": "a", "article": -1, "start": 0, "end": 5}]),
        ("claims", [{"id": "a", "article": 0, "start": 0, "end": float("inf")}]),
        ("claims", "none"),
        ("links", [{"a": "a", "b": "nobody", "relation": "same"}]),
        ("links", [{"a": "a", "b": "a", "relation": "same"}]),
        ("links", [{"a": "a", "b": "b", "relation": "cousin"}]),
        ("articles", [{"file": "missing.txt"}, {"file": "2.txt"}]),
        ("articles", [{"file": "../gold.json"}, {"file": "2.txt"}]),
    ],
)
def test_what_is_no_event_is_refused(tmp_path: Path, part: str, wrong: object) -> None:
    folder = event(tmp_path, {**values(), part: wrong})
    with pytest.raises(ArticleRefused, match="not a gold event"):
        read_gold_event(folder)


def test_gold_nested_without_end_is_refused(tmp_path: Path) -> None:
    folder = event(tmp_path, values())
    (folder / "gold.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(ArticleRefused, match="not a gold event"):
        read_gold_event(folder)


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleRefused, match="not a gold event"):
        read_gold_event(tmp_path)
