"""Measuring the detector on sentences that somebody labelled."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.claim import DetectorVersion
from annotator.domain.errors import ReportedError
from annotator.domain.score_quality import ScoreQuality, score_quality

FILE_LIMIT = 200_000_000
"""Bytes of a file; a hundred thousand sentences have about twenty million."""

TEXT_LIMIT = 10_000
"""Code points of a text: these are sentences, not articles."""

_LABELS = {0: False, 1: True}


class EvaluationRefused(ReportedError):
    """The labelled sentences cannot be read."""


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A sentence, and whether somebody judged it worth a check."""

    text: str
    label: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was measured.

    Attributes:
        scores: one a text, in the order of the file.
        texts_per_second: the language model included, its loading not.
        detector: what scored them.
    """

    quality: ScoreQuality
    scores: tuple[float, ...]
    texts_per_second: float
    detector: DetectorVersion


def read_labelled_texts(path: Path) -> tuple[LabelledText, ...]:
    """The rows of a JSON Lines file with ``text`` and ``label`` (0 or 1) on each line.

    Raises:
        EvaluationRefused: it cannot be read, is too large, empty, or a line is not like that.
    """
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise _refused(path, f"it is larger than {FILE_LIMIT // 1_000_000} MB")
        lines = path.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        raise _refused(path, error.strerror or type(error).__name__) from error
    except UnicodeDecodeError as error:
        raise _refused(path, "it is not UTF-8") from error
    found = tuple(
        _labelled_text(path, number, line)
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )
    if not found:
        raise _refused(path, "it holds no sentence")
    return found


def evaluate(texts: Sequence[LabelledText]) -> Evaluation:
    """Score ``texts``, at least one, and hold the scores against the labels.

    The language model is loaded into this process.

    Raises:
        DetectionFailed: no language model is installed.
    """
    # spaCy comes in here: a program that never detects anything never pays for it.
    from annotator.nlp.text_scoring import TextScorer

    scorer = TextScorer()
    begin = time.perf_counter()
    scores = tuple(scorer.scores([one.text for one in texts]))
    seconds = max(time.perf_counter() - begin, 1e-9)
    quality = score_quality([one.label for one in texts], scores, scorer.threshold)
    return Evaluation(quality, scores, len(texts) / seconds, scorer.version)


def _labelled_text(path: Path, number: int, line: str) -> LabelledText:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _refused(path, f"line {number} is not JSON") from error
    text = row.get("text") if isinstance(row, dict) else None
    label = row.get("label") if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise _refused(path, f"line {number} has no “text”")
    if not isinstance(label, int) or label not in _LABELS:
        raise _refused(path, f"line {number} has no “label” that is 0 or 1")
    if len(text) > TEXT_LIMIT:
        raise _refused(path, f"line {number} is longer than {TEXT_LIMIT:,} characters")
    return LabelledText(text, _LABELS[label])


def _refused(path: Path, why: str) -> EvaluationRefused:
    return EvaluationRefused(
        f"“{path.name}” cannot be evaluated: {why}.",
        "Nothing was changed.",
        'Give a UTF-8 file with one {"text": "…", "label": 0 or 1} on each line.',
    )
