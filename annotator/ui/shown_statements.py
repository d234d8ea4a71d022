"""Statements as the matrix shows them: rows of words, glyphs and relations."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.domain.statement import Statement
from annotator.domain.statement_cells import Cell, cells_of, reference_of
from annotator.domain.statement_name import statement_name, telling_part
from annotator.ui.isolated_text import one_line
from annotator.ui.marks import mark_style
from annotator.ui.matrix_model import ShownCell, ShownStatement

SILENT = ShownCell()
IN_ANOTHER_ROW = ShownCell(in_another_row=True)


def shown_statement(
    statement: Statement, places: Mapping[int, int], reference: int | None
) -> ShownStatement:
    """The row of a statement, compared with the article ``reference`` where that speaks.

    Args:
        places: the column of each article that is shown, from 0, by its id.
    """
    own = reference_of(statement, reference)
    # Of a thousand articles a few speak: the others share one silent cell.
    cells = [SILENT] * len(places)
    for article_id in statement.elsewhere & places.keys():
        cells[places[article_id]] = IN_ANOTHER_ROW
    speaking = [one for one in statement.article_ids if one in places]
    for cell in cells_of(statement, speaking, reference):
        cells[places[cell.article_id]] = _cell(statement, cell, cell.article_id == own)
    return ShownStatement(statement.key, one_line(statement_name(statement)), tuple(cells))


def _cell(statement: Statement, cell: Cell, is_reference: bool) -> ShownCell:
    first = cell.claims[0]
    quote = one_line(first.quote)
    return ShownCell(
        tuple(claim.id for claim in cell.claims),
        cell.relation,
        cell.value or telling_part(statement, first),
        quote,
        mark_style(first),
        cell.disputed_elsewhere,
        is_reference,
    )
