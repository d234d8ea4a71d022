"""``matrix``: statements against articles, as a CSV file or a page to read."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.options import (
    add_at_least,
    add_json,
    add_project,
    opened_project,
    refuse_to_replace,
    tell_of_unread,
)
from annotator.cli.output import DONE, USAGE, print_json
from annotator.domain.errors import ComparisonFailed
from annotator.domain.statement_filter import (
    StatementChoice,
    StatementFilter,
    StatementOrder,
    chosen_statements,
)
from annotator.services.comparing import articles_to_compare, unchanged_events
from annotator.services.linking import links, statements
from annotator.services.matrix_export import (
    Matrix,
    matrix_title,
    write_matrix_csv,
    write_matrix_page,
)
from annotator.services.project import Project

if TYPE_CHECKING:
    from annotator.cli.options import Subparsers

_CHOICES = {choice.value.replace(" ", "-"): choice for choice in StatementChoice}
_PAGES = (".html", ".htm")


def add_matrix(subparsers: Subparsers) -> None:
    """Declare ``matrix``."""
    parser = subparsers.add_parser(
        "matrix",
        help="write what every article says of each statement, as CSV or a page",
        description="Write the matrix of a project: one row per statement, for each article "
        "whether it agrees, conflicts or is silent. A target that ends in .html becomes a page "
        "that stands alone, any other a CSV file that is safe to open in a spreadsheet. The "
        "window and the command compare link the claims; this writes what was found.",
    )
    add_project(parser)
    parser.add_argument(
        "-o", "--to", required=True, type=Path, metavar="FILE.csv|FILE.html", dest="target"
    )
    parser.add_argument("--only", choices=_CHOICES, default="linked", help="which statements")
    parser.add_argument(
        "--sort",
        choices=list(StatementOrder),
        default=StatementOrder.CONFLICTS,
        help="in what order",
    )
    add_at_least(parser)
    parser.add_argument(
        "--bom", action="store_true", help="begin a CSV file with a byte order mark"
    )
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    target: Path = arguments.target
    is_page = target.suffix.lower() in _PAGES
    if is_page and arguments.bom:
        print("fact-annotator: --bom is for CSV files.", file=sys.stderr)
        return USAGE
    refuse_to_replace(target, force=arguments.force)
    choice = StatementFilter(_CHOICES[arguments.only])
    with opened_project(arguments.project, read_only=True) as project:
        _say_what_is_missing(project)
        rows = chosen_statements(
            statements(project, arguments.at_least), choice, StatementOrder(arguments.sort)
        )
        matrix = Matrix(tuple(project.articles()), tuple(rows), None)
        if is_page:
            count = write_matrix_page(matrix, matrix_title(project.name), target)
        else:
            count = write_matrix_csv(matrix, target, bom=arguments.bom)
    if arguments.json:
        print_json({"statements": count, "path": str(target)})
    else:
        written = "1 statement" if count == 1 else f"{count} statements"
        print(f"{written} written to {target}")
    return DONE


def _say_what_is_missing(project: Project) -> None:
    """Tell on standard error what was not compared.

    Raises:
        ComparisonFailed: nothing was compared or linked by hand: every cell would be silent.
    """
    tell_of_unread(project)
    articles = articles_to_compare(project)
    left = len(articles) - sum(map(len, unchanged_events(project, articles)))
    remedy = f"Run “fact-annotator compare {project.path}”, or open it in the window."
    if left and not links(project):
        raise ComparisonFailed(
            f"The articles of “{project.name}” were never compared.", "Nothing was written.", remedy
        )
    if left:
        print(
            f"fact-annotator: {left} of {len(articles)} articles were not compared as they stand"
            f" now. {remedy}",
            file=sys.stderr,
        )
