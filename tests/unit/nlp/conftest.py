"""One loaded detector for all tests of the language part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from annotator.nlp.check_worthiness import RuleScorer
from annotator.nlp.detector import Detector, load_detector


@dataclass(frozen=True, slots=True)
class Marked:
    """A candidate with its words, for tests to read."""

    quote: str
    kinds: tuple[str, ...]
    score: float
    cues: tuple[str, ...]


Mark = Callable[..., list[Marked]]


@pytest.fixture(scope="session")
def detector() -> Detector:
    return load_detector()


@pytest.fixture(scope="session")
def mark(detector: Detector) -> Mark:
    """``mark(text, title="")``: the candidates of a text in text order."""

    def mark(text: str, title: str = "") -> list[Marked]:
        return [
            Marked(text[start:end], kinds, score, cues)
            for start, end, kinds, score, cues in detector.read(text, title)
        ]

    return mark


@pytest.fixture
def mark_by_rules(detector: Detector, mark: Mark, monkeypatch: pytest.MonkeyPatch) -> Mark:
    """`mark` with the rule scorer, whose weights do not change with the training data."""
    monkeypatch.setattr(detector.nlp.get_pipe("claim_detector"), "scorer", RuleScorer())
    return mark
