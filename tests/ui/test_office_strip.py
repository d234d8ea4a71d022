"""What the strip above an article says of offices, and what is cut where room is short."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.office import OfficeDispute, OfficeNamed
from annotator.domain.span import Span
from annotator.ui.office_strip import OfficeNote, OfficeStrip, notes_of, shared_widths
from annotator.ui.theme import Theme


@pytest.mark.parametrize(
    ("wanted", "room", "given"),
    [
        ([50, 80, 90], 300, [50, 80, 90]),
        ([50, 80, 200], 210, [50, 80, 80]),
        ([50, 300, 300], 210, [50, 80, 80]),
        ([100, 100, 100], 90, [30, 30, 30]),
        ([10, 20, 30], -5, [0, 0, 0]),
    ],
)
def test_the_longest_words_of_the_strip_are_cut_first(
    wanted: list[int], room: int, given: list[int]
) -> None:
    assert shared_widths(wanted, room) == given


def test_who_uses_the_same_office_has_nothing_to_be_told() -> None:
    dispute = OfficeDispute(
        "A", (OfficeNamed(1, "boss", Span(0, 1)), OfficeNamed(2, "boss", Span(0, 1)))
    )
    assert notes_of([dispute], 1, {}) == ()
    assert notes_of([dispute], 3, {}) == ()


def test_an_office_in_other_spelling_is_the_same_office() -> None:
    named = (
        OfficeNamed(1, "former U.S. President", Span(0, 1)),
        OfficeNamed(2, "Former US president", Span(0, 1)),
        OfficeNamed(3, "president-elect", Span(0, 1)),
        OfficeNamed(4, "President-elect", Span(0, 1)),
    )
    (note,) = notes_of([OfficeDispute("A", named)], 1, {})
    assert note.words == "“former U.S. President” here, elsewhere “president-elect”"
    assert notes_of([OfficeDispute("A", named[:2])], 1, {}) == ()


@pytest.mark.parametrize("width", [80, 260, 900])
@pytest.mark.parametrize("name", ["", "  ", "Ívarsson", "Jón Ívarsson", "Ada " * 60])
def test_it_draws_any_name_in_any_room(qtbot: QtBot, theme: Theme, name: str, width: int) -> None:
    strip = OfficeStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(width, 30)
    elsewhere = (("minister of transport", "A"), ("speaker", "B"))
    note = OfficeNote(name, ("acting minister",), elsewhere, Span(0, 1))
    blank = strip.grab().toImage()
    strip.set_notes((note, note))
    assert strip.grab().toImage() != blank
    assert (note.own_office, note.other_offices) == (
        "acting minister", "minister of transport, speaker",
    )  # fmt: skip
