"""Rows of the matrix on a desk of very many articles."""

from __future__ import annotations

from annotator.domain.link import Relation
from annotator.domain.statement_grouping import group_statements
from annotator.ui.shown_statements import SILENT, shown_statement
from tests.unit.domain.test_statement import claim, conflict, link


def test_only_articles_that_speak_cost_a_cell_of_their_own() -> None:
    claims = [claim(1, 700), claim(2, 20), claim(3, 900)]
    (statement,) = group_statements(claims, [conflict(1, 2), link(1, 3), link(2, 3)])
    row = shown_statement(statement, {one: one - 1 for one in range(1, 1001)}, 700)
    speaking = {place + 1: cell for place, cell in enumerate(row.cells) if cell is not SILENT}
    assert len(row.cells) == 1000
    assert {number: cell.relation for number, cell in speaking.items()} == {
        20: Relation.CONFLICT,
        700: None,
        900: Relation.SAME,
    }
    assert [number for number, cell in speaking.items() if cell.is_reference] == [700]


def test_a_statement_of_articles_that_are_not_shown_is_silent_everywhere() -> None:
    (statement,) = group_statements([claim(1, 1), claim(2, 2)], [link(1, 2)])
    row = shown_statement(statement, {7: 0, 8: 1}, None)
    assert row.cells == (SILENT, SILENT)
