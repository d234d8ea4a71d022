"""A project on disk that command line tests work on, and a detector that needs no model."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import detect_command
from annotator.cli.entry import run
from annotator.domain.claim import Candidate, ClaimKind, DetectorVersion
from annotator.domain.errors import DetectionFailed
from annotator.domain.span import Span

SENTENCE = re.compile(r"[^\s.](?:[^.\n]|\n(?!\n))*\.")


@dataclass
class CommandResult:
    """What a command printed and its exit code."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., CommandResult]:
    """Runs one command in this process."""

    def run_command(*arguments: object) -> CommandResult:
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return CommandResult(code, printed.out, printed.err)

    return run_command


@pytest.fixture
def sentence_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every sentence is a candidate, a text about owls cannot be read; stands in for the model."""

    def detect(
        texts: list[tuple[int, str]], titles: object, failed: dict[int, DetectionFailed]
    ) -> Iterator[tuple[int, DetectorVersion, tuple[Candidate, ...]]]:
        for text_id, text in texts:
            if "owl" in text:
                failed[text_id] = DetectionFailed("The detector stumbled.", "All is as it was.")
                continue
            candidates = tuple(
                Candidate(Span(*match.span()), (ClaimKind.EVENT,), 0.7, ("names: a test",))
                for match in SENTENCE.finditer(text)
            )
            yield text_id, DetectorVersion("sentences", "1", "none"), candidates

    monkeypatch.setattr(detect_command, "detect_in_process", detect)


@pytest.fixture
def project(tmp_path: Path, command: Callable[..., CommandResult], sentence_detector: None) -> Path:
    """A project with two articles and their candidates."""
    first = tmp_path / "one.txt"
    first.write_bytes("Tram stops\r\n\r\nThe tram stopped 😱 at 9. Two people fell.\r\n".encode())
    second = tmp_path / "two.txt"
    second.write_text("Tram halted\n\nThe tram halted at 10. Three people fell.\n", "utf-8")
    path = tmp_path / "Tram.fact"
    assert command("import", path, first, second).code == 0
    assert command("detect", path).code == 0
    return path
