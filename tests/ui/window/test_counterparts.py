"""Counterparts in the whole window: comparing, outlines, the panel's rows, and what is said."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.domain.errors import ComparisonFailed
from annotator.domain.link import LinkDecision, Relation
from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedEvent
from annotator.ui.office_strip import OfficeNote

Windows = Any
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def compared(windows: Windows) -> Any:
    """Three articles whose first three claims are linked; the first of 1 and 2 conflict."""
    window = windows.with_articles(3)
    windows.compare(window)
    return window


def rows(window: Any) -> list[tuple[str, str, str]]:
    """Label, relation and value of each row that says what another article says."""
    shown = window.parts.claim_panel.others.rows()
    return [(row.says.label, row.says.words, row.says.value) for row in shown]


def said(window: Any) -> str:
    """What the status line says last."""
    return str(window.parts.status_line._saved.accessibleName())


def test_articles_are_compared_once_all_are_read(windows: Windows, qtbot: QtBot) -> None:
    window = windows.open()
    windows.bring_in(window, 1, 2)
    detection = windows.detections[-1]
    detection.finish_one()
    qtbot.waitUntil(lambda: bool(windows.claims(window, 1)))
    assert detection.comparisons == []
    windows.detect(window)
    qtbot.waitUntil(lambda: bool(detection.comparisons))
    assert "Comparing" in window.parts.status_line._detecting.text()
    (compared,) = detection.comparisons
    assert [len(article.claims) for article in compared[1]] == [6, 6]
    windows.compare(window)
    qtbot.waitUntil(lambda: not window.comparison.progress.running)
    assert not window.parts.status_line._detecting.isVisible()


def test_it_is_said_how_many_claims_are_in_conflict(windows: Windows, qtbot: QtBot) -> None:
    window = windows.with_articles(3)
    windows.compare(window)
    qtbot.waitUntil(lambda: said(window).startswith("Compared"))
    assert said(window) == "Compared 3 articles: 2 claims are in conflict"
    windows.press(window, "j", "1")
    saved = said(window)
    assert saved.startswith("Saved")
    # What was saved stays in sight when nobody asked for a comparison.
    window.comparison.compared.emit(3, False)
    assert said(window) == saved
    window.commands.run("compare")
    windows.compare(window, differing=())
    qtbot.waitUntil(lambda: said(window) != saved)
    assert said(window) == "Compared 3 articles: no conflict found"


def test_one_article_is_compared_with_nothing(windows: Windows, qtbot: QtBot) -> None:
    window = windows.with_articles(1)
    qtbot.wait(600)
    assert windows.detections[-1].comparisons == []
    windows.press(window, "j")
    note = window.parts.claim_panel.others._note
    assert "Add another article" in note.text()
    assert rows(window) == []


def test_the_panel_and_the_columns_show_the_counterparts(compared: Any, windows: Windows) -> None:
    windows.press(compared, "j")
    assert rows(compared) == [
        ("Outlet 2", "conflicts: number", "20"),
        ("Outlet 3", "agrees", ""),
    ]
    first, second, third = compared.parts.desk.columns()
    assert list(second.view.counterparts.relations.values()) == [Relation.CONFLICT]
    assert list(third.view.counterparts.relations.values()) == [Relation.SAME]
    text = compared.model.current.quote
    start = compared.model.current.span.start
    (own,) = first.view.counterparts.differences
    assert text[own.start - start : own.end - start] == "10"
    # The fourth claim is linked with nothing.
    windows.press(compared, "j", "j", "j")
    assert rows(compared) == [("Outlet 2", "silent", ""), ("Outlet 3", "silent", "")]
    assert second.view.counterparts.relations == {}


def test_space_brings_the_counterparts_level(compared: Any, windows: Windows, qtbot: QtBot) -> None:
    compared.commands.run("keep_level")
    compared.resize(1000, 520)
    windows.press(compared, "j", "j", "j")
    # One column has a strip above its text, so that its text begins lower down.
    columns = compared.parts.desk.columns()
    note = OfficeNote("A", ("boss",), (("chief", "Outlet 2"),), Span(0, 1))
    columns[0].offices.set_notes((note,))
    qtbot.waitUntil(lambda: columns[0].view.y() > columns[1].view.y())
    for column in columns[1:]:
        column.restore_scroll(0)
    windows.press(compared, " ")
    heights = []
    for number, column in enumerate(columns, 1):
        top = column.view.mapTo(compared.parts.desk, QPoint(0, 0)).y()
        claim = windows.claims(compared, number)[2]
        heights.append(top + column.view.mark_height(claim.id))
    assert max(heights) - min(heights) <= 1


def test_conflicts_are_walked_and_counterparts_chosen(compared: Any, windows: Windows) -> None:
    windows.press(compared, "c")
    assert compared.model.current == windows.claims(compared, 1)[0]
    windows.press(compared, "c")
    assert compared.model.current == windows.claims(compared, 2)[0]
    QTest.keyClick(compared.focusWidget(), Qt.Key.Key_C, SHIFT)
    assert compared.model.current == windows.claims(compared, 1)[0]
    windows.press(compared, ".")
    assert compared.counterparts.chosen == windows.claims(compared, 2)[0].id
    windows.press(compared, ".")
    assert compared.counterparts.chosen == windows.claims(compared, 3)[0].id
    windows.press(compared, ",")
    assert compared.counterparts.chosen == windows.claims(compared, 2)[0].id


def test_the_keyboard_goes_with_a_claim_into_its_column(compared: Any, windows: Windows) -> None:
    windows.press(compared, "c", "c")
    assert compared.model.current == windows.claims(compared, 2)[0]
    view = compared.parts.desk.active_column().view
    assert compared.focusWidget() is view
    compared.commands.run("command_palette")
    windows.press(compared, "Escape")
    windows.press(compared, "j")
    assert compared.model.current == windows.claims(compared, 2)[1]


def test_nobody_is_called_silent_before_the_articles_are_compared(windows: Windows) -> None:
    window = windows.with_articles(3)
    windows.press(window, "j")
    others = window.parts.claim_panel.others
    assert rows(window) == []
    assert "No links" in others._note.text()
    windows.compare(window)
    assert ("Outlet 3", "agrees", "") in rows(window)
    assert others._note.text() == ""


def test_offices_are_told_as_soon_as_they_are_found(windows: Windows, qtbot: QtBot) -> None:
    window = windows.with_articles(2)
    waiting = windows.detections[-1].comparisons
    qtbot.waitUntil(lambda: bool(waiting))
    number, articles, listener = waiting.pop()
    ids = tuple(article.text_id for article in articles)
    named = tuple(
        OfficeNamed(text_id, words, Span(0, 6))
        for text_id, words in zip(ids, ("minister", "mayor"), strict=True)
    )
    found = ComparedEvent(ids, (), (OfficeDispute("Ada Aas", named),))
    listener.on_event(number, found)
    strips = [column.offices for column in window.parts.desk.columns()]
    qtbot.waitUntil(lambda: all(strip.isVisible() for strip in strips))
    assert [note.here for strip in strips for note in strip.notes] == [("minister",), ("mayor",)]


def test_not_a_conflict_and_its_undo(compared: Any, windows: Windows) -> None:
    denied = compared.actions_["no_conflict"]
    windows.press(compared, "j")
    assert not denied.isEnabled()
    windows.press(compared, ".")
    assert denied.isEnabled()
    windows.press(compared, ".")
    assert not denied.isEnabled(), "Outlet 3 agrees"
    assert denied.statusTip() == "Choose a passage that conflicts first"
    windows.press(compared, ",", "=")
    assert not denied.isEnabled(), "it was said already"
    assert ("Outlet 2", "partly · not a conflict", "") in rows(compared)
    assert compared.links.claims_in_conflict() == frozenset()
    windows.press(compared, "c")
    assert "No conflict" in said(compared)
    compared.commands.run("undo")
    assert rows(compared)[0] == ("Outlet 2", "conflicts: number", "20")


def test_a_rejected_link_goes_and_its_next_best_match_is_offered(
    compared: Any, windows: Windows
) -> None:
    windows.press(compared, "j", ".")
    QTest.keyClick(compared.focusWidget(), Qt.Key.Key_L, SHIFT)
    assert rows(compared) == [
        ("Outlet 3", "agrees", ""),
        ("Outlet 2", "perhaps agrees", ""),
    ]
    compared.commands.run("show_weak_links")
    assert rows(compared)[2] == ("Outlet 2", "perhaps conflicts: number · not linked", "20")
    compared.commands.run("undo")
    assert rows(compared)[0] == ("Outlet 2", "conflicts: number", "20")


def test_a_confirmed_link_says_so_until_it_is_taken_back(compared: Any, windows: Windows) -> None:
    windows.press(compared, "j", ".", "l")
    assert rows(compared)[0][1] == "conflicts: number · confirmed"
    compared.commands.run("clear_link")
    assert rows(compared)[0][1] == "conflicts: number"


def test_claims_are_linked_by_hand(compared: Any, windows: Windows) -> None:
    mine, theirs = windows.claims(compared, 1)[4], windows.claims(compared, 2)[4]
    compared.steps.go_to(mine.id)
    QTest.keyClick(compared.focusWidget(), Qt.Key.Key_L, CONTROL)
    others = compared.parts.claim_panel.others
    assert others.waiting_words == "Now click its counterpart"
    compared.steps.go_to(theirs.id)
    assert others.waiting_words == ""
    assert compared.model.current.id == mine.id, "one goes on where one was"
    assert rows(compared)[0][:2] == ("Outlet 2", "agrees · confirmed")
    compared.commands.run("undo")
    assert rows(compared)[0][:2] == ("Outlet 2", "silent")


def test_escape_ends_the_wait_for_a_counterpart(compared: Any, windows: Windows) -> None:
    windows.press(compared, "j")
    QTest.keyClick(compared.focusWidget(), Qt.Key.Key_L, CONTROL)
    windows.press(compared, "Escape")
    assert not compared.counterparts.awaits_partner
    compared.steps.go_to(windows.claims(compared, 2)[4].id)
    assert all(link.decision is not LinkDecision.CONFIRMED for link in compared.links.links)


def test_what_was_said_survives_closing_and_comparing_again(
    compared: Any, windows: Windows, qtbot: QtBot
) -> None:
    windows.press(compared, "j", ".")
    QTest.keyClick(compared.focusWidget(), Qt.Key.Key_L, SHIFT)
    windows.press(compared, ".", "l")
    again = windows.open(windows.close(compared))
    confirmed = ("Outlet 3", "agrees · confirmed", "")
    assert rows(again)[0] == confirmed
    qtbot.wait(600)
    assert windows.detections[-1].comparisons == [], "what was compared is not compared again"
    again.commands.run("compare")
    windows.compare(again)
    qtbot.waitUntil(lambda: not again.comparison.progress.running)
    assert rows(again) == [confirmed, ("Outlet 2", "perhaps agrees", "")]


def test_a_cancelled_comparison_leaves_the_links_and_asks_no_more(
    compared: Any, windows: Windows, qtbot: QtBot
) -> None:
    before = list(compared.links.links)
    compared.commands.run("compare")
    assert compared.comparison.progress.running
    qtbot.waitUntil(lambda: bool(windows.detections[-1].comparisons))
    QTest.mouseClick(compared.parts.status_line._cancel, Qt.MouseButton.LeftButton)
    assert not compared.comparison.progress.running
    assert windows.detections[-1].cancelled == 1
    assert list(compared.links.links) == before
    qtbot.wait(600)
    assert windows.detections[-1].comparisons == []


def test_a_failed_comparison_is_told_and_leaves_the_links(
    compared: Any, windows: Windows, qtbot: QtBot
) -> None:
    before = list(compared.links.links)
    compared.commands.run("compare")
    qtbot.waitUntil(lambda: bool(windows.detections[-1].comparisons))
    number, _, listener = windows.detections[-1].comparisons.pop(0)
    fault = ComparisonFailed("The articles could not be compared.", "Nothing is lost.")
    listener.on_comparison_failed(number, fault)
    qtbot.waitUntil(lambda: compared.parts.banner.errors == (fault,))
    assert list(compared.links.links) == before


def test_an_article_that_leaves_takes_its_rows_along(compared: Any, windows: Windows) -> None:
    windows.press(compared, "j")
    third = list(compared.model.articles())[2]
    assert compared.model.remove_article(third)
    assert [label for label, _, _ in rows(compared)] == ["Outlet 2"]
    compared.commands.run("undo")
    assert [label for label, _, _ in rows(compared)] == ["Outlet 2", "Outlet 3"]


def test_a_reader_sees_links_but_says_nothing_of_them(compared: Any, windows: Windows) -> None:
    windows.press(compared, "j")
    path = compared.model.project.path
    reader = windows.open(compared.preferences.settings)
    assert reader.model.project.path == path
    assert reader.model.project.read_only
    reader.steps.go_to(windows.claims(reader, 1)[0].id)
    assert rows(reader)[0] == ("Outlet 2", "conflicts: number", "20")
    row = reader.parts.claim_panel.others.rows()[0]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert reader.counterparts.chosen == windows.claims(reader, 2)[0].id
    for command in ("confirm_link", "reject_link", "no_conflict", "add_link", "compare",
                    "statement_verified"):  # fmt: skip
        assert not reader.actions_[command].isEnabled(), command
    assert reader.actions_["next_conflict"].isEnabled()
