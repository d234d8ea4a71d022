"""Training data: which claims are written, with which label, and how much of the article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.errors import ExportFailed
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services import articles, claim_editing, review
from annotator.services.evaluation import read_labelled_texts
from annotator.services.project import Project
from annotator.services.training_data import (
    CONTEXT_LIMIT,
    TrainingCount,
    sentence_around,
    write_training_data,
)
from tests.made_projects import OTHER_TEXT, TEXT, detected_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = detected_project(tmp_path, TEXT, OTHER_TEXT)
    yield made
    made.close()


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_what_was_decided_is_written_with_its_label(project: Project, tmp_path: Path) -> None:
    review.decide(project, 1, Verdict.DISPUTED)
    claim_editing.dismiss(project, 2)
    review.justify(project, 5, "Because.")
    claim_editing.add_claim(project, 2, Span(4, 8))
    target = tmp_path / "desk.jsonl"
    assert write_training_data(project, target) == TrainingCount(3, 1)
    assert rows(target) == [
        {"text": "The dam held 40 million litres 😱.", "label": 1,
         "source": "fact-annotator desk", "article": "Article 1"},
        {"text": "It broke on 3 May.", "label": 0,
         "source": "fact-annotator desk", "article": "Article 1"},
        {"text": "dam", "label": 1, "context": "The dam broke on 4 May.",
         "source": "fact-annotator desk", "article": "Article 2"},
        {"text": "Three villages were flooded.", "label": 1,
         "source": "fact-annotator desk", "article": "Article 2"},
    ]  # fmt: skip
    assert [one.label for one in read_labelled_texts(target)] == [True, False, True, True]


def test_what_was_taken_back_is_not_written(project: Project, tmp_path: Path) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    review.undo(project)
    claim_editing.dismiss(project, 4)
    articles.remove_article(project, 2)
    target = tmp_path / "desk.jsonl"
    assert write_training_data(project, target) == TrainingCount(0, 0)
    assert target.read_bytes() == b""


def test_the_same_project_gives_the_same_bytes(project: Project, tmp_path: Path) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    write_training_data(project, one)
    write_training_data(project, other)
    assert one.read_bytes() == other.read_bytes() != b""


def test_a_failure_leaves_what_was_there(project: Project, tmp_path: Path) -> None:
    with pytest.raises(ExportFailed):
        write_training_data(project, tmp_path / "gone" / "desk.jsonl")
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("One. Two of 3.5 fell. Four.", "3.5", "Two of 3.5 fell."),
        ("He said: “It fell.” Then we left.", "It fell", "He said: “It fell.”"),
        ("A title\nIt fell in May", "May", "It fell in May"),
        ("Rain fell. It was late. We left.", "late. We", "It was late. We left."),
        ("It fell at 5 p.m. on Monday.", "Monday", "It fell at 5 p.m. on Monday."),
        ("x " * CONTEXT_LIMIT + "It fell", "fell", "fell"),
        ("It fell" + " x" * CONTEXT_LIMIT, "fell", "fell"),
    ],
)
def test_the_sentence_around_a_quote(text: str, quote: str, sentence: str) -> None:
    start = text.index(quote)
    assert sentence_around(text, Span(start, start + len(quote))) == sentence


@given(st.text("aB. \n!?”😱é", min_size=1, max_size=60), st.data())
def test_a_sentence_holds_its_quote_and_lies_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    sentence = sentence_around(text, Span(start, end))
    assert quote.strip() in sentence
    assert sentence in text
