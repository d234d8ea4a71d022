"""The window's part of the self-test: how soon it shows something, and how much memory it takes."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from annotator.cli import TRIAL_OPTION
from annotator.cli.child_program import ChildProgram
from annotator.domain.errors import ReportedError
from annotator.services.articles import import_articles
from annotator.services.places import backup_dir
from annotator.services.project import create_project, open_project
from annotator.services.sample import SAMPLE_NAME, sample_articles

_PATIENCE_SECONDS = 240.0


class TrialFailed(ReportedError):
    """The window did not do what was asked of it."""


def has_screen() -> bool:
    """Whether a window can be shown to anybody."""
    if sys.platform == "linux":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def measure_window(folder: Path) -> dict[str, float]:
    """Open the window on the sample articles, which nobody read yet, until all are read.

    Without a screen nobody sees it, but it is painted all the same.

    Returns:
        seconds from the start of the process to ``first window`` and ``first candidates``,
        resident bytes of ``window memory`` and ``worker memory``, and the number of ``processes``.

    Raises:
        TrialFailed: it ended with a fault, or did not end.
    """
    path = folder / "projects" / f"{SAMPLE_NAME} in the window.fact"
    create_project(path)
    project = open_project(path, "Self-test", backup_dir())
    try:
        import_articles(project, sample_articles())
    finally:
        project.close()
    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    report, log = folder / "window.json", folder / "window.txt"
    arguments = [TRIAL_OPTION, str(report), str(path)]
    with ChildProgram(arguments, log, window=True) as child:
        try:
            code = child.wait(_PATIENCE_SECONDS)
        except TimeoutError as error:
            raise _failed(str(error), child.last_words()) from None
        if code:
            raise _failed(f"it ended with exit code {code}", child.last_words())
    try:
        told: dict[str, Any] = json.loads(report.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise _failed("it left no report", type(error).__name__) from None
    if told.get("failed"):
        raise _failed(str(told["failed"]), child.last_words())
    return {
        "first window": told["painted at"] - child.begun,
        "first candidates": told["candidates at"] - child.begun,
        "window memory": told["window memory"],
        "worker memory": told["worker memory"],
        "processes": told["processes"],
    }


def _failed(what: str, details: str) -> TrialFailed:
    return TrialFailed(f"The window: {what}.", "Nothing of yours was touched.", "", details)
