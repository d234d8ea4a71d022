"""The export page: a true preview, columns in any order, and a file that nobody loses."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.claim_filter import Standing
from annotator.domain.errors import ReportedError
from annotator.domain.verdict import Verdict
from annotator.exchange.csv_import import read_claims_csv
from annotator.services.exporting import DEFAULT_COLUMNS, ExportCount, ExportReport
from annotator.ui import export_page
from annotator.ui.background_work import BackgroundWork, Progress
from annotator.ui.export_footer import ExportFooter, FooterState, left_out_words
from annotator.ui.export_page import ExportPage
from annotator.ui.fonts import chrome_font, strong
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import THEME_NAMES, Theme, load_theme

COLUMNS = ("quote", "verdict", "justification", "start", "escaped")


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, ferry_model: ProjectModel) -> ExportPage:
    """The page over the ferry project with one verdict and a risky justification."""
    first = ferry_model.all_claims()[0]
    ferry_model.decide(first.id, Verdict.VERIFIED)
    ferry_model.justify(first.id, "=the register")
    made = ExportPage(ferry_model, theme, COLUMNS)
    qtbot.addWidget(made)
    qtbot.addWidget(made.filter_bar)
    made.resize(1100, 420)
    made.show()
    return made


def shown(page: ExportPage) -> list[list[str]]:
    model = page.preview.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def written(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def run(page: ExportPage, qtbot: QtBot) -> ExportReport:
    with qtbot.waitSignal(page.exported) as told:
        page.export_now()
    report = told.args[0]
    assert isinstance(report, ExportReport)
    return report


def test_the_preview_shows_the_cells_that_are_written(page: ExportPage, qtbot: QtBot) -> None:
    preview = shown(page)
    report = run(page, qtbot)
    header, *rows = written(report.path)
    assert tuple(header) == COLUMNS
    assert rows == preview
    assert rows[0] == ["Nine died", "verified", "'=the register", "0", "justification"]
    assert report.rows == len(rows) == 4


def test_it_says_what_will_be_written_and_what_is_left_out(
    page: ExportPage, ferry_model: ProjectModel
) -> None:
    assert page.footer.words == ("4 rows, 5 columns left out: 2 candidates below the sensitivity")
    ferry_model.dismiss(ferry_model.all_claims()[1].id)
    assert page.footer.words == (
        "3 rows, 5 columns left out: 1 dismissed candidate, 2 below the sensitivity"
    )
    ferry_model.set_threshold(0.2)
    assert page.footer.words == "5 rows, 5 columns left out: 1 dismissed candidate"


def test_left_out_is_silent_about_nothing() -> None:
    assert left_out_words(ExportCount(3, 0, 0)) == ""
    assert left_out_words(ExportCount(3, 2, 0)) == "left out: 2 dismissed candidates"


def test_what_is_not_on_the_desk_is_written_only_when_asked_for(
    page: ExportPage, ferry_model: ProjectModel
) -> None:
    ferry_model.dismiss(ferry_model.all_claims()[1].id)
    which = page.filter_bar.which
    which.set_chosen(["reviewed"])
    which.choice_changed.emit(which.chosen)
    assert [row[0] for row in shown(page)] == ["Nine died"]
    which.set_chosen(["below"])
    which.choice_changed.emit(which.chosen)
    assert which.text() == "Every claim +1"
    assert len(shown(page)) == 5
    which.set_chosen(["below", Standing.DISMISSED])
    which.choice_changed.emit(which.chosen)
    assert len(shown(page)) == 6
    assert page.footer.words == "6 rows, 5 columns"


def test_articles_can_be_chosen(page: ExportPage, ferry_model: ProjectModel) -> None:
    second = list(ferry_model.articles())[1]
    page.filter_bar.articles.set_chosen([second])
    page.filter_bar.articles.choice_changed.emit(frozenset([second]))
    assert [row[0] for row in shown(page)] == ["Ten died", "'=SUM costs 40 crowns"]


def test_columns_are_ticked_moved_and_put_back(page: ExportPage, qtbot: QtBot) -> None:
    columns = page.columns
    with qtbot.waitSignal(page.choice_changed) as told:
        columns.list.move_column(1, -1)
    assert told.args == [("verdict", "quote", *COLUMNS[2:]), False]
    columns.list.setCurrentRow(0)
    QTest.keyClick(columns.list, Qt.Key.Key_Space)
    assert columns.columns == ("quote", *COLUMNS[2:])
    assert page.preview.model().columnCount() == 4
    QTest.keyClick(columns.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert columns.list.currentRow() == 1
    columns.reset()
    assert columns.columns == DEFAULT_COLUMNS


def test_a_click_ticks_a_column_and_the_grip_does_not(page: ExportPage) -> None:
    view = page.columns.list
    box = view.visualItemRect(view.item(0))
    for x, expected in ((14, True), (44, False), (120, True)):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, box.center().y())
        )
        assert ("quote" in page.columns.columns) is expected


def test_without_a_column_there_is_nothing_to_export(page: ExportPage) -> None:
    for row in range(len(COLUMNS)):
        page.columns.list.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert page.footer.words == "Choose at least one column"
    assert not page.footer.export.isEnabled()
    page.export_now()
    assert not page.target.exists()


def test_the_file_lies_beside_the_project_and_has_a_mark_if_wanted(
    page: ExportPage, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    page.filter_bar.format.set_chosen(["bom"])
    page.filter_bar.format.choice_changed.emit(frozenset(["bom"]))
    report = run(page, qtbot)
    project = ferry_model.project
    assert project is not None
    assert report.path == project.path.with_suffix(".csv")
    assert report.path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert page.footer.state is FooterState.WRITTEN
    assert page.footer.words == "4 rows written to \u2068ferry.csv\u2069"


def test_an_existing_file_is_asked_about_once(page: ExportPage, qtbot: QtBot) -> None:
    page.target.write_text("precious", encoding="utf-8")
    page.export_now()
    assert page.footer.state is FooterState.ASKING
    page.footer.keep_asked.emit()
    assert page.footer.state is FooterState.READY
    assert page.target.read_text(encoding="utf-8") == "precious"
    page.export_now()
    with qtbot.waitSignal(page.exported):
        page.footer.replace_asked.emit()
    assert len(read_claims_csv(page.target)) == 4
    run(page, qtbot)
    assert page.footer.state is FooterState.WRITTEN


def test_a_place_that_a_person_chose_is_not_asked_about_again(
    page: ExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "mine.csv"
    target.write_text("old", encoding="utf-8")
    page.set_target(target, confirmed=True)
    assert run(page, qtbot).path == target
    page.set_target(tmp_path / "no ending")
    assert page.target.name == "no ending.csv"


def test_a_fault_is_told_and_the_page_is_ready_again(
    page: ExportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.set_target(tmp_path / "gone" / "claims.csv")
    with qtbot.waitSignal(page.failed) as told:
        page.export_now()
    assert isinstance(told.args[0], ReportedError)
    qtbot.waitUntil(lambda: page.footer.state is FooterState.READY)


def test_a_long_export_shows_its_progress_and_can_be_cancelled(
    page: ExportPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[object] = []
    page.failed.connect(failures.append)
    begun = Event()

    def slow(*arguments: object) -> ExportReport:
        progress, is_cancelled = arguments[-2], arguments[-1]
        assert callable(progress)
        assert callable(is_cancelled)
        progress(2)
        begun.set()
        # What the real export asks between its steps.
        while not is_cancelled():
            begun.wait(0.001)
        raise export_page.ExportCancelled("Stopped.", "Nothing was written.")

    monkeypatch.setattr(export_page, "export_claims", slow)
    page.export_now()
    qtbot.waitUntil(lambda: page.footer.words == "Writing 2 of 4 rows")
    page.footer.cancel_asked.emit()
    qtbot.waitUntil(lambda: page.footer.state is FooterState.READY)
    assert failures == []
    assert not page.target.exists()


def test_a_hidden_page_costs_nothing_until_it_is_shown(
    page: ExportPage, ferry_model: ProjectModel
) -> None:
    page.hide()
    ferry_model.decide(ferry_model.all_claims()[3].id, Verdict.DISPUTED)
    assert [row[1] for row in shown(page)] == ["verified", "", "", ""]
    page.show()
    assert [row[1] for row in shown(page)] == ["verified", "", "disputed", ""]


def test_the_rows_in_sight_are_named(
    page: ExportPage, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    assert page._seen.text() == "every row, as it will be written"
    ferry_model.set_threshold(0.1)
    page.resize(1100, 200)
    pattern = re.compile(r"rows (\d) to (\d) of 6, as they will be written")
    qtbot.waitUntil(lambda: bool(pattern.fullmatch(page._seen.text())))
    first, last = (int(number) for number in pattern.findall(page._seen.text())[0])
    assert first == 1
    assert 1 < last < 6
    page.preview.scrollToBottom()
    assert page._seen.text() == f"rows {7 - last} to 6 of 6, as they will be written"


def test_the_folder_can_be_shown(
    page: ExportPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    run(page, qtbot)
    page.footer.folder_asked.emit()
    assert Path(opened[0].toLocalFile()) == page.target.parent


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_theme_paints_columns_preview_and_button(page: ExportPage, name: str) -> None:
    theme = load_theme(name)
    page.set_theme(theme)
    image = page.grab().toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 1)
        for y in range(0, image.height(), 1)
    }
    for role in ("accent", "verified_ink", "paper", "text"):
        assert theme.colour(role).name() in colours


def test_work_that_is_dropped_is_not_heard_of_again(qtbot: QtBot, page: ExportPage) -> None:
    work = BackgroundWork(page)
    heard: list[object] = []
    go, ended = Event(), Event()
    work.done.connect(heard.append)

    def wait(_progress: Progress, _is_cancelled: object) -> str:
        go.wait(10)
        ended.set()
        return "late"

    work.start(wait)
    work.drop()
    assert not work.is_running
    go.set()
    work.start(lambda _progress, _is_cancelled: "next")
    qtbot.waitUntil(lambda: bool(heard) and ended.is_set())
    qtbot.wait(20)
    assert heard == ["next"]


def test_a_column_that_was_dragged_moves_in_the_file(page: ExportPage, qtbot: QtBot) -> None:
    rows = page.columns.list.model()
    with qtbot.waitSignal(page.choice_changed):
        # What a drop inside the list does.
        assert rows.moveRow(QModelIndex(), 0, QModelIndex(), 3)
    assert page.columns.columns == ("verdict", "justification", "quote", "start", "escaped")
    header = [
        page.preview.model().headerData(n, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        for n in range(5)
    ]
    assert tuple(header) == page.columns.columns


def test_what_was_written_is_told_in_a_narrow_footer_too(theme: Theme, qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(1000, 60)
    room.show()
    footer = ExportFooter(theme, room)
    footer.resize(446, 48)
    footer.show()
    footer.show_written(99, Path("ferry.csv"))
    shown = [one for one in (footer._folder, footer._place, footer.export) if one.isVisible()]
    assert shown == [footer._folder, footer.export]
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in shown))
    words = QFontMetrics(strong(chrome_font())).horizontalAdvance("99 rows written")
    assert footer._words.width() >= words
    footer.resize(900, 48)
    assert footer._place.isVisible()
    footer.resize(446, 48)
    footer.show_ready(ExportCount(99, 0, 0), 25, Path("ferry.csv"))
    assert footer._place.isVisible()
