"""``self-test``: whether the program works as it is installed here, and how quickly."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.output import DONE, FAILED, print_fault, print_json
from annotator.cli.self_test_steps import SelfTest, failure_words
from annotator.cli.self_test_victim import work_until_killed
from annotator.domain.errors import ReportedError
from annotator.services.places import HOME_VARIABLE

if TYPE_CHECKING:
    from annotator.cli.options import Subparsers

_DESCRIPTION = """\
Try the program as it is installed, in a folder of its own that goes afterwards:
read web pages, import the sample articles, have them read by the language model
in its process, give verdicts, be killed, open the project again, export, check.
Prints one line a step. Exit code 1 when a step failed.
"""


def add_self_test(subparsers: Subparsers) -> None:
    """Declare ``self-test``, which ``--self-test`` means too."""
    parser = subparsers.add_parser(
        "self-test",
        help="try whether the program works as it is installed",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--window",
        action="store_true",
        help="open the window too, and measure how soon it is there and what memory it takes",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object with all of it")
    parser.add_argument("--victim", type=Path, help=argparse.SUPPRESS)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    if arguments.victim is not None:
        work_until_killed(arguments.victim)
        return DONE
    with _own_home() as folder:
        test = SelfTest(folder)
        steps = []
        for name, step in test.steps(arguments.window):
            begun = time.monotonic()
            try:
                told, passed = step(), True
            except (ReportedError, Exception) as error:  # noqa: BLE001 - it is told, step by step
                told, passed = failure_words(error), False
            seconds = time.monotonic() - begun
            steps.append({"step": name, "passed": passed, "told": told, "seconds": seconds})
            if not arguments.json:
                print(
                    f"{'ok  ' if passed else 'FAIL'} {name}: {told} ({seconds:.1f} s)", flush=True
                )
            if not passed:
                # What follows builds on it.
                break
    passed = all(step["passed"] for step in steps)
    if arguments.json:
        print_json({"passed": passed, "steps": steps, "figures": test.figures})
        return DONE if passed else FAILED
    for name, value in test.figures.items():
        print(f"     {name}: {_shown(name, value)}")
    if not passed:
        print_fault(
            ReportedError(
                "The self-test failed.",
                "Your projects and settings were not touched.",
                "Install the program again; if that does not help, report the lines above.",
            )
        )
    return DONE if passed else FAILED


def _shown(name: str, value: float) -> str:
    if "memory" in name:
        return f"{value / 1e6:.0f} MB"
    return f"{value:.0f}" if value == int(value) else f"{value:.2f} s"


@contextmanager
def _own_home() -> Iterator[Path]:
    """A temporary folder that stands in for every folder of the program, here and in children."""
    before = os.environ.get(HOME_VARIABLE)
    # Windows may hold a file of a killed process for a moment longer.
    with tempfile.TemporaryDirectory(
        prefix="fact-annotator-self-test-", ignore_cleanup_errors=True
    ) as name:
        os.environ[HOME_VARIABLE] = name
        try:
            yield Path(name)
        finally:
            if before is None:
                del os.environ[HOME_VARIABLE]
            else:
                os.environ[HOME_VARIABLE] = before
