"""The parts of the claim panel on their own: the quote in its sentence, and lines of history."""

from __future__ import annotations

from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.history import HistoryEntry
from annotator.domain.span import Span
from annotator.ui.history_list import entry_words, local_time
from annotator.ui.quote_label import MOST_LINES, QuoteLabel, sentence_around
from annotator.ui.theme import Theme

TEXT = "It rained. The ship was built in 1998 and refitted in 2016. Nobody was hurt.\nNext one."


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The ship was built in 1998", ("", " and refitted in 2016.")),
        ("refitted in 2016", ("The ship was built in 1998 and ", ".")),
        ("Nobody was hurt.", ("", "")),
        ("Next one", ("", ".")),
        ("It rained", ("", ".")),
    ],
)
def test_a_quote_stands_in_its_own_sentence(quote: str, expected: tuple[str, str]) -> None:
    start = TEXT.index(quote)
    before, words, after = sentence_around(TEXT, Span(start, start + len(quote)))
    assert (before, after) == expected
    assert words == quote


def test_a_sentence_without_end_is_cut_at_a_word() -> None:
    text = "word " * 400
    before, words, after = sentence_around(text, Span(1000, 1004))
    assert words == "word"
    assert before.startswith("… word")
    assert after.endswith("word …")
    assert len(before) + len(after) < 520


@pytest.mark.parametrize(
    "quote", ["short", "a longer one " * 3, "very long words " * 80, "x" * 5000]
)
def test_a_quote_takes_the_place_of_three_lines(theme: Theme, qtbot: QtBot, quote: str) -> None:
    label = QuoteLabel(theme)
    qtbot.addWidget(label)
    label.resize(304, 200)
    label.set_quote(f"Before it. {quote}", Span(11, 11 + len(quote)))
    assert label.sizeHint().height() == label.minimumSizeHint().height() == MOST_LINES * 24
    assert not label.grab().isNull()


def test_markup_in_an_article_is_shown_letter_by_letter(theme: Theme, qtbot: QtBot) -> None:
    label = QuoteLabel(theme)
    qtbot.addWidget(label)
    text = "<img src=x> <b>nine</b> died"
    label.set_quote(text, Span(0, len(text)))
    assert label.accessibleName() == text
    assert "<img" not in label.toolTip()


@pytest.mark.parametrize(
    ("text", "reviewer", "expected"),
    [
        ("Disputed “The ship…”", "Ada", "Ada: disputed"),
        ("Withdrew the verdict on “The ship…”", "Ada", "Ada: withdrew the verdict"),
        ("Not a claim: “The ship…”", "Ada", "Ada: not a claim"),
        ("Undid: Disputed “The ship…”", "Ada", "Ada undid: disputed"),
        ("Merged “a” and “b”", "Ada", "Ada: merged"),
        ("Disputed 4 claims like “The ship…”", "Ada", "Ada: disputed 4 claims of this statement"),
        ("Disputed ““All is well,” he said”", "Ada", "Ada: disputed"),
        ("Detected as a candidate, 0.62", "", "Detected as a candidate, 0.62"),
    ],
)
def test_a_history_line_names_the_act_and_not_the_quote(
    text: str, reviewer: str, expected: str
) -> None:
    assert entry_words(HistoryEntry(1, "", reviewer, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Linked “The ship…” and “The boat…”", "Ada: linked with “The boat…”"),
        ("Linked “The boat…” and “The ship…”", "Ada: linked with “The boat…”"),
        ("Undid: Not linked: “The ship…” and “He”", "Ada undid: not linked with “He”"),
        ("Not a conflict: “a” and “b”", "Ada: not a conflict with another claim"),
        (
            "Took back what was said of the link between “The ship…” and “He”",
            "Ada: took back what was said of the link with “He”",
        ),
    ],
)
def test_a_history_line_about_a_link_tells_with_what(text: str, expected: str) -> None:
    assert entry_words(HistoryEntry(1, "", "Ada", text), "“The ship…”") == expected


def test_times_are_local_and_short() -> None:
    now = datetime(2026, 3, 9, 15, 0).astimezone()
    assert local_time(now.replace(hour=9, minute=5).isoformat(), now) == "09:05"
    assert local_time(now.replace(day=8, hour=9).isoformat(), now) == "8 Mar 09:00"
    assert local_time(now.replace(year=2025).isoformat(), now) == "9 Mar 2025"
    assert local_time("not a moment", now) == "not a moment"
