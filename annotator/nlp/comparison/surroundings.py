"""What other pairs say about a pair: the features of the second judgement.

Counterparts stand beside counterparts (neighbours); two claims with one counterpart in a third
article are likely counterparts (support); and a claim that is like everything is evidence for
nothing (hubness, as in the cross-domain similarity of Conneau and others 2018).
"""

from __future__ import annotations

import numpy as np

from annotator.nlp.comparison.claim_table import ClaimTable, Floats, Ints

FEATURES = (
    *("log_odds", "neighbours_along", "neighbours_across", "neighbours_beside"),
    *("support", "support_mean", "margin_least", "margin_most", "company"),
)
"""The columns of `surroundings`."""

_LEAST_SUPPORT = 0.05
_COMPANY = 5
_LIMIT = 1e-4
_WIDEST_MARGIN = 5.0
_SUPPORTERS = 3
_MOST_SUPPORTED = 40
"""A claim lends support to its best counterparts only; their pairs grow with the square."""


def log_odds(scores: Floats) -> Floats:
    """The log-odds of probabilities, kept away from certainty."""
    kept = np.clip(scores, _LIMIT, 1 - _LIMIT)
    odds: Floats = np.log(kept / (1 - kept)).astype(np.float32)
    return odds


def surroundings(table: ClaimTable, firsts: Ints, seconds: Ints, scores: Floats) -> Floats:
    """The features of the pairs, a row each.

    Args:
        firsts, seconds: rows of ``table``, each pair once, ``firsts[k] < seconds[k]``.
        scores: of the first judgement, 0 to 1; a pair that is not listed counts as 0.
    """
    if not len(firsts):
        return np.zeros((0, len(FEATURES)), np.float32)
    pairs = _Pairs(table, firsts, seconds, scores)
    odds = log_odds(scores)
    along = (pairs.shifted(-1, -1) + pairs.shifted(1, 1)) / 2
    across = np.maximum(pairs.shifted(-1, 1), pairs.shifted(1, -1))
    beside = np.maximum.reduce(
        [pairs.shifted(*step) for step in ((0, 1), (0, -1), (1, 0), (-1, 0))]
    )
    support, support_mean = pairs.support()
    margin_first, margin_second = pairs.margins(odds)
    company = pairs.company(odds)
    columns = (
        odds,
        along,
        across,
        beside,
        support,
        support_mean,
        np.minimum(margin_first, margin_second),
        np.maximum(margin_first, margin_second),
        company[firsts] + company[seconds],
    )
    return np.column_stack(columns).astype(np.float32)


