"""Quotations: the words a claim puts between quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.nlp.values.claim_words import Word

_OPENING = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"', "``": "''"}
_LEAST = 3


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        words: its words without punctuation, in order.
    """

    words: tuple[Word, ...]


def quotations_of(words: Sequence[Word]) -> tuple[Quotation, ...]:
    """The quotations that the claim itself holds, parted ones as one.

    A mark may be missing at either end: a claim is often cut where a quotation begins or ends.
    """
    marked: list[list[Word]] = []
    current: list[Word] | None = None
    closing = ""
    for word in words:
        if current is None and word.text in _OPENING:
            current, closing = [], _OPENING[word.text]
        elif current is not None and word.text and word.text in closing:
            marked.append(current)
            current = None
        elif current is not None and _is_word(word):
            current.append(word)
        elif word.text == "”" and current is None:
            marked.append([other for other in words if other.end <= word.start
                           and _is_word(other)])  # fmt: skip
    if current:
        marked.append(current)
    parts = [tuple(word for word in part if word.inside) for part in marked]
    return tuple(Quotation(part) for part in parts if len(part) >= _LEAST)


def _is_word(word: Word) -> bool:
    """Whether it is a word and no mark; what "we're" ends in is one."""
    return word.lower[:1].isalnum() or (word.lower[:1] == "'" and word.lower[1:2].isalpha())
