"""Groups of words with one meaning or with opposite ones, from ``resources/nlp/values``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from annotator.assets import asset_path
from annotator.nlp.values.claim_words import folded
from annotator.nlp.values.stems import stem


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair of opposites."""

    topic: str
    positive: bool


def _entries(name: str) -> list[str]:
    text = asset_path("resources", "nlp", "values", name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]


@cache
def synonym_groups() -> dict[str, frozenset[int]]:
    """For each stem the numbers of the groups of synonyms it is in."""
    groups: dict[str, frozenset[int]] = {}
    for number, line in enumerate(_entries("synonyms.txt")):
        for word in line.split(","):
            key = stem(folded(word.strip()))
            groups[key] = groups.get(key, frozenset()) | {number}
    return groups


def are_alike(one: str, two: str) -> bool:
    """Whether two stems are equal or synonyms."""
    if one == two:
        return True
    groups = synonym_groups()
    return bool(groups.get(one, frozenset()) & groups.get(two, frozenset()))


@cache
def contrast_kinds() -> dict[str, frozenset[str]]:
    """For each word the kinds of things it is one of ("euro": a currency)."""
    kinds: dict[str, frozenset[str]] = {}
    for line in _entries("contrasts.txt"):
        kind, _, names = line.partition(" : ")
        for name in names.split(","):
            word = folded(name.strip())
            kinds[word] = kinds.get(word, frozenset()) | {kind}
    return kinds


@cache
def state_forms() -> dict[str, str]:
    """The state that a word tells of those who are counted ("killed": dead)."""
    forms: dict[str, str] = {}
    for line in _entries("states.txt"):
        state, _, names = line.partition(" : ")
        for name in names.split(","):
            forms[folded(name.strip())] = state
    return forms


@cache
def role_forms() -> dict[tuple[str, ...], str]:
    """The group of each role by its words."""
    forms: dict[tuple[str, ...], str] = {}
    for line in _entries("roles.txt"):
        group, _, names = line.partition(" : ")
        for name in names.split(","):
            forms[tuple(folded(name.strip()).replace("-", " - ").split())] = group
    return forms


@cache
def opposite_forms() -> dict[tuple[str, ...], tuple[Side, ...]]:
    """The sides that each word or phrase of a pair of opposites stands on."""
    forms: dict[tuple[str, ...], tuple[Side, ...]] = {}
    for line in _entries("opposites.txt"):
        topic, _, sides = line.partition(" : ")
        positive, _, negative = sides.partition("|")
        for names, side in ((positive, True), (negative, False)):
            for name in names.split(","):
                words = tuple(folded(name.strip()).split())
                forms[words] = (*forms.get(words, ()), Side(topic, side))
    return forms
