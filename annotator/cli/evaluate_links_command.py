"""``evaluate-links``: how well links are found, held against links drawn by hand."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.cli.options import add_json
from annotator.cli.output import DONE, PARTLY, one_line, print_json
from annotator.domain.link import ConflictLevel
from annotator.exchange.gold_event import read_gold_event
from annotator.services.link_evaluation import LinkFigures, evaluate_in_process

if TYPE_CHECKING:
    from annotator.cli.options import Subparsers

_DESCRIPTION = """\
Compare the articles of events and hold the links against those drawn by hand.

An event is a folder with gold.json and articles/. Printed are the mean
reciprocal rank of a right counterpart and how often the first is right, the
precision, recall and F1 of the links drawn, the conflicts found (hard and
soft), and the false conflicts per article.
"""


def add_evaluate_links(subparsers: Subparsers) -> None:
    """Declare ``evaluate-links``."""
    parser = subparsers.add_parser(
        "evaluate-links",
        help="measure the links between articles against links drawn by hand",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("events", nargs="+", type=Path, metavar="EVENT_DIR")
    parser.add_argument(
        "--own-claims",
        action="store_true",
        help="compare the claims that the detector finds instead of those marked by hand",
    )
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    # Whoever names all that lies in a folder of events may name a file beside them.
    folders = [path for path in arguments.events if path.is_dir()] or arguments.events
    for path in arguments.events:
        if path not in folders:
            print(f"{one_line(str(path), 500)}: not a folder, passed over", file=sys.stderr)
    events = [read_gold_event(folder.resolve()) for folder in folders]
    for figures in evaluate_in_process(events, own_claims=arguments.own_claims):
        if arguments.json:
            print_json(_values(figures))
        else:
            _print(figures)
    return PARTLY if len(folders) < len(arguments.events) else DONE


def _values(figures: LinkFigures) -> dict[str, Any]:
    return {
        "event": figures.event,
        "articles": figures.articles,
        "claims": figures.claims,
        "queries": figures.queries,
        "mrr": round(figures.mrr, 4),
        "right_first": round(figures.right_first, 4),
        "links": figures.links,
        "links_outside_gold": figures.outside,
        "precision": round(figures.precision, 4),
        "recall": round(figures.recall, 4),
        "f1": round(figures.f1, 4),
        "conflicts": {level.value: figures.conflicts[level] for level in ConflictLevel},
        "conflicts_found": {level.value: figures.conflicts_found[level] for level in ConflictLevel},
        "false_alarms_per_article": round(figures.false_alarms, 4),
        "relations_right": round(figures.relations_right, 4),
    }


def _print(figures: LinkFigures) -> None:
    outside = f", {figures.outside} more outside the gold claims" if figures.outside else ""
    print(f"{one_line(figures.event, 60)}: {figures.articles} articles, {figures.claims} claims")
    print(
        f"  MRR {figures.mrr:.3f}, right first {figures.right_first:.3f}"
        f" ({figures.queries} questions)"
    )
    print(
        f"  links: precision {figures.precision:.3f}, recall {figures.recall:.3f},"
        f" F1 {figures.f1:.3f} ({figures.links} drawn{outside})"
    )
    counts = ", ".join(
        f"{level.value} {figures.conflicts_found[level]} of {figures.conflicts[level]}"
        for level in ConflictLevel
    )
    print(f"  conflicts found: {counts}; {figures.false_alarms:.2f} false alarms per article")
    print(f"  relation right on {figures.relations_right:.3f} of the right links")
