"""Exporting claims: which are written, how many, what the cells hold, and the file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.article import Article
from annotator.domain.claim import Claim, ClaimState, is_shown
from annotator.domain.claim_filter import ClaimFilter, Standing, chosen_claims
from annotator.exchange.csv_columns import COLUMNS, DEFAULT_COLUMNS, CellType, ClaimRow, Column
from annotator.exchange.csv_export import ExportCancelled, preview_cells, write_claims_csv
from annotator.services.export_cells import chosen_cells
from annotator.storage.connection import connect

__all__ = [
    "COLUMNS",
    "DEFAULT_COLUMNS",
    "CellType",
    "ClaimRow",
    "Column",
    "ExportCancelled",
    "ExportCount",
    "ExportReport",
    "count_claims",
    "export_claims",
    "preview_cells",
    "usable_columns",
]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """A finished export: how many rows stand under the header, and where."""

    rows: int
    path: Path


@dataclass(frozen=True, slots=True)
class ExportCount:
    """What an export would write and leave out.

    Attributes:
        rows: claims that are written, one row each.
        dismissed: claims marked as "not a claim" that are left out for that alone.
        below_sensitivity: candidates left out for their check-worthiness alone.
    """

    rows: int
    dismissed: int
    below_sensitivity: int


def export_claims(
    project_path: Path,
    choice: ClaimFilter,
    columns: Sequence[str],
    target: Path,
    bom: bool = False,
    on_progress: Callable[[int], object] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> ExportReport:
    """Write the chosen claims of a project to a CSV file, whole or not at all.

    Reads through a connection of its own, so that any thread may run it while the project is open
    for writing; the file holds the project as it was at one moment, article by article in the
    order in which they came in, claims in reading order. The same project gives the same bytes.

    Args:
        project_path: the project file.
        choice: which claims; removed claims and articles are never written.
        columns: names of columns, in order.
        target: the CSV file; one that is there is replaced.
        bom: whether a byte order mark comes first, for Excel.
        on_progress: gets the number of rows written so far.
        is_cancelled: asked now and then.

    Raises:
        ExportCancelled: ``is_cancelled`` said so; the target is as it was.
        ExportFailed: the target could not be written; it is as it was.
        ProjectRefused: the project could not be read.
        ValueError: not a choice of columns.
    """
    database = connect(project_path, read_only=True)
    try:
        with database.snapshot():
            cells = chosen_cells(database, choice, columns)
            written = write_claims_csv(target, cells, columns, bom, on_progress, is_cancelled)
    finally:
        database.connection.close()
    return ExportReport(written, target)


def count_claims(
    claims: Iterable[Claim], articles: Mapping[int, Article], choice: ClaimFilter
) -> ExportCount:
    """Count ``claims`` by what an export of ``choice`` would do with them."""
    rows = dismissed = below = 0
    everything = ClaimFilter(
        frozenset(Standing), choice.kinds, choice.article_ids, choice.reviewers, choice.words
    )
    for claim in chosen_claims(claims, articles, everything):
        if claim.state is ClaimState.DISMISSED:
            if Standing.DISMISSED in choice.standings:
                rows += 1
            else:
                dismissed += 1
        elif (claim.verdict.value if claim.verdict else Standing.UNREVIEWED) in choice.standings:
            if is_shown(claim, choice.threshold):
                rows += 1
            else:
                below += 1
    return ExportCount(rows, dismissed, below)


def usable_columns(names: Iterable[str]) -> tuple[str, ...]:
    """The names of columns that exist, each once; the usual ones when none is left."""
    known = {column.name for column in COLUMNS}
    return tuple(dict.fromkeys(name for name in names if name in known)) or DEFAULT_COLUMNS
