"""The matrix for other programs: a CSV file, an HTML page, a table for the clipboard."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.link import Relation
from annotator.domain.span import Span
from annotator.domain.statement import Statement
from annotator.domain.statement_cells import Cell, cells_of, reference_of
from annotator.domain.statement_name import statement_name
from annotator.exchange.atomic_file import replaced_file
from annotator.exchange.csv_lines import csv_lines
from annotator.exchange.formula_safety import escape
from annotator.exchange.matrix_page import PageCell, PageRow, Passage, matrix_page

RELATION_WORDS = {
    Relation.SAME: "agrees",
    Relation.NEAR_COPY: "near-copy",
    Relation.PARTIAL: "partly agrees",
    Relation.CONFLICT: "conflicts",
}
SILENT, SAYS, THROUGH = "silent", "says", "linked through another article"
ANOTHER_ROW = "in another row"
_NOTE = (
    "What conflicts is marked, and in each passage the words that differ. Silent means that no "
    "counterpart was found, not that the article denies it; in another row means that what the "
    "article says of it stands there."
)


@dataclass(frozen=True, slots=True)
class Matrix:
    """What is to be written.

    Attributes:
        articles: the columns, from left to right.
        statements: the rows, downwards.
        reference: the id of the article that others are compared with where it speaks.
    """

    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    reference: int | None


def relation_words(cell: Cell, is_reference: bool) -> str:
    """What an article does to the reference's statement, in words."""
    if not cell.claims:
        return ANOTHER_ROW if cell.in_another_row else SILENT
    if is_reference:
        return SAYS
    if cell.relation is None:
        return THROUGH
    words = RELATION_WORDS[cell.relation]
    if cell.level is not None:
        words += f" ({cell.level.value})"
    return words


def _rows(matrix: Matrix) -> Iterator[tuple[Statement, list[tuple[Cell, bool]]]]:
    ids = [article.id for article in matrix.articles]
    for statement in matrix.statements:
        own = reference_of(statement, matrix.reference)
        cells = cells_of(statement, ids, matrix.reference)
        yield statement, [(cell, cell.article_id == own) for cell in cells]


def matrix_cells(matrix: Matrix) -> list[list[str]]:
    """The matrix as plain rows under a header: for each article its relation and its words."""
    head = ["statement", "conflicts"]
    for article in matrix.articles:
        head += [article.label, f"{article.label}: passage", f"{article.label}: verdict"]
    rows = [head]
    for statement, cells in _rows(matrix):
        line = [statement_name(statement), ", ".join(sorted(statement.fields))]
        for cell, is_reference in cells:
            said = relation_words(cell, is_reference)
            line.append(f"{said}: {cell.value}" if cell.value else said)
            line.append(" | ".join(_flat(claim.quote) for claim in cell.claims))
            line.append(_verdict(cell))
        rows.append(line)
    return rows


def matrix_as_table(matrix: Matrix) -> str:
    """Lines of cells parted by tabs, safe for spreadsheets, one passage or "silent" a cell."""
    lines = [["Statement", *(article.label for article in matrix.articles)]]
    for statement, cells in _rows(matrix):
        line = [statement_name(statement)]
        for cell, is_reference in cells:
            said = relation_words(cell, is_reference)
            words = cell.value or (_flat(cell.claims[0].quote) if cell.claims else "")
            line.append(f"{said}: {words}" if words else said)
        lines.append(line)
    return "\n".join("\t".join(escape(_flat(words)) for words in line) for line in lines)


def write_matrix_csv(matrix: Matrix, path: Path, *, bom: bool = False) -> int:
    """Write the matrix to a CSV file, whole or not at all; gives the number of statements.

    Raises:
        ExportFailed: it could not be written; an earlier file of that name is untouched.
    """
    rows = [[escape(cell) for cell in row] for row in matrix_cells(matrix)]
    with replaced_file(path) as file:
        file.write(b"\xef\xbb\xbf" if bom else b"")
        file.write(csv_lines(rows))
    return len(rows) - 1


def matrix_title(project: str) -> str:
    """What the page is called; ``project`` is the project's name, or ""."""
    return f"{project}: what the articles say" if project else "What the articles say"


def write_matrix_page(matrix: Matrix, title: str, path: Path) -> int:
    """Write the matrix to an HTML page that stands alone; gives the number of statements.

    Raises:
        ExportFailed: it could not be written; an earlier file of that name is untouched.
    """
    rows = [
        PageRow(
            statement_name(statement),
            f"conflicts: {', '.join(sorted(statement.fields))}" if statement.fields else "",
            tuple(_page_cell(statement, cell, own, matrix) for cell, own in cells),
        )
        for statement, cells in _rows(matrix)
    ]
    labels = [article.label for article in matrix.articles]
    count = f"{len(rows)} statements" if len(rows) != 1 else "1 statement"
    note = f"{count} in {len(labels)} articles. {_NOTE}"
    with replaced_file(path) as file:
        file.write(matrix_page(title, note, labels, rows).encode("utf-8"))
    return len(rows)


def _page_cell(statement: Statement, cell: Cell, is_reference: bool, matrix: Matrix) -> PageCell:
    if not cell.claims:
        return PageCell(relation_words(cell, is_reference))
    article = next(one for one in matrix.articles if one.id == cell.article_id)
    return PageCell(
        relation_words(cell, is_reference),
        cell.value,
        tuple(_passage(claim, _differing(statement, claim)) for claim in cell.claims),
        _verdict(cell),
        cell.relation is Relation.CONFLICT,
        article.direction == "rtl",
    )


def _differing(statement: Statement, claim: Claim) -> list[Span]:
    """The words of a claim that conflict with another article's."""
    return [
        difference.a if claim.id == link.a else difference.b
        for link in statement.links
        if link.relation is Relation.CONFLICT and claim.id in (link.a, link.b)
        for difference in link.differences
    ]


def _passage(claim: Claim, differing: Collection[Span]) -> Passage:
    """A claim's words on one line, in parts: those that differ and the others."""
    inside = [
        any(span.start <= at < span.end for span in differing)
        for at in range(claim.span.start, claim.span.start + len(claim.quote))
    ]
    parts: list[tuple[str, bool]] = []
    for differs, group in groupby(zip(claim.quote, inside, strict=True), key=itemgetter(1)):
        words = re.sub(r"\s+", " ", "".join(one for one, _ in group))
        parts.append((words, differs))
    return tuple(parts)


def _verdict(cell: Cell) -> str:
    given = dict.fromkeys(claim.verdict.value for claim in cell.claims if claim.verdict)
    return ", ".join(given)


def _flat(words: str) -> str:
    return " ".join(words.split())
