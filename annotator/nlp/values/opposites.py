"""Words and phrases that stand on one side of a pair of opposites, from ``opposites.txt``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from annotator.assets import asset_path
from annotator.nlp.values.claim_words import folded
from annotator.nlp.values.stems import stem


class Tie(StrEnum):
    """What two claims must share before opposites in them say anything."""

    FREE = "free"
    SHARED = "shared"
    THING = "thing"
    DOER = "doer"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair of opposites."""

    topic: str
    positive: bool
    tie: Tie


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or phrase of one side or of several pairs' sides.

    Attributes:
        parts: of a phrase with a verb stems, which may stand apart ("turn the plan down");
            otherwise folded words, the last of which may stand in the plural.
        is_verb: whether the first word is a verb in any of its forms, or else no verb.
        first: the first word in its base form.
    """

    parts: tuple[str, ...]
    is_verb: bool
    first: str
    sides: tuple[Side, ...]


STATE = "~"
"""Begins a word or phrase that tells a state: an adjective, noun or adverb, no verb."""

Entry = tuple[Side, bool, tuple[str, ...]]


def read_opposites(text: str) -> Iterator[Entry]:
    """The side, whether it is a verb, and the words of each entry of a list of opposites.

    Raises:
        ValueError: a line stands under no heading, or has no topic or no words.
    """
    tie: Tie | None = None
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            continue
        if line.startswith("["):
            tie = Tie(line.strip("[]"))
            continue
        topic, colon, sides = line.partition(" : ")
        if tie is None or not colon:
            raise ValueError(f"no heading or no topic: {line}")
        for names, positive in zip(sides.split("|"), (True, False), strict=False):
            for name in filter(None, map(str.strip, names.split(","))):
                bare = folded(name.removeprefix(STATE))
                words = tuple(bare.replace("-", " - ").split())
                if name.startswith(STATE):
                    yield Side(topic, positive, tie), False, words
                else:
                    telling = tuple(word for word in words[1:] if word not in _ARTICLES)
                    yield Side(topic, positive, tie), True, (words[0], *telling)


_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their"})


@cache
def opposite_phrases() -> tuple[dict[str, tuple[Phrase, ...]], dict[str, tuple[Phrase, ...]]]:
    """Phrases with a verb by the stem of their first word, others by that word; longest first."""
    text = asset_path("resources", "nlp", "values", "opposites.txt").read_text(encoding="utf-8")
    sides: dict[tuple[tuple[str, ...], bool], tuple[Side, ...]] = {}
    bases: dict[tuple[str, ...], str] = {}
    for side, is_verb, words in read_opposites(text):
        key = (tuple(map(stem, words)) if is_verb else words), is_verb
        bases[key[0]] = words[0]
        if side not in sides.get(key, ()):
            sides[key] = (*sides.get(key, ()), side)
    verbs: dict[str, list[Phrase]] = {}
    states: dict[str, list[Phrase]] = {}
    for (parts, is_verb), own in sides.items():
        phrase = Phrase(parts, is_verb, bases[parts], own)
        (verbs if is_verb else states).setdefault(parts[0], []).append(phrase)
        if not is_verb and len(parts) == 1 and not parts[0].endswith("s"):
            plural = f"{parts[0]}s"
            if ((plural,), False) not in sides:
                states.setdefault(plural, []).append(phrase)
    return _longest_first(verbs), _longest_first(states)


def _longest_first(found: dict[str, list[Phrase]]) -> dict[str, tuple[Phrase, ...]]:
    return {
        first: tuple(sorted(phrases, key=lambda phrase: -len(phrase.parts)))
        for first, phrases in found.items()
    }


@cache
def sides_of_stems() -> dict[str, frozenset[tuple[str, bool]]]:
    """The topics and sides of single words by stem: words on one side mean much the same."""
    found: dict[str, set[tuple[str, bool]]] = {}
    for phrases in (phrase for by_first in opposite_phrases() for phrase in by_first.values()):
        for phrase in phrases:
            if len(phrase.parts) == 1:
                own = {(side.topic, side.positive) for side in phrase.sides}
                key = phrase.parts[0] if phrase.is_verb else stem(phrase.parts[0])
                found.setdefault(key, set()).update(own)
    return {first: frozenset(own) for first, own in found.items()}
