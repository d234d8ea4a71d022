"""The self-test of the program as it lies here, and that it finds what is broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.e2e, pytest.mark.spacy, pytest.mark.timeout(600)]


def _self_test(folder: Path, *options: str, first: str = "") -> tuple[int, dict[str, Any]]:
    """Exit code and report of a self-test; ``first`` is what every process of it does first."""
    (folder / "sitecustomize.py").write_text(first, "utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "annotator", "--self-test", "--json", *options],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(folder), str(CHECKOUT))),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.stdout, result.stderr
    return result.returncode, json.loads(result.stdout)


def test_the_program_passes_with_its_window(tmp_path: Path) -> None:
    code, told = _self_test(tmp_path, "--window")
    assert (code, told["passed"]) == (0, True), told
    figures = told["figures"]
    assert 0 < figures["first window"] < figures["first candidates"]
    assert figures["candidates"] > 40
    assert figures["links"] > 0
    assert figures["worker memory"] > figures["window memory"] > 20_000_000
    assert figures["processes"] <= 4


def test_a_missing_language_model_is_found(tmp_path: Path) -> None:
    block = (
        "import sys\n"
        "class Gone:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.startswith('en_core_web'):\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Gone())\n"
    )
    code, told = _self_test(tmp_path, first=block)
    assert (code, told["passed"]) == (1, False)
    last = told["steps"][-1]
    assert last["step"] == "detect, compare, decide, kill"
    assert "language model" in last["told"]


def test_a_verdict_that_is_lost_is_found(tmp_path: Path) -> None:
    forget = "import annotator.services.review as review\nreview.decide = lambda *arguments: True\n"
    code, told = _self_test(tmp_path, first=forget)
    assert (code, told["passed"]) == (1, False)
    assert told["steps"][-1]["step"] == "reopen"
