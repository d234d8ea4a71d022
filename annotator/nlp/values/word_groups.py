"""Groups of words with one meaning or with opposite ones, from ``resources/nlp/values``."""

from __future__ import annotations

from functools import cache

from annotator.assets import asset_path
from annotator.nlp.values.claim_words import folded
from annotator.nlp.values.stems import stem


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


@cache
def kindred_groups() -> dict[str, frozenset[int]]:
    """For each stem the numbers of the groups of words about one matter it is in."""
    groups: dict[str, frozenset[int]] = {}
    for number, line in enumerate(_entries("kindred.txt")):
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
def state_forms() -> dict[str, str]:
    """The state that a word tells of those who are counted ("killed": dead)."""
    forms: dict[str, str] = {}
    for line in _entries("states.txt"):
        state, _, names = line.partition(" : ")
        for name in names.split(","):
            forms[folded(name.strip())] = state
    return forms


@cache
def state_stems() -> frozenset[str]:
    """The stems of the words that tell a state ("recoveries")."""
    return frozenset(stem(form) for form in state_forms())


@cache
def role_forms() -> dict[tuple[str, ...], str]:
    """The group of each role by its words."""
    forms: dict[tuple[str, ...], str] = {}
    for line in _entries("roles.txt"):
        group, _, names = line.partition(" : ")
        for name in names.split(","):
            forms[tuple(folded(name.strip()).replace("-", " - ").split())] = group
    return forms
