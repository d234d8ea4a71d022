"""Reading an export back, with every value as it was."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from annotator.domain.errors import ReportedError
from annotator.exchange.csv_columns import COLUMN_BY_NAME
from annotator.exchange.formula_safety import unescape
from annotator.exchange.limits import MAX_CSV_CELL, MAX_CSV_FILE_BYTES, MAX_CSV_ROWS
from annotator.exchange.metadata_text import shown_name


class ExportUnreadable(ReportedError):
    """A file that cannot be read as an export of claims."""


def read_claims_csv(path: Path) -> list[dict[str, str]]:
    """The rows of an export as column name to value, without the marks against formulas.

    Takes UTF-8 with or without a byte order mark. All values are text, empty where the export has
    none; columns this version does not know are given as they stand.

    Raises:
        ExportUnreadable: the file is missing, not UTF-8, not CSV, too large or of ragged rows.
    """
    name = shown_name(path)
    # The module's limit of 128 KB a cell is for the whole process; a quote may be longer.
    csv.field_size_limit(max(csv.field_size_limit(), MAX_CSV_CELL))
    try:
        if path.stat().st_size > MAX_CSV_FILE_BYTES:
            raise _unreadable(name, "is larger than any export")
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(_rows(csv.reader(file, strict=True), name))
    except OSError as error:
        raise _unreadable(name, "could not be read", error.strerror or "") from error
    except UnicodeDecodeError:
        raise _unreadable(name, "is not UTF-8 text") from None
    except csv.Error as error:
        raise _unreadable(name, "is not a CSV file", str(error)) from None


def _rows(reader: Iterator[list[str]], name: str) -> Iterator[dict[str, str]]:
    names = next(reader, [])
    if not names or len(set(names)) != len(names) or not COLUMN_BY_NAME.keys() & names:
        raise _unreadable(name, "does not begin with the names of columns of an export")
    marked = [
        column
        for column in names
        if column in COLUMN_BY_NAME and COLUMN_BY_NAME[column].may_be_escaped
    ]
    for count, cells in enumerate(reader, 1):
        if len(cells) != len(names):
            raise _unreadable(name, f"has {len(cells)} cells in row {count:,}, not {len(names)}")
        if count > MAX_CSV_ROWS or max(map(len, cells)) > MAX_CSV_CELL:
            raise _unreadable(name, "is larger than any export")
        row = dict(zip(names, cells, strict=True))
        for column in marked:
            row[column] = unescape(row[column])
        yield row


def _unreadable(name: str, what: str, details: str = "") -> ExportUnreadable:
    return ExportUnreadable(
        f"“{name}” {what}.", "Nothing was changed.", "Choose a CSV file exported here.", details
    )
