"""The window's process never loads spaCy; the worker never loads Qt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

WINDOW = """
import importlib, pathlib, sys
for layer in ("domain", "exchange", "storage", "services", "cli", "ui"):
    for path in sorted(pathlib.Path("annotator", layer).rglob("*.py")):
        name = ".".join(path.with_suffix("").parts)
        importlib.import_module(name.removesuffix(".__init__"))
for name in ("__main__", "app"):
    if pathlib.Path("annotator", name + ".py").exists():
        importlib.import_module("annotator." + name)
import annotator.nlp.worker
print(sorted({"spacy", "thinc", "numpy"} & set(sys.modules)))
"""

PROJECT = """
import pathlib, sys
from annotator.services.project import create_project
create_project(pathlib.Path(sys.argv[1]))
print(sorted({"numpy", "pandas"} & set(sys.modules)), "sqlite_utils" in sys.modules)
import numpy
"""

WORKER = """
import multiprocessing, sys, threading
from annotator.nlp import worker
ours, theirs = multiprocessing.Pipe()
thread = threading.Thread(
    target=lambda: (ours.recv(), ours.send((1, "Eleven people died on Friday.", "")),
                    ours.recv(), ours.recv(), print(ours.recv()[0]), ours.close()))
thread.start()
worker.run(theirs)
thread.join()
print(sorted({"PySide6", "shiboken6", "sqlite3", "sqlite_utils"} & set(sys.modules)))
"""


def _output(script: str, *arguments: Path) -> list[str]:
    result = subprocess.run(
        [sys.executable, "-W", "error::ImportWarning", "-c", script, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    return result.stdout.splitlines()


def test_importing_everything_but_the_language_part_loads_no_spacy() -> None:
    assert _output(WINDOW) == ["[]"]


def test_making_a_project_takes_no_numpy_along(tmp_path: Path) -> None:
    assert _output(PROJECT, tmp_path / "a.fact") == ["[] True"]


@pytest.mark.spacy
def test_a_detection_loads_no_qt_and_no_database() -> None:
    assert _output(WORKER) == ["candidates", "[]"]
