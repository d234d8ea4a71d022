"""Claims as CSV for people: streamed, formula-safe, and in place whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from annotator.domain.errors import ExportFailed
from annotator.exchange.atomic_file import replaced_file
from annotator.exchange.csv_cells import checked_columns, escaped_cells, plain_cells
from annotator.exchange.csv_columns import DEFAULT_COLUMNS, ClaimRow
from annotator.exchange.csv_lines import csv_lines

_ROWS_A_STEP: Final = 1_000
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class ExportCancelled(ExportFailed):
    """A person stopped the export; an earlier file of that name is untouched."""


def write_claims_csv(
    path: Path,
    cells: Iterable[Sequence[str]],
    columns: Sequence[str] = DEFAULT_COLUMNS,
    bom: bool = False,
    on_progress: Callable[[int], object] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write one header and one row per claim to ``path``, and return how many rows.

    RFC 4180 (CRLF, every cell quoted, quotation marks doubled) in UTF-8, with a byte order mark
    if ``bom``. Rows are taken one by one; once every 1,000 rows ``is_cancelled`` is asked and
    ``on_progress`` gets the number written so far.

    Args:
        cells: for each row its cells in the order of ``columns``, plain ("" for no value); formula
            safety and the ``escaped`` column are seen to here.

    Raises:
        ExportCancelled: ``is_cancelled`` said so.
        ExportFailed: the file could not be written.
        ValueError: ``columns`` is empty, or names a column twice or one that does not exist.
    """
    rows = escaped_cells(cells, checked_columns(columns))
    written = 0
    with replaced_file(path) as file:
        file.write(_BYTE_ORDER_MARK if bom else b"")
        file.write(csv_lines([columns]))
        while True:
            if is_cancelled is not None and is_cancelled():
                raise ExportCancelled(
                    "The export was stopped.",
                    "Nothing was written; an earlier file of that name is untouched.",
                )
            step = list(islice(rows, _ROWS_A_STEP))
            if not step:
                break
            file.write(csv_lines(step))
            written += len(step)
            if on_progress is not None:
                on_progress(written)
    return written


def preview_cells(
    rows: Iterable[ClaimRow], columns: Sequence[str] = DEFAULT_COLUMNS, count: int = 50
) -> list[Sequence[str]]:
    """The first ``count`` rows exactly as they would stand in the file.

    Raises:
        ValueError: as `write_claims_csv`.
    """
    chosen = checked_columns(columns)
    return list(escaped_cells((plain_cells(row, chosen) for row in islice(rows, count)), chosen))
