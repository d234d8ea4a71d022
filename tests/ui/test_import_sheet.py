"""The import sheet: everything readable comes in, everything else says why, nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.domain.article import IncomingArticle
from annotator.ui.import_sheet import ImportSheet
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import THEME_NAMES, Theme, load_theme

FRENCH = "Le préfet a parlé\n\nÀ l’hôtel de ville, la mairie siège. Déjà onze blessés, dit-il."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles, a copy of one, one in another encoding, and one that is no text."""
    place = tmp_path / "in"
    place.mkdir()
    (place / "1 lantern.txt").write_text("Five died\n\nFive people died.", encoding="utf-8")
    (place / "2 known.txt").write_text(
        "Ten died. The =SUM costs 40 crowns, and it sank.", encoding="utf-8"
    )
    (place / "3 copy.txt").write_text("Five died\n\nFive people died.", encoding="utf-8")
    (place / "4 french.txt").write_bytes(FRENCH.encode("windows-1252"))
    (place / "5 scan.txt").write_bytes(b"%PDF-1.7\n\x00\x01\x02\xff")
    return place


@pytest.fixture
def sheet(qtbot: QtBot, theme: Theme, ferry_model: ProjectModel) -> ImportSheet:
    """An open sheet without files."""
    made = ImportSheet(ferry_model, theme)
    qtbot.addWidget(made)
    made.resize(1100, 420)
    made.show()
    return made


def read(sheet: ImportSheet, qtbot: QtBot, *paths: Path) -> None:
    sheet.start(paths)
    qtbot.waitUntil(lambda: not sheet.is_reading)


def choose(sheet: ImportSheet, row: int) -> None:
    sheet.list.setCurrentIndex(sheet.entries.index(row))


def accepted(sheet: ImportSheet, qtbot: QtBot) -> list[IncomingArticle]:
    with qtbot.waitSignal(sheet.closed), qtbot.waitSignal(sheet.articles_accepted) as told:
        QTest.keyClick(sheet, Qt.Key.Key_Return)
    articles = told.args[0]
    assert isinstance(articles, list)
    return articles


def test_one_enter_accepts_what_is_certain(sheet: ImportSheet, qtbot: QtBot, folder: Path) -> None:
    read(sheet, qtbot, folder / "1 lantern.txt")
    assert sheet.act.hasFocus()
    assert sheet.act.text() == "Put 1 article on the desk"
    with qtbot.waitSignal(sheet.closed), qtbot.waitSignal(sheet.articles_accepted) as told:
        QTest.keyClick(sheet.act, Qt.Key.Key_Return)
    (article,) = told.args[0]
    assert article.text == "Five died\n\nFive people died."
    assert sheet.entries.rowCount() == 0


def test_the_good_ones_come_in_and_the_others_say_why(
    sheet: ImportSheet, qtbot: QtBot, folder: Path
) -> None:
    read(sheet, qtbot, folder)
    remarks = [entry.remark()[0] for entry in sheet.entries.entries]
    assert remarks[1] == "2 known.txt: in the project already"
    assert remarks[2] == "3 copy.txt: same text as 1 lantern.txt"
    assert remarks[3].startswith("4 french.txt, probably ")
    assert "PDF" in remarks[4]
    assert [entry.taken for entry in sheet.entries.entries] == [True, True, False, True, False]
    for words in ("5 files", "1 cannot come in", "1 with a guessed encoding", "1 in the project"):
        assert words in sheet.note
    assert [article.source.name for article in accepted(sheet, qtbot)] == [
        "1 lantern.txt", "2 known.txt", "4 french.txt",
    ]  # fmt: skip


def test_an_encoding_is_changed_before_the_text_is_frozen(
    sheet: ImportSheet, qtbot: QtBot, folder: Path
) -> None:
    read(sheet, qtbot, folder / "4 french.txt")
    details = sheet.details
    for encoding in ("windows-1251", "windows-1252"):
        place = details.encoding.findData(encoding)
        assert place >= 0
        details.encoding.setCurrentIndex(place)
        details.encoding.activated.emit(place)
        qtbot.waitUntil(lambda wanted=encoding: sheet.entries.taken()[0].source.encoding == wanted)
        shown = FRENCH.encode("windows-1252").decode(encoding)
        assert details.preview.toPlainText() == shown
        assert details.form.fields["title"].text() == shown.split("\n")[0]
    (article,) = accepted(sheet, qtbot)
    assert article.text == FRENCH
    assert article.source.encoding == "windows-1252"


