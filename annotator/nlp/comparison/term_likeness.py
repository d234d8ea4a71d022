"""How like terms are to each other: by identity, by spelling, by meaning, as synonyms."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

MOST_TERMS = 30_000
"""Of more terms than this not all pairs are looked at beforehand, but those asked for each time."""

_BLOCK, _CELLS = 512, 4_000_000
"""Terms held against all others at a time, and pairs of terms, so that they fit into memory."""

_SPELLED_ALIKE = 0.450_001
"""Likeness by spelling is often just nine twentieths, and rounding must not decide."""

_MEANT_ALIKE = 0.35
_MEANING_SHARE = 0.85
_SYNONYMS_ALIKE = 0.9


class Cells(NamedTuple):
    """The pairs of terms that are at all alike, of many pairs of claims.

    Attributes:
        pairs: which pair of claims, ascending.
        here, there: places of the two terms in their claims, ascending in this order.
        alike: how like they are, above 0 to 1.
    """

    pairs: Ints
    here: Ints
    there: Ints
    alike: Floats


class TermLikeness:
    """How like each term of a vocabulary is to each other, 0 to 1.

    Few terms are like any other at all, so these are found once, and where they are is kept as
    bits: most of what is looked up ends there.

    Args:
        static, characters: vectors of each term, rows of length one or zero.
        synonyms: 1 where a term (row) belongs to a group of synonyms (column).
        most: only up to so many terms are all looked at beforehand.
    """

    def __init__(
        self, static: Floats, characters: Floats, synonyms: Floats, most: int = MOST_TERMS
    ) -> None:
        self._count = len(static)
        # A term that is none stands behind the last one, and a row ends with a whole byte.
        self._stride = (self._count + 8) // 8 * 8
        self._is_known = self._count <= most
        if self._is_known:
            self._bits, self._keys, self._values = self._found(static, characters, synonyms)
        else:
            self._vectors = static, characters, synonyms

    def _found(self, *all_vectors: Floats) -> tuple[NDArray[np.uint8], Ints, Floats]:
        """Which pairs are alike at all, as bits; the same as sorted keys, and how like they are."""
        bits = np.zeros((self._count + 1, self._stride // 8), np.uint8)
        keys: list[Ints] = [np.zeros(0, np.int64)]
        values: list[Floats] = [np.zeros(0, np.float32)]
        block = max(1, min(_BLOCK, _CELLS // max(1, self._count)))
        for start in range(0, self._count, block):
            own = slice(start, min(start + block, self._count))
            cells = _alike(*(vectors[own] @ vectors.T for vectors in all_vectors))
            rows = np.arange(len(cells))
            cells[rows, start + rows] = 1
            own_rows, columns = np.nonzero(cells)
            keys.append((own_rows + start) * self._stride + columns)
            values.append(cells[own_rows, columns])
            marked = np.packbits(cells > 0, axis=1, bitorder="little")
            bits[own, : marked.shape[1]] = marked
        return bits.ravel(), np.concatenate(keys), np.concatenate(values)

    def cells(self, one: Ints, other: Ints) -> Cells:
        """The terms that are alike in pairs of claims.

        Args:
            one, other: the terms of the claims, a row a claim; -1 where there is none.
        """
        if self._is_known:
            left, right = (np.where(terms < 0, self._count, terms) for terms in (one, other))
            keys = self._keys_of(left[:, :, None], right[:, None, :])
            marked = self._bits[keys >> 3] >> (keys & 7).astype(np.uint8) & 1
            places = np.flatnonzero(marked)
            values = self._values[np.searchsorted(self._keys, keys.ravel()[places])]
        else:
            cells = self._looked_at(one, other)
            places = np.flatnonzero(cells)
            values = cells.ravel()[places]
        pairs, inside = np.divmod(places, one.shape[1] * other.shape[1])
        here, there = np.divmod(inside, other.shape[1])
        return Cells(pairs, here, there, values)

    def _keys_of(self, one: Ints, other: Ints) -> NDArray[np.signedinteger[Any]]:
        if (self._count + 1) * self._stride >= 2**31:
            return one * self._stride + other
        # Half as wide, and half as much to go through.
        return np.asarray((one * self._stride).astype(np.int32) + other.astype(np.int32))

    def _looked_at(self, one: Ints, other: Ints) -> Floats:
        cells = _alike(
            *(vectors[one] @ vectors[other].transpose(0, 2, 1) for vectors in self._vectors)
        )
        cells[one[:, :, None] == other[:, None, :]] = 1
        cells *= (one >= 0)[:, :, None]
        cells *= (other >= 0)[:, None, :]
        return cells


def _alike(meant: Floats, spelled: Floats, synonyms: Floats) -> Floats:
    """How like terms are, from the products of their vectors."""
    alike = np.where(meant > _MEANT_ALIKE, meant * np.float32(_MEANING_SHARE), np.float32(0))
    alike = np.maximum(alike, np.where(spelled > _SPELLED_ALIKE, spelled, np.float32(0)))
    alike = np.maximum(alike, np.minimum(synonyms, 1) * np.float32(_SYNONYMS_ALIKE))
    return np.asarray(np.minimum(alike, np.float32(1)))