class _Pairs:
    """Scored pairs that can be looked up by their two claims."""

    def __init__(self, table: ClaimTable, firsts: Ints, seconds: Ints, scores: Floats) -> None:
        self.count = len(table)
        self.articles = table.articles
        self.firsts, self.seconds, self.scores = firsts, seconds, scores
        keys = firsts * self.count + seconds
        self.order = np.argsort(keys, kind="stable")
        self.keys = keys[self.order]

    def at(self, firsts: Ints, seconds: Ints) -> Floats:
        """The scores of pairs; 0 where a pair is not listed."""
        keys = np.minimum(firsts, seconds) * self.count + np.maximum(firsts, seconds)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found = self.keys[places] == keys
        return np.where(found, self.scores[self.order[places]], np.float32(0))

    def shifted(self, step_first: int, step_second: int) -> Floats:
        """The scores of the pairs that many claims further on in either article."""
        first, second = self.firsts + step_first, self.seconds + step_second
        inside = (first >= 0) & (second >= 0) & (first < self.count) & (second < self.count)
        first, second = np.clip(first, 0, self.count - 1), np.clip(second, 0, self.count - 1)
        inside &= self.articles[first] == self.articles[self.firsts]
        inside &= self.articles[second] == self.articles[self.seconds]
        return np.where(inside, self.at(first, second), np.float32(0))

    def support(self) -> tuple[Floats, Floats]:
        """How well third articles connect the two claims: at best, and over the best three.

        A third article connects them as well as the geometric mean of its claim's two scores.
        """
        articles = int(self.articles[-1]) + 1
        strong = self.scores >= _LEAST_SUPPORT
        one = np.concatenate((self.firsts[strong], self.seconds[strong]))
        other = np.concatenate((self.seconds[strong], self.firsts[strong]))
        score = np.concatenate((self.scores[strong], self.scores[strong]))
        order = np.argsort(one, kind="stable")
        one, other, score = one[order], other[order], score[order]
        borders = np.searchsorted(one, np.arange(self.count + 1))
        found_keys: list[Ints] = []
        found: list[Floats] = []
        for middle in range(self.count):
            begin, end = borders[middle], borders[middle + 1]
            if end - begin < 2:
                continue
            near, strength = other[begin:end], score[begin:end]
            if len(near) > _MOST_SUPPORTED:
                best_first = np.argsort(-strength, kind="stable")[:_MOST_SUPPORTED]
                near, strength = near[best_first], strength[best_first]
            left, right = np.nonzero(self.articles[near][:, None] < self.articles[near][None, :])
            keys = near[left] * self.count + near[right]
            found_keys.append(keys * articles + self.articles[middle])
            found.append(np.sqrt(strength[left] * strength[right]))
        best = np.zeros((_SUPPORTERS, len(self.scores)), np.float32)
        if found_keys:
            self._rank(np.concatenate(found_keys), np.concatenate(found), articles, best)
        third = min(_SUPPORTERS, max(1, len(np.unique(self.articles)) - 2))
        return best[0], best.sum(axis=0) / np.float32(third)

    def _rank(self, keys: Ints, strengths: Floats, articles: int, best: Floats) -> None:
        """Fill ``best`` with each pair's strongest third articles, strongest first."""
        order = np.lexsort((-strengths, keys))
        keys, strengths = keys[order], strengths[order]
        fresh = np.ones(len(keys), np.bool_)
        fresh[1:] = keys[1:] != keys[:-1]
        pairs, strengths = keys[fresh] // articles, strengths[fresh]
        order = np.lexsort((-strengths, pairs))
        pairs, strengths = pairs[order], strengths[order]
        starts = np.searchsorted(pairs, pairs)
        ranks = np.arange(len(pairs)) - starts
        places = np.minimum(np.searchsorted(self.keys, pairs), len(self.keys) - 1)
        listed = (self.keys[places] == pairs) & (ranks < len(best))
        best[ranks[listed], self.order[places[listed]]] = strengths[listed]

    def margins(self, odds: Floats) -> tuple[Floats, Floats]:
        """How far each pair is ahead of the best other claim of the same article, by either end."""
        articles = int(self.articles[-1]) + 1
        margins = []
        for own, other in ((self.firsts, self.seconds), (self.seconds, self.firsts)):
            keys = own * articles + self.articles[other]
            order = np.lexsort((-odds, keys))
            starts = np.searchsorted(keys[order], keys)
            best = odds[order[starts]]
            following = np.minimum(starts + 1, len(keys) - 1)
            alone = keys[order[following]] != keys
            second = np.where(alone | (following == starts), -9, odds[order[following]])
            leading = order[starts] == np.arange(len(keys))
            margin = odds - np.where(leading, second, best)
            margins.append(np.clip(margin, -_WIDEST_MARGIN, _WIDEST_MARGIN).astype(np.float32))
        return margins[0], margins[1]

    def company(self, odds: Floats) -> Floats:
        """The mean log-odds of each claim's best pairs, whatever their article."""
        claims = np.concatenate((self.firsts, self.seconds))
        values = np.concatenate((odds, odds))
        order = np.lexsort((-values, claims))
        claims, values = claims[order], values[order]
        ranks = np.arange(len(claims)) - np.searchsorted(claims, claims)
        kept = ranks < _COMPANY
        totals = np.bincount(claims[kept], values[kept], self.count)
        counts = np.bincount(claims[kept], minlength=self.count)
        mean: Floats = (totals / np.maximum(counts, 1)).astype(np.float32)
        return mean
