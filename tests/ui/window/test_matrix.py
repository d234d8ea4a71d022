"""The matrix in the whole window: rows, order, filters, the reference, verdicts, and files."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.__main__ import main as run_command
from annotator.domain.errors import ComparisonFailed
from annotator.domain.link import DifferenceField, Relation
from annotator.domain.statement_filter import StatementChoice, StatementOrder
from annotator.domain.verdict import Verdict
from annotator.ui.matrix_model import CELL_ROLE, ROW_ROLE

Windows = Any
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(windows: Windows) -> Any:
    """Three compared articles, with the matrix open; the second statement is a conflict."""
    made = windows.with_articles(3)
    windows.compare(made, differing=(1,))
    made.commands.run("show_matrix")
    return made


def shown(window: Any) -> list[Any]:
    """The rows downwards."""
    model = window.parts.matrix.view.model()
    return [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]


def header(window: Any) -> list[str]:
    """The names of the columns."""
    model = window.parts.matrix.view.model()
    names = [
        str(model.headerData(one, Qt.Orientation.Horizontal)) for one in range(model.columnCount())
    ]
    return [name.strip("\u2068\u2069") for name in names]


def choose(window: Any, button: str, *values: Any) -> None:
    """Choose in one of the menus of the bar, as a click there does."""
    getattr(window.parts.matrix.bar, button)._choose(frozenset(values))


def click(window: Any, row: int, column: int) -> None:
    """Click a cell."""
    view = window.parts.matrix.view
    place = view.visualRect(view.model().index(row, column)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_conflicts_come_first_and_cells_say_what_differs(window: Any, windows: Windows) -> None:
    assert header(window) == ["Statement", "Outlet 1", "Outlet 2", "Outlet 3"]
    rows = shown(window)
    assert len(rows) == 3
    own, conflicting, agreeing = rows[0].cells
    assert own.is_reference
    assert (own.words, conflicting.words) == ("11", "21")
    assert (conflicting.relation, agreeing.relation) == (Relation.CONFLICT, Relation.SAME)
    assert rows[0].claim_ids == tuple(windows.claims(window, n)[1].id for n in (1, 2, 3))
    assert [row.cells[1].relation for row in rows[1:]] == [Relation.SAME] * 2


def test_filters_and_order_change_what_is_shown(
    window: Any, windows: Windows, qtbot: QtBot
) -> None:
    alone = sum(len(windows.claims(window, number)) - 3 for number in (1, 2, 3))
    assert alone
    choose(window, "shown", StatementChoice.CONFLICTS)
    assert len(shown(window)) == 1
    choose(window, "fields", DifferenceField.DATE)
    assert window.parts.matrix._empty.isVisible()
    window.parts.matrix.bar.clear()
    assert len(shown(window)) == 3
    choose(window, "shown", StatementChoice.ODD_ONE_OUT)
    assert [row.cells[0].words for row in shown(window)] == []
    choose(window, "shown", StatementChoice.ONE_ARTICLE)
    assert [len(row.claim_ids) for row in shown(window)] == [1] * alone
    choose(window, "shown", StatementChoice.ALL)
    assert len(shown(window)) == 3 + alone
    choose(window, "shown", StatementChoice.LINKED)
    first = shown(window)[0].key
    choose(window, "order", StatementOrder.READING)
    assert shown(window)[1].key == first
    window.parts.matrix.bar.words.setText("sentence 2")
    qtbot.waitUntil(lambda: len(shown(window)) == 1)


def test_a_click_on_a_header_compares_with_that_article(window: Any) -> None:
    view = window.parts.matrix.view
    bar = view.horizontalHeader()
    at = QPoint(bar.sectionViewportPosition(2) + 20, bar.height() // 2)
    QTest.mouseClick(bar.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert header(window) == ["Statement", "Outlet 2", "Outlet 1", "Outlet 3"]
    assert "Outlet 2" in window.parts.matrix.bar.reference.text()
    own, other, _ = shown(window)[0].cells
    assert (own.words, own.is_reference) == ("21", True)
    assert (other.words, other.relation) == ("11", Relation.CONFLICT)


def test_the_header_of_the_statements_opens_the_orders(window: Any) -> None:
    bar = window.parts.matrix.view.horizontalHeader()
    at = QPoint(20, bar.height() // 2)
    QTest.mouseClick(bar.viewport(), Qt.MouseButton.LeftButton, pos=at)
    menu = window.parts.matrix.bar.order._menu
    assert menu.isVisible()
    menu.close()


def test_a_cell_leads_to_its_passage_and_follows_the_desk(window: Any, windows: Windows) -> None:
    click(window, 0, 2)
    assert window.model.current.id == windows.claims(window, 2)[1].id
    view = window.parts.matrix.view
    window.steps.go_to(windows.claims(window, 3)[2].id)
    cell = view.currentIndex().data(CELL_ROLE)
    assert windows.claims(window, 3)[2].id in cell.claim_ids
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert window.model.current.id == windows.claims(window, 2)[2].id
    QTest.keyClick(view, Qt.Key.Key_Return)
    column = window.parts.desk.column(window.model.current.article_id)
    assert window.focusWidget() is column.view


def test_one_verdict_for_a_statement_is_one_act(window: Any, windows: Windows) -> None:
    click(window, 0, 1)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_2, CONTROL)
    decided = [claim for claim in window.model.all_claims() if claim.verdict]
    assert {claim.id for claim in decided} == set(shown(window)[0].claim_ids)
    assert {claim.verdict for claim in decided} == {Verdict.DISPUTED}
    assert window.model.progress().disputed == 3
    assert "· Disputed 3 claims" in window.parts.status_line._saved.accessibleName()
    window.commands.run("undo")
    assert window.model.progress().disputed == 0
    window.commands.run("redo")
    assert window.model.progress().disputed == 3


def test_undoing_a_row_or_a_link_leaves_the_person_where_they_are(
    window: Any, windows: Windows
) -> None:
    here = windows.claims(window, 3)[1].id
    window.steps.go_to(here)
    for act in ("statement_verified", "undo", "redo"):
        window.commands.run(act)
        assert window.model.current.id == here
    window.commands.run("next_counterpart")
    window.commands.run("confirm_link")
    assert "· Linked “" in window.parts.status_line._saved.accessibleName()
    window.commands.run("undo")
    assert window.model.current.id == here
    assert window.parts.desk.active_article_id == window.model.current.article_id


def test_it_is_copied_as_a_table(window: Any) -> None:
    view = window.parts.matrix.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == ["Statement", "Outlet 1", "Outlet 2", "Outlet 3"]
    assert len(lines) == 4
    assert lines[1].split("\t")[1:3] == ["says: 11", "conflicts (hard): 21"]
    assert "Copied 3 statements" in window.parts.status_line._saved.accessibleName()


def test_files_hold_what_is_shown(
    window: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(window, "shown", StatementChoice.CONFLICTS)
    window.parts.matrix.bar.set_reference(list(window.model.articles())[1])
    given = [tmp_path / "out", tmp_path / "out.html"]
    answers = iter(given)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(answers)), ""))
    window.parts.matrix.bar.csv_asked.emit()
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    assert head[2::3] == ["Outlet 2", "Outlet 1", "Outlet 3"]
    assert [line[2::3] for line in lines] == [["says: 21", "conflicts (hard): 11", "agrees"]]
    assert "Wrote 1 statement to out.csv" in window.parts.status_line._saved.accessibleName()
    window.parts.matrix.bar.page_asked.emit()
    page = given[1].read_text("utf-8")
    assert "Outlet 3" in page
    assert "<script" not in page


def test_the_command_line_writes_the_same_file(
    window: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    click(window, 0, 2)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_1, CONTROL)
    mine, theirs = tmp_path / "window.csv", tmp_path / "command.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(mine), ""))
    window.parts.matrix.bar.csv_asked.emit()
    threshold = str(window.model.threshold)
    project = str(window.model.project.path)
    assert run_command(["matrix", project, "-o", str(theirs), "--at-least", threshold]) == 0
    assert mine.read_bytes() == theirs.read_bytes()
    assert b"verified" in mine.read_bytes()


@pytest.mark.parametrize("hidden", [False, True])
def test_commands_write_and_copy_it_whether_it_is_seen_or_not(
    window: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hidden: bool
) -> None:
    if hidden:
        window.parts.dock.show_page("claims")
        window.model.decide(window.model.all_claims()[0].id, Verdict.DISPUTED)
    answers = iter([tmp_path / "a.csv", tmp_path / "b.html"])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(next(answers)), ""))
    for command_id in ("matrix_csv", "matrix_page", "copy_matrix"):
        assert window.actions_[command_id].isEnabled()
        window.actions_[command_id].trigger()
    assert len((tmp_path / "a.csv").read_bytes().splitlines()) == 4
    assert "Outlet 3" in (tmp_path / "b.html").read_text("utf-8")
    assert len(QGuiApplication.clipboard().text().split("\n")) == 4
    assert ("disputed" in (tmp_path / "a.csv").read_text("utf-8")) is hidden


def test_an_empty_matrix_is_not_written_and_says_why(
    window: Any, windows: Windows, qtbot: QtBot
) -> None:
    choose(window, "shown", StatementChoice.ODD_ONE_OUT)
    action, save = window.actions_["matrix_csv"], window.parts.matrix.bar.export
    assert (action.isEnabled(), save.isEnabled()) == (False, False)
    assert action.statusTip() == save.toolTip() == "The matrix shows no statement"
    window.parts.matrix.bar.clear()
    assert (action.isEnabled(), save.isEnabled()) == (True, True)
    window.session.close()
    qtbot.waitUntil(lambda: not action.isEnabled())
    assert action.statusTip() == "Open a project first"


def test_a_file_that_cannot_be_written_is_told(
    window: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "gone" / "out.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(missing), ""))
    window.parts.matrix.bar.csv_asked.emit()
    assert len(window.parts.banner.errors) == 1
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    window.parts.matrix.bar.page_asked.emit()
    assert len(window.parts.banner.errors) == 1, "a dialog that was closed asks for nothing"


def test_it_says_why_it_is_empty(windows: Windows, qtbot: QtBot) -> None:
    window = windows.with_articles(1)
    window.commands.run("show_matrix")
    empty = window.parts.matrix._empty
    assert empty.isVisible()
    assert "Add a second article" in empty.accessibleName() + _words(empty)
    windows.bring_in(window, 2)
    windows.detect(window)
    qtbot.waitUntil(lambda: bool(windows.detections[-1].comparisons))
    assert "Comparing" in _words(empty)
    windows.compare(window)
    qtbot.waitUntil(lambda: not empty.isVisible())
    assert len(shown(window)) == 3


def test_it_says_that_the_comparison_failed_or_was_cancelled(
    windows: Windows, qtbot: QtBot
) -> None:
    window = windows.open()
    windows.bring_in(window, 1, 2)
    window.commands.run("show_matrix")
    page, cancel = window.parts.matrix, window.actions_["cancel_detection"]
    assert "Detecting" in _words(page._empty)
    windows.detect(window)
    waiting = windows.detections[-1].comparisons
    qtbot.waitUntil(lambda: bool(waiting))
    number, _, listener = waiting.pop()
    error = ComparisonFailed("The weights are damaged.", "Nothing was changed.", "Install again.")
    listener.on_comparison_failed(number, error)
    qtbot.waitUntil(lambda: not window.comparison.progress.running)
    assert _words(page._empty).startswith("The weights are damaged.\nInstall again.")
    assert len(window.parts.banner.errors) == 1
    window.commands.run("compare")
    assert "Comparing" in _words(page._empty)
    assert cancel.isEnabled()
    window.commands.run("cancel_detection")
    assert not cancel.isEnabled()
    assert "Comparison cancelled" in _words(page._empty)
    assert "Comparison cancelled" in window.parts.status_line._saved.accessibleName()
    window.session.close()
    assert page._uncompared == "", "the next project has a story of its own"


def test_the_dock_leaves_the_articles_their_room_in_a_small_window(
    windows: Windows, qtbot: QtBot
) -> None:
    window = windows.open(width=1280, height=800)
    windows.bring_in(window, 1, 2, 3)
    windows.detect(window)
    windows.compare(window)
    qtbot.waitUntil(lambda: not window.comparison.progress.running)
    window.parts.dock.tabs.set_count("claims", 1_099)
    window.parts.dock.tabs.set_count("matrix", 260)
    QApplication.processEvents()
    before = window.parts.articles_panel.width()
    window.commands.run("show_matrix")
    QApplication.processEvents()
    assert window.parts.articles_panel.width() == before


def test_a_removed_article_loses_its_column(window: Any, qtbot: QtBot) -> None:
    assert window.model.remove_article(list(window.model.articles())[2])
    qtbot.waitUntil(lambda: header(window) == ["Statement", "Outlet 1", "Outlet 2"])
    window.commands.run("undo")
    qtbot.waitUntil(lambda: header(window) == ["Statement", "Outlet 1", "Outlet 2", "Outlet 3"])


def test_a_burst_of_changes_is_shown_once(window: Any, windows: Windows, qtbot: QtBot) -> None:
    shows: list[int] = []
    window.parts.matrix.shown_count_changed.connect(shows.append)
    for claim in windows.claims(window, 1):
        window.model.decide(claim.id, Verdict.VERIFIED)
    assert shows == []
    qtbot.waitUntil(lambda: bool(shows))
    assert len(shows) == 1
    marked = [row.cells[0].style for row in shown(window)]
    assert {style.value for style in marked} == {"verified"}


def test_a_reader_gives_no_verdict_in_the_menu(window: Any, windows: Windows) -> None:
    reader = windows.open(window.preferences.settings)
    assert reader.model.project.read_only
    reader.commands.run("show_matrix")
    assert len(shown(reader)) == 3
    page = reader.parts.matrix
    page._open_menu(shown(reader)[0], shown(reader)[0].cells[0], QPoint(50, 50))
    menu = page.findChildren(type(page.bar.order._menu).__mro__[1])[-1]
    by_words = {act.text(): act.isEnabled() for act in menu.actions() if act.text()}
    menu.close()
    assert by_words["Copy as a table"]
    assert not any(on for words, on in by_words.items() if "claims of this" in words)


@pytest.mark.parametrize("width", [1280, 1440, 1920])
def test_it_changes_no_other_width(windows: Windows, width: int) -> None:
    window = windows.open(width=width)
    windows.bring_in(window, 1, 2, 3)
    windows.detect(window)
    before = window.parts.articles_panel.width(), window.parts.claim_panel.width()
    window.commands.run("show_matrix")
    assert (window.parts.articles_panel.width(), window.parts.claim_panel.width()) == before


def _words(page: Any) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in page.findChildren(QLabel))
