"""``export``: write a project's claims to a CSV file."""

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
)
from annotator.cli.output import DONE, USAGE, print_json
from annotator.domain.claim_filter import ON_THE_DESK, REVIEWED, ClaimFilter, Standing
from annotator.services.exporting import COLUMNS, DEFAULT_COLUMNS, export_claims

if TYPE_CHECKING:
    from annotator.cli.options import Subparsers

_CHOICES = {
    "every": ON_THE_DESK,
    "reviewed": REVIEWED,
    **{standing.value: frozenset({standing}) for standing in Standing},
}


def add_export(subparsers: Subparsers) -> None:
    """Declare ``export``."""
    parser = subparsers.add_parser(
        "export",
        help="write the claims to a CSV file",
        description="Write one row per claim to a CSV file (RFC 4180, UTF-8, safe to open in a "
        "spreadsheet). By default every claim, those without a verdict with an empty one, but "
        "not those marked as “not a claim”.",
        epilog="Columns: " + ", ".join(column.name for column in COLUMNS),
    )
    add_project(parser)
    parser.add_argument("--to", required=True, type=Path, metavar="FILE.csv", dest="target")
    parser.add_argument("--only", choices=_CHOICES, default="every", help="which claims")
    add_at_least(parser)
    parser.add_argument("--columns", metavar="NAME,NAME", help="columns and their order")
    parser.add_argument("--bom", action="store_true", help="begin with a byte order mark for Excel")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    columns = DEFAULT_COLUMNS
    if arguments.columns:
        columns = tuple(name.strip() for name in arguments.columns.split(","))
    target: Path = arguments.target
    refuse_to_replace(target, force=arguments.force)
    with opened_project(arguments.project, read_only=True) as project:
        choice = ClaimFilter(_CHOICES[arguments.only], threshold=arguments.at_least)
        try:
            report = export_claims(project.path, choice, columns, target, arguments.bom)
        except ValueError as error:
            print(f"fact-annotator: {error}", file=sys.stderr)
            return USAGE
    if arguments.json:
        print_json({"rows": report.rows, "path": str(report.path)})
    else:
        print(f"{report.rows} claims written to {report.path}")
    return DONE
