"""The main window: importing, verdicts by key, undo, and what the screen says about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.domain.claim import ClaimState
from annotator.domain.errors import NotSaved
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services.project import open_project
from annotator.services.settings import Settings
from annotator.ui import project_model

Windows = Any
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_first_start_shows_three_ways_in_and_disables_what_needs_articles(windows: Windows) -> None:
    window = windows.open(Settings())
    assert window.parts.start_page.isVisible()
    assert not window.parts.claim_panel.isVisible()
    assert window.actions_["open_files"].isEnabled()
    for command_id in ("next_claim", "verdict_verified", "find", "undo"):
        assert not window.actions_[command_id].isEnabled()
    assert window.model.project is None


def test_importing_makes_a_default_project_and_lays_the_articles_out(windows: Windows) -> None:
    window = windows.open()
    windows.bring_in(window, 1, 2)
    assert window.model.project.path.name == "My articles.fact"
    assert len(window.articles.ids) == 2
    assert window.parts.desk.isVisible()
    assert not window.parts.start_page.isVisible()


def test_a_default_project_never_takes_the_place_of_another_file(windows: Windows) -> None:
    first = windows.with_articles(1)
    path = first.model.project.path
    windows.close(first)
    before = path.read_bytes()
    second = windows.open()
    windows.bring_in(second, 2)
    assert second.model.project.path.name == "My articles 2.fact"
    assert path.read_bytes() == before


def test_candidates_appear_when_an_article_is_detected(windows: Windows) -> None:
    window = windows.open()
    windows.bring_in(window, 1)
    assert not windows.claims(window)
    windows.detect(window)
    # Six candidates from 0.9 down to 0.4; the usual sensitivity hides the last one.
    assert [claim.check_worthiness for claim in windows.claims(window)] == [0.9, 0.8, 0.7, 0.6, 0.5]


def test_j_and_k_step_through_the_active_column_only(windows: Windows) -> None:
    window = windows.with_articles(2)
    first = windows.claims(window, 1)
    windows.press(window, "j", "j", "j")
    assert window.model.current.id == first[2].id
    windows.press(window, "k")
    assert window.model.current.id == first[1].id
    windows.press(window, *"jjjjjjj")
    assert window.model.current.id == first[-1].id


def test_n_goes_over_all_columns_and_round(windows: Windows) -> None:
    window = windows.with_articles(2)
    order = [claim.id for number in (1, 2) for claim in windows.claims(window, number)]
    seen = []
    for _ in order:
        windows.press(window, "n")
        seen.append(window.model.current.id)
    assert seen == order
    windows.press(window, "n")
    assert window.model.current.id == order[0]


def test_n_says_when_nothing_is_marked(windows: Windows) -> None:
    window = windows.with_articles(1)
    for claim in windows.claims(window):
        window.model.dismiss(claim.id)
    told = []
    window.steps.stopped.connect(told.append)
    windows.press(window, "n")
    assert told == ["No claim is marked on the desk"]


def test_a_verdict_is_in_the_file_and_the_next_claim_is_current(windows: Windows) -> None:
    window = windows.with_articles(2)
    ids = [claim.id for claim in windows.claims(window)]
    windows.press(window, "j", "1", "2", "3")
    assert window.model.current.id == ids[3]
    path = window.model.project.path
    other = open_project(path, "somebody", path.parent / "backups", read_only=True)
    given = [other.claim(claim_id) for claim_id in ids[:3]]
    other.close()
    assert [claim.verdict for claim in given] == list(Verdict)
    assert {claim.reviewer for claim in given} == {"Ada"}


def test_going_on_can_be_switched_off(windows: Windows) -> None:
    window = windows.with_articles(1, Settings(reviewer_name="Ada", goes_on=False))
    windows.press(window, "j", "1")
    assert window.model.current.verdict is Verdict.VERIFIED


def test_withdraw_dismiss_and_bring_back_by_key(windows: Windows) -> None:
    window = windows.with_articles(1, Settings(reviewer_name="Ada", goes_on=False))
    windows.press(window, "j", "1", "0")
    assert window.model.current.verdict is None
    windows.press(window, "x")
    assert window.model.current.state is ClaimState.DISMISSED
    assert "not a claim" in window.parts.claim_panel.summary.reasons
    assert not window.actions_["verdict_verified"].isEnabled()
    window.commands.run("bring_back")
    assert window.model.current.state is ClaimState.OPEN


def test_undo_is_named_and_brings_the_claim_back_into_view(windows: Windows) -> None:
    window = windows.with_articles(2)
    windows.press(window, "j", "2")
    decided = windows.claims(window)[0]
    assert window.actions_["undo"].text().startswith("Undo Disputed “Outlet 1 says")
    windows.press(window, "n", "n", "n", "n")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, CONTROL)
    assert window.model.current.id == decided.id
    assert window.model.current.verdict is None
    assert window.actions_["redo"].text().startswith("Redo Disputed")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert window.model.claim(decided.id).verdict is Verdict.DISPUTED


def test_the_status_line_says_what_was_taken_back_and_done_again(windows: Windows) -> None:
    window = windows.with_articles(1)
    saved = window.parts.status_line._saved
    windows.press(window, "j", "2")
    assert "· Disputed “" in saved.accessibleName()
    window.commands.run("undo")
    assert "· Undid: Disputed “" in saved.accessibleName()
    window.commands.run("redo")
    assert "· Redid: Disputed “" in saved.accessibleName()


def test_letters_are_letters_in_text_fields(windows: Windows, qtbot: QtBot) -> None:
    window = windows.with_articles(1)
    windows.press(window, "j")
    current = window.model.current
    windows.press(window, "r")
    field = window.focusWidget()
    QTest.keyClicks(field, "1 jnx 23")
    assert field.toPlainText() == "1 jnx 23"
    assert window.model.current.id == current.id
    assert window.model.current.verdict is None
    QTest.keyClick(field, Qt.Key.Key_F, CONTROL)
    search = window.parts.tool_bar.find_field
    qtbot.waitUntil(search.hasFocus)
    QTest.keyClicks(search, "x1")
    assert search.text() == "x1"
    assert window.model.claim(current.id).verdict is None


def test_the_name_is_asked_before_the_first_act_and_the_act_is_done_then(
    windows: Windows, qtbot: QtBot
) -> None:
    window = windows.with_articles(1, Settings())
    windows.press(window, "j")
    assert not window.parts.reviewer_prompt.isVisible()
    windows.press(window, "1")
    prompt = window.parts.reviewer_prompt
    assert prompt.isVisible()
    assert prompt.field.text()
    first = windows.claims(window)[0]
    assert first.verdict is None
    prompt.field.setText("M. Krause")
    QTest.keyClick(prompt.field, Qt.Key.Key_Return)
    assert not prompt.isVisible()
    decided = window.model.claim(first.id)
    assert (decided.verdict, decided.reviewer) == (Verdict.VERIFIED, "M. Krause")
    assert window.preferences.settings.reviewer_name == "M. Krause"
    windows.press(window, "2")
    assert not prompt.isVisible()


def test_giving_no_name_does_not_do_the_act(windows: Windows) -> None:
    window = windows.with_articles(1, Settings())
    windows.press(window, "j", "1")
    QTest.keyClick(window.parts.reviewer_prompt.field, Qt.Key.Key_Escape)
    assert all(claim.verdict is None for claim in windows.claims(window))


def test_a_selection_becomes_a_claim_that_can_be_trimmed_split_and_merged(windows: Windows) -> None:
    window = windows.with_articles(1)
    article_id = window.parts.desk.active_article_id
    text = window.model.text(article_id)
    start = text.index("were aboard the ferry")
    view = window.parts.desk.active_column().view
    cursor = view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len("were aboard the ferry"), cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    windows.press(window, "a")
    made = window.model.current
    assert made.quote == "were aboard the ferry"
    window.commands.run("extend_end")
    assert window.model.current.quote == "were aboard the ferry in"
    window.commands.run("trim_start")
    assert window.model.current.quote == "aboard the ferry in"
    cursor = view.textCursor()
    cursor.setPosition(text.index("ferry"))
    view.setTextCursor(cursor)
    windows.press(window, "s")
    assert window.model.claim(made.id).quote == "aboard the"
    windows.press(window, "m")
    assert window.model.claim(made.id).quote == "aboard the ferry in"
    for _ in range(5):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Z, CONTROL)
    assert window.model.claim(made.id).state is ClaimState.REMOVED
    assert window.model.claim(made.id).span == Span(start, start + len("were aboard the ferry"))


def test_an_act_that_cannot_be_saved_changes_nothing_on_screen(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = windows.with_articles(1)
    windows.press(window, "j")
    current = window.model.current
    fault = NotSaved("The disk is full.", "The last act was not saved.", "Free some space.")

    def refuse(*_args: object) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(project_model.review, "decide", refuse)
        windows.press(window, "1")
    assert window.model.current == current
    assert window.parts.banner.errors == (fault,)
    window.parts.banner.close_newest()
    assert window.parts.banner.errors == (fault,), "it stays until a save works"
    windows.press(window, "1")
    assert window.parts.banner.errors == ()
    assert window.model.claim(current.id).verdict is Verdict.VERIFIED


def test_a_seventh_article_is_refused_with_words(windows: Windows) -> None:
    window = windows.with_articles(7)
    assert len(window.articles.ids) == 6
    seventh = list(window.model.articles())[6]
    window.parts.articles_panel.desk_toggled.emit(seventh, True)
    assert seventh not in window.articles.ids
    assert "The desk holds 6 articles." in [error.what for error in window.parts.banner.errors]


def test_sensitivity_changes_what_shows_at_once(windows: Windows) -> None:
    window = windows.with_articles(1)
    column = window.parts.desk.active_column()
    assert len(column.view.marks) == 5
    window.parts.sensitivity.slider.setValue(window.parts.sensitivity.slider.maximum())
    assert len(column.view.marks) == 6
    window.commands.run("sensitivity_down")
    window.parts.sensitivity.slider.setValue(4)
    assert len(column.view.marks) == 2
    assert window.model.progress().total == 2


def test_dropped_files_come_in(windows: Windows, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "ferry.txt"
    file.write_text("Ferry runs aground\n\nNine people died on Friday.", encoding="utf-8")
    window = windows.open()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: len(window.articles.ids) == 1)
    (article,) = window.model.articles().values()
    assert article.source.name == "ferry.txt"


def test_files_of_the_command_line_come_in_and_refusals_are_told(
    windows: Windows, qtbot: QtBot, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Nine people died on Friday.", encoding="utf-8")
    bad.write_bytes(b"\x00\x01\x02\x03" * 50)
    window = windows.open()
    told: list[str] = []
    window.importing.told.connect(told.append)
    window.importing.bring_in([good, bad], at_once=True)
    qtbot.waitUntil(lambda: len(window.articles.ids) == 1)
    assert told == ["1 article came in, read as Unicode (UTF-8)"]
    assert len(window.parts.banner.errors) == 1
    assert "bad.txt" in window.parts.banner.errors[0].what


def test_a_click_on_a_row_of_the_table_goes_to_the_article(windows: Windows) -> None:
    window = windows.with_articles(3)
    third = windows.claims(window, 3)[1]
    window.parts.claim_table.claim_chosen.emit(third.id)
    assert window.model.current.id == third.id
    assert window.parts.desk.active_article_id == third.article_id


def test_other_column_is_tab_and_stepping_goes_on_where_it_was_left(windows: Windows) -> None:
    window = windows.with_articles(2)
    windows.press(window, "j", "j", "Tab")
    assert window.parts.desk.active_article_id == list(window.model.articles())[1]
    windows.press(window, "j")
    assert window.model.current.id == windows.claims(window, 2)[0].id
    windows.press(window, "Tab", "j")
    assert window.model.current.id == windows.claims(window, 1)[2].id


def test_a_wheel_with_ctrl_zooms_all_columns(windows: Windows) -> None:
    window = windows.with_articles(2)
    at = QPointF(400, 300)
    # Columns leave such a wheel to the window; Qt passes on only real ones by itself.
    turn = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CONTROL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(window, turn)
    assert window.preferences.settings.article_zoom == 110
    assert [column.view.zoom for column in window.parts.desk.columns()] == [1.1, 1.1]


def test_removing_an_article_can_be_undone(windows: Windows) -> None:
    window = windows.with_articles(2)
    windows.press(window, "j", "1")
    gone = window.parts.desk.active_article_id
    window.commands.run("remove_article")
    assert gone not in window.articles.ids
    window.commands.run("undo")
    assert gone in window.model.articles()
    assert window.model.shown_claims(gone)[0].verdict is Verdict.VERIFIED


def test_the_import_sheet_leaves_the_side_panels_their_widths(
    windows: Windows, qtbot: QtBot, tmp_path: Path
) -> None:
    window = windows.open(width=1140)
    windows.bring_in(window, 1)
    before = window.parts.sides.sizes()
    file = tmp_path / "a.txt"
    file.write_text("Ten people died.", "utf-8")
    room = window.parts.middle.minimumSizeHint().width()
    window.sheets.look_at([file])
    sheet = window.sheets.open_sheet
    qtbot.waitUntil(lambda: not sheet.is_reading and sheet.details.preview.isVisible())
    assert window.parts.sides.sizes() == before
    assert sheet.minimumSizeHint().width() <= room


def test_context_menus_open_for_a_claim_and_an_article(windows: Windows) -> None:
    window = windows.with_articles(1)
    article_id, claim = window.articles.ids[0], windows.claims(window)[0]
    for act in (
        lambda: window.menus.open_for_place(article_id, claim.id, QPoint(10, 10)),
        lambda: window.menus.open_for_article(article_id, QPoint(10, 10)),
    ):
        act()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        words = [action.text() for action in menu.actions()]
        assert "Take off the desk" in words
        link = window.actions_["add_link"].text()
        assert (link in words) is any("Not a claim" in one for one in words)
        menu.close()
    assert window.model.current.id == claim.id


def test_parts_that_the_start_page_hides_are_not_offered(windows: Windows, qtbot: QtBot) -> None:
    window = windows.open()
    toggles = [window.actions_[f"toggle_{part}"] for part in ("articles", "claims", "panel")]
    assert not any(action.isEnabled() for action in toggles)
    # What cannot be pressed is not drawn as pressed.
    button = window.parts.tool_bar.button("toggle_articles")
    pressed = window.appearance.theme.colour("pressed")
    assert button.grab().toImage().pixelColor(3, button.height() // 2) != pressed
    windows.bring_in(window, 1)
    qtbot.waitUntil(lambda: all(action.isEnabled() for action in toggles))
    assert button.grab().toImage().pixelColor(3, button.height() // 2) == pressed
