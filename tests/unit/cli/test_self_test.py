"""What the self-test says and remembers; that it finds faults is tried in tests/e2e."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator.__main__ import is_for_command_line
from annotator.cli import child_program, self_test_victim
from annotator.cli.child_program import ChildProgram, program_command
from annotator.cli.self_test_steps import SelfTest, StepFailed
from annotator.domain.claim import Candidate, ClaimKind, DetectorVersion
from annotator.domain.errors import DetectionFailed
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedEvent
from annotator.services.detection_listener import DetectionListener
from tests.made_projects import opened

Command = Callable[..., Any]


def _steps_of(*outcomes: str | Exception) -> Callable[[SelfTest, bool], Any]:
    def steps(test: SelfTest, window: bool) -> Any:
        for number, outcome in enumerate(outcomes):

            def step(outcome: str | Exception = outcome) -> str:
                test.figures["model ready"] = 1.5
                test.figures["window memory"] = 99_000_000
                if isinstance(outcome, Exception):
                    raise outcome
                return outcome

            yield f"step {number}", step

    return steps


def test_one_line_a_step_and_the_figures(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SelfTest, "steps", _steps_of("went well", "too"))
    result = command("self-test")
    assert result.code == 0
    lines = result.out.splitlines()
    assert [line.partition(" (")[0] for line in lines[:2]] == [
        "ok   step 0: went well",
        "ok   step 1: too",
    ]
    assert lines[2:] == ["     model ready: 1.50 s", "     window memory: 99 MB"]


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (StepFailed("it broke"), "it broke"),
        (DetectionFailed("No model.", "All is well.", "Install it.", "odd"), "No model."),
        (OSError(28, "No space left"), "OSError: [Errno 28] No space left"),
    ],
)
def test_the_first_fault_is_told_and_ends_it(
    command: Command, monkeypatch: pytest.MonkeyPatch, fault: Exception, told: str
) -> None:
    monkeypatch.setattr(SelfTest, "steps", _steps_of("fine", fault, "never tried"))
    result = command("--self-test")
    assert result.code == 1
    assert f"FAIL step 1: {told}" in result.out
    assert "never tried" not in result.out
    assert "Your projects and settings were not touched" in result.err


def test_one_json_object_holds_all_of_it(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SelfTest, "steps", _steps_of("fine", StepFailed("it broke")))
    result = command("self-test", "--json")
    assert result.code == 1
    (told,) = result.objects
    assert told["passed"] is False
    assert [(step["passed"], step["told"]) for step in told["steps"]] == [
        (True, "fine"),
        (False, "it broke"),
    ]
    assert told["figures"]["model ready"] == 1.5


def test_it_works_in_a_folder_of_its_own_which_goes_afterwards(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACT_ANNOTATOR_HOME", "/the/person's own")
    seen: list[Path] = []

    def steps(test: SelfTest, window: bool) -> Any:
        seen.append(test.folder)
        assert os.environ["FACT_ANNOTATOR_HOME"] == str(test.folder)
        assert list(test.folder.iterdir()) == []
        return iter(())

    monkeypatch.setattr(SelfTest, "steps", steps)
    assert command("self-test").code == 0
    assert os.environ["FACT_ANNOTATOR_HOME"] == "/the/person's own"
    assert not seen[0].exists()


def test_the_window_is_opened_only_when_asked(tmp_path: Path) -> None:
    names = [name for name, _ in SelfTest(tmp_path).steps(window=False)]
    assert "window" not in names
    assert [name for name, _ in SelfTest(tmp_path).steps(window=True)] == [*names, "window"]


def test_libraries_that_others_would_find_are_a_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "not frozen" in SelfTest(tmp_path).look_around()
    monkeypatch.setattr(sys, "_MEIPASS", "/opt/it/_internal", raising=False)
    monkeypatch.delitem(sys.modules, "PySide6.QtCore", raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/x")
    assert SelfTest(tmp_path).look_around().endswith(", frozen")
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "PySide6.QtCore", sys)
        with pytest.raises(StepFailed, match="no window"):
            SelfTest(tmp_path).look_around()
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/it/_internal:/x")
    with pytest.raises(StepFailed, match="in place of theirs"):
        SelfTest(tmp_path).look_around()


def test_it_asks_for_no_window_by_itself() -> None:
    assert is_for_command_line(["--self-test"])
    assert is_for_command_line(["self-test", "--window"])


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "fact-annotator-cli.exe"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert program_command(window=True) == [str(program)]
    (tmp_path / child_program.WINDOW_PROGRAM).touch()
    monkeypatch.setattr(sys, "platform", "win32")
    assert program_command(window=True) == [str(tmp_path / "fact-annotator.exe")]
    assert program_command() == [str(program)]


def test_a_child_that_ends_early_is_told_with_its_last_words(tmp_path: Path) -> None:
    test = SelfTest(tmp_path)
    with (
        ChildProgram(
            ["verdict", str(tmp_path / "none.fact"), "x", "verified"], tmp_path / "log"
        ) as child,
        pytest.raises(StepFailed, match=r"(?s)exit code 1 before “imported”.*none"),
    ):
        test._heard(child, "imported")


class _FixedDetection:
    """Reads every article at once: its first word is a claim, or there is none."""

    def __init__(self, listener: DetectionListener, found: int = 1) -> None:
        self._listener, self._found = listener, found
        listener.on_ready(DetectorVersion("fixed", "1", "none"))

    def submit(self, text_id: int, text: str, title: str = "") -> None:
        candidate = Candidate(Span(0, 4), (ClaimKind.EVENT,), 0.9, ("names: a test",))
        version = DetectorVersion("fixed", "1", "none")
        self._listener.on_candidates(text_id, version, (candidate,) * self._found)

    def submit_comparison(self, number: int, articles: Any, listener: Any) -> None:
        assert len(articles) == 4
        text_ids = tuple(article.text_id for article in articles)
        listener.on_event(number, ComparedEvent(text_ids, (), ()))
        listener.on_compared(number)

    def close(self) -> None:
        """There is nothing to stop."""


class _Full(io.StringIO):
    """Standard output whose reader goes away after a few lines."""

    def write(self, text: str) -> int:
        if self.getvalue().count("\n") >= 20:
            raise BrokenPipeError
        return super().write(text)


def test_the_victim_tells_every_verdict_that_it_gave(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(self_test_victim, "DetectionWorker", _FixedDetection)
    output = _Full()
    monkeypatch.setattr(sys, "stdout", output)
    with pytest.raises(BrokenPipeError):
        self_test_victim.work_until_killed(tmp_path / "Sample.fact")
    lines = output.getvalue().splitlines()
    assert '"imported", "articles": 4' in lines[0]
    assert '"candidates": 4' in lines[2]
    assert lines[3] == '{"step": "compared", "links": 0}'
    assert all('"verdict"' in line for line in lines[4:])
    project = opened(tmp_path / "Sample.fact")
    verdicts = project.database.rows("SELECT count(*) FROM verdict_event")
    # The last one was given when nobody listened any more.
    assert list(verdicts) == [(len(lines) - 4 + 1,)]
    project.close()


def test_a_victim_without_any_claim_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        self_test_victim, "DetectionWorker", lambda listener: _FixedDetection(listener, found=0)
    )
    with pytest.raises(DetectionFailed, match="no claim at all"):
        self_test_victim.work_until_killed(tmp_path / "Sample.fact")
