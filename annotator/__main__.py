"""Starts the program: the window, or one command of the command line."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from annotator.cli import COMMANDS, TRIAL_OPTION

_QUESTIONS = frozenset({"-h", "--help", "--version"})
_BARE_WORD = re.compile(r"[\w-]+")


def is_for_command_line(arguments: Sequence[str]) -> bool:
    """Whether these arguments (without the program's name) ask for no window.

    A word that is neither a command nor a file, and an option that the window does not have, go
    to the command line too: it says what it knows.
    """
    if not arguments:
        return False
    first = arguments[0]
    if first in COMMANDS or first.startswith("-") or _QUESTIONS & set(arguments):
        return True
    return bool(_BARE_WORD.fullmatch(first)) and not os.path.lexists(first)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; the exit code, 0 when all went well.

    ``arguments`` are those after the program's name, by default the process's own. A first one
    that names a command runs it in the terminal; anything else opens the window with the files
    named.
    """
    if getattr(sys, "frozen", False):
        # A frozen program starts itself again as its own worker: this must come before all else.
        from multiprocessing import freeze_support

        freeze_support()
    given = list(sys.argv[1:] if arguments is None else arguments)
    # The command line must work without Qt, so nothing of either is loaded before it is needed.
    from annotator import app

    if given[:1] == [TRIAL_OPTION] and len(given) > 1:
        return app.run_window(given[2:], Path(given[1]))
    if is_for_command_line(given):
        return app.run_command_line(given)
    return app.run_window(given)


if __name__ == "__main__":
    sys.exit(main())
