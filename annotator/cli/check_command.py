"""``check``: whether a project is sound."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from annotator.cli.options import add_json, add_project, opened_project
from annotator.cli.output import DONE, FAILED, print_json

if TYPE_CHECKING:
    from annotator.cli.options import Subparsers


def add_check(subparsers: Subparsers) -> None:
    """Declare ``check``."""
    parser = subparsers.add_parser(
        "check",
        help="check that a project is sound",
        description="Check a project: the database and its references, its structure, the hashes "
        "of all article texts, and that every quote is exactly what stands at its span. Changes "
        "nothing. Exit code 1 when something is wrong.",
    )
    add_project(parser)
    add_json(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    with opened_project(arguments.project, read_only=True) as project:
        report = project.check()
    if arguments.json:
        print_json(
            {
                "sound": report.sound,
                "checks": [{"check": name, "looked_at": count} for name, count in report.checks],
                "findings": [
                    {"check": finding.check, "message": finding.message}
                    for finding in report.findings
                ],
            }
        )
        return DONE if report.sound else FAILED
    for name, count in report.checks:
        wrong = [finding.message for finding in report.findings if finding.check == name]
        print(f"{name}: {'ok' if not wrong else f'{len(wrong)} wrong'} ({count} looked at)")
        for message in wrong:
            print(f"  {message}")
    print("The project is sound." if report.sound else "The project is NOT sound.")
    return DONE if report.sound else FAILED
