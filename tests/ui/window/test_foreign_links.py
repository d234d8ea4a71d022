"""Links and offices that another program, or a fault, put into the project file."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.matrix_model import ROW_ROLE

Windows = Any
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

HUGE = 2**62


def difference(a: tuple[int, int], b: tuple[int, int], value: Any = "x") -> list[Any]:
    return ["number", "hard", *a, *b, value, "y"]


def reopened(windows: Windows, sql: str, *values: Any) -> Any:
    """A window on a compared project whose file was changed by hand meanwhile."""
    window = windows.with_articles(3)
    windows.compare(window)
    path = window.model.project.path
    settings = windows.close(window)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        assert connection.execute(sql, values).rowcount
    connection.close()
    return windows.open(settings)


@pytest.mark.parametrize(
    "part",
    [
        difference((0, 1_000_000), (5, 1_000_000)),
        difference((900_000_000, 1_000_000_000), (900_000_000, 1_000_000_000)),
        difference((900_000, 900_001), (900_000, 900_001)),
        difference((0, 1), (0, 1), "<b>a</b>\u2028\n\t" + "w" * 100_000),
        difference((0, 1), (0, 1), ""),
    ],
)
def test_words_outside_the_text_are_passed_over(windows: Windows, qtbot: QtBot, part: Any) -> None:
    window = reopened(
        windows, "UPDATE proposed_link SET differences = ? WHERE relation = 'conflict'",
        json.dumps([part]),
    )  # fmt: skip
    window.focus_desk()
    windows.press(window, "j")
    assert len(window.parts.claim_panel.others.rows()) == 2
    assert not window.grab().isNull()
    window.commands.run("show_matrix")
    assert not window.grab().isNull()
    model = window.parts.matrix.view.model()
    assert [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    "stored",
    ["[1]", "[[]]", "[null]", "[{}]", json.dumps([difference((5, 2), (0, 1))]), "[",
     json.dumps([difference((0, 1), (0, 1), 7)]), '[["number","hard",0.5,1.5,0,1,"a","b"]]',
     '[["number","hard","0","1",0,1,"a","b"]]', '[["colour","hard",0,1,0,1,"a","b"]]',
     json.dumps([difference((HUGE, HUGE + 1), (HUGE, HUGE + 5))]),
     json.dumps([difference((10**30, 10**31), (10**30, 10**31))]),
     "[" * 50_000 + "]" * 50_000, '[["number","hard",NaN,Infinity,0,1,"a","b"]]'],
)  # fmt: skip
def test_links_that_cannot_be_read_are_told_and_the_project_opens(
    windows: Windows, qtbot: QtBot, stored: str
) -> None:
    window = reopened(windows, "UPDATE proposed_link SET differences = ?", stored)
    assert window.model.project is not None
    assert window.links.links == []
    (told,) = window.parts.banner.errors
    assert "link" in told.details
    window.focus_desk()
    windows.press(window, "j")
    assert not window.grab().isNull()


def test_an_office_outside_the_text_is_shown_and_leads_nowhere(
    windows: Windows, qtbot: QtBot
) -> None:
    window = reopened(
        windows,
        "INSERT INTO office_named (name, article_text_id, words, span_start, span_end)"
        " VALUES ('<b>A Person</b>', 1, 'the boss', 900000, 900010),"
        " ('<b>A Person</b>', 2, '<i>chief</i>', 0, 1000000000)",
    )
    assert not window.grab().isNull()
    for column in window.parts.desk.columns()[:2]:
        assert column.offices.notes
        QTest.mouseClick(column.offices, Qt.MouseButton.LeftButton)
    assert not window.grab().isNull()
