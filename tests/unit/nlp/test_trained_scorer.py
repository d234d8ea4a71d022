"""The trained scorer: scores of any text, the same each time, and the rules where it is missing."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.strings import StringStore

from annotator.assets import asset_path
from annotator.nlp import claim_weights, trained_scorer
from annotator.nlp.check_worthiness import RuleScorer, Score
from annotator.nlp.claim_detector import ClaimDetector
from annotator.nlp.claim_weights import ClaimWeightsDamaged, load_claim_weights
from annotator.nlp.detector import Detector
from annotator.nlp.signs import Sign
from annotator.nlp.trained_scorer import TrainedScorer, load_scorer
from annotator.nlp.whole_text import whole_text_features

pytestmark = pytest.mark.spacy


def shipped() -> Path:
    return asset_path("resources", "nlp", "claim_weights.bin")


def score_of(detector: Detector, text: str) -> Score:
    """The score of a text read as one sentence."""
    component = detector.nlp.get_pipe("claim_detector")
    assert isinstance(component, ClaimDetector)
    doc = detector.nlp(text)
    features = whole_text_features(doc, text, component.token_signs)
    assert features is not None
    (score,) = component.scorer.score([features])
    return score


def test_the_shipped_weights_are_in_use_and_named(detector: Detector) -> None:
    assert detector.version.name == "trained"
    assert load_claim_weights().digest in detector.version.version


@pytest.mark.parametrize(
    ("worth", "not_worth"),
    [
        ("Unemployment fell to 4.1 percent in March, the lowest since 2001.",
         "I love the smell of the sea in the morning."),
        ("The council approved a loan of 36 million crowns in 2019.",
         "How could the council ever approve a loan of 36 million crowns?"),
        ("The company paid 2.3 billion dollars in fines between 2010 and 2015.",
         "I think we should all be very proud of what we did together."),
        ("Crime rose by 12 percent last year, according to the police.",
         "Let us hope that the coming year will be a better one."),
    ],
)  # fmt: skip
def test_facts_score_high_and_feelings_wishes_and_questions_low(
    detector: Detector, worth: str, not_worth: str
) -> None:
    assert score_of(detector, worth).value > 0.6
    assert score_of(detector, not_worth).value < 0.25


def test_contributions_name_what_weighed(detector: Detector) -> None:
    score = score_of(detector, "Unemployment fell to 4.1 percent in March, the lowest since 2001.")
    assert dict(score.contributions[:3])[Sign.FIGURE] > 0
    assert [abs(value) for _, value in score.contributions] == sorted(
        (abs(value) for _, value in score.contributions), reverse=True
    )


def test_contributions_and_a_constant_make_up_the_score(detector: Detector) -> None:
    """Their sum differs from the log-odds by the same constant for every text."""
    constants = []
    for text in ("Taxes rose by 5 percent in 2011.", "She likes it.", "Who knows what he meant?"):
        score = score_of(detector, text)
        log_odds = np.log(score.value / (1 - score.value))
        constants.append(log_odds - sum(weight for _, weight in score.contributions))
    assert constants == pytest.approx([constants[0]] * len(constants), abs=1e-3)


def test_scores_are_the_same_each_time_and_in_any_company(detector: Detector) -> None:
    component = detector.nlp.get_pipe("claim_detector")
    assert isinstance(component, ClaimDetector)
    texts = ["Eleven people died on Friday.", "I am so glad.", "Exports grew by a third in 2020."]
    features = []
    for text in texts:
        one = whole_text_features(detector.nlp(text), text, component.token_signs)
        assert one is not None
        features.append(one)
    together = [score.value for score in component.scorer.score(features * 100)]
    alone = [component.scorer.score([one])[0].value for one in features]
    assert together == pytest.approx(alone * 100, abs=1e-5)
    assert together == [score.value for score in component.scorer.score(features * 100)]
    assert component.scorer.score([]) == []


@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=300))
def test_any_text_scores_from_0_to_1(detector: Detector, text: str) -> None:
    component = detector.nlp.get_pipe("claim_detector")
    assert isinstance(component, ClaimDetector)
    if any("\ud800" <= character <= "\udfff" for character in text):
        return
    features = whole_text_features(detector.nlp(text), text, component.token_signs)
    if features is not None:
        (score,) = component.scorer.score([features])
        assert 0 <= score.value <= 1
        assert all(np.isfinite(weight) for _, weight in score.contributions)


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _altered(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def _header(data: bytes, **changes: object) -> bytes:
    end = data.index(b"\n", len(claim_weights.MAGIC))
    header = json.loads(data[len(claim_weights.MAGIC) : end]) | changes
    return claim_weights.MAGIC + json.dumps(header).encode() + data[end:]


DAMAGES = {
    "empty": lambda _data: b"",
    "cut off": _cut,
    "one bit altered": _altered,
    "no header": lambda _data: claim_weights.MAGIC + b"{\n",
    "a header that is a list": lambda _data: claim_weights.MAGIC + b"[]\n",
    "another format": lambda data: _header(data, format=99),
    "a threshold outside of 0 to 1": lambda data: _header(data, threshold=7),
    "a slope that is no number": lambda data: _header(data, slope="steep"),
    "a share above one": lambda data: _header(data, share=1.5),
    "arrays missing": lambda data: _header(data, arrays=[]),
    "no networks": lambda data: _header(data, networks=0),
    "too few tags": lambda data: _header(data, tags=["NN"]),
    "a shape below nothing": lambda data: _header(data, arrays=[["0.words", "int8", [-1, -1]]]),
    "an unknown kind of array": lambda data: _header(data, arrays=[["0.words", "object", [1, 1]]]),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_weights_are_told_and_the_rules_step_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    path = tmp_path / "claim_weights.bin"
    path.write_bytes(DAMAGES[damage](shipped().read_bytes()))
    with pytest.raises(ClaimWeightsDamaged):
        load_claim_weights(path)
    monkeypatch.setattr(trained_scorer, "load_claim_weights", lambda: load_claim_weights(path))
    assert isinstance(load_scorer(StringStore()), RuleScorer)


def test_missing_weights_leave_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*parts: str) -> Path:
        raise FileNotFoundError(parts[-1])

    monkeypatch.setattr(claim_weights, "asset_path", missing)
    scorer = load_scorer(StringStore())
    assert scorer.name == "rules"


def test_weights_load_into_a_scorer(detector: Detector) -> None:
    scorer = TrainedScorer(load_claim_weights(), detector.nlp.vocab.strings)
    assert 0 < scorer.threshold < 1
