"""``training-data``: write what reviewers decided as labelled sentences."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.options import add_json, add_project, opened_project, refuse_to_replace
from annotator.cli.output import DONE, print_json
from annotator.services.training_data import write_training_data

if TYPE_CHECKING:
    from annotator.cli.options import Subparsers

_DESCRIPTION = """\
Write what reviewers said of claims as training data for a detector.

One line of JSON for each claim: "text" is its quote, "label" is 1 for a claim
that somebody judged, justified or added, and 0 for one marked as "not a claim".
"context" is the sentence, where the quote is only a part of it; "source" and
"article" say where it is from. "fact-annotator evaluate" reads such files.
"""


def add_training_data(subparsers: Subparsers) -> None:
    """Declare ``training-data``."""
    parser = subparsers.add_parser(
        "training-data",
        help="write the decisions as training data for a detector",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_project(parser)
    parser.add_argument("-o", "--to", required=True, type=Path, metavar="FILE.jsonl", dest="target")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    target: Path = arguments.target
    refuse_to_replace(target, force=arguments.force)
    with opened_project(arguments.project, read_only=True) as project:
        count = write_training_data(project, target)
    if arguments.json:
        print_json(
            {
                "lines": count.lines,
                "worth_it": count.worth_it,
                "not_a_claim": count.not_a_claim,
                "path": str(target),
            }
        )
    else:
        print(
            f"{count.lines} lines written to {target}: {count.worth_it} worth a check, "
            f"{count.not_a_claim} not a claim"
        )
    return DONE
