"""Labelled sentences: what is read, what is refused, and what is measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.services import evaluation
from annotator.services.evaluation import (
    EvaluationRefused,
    LabelledText,
    evaluate,
    read_labelled_texts,
)


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "labelled.jsonl"
    path.write_bytes(data)
    return path


def test_rows_are_read_in_order_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        b'\xef\xbb\xbf{"text": "One.", "label": 1, "more": []}\r\n\r\n{"text":"","label":0}',
    )
    assert read_labelled_texts(path) == (LabelledText("One.", True), LabelledText("", False))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "holds no sentence"),
        (b'{"text": "One.", "label": 1}\nnothing', "line 2 is not JSON"),
        (b'"text"', "line 1 has no “text”"),
        (b'{"text": 5, "label": 1}', "line 1 has no “text”"),
        (b'{"text": "One."}', "label"),
        (b'{"text": "One.", "label": -1}', "label"),
        (b'{"text": "One.", "label": "1"}', "label"),
        (b'{"text": "One.", "label": [1]}', "label"),
        (b'{"text": "\xff", "label": 1}', "not UTF-8"),
        (b"[" * 100_000, "line 1 is not JSON"),
        (json.dumps({"text": "x" * 10_001, "label": 1}).encode(), "longer than 10,000"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(EvaluationRefused) as caught:
        read_labelled_texts(_file(tmp_path, data))
    assert why in caught.value.what
    assert "xxx" not in caught.value.what


def test_a_missing_and_a_huge_file_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(EvaluationRefused):
        read_labelled_texts(tmp_path / "nowhere.jsonl")
    monkeypatch.setattr(evaluation, "FILE_LIMIT", 10)
    with pytest.raises(EvaluationRefused, match="larger"):
        read_labelled_texts(_file(tmp_path, b'{"text": "One.", "label": 1}'))


@pytest.mark.spacy
def test_every_text_gets_a_score_from_0_to_1() -> None:
    texts = [
        LabelledText("Unemployment fell to 4.1 percent in March.", True),
        LabelledText("Thank you all so much!", False),
        LabelledText("", False),
        LabelledText("half of a pair: \ud800", False),
        LabelledText("Los precios subieron un 5 por ciento.", True),
    ]
    found = evaluate(texts)
    assert len(found.scores) == len(texts)
    assert all(0 <= score <= 1 for score in found.scores)
    assert found.scores[0] > found.scores[1]
    assert found.scores[2] == 0
    assert found.quality.count == len(texts)
    assert found.texts_per_second > 0
