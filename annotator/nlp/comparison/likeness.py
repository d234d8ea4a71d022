"""How like two claims are, each on their own: the features of the first judgement.

Words are aligned softly: a term finds its best partner in the other claim, by identity, by
spelling or by meaning (Sultan, Bethard and Sumner 2014 align words in this way); the features are
the weighted shares of terms that found one, in all of the claim and in its parts.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from annotator.nlp.comparison import stated_values
from annotator.nlp.comparison.claim_table import Bools, ClaimTable, Floats, Ints, Part

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
_SPELLED_ALIKE = 0.45
_MEANT_ALIKE = 0.35
_MEANING_SHARE = 0.85
_SYNONYMS_ALIKE = 0.9
_REPORTING_SHARE = 0.4
_HEADLINE = 20
_OPENING = 300
"""Code points over which a claim ceases to be a headline, or to open its article."""

_HEADS = (Part.VERB, Part.SUBJECT, Part.OBJECT, Part.PLACE)


def likeness(table: ClaimTable, firsts: Ints, seconds: Ints) -> Floats:
    """The features of the pairs of claims ``firsts[k]``, ``seconds[k]``, a row each."""
    if not len(firsts):
        return np.zeros((0, len(FEATURES)), np.float32)
    return np.concatenate(
        [
            _batch(table, firsts[start : start + _BATCH], seconds[start : start + _BATCH])
            for start in range(0, len(firsts), _BATCH)
        ]
    )


def _term_likeness(table: ClaimTable, one: Ints, other: Ints) -> Floats:
    """How like each term of one claim is to each of the other, 0 to 1, for a batch of pairs."""
    meant, spelled, synonyms = (
        cells[one] @ cells[other].transpose(0, 2, 1)
        for cells in (table.static, table.characters, table.synonyms)
    )
    alike = np.where(meant > _MEANT_ALIKE, meant * np.float32(_MEANING_SHARE), np.float32(0))
    alike = np.maximum(alike, np.where(spelled > _SPELLED_ALIKE, spelled, np.float32(0)))
    alike = np.maximum(alike, np.minimum(synonyms, 1) * np.float32(_SYNONYMS_ALIKE))
    alike[one[:, :, None] == other[:, None, :]] = 1
    return np.minimum(alike, np.float32(1))


class _Aligned:
    """A batch of pairs with the likeness of every term of one to every term of the other."""

    def __init__(self, table: ClaimTable, firsts: Ints, seconds: Ints) -> None:
        one, other = table.terms[firsts], table.terms[seconds]
        width_one = max(1, int((one >= 0).sum(axis=1).max(initial=0)))
        width_other = max(1, int((other >= 0).sum(axis=1).max(initial=0)))
        one, other = one[:, :width_one], other[:, :width_other]
        self.parts = table.parts[firsts][:, :width_one], table.parts[seconds][:, :width_other]
        self.known = one >= 0, other >= 0
        self.alike = _term_likeness(table, one, other)
        self.alike *= self.known[0][:, :, None]
        self.alike *= self.known[1][:, None, :]
        self.equal = np.where(
            self.known[0][:, :, None], one[:, :, None] == other[:, None, :], False
        )
        self.weights = tuple(
            table.weights[terms]
            * known
            * np.where((parts & Part.REPORTING) > 0, np.float32(_REPORTING_SHARE), np.float32(1))
            for terms, known, parts in zip((one, other), self.known, self.parts, strict=True)
        )

    def having(self, part: Part) -> tuple[Bools, Bools]:
        """Which terms of either side have ``part``."""
        one, other = ((parts & part) > 0 for parts in self.parts)
        return one, other

    def inside_words(self) -> tuple[Bools, Bools]:
        """Which terms of either claim are words and no numbers."""
        both = Part.INSIDE | Part.NUMBER
        one, other = ((parts & both) == Part.INSIDE for parts in self.parts)
        return one, other

    def found(self, one: Bools, other: Bools, alike: Floats | None = None) -> tuple[Floats, ...]:
        """Weights found in the other side, and all weights: of the first, of the second side."""
        cells = self.alike if alike is None else alike
        best_one = (cells * other[:, None, :]).max(axis=2)
        best_other = (cells * one[:, :, None]).max(axis=1)
        weights_one, weights_other = self.weights[0] * one, self.weights[1] * other
        return (
            (best_one * weights_one).sum(axis=1),
            (best_other * weights_other).sum(axis=1),
            weights_one.sum(axis=1),
            weights_other.sum(axis=1),
        )

    def best(self, one: Bools, other: Bools) -> Floats:
        """The likeness of the two most alike terms."""
        cells: Floats = (self.alike * one[:, :, None] * other[:, None, :]).max(axis=(1, 2))
        return cells


def _batch(table: ClaimTable, firsts: Ints, seconds: Ints) -> Floats:
    pair = _Aligned(table, firsts, seconds)
    inside = pair.having(Part.INSIDE)
    columns: dict[str, Floats] = {}
    one, other, all_one, all_other = pair.found(*inside)
    share_one, share_other = _share(one, all_one), _share(other, all_other)
    columns["shared"] = np.sqrt(share_one * share_other)
    columns["shared_mass"] = np.log1p((one + other) / 2)
    one, other, all_one, all_other = pair.found(*pair.inside_words())
    share_one, share_other = _share(one, all_one), _share(other, all_other)
    columns["words"] = np.sqrt(share_one * share_other)
    one, other, all_one, all_other = pair.found(*inside, pair.equal.astype(np.float32))
    columns["exact"] = np.sqrt(_share(one, all_one) * _share(other, all_other))
    columns["passage"] = (table.passages[firsts] * table.passages[seconds]).sum(axis=1)
    columns["meaning"] = (table.meanings[firsts] * table.meanings[seconds]).sum(axis=1)
    one, _, all_one, _ = pair.found(inside[0], pair.known[1])
    _, other, _, all_other = pair.found(pair.known[0], inside[1])
    share_one, share_other = _share(one, all_one), _share(other, all_other)
    columns["in_sentence"] = np.sqrt(share_one * share_other)
    columns["in_sentence_most"] = np.maximum(share_one, share_other)
    one, other, all_one, all_other = pair.found(*pair.known)
    columns["sentence"] = np.sqrt(_share(one, all_one) * _share(other, all_other))
    _add_numbers(columns, pair)
    for part in (*_HEADS, Part.NAME, Part.TIME, Part.COUNTED, Part.GOVERNOR):
        _add_part(columns, pair, part)
    ratio = table.lengths[firsts] / table.lengths[seconds]
    columns["lengths"] = np.abs(np.log(ratio))
    columns["shorter"] = np.log(np.minimum(table.lengths[firsts], table.lengths[seconds]))
    columns["places"] = np.abs(table.places[firsts] - table.places[seconds])
    _add_openings(columns, table.starts[firsts], table.starts[seconds])
    columns.update(stated_values.agreement(table.values, firsts, seconds))
    return np.column_stack([columns[name] for name in FEATURES]).astype(np.float32)


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
    one, other = pair.having(Part.NUMBER)
    equal = pair.equal & one[:, :, None] & other[:, None, :]
    both = one.any(axis=1) & other.any(axis=1)
    count = equal.sum(axis=(1, 2))
    columns["number_equal"] = _cells(np.minimum(count, 2))
    weight_one = (equal.any(axis=2) * pair.weights[0]).max(axis=1)
    weight_other = (equal.any(axis=1) * pair.weights[1]).max(axis=1)
    columns["number_weight"] = (weight_one + weight_other) / 2
    columns["number_none_equal"] = _cells(both & (count == 0))


def _add_part(columns: dict[str, Floats], pair: _Aligned, part: Part) -> None:
    name = str(part.name).lower()
    one, other = pair.having(part)
    if part in (Part.NAME, Part.TIME, Part.GOVERNOR):
        found_one, found_other, all_one, all_other = pair.found(one, other)
        columns[name] = _share(found_one + found_other, all_one + all_other)
    else:
        columns[name] = pair.best(one, other)
    both = one.any(axis=1) & other.any(axis=1)
    columns[f"{name}_miss"] = _cells(both * (1 - columns[name]))
