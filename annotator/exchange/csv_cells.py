"""The cells of each exported row, safe for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from annotator.domain.article import Article
from annotator.exchange.csv_columns import COLUMN_BY_NAME, CellType, ClaimRow, Column, Subject
from annotator.exchange.formula_safety import MARK, SAFE_STARTS, needs_escape


def checked_columns(names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of these names.

    Raises:
        ValueError: there are none, or a name stands twice or is of no column.
    """
    unknown = [name for name in names if name not in COLUMN_BY_NAME]
    if unknown or not names or len(set(names)) != len(names):
        raise ValueError(f"not a choice of columns: {', '.join(unknown or names) or 'none'}")
    return tuple(COLUMN_BY_NAME[name] for name in names)


def row_cells(rows: Iterable[ClaimRow], columns: Sequence[Column]) -> Iterator[Sequence[str]]:
    """The cells of each row in the order of ``columns``."""
    # The cells of an article are the same in all rows that follow one another, so they are made
    # once; those of the export itself go with them.
    of_article = [column for column in columns if column.subject is not Subject.CLAIM]
    of_claim = [column for column in columns if column.subject is Subject.CLAIM]
    article_values, claim_values = _values(of_article), _values(of_claim)
    made = [*of_claim, *of_article]
    in_order = _picker([made.index(column) for column in columns])

    def plain_cells() -> Iterator[Sequence[str]]:
        article: Article | None = None
        cells: list[str] = []
        for row in rows:
            if row.article is not article:
                article, cells = row.article, article_values(row)
            yield in_order(claim_values(row) + cells)

    return escaped_cells(plain_cells(), columns)


def escaped_cells(
    cells: Iterable[Sequence[str]], columns: Sequence[Column]
) -> Iterator[Sequence[str]]:
    """Rows of plain cells with the risky ones marked, and the marked columns declared."""
    texts = [(n, column.name) for n, column in enumerate(columns) if column.type is CellType.TEXT]
    declared = [n for n, column in enumerate(columns) if column.name == "escaped"]
    safe = SAFE_STARTS
    for row in cells:
        escaped: list[tuple[int, str]] = []
        for n, name in texts:
            cell = row[n]
            if cell and cell[0] not in safe and needs_escape(cell):
                escaped.append((n, name))
        if not escaped:
            yield row
            continue
        marked = list(row)
        for n, _ in escaped:
            marked[n] = MARK + row[n]
        for n in declared:
            marked[n] = " ".join(name for _, name in escaped)
        yield marked


def _values(columns: Sequence[Column]) -> Callable[[ClaimRow], list[str]]:
    """A function that makes the plain cells of ``columns`` from a row."""
    # One attrgetter for all attributes is one call a row; two fillers make it give a tuple always.
    plain = attrgetter(*(column.path or "claim.id" for column in columns), "claim.id", "claim.id")
    made = [(n, column.value) for n, column in enumerate(columns) if column.value is not None]
    odd = [n for n, column in enumerate(columns) if column.type in _NOT_TEXT or column.is_optional]

    def cells(row: ClaimRow) -> list[str]:
        values: list[Any] = list(plain(row))
        del values[-2:]
        for n in odd:
            value = values[n]
            values[n] = "" if value is None else str(value)
        for n, value in made:
            values[n] = value(row)
        return values

    return cells


_NOT_TEXT = (CellType.INTEGER, CellType.NUMBER)


def _picker(order: list[int]) -> Callable[[list[str]], Sequence[str]]:
    if order == list(range(len(order))):
        return lambda cells: cells
    # itemgetter of one index gives no tuple.
    return itemgetter(*order) if len(order) > 1 else lambda cells: [cells[order[0]]]
