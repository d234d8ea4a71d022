"""Pasting: the clipboard's own text comes in, not what a field made of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.domain.article import IncomingArticle
from annotator.ui.paste_sheet import PasteSheet
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import THEME_NAMES, Theme, load_theme

TEXT = "Ferry sinks\n\nNine people died, 213 were aboard."
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme, ferry_model: ProjectModel) -> PasteSheet:
    """An open sheet."""
    made = PasteSheet(ferry_model, theme)
    qtbot.addWidget(made)
    made.resize(1000, 340)
    made.show()
    return made


def accepted(sheet: PasteSheet, qtbot: QtBot) -> IncomingArticle:
    with qtbot.waitSignal(sheet.closed), qtbot.waitSignal(sheet.articles_accepted) as told:
        sheet.act.click()
    (article,) = told.args[0]
    assert isinstance(article, IncomingArticle)
    return article


def test_the_clipboard_fills_it_and_enter_accepts(sheet: PasteSheet, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(TEXT)
    sheet.start()
    assert sheet.form.fields["title"].text() == "Ferry sinks"
    assert sheet.note == "8 words, 47 characters"
    qtbot.waitUntil(sheet.act.hasFocus)
    with qtbot.waitSignal(sheet.articles_accepted) as told:
        QTest.keyClick(sheet.act, Qt.Key.Key_Return)
    (article,) = told.args[0]
    assert (article.text, article.metadata.title) == (TEXT, "Ferry sinks")


@pytest.mark.parametrize(
    "text", ["a\u00a0b\u2028c\u2029d", "tab\tand 😱 \u202eturned", "ﬁ e\u0301 \u200d\ufeff ."]
)
def test_what_is_pasted_comes_in_letter_by_letter(
    sheet: PasteSheet, qtbot: QtBot, text: str
) -> None:
    sheet.start(text)
    assert accepted(sheet, qtbot).text == text


def test_newlines_are_made_canonical_as_in_files(sheet: PasteSheet, qtbot: QtBot) -> None:
    sheet.start("One died.\r\nTwo fled.\r\n")
    assert sheet.text.toPlainText() == "One died.\nTwo fled.\n"
    assert accepted(sheet, qtbot).text == "One died.\nTwo fled.\n"


def test_an_edited_text_comes_in_as_edited_and_keeps_its_spaces(
    sheet: PasteSheet, qtbot: QtBot
) -> None:
    sheet.start("Nine\u00a0people died.")
    sheet.text.moveCursor(sheet.text.textCursor().MoveOperation.End)
    QTest.keyClicks(sheet.text, " Ten fled.")
    assert accepted(sheet, qtbot).text == "Nine\u00a0people died. Ten fled."


def test_an_empty_text_is_refused_in_words(sheet: PasteSheet, qtbot: QtBot) -> None:
    sheet.start("  \n ")
    assert not sheet.act.isEnabled()
    assert sheet.foot == "There is no text yet."
    taken: list[object] = []
    sheet.articles_accepted.connect(taken.append)
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert taken == []
    QTest.keyClicks(sheet.text, "Ten died.")
    qtbot.waitUntil(sheet.act.isEnabled)


def test_invisible_characters_alone_are_no_text(sheet: PasteSheet) -> None:
    sheet.start("\u200b\u2060")
    assert not sheet.act.isEnabled()
    assert "white space" in sheet.foot


def test_a_typed_title_is_not_replaced_by_the_first_line(sheet: PasteSheet, qtbot: QtBot) -> None:
    sheet.start(TEXT)
    title = sheet.form.fields["title"]
    title.selectAll()
    QTest.keyClicks(title, "Mine")
    QTest.keyClicks(sheet.text, "New first line. ")
    qtbot.waitUntil(lambda: sheet.note.startswith("11 words"))
    assert title.text() == "Mine"
    QTest.keyClicks(sheet.form.fields["url"], "https://post.example/1")
    article = accepted(sheet, qtbot)
    assert article.metadata.title == "Mine"
    assert article.metadata.url == "https://post.example/1"


def test_a_known_text_is_said_to_be_known(sheet: PasteSheet, ferry_model: ProjectModel) -> None:
    first = next(iter(ferry_model.articles()))
    sheet.start(ferry_model.text(first))
    assert sheet.foot == "This text is in the project already."
    assert sheet.act.isEnabled()


def test_enter_types_a_line_and_ctrl_enter_accepts(sheet: PasteSheet, qtbot: QtBot) -> None:
    sheet.start("Nine died.")
    sheet.text.setFocus()
    QTest.keyClick(sheet.text, Qt.Key.Key_Return)
    assert sheet.text.toPlainText().count("\n") == 1
    with qtbot.waitSignal(sheet.articles_accepted):
        QTest.keyClick(sheet.text, Qt.Key.Key_Return, CONTROL)


def test_esc_closes_from_the_text(sheet: PasteSheet, qtbot: QtBot) -> None:
    sheet.start(TEXT)
    sheet.text.setFocus()
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(sheet.text, Qt.Key.Key_Escape)


def test_markup_on_the_clipboard_stays_plain_text(sheet: PasteSheet) -> None:
    data = QMimeData()
    data.setHtml("<b>Nine</b> died")
    data.setText("Nine died")
    QGuiApplication.clipboard().setMimeData(data)
    sheet.start("")
    sheet.text.paste()
    assert sheet.text.toPlainText() == "Nine died"


@pytest.mark.parametrize("name", THEME_NAMES)
def test_it_takes_every_theme(sheet: PasteSheet, name: str) -> None:
    theme = load_theme(name)
    sheet.start(TEXT)
    sheet.set_theme(theme)
    assert sheet.grab().toImage().pixelColor(3, 60) == theme.colour("panel")
