"""Another run of this very program, whose lines are read and which can be killed."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

WINDOW_PROGRAM = "fact-annotator.exe"
"""On Windows a program has a window or a terminal; this is the one with the window."""


def program_command(*, window: bool = False) -> list[str]:
    """How to start this program once more: from sources, from a wheel, or frozen."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "annotator"]
    program = Path(sys.executable)
    other = program.with_name(WINDOW_PROGRAM)
    return [str(other if window and sys.platform == "win32" and other.exists() else program)]


def program_environment(**more: str) -> dict[str, str]:
    """The environment of such a run; it finds the sources wherever it is started."""
    environment = {**os.environ, **more}
    if getattr(sys, "frozen", False):
        # A fresh start, not one more part of this process.
        environment["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
    else:
        sources = str(Path(__file__).resolve().parents[2])
        paths = [sources, *filter(None, [environment.get("PYTHONPATH")])]
        environment["PYTHONPATH"] = os.pathsep.join(paths)
    return environment


class ChildProgram:
    """A run of the program in a process of its own; leaving the block kills what is left of it.

    Attributes:
        begun: when it was started, in seconds since 1970.
    """

    def __init__(self, arguments: Iterable[str], log: Path, *, window: bool = False) -> None:
        self._log = log
        self._lines: queue.Queue[str | None] = queue.Queue()
        self.begun = time.time()
        with log.open("ab") as errors:
            self.process = subprocess.Popen(  # noqa: S603 - this very program
                [*program_command(window=window), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=program_environment(),
                encoding="utf-8",
                errors="replace",
            )
        self._hearing = threading.Thread(target=self._hear, name="child's lines", daemon=True)
        self._hearing.start()

    def _hear(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def next_object(self, seconds: float) -> dict[str, Any] | None:
        """The next JSON object that it prints; None when it prints no more.

        Raises:
            TimeoutError: it kept silent for so long.
        """
        try:
            line = self._lines.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError(f"it said nothing for {seconds:.0f} s") from None
        if line is None:
            return None
        found: dict[str, Any] = json.loads(line)
        return found

    def kill(self) -> None:
        """End it as a power cut would, and wait until it is gone."""
        self.process.kill()
        self.process.wait(30)

    def wait(self, seconds: float) -> int:
        """Wait until it ends by itself; its exit code.

        Raises:
            TimeoutError: it did not.
        """
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"it did not end within {seconds:.0f} s") from None

    def last_words(self) -> str:
        """The last lines that it wrote on standard error; they hold no article text."""
        return "\n".join(self._log.read_text("utf-8", "replace").splitlines()[-8:])

    def __enter__(self) -> ChildProgram:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.kill()
        # Its pipe ends with it, unless a process that it left behind still holds it.
        self._hearing.join(5)
        if self.process.stdout is not None and not self._hearing.is_alive():
            self.process.stdout.close()
