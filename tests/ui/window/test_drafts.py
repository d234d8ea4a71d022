"""Words that were typed and not saved when the program was killed, at the next start."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from annotator.services.settings import Settings
from annotator.ui.justification_field import JustificationField
from annotator.ui.main_window import MainWindow

from .conftest import WindowMaterial


def _killed_while_typing(windows: WindowMaterial) -> tuple[int, Settings]:
    """The claim whose words were not saved, and the settings of the next start."""
    window = windows.with_articles(1)
    windows.press(window, "j")
    claim = window.model.current
    assert claim is not None
    project = window.model.project
    assert project is not None
    window.state.keep()
    # A running program keeps the words like this; the window that closes has none of its own.
    project.keep_view_state({"drafts": {str(claim.id): "half a sen"}, "current": claim.id})
    settings = windows.close(window)
    return claim.id, replace(settings, reviewer_name="")


def _field(window: MainWindow) -> JustificationField:
    (field,) = window.findChildren(JustificationField)
    return field


def test_a_start_with_a_draft_asks_for_no_name(windows: WindowMaterial, qtbot: QtBot) -> None:
    claim_id, settings = _killed_while_typing(windows)
    window = windows.open(settings)
    windows.detect(window)
    prompt = window.parts.reviewer_prompt
    assert not prompt.isVisible()
    assert _field(window).toPlainText() == "half a sen"
    unsaved = [w for w in window.findChildren(QLabel) if w.text() == "Not saved yet"]
    assert [label.isVisible() for label in unsaved] == [True]
    window.focus_desk()
    windows.press(window, "j")
    assert window.model.current is not None
    assert window.model.current.id != claim_id, "a letter is a command, not a part of a name"
    assert prompt.isVisible(), "going on is an act of the person"
    QTest.keyClick(prompt.field, Qt.Key.Key_Return)
    saved = window.model.claim(claim_id)
    assert saved is not None
    assert saved.justification == "half a sen"


def test_ctrl_return_saves_a_draft(windows: WindowMaterial) -> None:
    claim_id, settings = _killed_while_typing(windows)
    window = windows.open(replace(settings, reviewer_name="Ada"))
    before = window.model.claim(claim_id)
    assert before is not None
    assert before.justification == "", "nobody has said yet that these words are done"
    window.parts.claim_panel.focus_justification()
    QTest.keyClick(_field(window), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    saved = window.model.claim(claim_id)
    assert saved is not None
    assert saved.justification == "half a sen"
