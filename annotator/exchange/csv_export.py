"""Claims as CSV for people: streamed, formula-safe, and in place whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from annotator.domain.errors import ExportFailed
from annotator.exchange.atomic_file import replaced_file
from annotator.exchange.csv_columns import (
    COLUMN_BY_NAME,
    DEFAULT_COLUMNS,
    CellType,
    ClaimRow,
    Column,
)
from annotator.exchange.formula_safety import MARK, SAFE_STARTS, needs_escape

_ROWS_A_STEP: Final = 1_000


class ExportCancelled(ExportFailed):
    """A person stopped the export; an earlier file of that name is untouched."""


def write_claims_csv(
    path: Path,
    rows: Iterable[ClaimRow],
    columns: Sequence[str] = DEFAULT_COLUMNS,
    bom: bool = False,
    on_progress: Callable[[int], object] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write one header and one row per claim to ``path``, and return how many rows.

    RFC 4180 (CRLF, quotation marks doubled) in UTF-8, with a byte order mark if ``bom``. Rows are
    taken one by one; ``on_progress`` gets the number written so far, and ``is_cancelled`` is
    asked, once every 1,000 rows.

    Raises:
        ExportCancelled: ``is_cancelled`` said so.
        ExportFailed: the file could not be written.
        ValueError: ``columns`` is empty, or names a column twice or one that does not exist.
    """
    cells = csv_rows(rows, columns)
    written = 0
    with replaced_file(path) as file:
        out = io.TextIOWrapper(
            file, "utf-8-sig" if bom else "utf-8", errors="replace", newline="", write_through=False
        )
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(columns)
        while True:
            if is_cancelled is not None and is_cancelled():
                raise ExportCancelled(
                    "The export was stopped.",
                    "Nothing was written; an earlier file of that name is untouched.",
                )
            step = list(islice(cells, _ROWS_A_STEP))
            writer.writerows(step)
            written += len(step)
            if on_progress is not None:
                on_progress(written)
            if len(step) < _ROWS_A_STEP:
                break
        out.detach()
    return written


def csv_rows(
    rows: Iterable[ClaimRow], columns: Sequence[str] = DEFAULT_COLUMNS
) -> Iterator[list[Any]]:
    """The cells of each row, in the order of ``columns``, safe for a spreadsheet.

    Raises:
        ValueError: ``columns`` is empty, or names a column twice or one that does not exist.
    """
    unknown = [name for name in columns if name not in COLUMN_BY_NAME]
    if unknown or not columns or len(set(columns)) != len(columns):
        raise ValueError(f"not a choice of columns: {', '.join(unknown or columns) or 'none'}")
    return _cells(rows, [COLUMN_BY_NAME[name] for name in columns])


def _cells(rows: Iterable[ClaimRow], columns: Sequence[Column]) -> Iterator[list[Any]]:
    # attrgetter reads all plain attributes of a row in one call; the two fillers keep it a tuple.
    plain = attrgetter(*(column.path or "claim.id" for column in columns), "claim.id", "claim.id")
    made = [(n, column.value) for n, column in enumerate(columns) if column.value is not None]
    texts = [(n, column.name) for n, column in enumerate(columns) if column.type is CellType.TEXT]
    declared = [n for n, column in enumerate(columns) if column.name == "escaped"]
    for row in rows:
        cells = list(plain(row)[:-2])
        for n, value in made:
            cells[n] = value(row)
        escaped = ""
        for n, name in texts:
            cell = cells[n]
            if cell and cell[0] not in SAFE_STARTS and needs_escape(cell):
                cells[n] = MARK + cell
                escaped = f"{escaped} {name}" if escaped else name
        if escaped:
            for n in declared:
                cells[n] = escaped
        yield cells
