"""Which pairs of claims are worth judging: all of them, or those that share rare words."""

from __future__ import annotations

import numpy as np

from annotator.nlp.comparison.claim_table import ClaimTable, Ints, Part

ALL_PAIRS = 120_000
"""Up to so many pairs every one is judged; beyond, only `PER_CLAIM` a claim."""

PER_CLAIM = 50

_LONGEST_LIST = 400
"""Of a term of more claims than this a claim meets only so many, those nearest to it."""

_COMMON_TERMS = 3
"""So many longer lists are looked into when the shorter ones do not bring enough claims."""

_LEAST = 15
"""So many claims are enough then: a fact that hundreds of articles tell links them by turns."""


def candidate_pairs(
    table: ClaimTable, all_pairs: int = ALL_PAIRS, per_claim: int = PER_CLAIM
) -> tuple[Ints, Ints]:
    """Pairs of claims of different articles: rows of ``table``, the smaller row first.

    Each pair comes once, in order. When there are more than ``all_pairs``, a claim is paired with
    the ``per_claim`` others that share the most weight in rare terms, by an inverted index. A fact
    that very many articles tell has no rare terms: its claims meet those nearest in the order of
    articles that share its rarest ones, so the work a claim is bounded.
    """
    ends = np.searchsorted(table.articles, table.articles, side="right")
    if int((len(table) - ends).sum()) <= all_pairs:
        return _every_pair(ends)
    return _sharing_pairs(table, per_claim)


def _every_pair(ends: Ints) -> tuple[Ints, Ints]:
    rows = np.arange(len(ends))
    counts = len(ends) - ends
    firsts = np.repeat(rows, counts)
    starts = np.repeat(np.cumsum(counts) - counts, counts)
    return firsts, np.repeat(ends, counts) + np.arange(len(firsts)) - starts


def _sharing_pairs(table: ClaimTable, per_claim: int) -> tuple[Ints, Ints]:
    count = len(table)
    inside = (table.parts & Part.INSIDE) > 0
    holders, terms = np.nonzero(inside)[0], table.terms[inside]
    order = np.argsort(terms, kind="stable")
    holders, sorted_terms = holders[order], terms[order]
    borders = np.searchsorted(sorted_terms, np.arange(len(table.weights) + 1))
    lengths = np.diff(borders)
    keys: list[Ints] = []
    for row in range(count):
        own = table.terms[row][inside[row]]
        own = own[lengths[own] > 1]
        own = own[np.argsort(lengths[own], kind="stable")]
        rare = int(np.searchsorted(lengths[own], _LONGEST_LIST, side="right"))
        lists = [(term, holders[borders[term] : borders[term + 1]]) for term in own[:rare]]
        most, met = per_claim, sum(len(found) for _, found in lists)
        if met < per_claim:
            most = min(per_claim, max(met, _LEAST))
            lists += [
                (term, _nearest(holders[borders[term] : borders[term + 1]], row))
                for term in own[rare : rare + _COMMON_TERMS]
            ]
        if not lists:
            continue
        others = np.concatenate([found for _, found in lists])
        weights = np.repeat(
            [table.weights[term] for term, _ in lists], [len(found) for _, found in lists]
        )
        places, where = np.unique(others, return_inverse=True)
        shared = np.bincount(where, weights)
        elsewhere = table.articles[places] != table.articles[row]
        places, shared = places[elsewhere], shared[elsewhere]
        # Of equals the nearest: claims that meet the same third ones can support each other.
        best = places[np.lexsort((np.abs(places - row), -shared))[:most]]
        keys.append(np.minimum(best, row) * count + np.maximum(best, row))
    found = np.unique(np.concatenate(keys)) if keys else np.zeros(0, np.int64)
    return found // count, found % count


def _nearest(holders: Ints, row: int) -> Ints:
    """Those of the ascending ``holders`` that stand around ``row``."""
    start = int(np.searchsorted(holders, row)) - _LONGEST_LIST // 2
    start = max(0, min(start, len(holders) - _LONGEST_LIST))
    return holders[start : start + _LONGEST_LIST]
