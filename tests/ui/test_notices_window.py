"""The third-party notices can be opened from About, read and searched."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui import about as about_module
from annotator.ui.about import About, program_versions
from annotator.ui.notices_window import NoticesWindow
from annotator.ui.theme import Theme

TEXT = "Inter\nlicence one\n\n<b>Qt</b>\nlicence two\n"


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> NoticesWindow:
    window = NoticesWindow(TEXT, theme)
    qtbot.addWidget(window)
    return window


def selected(window: NoticesWindow) -> tuple[int, str]:
    cursor = window.page.textCursor()
    return cursor.blockNumber(), cursor.selectedText()


def test_the_text_is_shown_as_it_is_and_cannot_be_changed(window: NoticesWindow) -> None:
    assert window.page.toPlainText() == TEXT
    assert window.page.isReadOnly()


def test_typing_finds_the_first_place_and_return_goes_round(window: NoticesWindow) -> None:
    QTest.keyClicks(window.search, "lice")
    assert selected(window) == (1, "lice")
    QTest.keyClicks(window.search, "nce")
    assert selected(window) == (1, "licence")
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert selected(window) == (4, "licence")
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert selected(window) == (1, "licence")
    QTest.keyClick(window.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert selected(window) == (4, "licence")


def test_words_that_are_nowhere_are_told(window: NoticesWindow) -> None:
    window.search.setText("proprietary")
    assert window.search.accessibleDescription() == "Not found"
    window.search.setText("Qt")
    assert window.search.accessibleDescription() == ""
    assert selected(window) == (3, "Qt")


def test_about_opens_the_notices(qtbot: QtBot, theme: Theme) -> None:
    about = About(program_versions(), theme)
    qtbot.addWidget(about)
    about.notices.click()
    (opened,) = about.findChildren(NoticesWindow)
    assert opened.isVisible()
    text = opened.page.toPlainText()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "SIL OPEN FONT LICENSE" in text


def test_about_says_when_the_notices_are_missing(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> str:
        raise FileNotFoundError("The installation lacks them")

    monkeypatch.setattr(about_module, "third_party_notices", missing)
    about = About(program_versions(), theme)
    qtbot.addWidget(about)
    about.notices.click()
    (opened,) = about.findChildren(NoticesWindow)
    assert "install the program again" in opened.page.toPlainText()
