"""One article that the detector cannot read does not keep the others from being read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Command = Callable[..., Any]


def _owls(tmp_path: Path) -> Path:
    path = tmp_path / "owls.txt"
    path.write_text("Night birds\n\nSeven owls were counted.\n", "utf-8")
    return path


def test_the_other_articles_of_a_project_are_detected(
    command: Command, project: Path, tmp_path: Path
) -> None:
    command("import", project, _owls(tmp_path))
    result = command("detect", project, "--again", "--json")
    assert result.code == 3
    assert len(result.objects) == 2
    assert "Night birds" in result.err
    assert "The detector stumbled." in result.err
    # Only the one that failed is left for the next time.
    again = command("detect", project, "--json")
    assert (again.code, again.objects) == (1, [])


def test_the_other_files_are_detected(
    command: Command, sentence_detector: None, tmp_path: Path
) -> None:
    good = tmp_path / "a.txt"
    good.write_text("Something happened.", "utf-8")
    owls = _owls(tmp_path)
    result = command("detect", owls, good, "--json")
    assert result.code == 3
    assert [found["article"] for found in result.objects] == [str(good)]
    assert str(owls) in result.err
    assert command("detect", owls).code == 1
