"""Words that exclude each other in the same place of two like claims, from ``antonyms.txt``."""

from __future__ import annotations

from functools import cache, lru_cache

from annotator.assets import asset_path
from annotator.nlp.values.claim_words import folded
from annotator.nlp.values.opposites import sides_of_stems
from annotator.nlp.values.stems import stem


@cache
def antonym_sides() -> dict[str, frozenset[tuple[int, bool]]]:
    """For each stem the lines of the list it stands in, and on which side."""
    path = asset_path("resources", "nlp", "values", "antonyms.txt")
    found: dict[str, set[tuple[int, bool]]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if not line.strip() or line.startswith("#"):
            continue
        one, _, two = line.partition(" | ")
        for words, positive in ((one, True), (two, False)):
            for word in words.split(","):
                found.setdefault(stem(folded(word.strip())), set()).add((number, positive))
    return {key: frozenset(sides) for key, sides in found.items()}


_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_SHORTEST = 5
_VAGUE = {"keep", "leav"}
"""Stems of opposites that may say the same: windows are kept shut as they are left shut."""


@lru_cache(maxsize=50_000)
def are_antonyms(one: str, two: str) -> bool:
    """Whether two stems are opposites of each other, by a list or by a prefix that denies."""
    if one == two or {one, two} == _VAGUE:
        return False
    for sides in (antonym_sides(), sides_of_stems()):
        left, right = sides.get(one, frozenset()), sides.get(two, frozenset())
        if any((topic, not positive) in right for topic, positive in left):
            return not left & right
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    return (
        len(shorter) >= _SHORTEST
        and longer.endswith(shorter)
        and longer[: -len(shorter)].rstrip("-") in _PREFIXES
    )
