"""Words of articles in the chrome, cut to a length."""

from __future__ import annotations

import pytest

from annotator.ui.isolated_text import shortened


@pytest.mark.parametrize(
    ("words", "most", "cut"),
    [
        ("Ferry sinks", 60, "Ferry sinks"),
        ("Ferry sinks", 11, "Ferry sinks"),
        # Behind a whole word.
        ("Ferry sinks off Torskholm", 17, "Ferry sinks off…"),
        ("Ferry sinks off Torskholm", 16, "Ferry sinks off…"),
        # A long word is cut all the same.
        ("Ferryboatcatastrophe in the north", 12, "Ferryboatca…"),
        # No second ellipsis behind the first.
        ("Ferry sinks and… more of it", 17, "Ferry sinks and…"),
    ],
)
def test_words_are_cut_behind_a_word_and_say_so(words: str, most: int, cut: str) -> None:
    assert shortened(words, most) == cut
    assert len(cut) <= most
