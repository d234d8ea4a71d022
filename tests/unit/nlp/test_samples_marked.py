"""The sample articles as the detector marks them, held against the list in ``tests/golden``.

After a wanted change of the rules, write the list anew with
``python -m tests.unit.nlp.test_samples_marked`` and read the difference before committing it.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.assets import asset_path
from annotator.nlp.claim_weights import load_claim_weights
from annotator.nlp.detector import Detector, load_detector

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "sample_candidates.jsonl"
SAMPLES = sorted(asset_path("resources", "samples").glob("*.txt"))

pytestmark = pytest.mark.spacy


def candidate_lines(detector: Detector) -> list[str]:
    """One line of JSON for each candidate of each sample article."""
    lines = []
    for path in SAMPLES:
        text = path.read_text(encoding="utf-8")
        for start, end, kinds, score, cues in detector.read(text):
            row = {
                "article": path.name,
                "score": round(score, 2),
                "quote": text[start:end],
                "kinds": kinds,
                "cues": cues,
            }
            lines.append(json.dumps(row, ensure_ascii=False))
    return lines


def test_the_samples_are_marked_as_before(detector: Detector) -> None:
    assert candidate_lines(detector) == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_a_reviewer_gets_a_fair_number_of_marks(detector: Detector) -> None:
    for path in SAMPLES:
        text = path.read_text(encoding="utf-8")
        shown = sum(row[3] >= load_claim_weights().threshold for row in detector.read(text))
        per_500_words = shown * 500 / len(text.split())
        assert 12 <= per_500_words <= 35, path.name


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(candidate_lines(load_detector())) + "\n", encoding="utf-8")
