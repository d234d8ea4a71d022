"""How like two claims are, each on their own: the features of the first judgement.

Words are aligned softly: a term finds its best partner in the other claim, by identity, by
spelling or by meaning (Sultan, Bethard and Sumner 2014 align words in this way); the features are
the weighted shares of terms that found one, in all of the claim and in its parts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from annotator.nlp.comparison import stated_values
from annotator.nlp.comparison.claim_table import Bools, ClaimTable, Floats, Ints, Part
from annotator.nlp.comparison.compared import Rest, without_rest

FEATURES = (
    *("shared", "shared_mass", "words", "exact", "passage", "meaning"),
    *("in_sentence", "in_sentence_most", "sentence"),
    *("number_equal", "number_weight", "number_none_equal"),
    *("verb", "verb_miss", "subject", "subject_miss", "object", "object_miss"),
    *("place", "place_miss", "name", "name_miss", "time", "time_miss"),
    *("counted", "counted_miss", "governor", "governor_miss"),
    *("lengths", "shorter", "places"),
    *("headlines", "one_headline", "openings"),
    *stated_values.FEATURES,
)
"""The columns of `likeness`."""

_BATCH = 1_000
_REPORTING_SHARE = 0.4
_HEADLINE = 20
_OPENING = 300
"""Code points over which a claim ceases to be a headline, or to open its article."""

_HEADS = (Part.VERB, Part.SUBJECT, Part.OBJECT, Part.PLACE)
_SHARED = (Part.NAME, Part.TIME, Part.GOVERNOR)
_WORDS = "words"
_KNOWN = "known"

_DENSE = 16
"""Products of up to so many times the pairs that are wanted are had faster all together."""


def likeness(table: ClaimTable, firsts: Ints, seconds: Ints, rest: Rest = without_rest) -> Floats:
    """The features of the pairs of claims ``firsts[k]``, ``seconds[k]``, a row each."""
    rows = np.zeros((len(firsts), len(FEATURES)), np.float32)
    if len(firsts):
        terms = _terms(table)
        for start in range(0, len(firsts), _BATCH):
            rest()
            part = slice(start, start + _BATCH)
            rows[part] = _batch(table, terms, firsts[part], seconds[part])
    return rows


@dataclass(frozen=True, slots=True)
class _Terms:
    """What is known of each claim's terms, whatever it is compared with.

    Attributes:
        lengths: how many terms a claim has.
        weights: beside the terms of the table; 0 where there is none.
        having: by part, which terms have it.
        whole: by part, the weight of a claim's terms that have it.
        any: by part, whether a claim has such a term.
    """

    lengths: Ints
    weights: Floats
    having: dict[Part | str, Bools]
    whole: dict[Part | str, Floats]
    any: dict[Part | str, Bools]


def _terms(table: ClaimTable) -> _Terms:
    known = table.terms >= 0
    weights = (
        table.weights[table.terms]
        * known
        * np.where((table.parts & Part.REPORTING) > 0, np.float32(_REPORTING_SHARE), np.float32(1))
    )
    parts = (Part.INSIDE, Part.NUMBER, *_HEADS, *_SHARED, Part.COUNTED)
    having: dict[Part | str, Bools] = {part: (table.parts & part) > 0 for part in parts}
    having[_WORDS] = having[Part.INSIDE] & ~having[Part.NUMBER]
    having[_KNOWN] = known
    return _Terms(
        known.sum(axis=1),
        weights,
        having,
        {part: (weights * own).sum(axis=1) for part, own in having.items()},
        {part: np.asarray(own.any(axis=1)) for part, own in having.items()},
    )


class _Groups:
    """Cells that belong together stand one after the other."""

    def __init__(self, keys: Ints) -> None:
        fresh = np.ones(len(keys), np.bool_)
        fresh[1:] = keys[1:] != keys[:-1]
        self.starts = np.flatnonzero(fresh)

    def most(self, values: Floats) -> Floats:
        """The greatest value of each group."""
        if not len(self.starts):
            return np.zeros(0, np.float32)
        return np.asarray(np.maximum.reduceat(values, self.starts))


class _Aligned:
    """A batch of pairs with the terms of one that are like terms of the other."""

    def __init__(self, table: ClaimTable, terms: _Terms, firsts: Ints, seconds: Ints) -> None:
        self._terms, self._rows = terms, (firsts, seconds)
        self.count = len(firsts)
        width_one = max(1, int(terms.lengths[firsts].max()))
        width_other = max(1, int(terms.lengths[seconds].max()))
        one = table.terms[firsts, :width_one]
        other = table.terms[seconds, :width_other]
        self._pairs, self._here, self._there, self._alike = table.alike.cells(one, other)
        self._equal = one[self._pairs, self._here] == other[self._pairs, self._there]
        self._row_one, self._row_other = firsts[self._pairs], seconds[self._pairs]
        self._by_pair = _Groups(self._pairs)
        here = self._pairs * width_one + self._here
        there = self._pairs * width_other + self._there
        self._order = np.argsort(there, kind="stable")
        self._by_here, self._by_there = _Groups(here), _Groups(there[self._order])
        self._kept: dict[tuple[str, Part | str], Bools] = {}

    def any(self, part: Part | str) -> tuple[Bools, Bools]:
        """Whether either side has such a term."""
        one, other = self._rows
        return self._terms.any[part][one], self._terms.any[part][other]

    def whole(self, part: Part | str) -> tuple[Floats, Floats]:
        """The weight of either side's terms of a part."""
        one, other = self._rows
        return self._terms.whole[part][one], self._terms.whole[part][other]

    def found(
        self, one: Part | str, other: Part | str, *, equal: bool = False
    ) -> tuple[Floats, Floats]:
        """The weight of the terms of ``one`` that are found among those of ``other``, and back."""
        alike = self._equal.astype(np.float32) if equal else self._alike
        return (
            self._sum(
                self._by_here.most(alike * self._are_there(other)),
                self._weights_one * self._are_here(one),
                self._by_here.starts,
            ),
            self._sum(
                self._by_there.most((alike * self._are_here(one))[self._order]),
                self._weights_other * self._are_there(other),
                self._order[self._by_there.starts],
            ),
        )

    def best(self, part: Part) -> Floats:
        """The likeness of the two most alike terms."""
        both = self._are_here(part) & self._are_there(part)
        return self._of_pairs(self._by_pair.most(self._alike * both))

    def numbers(self) -> tuple[Ints, Floats]:
        """How many numbers both sides have, and how much the weightiest weighs."""
        both = self._equal & self._are_here(Part.NUMBER) & self._are_there(Part.NUMBER)
        count = np.bincount(self._pairs[both], minlength=self.count)
        one = self._of_pairs(self._by_pair.most(self._weights_one * both))
        other = self._of_pairs(self._by_pair.most(self._weights_other * both))
        return count, (one + other) / 2

    @property
    def _weights_one(self) -> Floats:
        return np.asarray(self._terms.weights[self._row_one, self._here])

    @property
    def _weights_other(self) -> Floats:
        return np.asarray(self._terms.weights[self._row_other, self._there])

    def _are_here(self, part: Part | str) -> Bools:
        return self._are("one", part, self._row_one, self._here)

    def _are_there(self, part: Part | str) -> Bools:
        return self._are("other", part, self._row_other, self._there)

    def _are(self, side: str, part: Part | str, rows: Ints, places: Ints) -> Bools:
        known = self._kept.get((side, part))
        if known is None:
            known = self._kept[side, part] = self._terms.having[part][rows, places]
        return known

    def _sum(self, most: Floats, weights: Floats, starts: Ints) -> Floats:
        pairs = self._pairs[starts]
        return np.asarray(np.bincount(pairs, most * weights[starts], self.count), np.float64)

    def _of_pairs(self, values: Floats) -> Floats:
        cells = np.zeros(self.count, np.float32)
        cells[self._pairs[self._by_pair.starts]] = values
        return cells


