"""Reasons come from what the scorer weighed, and quote what stands in the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.assets import asset_path
from annotator.nlp.check_worthiness import Score
from annotator.nlp.claim_detector import ClaimDetector, blocks_in, text_in
from annotator.nlp.claim_features import ClaimFeatures, claim_features
from annotator.nlp.claim_units import claim_units
from annotator.nlp.cues import CUES, cues_of
from annotator.nlp.detector import Detector
from annotator.nlp.signs import Sign
from annotator.nlp.speech import speech_of
from annotator.nlp.token_table import token_table

pytestmark = pytest.mark.spacy

Features = Callable[[str], ClaimFeatures]


@pytest.fixture(scope="module")
def features(detector: Detector) -> Features:
    """``features(text)``: those of the first unit of a text."""
    component = detector.nlp.get_pipe("claim_detector")
    assert isinstance(component, ClaimDetector)

    def features(text: str) -> ClaimFeatures:
        doc = detector.nlp(text)
        table = token_table(doc, text_in(doc), component.token_signs)
        unit = next(claim_units(doc, table, blocks_in(doc)))
        return claim_features(table, unit, speech_of(table, *unit.sentence))

    return features


SIGNED = "Police arrested 14 men on Friday."


@pytest.mark.parametrize(
    ("text", "value", "weights", "cues"),
    [
        # The weightiest first; never more than three.
        (SIGNED, 0.9, {Sign.FIGURE: 2.0, Sign.PAST: 1.0, Sign.DATE: 0.5, Sign.HAPPENING: 0.4},
         ("states a figure: 14 men", "says what happened: arrested 14 men",
          "gives a date: Friday")),
        # What lowered a high score is no reason for it; what raised a low one comes last.
        (SIGNED, 0.9, {Sign.HAPPENING: -2.0, Sign.DATE: 0.5}, ("gives a date: Friday",)),
        (SIGNED, 0.1, {Sign.DATE: 2.0, Sign.HAPPENING: -0.5},
         ("event that is seldom checked: arrested 14 men", "gives a date: Friday")),
        # Between the two both count by their weight.
        (SIGNED, 0.4, {Sign.DATE: 2.0, Sign.HAPPENING: -0.5},
         ("gives a date: Friday", "event that is seldom checked: arrested 14 men")),
        # What the scorer claims to have seen and the unit does not have is not repeated.
        ("It rained in Oslo.", 0.9, {Sign.FIGURE: 2.0, Sign.QUESTION: -1.0},
         ("gives no figure and no date",)),
        # Next to nothing is no reason.
        (SIGNED, 0.9, {Sign.FIGURE: 0.02, Sign.DATE: 0.3}, ("gives a date: Friday",)),
        # A faint one is better than none beside another.
        (SIGNED, 0.9, {Sign.FIGURE: 0.05, Sign.DATE: 0.3},
         ("gives a date: Friday", "states a figure: 14 men")),
        ("I think that it was unfair.", 0.05, {Sign.FIRST_PERSON: -2.0}, ("opinion: I think",)),
        ("I saw two ships.", 0.05, {Sign.FIRST_PERSON: -2.0}, ("personal experience: I saw",)),
        ("Did 14 men die?", 0.05, {Sign.QUESTION: -2.0, Sign.FIGURE: 0.4},
         ("asks a question", "states a figure: 14 men")),
        ("Eleven men died at sea, police said.", 0.6, {Sign.PAST: 0.4},
         ("says what happened: died", "says who said it: police")),
    ],
)  # fmt: skip
def test_reasons_follow_the_weights(
    features: Features,
    text: str,
    value: float,
    weights: dict[Sign, float],
    cues: tuple[str, ...],
) -> None:
    ordered = tuple(sorted(weights.items(), key=lambda item: -abs(item[1])))
    assert cues_of(features(text), Score(value, ordered)) == cues


def test_what_words_without_a_sign_weighed_is_no_reason(features: Features) -> None:
    found = features("The purple zebra galloped through the meadow.")
    assert cues_of(found, Score(0.8, ((Sign.WORDING, 1.0),))) == ("gives no figure and no date",)
    weights = ((Sign.WORDING, 1.0), (Sign.FIGURE, 0.5))
    assert cues_of(features(SIGNED), Score(0.8, weights)) == ("states a figure: 14 men",)


def test_what_hardly_weighed_is_told_where_nothing_else_can_be(features: Features) -> None:
    weights = ((Sign.WORDING, 1.0), (Sign.FIGURE, 0.02))
    assert cues_of(features("There were 14 men."), Score(0.8, weights)) == (
        "states a figure: 14 men",
    )
    aged = features("Ewald Mæhle, 61, lives on the houseboat.")
    assert cues_of(aged, Score(0.3, ((Sign.WORDING, 1.0),))) == ()
    against = ((Sign.WORDING, 1.0), (Sign.FIGURE, -0.02))
    assert cues_of(features("There were 14 men."), Score(0.8, against)) == ()


@pytest.mark.parametrize(
    "path", sorted(asset_path("resources", "samples").glob("*.txt")), ids=lambda path: path.stem
)
def test_every_reason_quotes_the_article(detector: Detector, path: Path) -> None:
    text = " ".join(path.read_text(encoding="utf-8").split())
    rows = detector.read(path.read_text(encoding="utf-8"))
    assert rows
    for *_, cues in rows:
        assert len(cues) <= CUES
        for cue in cues:
            for part in cue.partition(": ")[2].split(", "):
                assert part in text or " since " in part
