"""A column: margin lane, overview ruler, and what it tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QHelpEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Claim
from annotator.domain.verdict import Verdict
from annotator.ui.article_column import ArticleColumn
from annotator.ui.margin_lane import MarginLane
from annotator.ui.overview_ruler import OverviewRuler

Material = Any
Make = Callable[..., ArticleColumn]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def press(widget: QWidget, at: QPoint) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def image_of(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def hover(widget: QWidget, at: QPoint) -> str:
    QToolTip.hideText()
    event = QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    return QToolTip.text()


# --- lane --------------------------------------------------------------------------------------


CROWDED = "Eleven died, and two were Poles, they said on Friday.\n\nNext."


def crowd(material: Material) -> list[Claim]:
    """Three claims that begin on one line."""
    return [
        material.claim(1, "Eleven died", Verdict.VERIFIED, text=CROWDED),
        material.claim(2, "two were Poles", text=CROWDED),
        material.claim(3, "Poles", Verdict.DISPUTED, text=CROWDED),
    ]


def test_lane_shows_a_glyph_where_each_claim_begins(make_column: Make, material: Material) -> None:
    column = make_column(CROWDED, width=600)
    column.set_claims([*crowd(material)[:2], material.claim(4, "Next", text=CROWDED)])
    first, second = column.lane.rows()
    assert [glyph.mark.claim.id for glyph in second.glyphs] == [4]
    assert [glyph.hidden for glyph in first.glyphs] == [0, 0]
    in_order = sorted(first.glyphs, key=lambda glyph: glyph.rect.x())
    assert [glyph.mark.claim.id for glyph in in_order] == [1, 2]
    assert in_order[0].rect.right() < in_order[1].rect.left()
    assert in_order[1].rect.right() <= column.lane.width()


def test_three_claims_on_a_line_share_one_glyph(make_column: Make, material: Material) -> None:
    column = make_column(CROWDED, width=600)
    column.set_claims(crowd(material))
    (row,) = column.lane.rows()
    assert [(glyph.mark.claim.id, glyph.hidden) for glyph in row.glyphs] == [(1, 2)]
    ink = column.view.theme.colour("text_muted").name()
    image = image_of(column.lane)
    beside = row.glyphs[0].rect.translated(-15, 0).toRect()
    assert any(
        image.pixelColor(x, y).name() == ink
        for x in range(beside.left(), beside.right())
        for y in range(beside.top(), beside.bottom())
    )


def test_lane_stands_at_the_height_of_its_line(make_column: Make, material: Material) -> None:
    column = make_column(width=900)
    column.set_claims(material.claims()[:1])
    for zoom in (1.0, 1.7):
        column.set_zoom(zoom)
        (row,) = column.lane.rows()
        top = column.view.mark_height(1)
        assert top is not None
        assert row.y == pytest.approx(top + round(25 * zoom) / 2, abs=1)


def test_current_claim_gets_the_triangle_and_the_one_glyph(
    make_column: Make, material: Material
) -> None:
    column = make_column(CROWDED, width=600)
    column.set_claims(crowd(material))
    column.set_current(3)
    (row,) = column.lane.rows()
    assert row.holds_current
    assert row.glyphs[0].mark.claim.id == 3
    image = image_of(column.lane)
    ink = column.view.theme.colour("current_outline").name()
    assert any(image.pixelColor(x, round(row.y)).name() == ink for x in range(9))
    assert column.lane.accessibleDescription().startswith("disputed; date: Poles")


def test_glyphs_can_be_clicked_and_opened_and_told(make_column: Make, material: Material) -> None:
    column = make_column(CROWDED, width=600)
    column.set_claims(crowd(material))
    clicked: list[int] = []
    column.claim_clicked.connect(clicked.append)
    column.claim_clicked.connect(column.set_current)
    (row,) = column.lane.rows()
    at = row.glyphs[0].rect.center().toPoint()
    for _ in range(4):
        press(column.lane, at)
    assert clicked == [1, 2, 3, 1]
    assert "Eleven died" in hover(column.lane, at)
    opened: list[int] = []
    column.claim_activated.connect(opened.append)
    QTest.mouseDClick(column.lane, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert opened == [1]
    press(column.lane, QPoint(20, column.lane.height() - 4))
    assert clicked == [1, 2, 3, 1]


def test_lane_repaints_the_verdict(make_column: Make, material: Material) -> None:
    column = make_column()
    claims = material.claims()[:1]
    column.set_claims(claims)
    (row,) = column.lane.rows()
    at = row.glyphs[0].rect.center().toPoint() + QPoint(-5, 0)
    theme = column.view.theme
    assert image_of(column.lane).pixelColor(at).name() == theme.colour("verified_ink").name()
    column.set_claims([replace(claims[0], verdict=Verdict.DISPUTED)])
    assert image_of(column.lane).pixelColor(at).name() == theme.colour("disputed_ink").name()


def test_a_verdict_repaints_one_row_of_lane_and_ruler(
    make_column: Make, material: Material, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    column = make_column()
    claims = material.claims()
    column.set_claims(claims)
    heights: dict[str, list[int]] = {"lane": [], "ruler": []}
    for name, kind in (("lane", MarginLane), ("ruler", OverviewRuler)):
        paint = kind.paintEvent

        def painted(self: Any, event: Any, name: str = name, paint: Any = paint) -> None:
            heights[name].append(event.rect().height())
            paint(self, event)

        monkeypatch.setattr(kind, "paintEvent", painted)
    column.update()
    column.lane.update()
    column.ruler.update()
    qtbot.waitUntil(lambda: bool(heights["lane"] and heights["ruler"]))
    QApplication.processEvents()
    heights["lane"].clear()
    heights["ruler"].clear()
    column.set_claims([replace(claims[0], verdict=Verdict.DISPUTED), *claims[1:]])
    qtbot.waitUntil(lambda: bool(heights["lane"] and heights["ruler"]))
    assert max(heights["lane"]) <= 2 * 25
    assert max(heights["ruler"]) <= 8


# --- ruler -------------------------------------------------------------------------------------


def ink_width(column: ArticleColumn, y: int, role: str) -> int:
    image = image_of(column.ruler)
    ink = column.view.theme.colour(role).name()
    return sum(
        any(image.pixelColor(x, y + dy).name() == ink for dy in (-1, 0, 1))
        for x in range(1, image.width())
    )


@pytest.mark.parametrize(
    ("verdict", "role", "length"),
    [
        (None, "candidate_ink", 3),
        (Verdict.VERIFIED, "verified_ink", 6),
        (Verdict.DISPUTED, "disputed_ink", 11),
    ],
)
def test_ticks_tell_the_verdict_by_length(
    make_column: Make, material: Material, verdict: Verdict | None, role: str, length: int
) -> None:
    column = make_column()
    column.set_claims([material.claim(1, "inspection number 15 in June", verdict)])
    y = column.ruler.tick_y(1)
    assert y is not None
    assert ink_width(column, y, role) == length


def test_unsupported_tick_is_broken(make_column: Make, material: Material) -> None:
    column = make_column()
    column.set_claims([material.claim(4, "inspection number 15 in June", Verdict.UNSUPPORTED)])
    y = column.ruler.tick_y(4)
    assert y is not None
    assert 3 < ink_width(column, y, "unsupported_ink") < 9


def test_a_dispute_is_never_hidden(make_column: Make, material: Material) -> None:
    column = make_column()
    quote = "inspection number 15 in June"
    claims = [
        material.claim(1, quote, Verdict.DISPUTED),
        material.claim(2, quote, Verdict.VERIFIED),
        material.claim(3, quote),
    ]
    column.set_claims(claims)
    y = column.ruler.tick_y(1)
    assert y is not None
    assert ink_width(column, y, "disputed_ink") == 11


def test_ruler_follows_verdicts_and_positions(make_column: Make, material: Material) -> None:
    column = make_column()
    claims = material.claims()
    column.set_claims(claims)
    ys = [column.ruler.tick_y(claim.id) for claim in claims]
    assert all(y is not None for y in ys)
    assert ys == sorted(ys, key=lambda y: y or 0)
    four, five = column.ruler.tick_y(4), column.ruler.tick_y(5)
    assert four is not None
    assert five is not None
    # Paragraph 15 of 30 and paragraph 28 of 30.
    assert 0.4 < four / column.ruler.height() < 0.6
    assert 0.85 < five / column.ruler.height() < 0.97
    column.set_claims([*claims[:4], replace(claims[4], verdict=Verdict.DISPUTED)])
    assert ink_width(column, five, "disputed_ink") == 11


def test_click_on_a_tick_jumps_there(make_column: Make, material: Material) -> None:
    column = make_column()
    column.set_claims(material.claims())
    clicked: list[int] = []
    column.claim_clicked.connect(clicked.append)
    y = column.ruler.tick_y(5)
    assert y is not None
    assert "inspection number 28" in hover(column.ruler, QPoint(6, y))
    press(column.ruler, QPoint(6, y + 2))
    assert clicked == [5]
    height = column.view.mark_height(5)
    assert height is not None
    assert 0 <= height < column.view.viewport().height()
    press(column.ruler, QPoint(6, column.ruler.height() // 4))
    assert clicked == [5]
    assert 0 < column.view.scroll_y < column.view.verticalScrollBar().maximum() / 2


# --- the column --------------------------------------------------------------------------------


def test_column_tells_when_it_is_entered(make_column: Make, qtbot: QtBot) -> None:
    column = make_column()
    entered: list[bool] = []
    column.activated.connect(lambda: entered.append(True))
    press(column.header, QPoint(40, 20))
    assert entered
    qtbot.waitUntil(column.view.hasFocus)


def test_focus_ring_comes_with_the_keyboard_not_with_the_mouse(
    make_column: Make, qtbot: QtBot
) -> None:
    column = make_column()
    ring = column.view.theme.colour("focus_ring").name()

    def ringed() -> bool:
        image = image_of(column)
        return bool(image.pixelColor(1, image.height() // 2).name() == ring)

    column.view.clearFocus()
    column.view.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(column.view.hasFocus)
    assert not ringed()
    QTest.keyClick(column.view, Qt.Key.Key_Down)
    assert ringed()
    column.view.clearFocus()
    assert not ringed()
    column.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert ringed()


def test_view_keeps_its_text_interface(make_column: Make, material: Material) -> None:
    column = make_column()
    interface = QAccessible.queryAccessibleInterface(column.view)
    assert interface.role() is QAccessible.Role.EditableText or interface.textInterface()
    assert interface.text(QAccessible.Text.Name) == "Text of Outlet 1"
    assert interface.textInterface().characterCount() > 1000


def test_context_menu_is_asked_for_the_claim_there(make_column: Make, material: Material) -> None:
    column = make_column()
    column.set_claims(material.claims())
    asked: list[object] = []
    column.context_menu_asked.connect(lambda claim_id, _at: asked.append(claim_id))
    mark = column.view.marks.of(1)
    assert mark is not None
    rect = column.view.mark_rect(mark)
    on_claim = next(
        QPoint(rect.right() - 12, y)
        for y in range(rect.top(), rect.bottom())
        if column.view.marks_at(QPoint(rect.right() - 12, y))
    )
    for at in (on_claim, QPoint(5, 3)):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, at)
        QApplication.sendEvent(column.view.viewport(), event)
    assert asked == [1, None]


def test_find_counts_and_shows_hits(make_column: Make, material: Material) -> None:
    column = make_column()
    assert column.set_find("INSPECTION   number") == 30
    column.reveal_hit(20)
    hit = column.hits[20]
    assert material.text[hit.start : hit.end] == "inspection number"
    assert column.scroll_position() > 1000
    hit_ground = column.view.theme.colour("find_hit").name()
    image = column.view.viewport().grab().toImage()
    found = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }
    assert hit_ground in found
    assert column.set_find("") == 0


def test_ctrl_wheel_is_left_to_the_window(make_column: Make) -> None:
    column = make_column()

    def wheel(modifiers: Qt.KeyboardModifier) -> QWheelEvent:
        return QWheelEvent(
            QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, -120),
            Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip

    zooming = wheel(Qt.KeyboardModifier.ControlModifier)
    QApplication.sendEvent(column.view.viewport(), zooming)
    assert column.view.scroll_y == 0
    assert column.view.zoom == 1.0
    QApplication.sendEvent(column.view.viewport(), wheel(Qt.KeyboardModifier.NoModifier))
    assert column.view.scroll_y > 0
