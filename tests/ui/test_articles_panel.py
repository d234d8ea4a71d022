"""The articles panel: ticks, progress, opening, and the drop area."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.domain.article import ArticleMetadata
from annotator.domain.verdict import Verdict
from annotator.services.reading import pasted_article
from annotator.ui.articles_panel import ArticlesPanel
from annotator.ui.commands import COMMANDS
from annotator.ui.project_model import ProjectModel
from annotator.ui.shortcuts import effective_keys
from annotator.ui.theme import Theme, load_theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
LEFT = Qt.MouseButton.LeftButton
TEXT_ROLE = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def panel(ferry_model: ProjectModel, theme: Theme, qtbot: QtBot) -> ArticlesPanel:
    panel = ArticlesPanel(ferry_model, theme, effective_keys(COMMANDS, {}))
    qtbot.addWidget(panel)
    panel.resize(216, 600)
    panel.show()
    return panel


def row_centre(panel: ArticlesPanel, row: int) -> QPoint:
    model = panel.list.model()
    return panel.list.visualRect(model.index(row, 0)).center()


def box(panel: ArticlesPanel, row: int) -> QPoint:
    model = panel.list.model()
    rect = panel.list.visualRect(model.index(row, 0))
    return rect.topLeft() + QPoint(19, 17)


def test_a_click_on_the_box_asks_and_changes_nothing_itself(
    panel: ArticlesPanel, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    first, second = ferry_model.articles()
    panel.set_on_desk([first])
    with qtbot.waitSignal(panel.desk_toggled) as asked:
        QTest.mouseClick(panel.list.viewport(), LEFT, pos=box(panel, 1))
    assert asked.args == [second, True]
    assert panel.title == "Articles 1 of 2 on desk"
    with qtbot.waitSignal(panel.desk_toggled) as asked:
        QTest.mouseClick(panel.list.viewport(), LEFT, pos=box(panel, 0))
    assert asked.args == [first, False]


def test_a_click_on_a_row_opens_the_article(
    panel: ArticlesPanel, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    _first, second = ferry_model.articles()
    with (
        qtbot.waitSignal(panel.article_opened) as opened,
        qtbot.assertNotEmitted(panel.desk_toggled),
    ):
        QTest.mouseClick(panel.list.viewport(), LEFT, pos=row_centre(panel, 1))
    assert opened.args == [second]


def test_the_keyboard_ticks_and_opens(
    panel: ArticlesPanel, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    first, second = ferry_model.articles()
    panel.set_active(first)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.desk_toggled) as asked:
        QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert asked.args == [second, True]
    with qtbot.waitSignal(panel.article_opened) as opened:
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert opened.args == [second]


def test_rows_follow_the_review(panel: ArticlesPanel, ferry_model: ProjectModel) -> None:
    index = panel.list.model().index(0, 0)
    assert index.data(TEXT_ROLE) == "Wire, Wire story, 0 of 2 reviewed"
    claim = ferry_model.shown_claims(next(iter(ferry_model.articles())))[0]
    ferry_model.decide(claim.id, Verdict.VERIFIED)
    assert index.data(TEXT_ROLE) == "Wire, Wire story, 1 of 2 reviewed"


def test_rows_follow_imports_and_new_metadata(
    panel: ArticlesPanel, ferry_model: ProjectModel
) -> None:
    ferry_model.import_articles(
        [pasted_article("Eleven died.", ArticleMetadata("<b>Third</b>", "Lantern"))]
    )
    model = panel.list.model()
    assert model.rowCount() == 3
    assert panel.title == "Articles 0 of 3 on desk"
    tip = model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tip
    third = list(ferry_model.articles())[2]
    ferry_model.edit_article(third, ArticleMetadata("Third", "The Daily Lantern"))
    assert model.index(2, 0).data() == "The Daily Lantern"


def test_the_drop_area_opens_files_and_shows_the_key(panel: ArticlesPanel, qtbot: QtBot) -> None:
    drop = panel._drop
    assert "press Ctrl+O" in drop.words()
    with qtbot.waitSignal(panel.open_asked):
        QTest.mouseClick(drop, LEFT)
    panel.set_keys({"open_files": ()})
    assert drop.words() == "Drop files here"


def test_files_over_the_window_light_the_drop_area(panel: ArticlesPanel) -> None:
    before = panel._drop.grab().toImage()
    panel.set_files_over(True)
    assert panel._drop.grab().toImage() != before


def test_every_theme_and_density_can_be_drawn(
    panel: ArticlesPanel, ferry_model: ProjectModel
) -> None:
    panel.set_on_desk(ferry_model.articles())
    seen = set()
    for name in ("light", "dark", "high_contrast"):
        panel.set_theme(load_theme(name))
        seen.add(panel.grab().toImage().pixelColor(100, 400).name())
    assert len(seen) == 3
    high = panel.list.visualRect(panel.list.model().index(0, 0)).height()
    panel.set_compact(True)
    assert panel.list.visualRect(panel.list.model().index(0, 0)).height() < high
