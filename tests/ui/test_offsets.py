"""Offsets hold against a real QTextDocument for any Unicode text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from annotator.domain.span import Span
from annotator.ui.offsets import Utf16Map, display_text, grapheme_span

AWKWARD = "\n\t\r\x00\x0b\x0c\x1c\x1f\x7f\x85\xa0\xad\u200b\u200e\u202e\u2028\u2029\ud800\udfff"
AWKWARD += "\ufdd0\ufdd1\ufdd2\ufeff\ufffc\ufffe\uffff\U0001fffe\U0001f600\u0301אß"
any_text = st.text(
    st.one_of(
        st.characters(codec=None),
        st.sampled_from(AWKWARD),
        st.characters(min_codepoint=0x10000),
    ),
    max_size=60,
)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(any_text)
def test_document_shows_each_character_at_its_mapped_position(text: str) -> None:
    document = QTextDocument()
    document.setPlainText(display_text(text))
    offsets = Utf16Map(text)
    # A document counts the end of its last block as one more character.
    assert document.characterCount() == offsets.to_qt(len(text)) + 1
    assert document.blockCount() == text.count("\n") + 1
    for offset, character in enumerate(display_text(text)):
        position = offsets.to_qt(offset)
        expected = "\u2029" if character == "\n" else character
        first_unit = expected.encode("utf-16-le")[:2]
        shown = document.characterAt(position)
        assert shown.encode("utf-16-le", "surrogatepass") == first_unit


@given(any_text)
def test_blocks_begin_after_each_newline(text: str) -> None:
    document = QTextDocument()
    document.setPlainText(display_text(text))
    offsets = Utf16Map(text)
    starts = [0] + [offset + 1 for offset, character in enumerate(text) if character == "\n"]
    for number, start in enumerate(starts):
        assert offsets.to_code_points(document.findBlockByNumber(number).position()) == start


@given(any_text)
def test_both_ways_agree(text: str) -> None:
    offsets = Utf16Map(text)
    for offset in range(len(text) + 1):
        position = offsets.to_qt(offset)
        assert position == utf16_length(text[:offset])
        assert offsets.to_code_points(position) == offset
        if offset < len(text) and ord(text[offset]) > 0xFFFF:
            assert offsets.to_code_points(position + 1) == offset


@given(any_text)
def test_display_text_keeps_both_lengths_and_every_newline(text: str) -> None:
    shown = display_text(text)
    assert len(shown) == len(text)
    assert utf16_length(shown) == utf16_length(text)
    assert [c == "\n" for c in shown] == [c == "\n" for c in text]


def test_ordinary_text_is_shown_as_it_is() -> None:
    text = "Zażółć\tgęślą\u00a0jaźń, שלום “quoted” 😀\nnext"
    assert display_text(text) == text


@pytest.mark.parametrize("character", "\ufdd0\ufdd1\ufffc\ud800\x00\x7f")
def test_characters_that_a_document_keeps_for_itself_are_replaced(character: str) -> None:
    assert display_text(f"a{character}b") == "a\ufffdb"


@pytest.mark.parametrize("character", "\u2028\u2029\x0b\x0c\r\x85")
def test_characters_that_break_lines_are_shown_as_spaces(character: str) -> None:
    assert display_text(f"a{character}b") == "a b"


def test_memory_grows_with_astral_characters_only() -> None:
    assert len(Utf16Map("é" * 100_000)._points) == 0
    assert len(Utf16Map("😀" + "é" * 1000 + "😀")._points) == 2


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("a👨‍👩‍👧b", Span(1, 3), Span(1, 6)),
        ("a👨‍👩‍👧b", Span(3, 7), Span(1, 7)),
        ("cafe\u0301 au", Span(0, 4), Span(0, 5)),
        ("plain words", Span(2, 5), Span(2, 5)),
        ("🇫🇷🇩🇪", Span(1, 2), Span(0, 2)),
        ("e\u0301", Span(1, 2), Span(0, 2)),
    ],
)
def test_spans_widen_to_whole_graphemes(text: str, span: Span, expected: Span) -> None:
    assert grapheme_span(text, span) == expected


@given(any_text.filter(bool), st.data())
def test_grapheme_span_only_widens_and_is_stable(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    widened = grapheme_span(text, Span(start, end))
    assert widened.start <= start
    assert end <= widened.end <= len(text)
    assert grapheme_span(text, widened) == widened


def test_cursor_positions_reach_every_offset_of_emoji_text() -> None:
    text = "A 😀\nB 👍🏽 C"
    document = QTextDocument()
    document.setPlainText(display_text(text))
    offsets = Utf16Map(text)
    cursor = QTextCursor(document)
    cursor.setPosition(offsets.to_qt(text.index("C")))
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor, 1)
    assert cursor.selectedText() == "C"
