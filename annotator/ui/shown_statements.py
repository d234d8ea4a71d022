"""Statements as the matrix shows them: rows of words, glyphs and relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.domain.statement import Cell, Statement, cells_of, reference_of
from annotator.domain.statement_name import statement_name
from annotator.ui.isolated_text import one_line
from annotator.ui.marks import mark_style
from annotator.ui.matrix_model import ShownCell, ShownStatement


def shown_statements(
    statements: Iterable[Statement], article_ids: Sequence[int], reference: int | None
) -> list[ShownStatement]:
    """The rows for these articles, each compared with ``reference`` where it speaks."""
    rows = []
    for statement in statements:
        own = reference_of(statement, reference)
        cells = cells_of(statement, article_ids, reference)
        rows.append(
            ShownStatement(
                statement.key,
                one_line(statement_name(statement)),
                tuple(_cell(cell, cell.article_id == own) for cell in cells),
            )
        )
    return rows


def _cell(cell: Cell, is_reference: bool) -> ShownCell:
    if not cell.claims:
        return ShownCell()
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
