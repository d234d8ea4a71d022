"""The table of claims: what it shows, how it sorts and filters, and that it follows the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from annotator.domain.article import ArticleMetadata
from annotator.domain.claim_filter import Standing
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    ProposedLink,
    Relation,
)
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.services.comparing import articles_to_compare, keep_links
from annotator.ui.claim_model import ClaimColumn, ClaimTableModel, decided_words
from annotator.ui.claim_table import ClaimTable
from annotator.ui.fonts import chrome_font
from annotator.ui.isolated_text import elided_line
from annotator.ui.link_model import LinkModel
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import THEME_NAMES, Theme, load_theme

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
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
    return words(table, ClaimColumn.CLAIM)


def words(table: ClaimTable, column: ClaimColumn) -> list[str]:
    model = table.view.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def claim_id(model: ProjectModel, quote: str) -> int:
    return next(claim.id for claim in model.all_claims() if claim.quote == quote)


def click(table: ClaimTable, row: int) -> None:
    place = table.view.visualRect(table.view.model().index(row, ClaimColumn.CLAIM)).center()
    QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


# What it shows


def test_every_claim_of_the_desk_is_a_row_in_reading_order(table: ClaimTable) -> None:
    assert quotes(table) == ON_THE_DESK
    assert words(table, ClaimColumn.VERDICT) == ["candidate"] * 4
    assert words(table, ClaimColumn.ARTICLE) == ["Wire", "Wire", "Post", "Post"]
    assert words(table, ClaimColumn.WORTH) == ["0.90", "0.70", "0.95", "0.60"]
    assert table.total == 4


def test_the_sensitivity_decides_which_candidates_are_rows(
    table: ClaimTable, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(table.shown_count_changed) as told:
        ferry_model.set_threshold(0.35)
    assert told.args == [5]
    assert "built in 1998" in quotes(table)
    ferry_model.set_threshold(0.92)
    assert quotes(table) == ["Ten died"]


def test_a_verdict_changes_one_row_and_no_other(
    table: ClaimTable, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    resets: list[int] = []
    table.view.model().modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(table.view.model().dataChanged) as told:
        ferry_model.decide(claim_id(ferry_model, "Ten died"), Verdict.DISPUTED)
    top, bottom = told.args[0], told.args[1]
    assert (top.row(), bottom.row()) == (2, 2)
    assert words(table, ClaimColumn.VERDICT)[2] == "disputed"
    assert not resets


def test_undo_brings_the_row_back_as_it_was(table: ClaimTable, ferry_model: ProjectModel) -> None:
    ferry_model.dismiss(claim_id(ferry_model, "Nine died"))
    assert quotes(table) == ON_THE_DESK[1:]
    ferry_model.undo()
    assert quotes(table) == ON_THE_DESK


def test_the_model_keeps_its_promises_to_qt_through_every_act(
    ferry_model: ProjectModel, qapp: object
) -> None:
    model = ClaimTableModel(ferry_model)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    nine, people = (claim_id(ferry_model, quote) for quote in ON_THE_DESK[:2])
    model.sort(ClaimColumn.VERDICT, DESCENDING)
    for act in (
        lambda: ferry_model.decide(nine, Verdict.VERIFIED),
        lambda: ferry_model.decide(people, Verdict.UNSUPPORTED),
        lambda: ferry_model.dismiss(nine),
        ferry_model.undo,
        ferry_model.undo,
        ferry_model.redo,
        lambda: ferry_model.set_threshold(0.2),
        lambda: ferry_model.merge_claims(nine, people),
        ferry_model.undo,
    ):
        act()
    model.sort(-1)
    assert model.rowCount() == 6
    del tester


def test_a_dismissed_claim_is_a_row_only_when_asked_for(
    table: ClaimTable, ferry_model: ProjectModel
) -> None:
    ferry_model.dismiss(claim_id(ferry_model, "Nine died"))
    table.filter_bar.verdicts.set_chosen([Standing.DISMISSED])
    table.filter_bar.verdicts.choice_changed.emit(frozenset())
    assert words(table, ClaimColumn.VERDICT) == ["not a claim"]


def test_another_name_of_an_article_shows_at_once(
    table: ClaimTable, ferry_model: ProjectModel
) -> None:
    first = next(iter(ferry_model.articles()))
    ferry_model.edit_article(first, ArticleMetadata("Title", "Morning Wire"))
    assert words(table, ClaimColumn.ARTICLE)[0] == "Morning Wire"
    ferry_model.remove_article(first)
    assert quotes(table) == ON_THE_DESK[2:]


def test_the_hour_today_and_else_the_day() -> None:
    at = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
    local = at.astimezone()
    assert decided_words(at.isoformat(), local) == f"{local:%H:%M}"
    assert decided_words(at.isoformat(), local + timedelta(days=3)) == f"{local.day} Mar"
    assert decided_words(at.isoformat(), local + timedelta(days=330)) == f"{local.day} Mar 26"
    assert decided_words("") == ""


def test_a_screen_reader_hears_every_cell_in_words(
    table: ClaimTable, ferry_model: ProjectModel
) -> None:
    ferry_model.decide(claim_id(ferry_model, "Nine died"), Verdict.VERIFIED)
    model = table.view.model()
    said = [
        str(model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole))
        for column in ClaimColumn
    ]
    assert said[:5] == [
        "verified", "Nine died", "Kind: quantity", "Article: Wire", "Check-worthiness: 0.90",
    ]  # fmt: skip
    assert said[5] == "Other articles: none"
    assert said[6].startswith("Decided: ")
    tip = str(model.index(0, ClaimColumn.DECIDED).data(Qt.ItemDataRole.ToolTipRole))
    assert "verified by Ada" in tip


# Sorting


def test_sorting_is_stable_and_can_be_taken_back(
    table: ClaimTable, ferry_model: ProjectModel
) -> None:
    table.view.sortByColumn(ClaimColumn.KIND, DESCENDING)
    assert quotes(table) == ["Nine died", "213 people were aboard", "Ten died",
                             "=SUM costs 40 crowns"]  # fmt: skip
    table.view.sortByColumn(ClaimColumn.WORTH, DESCENDING)
    assert words(table, ClaimColumn.WORTH) == ["0.95", "0.90", "0.70", "0.60"]
    table.view.sortByColumn(ClaimColumn.WORTH, ASCENDING)
    assert words(table, ClaimColumn.WORTH) == ["0.60", "0.70", "0.90", "0.95"]
    table.view.sortByColumn(-1, ASCENDING)
    assert quotes(table) == ON_THE_DESK


def test_what_has_no_value_comes_last_either_way(
    table: ClaimTable, ferry_model: ProjectModel
) -> None:
    ferry_model.decide(claim_id(ferry_model, "Ten died"), Verdict.VERIFIED)
    for order in (ASCENDING, DESCENDING):
        table.view.sortByColumn(ClaimColumn.DECIDED, order)
        assert quotes(table)[0] == "Ten died"
        assert quotes(table)[1:] == ["Nine died", "213 people were aboard", "=SUM costs 40 crowns"]


def test_a_verdict_moves_the_row_where_the_order_wants_it(
    table: ClaimTable, ferry_model: ProjectModel
) -> None:
    table.view.sortByColumn(ClaimColumn.VERDICT, ASCENDING)
    ferry_model.decide(claim_id(ferry_model, "Ten died"), Verdict.DISPUTED)
    ferry_model.decide(claim_id(ferry_model, "=SUM costs 40 crowns"), Verdict.VERIFIED)
    assert words(table, ClaimColumn.VERDICT) == ["verified", "disputed", "candidate", "candidate"]
    assert quotes(table)[2:] == ["Nine died", "213 people were aboard"]


# Choosing


def test_a_click_and_the_arrows_choose_a_claim(
    table: ClaimTable, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    table.claim_chosen.connect(ferry_model.set_current)
    click(table, 1)
    assert ferry_model.current is not None
    assert ferry_model.current.quote == ON_THE_DESK[1]
    QTest.keyClick(table.view, Qt.Key.Key_Down)
    assert ferry_model.current.quote == ON_THE_DESK[2]
    with qtbot.waitSignal(table.claim_activated) as told:
        QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert told.args == [ferry_model.current.id]


def test_return_leads_from_the_words_to_what_was_found(
    table: ClaimTable, ferry_model: ProjectModel
) -> None:
    table.claim_chosen.connect(ferry_model.set_current)
    ferry_model.set_current(claim_id(ferry_model, "Nine died"))
    table.filter_bar.words.setText("died ten")
    QTest.keyClick(table.filter_bar.words, Qt.Key.Key_Return)
    assert table.window().focusWidget() is table.view
    assert ferry_model.current is not None
    assert ferry_model.current.quote == "Ten died"


def test_it_follows_the_desk_without_choosing_or_taking_the_focus(
    table: ClaimTable, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    chosen: list[int] = []
    table.claim_chosen.connect(chosen.append)
    field = QLineEdit(table)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    ferry_model.set_current(claim_id(ferry_model, "Ten died"))
    assert table.view.currentIndex().row() == 2
    assert field.hasFocus()
    ferry_model.decide(claim_id(ferry_model, "Ten died"), Verdict.VERIFIED)
    ferry_model.dismiss(claim_id(ferry_model, "Ten died"))
    assert table.view.currentIndex() == QModelIndex()
    assert chosen == []


def test_the_current_row_stays_with_its_claim_when_the_order_changes(
    table: ClaimTable, ferry_model: ProjectModel
) -> None:
    ferry_model.set_current(claim_id(ferry_model, "Ten died"))
    table.view.sortByColumn(ClaimColumn.WORTH, DESCENDING)
    assert table.view.currentIndex().row() == 0
    ferry_model.set_threshold(0.2)
    claim = table.view.current_claim()
    assert claim is not None
    assert claim.quote == "Ten died"


def test_the_menu_copies_the_quote_letter_by_letter(
    table: ClaimTable, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    claim = ferry_model.claim(claim_id(ferry_model, "=SUM costs 40 crowns"))
    assert claim is not None
    table.view.menu_asked.emit(claim, QPoint(10, 10))
    menu = table.findChild(QMenu)
    assert menu is not None
    entries = {action.text(): action for action in menu.actions()}
    entries["Copy the quote"].trigger()
    assert QGuiApplication.clipboard().text() == "=SUM costs 40 crowns"
    menu.close()


def test_the_field_takes_the_focus_and_esc_gives_it_back(table: ClaimTable, qtbot: QtBot) -> None:
    table.filter_bar.show()
    table.filter_bar.words.setText("died")
    with qtbot.waitSignal(table.left):
        QTest.keyClick(table.filter_bar.words, Qt.Key.Key_Escape)
    assert table.filter_bar.words.text() == ""
    assert quotes(table) == ON_THE_DESK


# Painting


@pytest.mark.parametrize("name", THEME_NAMES)
def test_the_current_row_has_a_tint_and_a_bar_in_every_theme(
    table: ClaimTable, ferry_model: ProjectModel, name: str
) -> None:
    theme = load_theme(name)
    table.set_theme(theme)
    ferry_model.set_current(claim_id(ferry_model, "213 people were aboard"))
    image = table.view.viewport().grab().toImage()
    middle = table.view.visualRect(table.view.model().index(1, 0)).center().y()
    assert image.pixelColor(1, middle) == theme.colour("accent")
    assert image.pixelColor(6, middle) == theme.colour("accent_tint")
    other = table.view.visualRect(table.view.model().index(3, 0)).center().y()
    assert image.pixelColor(1, other) == theme.colour("paper")


def test_a_hebrew_quote_is_cut_at_its_own_end(
    make_line: Callable[[str, int], str],
) -> None:
    line = make_line("האונייה עלתה על שרטון ליד החוף בלילה", 90)
    assert line.startswith("\u2068")
    assert line.endswith("…\u2069")
    assert "\u202e" not in make_line("a \u202eb\u2069 c", 300)


@pytest.fixture
def make_line(theme: Theme) -> Callable[[str, int], str]:
    """Makes one elided line of the table's font."""
    return lambda text, width: elided_line(text, QFontMetrics(chrome_font("table")), width)