def _batch(table: ClaimTable, terms: _Terms, firsts: Ints, seconds: Ints) -> Floats:
    pair = _Aligned(table, terms, firsts, seconds)
    columns: dict[str, Floats] = {}
    one, other = pair.found(Part.INSIDE, Part.INSIDE)
    all_one, all_other = pair.whole(Part.INSIDE)
    columns["shared"] = np.sqrt(_share(one, all_one) * _share(other, all_other))
    columns["shared_mass"] = np.log1p((one + other) / 2)
    one, other = pair.found(Part.INSIDE, Part.INSIDE, equal=True)
    columns["exact"] = np.sqrt(_share(one, all_one) * _share(other, all_other))
    one, _ = pair.found(Part.INSIDE, _KNOWN)
    _, other = pair.found(_KNOWN, Part.INSIDE)
    share_one, share_other = _share(one, all_one), _share(other, all_other)
    columns["in_sentence"] = np.sqrt(share_one * share_other)
    columns["in_sentence_most"] = np.maximum(share_one, share_other)
    for name, terms_of in (("words", _WORDS), ("sentence", _KNOWN)):
        one, other = pair.found(terms_of, terms_of)
        all_one, all_other = pair.whole(terms_of)
        columns[name] = np.sqrt(_share(one, all_one) * _share(other, all_other))
    columns["passage"] = _products(table.passages, firsts, seconds)
    columns["meaning"] = _products(table.meanings, firsts, seconds)
    _add_numbers(columns, pair)
    for part in (*_HEADS, *_SHARED, Part.COUNTED):
        _add_part(columns, pair, part)
    ratio = table.lengths[firsts] / table.lengths[seconds]
    columns["lengths"] = np.abs(np.log(ratio))
    columns["shorter"] = np.log(np.minimum(table.lengths[firsts], table.lengths[seconds]))
    columns["places"] = np.abs(table.places[firsts] - table.places[seconds])
    _add_openings(columns, table.starts[firsts], table.starts[seconds])
    columns.update(stated_values.agreement(table.values, firsts, seconds))
    return np.column_stack([columns[name] for name in FEATURES]).astype(np.float32)


