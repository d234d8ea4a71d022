"""Statements as the matrix shows them: rows of words, glyphs and relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.domain.statement import Statement
from annotator.domain.statement_cells import Cell, cells_of, reference_of
from annotator.domain.statement_name import statement_name
from annotator.ui.isolated_text import one_line
from annotator.ui.marks import mark_style
from annotator.ui.matrix_model import ShownCell, ShownStatement

SILENT = ShownCell()


def shown_statements(
    statements: Iterable[Statement], article_ids: Sequence[int], reference: int | None
) -> list[ShownStatement]:
    """The rows for these articles, each compared with ``reference`` where it speaks."""
    rows = []
    place_of = {article_id: place for place, article_id in enumerate(article_ids)}
    for statement in statements:
        own = reference_of(statement, reference)
        # Of a thousand articles a few speak: the others share one silent cell.
        cells = [SILENT] * len(article_ids)
        speaking = [one for one in statement.article_ids if one in place_of]
        for cell in cells_of(statement, speaking, reference):
            cells[place_of[cell.article_id]] = _cell(cell, cell.article_id == own)
        words = one_line(statement_name(statement))
        rows.append(ShownStatement(statement.key, words, tuple(cells)))
    return rows


def _cell(cell: Cell, is_reference: bool) -> ShownCell:
    first = cell.claims[0]
    quote = one_line(first.quote)
    return ShownCell(
        tuple(claim.id for claim in cell.claims),
        cell.relation,
        cell.value or quote,
        quote,
        mark_style(first),
        cell.disputed_elsewhere,
        is_reference,
    )
