"""Cutting a long article into pieces that the language model reads one by one.

Pieces end where blocks end, so no claim is cut, unless a single block is longer than a piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from annotator.nlp.layout import Block

CHUNK_LENGTH = 500
"""Code points of a piece; a block that is longer than `BLOCK_LENGTH` is cut.

The model reads several pieces at a time faster than one long one: measured, 400 to 800 is best.
"""

BLOCK_LENGTH = 6_000
"""About a thousand words: no paragraph is so long, and spaCy's limit is a million code points."""

UNBROKEN_LENGTH = 200
"""Code points without white space after which a text is cut anyway.

No word is that long, and spaCy's tokenizer needs quadratic time for some of what is.
"""

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_UNBROKEN = re.compile(rf"\S{{{UNBROKEN_LENGTH}}}(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"’”»)\]]*\s+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an article.

    Attributes:
        start: where it begins in the article, in code points.
        text: its text, as many code points long as in the article.
        blocks: the blocks in it, with offsets in ``text``.
    """

    start: int
    text: str
    blocks: tuple[Block, ...]


def chunks_of(text: str, blocks: tuple[Block, ...]) -> Iterator[Chunk]:
    """The pieces of ``text`` that hold its blocks, in order."""
    group: list[Block] = []
    for block in blocks:
        for part in _parts(text, block):
            if group and part.end - group[0].start > CHUNK_LENGTH:
                yield _chunk(text, group)
                group = []
            group.append(part)
    if group:
        yield _chunk(text, group)


def _chunk(text: str, blocks: list[Block]) -> Chunk:
    start, end = blocks[0].start, blocks[-1].end
    # UTF-8, and with it spaCy, has no form for half a surrogate pair; one for one keeps offsets.
    piece = _LONE_SURROGATES.sub("\ufffd", text[start:end])
    shifted = tuple(
        replace(block, start=block.start - start, end=block.end - start, body=block.body - start)
        for block in blocks
    )
    return Chunk(start, piece, shifted)


def _parts(text: str, block: Block) -> Iterator[Block]:
    start = block.start
    unbroken = _UNBROKEN.search(text, start, block.end)
    while block.end - start > BLOCK_LENGTH or unbroken:
        limit = min(block.end, start + BLOCK_LENGTH)
        at_word = unbroken is not None and unbroken.end() <= limit
        cut = unbroken.end() if unbroken and at_word else _cut(text, start, limit)
        yield replace(block, start=start, end=cut, body=max(start, min(block.body, cut)))
        start = cut
        while start < block.end and text[start].isspace():
            start += 1
        unbroken = _UNBROKEN.search(text, start, block.end)
    if start < block.end:
        yield replace(block, start=start, body=max(start, block.body))


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut: after the last sentence that ends before ``limit``, else at white space."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start + BLOCK_LENGTH // 2, limit)]
    if ends:
        return ends[-1]
    for position in range(limit, start + BLOCK_LENGTH // 2, -1):
        if text[position - 1].isspace():
            return position
    return limit
