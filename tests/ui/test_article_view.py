"""The text of an article: its type, its places, and marks on screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.ui import mark_layout
from annotator.ui.article_view import ArticleView
from annotator.ui.offsets import Utf16Map
from annotator.ui.theme import THEME_NAMES, Theme, load_theme

Material = Any
Make = Callable[..., ArticleView]


def pixels(view: ArticleView) -> QImage:
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colours_in(image: QImage, rect: QRect) -> set[str]:
    inside = rect.intersected(image.rect())
    return {
        image.pixelColor(x, y).name()
        for x in range(inside.left(), inside.right() + 1)
        for y in range(inside.top(), inside.bottom() + 1)
    }


# --- type --------------------------------------------------------------------------------------


def test_lines_stand_25_px_apart_whatever_the_script(make_view: Make) -> None:
    text = "Plain words, then עברית and العربية and ไทย and ဗမာ and so on to fill some lines. " * 4
    view = make_view(text)
    baselines = [line.baseline for line in view.visible_lines()]
    steps = {round(b - a, 2) for a, b in pairwise(baselines)}
    assert steps == {25.0}


def test_paragraph_gap_is_13_px_with_and_without_blank_lines(make_view: Make) -> None:
    for text in ("One\nTwo\nThree", "One\n\nTwo\n\nThree", "One\n\n\n\nTwo"):
        view = make_view(text)
        lines = [line for line in view.visible_lines() if line.end > line.start]
        step = lines[1].baseline - lines[0].baseline
        assert 38 <= step <= 41


def test_single_newlines_open_no_gap_where_blank_lines_part_paragraphs(make_view: Make) -> None:
    view = make_view("By staff\nPORT KVISTAD\n\nAt least 11\n\nFour")
    lines = view.visible_lines()
    assert lines[1].baseline - lines[0].baseline == 25


@pytest.mark.parametrize("zoom", [0.8, 1.0, 1.5, 2.0])
def test_zoom_scales_line_pitch(make_view: Make, zoom: float) -> None:
    view = make_view("word " * 200)
    view.set_zoom(zoom)
    lines = view.visible_lines()
    assert lines[2].baseline - lines[1].baseline == pytest.approx(round(25 * zoom))


def test_measure_is_capped_and_centred(make_view: Make) -> None:
    view = make_view("lorem ipsum dolor sit amet " * 60, width=1400)
    longest = max(line.end - line.start for line in view.visible_lines())
    assert 58 <= longest <= 76
    text, lane = view.viewport().geometry(), view.lane_rect()
    assert lane.right() + 1 == text.left()
    middle = (lane.left() + text.right()) / 2
    assert abs(middle - view.width() / 2) < 40
    assert view.ruler_rect().right() + 1 == view.width() - view.verticalScrollBar().width()


def test_right_to_left_article_has_lane_right_and_ruler_left(
    make_view: Make, material: Material
) -> None:
    view = make_view(material.hebrew, "rtl", width=420)
    text, lane, ruler = view.viewport().geometry(), view.lane_rect(), view.ruler_rect()
    bar = view.verticalScrollBar().parentWidget().geometry()
    assert bar.left() == 0
    assert ruler.left() == bar.right() + 1
    assert text.left() == ruler.right() + 1
    assert lane.left() == text.right() + 1
    assert lane.right() + 1 == view.width()
    first = view.visible_lines()[0]
    assert first.line.naturalTextRect().right() > view.viewport().width() - 20


def test_article_text_is_never_html(make_view: Make) -> None:
    text = '<b>bold</b> <img src="file:///etc/passwd"> &amp; <a href="x">link</a>'
    view = make_view(text)
    assert view.document().toPlainText() == text
    assert not view.document().allFormats()[0].isImageFormat()
    assert not view.acceptDrops()
    assert not view.viewport().acceptDrops()


# --- scrolling ---------------------------------------------------------------------------------


def test_scroll_place_survives_width_and_zoom(make_view: Make, material: Material) -> None:
    view = make_view(material.text)
    wanted = material.text.index("Paragraph 12")
    view.restore_scroll(wanted)
    assert view.scroll_position() == wanted
    for width in (300, 700, 333, 520, 420):
        view.resize(width, 400)
        assert view.scroll_position() == wanted
        lines = view.visible_lines()
        near_top = [line for line in lines if -13 < view.line_top(line) - view.scroll_y < 40]
        start = Utf16Map(material.text).to_qt(wanted)
        assert any(line.start <= start < line.end for line in near_top)
    view.set_zoom(1.5)
    assert view.scroll_position() == wanted


@pytest.mark.parametrize("words", ["Ferry runs", "Paragraph 12"])
def test_scroll_place_can_be_set_before_the_view_is_shown(
    qtbot: QtBot, theme: Theme, material: Material, words: str
) -> None:
    view = ArticleView(theme)
    qtbot.addWidget(view)
    view.set_text(material.text, "ltr")
    view.set_claims(material.claims())
    wanted = material.text.index(words)
    view.restore_scroll(wanted)
    view.set_current(1)
    view.resize(420, 400)
    view.show()
    view.resize(500, 300)
    assert view.scroll_position() == wanted
    QApplication.processEvents()
    assert view.scroll_position() == wanted
    assert (view.scroll_y == 0) == (wanted == 0)


@pytest.mark.parametrize("scrolled", [0, 4, 18, 30])
def test_another_height_scrolls_by_no_pixel(
    make_view: Make, material: Material, scrolled: int
) -> None:
    """Least of all just below the top, where columns stand level by part of a line."""
    view = make_view(material.text)
    view.verticalScrollBar().setValue(scrolled)
    for height in (330, 400, 250):
        view.resize(view.width(), height)
        assert view.scroll_y == scrolled


def test_another_text_begins_at_its_top(make_view: Make, material: Material) -> None:
    view = make_view(material.text)
    view.reveal_span(material.claims()[4].span)
    view.set_text(material.text + " More.", "ltr")
    view.resize(380, 300)
    assert view.scroll_y == 0
    assert view.textCursor().position() == 0


def test_long_article_waits_for_the_mouse_to_rest(
    make_view: Make, qtbot: QtBot, material: Material
) -> None:
    view = make_view(material.text * 20)
    laid = view.lineWrapColumnOrWidth()
    view.resize(700, 400)
    view.resize(720, 400)
    assert view.lineWrapColumnOrWidth() == laid
    qtbot.waitUntil(lambda: view.lineWrapColumnOrWidth() == view.viewport().width())


def test_reveal_moves_only_for_what_is_not_seen(make_view: Make, material: Material) -> None:
    view = make_view(material.text)
    claims = material.claims()
    view.set_claims(claims)
    view.reveal_span(claims[0].span)
    assert view.scroll_y == 0
    view.reveal_span(claims[3].span)
    height = view.mark_height(4)
    assert height is not None
    assert 0 < height < view.viewport().height() / 2
    place = view.scroll_y
    view.reveal_span(claims[3].span)
    assert view.scroll_y == place


def test_a_claim_longer_than_the_view_is_revealed_from_its_beginning(make_view: Make) -> None:
    text = "Short.\n\n" * 40 + "word " * 800
    view = make_view(text)
    start = text.index("word")
    view.reveal_span(Span(start, len(text)))
    line = mark_layout.line_at(view.document(), start)
    assert line is not None
    assert abs(view.line_top(line) - view.scroll_y) <= 1


# --- marks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("verdict", [None, *Verdict])
def test_marks_show_tint_and_line_under_the_words(
    make_view: Make, material: Material, name: str, verdict: Verdict | None
) -> None:
    view = make_view(material.text)
    theme = load_theme(name)
    view.set_theme(theme)
    claim = material.claim(1, "213 people were aboard", verdict, 0.9)
    bare = colours_in(pixels(view), view.viewport().rect())
    view.set_claims([claim])
    mark = view.marks.of(1)
    assert mark is not None
    seen = colours_in(pixels(view), view.mark_rect(mark))
    ink = theme.colour(mark.style.ink_role).name()
    assert ink in seen
    assert theme.colour(mark.style.tint_role).name() in seen
    if name != "high_contrast":
        assert ink not in bare


def test_disputed_has_two_lines_and_verified_one(make_view: Make, material: Material) -> None:
    view = make_view(material.text)
    rows = {}
    for verdict in (Verdict.VERIFIED, Verdict.DISPUTED):
        view.set_claims([material.claim(1, "aboard", verdict)])
        mark = view.marks.of(1)
        assert mark is not None
        rect, image = view.mark_rect(mark), pixels(view)
        ink = view.theme.colour(mark.style.ink_role).name()
        x = rect.center().x()
        inked = [
            y
            for y in range(rect.top(), rect.bottom())
            if all(image.pixelColor(x + dx, y).name() == ink for dx in range(-6, 7))
        ]
        rows[verdict] = sum(1 for y in inked if y - 1 not in inked)
    assert rows == {Verdict.VERIFIED: 1, Verdict.DISPUTED: 2}


def test_overlapping_claims_both_keep_their_lines(make_view: Make, material: Material) -> None:
    view = make_view(material.text, width=900)
    outer = material.claim(1, "213 people were aboard", Verdict.VERIFIED)
    inner = material.claim(2, "people were", Verdict.UNSUPPORTED)
    view.set_claims([outer, inner])
    mark = view.marks.of(2)
    assert mark is not None
    seen = colours_in(pixels(view), view.mark_rect(mark).adjusted(8, 0, -8, 0))
    assert view.theme.colour("verified_ink").name() in seen
    assert view.theme.colour("unsupported_ink").name() in seen


def test_verdict_repaints_only_its_own_rectangle(
    make_view: Make, material: Material, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = make_view(material.text)
    claims = material.claims()
    view.set_claims(claims)
    areas: list[QRect] = []
    paint = ArticleView.paintEvent
    monkeypatch.setattr(
        ArticleView, "paintEvent", lambda self, e: (areas.append(e.rect()), paint(self, e))[1]
    )
    view.viewport().update()
    qtbot.waitUntil(lambda: bool(areas))
    QApplication.processEvents()
    areas.clear()
    layouts: list[object] = []
    view.document().documentLayout().documentSizeChanged.connect(layouts.append)
    decided = replace(claims[0], verdict=Verdict.DISPUTED)
    changed = view.set_claims([decided, *claims[1:]])
    assert changed is not None
    qtbot.waitUntil(lambda: bool(areas))
    assert all(area.height() < 130 for area in areas)
    assert not layouts
    areas.clear()
    below = replace(claims[4], verdict=Verdict.VERIFIED)
    view.set_claims([decided, *claims[1:4], below])
    qtbot.wait(20)
    assert areas == []


def test_repaint_of_a_rectangle_equals_a_full_repaint(
    make_view: Make, material: Material, qtbot: QtBot
) -> None:
    view = make_view(material.text)
    claims = material.claims()
    view.set_claims(claims)
    view.set_current(2)
    qtbot.wait(0)
    shown = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    view.viewport().render(shown)
    decided = [replace(claims[0], verdict=Verdict.UNSUPPORTED), *claims[1:]]
    before = {claim.id: view.marks.of(claim.id) for claim in claims}
    view.set_claims(decided)
    mark = before[1]
    assert mark is not None
    rect = view.mark_rect(mark)
    full = QImage(shown.size(), QImage.Format.Format_RGB32)
    view.viewport().render(full)
    outside = [
        (x, y)
        for x in range(0, full.width(), 2)
        for y in range(full.height())
        if not rect.contains(x, y) and full.pixel(x, y) != shown.pixel(x, y)
    ]
    assert outside == []
    assert full != shown


def test_current_outline_is_open_where_the_line_breaks(make_view: Make, material: Material) -> None:
    view = make_view(material.text, width=330)
    view.set_claims(material.claims())
    mark = view.marks.of(2)
    assert mark is not None
    lines = [line for line in view.visible_lines() if line.start < mark.end > line.start]
    found = [
        piece
        for line in lines
        for piece in mark_layout.pieces(line, mark.start, mark.end, has_rtl=False)
    ]
    assert len(found) >= 2
    assert (found[0].open_left, found[0].open_right) == (False, True)
    assert (found[-1].open_left, found[-1].open_right) == (True, False)
    bare = colours_in(pixels(view), view.mark_rect(mark))
    view.set_theme(load_theme("high_contrast"))
    view.set_current(2)
    assert view.theme.colour("current_outline").name() in colours_in(
        pixels(view), view.mark_rect(mark)
    )
    assert view.theme.colour("current_outline").name() not in bare


def test_right_to_left_pieces_open_on_the_other_side(make_view: Make, material: Material) -> None:
    text = material.hebrew * 3
    view = make_view(text, "rtl", width=330)
    start = text.index("האונייה Sølvi")
    view.set_claims([material.claim(1, text[start : start + 60], text=text)])
    mark = view.marks.of(1)
    assert mark is not None
    lines = [
        line for line in view.visible_lines() if line.start < mark.end and line.end > mark.start
    ]
    first = mark_layout.pieces(lines[0], mark.start, mark.end, has_rtl=True)
    last = mark_layout.pieces(lines[-1], mark.start, mark.end, has_rtl=True)
    assert first[0].open_left
    assert not first[-1].open_right
    assert last[-1].open_right
    assert not last[0].open_left


def test_mixed_directions_cover_exactly_the_letters_of_the_span(make_view: Make) -> None:
    text = "abc שלום def"
    view = make_view(text, width=600)
    line = view.visible_lines()[0]
    start = text.index("ש")
    whole = mark_layout.pieces(line, 0, len(text), has_rtl=True)
    hebrew = mark_layout.pieces(line, start, start + 4, has_rtl=True)
    before = mark_layout.pieces(line, 0, start, has_rtl=True)
    after = mark_layout.pieces(line, start + 4, len(text), has_rtl=True)
    assert len(whole) == len(hebrew) == len(before) == len(after) == 1
    parts = sum(p.right - p.left for p in (hebrew[0], before[0], after[0]))
    assert parts == pytest.approx(whole[0].right - whole[0].left, abs=1)
    across = mark_layout.pieces(line, 0, start + 2, has_rtl=True)
    assert len(across) == 2


def test_a_line_of_200_000_characters_is_shown_and_marked(
    make_view: Make, material: Material
) -> None:
    text = "lorem ipsum dolor " * 11_200
    view = make_view(text)
    begin = 150_003
    claim = replace(material.claim(1, "lorem", text=text), span=Span(begin, begin + 40))
    view.set_claims([claim])
    view.reveal_span(claim.span)
    mark = view.marks.of(1)
    assert mark is not None
    assert not view.mark_rect(mark).isEmpty()
    assert len(view.visible_lines()) < 40


def test_no_claims_and_no_text_are_fine(make_view: Make) -> None:
    view = make_view("")
    assert view.set_claims([]) == []
    view.set_current(7)
    assert view.scroll_position() == 0
    assert view.selected_span() is None
    pixels(view)
