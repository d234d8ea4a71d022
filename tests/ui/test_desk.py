"""The desk: columns that stay, widths, the active column, finding in all."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from annotator.domain.span import Span
from annotator.ui.desk import Desk
from annotator.ui.theme import Theme, load_theme

Material = Any
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    desk = Desk(theme)
    qtbot.addWidget(desk)
    desk.resize(1260, 600)
    desk.show()
    return desk


def show(desk: Desk, material: Material, *numbers: int) -> None:
    desk.show_articles([(material.article(n), material.text) for n in numbers])


def area_of(desk: Desk) -> QScrollArea:
    area = desk.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    return area


def seen(desk: Desk, article_id: int) -> bool:
    column = desk.column(article_id)
    assert column is not None
    left = column.mapTo(desk, column.rect().topLeft()).x()
    return left >= -1 and left + column.width() <= desk.width() + 1


def test_columns_are_equally_wide_at_first(desk: Desk, material: Material) -> None:
    show(desk, material, 1, 2, 3)
    sizes = desk.column_sizes()
    assert max(sizes) - min(sizes) <= 2
    assert sum(sizes) + 2 == desk.width()


def test_columns_whose_articles_stay_are_kept(desk: Desk, material: Material) -> None:
    show(desk, material, 1, 2)
    kept = desk.column(2)
    assert kept is not None
    kept.set_claims(material.claims())
    kept.restore_scroll(material.text.index("Paragraph 9"))
    place = kept.scroll_position()
    show(desk, material, 3, 2, 4)
    assert desk.article_ids() == [3, 2, 4]
    assert desk.column(2) is kept
    assert desk.column(1) is None
    assert kept.scroll_position() == place
    assert len(kept.view.marks) == 5
    lefts = [column.x() for column in desk.columns()]
    assert lefts == sorted(lefts)


def test_the_desk_holds_six_columns(desk: Desk, material: Material) -> None:
    show(desk, material, 1, 2, 3, 4, 5, 6)
    with pytest.raises(ValueError, match="7 columns"):
        show(desk, material, 1, 2, 3, 4, 5, 6, 7)
    show(desk, material)
    assert desk.columns() == []
    assert desk.active_article_id is None
    assert desk.next_hit() is None
    desk.next_column()


def test_what_does_not_fit_scrolls_by_whole_columns(desk: Desk, material: Material) -> None:
    show(desk, material, 1, 2, 3, 4, 5, 6)
    bar = area_of(desk).horizontalScrollBar()
    assert bar.maximum() > 0
    assert all(size >= 300 for size in desk.column_sizes())
    assert [number for number in range(1, 7) if seen(desk, number)] == [1, 2, 3, 4]
    desk.set_active(5)
    assert [number for number in range(1, 7) if seen(desk, number)] == [2, 3, 4, 5]
    desk.set_active(6)
    assert [number for number in range(1, 7) if seen(desk, number)] == [3, 4, 5, 6]
    desk.set_active(2)
    assert seen(desk, 2)
    desk.resize(2000, 600)
    assert bar.maximum() == 0
    assert all(seen(desk, number) for number in range(1, 7))


@pytest.mark.parametrize("width", [853, 901, 1035, 1261, 1499])
def test_no_column_is_ever_cut(desk: Desk, material: Material, width: int) -> None:
    show(desk, material, 1, 2, 3, 4, 5, 6)
    desk.set_active(4)
    desk.resize(width, 600)
    bar = area_of(desk).horizontalScrollBar()
    for number in (4, 6, 1, 5, 3):
        desk.set_active(number)
        left, right = bar.value(), bar.value() + area_of(desk).viewport().width()
        inside = [
            (max(left, column.x()), min(right, column.x() + column.width()), column.width())
            for column in desk.columns()
        ]
        assert {end - start for start, end, whole in inside if start < end} == {
            whole for start, end, whole in inside if start < end
        }
        assert seen(desk, number)


def test_a_scroll_bar_let_go_stops_at_a_whole_column(desk: Desk, material: Material) -> None:
    show(desk, material, 1, 2, 3, 4, 5, 6)
    bar = area_of(desk).horizontalScrollBar()
    bar.setValue(200)
    bar.sliderReleased.emit()
    assert bar.value() == desk.columns()[1].x()


def test_six_columns_put_on_before_the_desk_is_shown_do_not_overlap(
    qtbot: QtBot, theme: Theme, material: Material
) -> None:
    desk = Desk(theme)
    qtbot.addWidget(desk)
    show(desk, material, 1, 2, 3, 4, 5, 6)
    desk.resize(1260, 600)
    desk.show()
    edges = [(column.x(), column.x() + column.width()) for column in desk.columns()]
    assert all(right < left for (_, right), (left, _) in pairwise([(-1, -1), *edges]))
    assert all(size >= 300 for size in desk.column_sizes())
    assert [number for number in range(1, 7) if seen(desk, number)] == [1, 2, 3, 4]


def test_column_sizes_are_restored(desk: Desk, material: Material) -> None:
    show(desk, material, 1, 2, 3)
    desk.restore_column_sizes([500, 320, 438])
    sizes = desk.column_sizes()
    assert sizes == pytest.approx([500, 320, 438], abs=3)
    desk.restore_column_sizes([1, 2])
    assert desk.column_sizes() == sizes


@pytest.mark.parametrize("sizes", [[500, 320, 438], None])
def test_column_sizes_can_be_set_before_the_desk_is_shown(
    qtbot: QtBot, theme: Theme, material: Material, sizes: list[int] | None
) -> None:
    desk = Desk(theme)
    qtbot.addWidget(desk)
    show(desk, material, 1, 2, 3)
    if sizes:
        desk.restore_column_sizes(sizes)
    desk.resize(1260, 600)
    desk.show()
    assert desk.column_sizes() == pytest.approx(sizes or [420, 420, 420], abs=4)


def test_tab_walks_the_columns_round(desk: Desk, material: Material, qtbot: QtBot) -> None:
    told: list[int] = []
    desk.active_changed.connect(told.append)
    show(desk, material, 1, 2, 3)
    assert desk.active_article_id == 1
    for _ in range(3):
        desk.next_column()
    desk.previous_column()
    assert told == [1, 2, 3, 1, 3]
    column = desk.column(3)
    assert column is not None
    qtbot.waitUntil(column.view.hasFocus)
    assert desk.active_column() is column


def test_a_click_in_a_column_makes_it_active(desk: Desk, material: Material) -> None:
    show(desk, material, 1, 2, 3)
    column = desk.column(2)
    assert column is not None
    QTest.mouseClick(column.view.viewport(), Qt.MouseButton.LeftButton)
    assert desk.active_article_id == 2


def test_closing_the_active_column_goes_on_in_its_place(desk: Desk, material: Material) -> None:
    show(desk, material, 1, 2, 3)
    desk.set_active(2)
    closed: list[int] = []
    desk.column_closed.connect(closed.append)
    column = desk.column(2)
    assert column is not None
    column.close_clicked.emit()
    assert closed == [2]
    show(desk, material, 1, 3)
    assert desk.active_article_id == 3
    show(desk, material, 1)
    assert desk.active_article_id == 1


def test_selection_says_which_article(desk: Desk, material: Material) -> None:
    show(desk, material, 1, 2)
    told: list[tuple[int, object]] = []
    desk.selection_changed.connect(lambda article_id, span: told.append((article_id, span)))
    column = desk.column(2)
    assert column is not None
    cursor = column.view.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(5, cursor.MoveMode.KeepAnchor)
    column.view.setTextCursor(cursor)
    assert told == [(2, Span(0, 5))]


def test_find_walks_over_all_columns_in_order(desk: Desk, material: Material) -> None:
    show(desk, material, 1, 2)
    assert desk.find_in_all("1998") == {1: 1, 2: 1}
    first, second = desk.next_hit(), desk.next_hit()
    assert first is not None
    assert second is not None
    assert (first[0], second[0]) == (1, 2)
    assert material.text[first[1].start : first[1].end] == "1998"
    assert desk.active_article_id == 2
    assert desk.next_hit() == first
    assert desk.previous_hit() == second
    assert desk.current_hit == second
    show(desk, material, 1)
    assert desk.current_hit is None
    assert desk.next_hit() == first


def test_search_begins_where_one_reads(desk: Desk, material: Material) -> None:
    show(desk, material, 1, 2)
    column = desk.column(2)
    assert column is not None
    column.restore_scroll(material.text.index("Paragraph 9"))
    desk.set_active(2)
    desk.find_in_all("inspection number")
    hit = desk.next_hit()
    assert hit is not None
    assert hit[0] == 2
    assert hit[1].start > material.text.index("Paragraph 9")


def test_articles_that_come_later_are_searched_too(desk: Desk, material: Material) -> None:
    show(desk, material, 1)
    desk.find_in_all("1998")
    show(desk, material, 1, 2)
    column = desk.column(2)
    assert column is not None
    assert len(column.hits) == 1


def test_look_reaches_present_and_later_columns(desk: Desk, material: Material) -> None:
    show(desk, material, 1)
    dark = load_theme("dark")
    desk.set_theme(dark)
    desk.set_zoom(1.5)
    show(desk, material, 1, 2)
    for column in desk.columns():
        assert column.view.zoom == 1.5
        assert column.view.theme is dark
        image = column.grab().toImage()
        paper = dark.colour("paper").name()
        assert image.pixelColor(image.width() // 2, image.height() - 3).name() == paper


def test_widths_of_an_empty_desk_are_nothing_to_bring_back(theme: Theme, qtbot: QtBot) -> None:
    desk = Desk(theme)
    qtbot.addWidget(desk)
    desk.restore_column_sizes(desk.column_sizes())
    assert desk.column_sizes() == []
