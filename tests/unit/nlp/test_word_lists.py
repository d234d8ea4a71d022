"""Word lists: the shipped ones are sound, and a damaged one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.assets import asset_path
from annotator.nlp.signs import BIT, WORD_LISTS, Sign
from annotator.nlp.word_lists import WordListDamaged, load_word_lists, read_word_list


def test_the_shipped_lists_load_and_each_sign_has_words() -> None:
    lists = load_word_lists()
    bits = 0
    for found in lists.words.values():
        bits |= found
    for sign in WORD_LISTS.values():
        assert bits & BIT[sign], sign
    assert lists.words["killed"] & BIT[Sign.HAPPENING]
    assert len(lists.digest) == 8


def test_every_shipped_list_is_used() -> None:
    names = {path.stem for path in asset_path("resources", "nlp").glob("*.txt")}
    assert names == set(WORD_LISTS)


def test_longer_phrases_come_first() -> None:
    for phrases in load_word_lists().phrases.values():
        lengths = [len(words) for words, _ in phrases]
        assert lengths == sorted(lengths, reverse=True)


def test_forms_and_comments_are_read(tmp_path: Path) -> None:
    path = tmp_path / "verbs.txt"
    path.write_text("# heading\nsay, says,  said  # common\n\nas  told to\n", encoding="utf-8")
    assert read_word_list(path) == ("say", "says", "said", "as told to")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"say,,said", "line 1: an empty form"),
        (b"say\nSaid", "line 2: upper case"),
        (b"say\nsay", "'say' comes twice"),
        (b"# nothing\n", "no words"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_damaged_list_is_named(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "verbs.txt"
    path.write_bytes(content)
    with pytest.raises(WordListDamaged, match=r"verbs\.txt") as caught:
        read_word_list(path)
    assert complaint in str(caught.value)
