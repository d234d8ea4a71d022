"""Reads the command line, runs one command, and turns faults into exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from annotator import __version__
from annotator.cli import COMMANDS
from annotator.cli.output import DONE, FAILED, INTERRUPTED, print_fault
from annotator.domain.errors import ReportedError
from annotator.nlp.one_thread import use_one_thread

_EPILOG = """\
Without a command the window opens; files named there land on the desk.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 some files or articles refused, 130 interrupted.
"""


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="fact-annotator",
        description="Lay news articles side by side and give their claims a verdict.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"fact-annotator {__version__}")
    parser.add_argument("--self-test", action="store_true", help="the same as self-test")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, module in COMMANDS.items():
        getattr(import_module(module), f"add_{name.replace('-', '_')}")(subparsers)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run the command that ``arguments`` (without the program's name) name; its exit code."""
    use_one_thread()
    for stream in (sys.stdout, sys.stderr):
        # A terminal in another encoding must not stop an article's quotes from being printed.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        parsed = build_parser().parse_args(_commanded(arguments))
    except SystemExit as ending:
        return int(ending.code or 0)
    try:
        code = int(parsed.run(parsed))
        sys.stdout.flush()
        return code
    except ReportedError as error:
        print_fault(error)
        return FAILED
    except KeyboardInterrupt:
        print("Interrupted; everything that was saved is saved.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of the output, such as head, has seen enough.
        _drop_output()
        return DONE
    except OSError as error:
        _drop_output()
        print(f"fact-annotator: {error.strerror or type(error).__name__}.", file=sys.stderr)
        return FAILED


def _commanded(arguments: Sequence[str]) -> list[str]:
    """``arguments`` with ``--self-test`` as the command that it stands for."""
    if arguments[:1] == ["--self-test"]:
        return ["self-test", *arguments[1:]]
    return list(arguments)


def _drop_output() -> None:
    """Let what is still waiting to be printed go, or Python would stumble over it at its end."""
    # A stand-in for standard output may have no descriptor.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
