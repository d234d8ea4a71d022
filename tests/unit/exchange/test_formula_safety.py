"""No cell starts a formula, and every cell comes back exactly."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.exchange.formula_safety import (
    CONTROL_STARTS,
    FORMULA_STARTS,
    SAFE_STARTS,
    escape,
    needs_escape,
    unescape,
)

DANGEROUS = FORMULA_STARTS + CONTROL_STARTS
tricky = st.text(st.sampled_from("'=+-@＝＋－＠\t\r\n \u00a0\ufeff\u200ba1\"") | st.characters())


@given(tricky)
@example("'")
@example("''=1")
@example("' =1")
@example("'\t")
def test_every_cell_comes_back(cell: str) -> None:
    assert unescape(escape(cell)) == cell


@given(tricky)
def test_no_escaped_cell_starts_a_formula(cell: str) -> None:
    safe = escape(cell)
    assert safe[:1] == "" or safe[0] not in DANGEROUS
    assert safe.lstrip().lstrip("\ufeff\u200b")[:1] not in set(FORMULA_STARTS)


@given(tricky, tricky)
def test_no_two_cells_become_one(one: str, other: str) -> None:
    assert (escape(one) == escape(other)) == (one == other)


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("", ""),
        ("plain", "plain"),
        ("don't", "don't"),
        ("'quoted'", "'quoted'"),
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("\u00a0-3", "'\u00a0-3"),
        ("－3", "'－3"),
        ("\ttab", "'\ttab"),
        ("'\ntext", "''\ntext"),
        (" 3 houses", " 3 houses"),
        ("– dash", "– dash"),
    ],
)
def test_the_scheme_is_the_documented_one(cell: str, safe: str) -> None:
    assert escape(cell) == safe


@given(st.sampled_from(sorted(SAFE_STARTS)), st.text())
def test_the_quick_way_past_is_right(first: str, rest: str) -> None:
    assert not needs_escape(first + rest)
