"""Which articles lie on the desk while the project changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.desk import Desk
from annotator.ui.desk_articles import DeskArticles
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import Theme


@pytest.fixture
def laid(ferry_model: ProjectModel, theme: Theme, qtbot: QtBot) -> DeskArticles:
    """A desk with every article of the project."""
    desk = Desk(theme)
    qtbot.addWidget(desk)
    made = DeskArticles(ferry_model, desk, desk)
    made.show(ferry_model.articles())
    return made


def test_an_article_that_undo_brings_back_lies_where_it_lay(
    laid: DeskArticles, ferry_model: ProjectModel
) -> None:
    before = laid.ids
    assert len(before) > 1
    assert ferry_model.remove_article(before[0])
    assert laid.ids == before[1:]
    assert ferry_model.undo()
    assert laid.ids == before


def test_an_import_that_is_taken_back_and_done_again_fills_the_desk_as_before(
    laid: DeskArticles, ferry_model: ProjectModel
) -> None:
    before = laid.ids
    steps: list[Callable[[], bool]] = [ferry_model.undo, ferry_model.redo]
    while ferry_model.articles():
        assert steps[0]()
    assert laid.ids == []
    while len(ferry_model.articles()) < len(before):
        assert steps[1]()
    assert laid.ids == before


def test_an_article_taken_off_the_desk_stays_off(
    laid: DeskArticles, ferry_model: ProjectModel
) -> None:
    first, *others = laid.ids
    laid.remove(first)
    assert ferry_model.remove_article(first)
    assert ferry_model.undo()
    assert laid.ids == others
