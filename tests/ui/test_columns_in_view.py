"""Two columns of the desk in view together: by scrolling, else by moving one beside the other."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QScrollArea, QSplitter
from pytestqt.qtbot import QtBot

from annotator.ui.columns_in_view import beside, place_for_both
from annotator.ui.desk import Desk
from annotator.ui.theme import Theme

Material = Any
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@given(
    st.lists(st.integers(300, 700), min_size=2, max_size=6), st.integers(300, 2000),
    st.integers(0, 3000), st.data(),
)  # fmt: skip
def test_a_place_shows_both_whole_and_none_is_missed(
    widths: list[int], room: int, now: int, data: st.DataObject
) -> None:
    lefts = [sum(widths[:n]) + n for n in range(len(widths))]
    columns = list(zip(lefts, widths, strict=True))
    one, other = data.draw(st.permutations(range(len(widths))))[:2]
    place = place_for_both(columns, one, other, room, now)

    def shows(left: int) -> bool:
        return all(left <= columns[n][0] and sum(columns[n]) <= left + room for n in (one, other))

    if place is None:
        assert not any(map(shows, lefts))
    else:
        assert shows(place)
        assert all(abs(left - now) >= abs(place - now) for left in lefts if shows(left))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [(1, 4, [1, 4, 2, 3, 5]), (4, 1, [2, 3, 1, 4, 5]), (2, 3, [1, 2, 3, 4, 5]),
     (5, 1, [2, 3, 4, 1, 5]), (1, 5, [1, 5, 2, 3, 4])],
)  # fmt: skip
def test_a_column_moves_to_the_side_where_it_stands(
    one: int, other: int, expected: list[int]
) -> None:
    assert beside([1, 2, 3, 4, 5], one, other) == expected


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, material: Material) -> Desk:
    """Five columns, of which two are seen."""
    desk = Desk(theme)
    qtbot.addWidget(desk)
    desk.resize(700, 500)
    desk.show()
    desk.show_articles([(material.article(n), material.text) for n in range(1, 6)])
    assert in_view(desk) == [1, 2]
    return desk


def in_view(desk: Desk) -> list[int]:
    """The articles whose columns are seen, from left to right."""
    area = desk.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    begin = area.horizontalScrollBar().value()
    end = begin + area.viewport().width()
    inside = [
        (column.x(), number)
        for number, column in zip(desk.article_ids(), desk.columns(), strict=True)
        if begin <= column.x() and column.x() + column.width() <= end
    ]
    return [number for _, number in sorted(inside)]


def laid_out(desk: Desk) -> list[int]:
    """All articles, from left to right."""
    splitter = desk.findChild(QSplitter)
    assert isinstance(splitter, QSplitter)
    numbers = {desk.column(number): number for number in desk.article_ids()}
    return [numbers[splitter.widget(nth)] for nth in range(splitter.count())]  # type: ignore[index]


def test_neighbours_are_brought_into_view_by_scrolling(desk: Desk) -> None:
    desk.show_together(2, 3)
    assert in_view(desk) == [2, 3]
    desk.show_together(3, 2)
    assert in_view(desk) == [2, 3]
    assert laid_out(desk) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(("home", "other"), [(1, 4), (4, 1), (5, 1), (2, 5)])
def test_a_far_column_moves_beside_and_goes_back_when_another_is_wanted(
    desk: Desk, home: int, other: int
) -> None:
    desk.set_active(home)
    sizes = dict(zip(desk.article_ids(), desk.column_sizes(), strict=True))
    column = desk.column(home)
    assert column is not None
    column.view.setFocus()
    desk.show_together(home, other)
    assert desk.focusWidget() is column.view, "the keyboard stays"
    assert in_view(desk) == sorted([home, other])
    assert desk.article_ids() == [1, 2, 3, 4, 5], "claims are walked in the order of the project"
    assert dict(zip(desk.article_ids(), desk.column_sizes(), strict=True)) == sizes
    assert desk.active_article_id == home
    desk.set_active(other)
    assert in_view(desk) == sorted([home, other]), "what is in view stays where it is"
    desk.set_active(3)
    assert 3 in in_view(desk)
    assert laid_out(desk) == [1, 2, 3, 4, 5]


def test_one_far_column_takes_the_place_of_the_other(desk: Desk) -> None:
    desk.show_together(1, 4)
    desk.show_together(1, 5)
    assert (in_view(desk), laid_out(desk)) == ([1, 5], [1, 5, 2, 3, 4])
    desk.show_together(1, 2)
    assert (in_view(desk), laid_out(desk)) == ([1, 2], [1, 2, 3, 4, 5])


def test_where_one_column_fits_the_other_one_is_shown(desk: Desk) -> None:
    desk.resize(400, 500)
    desk.show_together(1, 4)
    assert in_view(desk) == [4]


def test_articles_that_come_or_go_are_laid_out_in_their_order(
    desk: Desk, material: Material
) -> None:
    desk.show_together(1, 5)
    desk.show_articles([(material.article(n), material.text) for n in (1, 2, 3, 5)])
    assert laid_out(desk) == [1, 2, 3, 5]


def test_widths_are_brought_back_to_the_columns_they_belong_to(desk: Desk) -> None:
    desk.resize(2000, 500)
    desk.restore_column_sizes([500, 300, 340, 400, 456])
    sizes = desk.column_sizes()
    desk.resize(900, 500)
    desk.show_together(1, 5)
    desk.resize(2000, 500)
    desk.restore_column_sizes(sizes)
    assert desk.column_sizes() == pytest.approx(sizes, abs=2)