def test_typed_details_are_kept_and_outlive_another_encoding(
    sheet: ImportSheet, qtbot: QtBot, folder: Path
) -> None:
    read(sheet, qtbot, folder / "4 french.txt")
    title = sheet.details.form.fields["title"]
    title.selectAll()
    QTest.keyClicks(title, "Mine")
    QTest.keyClicks(sheet.details.form.fields["published"], "2026-03-01")
    details = sheet.details
    place = details.encoding.findData("windows-1251")
    details.encoding.setCurrentIndex(place)
    details.encoding.activated.emit(place)
    qtbot.waitUntil(lambda: sheet.entries.taken()[0].source.encoding == "windows-1251")
    (article,) = accepted(sheet, qtbot)
    assert article.metadata.title == "Mine"
    assert article.metadata.published == "2026-03-01"


def test_an_emptied_title_does_not_come_in_empty(
    sheet: ImportSheet, qtbot: QtBot, folder: Path
) -> None:
    read(sheet, qtbot, folder / "1 lantern.txt")
    title = sheet.details.form.fields["title"]
    title.selectAll()
    QTest.keyClick(title, Qt.Key.Key_Delete)
    (article,) = accepted(sheet, qtbot)
    assert article.metadata.title == "1 lantern.txt"


def test_space_and_a_click_on_the_box_leave_a_file_out(
    sheet: ImportSheet, qtbot: QtBot, folder: Path
) -> None:
    read(sheet, qtbot, folder / "1 lantern.txt", folder / "2 known.txt")
    choose(sheet, 0)
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    assert sheet.act.text() == "Put 1 article on the desk"
    box = sheet.list.visualRect(sheet.entries.index(1))
    QTest.mouseClick(
        sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(22, box.center().y())
    )
    assert not sheet.act.isEnabled()
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert sheet.entries.rowCount() == 2


def test_a_refused_file_says_what_to_do_and_cannot_be_ticked(
    sheet: ImportSheet, qtbot: QtBot, folder: Path
) -> None:
    read(sheet, qtbot, folder / "5 scan.txt")
    choose(sheet, 0)
    QTest.keyClick(sheet.list, Qt.Key.Key_Space)
    assert not sheet.entry(0).taken
    assert not sheet.details.form.isVisible()
    assert "copy its text and paste it" in sheet.details._remark.text()
    assert not sheet.act.isEnabled()


def test_esc_leaves_without_bringing_anything_in(
    sheet: ImportSheet, qtbot: QtBot, folder: Path
) -> None:
    read(sheet, qtbot, folder)
    taken: list[object] = []
    sheet.articles_accepted.connect(taken.append)
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(sheet.details.form.fields["title"], Qt.Key.Key_Escape)
    assert taken == []
    assert sheet.entries.rowCount() == 0


def test_files_dropped_later_join_those_on_the_sheet(
    sheet: ImportSheet, qtbot: QtBot, folder: Path
) -> None:
    read(sheet, qtbot, folder / "1 lantern.txt")
    read(sheet, qtbot, folder / "3 copy.txt", folder / "4 french.txt")
    remarks = [entry.remark()[0] for entry in sheet.entries.entries]
    assert remarks[1] == "3 copy.txt: same text as 1 lantern.txt"
    assert len(accepted(sheet, qtbot)) == 2


def test_nothing_found_is_said(sheet: ImportSheet, qtbot: QtBot, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    read(sheet, qtbot, empty)
    assert sheet.note == "No article was found"
    assert not sheet.act.isEnabled()


def test_more_articles_than_the_desk_holds_are_brought_in(
    sheet: ImportSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(f"Story {number} happened.", encoding="utf-8")
    read(sheet, qtbot, *tmp_path.glob("?.txt"))
    assert sheet.act.text() == "Bring in 7 articles"


def test_article_text_is_shown_as_plain_text(
    sheet: ImportSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    hostile = "<b>Nine</b> died\n\n<img src='http://example.org/x.png'> said so."
    (tmp_path / "x.txt").write_text(hostile, encoding="utf-8")
    read(sheet, qtbot, tmp_path / "x.txt")
    assert sheet.details.preview.toPlainText() == hostile
    tip = sheet.entries.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>Nine" not in tip


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_theme_paints_ticks_and_faults(
    sheet: ImportSheet, qtbot: QtBot, folder: Path, name: str
) -> None:
    theme = load_theme(name)
    sheet.set_theme(theme)
    read(sheet, qtbot, folder)
    image = sheet.list.viewport().grab().toImage()
    colours = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
    for role in ("accent", "error_ink", "accent_tint"):
        assert theme.colour(role).name() in colours


def test_the_text_is_wide_enough_to_judge_its_encoding(
    sheet: ImportSheet, qtbot: QtBot, folder: Path
) -> None:
    read(sheet, qtbot, folder / "4 french.txt")
    sheet.resize(744, 420)
    qtbot.waitUntil(lambda: sheet.width() == 744)
    assert sheet.minimumSizeHint().width() <= 744
    assert sheet.details.preview.width() >= 220
