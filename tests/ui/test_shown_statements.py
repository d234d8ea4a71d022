"""Rows of the matrix on a desk of very many articles."""

from __future__ import annotations

from annotator.domain.link import Relation
from annotator.domain.statement_grouping import group_statements
from annotator.ui.counterparts import ANOTHER_ROW_WORDS
from annotator.ui.shown_statements import IN_ANOTHER_ROW, SILENT, shown_statement
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


def test_an_article_whose_linked_passage_is_in_another_row_says_so() -> None:
    claims = [claim(n, article) for n, article in ((1, 1), (2, 2), (3, 3), (11, 4), (12, 2))]
    sure = [link(1, 2), link(1, 3), link(2, 3), link(11, 12)]
    statement, _ = group_statements(claims, [*sure, link(3, 11, 0.55)])
    row = shown_statement(statement, {3: 0, 4: 1, 5: 2}, 3)
    assert row.cells[1:] == (IN_ANOTHER_ROW, SILENT)
    assert row.cells[1].said == ANOTHER_ROW_WORDS


def test_a_cell_says_how_many_of_its_claims_are_not_shown() -> None:
    claims = [claim(1, 1), claim(2, 2), claim(3, 2)]
    (statement,) = group_statements(claims, [link(1, 2), link(1, 3)])
    one, two = shown_statement(statement, {1: 0, 2: 1}, 1).cells
    assert (one.more, one.more_words) == (0, "")
    assert (two.more, two.more_words) == (1, "and 1 more of its claims")
    assert len({*one.claim_ids, *two.claim_ids}) == 3