def test_a_verdict_is_painted_with_its_ink(table: ClaimTable, ferry_model: ProjectModel,
                                           theme: Theme) -> None:  # fmt: skip
    ferry_model.decide(claim_id(ferry_model, "Nine died"), Verdict.VERIFIED)
    box = table.view.visualRect(table.view.model().index(0, ClaimColumn.VERDICT))
    image = table.view.viewport().grab(box).toImage()
    colours = {image.pixelColor(x, y).name() for x in range(34) for y in range(image.height())}
    assert QColor(theme.colour("verified_ink")).name() in colours


# --- what the other articles do ----------------------------------------------------------------


def test_articles_are_counted_by_relation_and_sorted_with_conflicts_first(
    ferry_model: ProjectModel, theme: Theme, qtbot: QtBot
) -> None:
    links = LinkModel(ferry_model)
    made = ClaimTable(ferry_model, theme, links)
    qtbot.addWidget(made)
    made.resize(1300, 300)
    made.show()
    assert words(made, ClaimColumn.OTHERS) == [""] * 4
    by_quote = {claim.quote: claim.id for claim in ferry_model.all_claims()}
    nine, ten = by_quote["Nine died"], by_quote["Ten died"]
    project = ferry_model.project
    assert project is not None
    difference = Difference(
        DifferenceField.NUMBER, ConflictLevel.HARD, Span(0, 4), Span(0, 3), "nine", "ten"
    )
    found = (
        ProposedLink(nine, ten, 0.8, True, Relation.CONFLICT, "", (difference,)),
        ProposedLink(by_quote["213 people were aboard"], ten, 0.8, True, Relation.SAME, "", ()),
    )
    keep_links(project, articles_to_compare(project), found, ())
    links.read_anew()
    # An article counts once, by the worst it says: "Ten died" is linked twice with the other one.
    assert words(made, ClaimColumn.OTHERS) == ["1 conflicts", "1 agrees", "1 conflicts", "silent"]
    made.view.sortByColumn(ClaimColumn.OTHERS, DESCENDING)
    assert set(quotes(made)[:2]) == {"Ten died", "Nine died"}
    image = made.view.viewport().grab().toImage()
    box = made.view.visualRect(made.view.model().index(0, ClaimColumn.OTHERS))
    ink = theme.colour("relation_conflict").name()
    assert ink in {
        image.pixelColor(x, y).name()
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
    }
