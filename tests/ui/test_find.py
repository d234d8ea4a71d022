"""Finding words whose case, length under folding and white space differ."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.ui.find import FoldedText


def found(text: str, words: str) -> list[str]:
    return [text[span.start : span.end] for span in FoldedText(text).spans_of(words)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Ferry and FERRY", "ferry", ["Ferry", "FERRY"]),
        ("İstanbul, then Ankara", "ankara", ["Ankara"]),
        ("Straße STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("Straße STRASSE", "STRAßE", ["Straße", "STRASSE"]),
        ("ßß x", "s", []),
        ("sßs", "ss", ["ß"]),
        ("ﬃ office", "office", ["office"]),
        ("Sølvi\n Maren, Sølvi\u00a0Maren", "sølvi maren", ["Sølvi\n Maren", "Sølvi\u00a0Maren"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("anything", "   ", []),
        ("", "x", []),
        ("😀 x 😀 X", "x", ["x", "X"]),
    ],
)
def test_hits_are_whole_characters_of_the_text(text: str, words: str, expected: list[str]) -> None:
    assert found(text, words) == expected


@given(
    st.text(alphabet="aAßSsİiıﬃfI 😀\n", max_size=30),
    st.text(alphabet="aßsSiİfI", min_size=1, max_size=3),
)
def test_every_hit_folds_to_what_was_asked(text: str, words: str) -> None:
    spans = FoldedText(text).spans_of(words)
    for span in spans:
        assert text[span.start : span.end].casefold() == words.casefold()
    for before, after in pairwise(spans):
        assert before.end <= after.start
    assert bool(spans) or words not in text
