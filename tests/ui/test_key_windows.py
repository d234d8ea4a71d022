"""Key sheet, key editor, command palette, and the guard of text fields."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextBrowser, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.command_palette import CommandPalette
from annotator.ui.commands import COMMANDS
from annotator.ui.key_editor import KeyEditor
from annotator.ui.key_sheet import KeySheet
from annotator.ui.shortcuts import effective_keys
from annotator.ui.text_field_guard import TextFieldGuard, is_text_field
from annotator.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KEYS = effective_keys(COMMANDS, {})
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_sheet_shows_every_command_that_has_a_key(theme: Theme, qtbot: QtBot) -> None:
    sheet = KeySheet(theme, KEYS)
    qtbot.addWidget(sheet)
    shown = {row.words for row in sheet.shown_rows()}
    expected = {known.text.rstrip("…") for known in COMMANDS if KEYS[known.id]}
    assert shown == expected | {"Leave the field"}
    assert {row.text() for row in sheet.shown_rows()} >= {"Next claim, J", "Undo, Ctrl+Z"}


def test_the_sheet_finds_commands_also_without_a_key(theme: Theme, qtbot: QtBot) -> None:
    sheet = KeySheet(theme, KEYS)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.search.setText("detect")
    assert [row.words for row in sheet.shown_rows()] == [
        "Detect claims again",
        "Cancel detecting or comparing",
    ]
    sheet.search.setText("")
    sheet.set_keys({**KEYS, "next_claim": ("G",), "undo": ()})
    texts = {row.text() for row in sheet.shown_rows()}
    assert "Next claim, G" in texts
    assert not any(text.startswith("Undo") for text in texts)


def test_the_sheet_closes_with_escape_from_everywhere(theme: Theme, qtbot: QtBot) -> None:
    sheet = KeySheet(theme, KEYS)
    qtbot.addWidget(sheet)
    sheet.show()
    for widget in (sheet, sheet.search):
        with qtbot.waitSignal(sheet.closed):
            QTest.keyClick(widget, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("width", "columns"), [(1300, 3), (700, 2), (420, 1)])
def test_the_sheet_uses_as_many_columns_as_fit(
    theme: Theme, qtbot: QtBot, width: int, columns: int
) -> None:
    sheet = KeySheet(theme, KEYS)
    qtbot.addWidget(sheet)
    sheet.resize(max(width, sheet.minimumSizeHint().width()), 500)
    sheet.show()
    lefts = {row.mapTo(sheet, row.rect().topLeft()).x() for row in sheet.shown_rows()}
    assert sheet.width() == width
    assert len(lefts) == columns
    assert all(row.width() <= sheet.width() for row in sheet.shown_rows())


@pytest.fixture
def editor(theme: Theme, qtbot: QtBot) -> KeyEditor:
    editor = KeyEditor({}, theme)
    qtbot.addWidget(editor)
    editor.show()
    return editor


def press(editor: KeyEditor, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(editor.field, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_a_free_key_is_given_at_once(editor: KeyEditor, qtbot: QtBot) -> None:
    editor.select("next_claim")
    editor.change.click()
    with qtbot.waitSignal(editor.keys_changed) as told:
        press(editor, Qt.Key.Key_G)
    assert told.args == [{"next_claim": ("G",)}]
    assert editor.field.isHidden()
    assert "G now runs “Next claim”" in editor.message.text()


def test_a_taken_key_is_refused_by_name(editor: KeyEditor, qtbot: QtBot) -> None:
    editor.select("dismiss")
    editor.change.click()
    with qtbot.assertNotEmitted(editor.keys_changed):
        press(editor, Qt.Key.Key_K)
    assert "K is taken by “Previous claim”" in editor.message.text()
    assert not editor.field.isHidden()
    with qtbot.waitSignal(editor.keys_changed):
        press(editor, Qt.Key.Key_F5, CONTROL)
    assert editor.remaps == {"dismiss": ("Ctrl+F5",)}


def test_tab_can_be_a_key_and_escape_gives_up(editor: KeyEditor, qtbot: QtBot) -> None:
    editor.select("dismiss")
    editor.change.click()
    press(editor, Qt.Key.Key_Tab)
    assert "Other column" in editor.message.text()
    with qtbot.assertNotEmitted(editor.keys_changed):
        press(editor, Qt.Key.Key_Escape)
    assert editor.field.isHidden()
    assert editor.isVisible()


def test_a_further_key_is_added_and_all_can_be_removed(editor: KeyEditor) -> None:
    editor.select("next_claim")
    editor.add.click()
    press(editor, Qt.Key.Key_F5)
    assert editor.remaps == {"next_claim": ("J", "F5")}
    editor.remove.click()
    assert editor.remaps == {"next_claim": ()}
    editor.reset.click()
    assert editor.remaps == {}


def test_a_reset_that_would_conflict_is_refused(editor: KeyEditor) -> None:
    editor.select("next_claim")
    editor.change.click()
    press(editor, Qt.Key.Key_G)
    editor.select("dismiss")
    editor.change.click()
    press(editor, Qt.Key.Key_J)
    assert editor.remaps == {"next_claim": ("G",), "dismiss": ("J",)}

    editor.select("next_claim")
    editor.reset.click()
    assert "Not a claim" in editor.message.text()
    assert editor.remaps["next_claim"] == ("G",)
    editor.reset_all.click()
    assert editor.remaps == {}


def test_shifted_signs_are_one_key_on_every_keyboard(editor: KeyEditor) -> None:
    editor.select("about")
    editor.change.click()
    press(editor, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert editor.remaps == {"about": ("?",)}


def test_the_editor_finds_by_words_and_keys(editor: KeyEditor) -> None:
    editor.search.setText("ctrl+e")
    shown = [
        editor.table.item(row, 0).text()  # type: ignore[union-attr]
        for row in range(editor.table.rowCount())
        if not editor.table.isRowHidden(row)
    ]
    assert shown == ["File: Export"]


class Palette:
    """A window with a field, a palette over it, and the commands that ran."""

    def __init__(self, theme: Theme, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.before = QLineEdit(self.window)
        self.window.resize(900, 600)
        self.window.show()
        self.ran: list[str] = []
        self.actions = {known.id: QAction(known.text) for known in COMMANDS}
        for known, action in self.actions.items():
            action.triggered.connect(lambda _on=False, known=known: self.ran.append(known))
        self.palette = CommandPalette(self.actions, theme, self.window)

    def words(self) -> list[str]:
        rows = range(self.palette.listed.rowCount())
        return [self.palette.listed.command_at(row).id for row in rows]


@pytest.fixture
def palette(theme: Theme, qtbot: QtBot) -> Palette:
    return Palette(theme, qtbot)


def test_the_palette_runs_the_chosen_command(palette: Palette, qtbot: QtBot) -> None:
    palette.before.setFocus()
    qtbot.waitUntil(palette.before.hasFocus)
    palette.palette.open_palette(KEYS)
    qtbot.waitUntil(palette.palette.field.hasFocus)
    QTest.keyClicks(palette.palette.field, "next un")
    with qtbot.waitSignal(palette.palette.command_chosen) as told:
        QTest.keyClick(palette.palette.field, Qt.Key.Key_Return)
    assert told.args == ["next_unreviewed"]
    assert palette.ran == ["next_unreviewed"]
    assert palette.palette.isHidden()
    assert palette.before.hasFocus()


def test_arrows_move_in_the_palette_and_escape_closes_it(palette: Palette, qtbot: QtBot) -> None:
    palette.palette.open_palette(KEYS)
    first = palette.words()
    field, view = palette.palette.field, palette.palette.view
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert view.currentIndex().row() == 1
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert view.currentIndex().row() == len(first) - 1
    with qtbot.waitSignal(palette.palette.closed):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert palette.ran == []


def test_what_cannot_run_is_last_says_why_and_does_not_run(palette: Palette) -> None:
    palette.actions["undo"].setEnabled(False)
    palette.palette.open_palette(KEYS)
    assert palette.words()[-1] == "undo"
    palette.palette.field.setText("undo")
    listed = palette.palette.listed
    spoken = listed.data(listed.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Undo, Nothing to undo, Ctrl+Z"
    QTest.keyClick(palette.palette.field, Qt.Key.Key_Return)
    assert palette.ran == []
    assert palette.palette.isVisible()


def test_an_empty_result_says_so(palette: Palette) -> None:
    palette.palette.open_palette(KEYS)
    palette.palette.field.setText("qqxz")
    assert palette.palette.nothing.isVisible()
    assert not palette.palette.view.isVisible()
    palette.palette.field.setText("")
    assert palette.palette.view.isVisible()


class Guarded:
    """A window with a field, a read-only text, and shortcuts on J, Tab and Ctrl+F."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        column = QVBoxLayout(self.window)
        self.field, self.many = QLineEdit(), QPlainTextEdit()
        self.article = QTextBrowser()
        self.article.setPlainText("The ferry")
        for widget in (self.field, self.many, self.article):
            column.addWidget(widget)
        self.ran: list[str] = []
        for key in ("J", "Tab", "Ctrl+F", "Alt+Shift+Left"):
            action = QAction(key, self.window)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _on=False, key=key: self.ran.append(key))
            self.window.addAction(action)
        self.guard = TextFieldGuard(self.window)
        self.window.show()
        self.window.activateWindow()


