"""``verdict``, ``withdraw``, ``justify``, ``undo`` and ``redo``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from annotator.cli.options import add_json, add_project, add_reviewer, opened_project
from annotator.cli.output import DONE, claim_values, print_json
from annotator.domain.history import Change
from annotator.domain.verdict import Verdict
from annotator.services import review
from annotator.services.project import Project

if TYPE_CHECKING:
    from annotator.cli.options import Subparsers


def add_verdict(subparsers: Subparsers) -> None:
    """Declare ``verdict``."""
    parser = _claim_parser(subparsers, "verdict", "give a claim a verdict")
    parser.add_argument("verdict", choices=[verdict.value for verdict in Verdict])
    parser.add_argument("--justification", metavar="TEXT", help="why, recorded with the claim")
    parser.set_defaults(run=_run_verdict)


def add_withdraw(subparsers: Subparsers) -> None:
    """Declare ``withdraw``."""
    parser = _claim_parser(subparsers, "withdraw", "take a claim's verdict away")
    parser.set_defaults(run=_run_withdraw)


def add_justify(subparsers: Subparsers) -> None:
    """Declare ``justify``."""
    parser = _claim_parser(subparsers, "justify", "set a claim's justification")
    parser.add_argument("justification", metavar="TEXT")
    parser.set_defaults(run=_run_justify)


def add_undo(subparsers: Subparsers) -> None:
    """Declare ``undo``."""
    _history_parser(subparsers, "undo", "take the last act back").set_defaults(run=_run_undo)


def add_redo(subparsers: Subparsers) -> None:
    """Declare ``redo``."""
    _history_parser(subparsers, "redo", "do again what was taken back").set_defaults(run=_run_redo)


def _claim_parser(subparsers: Subparsers, name: str, what: str) -> argparse.ArgumentParser:
    parser = subparsers.add_parser(name, help=what, description=f"{what.capitalize()}.")
    add_project(parser)
    parser.add_argument(
        "claim_id", metavar="CLAIM_ID", help="the claim's id, or its first characters"
    )
    add_reviewer(parser)
    add_json(parser)
    return parser


def _history_parser(subparsers: Subparsers, name: str, what: str) -> argparse.ArgumentParser:
    parser = subparsers.add_parser(name, help=what, description=f"{what.capitalize()}.")
    add_project(parser)
    add_reviewer(parser)
    add_json(parser)
    return parser


def _run_verdict(arguments: argparse.Namespace) -> int:
    with opened_project(arguments.project, arguments.reviewer) as project:
        claim = project.find_claim(arguments.claim_id)
        verdict = Verdict(arguments.verdict)
        change = review.decide(project, claim.id, verdict, arguments.justification)
        return _told(arguments, project, change, claim.id)


def _run_withdraw(arguments: argparse.Namespace) -> int:
    with opened_project(arguments.project, arguments.reviewer) as project:
        claim = project.find_claim(arguments.claim_id)
        return _told(arguments, project, review.withdraw(project, claim.id), claim.id)


def _run_justify(arguments: argparse.Namespace) -> int:
    with opened_project(arguments.project, arguments.reviewer) as project:
        claim = project.find_claim(arguments.claim_id)
        change = review.justify(project, claim.id, arguments.justification)
        return _told(arguments, project, change, claim.id)


def _run_undo(arguments: argparse.Namespace) -> int:
    with opened_project(arguments.project, arguments.reviewer) as project:
        return _told(arguments, project, review.undo(project), None, "Undid: ")


def _run_redo(arguments: argparse.Namespace) -> int:
    with opened_project(arguments.project, arguments.reviewer) as project:
        return _told(arguments, project, review.redo(project), None, "Redid: ")


def _told(
    arguments: argparse.Namespace,
    project: Project,
    change: Change | None,
    claim_id: int | None,
    before: str = "",
) -> int:
    label = change.label if change else ""
    if arguments.json:
        values: dict[str, object] = {"changed": change is not None, "label": label}
        if claim_id is not None:
            values |= claim_values(project.claim(claim_id))
        print_json(values)
    else:
        print(f"{before}{label}" if label else "Nothing to change.")
    return DONE