def _products(rows: Floats, firsts: Ints, seconds: Ints) -> Floats:
    """The product of each pair of rows."""
    own, at_one = np.unique(firsts, return_inverse=True)
    others, at_other = np.unique(seconds, return_inverse=True)
    if len(own) * len(others) <= _DENSE * len(firsts):
        return np.asarray((rows[own] @ rows[others].T)[at_one, at_other])
    return np.asarray(np.einsum("ij,ij->i", rows[firsts], rows[seconds]))


def _add_openings(columns: dict[str, Floats], one: Floats, other: Floats) -> None:
    """Headlines and leads tell the same event, in whatever words."""
    headline_one, headline_other = np.exp(-one / _HEADLINE), np.exp(-other / _HEADLINE)
    columns["headlines"] = headline_one * headline_other
    columns["one_headline"] = np.abs(headline_one - headline_other)
    columns["openings"] = np.exp(-(one + other) / _OPENING)


def _share(found: Floats, whole: Floats) -> Floats:
    return np.asarray(found / np.maximum(whole, np.float32(1e-6)))


def _cells(values: npt.ArrayLike) -> Floats:
    return np.asarray(values, np.float32)


def _add_numbers(columns: dict[str, Floats], pair: _Aligned) -> None:
    has_one, has_other = pair.any(Part.NUMBER)
    count, weight = pair.numbers()
    columns["number_equal"] = _cells(np.minimum(count, 2))
    columns["number_weight"] = weight
    columns["number_none_equal"] = _cells(has_one & has_other & (count == 0))


def _add_part(columns: dict[str, Floats], pair: _Aligned, part: Part) -> None:
    name = str(part.name).lower()
    if part in _SHARED:
        one, other = pair.found(part, part)
        all_one, all_other = pair.whole(part)
        columns[name] = _share(one + other, all_one + all_other)
    else:
        columns[name] = pair.best(part)
    has_one, has_other = pair.any(part)
    columns[f"{name}_miss"] = _cells((has_one & has_other) * (1 - columns[name]))
