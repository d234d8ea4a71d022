"""Pieces of a long article: nothing lost, nothing cut that need not be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.nlp.chunks import BLOCK_LENGTH, CHUNK_LENGTH, UNBROKEN_LENGTH, chunks_of
from annotator.nlp.layout import blocks_of


def test_pieces_end_where_paragraphs_end() -> None:
    text = "\n\n".join(f"Paragraph {number} has a few words." for number in range(100))
    chunks = list(chunks_of(text, blocks_of(text)))
    assert len(chunks) > 5
    for chunk in chunks:
        assert len(chunk.text) <= CHUNK_LENGTH
        assert chunk.text == text[chunk.start : chunk.start + len(chunk.text)]
        assert chunk.text.startswith("Paragraph")
        assert chunk.text.endswith("words.")


def test_a_giant_paragraph_is_cut_after_a_sentence() -> None:
    text = "It was sold for 5 million. " * 1_000
    chunks = list(chunks_of(text, blocks_of(text)))
    assert len(chunks) > 3
    assert all(len(chunk.text) <= BLOCK_LENGTH for chunk in chunks)
    assert all(chunk.text.rstrip().endswith("million.") for chunk in chunks)


def test_a_giant_line_without_spaces_is_cut_into_words_of_bearable_length() -> None:
    text = "x" * 10_000
    chunks = list(chunks_of(text, blocks_of(text)))
    assert "".join(chunk.text for chunk in chunks) == text
    for chunk in chunks:
        for block in chunk.blocks:
            assert block.end - block.start <= UNBROKEN_LENGTH


def test_half_a_surrogate_pair_is_replaced_one_for_one() -> None:
    text = "It sank \ud83d at noon."
    (chunk,) = chunks_of(text, blocks_of(text))
    assert chunk.text == "It sank \ufffd at noon."


@given(st.text(st.sampled_from("ab. \n😀\u2028"), max_size=80), st.integers(1, 40))
def test_pieces_cover_every_block(text: str, times: int) -> None:
    article = text * times
    blocks = blocks_of(article)
    chunks = list(chunks_of(article, blocks))
    held = [
        character
        for chunk in chunks
        for block in chunk.blocks
        for character in chunk.text[block.start : block.end]
        if not character.isspace()
    ]
    assert held == [character for character in article if not character.isspace()]
    assert all(
        article[chunk.start : chunk.start + len(chunk.text)] == chunk.text for chunk in chunks
    )
