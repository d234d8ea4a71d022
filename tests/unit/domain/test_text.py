"""Canonical text and the way back to its source."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from annotator.domain.text import canonical_text, text_direction, text_sha256

# Much of what makes offsets go wrong, among ordinary and among any characters at all.
tricky = st.sampled_from(["\r\n", "\r", "\n", "\0", "\ufeff", "😱", "é", "e\u0301", "\u2028", "a "])
sources = st.lists(st.one_of(tricky, tricky, st.characters()), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("plain", "plain"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\r\r\n\n\r", "\n\n\n\n"),
        ("a\0b\0", "ab"),
        ("\r\0\n", "\n\n"),
        ("\ufeffa\ufeffb", "a\ufeffb"),
        ("\ufeff", ""),
        ("\0\ufeffa", "\ufeffa"),
        ("e\u0301 \u00a0\u2028\x85\u000b", "e\u0301 \u00a0\u2028\x85\u000b"),
    ],
)
def test_what_canonical_means(source: str, text: str) -> None:
    assert canonical_text(source).text == text


@given(sources)
def test_canonical_text_has_one_kind_of_line_end_and_no_nul(source: str) -> None:
    text = canonical_text(source).text
    assert "\r" not in text
    assert "\0" not in text
    expected = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert text == expected.replace("\0", "")


@given(sources)
def test_making_canonical_twice_changes_nothing_more(source: str) -> None:
    text = canonical_text(source).text
    assume(not text.startswith("\ufeff"))
    again = canonical_text(text)
    assert again.text == text
    assert again.offsets.starts == (0,)
    assert again.offsets.shifts == (0,)


@given(sources)
@example("\ufeff\0\0a\r\n\0b")
def test_every_character_is_found_in_the_source(source: str) -> None:
    canonical = canonical_text(source)
    places = [canonical.offsets.to_source(offset) for offset in range(len(canonical.text))]
    assert places == sorted(set(places))
    for character, place in zip(canonical.text, places, strict=True):
        assert source[place] == character or (character == "\n" and source[place] == "\r")


@given(sources, st.data())
def test_a_span_is_found_in_the_source(source: str, data: st.DataObject) -> None:
    canonical = canonical_text(source)
    assume(canonical.text)
    start = data.draw(st.integers(0, len(canonical.text) - 1))
    end = data.draw(st.integers(start + 1, len(canonical.text)))
    source_start, source_end = canonical.offsets.span_to_source(start, end)
    # A guard in front, or an inner U+FEFF at the start would pass for a byte order mark.
    again = canonical_text("|" + source[source_start:source_end]).text
    assert again == "|" + canonical.text[start:end]
    assert source[source_end - 1] != "\0"


@given(sources)
def test_the_shifts_are_a_rising_staircase(source: str) -> None:
    offsets = canonical_text(source).offsets
    assert len(offsets.starts) == len(offsets.shifts)
    assert offsets.starts[0] == 0
    assert list(offsets.starts) == sorted(set(offsets.starts))
    assert list(offsets.shifts) == sorted(set(offsets.shifts))


def test_a_span_before_removed_characters_does_not_trail_them() -> None:
    canonical = canonical_text("ab\0\0cd")
    assert canonical.offsets.span_to_source(0, 2) == (0, 2)
    assert canonical.offsets.span_to_source(1, 3) == (1, 5)
    assert canonical.offsets.span_to_source(2, 4) == (4, 6)


@given(st.text())
def test_the_hash_is_that_of_the_utf8_form(text: str) -> None:
    assert text_sha256(text) == hashlib.sha256(text.encode()).hexdigest()


def test_a_lone_surrogate_has_a_hash_of_its_own() -> None:
    assert text_sha256("\ud800") == hashlib.sha256(b"\xed\xa0\x80").hexdigest()
    assert text_sha256("\ud800") != text_sha256("\ud801")


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("", "ltr"),
        ("12 – 34", "ltr"),
        ("Hello, שלום", "ltr"),
        ("12. שלום", "rtl"),
        ("“مرحبا” said he", "rtl"),
        ("😱 мир", "ltr"),
    ],
)
def test_the_first_strong_character_gives_the_direction(text: str, direction: str) -> None:
    assert text_direction(text) == direction


@given(st.text(), st.text())
def test_weak_characters_do_not_change_the_direction(weak: str, text: str) -> None:
    weak = "".join(c for c in weak if unicodedata.bidirectional(c) not in ("L", "R", "AL"))
    assert text_direction(weak + text) == text_direction(text)
