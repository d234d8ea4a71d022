"""Which articles are about one event: only those are compared with each other."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from annotator.nlp.comparison.lexicon import Lexicon
from annotator.nlp.values.claim_words import folded
from annotator.nlp.values.stems import stem

ALIKE = 0.12
"""Cosine from which two articles are taken to be about one event; low, as a miss costs links."""

_SURELY_ALIKE = 0.4
"""From this cosine on nothing else is asked, which spares very large desks the pairs."""

_HARDLY_ALIKE = 0.02
"""Below this cosine two articles count as not alike at all."""

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

    Groups are joined, the most alike first, while the mean cosine between the articles of the one
    and of the other (see `signature`) is `ALIKE` or more (average linkage, Sokal and Michener
    1958): one article that is a little like two events does not make one of them. An article that
    is less alike than that to each of the others changes none of their groups.
    """
    pairs = _likenesses(signatures)
    leaders = list(range(len(signatures)))
    for one, other, cosine in pairs:
        if cosine >= _SURELY_ALIKE:
            _join(leaders, one, other)
    members: dict[int, list[int]] = defaultdict(list)
    for number in range(len(signatures)):
        members[_leader(leaders, number)].append(number)
    sums: dict[int, dict[int, float]] = {leader: defaultdict(float) for leader in members}
    for one, other, cosine in pairs:
        one, other = _leader(leaders, one), _leader(leaders, other)
        if one != other:
            sums[one][other] += cosine
            sums[other][one] += cosine
    _join_by_mean(members, sums, len(signatures))
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))


def _likenesses(signatures: Sequence[Mapping[str, float]]) -> list[tuple[int, int, float]]:
    """The pairs of articles that are at all alike, with their cosine."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    found: list[tuple[int, int, float]] = []
    for number, own in enumerate(signatures):
        alike: dict[int, float] = defaultdict(float)
        for term, weight in own.items():
            for other, other_weight in holders[term]:
                alike[other] += weight * other_weight
            holders[term].append((number, weight))
        found.extend(
            (other, number, cosine) for other, cosine in alike.items() if cosine >= _HARDLY_ALIKE
        )
    return found


def _join_by_mean(
    members: dict[int, list[int]], sums: dict[int, dict[int, float]], fresh: int
) -> None:
    """Join groups in place, the most alike first; new ones are numbered from ``fresh`` on."""
    waiting = [
        (-total / (len(members[one]) * len(members[other])), one, other)
        for one, row in sums.items()
        for other, total in row.items()
        if one < other
    ]
    heapq.heapify(waiting)
    while waiting and -waiting[0][0] >= ALIKE:
        _, one, other = heapq.heappop(waiting)
        if one not in members or other not in members:
            continue
        joined = members.pop(one) + members.pop(other)
        row: dict[int, float] = defaultdict(float)
        for old in (one, other):
            for neighbour, total in sums.pop(old).items():
                if neighbour in members:
                    row[neighbour] += total
                    del sums[neighbour][old]
        for neighbour, total in row.items():
            sums[neighbour][fresh] = total
            mean = total / (len(joined) * len(members[neighbour]))
            if mean >= ALIKE:
                heapq.heappush(waiting, (-mean, neighbour, fresh))
        members[fresh], sums[fresh] = joined, row
        fresh += 1


def _leader(leaders: list[int], number: int) -> int:
    while leaders[number] != number:
        leaders[number] = leaders[leaders[number]]
        number = leaders[number]
    return number


def _join(leaders: list[int], one: int, other: int) -> None:
    one, other = sorted((_leader(leaders, one), _leader(leaders, other)))
    leaders[other] = one
