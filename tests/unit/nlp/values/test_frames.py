"""What denies in a claim, and which words are opposites in the same place."""

from __future__ import annotations

import pytest

from annotator.assets import asset_path
from annotator.domain.span import Span
from annotator.nlp.detector import Detector
from annotator.nlp.values.antonyms import are_antonyms
from annotator.nlp.values.claim_words import words_of
from annotator.nlp.values.frames import frame_of
from annotator.nlp.values.stems import stem

DENIALS = [
    ("The mayor did not sign the treaty.", [("not", "sign")]),
    ("The mayor refused to sign the treaty.", [("refused", "sign")]),
    ("The mayor was banned from signing the treaty.", [("banned", "signing")]),
    ("The treaty has yet to be signed.", [("yet", "be")]),
    ("The treaty is no longer in force.", [("no longer", "is")]),
    ("The village lacks a doctor.", [("lacks", "lacks")]),
    ("The fee is independent of the distance.", [("independent", "independent")]),
    # what denies something else, or nothing
    ("Not only the mayor signed the treaty.", []),
    ("No fewer than 40 states signed the treaty.", []),
    ("The mayor signed nothing but the treaty.", []),
    ("The club refused the offer.", []),
    ("Scientists of two independent institutes signed.", []),
]


@pytest.mark.spacy
@pytest.mark.parametrize(("text", "expected"), DENIALS)
def test_denials(detector: Detector, text: str, expected: list[tuple[str, str]]) -> None:
    words = words_of(detector.nlp(text), 0, Span(0, len(text)))
    found = [
        (" ".join(w.text for w in words[one.first : one.last + 1]), words[one.scope].text)
        for one in frame_of(words).denials
    ]
    assert [(first.lower(), scope) for first, scope in found] == expected


@pytest.mark.spacy
def test_a_frame_holds_the_telling_words(detector: Detector) -> None:
    text = "The mayor could also have signed most of the treaty, she said."
    words = words_of(detector.nlp(text), 0, Span(0, len(text)))
    slots = [words[place].text for place in frame_of(words).slots]
    assert slots == ["mayor", "signed", "treaty"]


@pytest.mark.spacy
def test_a_long_claim_has_no_frame(detector: Detector) -> None:
    text = "Red cars and " * 15 + "blue cars did not stop."
    frame = frame_of(words_of(detector.nlp(text), 0, Span(0, len(text))))
    assert not frame.slots
    assert not frame.denials


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("largest", "smallest", True),
        ("delayed", "hurried", True),
        ("involved", "uninvolved", True),
        ("lawful", "unlawful", True),
        ("large", "huge", False),
        ("large", "largest", False),
        ("come", "income", False),
        ("delayed", "delayed", False),
    ],
)
def test_antonyms(one: str, two: str, expected: bool) -> None:
    assert are_antonyms(stem(one), stem(two)) is expected
    assert are_antonyms(stem(two), stem(one)) is expected


def test_each_line_of_antonyms_has_two_sides_and_no_word_on_both() -> None:
    text = asset_path("resources", "nlp", "values", "antonyms.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert len(lines) >= 250
    for line in lines:
        sides = [{stem(word.strip()) for word in side.split(",")} for side in line.split(" | ")]
        assert len(sides) == 2, line
        assert all(all(side) for side in sides), line
        assert not sides[0] & sides[1], line
