"""Which articles are about one event: only those are compared with each other."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from annotator.nlp.comparison.lexicon import Lexicon
from annotator.nlp.values.claim_words import folded
from annotator.nlp.values.stems import stem

ALIKE = 0.12
"""Cosine from which two articles are taken to be about one event; low, as a miss costs links."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_LEAST_RARITY = 0.35
_LONGEST = 100
_READ = 20_000


def signature(text: str, lexicon: Lexicon) -> dict[str, float]:
    """The telling words of an article's beginning, by stem, with weights; of length one."""
    counts = Counter(folded(word) for word in _WORD.findall(text[:_READ]))
    weights: dict[str, float] = defaultdict(float)
    for word, count in counts.items():
        rare = lexicon.rarity(word)
        if rare >= _LEAST_RARITY:
            term = stem(word)
            weights[term] = max(weights[term], rare * (1 + math.log(count)))
    kept = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_LONGEST]
    length = math.sqrt(sum(weight * weight for _, weight in kept))
    return {term: weight / length for term, weight in kept}


def groups_of(signatures: Sequence[Mapping[str, float]]) -> tuple[tuple[int, ...], ...]:
    """The groups of articles, by their numbers, in order; some hold a single one.

    Two articles belong together when their signatures (see `signature`) are alike, and when both
    belong with a third. Whether two are alike depends on these two alone.
    """
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    leaders = list(range(len(signatures)))
    for number, own in enumerate(signatures):
        alike: dict[int, float] = defaultdict(float)
        for term, weight in own.items():
            for other, other_weight in holders[term]:
                alike[other] += weight * other_weight
            holders[term].append((number, weight))
        for other, cosine in alike.items():
            if cosine >= ALIKE:
                _join(leaders, number, other)
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(len(signatures)):
        found[_leader(leaders, number)].append(number)
    return tuple(tuple(members) for members in found.values())


def _leader(leaders: list[int], number: int) -> int:
    while leaders[number] != number:
        leaders[number] = leaders[leaders[number]]
        number = leaders[number]
    return number


def _join(leaders: list[int], one: int, other: int) -> None:
    one, other = sorted((_leader(leaders, one), _leader(leaders, other)))
    leaders[other] = one
