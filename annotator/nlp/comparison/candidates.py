"""Which pairs of claims are worth judging: all of them, or those that share rare words."""

from __future__ import annotations

import numpy as np

from annotator.nlp.comparison.claim_table import ClaimTable, Ints, Part

ALL_PAIRS = 120_000
"""Up to so many pairs every one is judged; beyond, only `PER_CLAIM` a claim."""

PER_CLAIM = 50

_LONGEST_LIST = 400
"""A term of more claims than this is too common to bring two together."""


def candidate_pairs(
    table: ClaimTable, all_pairs: int = ALL_PAIRS, per_claim: int = PER_CLAIM
) -> tuple[Ints, Ints]:
    """Pairs of claims of different articles: rows of ``table``, the smaller row first.

    Each pair comes once, in order. When there are more than ``all_pairs``, a claim is paired with
    the ``per_claim`` others that share the most weight in rare terms, by an inverted index.
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
    rare = (lengths > 1) & (lengths <= _LONGEST_LIST)
    keys: list[Ints] = []
    for row in range(count):
        own = table.terms[row][inside[row]]
        lists = [(term, holders[borders[term] : borders[term + 1]]) for term in own if rare[term]]
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
        best = places[np.argsort(-shared, kind="stable")[:per_claim]]
        keys.append(np.minimum(best, row) * count + np.maximum(best, row))
    found = np.unique(np.concatenate(keys)) if keys else np.zeros(0, np.int64)
    return found // count, found % count
