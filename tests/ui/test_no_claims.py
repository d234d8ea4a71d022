"""Where no claim shows, the window says why, and says nothing that is not so."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.article import ArticleMetadata
from annotator.domain.claim import DetectorVersion
from annotator.exchange.article_reader import article_from_paste
from annotator.services.project import create_project, open_project
from annotator.ui.claim_table import ClaimTable
from annotator.ui.desk import Desk
from annotator.ui.desk_articles import DeskArticles
from annotator.ui.no_claims import why_no_claims
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import Theme

LOOKING = "Looking for claims…"


@pytest.fixture
def model(tmp_path: Path, qapp: object) -> ProjectModel:
    """An open project with one article that nothing has read."""
    path = tmp_path / "quiet.fact"
    create_project(path)
    model = ProjectModel(0.5)
    model.set_project(open_project(path, "Ada", tmp_path / "backups"))
    model.import_articles([article_from_paste("Good morning.", ArticleMetadata("Quiet"))])
    return model


def searched(model: ProjectModel) -> None:
    (article,) = model.articles().values()
    model.keep_candidates(article.text_id, DetectorVersion("test", "1", "none"), ())


def test_each_reason_has_its_own_words(model: ProjectModel) -> None:
    assert why_no_claims(ProjectModel(0.5), searching=False) == "No articles yet"
    assert why_no_claims(model, searching=True) == LOOKING
    assert why_no_claims(model, searching=False) == "Not every article was searched for claims."
    searched(model)
    assert why_no_claims(model, searching=False).startswith("No claims were found.")


def test_claims_below_the_sensitivity_are_not_denied(ferry_model: ProjectModel) -> None:
    ferry_model.set_threshold(1.0)
    assert "at this sensitivity" in why_no_claims(ferry_model, searching=False)


def test_dismissed_claims_are_not_denied(ferry_model: ProjectModel) -> None:
    for claim in ferry_model.all_claims():
        assert ferry_model.dismiss(claim.id)
    assert "not a claim" in why_no_claims(ferry_model, searching=False)


def told(table: ClaimTable) -> tuple[str, bool]:
    return table._empty._words.text(), not table._empty._button.isHidden()


def test_the_table_follows_the_search(model: ProjectModel, theme: Theme, qtbot: QtBot) -> None:
    table = ClaimTable(model, theme)
    qtbot.addWidget(table)
    qtbot.addWidget(table.filter_bar)
    table.set_searching(True)
    assert told(table) == (LOOKING, False)
    searched(model)
    assert told(table) == (LOOKING, False)
    table.set_searching(False)
    assert told(table)[0].startswith("No claims were found.")


def test_only_filters_that_hide_claims_can_be_cleared(
    ferry_model: ProjectModel, theme: Theme, qtbot: QtBot
) -> None:
    table = ClaimTable(ferry_model, theme)
    qtbot.addWidget(table)
    qtbot.addWidget(table.filter_bar)
    table.filter_bar.words.setText("zeppelin")
    qtbot.waitUntil(lambda: table.total == 0)
    assert told(table) == ("No claim matches", True)
    ferry_model.set_threshold(1.0)
    qtbot.waitUntil(lambda: not told(table)[1])
    assert "at this sensitivity" in told(table)[0]


def test_the_desk_tells_which_article_only_rules_have_marked(
    ferry_model: ProjectModel, qtbot: QtBot, theme: Theme
) -> None:
    desk = Desk(theme)
    qtbot.addWidget(desk)
    articles = DeskArticles(ferry_model, desk)
    first, second = ferry_model.articles().values()
    articles.show([first.id, second.id])
    assert [column.header.notice for column in desk.columns()] == ["", ""]
    by_rules = DetectorVersion("rules", "2", "rules only: Swedish")
    assert ferry_model.keep_candidates(second.text_id, by_rules, ())
    assert [column.header.notice for column in desk.columns()] == [
        "",
        "Not English (Swedish): marked by rules only",
    ]
