"""The cells of each exported row, safe for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from annotator.exchange.csv_columns import COLUMN_BY_NAME, ClaimRow, Column
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


def plain_cells(row: ClaimRow, columns: Sequence[Column]) -> list[str]:
    """The cells of one row in the order of ``columns``, not yet safe for a spreadsheet."""
    values = (
        column.value(row) if column.value else attrgetter(column.path)(row) for column in columns
    )
    return ["" if value is None else str(value) for value in values]


def escaped_cells(
    cells: Iterable[Sequence[str]], columns: Sequence[Column]
) -> Iterator[Sequence[str]]:
    """Rows of plain cells with the risky ones marked, and the marked columns declared."""
    watched = [(n, column.name) for n, column in enumerate(columns) if column.may_be_escaped]
    declared = [n for n, column in enumerate(columns) if column.name == "escaped"]
    safe = SAFE_STARTS
    for row in cells:
        escaped: list[tuple[int, str]] = []
        for n, name in watched:
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
