"""Patterns of units: each once, inside its unit, the same alone and in company."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from annotator.nlp.patterns import BITS, Patterns, patterns_of
from annotator.nlp.unit_encoding import EncodedUnits

Unit = list[tuple[int, int, int, int, int]]

tokens = st.tuples(*(st.integers(0, 5) for _ in range(4)), st.integers(0, 11))
units = st.lists(tokens, min_size=1, max_size=12)


def encoded_units(several: list[Unit]) -> EncodedUnits:
    """Units of (word, tag, dependency label, entity type, head) as the scorer has them."""
    starts = np.cumsum([0, *(len(one) for one in several[:-1])])
    rows = np.array([row for one in several for row in one], np.int64)
    heads = [
        start + row[4] % len(one)
        for start, one in zip(starts.tolist(), several, strict=True)
        for row in one
    ]
    nothing = np.zeros(0, np.int64)
    return EncodedUnits(
        *rows.T[:4],
        np.array(heads, np.int64),
        nothing,
        starts,
        nothing,
        np.zeros((0, 0), np.float32),
    )


def of_one(found: Patterns, unit: int) -> list[tuple[int, float]]:
    """The numbers of a unit's patterns and what they count."""
    mine = found.units == unit
    return sorted(zip(found.numbers[mine].tolist(), found.shares[mine].tolist(), strict=True))


@given(several=st.lists(units, min_size=1, max_size=5))
def test_each_pattern_stands_once_inside_its_unit(several: list[Unit]) -> None:
    found = patterns_of(encoded_units(several))
    borders = np.cumsum([0, *map(len, several)])
    assert len(set(zip(found.units.tolist(), found.numbers.tolist(), strict=True))) == len(
        found.units
    )
    assert found.numbers.min() >= 0
    assert found.numbers.max() < 1 << BITS
    for places in (found.tokens, found.others):
        assert (places >= borders[found.units]).all()
        assert (places < borders[found.units + 1]).all()
    squares = np.bincount(found.units, weights=found.shares.astype(float) ** 2)
    np.testing.assert_allclose(squares, np.ones(len(several)), rtol=1e-5)


@given(several=st.lists(units, min_size=2, max_size=5))
def test_a_unit_has_the_same_patterns_alone_and_in_company(several: list[Unit]) -> None:
    together = patterns_of(encoded_units(several))
    for number, one in enumerate(several):
        assert of_one(together, number) == of_one(patterns_of(encoded_units([one])), 0)


def test_a_word_and_its_head_make_a_pattern_that_another_head_does_not() -> None:
    def numbers(head: int) -> set[int]:
        unit = [(1, 1, 1, 0, 1), (2, 2, 2, 0, 1), (3, 3, 3, 0, head)]
        return set(patterns_of(encoded_units([unit])).numbers.tolist())

    shared = numbers(0) & numbers(1)
    assert len(numbers(0) - shared) == len(numbers(1) - shared) == 2
