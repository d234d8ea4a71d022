"""The main window and its project: coming back, read-only, recent ones, copies, detection."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.domain.errors import DetectionFailed
from annotator.domain.verdict import Verdict
from annotator.services import places
from annotator.services.project import open_project
from annotator.services.reading import pasted_article
from annotator.services.settings import Settings, read_settings
from annotator.storage.backup import backups_in
from annotator.ui.start_card import StartCard

Windows = Any
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_everything_comes_back_at_the_next_start(windows: Windows, qtbot: QtBot) -> None:
    window = windows.with_articles(4)
    ids = list(window.model.articles())
    window.articles.remove(ids[1])
    window.parts.desk.set_active(ids[2])
    windows.press(window, "n", "n", "1", "n")
    window.parts.sensitivity.slider.setValue(16)
    column = window.parts.desk.column(ids[0])
    column.restore_scroll(200)
    scrolled = column.scroll_position()
    current = window.model.current.id
    settings = windows.close(window)
    again = windows.open(settings)
    assert again.articles.ids == [ids[0], ids[2], ids[3]]
    assert again.parts.desk.active_article_id == ids[2]
    assert again.model.current.id == current
    home = again.model.current.article_id
    assert again.parts.desk.column(home).view.current == current
    assert again.model.threshold == pytest.approx(0.2)
    qtbot.waitUntil(lambda: again.parts.desk.column(ids[0]).scroll_position() == scrolled)
    assert again.model.progress().verified == 1


def test_the_keyboard_begins_in_the_active_column(windows: Windows) -> None:
    window = windows.with_articles(3)
    ids = window.articles.ids
    window.parts.desk.set_active(ids[1])
    again = windows.open(windows.close(window))
    assert again.focusWidget() is again.parts.desk.column(ids[1]).view
    windows.press(again, "j")
    assert again.model.current.article_id == ids[1]


def test_the_keyboard_does_not_stay_on_the_start_page(windows: Windows) -> None:
    """As at a start with a project: the page had it before there were articles."""
    window = windows.with_articles(2)
    window.hide()
    card = window.parts.start_page.findChild(StartCard)
    card.setFocus()
    assert window.focusWidget() is card
    window.show()
    assert window.focusWidget() is window.parts.desk.active_column().view


def test_a_project_that_is_opened_takes_the_keyboard_from_the_start_page(windows: Windows) -> None:
    former = windows.with_articles(2)
    path = former.model.project.path
    windows.close(former)
    window = windows.open(Settings())
    window.parts.start_page.findChild(StartCard).setFocus()
    window.session.open(path)
    assert window.focusWidget() is window.parts.desk.active_column().view


def test_the_keyboard_begins_on_the_first_card_without_articles(windows: Windows) -> None:
    window = windows.open()
    assert window.focusWidget() is window.parts.start_page.open_card


def test_an_import_that_is_done_again_gives_the_keyboard_to_a_column(
    windows: Any, qtbot: QtBot
) -> None:
    window = windows.with_articles(2)
    laid = window.articles.ids
    while window.model.articles():
        assert window.model.undo()
    assert window.parts.start_page.isAncestorOf(window.focusWidget())
    while window.model.undo_state().redo:
        assert window.model.redo()
    qtbot.waitUntil(lambda: window.articles.ids == laid)
    desk = window.parts.desk
    qtbot.waitUntil(lambda: window.focusWidget() is desk.active_column().view)


def test_undo_works_after_a_restart(windows: Windows) -> None:
    window = windows.with_articles(1)
    windows.press(window, "j", "2")
    settings = windows.close(window)
    again = windows.open(settings)
    assert again.actions_["undo"].text().startswith("Undo Disputed")
    again.commands.run("undo")
    assert again.model.progress().reviewed == 0
    assert again.model.current.id == windows.claims(again)[0].id


def test_settings_are_on_disk_soon_without_closing(windows: Windows, qtbot: QtBot) -> None:
    window = windows.open()
    window.commands.run("theme_dark")
    window.commands.run("zoom_in")
    assert window.appearance.theme.name == "dark"

    def kept() -> bool:
        settings, _ = read_settings(places.settings_path())
        return settings.theme == "dark" and settings.article_zoom == 110

    qtbot.waitUntil(kept)


def test_a_missing_last_project_is_told_and_the_start_page_shows(
    windows: Windows, tmp_path: Path
) -> None:
    gone = str(tmp_path / "gone.fact")
    window = windows.open(Settings(last_project=gone, recent_projects=(gone,)))
    assert "gone.fact" in window.parts.banner.errors[0].what
    assert window.parts.start_page.isVisible()
    assert window.preferences.settings.recent_projects == ()


def test_a_damaged_last_project_is_told_and_left_alone(windows: Windows, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.fact"
    damaged.write_bytes(b"no database at all" * 20)
    before = damaged.read_bytes()
    window = windows.open(Settings(last_project=str(damaged)))
    assert len(window.parts.banner.errors) == 1
    assert window.parts.start_page.isVisible()
    assert damaged.read_bytes() == before


def test_a_second_window_reads_and_says_who_writes(windows: Windows) -> None:
    first = windows.with_articles(2)
    windows.press(first, "j", "1")
    first.preferences.keep()
    second = windows.open(first.preferences.settings)
    assert second.parts.notice.isVisible()
    assert second.parts.notice.words.startswith("Read-only.")
    assert "recorded: " in second.parts.notice.words
    assert "process" in second.parts.notice.words
    assert second.model.progress().verified == 1
    windows.press(second, "j")
    for command_id in ("verdict_verified", "dismiss", "add_claim", "undo", "detect", "justify"):
        assert not second.actions_[command_id].isEnabled()
    windows.press(second, "1")
    assert second.model.progress().verified == 1
    windows.close(first)
    again = next(
        button for button in second.parts.notice.findChildren(QPushButton)
        if button.text() == "Try again"
    )  # fmt: skip
    again.click()
    assert second.model.can_write
    assert not second.parts.notice.isVisible()
    assert second.actions_["undo"].isEnabled()


def test_new_and_recent_projects(windows: Windows, tmp_path: Path) -> None:
    window = windows.with_articles(1)
    first = window.model.project.path
    assert window.session.create(tmp_path / "other.fact")
    assert window.parts.start_page.isVisible()
    assert window.menus.recent_paths() == [str(first)]
    window.menus.open_recent(str(first))
    assert window.model.project.path == first
    assert len(window.articles.ids) == 1
    assert not window.session.create(first)
    assert "is there already" in window.parts.banner.errors[-1].what


def test_a_project_opens_however_its_ending_is_written(windows: Windows, tmp_path: Path) -> None:
    window = windows.with_articles(1)
    loud = tmp_path / "LOUD.FACT"
    shutil.copy(window.model.project.path, loud)
    window.importing.bring_in([loud])
    assert window.model.project.path == loud


def test_a_copy_holds_everything(windows: Windows, tmp_path: Path) -> None:
    window = windows.with_articles(1)
    windows.press(window, "j", "3")
    window.session.save_copy(tmp_path / "copy")
    copy = open_project(tmp_path / "copy.fact", "x", tmp_path / "backups", read_only=True)
    verdicts = [claim.verdict for claim in copy.claims() if claim.verdict]
    copy.close()
    assert verdicts == [Verdict.UNSUPPORTED]
    window.session.save_copy(window.model.project.path)
    assert "cannot take the place" in window.parts.banner.errors[-1].what


def test_todays_backup_is_made_beside_the_work(windows: Windows, qtbot: QtBot) -> None:
    window = windows.with_articles(1)
    folder = window.model.project.backups
    with qtbot.waitSignal(window.session.backed_up):
        window.session.back_up_soon()
    assert [backup.reason for backup in backups_in(folder)] == ["daily"]


def test_the_sample_project_opens_and_opens_again(windows: Windows, qtbot: QtBot) -> None:
    window = windows.open()
    window.importing.open_sample()
    qtbot.waitUntil(lambda: len(window.articles.ids) >= 3)
    count = len(window.model.articles())
    path = window.model.project.path
    window.session.create_named("Elsewhere")
    window.importing.open_sample()
    assert window.model.project.path == path
    assert len(window.model.articles()) == count


def test_detection_is_cancelled_and_not_taken_up_by_itself(windows: Windows) -> None:
    window = windows.open()
    windows.bring_in(window, 1, 2)
    worker = windows.detections[-1]
    assert window.detection.progress.running
    assert window.actions_["cancel_detection"].isEnabled()
    window.parts.status_line.cancel_asked.emit()
    assert worker.cancelled == 1
    assert not window.detection.progress.running
    windows.bring_in(window, 3)
    assert len(worker.waiting) == 1
    window.commands.run("detect")
    assert len(worker.waiting) == 3


def test_the_shortest_article_is_detected_first(windows: Windows) -> None:
    window = windows.open()
    texts = ["Ten died. " * 900, "Nine died in the fire.", "Eight died. " * 30]
    assert window.importing.take([pasted_article(text) for text in texts])
    lengths = [len(text) for _number, text in windows.detections[-1].waiting]
    assert len(lengths) == 3
    assert lengths == sorted(lengths)


def test_an_answer_for_a_project_that_was_left_is_dropped(
    windows: Windows, qtbot: QtBot, tmp_path: Path
) -> None:
    window = windows.open()
    windows.bring_in(window, 1)
    worker = windows.detections[-1]
    waiting = list(worker.waiting)
    window.session.create(tmp_path / "other.fact")
    windows.bring_in(window, 2)
    worker.waiting[:0] = waiting
    worker.finish_one()
    qtbot.wait(1)
    assert not window.model.all_claims()
    worker.finish_one()
    qtbot.waitUntil(lambda: bool(window.model.all_claims()))
    assert {claim.quote.split()[1] for claim in window.model.all_claims()} == {"2"}


def test_a_failed_detection_is_told_once_and_the_rest_goes_on(
    windows: Windows, qtbot: QtBot
) -> None:
    window = windows.open()
    windows.bring_in(window, 1, 2, 3)
    worker = windows.detections[-1]
    fault = DetectionFailed("The detector failed.", "Nothing was changed.")
    worker.fail_one(fault)
    worker.fail_one(fault)
    worker.finish_one()
    qtbot.waitUntil(lambda: not window.detection.progress.running)
    assert window.parts.banner.errors == (fault,)
    assert windows.claims(window, 3)


def test_the_detection_never_touches_a_decision(windows: Windows) -> None:
    window = windows.with_articles(1)
    windows.press(window, "j", "1", "x")
    before = [claim for claim in window.model.all_claims() if claim.touched]
    window.commands.run("detect")
    windows.detect(window)
    assert [claim for claim in window.model.all_claims() if claim.touched] == before


def test_remapped_keys_hold_at_once(windows: Windows) -> None:
    window = windows.with_articles(1)
    window.preferences.change(keys={"next_claim": ("G",)})
    windows.press(window, "j")
    assert window.model.current is None
    windows.press(window, "g")
    assert window.model.current is not None


def test_check_shows_a_report(windows: Windows, qtbot: QtBot) -> None:
    window = windows.with_articles(1)
    window.commands.run("check_project")
    qtbot.waitUntil(lambda: "is sound" in window.parts.dock.sheet.title.text())
    assert "looked at" in window.parts.dock.sheet.words.toPlainText()
    QTest.keyClick(window.parts.dock.sheet, Qt.Key.Key_Escape)
    assert window.parts.dock.sheet is None


def test_sheets_open_and_close_with_their_keys(windows: Windows) -> None:
    window = windows.with_articles(1)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    assert window.parts.dock.sheet is not None
    windows.press(window, "j")
    assert window.model.current is not None, "keys keep working while the sheet is open"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F1)
    assert window.parts.dock.sheet is None
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_F2)
    sheet = window.sheets.open_sheet
    sheet.form.fields["outlet"].setText("Continental Wire")
    sheet.do_act()
    (article,) = window.model.articles().values()
    assert article.metadata.outlet == "Continental Wire"
    assert window.sheets.open_sheet is None
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_E, CONTROL)
    assert window.parts.export_part.page.isVisible()


def test_the_dock_has_its_height_back_after_a_sheet(windows: Windows, qtbot: QtBot) -> None:
    window = windows.open()
    window.commands.run("key_sheet")
    assert window.parts.dock.isVisible()
    window.commands.run("key_sheet")
    assert not window.parts.dock.isVisible()
    windows.bring_in(window, 1)
    wanted = window.parts.dock_height
    qtbot.waitUntil(lambda: abs(window.parts.dock.height() - wanted) <= 2)
    window.commands.run("key_sheet")
    window.commands.run("key_sheet")
    qtbot.waitUntil(lambda: abs(window.parts.dock.height() - wanted) <= 2)
    assert wanted > 200


def test_pasted_text_becomes_an_article(windows: Windows, qtbot: QtBot) -> None:
    window = windows.open()
    window.importing.paste_asked.emit("A headline\n\nNine people died on Friday.")
    sheet = window.sheets.open_sheet
    assert sheet.isVisible()
    sheet.do_act()
    (article,) = window.model.articles().values()
    assert article.metadata.title == "A headline"
    qtbot.waitUntil(lambda: window.articles.ids == [article.id])
    assert window.parts.desk.isVisible()


def test_a_typed_justification_is_saved_by_leaving_and_by_closing(windows: Windows) -> None:
    window = windows.with_articles(1)
    windows.press(window, "j", "r")
    first = window.model.current
    QTest.keyClicks(window.focusWidget(), "Ship register, page 4")
    window.steps.step(1)
    assert window.model.claim(first.id).justification == "Ship register, page 4"
    second = window.model.current
    window.focus_desk()
    windows.press(window, "r")
    QTest.keyClicks(window.focusWidget(), "Harbour log")
    path = window.model.project.path
    windows.close(window)
    kept = open_project(path, "x", path.parent, read_only=True)
    assert kept.claim(second.id).justification == "Harbour log"
    kept.close()


def test_words_being_typed_survive_a_kill(windows: Windows, qtbot: QtBot) -> None:
    window = windows.with_articles(1)
    windows.press(window, "j", "r")
    QTest.keyClicks(window.focusWidget(), "half a sen")
    project = window.model.project
    claim_id = str(window.model.current.id)
    qtbot.waitUntil(lambda: project.view_state().get("drafts") == {claim_id: "half a sen"})


@pytest.mark.parametrize("command_id", ["toggle_articles", "toggle_claims", "toggle_panel"])
def test_parts_of_the_window_open_and_close(windows: Windows, command_id: str) -> None:
    window = windows.with_articles(1)
    part = {
        "toggle_articles": window.parts.articles_panel,
        "toggle_claims": window.parts.dock,
        "toggle_panel": window.parts.claim_panel,
    }[command_id]
    assert part.isVisible()
    window.actions_[command_id].trigger()
    assert not part.isVisible()
    assert not window.actions_[command_id].isChecked()
    again = windows.open(windows.close(window))
    again.actions_[command_id].trigger()
    assert again.actions_[command_id].isChecked()
