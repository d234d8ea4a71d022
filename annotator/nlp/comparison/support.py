"""How well third articles connect two claims."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from annotator.nlp.comparison.claim_table import Floats, Ints

_LEAST_SUPPORT = 0.05
_SUPPORTERS = 3
_MOST_SUPPORTED = 40
"""A claim lends support to its best counterparts only; their pairs grow with the square."""

_MIDDLES = 500
"""Claims of an article whose counterparts are paired at a time, so that they fit into memory."""


def supports(articles: Ints, scored: tuple[Ints, Ints, Floats], of: Ints) -> tuple[Floats, Floats]:
    """How well third articles connect the claims of pairs: at best, and over the best three.

    A third article connects them as well as the geometric mean of its claim's two scores, at best.

    Args:
        articles: the article of each claim, ascending.
        scored: the claims of each pair, each pair once, the smaller first; and its score, 0 to 1.
        of: the places of the pairs that are asked for.
    """
    firsts, seconds, scores = scored
    count = len(articles)
    keys = firsts[of] * count + seconds[of]
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    best = np.zeros((_SUPPORTERS, len(of)), np.float32)
    strong = scores >= _LEAST_SUPPORT
    near = _Near(count, firsts[strong], seconds[strong], scores[strong])
    borders = np.searchsorted(articles, np.arange(int(articles[-1]) + 2))
    for begin, end in pairwise(borders.tolist()):
        found, strengths = _greatest(*_listed(keys, near.pairs(articles, begin, end)))
        if len(found):
            # Each article counts once, and only the strongest of all that came so far stay.
            all_so_far = np.sort(np.vstack((best[:, found], strengths)), axis=0)
            best[:, found] = all_so_far[:0:-1]
    told = np.zeros_like(best)
    told[:, order] = best
    third = min(_SUPPORTERS, max(1, len(np.unique(articles)) - 2))
    return told[0], told.sum(axis=0) / np.float32(third)


class _Supported(NamedTuple):
    """Pairs of claims, by their keys, and how well a claim connects them."""

    keys: Ints
    strengths: Floats


class _Near:
    """The best counterparts of each claim, those of the earlier articles first."""

    def __init__(self, count: int, firsts: Ints, seconds: Ints, scores: Floats) -> None:
        own = np.concatenate((firsts, seconds))
        others = np.concatenate((seconds, firsts))
        strengths = np.concatenate((scores, scores))
        order = np.lexsort((-strengths, own))
        ranks = np.arange(len(own)) - np.searchsorted(own[order], own[order])
        order = order[ranks < _MOST_SUPPORTED]
        order = order[np.lexsort((others[order], own[order]))]
        self._count = count
        self._others, self._strengths = others[order], strengths[order]
        self._borders = np.searchsorted(own[order], np.arange(count + 1))

    def pairs(self, articles: Ints, begin: int, end: int) -> Iterator[_Supported]:
        """The pairs of counterparts, of two articles, of each claim from ``begin`` to ``end``."""
        for start in range(begin, end, _MIDDLES):
            borders = self._borders[start : min(start + _MIDDLES, end) + 1]
            most = int(np.diff(borders).max())
            if most > 1:
                yield self._paired(articles, borders, most)

    def _paired(self, articles: Ints, borders: Ints, most: int) -> _Supported:
        places = borders[:-1, None] + np.arange(most)
        known = places < borders[1:, None]
        places = np.minimum(places, len(self._others) - 1)
        others, strengths = self._others[places], self._strengths[places]
        left, right = np.triu_indices(most, 1)
        told = known[:, right] & (articles[others[:, left]] != articles[others[:, right]])
        middles, which = np.nonzero(told)
        one, two = (middles, left[which]), (middles, right[which])
        return _Supported(
            others[one] * self._count + others[two], np.sqrt(strengths[one] * strengths[two])
        )


def _listed(keys: Ints, supported: Iterator[_Supported]) -> tuple[Ints, Floats]:
    """Which of the ascending ``keys`` are supported, maybe more than once, and how well."""
    found: list[Ints] = [np.zeros(0, np.int64)]
    strengths: list[Floats] = [np.zeros(0, np.float32)]
    for pairs in supported:
        order = np.argsort(pairs.keys)
        wanted = pairs.keys[order]
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        listed = keys[places] == wanted
        found.append(places[listed])
        strengths.append(pairs.strengths[order[listed]])
    return np.concatenate(found), np.concatenate(strengths)


def _greatest(places: Ints, strengths: Floats) -> tuple[Ints, Floats]:
    """Each place once, with the greatest strength it has."""
    if not len(places):
        return places, strengths
    order = np.argsort(places, kind="stable")
    places, strengths = places[order], strengths[order]
    fresh = np.ones(len(places), np.bool_)
    fresh[1:] = places[1:] != places[:-1]
    starts = np.flatnonzero(fresh)
    return places[starts], np.maximum.reduceat(strengths, starts)
