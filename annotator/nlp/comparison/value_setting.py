"""What a value of a claim stands in: the verb above it, who does it, and what it is done to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import LIGHT
from annotator.nlp.values.word_groups import are_alike

_DEEPEST = 12
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "attr", "dative", "oprd"})
_BORROWING = frozenset({"xcomp", "advcl", "conj", "ccomp", "dep"})
_DESCRIBING = frozenset({"compound", "amod", "poss", "nmod"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a value stands in; stems, folded.

    Attributes:
        verb: the nearest verb above it that says something, "" for none ("be", "have").
        subjects: the nouns of that verb's subject, with their describers.
        objects: the nouns of its object, and those between the value and the verb.
    """

    verb: str = ""
    subjects: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()


def setting_of(claim: ParsedClaim, span: Span) -> Setting:
    """What the words at ``span`` of a claim stand in, as its parse has it."""
    words = claim.words
    index = _top(words, span)
    if index < 0:
        return Setting()
    passed: list[int] = []
    for _ in range(_DEEPEST):
        if words[index].tag.startswith("VB"):
            break
        passed.append(index)
        if words[index].head == index:
            return Setting(objects=_nouns(words, passed))
        index = words[index].head
    else:
        return Setting()
    return Setting(
        "" if words[index].stem in LIGHT else words[index].stem,
        frozenset(words[place].stem for place in _described(words, _subjects(words, index))),
        _nouns(words, (*passed, *_under(words, index, _OBJECTS))),
    )


def _top(words: tuple[Word, ...], span: Span) -> int:
    """The word of the span whose head lies outside of it, -1 for an empty span."""
    inside = [i for i, word in enumerate(words) if word.start < span.end and word.end > span.start]
    for index in inside:
        if words[index].head not in inside or words[index].head == index:
            return index
    return inside[0] if inside else -1


def _subjects(words: tuple[Word, ...], verb: int) -> list[int]:
    """The subject of a verb; a verb without one borrows that of the verb or noun above it."""
    for _ in range(_DEEPEST):
        found = _under(words, verb, _SUBJECTS)
        if found and not words[found[0]].tag.startswith("W"):
            return found
        head = words[verb].head
        if words[verb].dep in ("relcl", "acl") and words[head].tag.startswith("NN"):
            return [head]
        if head == verb or words[verb].dep not in _BORROWING:
            return []
        verb = head
    return []


def _under(words: tuple[Word, ...], head: int, relations: frozenset[str]) -> list[int]:
    return [
        place
        for place, word in enumerate(words)
        if word.head == head and place != head and word.dep in relations
    ]


def _described(words: tuple[Word, ...], places: Iterable[int]) -> list[int]:
    """The places and what describes the words there, nouns and names only."""
    found = list(places)
    for place in tuple(found):
        found.extend(_under(words, place, _DESCRIBING))
    return [place for place in found if words[place].tag.startswith(("NN", "JJ"))]


def _nouns(words: tuple[Word, ...], places: Iterable[int]) -> frozenset[str]:
    return frozenset(
        words[place].stem
        for place in _described(words, places)
        if words[place].tag.startswith("NN") and words[place].lower[:1].isalpha()
    )


def accord(one: Iterable[str], two: Iterable[str]) -> float:
    """1 when two sets of stems share one or a synonym, -1 when they do not, 0 when one is empty."""
    left, right = tuple(one), tuple(two)
    if not left or not right:
        return 0.0
    return 1.0 if any(are_alike(x, y) for x in left for y in right) else -1.0
