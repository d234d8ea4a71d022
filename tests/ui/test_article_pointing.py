"""Clicks, keys, selecting and copying in the text of an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.span import Span
from annotator.ui import mark_layout
from annotator.ui.article_view import ArticleView
from annotator.ui.offsets import Utf16Map
from annotator.ui.theme import Theme

Material = Any
Make = Callable[..., ArticleView]


def select(view: ArticleView, text: str, words: str) -> None:
    offsets = Utf16Map(text)
    start = text.index(words)
    cursor = view.textCursor()
    cursor.setPosition(offsets.to_qt(start))
    cursor.setPosition(offsets.to_qt(start + len(words)), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def point_on(view: ArticleView, text: str, words: str) -> QPoint:
    """A point of the viewport in the middle of the first character of ``words``."""
    position = Utf16Map(text).to_qt(text.index(words))
    line = mark_layout.line_at(view.document(), position)
    assert line is not None
    piece = mark_layout.pieces(line, position, position + 1, has_rtl=True)[0]
    return QPoint(round((piece.left + piece.right) / 2), round(piece.baseline - 5 - view.scroll_y))


# --- pointing ----------------------------------------------------------------------------------


def click(view: ArticleView, at: QPoint) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_clicks_choose_the_claim_and_then_the_next_one_there(
    make_view: Make, material: Material
) -> None:
    view = make_view(material.text)
    view.set_claims(material.claims())
    chosen: list[int] = []
    view.claim_clicked.connect(chosen.append)
    view.claim_clicked.connect(view.set_current)
    on_both = point_on(view, material.text, "built in 1998")
    for _ in range(3):
        click(view, on_both)
    click(view, point_on(view, material.text, "213 people"))
    click(view, point_on(view, material.text, "coast guard"))
    assert chosen == [3, 2, 3, 1]


def test_a_click_puts_the_caret_where_a_claim_would_be_split(
    make_view: Make, material: Material
) -> None:
    view = make_view(material.text)
    click(view, point_on(view, material.text, "were aboard") - QPoint(3, 0))
    assert view.caret_position() == material.text.index("were aboard")
    view.set_current(None)
    assert view.selected_span() is None


def test_the_click_that_chooses_a_claim_says_where_it_would_be_split(
    make_view: Make, material: Material
) -> None:
    view = make_view(material.text)
    view.set_claims(material.claims())
    view.claim_clicked.connect(view.set_current)
    click(view, point_on(view, material.text, "were aboard") - QPoint(3, 0))
    assert view.current == 1
    assert view.caret_position() == material.text.index("were aboard")
    view.set_current(2)
    assert view.caret_position() < material.text.index("built in 1998")


def test_click_beside_the_text_chooses_nothing(make_view: Make, material: Material) -> None:
    text = "A short claim\n\nAnd more"
    view = make_view(text)
    view.set_claims([material.claim(1, "A short claim", text=text)])
    chosen: list[int] = []
    view.claim_clicked.connect(chosen.append)
    here = point_on(view, text, "A short")
    click(view, QPoint(view.viewport().width() - 12, here.y()))
    click(view, QPoint(here.x(), 2))
    assert chosen == []
    click(view, here)
    assert chosen == [1]


def test_double_click_opens_the_claim_that_the_first_click_chose(
    make_view: Make, material: Material
) -> None:
    view = make_view(material.text)
    view.set_claims(material.claims())
    view.claim_clicked.connect(view.set_current)
    opened: list[int] = []
    view.claim_activated.connect(opened.append)
    clicked: list[int] = []
    view.claim_clicked.connect(clicked.append)
    at = point_on(view, material.text, "built in 1998")
    click(view, at)
    QTest.mouseDClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
    )
    assert clicked[:1] == [3]
    assert opened == [3]
    assert view.current == 3


def test_dragging_selects_and_chooses_no_claim(make_view: Make, material: Material) -> None:
    view = make_view(material.text)
    view.set_claims(material.claims())
    chosen: list[int] = []
    view.claim_clicked.connect(chosen.append)
    begin = point_on(view, material.text, "213 people")
    end = point_on(view, material.text, "ple were aboard")
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(view.viewport(), left, plain, begin - QPoint(2, 0))
    QTest.mouseMove(view.viewport(), end - QPoint(2, 0))
    QTest.mouseRelease(view.viewport(), left, plain, end - QPoint(2, 0))
    span = view.selected_span()
    assert span is not None
    assert material.text[span.start : span.end] == "213 peo"
    assert chosen == []


# --- keys --------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_plain_keys_reach_the_windows_shortcuts(
    qtbot: QtBot, theme: Theme, material: Material
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    view = ArticleView(theme)
    QVBoxLayout(window).addWidget(view)
    pressed: list[str] = []
    keys = ["J", "K", "N", "1", "2", "3", "0", "X", "A", "Space", "Tab", "F1", "Ctrl+F", "Ctrl+Z"]
    for key in keys:
        shortcut = QShortcut(QKeySequence(key), window)
        shortcut.activated.connect(lambda key=key: pressed.append(key))
    window.show()
    window.activateWindow()
    view.set_text(material.text, "ltr")
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    for key in keys:
        QTest.keySequence(view, QKeySequence(key))
    assert pressed == keys
    assert view.hasFocus()
    assert view.scroll_y == 0


def test_keyboard_selects_words(make_view: Make, material: Material, qtbot: QtBot) -> None:
    view = make_view(material.text)
    view.set_claims(material.claims())
    view.set_current(1)
    view.setFocus()
    spans: list[Span | None] = []
    view.selection_changed.connect(spans.append)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    start = material.text.index("213")
    assert spans[-1] == Span(start, start + 3)
    assert view.cursorWidth() > 0


def test_current_claim_does_not_disturb_a_selection_or_scroll(
    make_view: Make, material: Material
) -> None:
    view = make_view(material.text)
    view.set_claims(material.claims())
    select(view, material.text, "refitted")
    view.set_current(5)
    assert view.scroll_y == 0
    assert view.selected_span() is not None


# --- selecting and copying ---------------------------------------------------------------------


def test_selection_is_trimmed_and_widened_to_graphemes(make_view: Make) -> None:
    text = "a  words 👨‍👩‍👧 here \n\n more"
    view = make_view(text)
    select(view, text, "  words ")
    assert view.selected_span() == Span(3, 8)
    family = text.index("👨")
    cursor = view.textCursor()
    to_qt = Utf16Map(text).to_qt
    cursor.setPosition(to_qt(family - 1))
    cursor.setPosition(to_qt(family + 2), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.selected_span() == Span(family, text.index(" here"))
    select(view, text, " \n\n ")
    assert view.selected_span() is None
    view.clear_selection()
    assert not view.textCursor().hasSelection()


def test_copy_gives_the_canonical_text(make_view: Make) -> None:
    text = "Non\u00a0breaking, line\u2028separator, \x0c feed\n\nand 😀 \ufdd0 odd"
    view = make_view(text)
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == text
    assert not view.createMimeDataFromSelection().hasHtml()


def test_selection_is_announced_once_per_change(make_view: Make, material: Material) -> None:
    view = make_view(material.text)
    told: list[Span | None] = []
    view.selection_changed.connect(told.append)
    select(view, material.text, "aboard")
    select(view, material.text, "aboard")
    view.clear_selection()
    start = material.text.index("aboard")
    assert told == [Span(start, start + 6), None]
