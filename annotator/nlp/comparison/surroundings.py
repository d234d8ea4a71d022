"""What other pairs say about a pair: the features of the second judgement.

Counterparts stand beside counterparts (neighbours); what governs two fragments of sentences should
be counterparts too (hosts); two claims with one counterpart in a third
article are likely counterparts (support); and a claim that is like everything is evidence for
nothing (hubness, as in the cross-domain similarity of Conneau and others 2018).
"""

from __future__ import annotations

import numpy as np

from annotator.nlp.comparison.claim_table import Bools, ClaimTable, Floats, Ints, Part
from annotator.nlp.comparison.support import supports

FEATURES = (
    *("log_odds", "neighbours_along", "neighbours_across", "neighbours_beside"),
    *("hosted", "host_odds"),
    *("support", "support_mean", "margin_least", "margin_most", "company"),
)
"""The columns of `surroundings`."""

_COMPANY = 5
_LIMIT = 1e-4
_WIDEST_MARGIN = 5.0
_RIVAL = -2.0
_STRANGER = -1.0
"""Log-odds of the best wrong partner, and of middling company, as usual: they stand in where an
article has no other claim. Without them any two claims that are alone would be linked."""


def log_odds(scores: Floats) -> Floats:
    """The log-odds of probabilities, kept away from certainty."""
    kept = np.clip(scores, _LIMIT, 1 - _LIMIT)
    odds: Floats = np.log(kept / (1 - kept)).astype(np.float32)
    return odds


def surroundings(
    table: ClaimTable, firsts: Ints, seconds: Ints, scores: Floats, of: Ints | None = None
) -> Floats:
    """The features of the pairs, a row each.

    Args:
        firsts, seconds: rows of ``table``, each pair once, ``firsts[k] < seconds[k]``.
        scores: of the first judgement, 0 to 1; a pair that is not listed counts as 0.
        of: only of these pairs, by their places; of all when it is None.
    """
    if of is None:
        of = np.arange(len(firsts))
    if not len(of):
        return np.zeros((0, len(FEATURES)), np.float32)
    pairs = _Pairs(table, firsts, seconds, scores)
    around = _Around(pairs, firsts[of], seconds[of])
    odds = log_odds(scores)
    hosted, hosts = around.hosts(_governing(table))
    support, support_mean = supports(table.articles, (firsts, seconds, scores), of)
    margin_first, margin_second = (margins[of] for margins in pairs.margins(odds))
    company = pairs.company(odds)
    columns = (
        odds[of],
        (around.shifted(-1, -1) + around.shifted(1, 1)) / 2,
        np.maximum(around.shifted(-1, 1), around.shifted(1, -1)),
        np.maximum.reduce([around.shifted(*step) for step in ((0, 1), (0, -1), (1, 0), (-1, 0))]),
        hosted,
        np.where(hosted, log_odds(hosts), 0),
        support,
        support_mean,
        np.minimum(margin_first, margin_second),
        np.maximum(margin_first, margin_second),
        company[firsts[of]] + company[seconds[of]],
    )
    return np.column_stack(columns).astype(np.float32)


def _governing(table: ClaimTable) -> Ints:
    """The claim that says what a fragment is about; a claim with a verb says it itself."""
    verbless = ~((table.parts & Part.VERB) > 0).any(axis=1)
    return np.where(verbless, table.hosts, np.arange(len(table)))


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
            second = np.where(alone | (following == starts), _RIVAL, odds[order[following]])
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
        strangers = _STRANGER * (_COMPANY - counts)
        mean: Floats = ((totals + strangers) / _COMPANY).astype(np.float32)
        return mean


class _Around:
    """The pairs that stand beside some pairs in their articles."""

    def __init__(self, pairs: _Pairs, firsts: Ints, seconds: Ints) -> None:
        self._pairs, self._firsts, self._seconds = pairs, firsts, seconds

    def shifted(self, step_first: int, step_second: int) -> Floats:
        """The scores of the pairs that many claims further on in either article."""
        articles, last = self._pairs.articles, self._pairs.count - 1
        first, second = self._firsts + step_first, self._seconds + step_second
        inside = (first >= 0) & (second >= 0) & (first <= last) & (second <= last)
        first, second = np.clip(first, 0, last), np.clip(second, 0, last)
        inside &= articles[first] == articles[self._firsts]
        inside &= articles[second] == articles[self._seconds]
        return np.where(inside, self._pairs.at(first, second), np.float32(0))

    def hosts(self, hosts: Ints) -> tuple[Bools, Floats]:
        """Whether something governs either claim, and the score of what governs them."""
        one, other = hosts[self._firsts], hosts[self._seconds]
        return (one != self._firsts) | (other != self._seconds), self._pairs.at(one, other)
