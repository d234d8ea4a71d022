"""Exporting claims: which are written, how many, what the cells hold, and the file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from annotator.domain.article import Article, ArticleState
from annotator.domain.claim import Claim, ClaimState, is_shown
from annotator.domain.claim_filter import ClaimFilter, Standing, chosen_claims
from annotator.domain.span import Quote
from annotator.exchange.csv_columns import COLUMNS, DEFAULT_COLUMNS, CellType, ClaimRow, Column
from annotator.exchange.csv_export import (
    ExportCancelled,
    preview_cells,
    write_cells_csv,
    write_claims_csv,
)
from annotator.services.export_cells import chosen_cells
from annotator.services.project import Project
from annotator.storage.articles import read_articles
from annotator.storage.claims import stream_claims
from annotator.storage.connection import ProjectDatabase, connect

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
    "count_rows",
    "export_claims",
    "preview_cells",
    "preview_rows",
    "usable_columns",
]

_CLAIMS_A_STEP = 500


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
            if choice.words or choice.kinds:
                rows = _chosen_rows(database, choice)
                written = write_claims_csv(target, rows, columns, bom, on_progress, is_cancelled)
            else:
                # Without a value for each claim, the same file takes half the time.
                cells = chosen_cells(database, choice, columns)
                written = write_cells_csv(target, cells, columns, bom, on_progress, is_cancelled)
    finally:
        database.connection.close()
    return ExportReport(written, target)


def preview_rows(
    project: Project, choice: ClaimFilter, columns: Sequence[str], limit: int
) -> list[Sequence[str]]:
    """The cells of the first ``limit`` rows, as the file will hold them.

    Raises:
        ValueError: not a choice of columns.
    """
    return preview_cells(_chosen_rows(project.database, choice), columns, limit)


def count_rows(project: Project, choice: ClaimFilter) -> ExportCount:
    """Count what an export of ``choice`` would write and leave out."""
    articles = {article.id: article for article in read_articles(project.database)}
    return count_claims((claim for claim, _ in stream_claims(project.database)), articles, choice)


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


def _chosen_rows(database: ProjectDatabase, choice: ClaimFilter) -> Iterator[ClaimRow]:
    articles = {
        article.id: article
        for article in read_articles(database)
        if article.state is ArticleState.PRESENT
    }
    stream = stream_claims(database)
    while step := list(islice(stream, _CLAIMS_A_STEP)):
        quotes: dict[int, Quote] = {claim.id: quote for claim, quote in step}
        for claim in chosen_claims((claim for claim, _ in step), articles, choice):
            yield ClaimRow(claim, articles[claim.article_id], quotes[claim.id])
