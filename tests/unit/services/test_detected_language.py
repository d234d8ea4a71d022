"""An article that is not English comes back with the word that only rules marked it."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain.article import ArticleMetadata
from annotator.domain.claim import Candidate, DetectorVersion
from annotator.domain.errors import ReportedError
from annotator.exchange.article_reader import article_from_paste
from annotator.services.articles import import_articles
from annotator.services.candidates import (
    keep_candidates,
    rules_only_language,
    undetected_articles,
)
from annotator.services.detection import DetectionWorker
from annotator.services.detection_in_process import detect_in_process
from annotator.services.project import create_project, open_project

pytestmark = pytest.mark.spacy

ENGLISH = "Eleven people died in Oslo on Friday, the police said."
SWEDISH = (
    "Elva personer dog i Oslo på fredagen den 12 mars 2024, enligt polisen. Det är den värsta "
    "olyckan i staden på 30 år, och det är inte klart vad som hände efter att båten lämnade kajen."
)


class Answers:
    """Puts what is found into a queue."""

    def __init__(self) -> None:
        self.found: queue.Queue[tuple[int, DetectorVersion, tuple[Candidate, ...]]] = queue.Queue()

    def on_ready(self, version: DetectorVersion) -> None:
        """Of no interest here."""

    def on_progress(self, text_id: int, done: int, total: int) -> None:
        """Of no interest here."""

    def on_candidates(
        self, text_id: int, version: DetectorVersion, candidates: tuple[Candidate, ...]
    ) -> None:
        self.found.put((text_id, version, candidates))

    def on_failed(self, text_id: int, error: ReportedError) -> None:
        raise error

    def on_restarted(self, reason: str) -> None:
        raise AssertionError(reason)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def detection(answers: Answers) -> Iterator[DetectionWorker]:
    detection = DetectionWorker(answers)
    yield detection
    detection.close()


def test_each_answer_of_the_worker_names_what_read_the_article(
    detection: DetectionWorker, answers: Answers
) -> None:
    detection.submit(1, SWEDISH)
    detection.submit(2, ENGLISH)
    text_id, version, candidates = answers.found.get(timeout=120)
    assert (text_id, version.rules_only_language) == (1, "Swedish")
    assert [SWEDISH[c.span.start : c.span.end] for c in candidates] == SWEDISH[:-1].split(". ")
    text_id, version, candidates = answers.found.get(timeout=120)
    assert (text_id, version.rules_only_language) == (2, "")
    assert version.model.startswith("en_core_web_sm")
    assert candidates


def test_the_project_knows_which_article_only_rules_have_marked(tmp_path: Path) -> None:
    path = tmp_path / "two.fact"
    create_project(path)
    project = open_project(path, "Ada", tmp_path / "backups")
    try:
        incoming = [
            article_from_paste(text, ArticleMetadata(title))
            for title, text in (("Olycka", SWEDISH), ("Accident", ENGLISH))
        ]
        import_articles(project, incoming)
        swedish, english = project.articles()
        assert rules_only_language(project, swedish) == ""
        texts = [(article.text_id, project.text(article)) for article in (swedish, english)]
        for found in detect_in_process(texts):
            assert keep_candidates(project, *found)
        assert rules_only_language(project, swedish) == "Swedish"
        assert rules_only_language(project, english) == ""
        assert undetected_articles(project) == []
    finally:
        project.close()
