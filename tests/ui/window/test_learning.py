"""Learning from the desk in the window: the switch, the count, and what never moves."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Claim
from annotator.domain.errors import LearningFailed, ReportedError
from annotator.domain.learning import Learned, LearnedScore
from annotator.domain.verdict import Verdict
from annotator.services import learning as services_learning
from annotator.services.project import Project
from annotator.storage.connection import ProjectDatabase
from annotator.storage.learning import StoredClaim, read_learning_claims
from annotator.ui.main_window import MainWindow

from .conftest import HandDetection, WindowMaterial


class Desk:
    """A window of three articles, its worker and what is said of its claims."""

    def __init__(self, material: WindowMaterial, qtbot: QtBot) -> None:
        self.window: MainWindow = material.with_articles(3)
        self.worker: HandDetection = material.detections[-1]
        self.qtbot = qtbot
        self.errors: list[ReportedError] = []
        self.window.learning.failed.connect(self.errors.append)

    @property
    def claims(self) -> list[Claim]:
        return self.window.model.all_claims()

    def decide(self, dismissed: int, judged: int) -> None:
        """Say something of claims nobody touched yet, beginning with the first."""
        rest = [claim for claim in self.claims if not claim.touched]
        for claim in rest[:dismissed]:
            assert self.window.model.dismiss(claim.id)
        for claim in rest[dismissed : dismissed + judged]:
            assert self.window.model.decide(claim.id, Verdict.VERIFIED)

    def asked(self, times: int = 1) -> None:
        self.qtbot.waitUntil(lambda: len(self.worker.learning) == times)

    def settled(self) -> None:
        """Wait until the window looked at the newest decisions."""
        bridge = self.window.learning.bridge
        self.qtbot.waitUntil(lambda: not bridge._rest.isActive())

    def answer(self, worth: float) -> dict[int, float]:
        """Answer the oldest request: every claim that nobody touched has this score."""
        number, claims, listener = self.worker.learning.pop(0)
        rest = [one for one in claims if not one.touched]
        decisions = sum(one.worth_it is not None for one in claims)
        scores = tuple(LearnedScore(one.id, worth) for one in rest)
        with self.qtbot.waitSignal(self.window.learning.bridge.state_changed):
            listener.on_learned(number, Learned(decisions, scores))
        return dict.fromkeys((one.id for one in rest), worth)

    @property
    def words(self) -> str:
        return self.window.parts.status_line.learning.accessibleName()


@pytest.fixture
def desk(windows: WindowMaterial, qtbot: QtBot) -> Desk:
    return Desk(windows, qtbot)


def test_it_says_nothing_and_does_nothing_until_it_is_switched_on(desk: Desk) -> None:
    desk.decide(5, 6)
    desk.settled()
    assert desk.worker.learning == []
    assert desk.window.parts.status_line.learning.isHidden()
    assert not desk.window.actions_["learn"].isChecked()


def test_it_tells_how_many_decisions_it_needs(desk: Desk) -> None:
    desk.decide(2, 2)
    desk.window.actions_["learn"].trigger()
    assert desk.words == "Learning needs 10 decisions, 4 so far"
    assert desk.window.parts.status_line.learning.isVisible()
    desk.decide(0, 6)
    desk.asked()
    desk.answer(0.7)
    assert desk.words == "Learned from 10 decisions"
    assert desk.errors == []


def test_decisions_of_one_sort_teach_nothing(desk: Desk) -> None:
    desk.decide(0, 11)
    desk.window.actions_["learn"].trigger()
    assert "dismiss" in desk.words
    desk.settled()
    assert desk.worker.learning == []


def test_scores_change_but_not_the_current_claim_nor_what_was_touched(desk: Desk) -> None:
    desk.decide(5, 6)
    model = desk.window.model
    current = next(claim for claim in desk.claims if not claim.touched)
    desk.window.steps.go_to(current.id)
    column = desk.window.parts.desk.active_column()
    assert column is not None
    before = {claim.id: claim for claim in desk.claims}
    scrolled = column.view.verticalScrollBar().value()
    desk.window.actions_["learn"].trigger()
    desk.asked()
    learned = desk.answer(0.66)
    assert model.current == before[current.id]
    assert column.view.verticalScrollBar().value() == scrolled
    for claim in desk.claims:
        if claim.touched or claim.id == current.id:
            assert claim == before[claim.id]
        else:
            assert claim.check_worthiness == learned[claim.id]


def test_undo_switches_it_off_and_redo_on_again(desk: Desk) -> None:
    desk.decide(5, 6)
    window = desk.window
    before = [claim.check_worthiness for claim in desk.claims]
    window.actions_["learn"].trigger()
    desk.asked()
    desk.answer(0.66)
    after = [claim.check_worthiness for claim in desk.claims]
    assert after != before
    window.actions_["undo"].trigger()
    assert [claim.check_worthiness for claim in desk.claims] == before
    desk.qtbot.waitUntil(lambda: window.parts.status_line.learning.isHidden())
    assert not window.actions_["learn"].isChecked()
    window.actions_["redo"].trigger()
    assert [claim.check_worthiness for claim in desk.claims] == after
    desk.qtbot.waitUntil(lambda: window.parts.status_line.learning.isVisible())
    assert window.actions_["learn"].isChecked()
    window.parts.status_line.learning.stop.click()
    assert [claim.check_worthiness for claim in desk.claims] == before
    assert window.parts.status_line.learning.isHidden()


def test_it_learns_again_after_five_more_decisions(desk: Desk) -> None:
    desk.decide(5, 6)
    desk.window.actions_["learn"].trigger()
    desk.asked()
    desk.answer(0.66)
    desk.decide(0, 4)
    desk.settled()
    assert desk.worker.learning == []
    desk.decide(1, 0)
    desk.asked()
    desk.answer(0.5)
    assert desk.words == "Learned from 16 decisions"


def test_an_answer_after_it_was_switched_off_is_dropped(desk: Desk) -> None:
    desk.decide(5, 6)
    desk.window.actions_["learn"].trigger()
    desk.asked()
    number, claims, listener = desk.worker.learning[0]
    desk.window.actions_["learn"].trigger()
    before = [claim.check_worthiness for claim in desk.claims]
    scores = tuple(LearnedScore(one.id, 0.11) for one in claims if not one.touched)
    listener.on_learned(number, Learned(11, scores))
    desk.settled()
    desk.window.actions_["learn"].trigger()
    desk.asked(2)
    assert [claim.check_worthiness for claim in desk.claims] == before


def test_no_claim_is_read_for_it_in_the_windows_thread(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers: list[int] = []

    def noted(database: ProjectDatabase) -> list[StoredClaim]:
        readers.append(threading.get_ident())
        return read_learning_claims(database)

    monkeypatch.setattr(services_learning, "read_learning_claims", noted)
    desk.decide(5, 5)
    desk.window.actions_["learn"].trigger()
    desk.asked()
    desk.answer(0.9)
    assert readers
    assert threading.get_ident() not in readers


def test_keys_have_their_turn_between_keeping_scores_reading_and_showing_them(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = 0
    steps: list[tuple[str, int]] = []

    def tick() -> None:
        nonlocal turns
        turns += 1

    timer = QTimer()
    timer.timeout.connect(tick)
    keep, read = services_learning.keep_learned, services_learning.check_worthiness

    def keep_noted(*given: Any) -> None:
        steps.append(("keep", turns))
        keep(*given)

    def read_noted(project: Project) -> dict[int, float]:
        steps.append(("read", turns))
        return read(project)

    monkeypatch.setattr(services_learning, "keep_learned", keep_noted)
    monkeypatch.setattr(services_learning, "check_worthiness", read_noted)
    desk.decide(5, 5)
    desk.window.actions_["learn"].trigger()
    desk.asked()
    desk.settled()
    timer.start(1)
    desk.window.model.claims_changed.connect(lambda _ids: steps.append(("show", turns)))
    desk.answer(0.9)
    qtbot.waitUntil(lambda: len(steps) == 3)
    timer.stop()
    assert [step for step, _ in steps] == ["keep", "read", "show"]
    keeping, reading, showing = (turn for _, turn in steps)
    assert keeping < reading < showing


def test_a_failure_is_told_once_and_nothing_changes(desk: Desk, qtbot: QtBot) -> None:
    desk.decide(5, 6)
    desk.window.actions_["learn"].trigger()
    desk.asked()
    number, _, listener = desk.worker.learning.pop()
    before = desk.claims
    with qtbot.waitSignal(desk.window.learning.failed):
        listener.on_learning_failed(number, LearningFailed("Nothing was learned.", "All is safe."))
    assert desk.claims == before
    assert len(desk.errors) == 1


def test_training_data_are_written_where_a_person_says(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.decide(1, 2)
    target = tmp_path / "decided"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    desk.window.actions_["export_training"].trigger()
    lines = (tmp_path / "decided.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["label"] for line in lines] == [0, 1, 1]
    gone = tmp_path / "gone" / "decided.jsonl"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(gone), ""))
    desk.window.actions_["export_training"].trigger()
    assert len(desk.errors) == 1
