"""The header of a column: outlet, date, progress, title, close button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolButton, QToolTip, QWidget

from annotator.domain.article import ArticleMetadata
from annotator.domain.claim import rules_only_words
from annotator.domain.progress import Progress
from annotator.ui.article_column import ArticleColumn
from annotator.ui.column_header import ColumnHeader, date_words
from annotator.ui.theme import THEME_NAMES, load_theme

Material = Any
Make = Callable[..., ArticleColumn]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def image_of(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def hover(widget: QWidget, at: QPoint) -> str:
    QToolTip.hideText()
    event = QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    return QToolTip.text()


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2024-10-10", "10 Oct"),
        ("2023-01-02T09:15:00Z", "2 Jan 2023"),
        ("", "no date"),
        ("last Friday\n night", "last Friday night"),
        ("2024-13-45", "2024-13-45"),
    ],
)
def test_date_words(published: str, words: str) -> None:
    assert date_words(published, 2024) == words


def test_header_names_article_and_progress(make_column: Make) -> None:
    column = make_column()
    column.set_progress(Progress(total=31, verified=10, disputed=2))
    assert column.header.accessibleName() == "Outlet 1, 10 Oct 2024, 12 of 31 reviewed"
    button = column.header.findChild(QToolButton)
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Take Outlet 1 off the desk"
    closed: list[bool] = []
    column.close_clicked.connect(lambda: closed.append(True))
    button.click()
    assert closed == [True]


def test_header_is_compact_below_340_px(make_column: Make) -> None:
    assert not make_column(width=340).header.is_compact
    assert make_column(width=339).header.is_compact


def test_a_short_date_is_shown_whole_or_not_at_all(
    make_column: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    column = make_column(width=340)
    column.header.set_article(ArticleMetadata("A title of some length"), "a.txt")
    shown: list[str] = []
    paint = ColumnHeader._paint

    def watched(
        self: ColumnHeader, painter: QPainter, font: QFont, role: str, rect: QRect, words: str
    ) -> int:
        if words == "no date":
            right = Qt.TextElideMode.ElideRight
            shown.append(QFontMetrics(font).elidedText(words, right, rect.width()))
        return paint(self, painter, font, role, rect, words)

    monkeypatch.setattr(ColumnHeader, "_paint", watched)
    image_of(column.header)
    assert shown == []
    for width in range(340, 520, 6):
        column.resize(width, 560)
        image_of(column.header)
    assert set(shown) == {"no date"}


def test_progress_line_grows_with_the_review(make_column: Make) -> None:
    column = make_column(width=400)
    lengths = []
    for reviewed in (0, 10, 20):
        column.set_progress(Progress(total=20, verified=reviewed))
        image = image_of(column.header)
        y = image.height() - 1
        ink = column.view.theme.colour("text_muted").name()
        lengths.append(sum(image.pixelColor(x, y).name() == ink for x in range(image.width())))
    assert lengths[0] == 0
    assert lengths[1] == pytest.approx(200, abs=1)
    assert lengths[2] == 400


@pytest.mark.parametrize("name", THEME_NAMES)
def test_active_column_carries_the_accent(make_column: Make, name: str) -> None:
    column = make_column()
    theme = load_theme(name)
    column.set_theme(theme)
    top = image_of(column.header).pixelColor(200, 0).name()
    assert top == theme.colour("panel").name()
    column.set_active(True)
    image = image_of(column.header)
    assert image.pixelColor(200, 0).name() == theme.colour("accent").name()
    assert image.pixelColor(2, 4).name() == theme.colour("paper").name()


def test_long_hostile_title_is_elided_and_told_in_full_as_plain_text(
    make_column: Make, material: Material
) -> None:
    column = make_column()
    title = "<b>Ferry</b> <img src=x> " * 60
    article = material.article(1)
    metadata = ArticleMetadata(title, outlet="An outlet with a very long name indeed " * 4)
    column.set_article(replace(article, metadata=metadata), material.text)
    image_of(column.header)
    shown = hover(column.header, QPoint(60, 45))
    assert "<img" not in shown
    assert shown.count("&lt;img") == 60
    assert column.minimumWidth() == 300


def test_editing_metadata_keeps_text_scroll_and_claims(
    make_column: Make, material: Material
) -> None:
    column = make_column()
    column.set_claims(material.claims())
    column.restore_scroll(material.text.index("Paragraph 9"))
    place = column.scroll_position()
    article = material.article(1)
    column.set_article(replace(article, metadata=ArticleMetadata("New title")), material.text)
    assert column.scroll_position() == place
    assert len(column.view.marks) == 5
    assert "New title" in column.header.accessibleName()


def test_an_article_that_no_model_can_read_says_so(make_column: Make) -> None:
    column = make_column()
    header = column.header
    before = image_of(header)
    header.set_rules_only("Polish")
    assert header.notice == "Not English (Polish): marked by rules only"
    assert header.accessibleDescription().startswith(header.notice)
    assert header.notice in hover(header, header.rect().center())
    assert image_of(header) != before
    header.set_rules_only("")
    assert header.notice == ""
    assert image_of(header) == before


def test_a_language_without_a_name_is_not_made_up() -> None:
    assert rules_only_words("another language") == "Not English: marked by rules only"
