"""What of the matrix stays in view, and what its bar tells."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from annotator.domain.link import DifferenceField, Relation
from annotator.domain.statement_filter import StatementChoice
from annotator.ui.matrix_model import ShownCell

Windows = Any
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(windows: Windows) -> Any:
    """Three compared articles, with the matrix open; the second statement is a conflict."""
    made = windows.with_articles(3)
    windows.compare(made, differing=(1,))
    made.commands.run("show_matrix")
    return made


def choose(window: Any, button: str, *values: Any) -> None:
    """Choose in one of the menus of the bar, as a click there does."""
    getattr(window.parts.matrix.bar, button)._choose(frozenset(values))


def test_names_of_statements_stay_in_view_while_articles_scroll(window: Any) -> None:
    view = window.parts.matrix.view
    model, bar, head = view.model(), view.horizontalScrollBar(), view.horizontalHeader()
    for column in (1, 2, 3):
        view.setColumnWidth(column, view.viewport().width())
    name = model.index(1, 0)
    names = QRect(0, 0, view.columnWidth(0), view.viewport().height())
    before = view.viewport().grab(names).toImage()
    title = head.viewport().grab(QRect(0, 0, names.width(), head.height())).toImage()
    bar.setValue(bar.maximum())
    assert bar.value() > names.width()
    assert view.visualRect(name).left() == 0
    assert view.viewport().grab(names).toImage() == before
    again = head.viewport().grab(QRect(0, 0, names.width(), head.height())).toImage()
    assert again == title
    assert view.indexAt(view.visualRect(name).center()) == name
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    menu = window.parts.matrix.bar.order._menu
    assert menu.isVisible()
    menu.close()
    reached = bar.value()
    view.setCurrentIndex(name)
    assert bar.value() == reached
    # What is brought in stands beside the names, not below them.
    view.scrollTo(model.index(0, 2))
    assert view.visualRect(model.index(0, 2)).left() >= names.right()


def test_fields_that_narrow_the_rows_are_told_in_the_bar(window: Any) -> None:
    shown_button = window.parts.matrix.bar.shown
    plain = shown_button.text()
    choose(window, "fields", DifferenceField.DATE)
    assert shown_button.text() == f"{plain}: date"
    assert "date" in shown_button.accessibleName()
    assert "date" in shown_button.toolTip()
    choose(window, "fields", DifferenceField.DATE, DifferenceField.NUMBER)
    choose(window, "shown", StatementChoice.CONFLICTS)
    assert shown_button.text() == "Conflicts: 2 fields"
    window.parts.matrix.bar.clear()
    assert shown_button.text() == plain


def test_the_reference_says_what_it_is_for_where_there_is_room(window: Any) -> None:
    reference = window.parts.matrix.bar.reference
    assert reference.text().startswith("Compared with ")
    choices = [choice.words.strip("\u2068\u2069") for choice in reference._choices]
    assert choices == ["Outlet 1", "Outlet 2", "Outlet 3"]


@pytest.mark.parametrize("page", ["claims", "matrix", "export"])
def test_the_next_part_of_the_window_reaches_whatever_page_is_in_front(
    window: Any, page: str
) -> None:
    window.parts.dock.show_page(page)
    window.commands.run("next_claim")
    dock, panel = window.parts.dock, window.parts.claim_panel
    window.parts.desk.active_column().view.setFocus()
    window.commands.run("next_area")
    assert dock.isAncestorOf(window.focusWidget())
    window.commands.run("next_area")
    assert panel.isAncestorOf(window.focusWidget())
    window.commands.run("previous_area")
    assert dock.isAncestorOf(window.focusWidget())


def test_a_narrow_bar_leaves_the_reference_out_and_cuts_nothing_else(window: Any) -> None:
    bar = window.parts.matrix.bar
    bar.setParent(None)
    bar.show()
    bar.resize(bar.sizeHint())
    assert bar.reference.isVisible()
    whole = bar.sizeHint()
    bar.resize(bar.minimumSizeHint())
    assert not bar.reference.isVisible()
    for control in (bar.shown, bar.words, bar.export):
        assert control.width() >= control.minimumSizeHint().width()
    assert bar.sizeHint() == whole
    bar.resize(whole)
    assert bar.reference.isVisible()
    bar.close()


def test_a_narrow_cell_keeps_its_words_before_the_count_of_further_claims(
    window: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = window.parts.matrix.view
    drawn: list[str] = []
    delegate = view._delegate
    monkeypatch.setattr(delegate, "_draw_more", lambda _painter, _box, words: drawn.append(words))
    long, short = "according to the ministry of the interior", "11"
    for width, words, told in ((130, long, []), (130, short, ["+2"]), (220, long, ["+2"])):
        image = QImage(width, 30, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        cell = ShownCell((1, 2, 3), Relation.CONFLICT, words)
        delegate._draw_cell(painter, QRect(0, 0, width, 30), cell, "paper")
        painter.end()
        assert drawn == told
        drawn.clear()
