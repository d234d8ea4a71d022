"""What the sample articles state, held against the list in ``tests/golden``.

After a wanted change of the rules, write the list anew with
``python -m tests.unit.nlp.values.test_sample_values`` and read the difference before committing it.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from annotator.assets import asset_path
from annotator.domain.span import Span
from annotator.nlp.detector import Detector, load_detector
from annotator.nlp.values.dating import datings_of
from annotator.nlp.values.parsed_claim import ParsedClaim, parse_claim

GOLDEN = Path(__file__).resolve().parents[3] / "golden" / "sample_values.jsonl"
SAMPLES = sorted(asset_path("resources", "samples").glob("*.txt"))

pytestmark = pytest.mark.spacy


def _values(claim: ParsedClaim) -> dict[str, list[str]]:
    values = {
        "numbers": [f"{one.words} ({one.bound}, {one.dimension})" for one in claim.quantities],
        "times": [f"{one.words} ({one.first}..{one.last}, {one.minutes})" for one in claim.moments],
        "ordinals": [one.words for one in claim.ordinals],
        "persons": [
            f"{one.words} ({one.role.words})" if one.role else one.words for one in claim.persons
        ],
        "speaker": [claim.speaker.words] if claim.speaker else [],
        "stances": [f"{one.words} ({one.topic})" for one in claim.stances],
        "quotations": [" ".join(word.text for word in one.words) for one in claim.quotations],
        "directions": [one.words for one in claim.directions],
    }
    return {name: found for name, found in values.items() if found}


def value_lines(detector: Detector) -> list[str]:
    """One line of JSON for each sentence of each sample article that states any value."""
    texts = [path.read_text(encoding="utf-8") for path in SAMPLES]
    lines = []
    for path, text, dating in zip(
        SAMPLES, texts, datings_of([(text, "2026-03-10") for text in texts]), strict=True
    ):
        doc = detector.nlp(text)
        for sentence in doc.sents:
            span = Span(sentence.start_char, max(sentence.start_char + 1, sentence.end_char))
            values = _values(parse_claim(doc, 0, span, dating))
            if values:
                row = {"article": path.name, "text": sentence.text.strip(), **values}
                lines.append(json.dumps(row, ensure_ascii=False))
    return lines


def test_the_samples_state_what_they_did_before(detector: Detector) -> None:
    assert value_lines(detector) == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_values_cost_less_than_the_language_model(detector: Detector) -> None:
    text = SAMPLES[0].read_text(encoding="utf-8")
    (dating,) = datings_of([(text, "2026-03-09")])
    model, values = [], []
    for _ in range(3):
        begin = time.perf_counter()
        doc = detector.nlp(text)
        middle = time.perf_counter()
        for sentence in doc.sents:
            span = Span(sentence.start_char, max(sentence.start_char + 1, sentence.end_char))
            parse_claim(doc, 0, span, dating)
        model.append(middle - begin)
        values.append(time.perf_counter() - middle)
    assert min(values) < min(model)


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(value_lines(load_detector())) + "\n", encoding="utf-8")
