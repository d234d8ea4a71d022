"""Tool bar, dock tabs, banner, status line and start page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.domain.errors import ReportedError
from annotator.domain.progress import Progress
from annotator.ui.banner import Banner
from annotator.ui.command_button import CommandButton
from annotator.ui.commands import COMMANDS
from annotator.ui.dock_tabs import DockTabs
from annotator.ui.fonts import set_chrome_font
from annotator.ui.shortcuts import effective_keys
from annotator.ui.start_page import StartPage
from annotator.ui.status_line import StatusLine
from annotator.ui.theme import Theme, load_theme
from annotator.ui.tool_bar import ToolBar

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KEYS = effective_keys(COMMANDS, {})


def tool_bar(theme: Theme, qtbot: QtBot) -> tuple[ToolBar, dict[str, QAction]]:
    actions = {known.id: QAction(known.text) for known in COMMANDS}
    bar = ToolBar(actions, theme, KEYS)
    qtbot.addWidget(bar)
    bar.show()
    return bar, actions


def test_the_tool_bar_drops_buttons_then_keys_and_never_a_word(chrome: Theme, qtbot: QtBot) -> None:
    bar, _actions = tool_bar(chrome, qtbot)
    previous, unreviewed = bar.button("previous_claim"), bar.button("next_unreviewed")

    bar.resize(1440, 44)
    wide = unreviewed.sizeHint().width()
    assert not previous.isHidden()
    bar.resize(bar.sizeHint().width() - 1, 44)
    assert previous.isHidden()
    assert bar.button("next_claim").isHidden()
    assert unreviewed.sizeHint().width() == wide
    bar.resize(bar.minimumSizeHint())
    assert unreviewed.sizeHint().width() < wide
    assert not unreviewed.isHidden()
    bar.resize(1440, 44)
    assert not previous.isHidden()
    assert unreviewed.sizeHint().width() == wide


def test_at_1280_every_word_is_there_also_with_large_text(
    chrome: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    for scale in (1.0, 1.25):
        set_chrome_font(qapp, scale)
        bar, _actions = tool_bar(chrome, qtbot)
        assert bar.minimumSizeHint().width() <= 1280
    set_chrome_font(qapp)


def test_tool_buttons_run_their_commands_and_show_remapped_keys(
    chrome: Theme, qtbot: QtBot
) -> None:
    bar, actions = tool_bar(chrome, qtbot)
    ran: list[str] = []
    actions["undo"].triggered.connect(lambda: ran.append("undo"))
    QTest.mouseClick(bar.button("undo"), Qt.MouseButton.LeftButton)
    bar.set_keys({**KEYS, "next_unreviewed": ("G",)})
    assert ran == ["undo"]
    assert "(G)" in bar.button("next_unreviewed").toolTip()


def test_the_find_field_follows_its_command(chrome: Theme, qtbot: QtBot) -> None:
    bar, actions = tool_bar(chrome, qtbot)
    actions["find"].setEnabled(False)
    assert not bar.find_field.isEnabled()
    actions["find"].setEnabled(True)
    assert bar.find_field.isEnabled()


def test_the_find_field_is_wide_while_it_holds_words(chrome: Theme, qtbot: QtBot) -> None:
    bar, _actions = tool_bar(chrome, qtbot)
    bar.resize(1280, 44)
    buttons = [button for button in bar.findChildren(CommandButton) if button.isVisible()]
    empty = bar.find_field.width()
    bar.find_field.setText("aboard the ferry")
    bar.find_field.set_remark("4 of 28")
    words = bar.find_field.fontMetrics().horizontalAdvance("aboard")
    margins = bar.find_field.textMargins()
    assert bar.find_field.width() > empty
    assert bar.find_field.width() - margins.left() - margins.right() > 1.4 * words
    assert [b for b in bar.findChildren(CommandButton) if b.isVisible()] == buttons
    bar.resize(bar.minimumSizeHint())
    assert bar.find_field.width() == empty
    bar.find_field.clear()
    bar.resize(1280, 44)
    assert bar.find_field.width() == empty


def error(what: str) -> ReportedError:
    return ReportedError(what, "Nothing was imported.", "Choose another file.", "trace")


def test_the_banner_shows_the_newest_and_counts_the_others(chrome: Theme, qtbot: QtBot) -> None:
    banner = Banner(chrome)
    qtbot.addWidget(banner)
    assert banner.isHidden()
    for what in ("One.", "Two.", "Three.", "Two."):
        banner.show_error(error(what))

    assert banner.isVisible()
    assert [shown.what for shown in banner.errors] == ["One.", "Three.", "Two."]
    assert "Two. Nothing was imported." in banner.accessibleName()
    labels = [label.text() for label in banner.findChildren(QLabel)]
    assert "2 more" in labels
    details = banner.findChild(QPlainTextEdit)
    assert details is not None
    told = [words.splitlines()[0] for words in details.toPlainText().split("\n\n")]
    assert told == ["Two.", "Three.", "One."]

    banner.close_newest()
    banner.close_newest()
    assert "One." in banner.accessibleName()
    with qtbot.waitSignal(banner.all_closed):
        banner.close_newest()
    assert banner.isHidden()


def test_an_error_that_no_longer_holds_is_withdrawn(chrome: Theme, qtbot: QtBot) -> None:
    banner = Banner(chrome)
    qtbot.addWidget(banner)
    banner.show_error(error("Not saved."), key="saving")
    banner.show_error(error("Not saved again."), key="saving")
    assert len(banner.errors) == 1
    banner.withdraw("saving")
    assert banner.isHidden()


def test_the_details_are_plain_text_and_can_be_hidden(chrome: Theme, qtbot: QtBot) -> None:
    banner = Banner(chrome)
    qtbot.addWidget(banner)
    banner.show_error(error("Could not read <b>x</b>."), "warning")
    show = next(b for b in banner.findChildren(QPushButton) if "details" in b.text())
    low = banner.sizeHint().height()
    show.click()
    assert show.text() == "Hide details"
    assert "Could not read <b>x</b>.\nNothing was imported." in banner._details.toPlainText()
    assert "trace" in banner._details.toPlainText()
    assert banner.sizeHint().height() > low
    show.click()
    assert show.text() == "Show details"
    assert banner.accessibleName().startswith("Warning: Could not read")


def test_the_status_line_tells_progress_in_words(chrome: Theme, qtbot: QtBot) -> None:
    line = StatusLine(chrome)
    qtbot.addWidget(line)
    line.resize(1200, 28)
    line.show()
    line.set_progress(Progress(136, 26, 9, 6, 1))

    names = {part.accessibleName() for part in line.findChildren(object) if hasattr(
        part, "accessibleName")}  # fmt: skip
    assert "41 of 136 reviewed" in names
    assert "Reviewed: 41 of 136" in names
    assert "26 verified, 9 disputed, 6 unsupported" in names
    assert line._dismissed.text() == "1 not a claim"
    line.set_progress(Progress(0))
    assert line._dismissed.isHidden()
    line.set_progress(None)
    assert line._bar.isHidden()
    assert line._reviewed.accessibleName() == "No articles yet"


def test_a_detection_can_be_cancelled_while_it_runs(chrome: Theme, qtbot: QtBot) -> None:
    line = StatusLine(chrome)
    qtbot.addWidget(line)
    line.show()
    assert line._cancel.isHidden()
    line.set_detection("Detecting claims: 4 of 5 articles", 4, 5)
    assert line._detecting.text() == "Detecting claims: 4 of 5 articles"
    with qtbot.waitSignal(line.cancel_asked):
        line._cancel.click()
    line.set_detection(None)
    assert line._cancel.isHidden()


def test_saved_and_not_saved_look_and_read_differently(chrome: Theme, qtbot: QtBot) -> None:
    line = StatusLine(chrome)
    qtbot.addWidget(line)
    line.set_saved("Saved 14:33 · disputed “<b>x</b>”")
    good = line._saved_icon.pixmap().toImage()
    assert line._saved.accessibleName() == "Saved 14:33 · disputed “<b>x</b>”"
    line.set_saved("Not saved", good=False)
    assert line._saved_icon.pixmap().toImage() != good
    line.set_hint("Press F1 for all keys")
    assert line._saved_icon.isHidden()


def test_reviewer_and_zoom_are_buttons(chrome: Theme, qtbot: QtBot) -> None:
    line = StatusLine(chrome)
    qtbot.addWidget(line)
    line.set_reviewer("A & B")
    line.set_zoom(120)
    assert line._reviewer.text() == "A && B"
    assert line._zoom.text() == "120%"
    with qtbot.waitSignal(line.reviewer_asked):
        line._reviewer.click()
    with qtbot.waitSignal(line.zoom_asked):
        line._zoom.click()
    line.set_reviewer("")
    assert line._reviewer.text() == "Who reviews?"


def test_the_status_line_fits_1280_while_detecting(chrome: Theme, qtbot: QtBot) -> None:
    line = StatusLine(chrome)
    qtbot.addWidget(line)
    line.set_progress(Progress(1360, 260, 90, 60, 10))
    line.set_reviewer("Maximiliane Krause-Winterfeldt of the desk")
    line.set_detection("Detecting claims: 14 of 25 articles", 14, 25)
    line.set_saved("Saved 14:33 · disputed “" + "a very long quote " * 20 + "”")
    assert line.minimumSizeHint().width() <= 1280


def test_the_start_page_offers_three_ways(chrome: Theme, qtbot: QtBot) -> None:
    page = StartPage(chrome)
    qtbot.addWidget(page)
    page.set_keys(KEYS)
    page.resize(1280, 700)
    page.show()
    qtbot.waitUntil(page.open_card.hasFocus)
    with qtbot.waitSignal(page.open_clicked):
        QTest.keyClick(page.open_card, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.paste_clicked):
        QTest.mouseClick(page.paste_card, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.sample_clicked):
        page.sample_card.click()
    assert "Key Ctrl+O" in page.open_card.accessibleDescription()
    heights = {card.height() for card in (page.open_card, page.paste_card, page.sample_card)}
    assert len(heights) == 1


def test_recent_projects_are_listed_and_opened(chrome: Theme, qtbot: QtBot) -> None:
    page = StartPage(chrome)
    qtbot.addWidget(page)
    page.show()
    assert page.recent_rows == ()
    page.set_recent([f"/home/ann/Fact Annotator/Ferry {n}.fact" for n in range(9)])
    assert len(page.recent_rows) == 5
    with qtbot.waitSignal(page.recent_clicked) as told:
        QTest.mouseClick(page.recent_rows[1], Qt.MouseButton.LeftButton)
    assert told.args == ["/home/ann/Fact Annotator/Ferry 1.fact"]
    assert page.recent_rows[1].accessibleName() == "Open Ferry 1"
    page.set_recent([])
    assert page.recent_rows == ()


@pytest.mark.parametrize("name", ["dark", "high_contrast"])
def test_chrome_changes_its_theme(chrome: Theme, qtbot: QtBot, name: str) -> None:
    bar, _actions = tool_bar(chrome, qtbot)
    line, page, tabs = StatusLine(chrome), StartPage(chrome), DockTabs(chrome)
    other = load_theme(name)
    grounds = ((bar, "window"), (line, "window"), (tabs, "panel"), (page, "paper"))
    for widget, ground in grounds:
        qtbot.addWidget(widget)
        widget.resize(900, max(28, widget.minimumSizeHint().height()))
        widget.set_theme(other)
        middle = widget.grab().toImage().pixelColor(4, widget.height() // 2)
        assert middle == other.colour(ground)


def test_painted_buttons_are_buttons_to_assistive_technology(chrome: Theme, qtbot: QtBot) -> None:
    bar, _actions = tool_bar(chrome, qtbot)
    seen = QAccessible.queryAccessibleInterface(bar.button("undo"))
    assert seen.role() == QAccessible.Role.Button
    assert seen.text(QAccessible.Text.Name) == "Undo"


def test_cancelling_the_detection_leaves_the_keyboard_where_it_is(
    chrome: Theme, qtbot: QtBot
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    article, line = QLineEdit(), StatusLine(chrome)
    column.addWidget(article)
    column.addWidget(line)
    line.cancel_asked.connect(lambda: line.set_detection(None))
    line.set_detection("Detecting claims: 1 of 2 articles", 1, 2)
    holder.show()
    qtbot.waitUntil(holder.isActiveWindow)
    article.setFocus()
    (cancel,) = [one for one in line.findChildren(QPushButton) if one.text() == "Cancel"]
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert cancel.isHidden()
    assert article.hasFocus()
