"""The filters of the claims table: what they leave, how they fold, and the way back."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.claim_filter import Standing
from annotator.domain.verdict import Verdict
from annotator.ui.claim_model import ClaimColumn
from annotator.ui.claim_table import ClaimTable
from annotator.ui.fonts import scaled
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import Theme

ON_THE_DESK = ["Nine died", "213 people were aboard", "Ten died", "=SUM costs 40 crowns"]


@pytest.fixture
def table(qtbot: QtBot, theme: Theme, ferry_model: ProjectModel) -> ClaimTable:
    """The table of the ferry project, wide enough for every column."""
    made = ClaimTable(ferry_model, theme)
    qtbot.addWidget(made)
    qtbot.addWidget(made.filter_bar)
    made.resize(1000, 260)
    made.show()
    return made


def quotes(table: ClaimTable) -> list[str]:
    """The column Claim from top to bottom."""
    model = table.view.model()
    column = ClaimColumn.CLAIM
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def claim_id(model: ProjectModel, quote: str) -> int:
    return next(claim.id for claim in model.all_claims() if claim.quote == quote)


def settle(table: ClaimTable, text: str, qtbot: QtBot) -> None:
    table.filter_bar.words.setText(text)
    qtbot.waitUntil(lambda: table.filter.words == text.strip())


def test_words_filter_quotes_titles_and_outlets(
    table: ClaimTable, qtbot: QtBot, ferry_model: ProjectModel
) -> None:
    settle(table, "DIED", qtbot)
    assert quotes(table) == ["Nine died", "Ten died"]
    settle(table, "died post", qtbot)
    assert quotes(table) == ["Ten died"]


def test_lists_filter_and_the_offers_follow_the_project(
    table: ClaimTable, ferry_model: ProjectModel
) -> None:
    ferry_model.decide(claim_id(ferry_model, "Ten died"), Verdict.DISPUTED)
    bar = table.filter_bar
    bar.reviewers.set_chosen(["Ada"])
    bar.reviewers.choice_changed.emit(bar.reviewers.chosen)
    assert quotes(table) == ["Ten died"]
    bar.clear()
    first, second = ferry_model.articles()
    bar.articles.set_chosen([second])
    bar.articles.choice_changed.emit(bar.articles.chosen)
    assert quotes(table) == ON_THE_DESK[2:]
    ferry_model.remove_article(second)
    # Nobody can look at an article that is gone, so it is no longer filtered by.
    assert table.filter.article_ids == frozenset()
    assert quotes(table) == ON_THE_DESK[:2]
    assert first in ferry_model.articles()


def test_a_row_leaves_when_its_verdict_no_longer_matches(
    table: ClaimTable, ferry_model: ProjectModel
) -> None:
    bar = table.filter_bar
    bar.verdicts.set_chosen([Standing.UNREVIEWED])
    bar.verdicts.choice_changed.emit(bar.verdicts.chosen)
    ferry_model.decide(claim_id(ferry_model, "Nine died"), Verdict.VERIFIED)
    assert quotes(table) == ON_THE_DESK[1:]
    assert table.total == 3


def test_nothing_matches_says_so_and_leads_back(table: ClaimTable, qtbot: QtBot) -> None:
    settle(table, "no such words", qtbot)
    assert not table.view.isVisible()
    empty = table._empty
    assert empty.isVisible()
    assert empty._words.text() == "No claim matches"
    empty._button.click()
    assert table.view.isVisible()
    assert quotes(table) == ON_THE_DESK
    assert table.filter_bar.words.text() == ""


def test_filters_fold_into_one_button_where_there_is_no_room(
    table: ClaimTable, qtbot: QtBot
) -> None:
    bar = table.filter_bar
    bar.resize(bar.sizeHint())
    bar.show()
    assert not bar.is_folded
    bar.resize(bar.sizeHint().width() - 1, 28)
    assert bar.is_folded
    assert bar._fold_button.text() == "Filters"
    bar.verdicts.set_chosen([Standing.DISPUTED])
    bar.verdicts.choice_changed.emit(bar.verdicts.chosen)
    assert bar._fold_button.text() == "Filters: 1"
    bar._fold_button.click()
    assert bar._sheet.isVisible()
    assert bar.verdicts.isVisible()
    bar._sheet.clear_asked.emit()
    assert bar._fold_button.text() == "Filters"
    bar._sheet.hide()
    bar.resize(bar.sizeHint())
    assert not bar.is_folded
    assert bar.verdicts.parentWidget() is bar


def test_columns_give_way_to_the_words_of_the_claims(table: ClaimTable) -> None:
    hidden = []
    for width in (1200, 1000, 720, 560, 430):
        table.resize(width, 260)
        view = table.view
        hidden.append([column.name for column in ClaimColumn if view.isColumnHidden(column)])
    assert hidden[0] == []
    assert hidden[-1] == ["KIND", "WORTH", "OTHERS", "DECIDED"]
    lengths = [len(names) for names in hidden]
    assert lengths == sorted(lengths)
    for names in hidden:
        assert names in (
            [],
            ["DECIDED"],
            ["WORTH", "DECIDED"],
            ["KIND", "WORTH", "DECIDED"],
            ["KIND", "WORTH", "OTHERS", "DECIDED"],
        )


def test_who_conflicts_stays_in_the_table_of_a_small_window(table: ClaimTable) -> None:
    """1280 px less both side panels; the names of the articles give way."""
    view = table.view
    widths = {}
    for width in (1200, 712, 650):
        table.resize(width, 260)
        assert not view.isColumnHidden(ClaimColumn.OTHERS)
        assert view.columnWidth(ClaimColumn.CLAIM) >= scaled(270)
        widths[width] = view.columnWidth(ClaimColumn.ARTICLE)
    assert widths[650] < widths[1200]
