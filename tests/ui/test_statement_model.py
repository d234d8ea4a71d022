"""Statements arranged off the window's thread: what is awaited, renewed, and wished last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.statement_filter import StatementChoice, StatementFilter, StatementOrder
from annotator.domain.statement_grouping import shown_statements
from annotator.domain.verdict import Verdict
from annotator.services import comparing
from annotator.services.project import Project
from annotator.ui import statement_model
from annotator.ui.link_model import LinkModel
from annotator.ui.project_model import ProjectModel
from annotator.ui.statement_model import StatementModel
from tests.made_projects import OTHER_TEXT, TEXT, detected_project, proposed_links

ALL = StatementFilter(StatementChoice.ALL)
LINKED = StatementFilter()
ORDER = StatementOrder.READING


class Room:
    """A compared project of two articles with its statements: 1-6, 2-3-5, and 4 alone."""

    def __init__(self, project: Project) -> None:
        self.model = ProjectModel(0.0)
        self.links = LinkModel(self.model)
        self.statements = StatementModel(self.model, self.links)
        self.heard: list[list[list[int]]] = []
        self.statements.arranged.connect(lambda: self.heard.append(self.rows()))
        self.model.set_project(project)

    def rows(self) -> list[list[int]]:
        """The claims of each row."""
        return [[claim.id for claim in one.claims] for one in self.statements.chosen]


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    project = detected_project(tmp_path, TEXT, OTHER_TEXT)
    comparing.keep_links(project, comparing.articles_to_compare(project), proposed_links(), ())
    made = Room(project)
    yield made
    made.model.set_project(None)
    project.close()


class Gate:
    """Lets work in the other thread go on when a test says so."""

    def __init__(self, work: Callable[..., Any]) -> None:
        self._work = work
        self.open = Event()
        self.begun = 0

    def __call__(self, *given: Any) -> Any:
        self.begun += 1
        assert self.open.wait(20)
        return self._work(*given)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Every run goes to the other thread and waits there."""
    made = Gate(statement_model._arranged)
    monkeypatch.setattr(statement_model, "_AT_ONCE", 0)
    monkeypatch.setattr(statement_model, "_arranged", made)
    yield made
    made.open.set()


@pytest.fixture
def groupings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many links were grouped, each time."""
    counts: list[int] = []

    def counted(claims: Any, links: Any, threshold: float) -> Any:
        counts.append(len(links))
        return shown_statements(claims, links, threshold)

    monkeypatch.setattr(statement_model, "shown_statements", counted)
    return counts


def test_a_small_project_is_arranged_at_once(room: Room) -> None:
    room.statements.ask(LINKED, ORDER)
    assert room.heard == [[[1, 6], [2, 3, 5]]]
    room.statements.ask(ALL, ORDER)
    assert room.heard[1:] == [[[1, 6], [2, 3, 5], [4]]]


def test_a_large_one_is_arranged_beside_the_window(room: Room, gate: Gate, qtbot: QtBot) -> None:
    room.statements.ask(LINKED, ORDER)
    assert room.statements.is_running
    assert (room.rows(), room.heard) == ([], [])
    gate.open.set()
    qtbot.waitUntil(lambda: room.heard == [[[1, 6], [2, 3, 5]]])
    assert not room.statements.is_running


def test_of_wishes_that_come_meanwhile_the_last_is_met(
    room: Room, gate: Gate, qtbot: QtBot
) -> None:
    for wanted in (LINKED, StatementFilter(StatementChoice.CONFLICTS), ALL):
        room.statements.ask(wanted, ORDER)
    gate.open.set()
    qtbot.waitUntil(lambda: not room.statements.is_running and room.heard != [])
    assert room.rows() == [[1, 6], [2, 3, 5], [4]]
    assert gate.begun == 2


def test_what_was_arranged_stands_until_the_next_is_done(
    room: Room, gate: Gate, qtbot: QtBot
) -> None:
    gate.open.set()
    room.statements.ask(LINKED, ORDER)
    qtbot.waitUntil(lambda: bool(room.heard))
    gate.open.clear()
    assert room.links.reject(1, 6)
    room.statements.ask(LINKED, ORDER)
    assert room.rows() == [[1, 6], [2, 3, 5]]
    gate.open.set()
    qtbot.waitUntil(lambda: room.rows() == [[2, 3, 5]])


def test_a_project_that_goes_takes_its_work_along(room: Room, gate: Gate, qtbot: QtBot) -> None:
    room.statements.ask(LINKED, ORDER)
    room.model.set_project(None)
    assert not room.statements.is_running
    gate.open.set()
    qtbot.wait(60)
    assert (room.heard, room.rows()) == ([], [])


def test_a_verdict_is_shown_without_grouping_anew(room: Room, groupings: list[int]) -> None:
    room.statements.ask(LINKED, ORDER)
    assert groupings == [4]
    assert room.model.decide_statement([2, 3, 5], Verdict.DISPUTED)
    room.statements.ask(LINKED, ORDER)
    assert groupings == [4]
    verdicts = [{claim.verdict for claim in one.claims} for one in room.statements.chosen]
    assert verdicts == [{None}, {Verdict.DISPUTED}]
    assert room.model.undo()
    room.statements.ask(LINKED, ORDER)
    assert {claim.verdict for claim in room.statements.chosen[1].claims} == {None}
    assert groupings == [4]


def test_what_moves_claims_groups_them_anew(room: Room) -> None:
    room.statements.ask(LINKED, ORDER)
    assert room.model.dismiss(5)
    room.statements.ask(LINKED, ORDER)
    assert room.rows() == [[1, 6]]
    assert room.links.confirm(3, 4)
    room.statements.ask(LINKED, ORDER)
    assert room.rows() == [[1, 6], [3, 4]]
    room.model.set_threshold(0.99)
    room.statements.ask(LINKED, ORDER)
    assert room.rows() == [[3, 4]], "only what a person acted on is shown"


@pytest.mark.parametrize("threshold", [0.0, 0.99])
def test_the_statement_of_a_claim_is_its_row_without_arranging(
    room: Room, groupings: list[int], threshold: float
) -> None:
    room.model.set_threshold(threshold)
    assert room.statements.statement_of(999) == (999,)
    groupings.clear()
    found = [room.statements.statement_of(one) for one in range(1, 7)]
    assert max(groupings) == 2, "links of other statements were grouped"
    room.statements.ask(ALL, ORDER)
    rows = {one: tuple(ids) for ids in room.rows() for one in ids}
    assert found == [rows.get(one, (one,)) for one in range(1, 7)]
