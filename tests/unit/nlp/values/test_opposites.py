"""The lists of opposites and of things of one kind are sound, and claims are read by them."""

from __future__ import annotations

from collections import Counter

import pytest

from annotator.assets import asset_path
from annotator.domain.span import Span
from annotator.nlp.detector import Detector
from annotator.nlp.values.causes import causes_of
from annotator.nlp.values.claim_words import words_of
from annotator.nlp.values.contrasts import members_of
from annotator.nlp.values.moods import Mood
from annotator.nlp.values.opposites import read_opposites
from annotator.nlp.values.stances import Stance, stances_of
from annotator.nlp.values.stems import stem
from annotator.nlp.values.word_groups import are_alike


def _text(name: str) -> str:
    return asset_path("resources", "nlp", "values", name).read_text(encoding="utf-8")


def _kinds() -> dict[str, list[list[str]]]:
    """The members of each kind, each with all its names."""
    kinds = {}
    for line in _text("contrasts.txt").splitlines():
        if line.strip() and not line.startswith("#"):
            title, _, members = line.partition(" : ")
            assert title not in kinds, title
            kinds[title] = [[name.strip() for name in one.split("=")] for one in members.split(",")]
    return kinds


def test_each_pair_of_opposites_has_two_sides_and_no_entry_on_both() -> None:
    sides: dict[str, dict[tuple[bool, tuple[str, ...]], set[bool]]] = {}
    ties: dict[str, set[str]] = {}
    for side, is_verb, words in read_opposites(_text("opposites.txt")):
        own = sides.setdefault(side.topic, {})
        own.setdefault((is_verb, words), set()).add(side.positive)
        ties.setdefault(side.topic, set()).add(side.tie)
    assert len(sides) >= 400
    for topic, entries in sides.items():
        assert {positive for of_entry in entries.values() for positive in of_entry} == {True, False}
        assert [words for words, of_entry in entries.items() if len(of_entry) > 1] == [], topic
        assert len(ties[topic]) == 1, topic


def test_a_list_of_opposites_without_a_heading_is_refused() -> None:
    with pytest.raises(ValueError, match="no heading"):
        list(read_opposites("custody : arrest | release"))
    with pytest.raises(ValueError, match="no topic"):
        list(read_opposites("[free]\narrest | release"))


def test_things_of_one_kind_differ() -> None:
    kinds = _kinds()
    assert len(kinds) >= 150
    for kind, members in kinds.items():
        names = Counter(name for member in members for name in member)
        assert [name for name, count in names.items() if count > 1] == [], kind
        assert len(members) > 1, kind


def test_no_two_things_of_one_kind_are_synonyms() -> None:
    for kind, members in _kinds().items():
        if kind.startswith("~") or kind in _COUNTED_AS_ONE:
            continue
        single = [stem(one[0]) for one in members if " " not in one[0]]
        alike = [(x, y) for x in single for y in single if x < y and are_alike(x, y)]
        assert alike == [], kind


_COUNTED_AS_ONE = frozenset({"gender", "gender of a child", "age of a person", "vehicle",
                             "way of travelling", "standing to a person", "road user",
                             "part of a day", "trade", "outcome of talks", "school year",
                             "form of protest", "outcome of a match", "boat", "parliament side",
                             "animal", "kin", "bond", "tree", "message", "part of a vehicle",
                             "outcome of a bid", "land", "job", "way of giving",
                             "cyclist kind", "medium", "end of a firm"})  # fmt: skip
"""Kinds whose things may be counted together ("men" and "women" are people)."""


def _stances(detector: Detector, text: str) -> tuple[Stance, ...]:
    return stances_of(words_of(detector.nlp(text), 0, Span(0, len(text))))


SIDES = [
    ("The council turned the plan down.", "decision", False),
    ("The plan was not turned down.", "decision", True),
    ("The captain was released.", "custody", False),
    ("Police have not arrested the captain.", "custody", False),
    ("Not one officer was to be seen.", "presence", False),
    ("Officers were present.", "presence", True),
    ("The strike was called off.", "strike", False),
    ("Union leaders called for a walkout.", "strike", True),
    ("She refused to apologise.", "apology", False),
    ("There is no sign that it was done on purpose.", "intention", False),
    ("Minister quits.", "leaving", False),
]


@pytest.mark.spacy
@pytest.mark.parametrize(("text", "topic", "positive"), SIDES)
def test_sides(detector: Detector, text: str, topic: str, positive: bool) -> None:
    found = [one.positive for one in _stances(detector, text) if one.topic == topic]
    assert set(found) == {positive}


MOODS = [
    ("The pool was closed.", Mood.PAST),
    ("The pool is closed.", Mood.PRESENT),
    ("The pool remains closed.", Mood.LASTING),
    ("The pool will be closed.", Mood.FUTURE),
    ("The council plans to close the pool.", Mood.FUTURE),
    ("The council wants to close the pool.", Mood.WISH),
    ("The council could close the pool.", Mood.WISH),
    ("If the pool is closed, the team moves.", Mood.WISH),
]


@pytest.mark.spacy
@pytest.mark.parametrize(("text", "mood"), MOODS)
def test_moods(detector: Detector, text: str, mood: Mood) -> None:
    assert {one.mood for one in _stances(detector, text) if one.topic == "open"} == {mood}


@pytest.mark.spacy
def test_members_and_causes(detector: Detector) -> None:
    text = "The blaze, caused by a short circuit, destroyed a school."
    words = words_of(detector.nlp(text), 0, Span(0, len(text)))
    named = {(one.kind.name, one.name) for one in members_of(words)}
    assert ("cause of a fire", "electric fault") in named
    assert ("building", "school") in named
    (cause,) = causes_of(words)
    assert cause.firm
    assert text[cause.span.start : cause.span.end] == "a short circuit"