@pytest.fixture
def guarded(qtbot: QtBot) -> Guarded:
    return Guarded(qtbot)


def test_letters_are_letters_in_a_field_and_commands_elsewhere(
    guarded: Guarded, qtbot: QtBot
) -> None:
    alt_shift = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    for widget in (guarded.field, guarded.many):
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        QTest.keyClick(widget, Qt.Key.Key_J)
        QTest.keyClick(widget, Qt.Key.Key_Left, alt_shift)
        QTest.keyClick(widget, Qt.Key.Key_F, CONTROL)
    assert guarded.field.text() == "j"
    assert guarded.many.toPlainText() == "j"
    assert guarded.ran == ["Ctrl+F", "Ctrl+F"]

    guarded.article.setFocus()
    qtbot.waitUntil(guarded.article.hasFocus)
    QTest.keyClick(guarded.article, Qt.Key.Key_J)
    QTest.keyClick(guarded.article, Qt.Key.Key_Left, alt_shift)
    assert guarded.ran[2:] == ["J", "Alt+Shift+Left"]


def test_tab_leaves_a_field_instead_of_running_a_command(guarded: Guarded, qtbot: QtBot) -> None:
    guarded.field.setFocus()
    qtbot.waitUntil(guarded.field.hasFocus)
    QTest.keyClick(guarded.field, Qt.Key.Key_Tab)
    assert guarded.ran == []
    assert guarded.many.hasFocus()


def test_a_read_only_text_is_no_text_field(guarded: Guarded) -> None:
    assert is_text_field(guarded.field)
    assert not is_text_field(guarded.article)
    guarded.many.setReadOnly(True)
    assert not is_text_field(guarded.many)
    assert not is_text_field(None)


def test_keys_can_be_changed_without_leaving_the_search(theme: Theme, qtbot: QtBot) -> None:
    editor = KeyEditor({}, theme)
    qtbot.addWidget(editor)
    editor.show()
    editor.search.setText("claim panel")
    assert editor.selected == "toggle_panel"
    QTest.keyClick(editor.search, Qt.Key.Key_Return)
    assert not editor.field.isHidden()
    QTest.keyClick(editor.field, Qt.Key.Key_F4)
    assert editor.remaps == {"toggle_panel": ("F4",)}
    editor.search.setText("undo and redo of nothing")
    assert (editor.selected, editor.change.isEnabled()) == ("", False)
    editor.search.setText("unreviewed")
    first = editor.selected
    QTest.keyClick(editor.search, Qt.Key.Key_Down)
    assert (first, editor.selected) == ("next_unreviewed", "previous_unreviewed")
