"""Patterns of a unit: what a token is, stands beside, and hangs on.

A pattern is one mark of a token, or two or three marks of it and of its neighbours or its
syntactic head. Each is turned into a number by a hash, so that a table of weights needs no list of
them (Weinberger and others 2009, "Feature Hashing for Large Scale Multitask Learning").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.nlp.unit_encoding import EncodedUnits

BITS = 18
"""A pattern's number is below two to the power of this."""

Ints = NDArray[np.int64]
_Hashes = NDArray[np.uint64]
_Key = tuple[_Hashes, NDArray[np.bool_], Ints]

_PRIMES = tuple(
    map(np.uint64, (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93))
)
_MIXER = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of several units, each once a unit.

    Attributes:
        numbers: from 0 to below ``2 ** BITS``.
        units: which unit each belongs to.
        tokens, others: positions of the token that it ends at, and of the other one that it is
            made of (a neighbour or the head; the same one when there is no other).
        shares: what each counts, one over the root of how many its unit has.
    """

    numbers: Ints
    units: Ints
    tokens: Ints
    others: Ints
    shares: NDArray[np.float32]


def patterns_of(tokens: EncodedUnits) -> Patterns:
    """The patterns of ``tokens``, unit by unit."""
    size = len(tokens.words)
    lengths = np.diff(np.append(tokens.starts, size))
    of_unit = np.repeat(np.arange(len(lengths)), lengths)
    positions = np.arange(size)
    numbers, owners, others = [], [], []
    with np.errstate(over="ignore"):  # a hash is meant to overflow
        for kind, (mixed, holds, other) in enumerate(_keys(tokens, positions), 1):
            chosen = np.flatnonzero(holds)
            numbers.append(_number(mixed[chosen] + np.uint64(kind) * _PRIMES[3]))
            owners.append(chosen)
            others.append(other[chosen])
    number, owner = np.concatenate(numbers), np.concatenate(owners)
    _, first = np.unique((of_unit[owner] << BITS) | number, return_index=True)
    units = of_unit[owner[first]]
    counts = np.bincount(units, minlength=len(lengths))
    return Patterns(
        number[first],
        units,
        owner[first],
        np.concatenate(others)[first],
        (1 / np.sqrt(counts[units])).astype(np.float32),
    )


def _keys(tokens: EncodedUnits, positions: Ints) -> Iterator[_Key]:
    """For each kind of pattern: unmixed hashes, which tokens have one, and the other token."""
    word, tag, dep, ent_type = tokens.words, tokens.tags, tokens.deps, tokens.ent_types
    begins = np.zeros(len(positions), bool)
    begins[tokens.starts] = True
    second = ~begins
    third = second & np.roll(second, 1)
    before, earlier = np.maximum(positions - 1, 0), np.maximum(positions - 2, 0)
    head = tokens.heads
    hangs, named = head != positions, ent_type > 0
    nothing = np.zeros(len(positions), np.int64)
    always = np.ones(len(positions), bool)
    yield _key(word, nothing, nothing), always, positions
    yield _key(tag, nothing, nothing), always, positions
    yield _key(ent_type, nothing, nothing), named, positions
    yield _key(word, dep, word[head]), hangs, head
    yield _key(tag, dep, tag[head]), hangs, head
    yield _key(dep, word, nothing), always, positions
    yield _key(ent_type, word[head], nothing), named & hangs, head
    yield _key(word[before], word, nothing), second, before
    yield _key(tag[before], tag, nothing), second, before
    yield _key(word[before], tag, nothing), second, before
    yield _key(tag[before], word, nothing), second, before
    yield _key(word[earlier], word[before], word), third, before
    yield _key(tag[earlier], tag[before], tag), third, before


def _key(first: Ints, second: Ints, third: Ints) -> _Hashes:
    parts = zip((first, second, third), _PRIMES, strict=False)
    keys = [part.astype(np.uint64) * prime for part, prime in parts]
    mixed: _Hashes = keys[0] + keys[1] + keys[2]
    return mixed


def _number(mixed: _Hashes) -> Ints:
    mixed = (mixed ^ (mixed >> np.uint64(29))) * _MIXER
    mixed = (mixed ^ (mixed >> np.uint64(32))) * _PRIMES[0]
    numbers: Ints = (mixed >> np.uint64(64 - BITS)).astype(np.int64)
    return numbers
