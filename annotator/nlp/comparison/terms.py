"""The terms of a claim: its telling words, in a form in which two claims can share them."""

from __future__ import annotations

import zlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from annotator.nlp.values.claim_words import Word

NUMBER_MARK = "#"
"""Begins every term that is a number, so that "4" and "four" are one term and no word."""

CHARACTER_DIMENSIONS = 256

_EMPTY_TAGS = frozenset(
    (
        *("DT", "IN", "CC", "TO", "PRP", "PRP$", "MD", "WDT", "WP", "WP$", "WRB", "EX", "RP"),
        *("PDT", "UH", "POS", ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "SYM", "HYPH", "NFP"),
        *("_SP", "$"),
    )
)
_EMPTY_STEMS = frozenset({"be", "have", "do", "say", "tell", "also", "more", "most", "than", "not"})
_CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_NUMBERS = {
    **{word: f"{NUMBER_MARK}{number}" for number, word in enumerate(_CARDINALS.split())},
    **{word: f"{NUMBER_MARK}{number}th" for number, word in enumerate(_ORDINALS.split(), 1)},
}
_DROPPED = str.maketrans("", "", ",$£€")
_GRAM_LENGTHS = (2, 3, 4)


def is_telling(word: Word) -> bool:
    """Whether a word says something of its own: no article, pronoun, auxiliary, punctuation."""
    if word.tag in _EMPTY_TAGS or word.stem in _EMPTY_STEMS:
        return False
    return any(map(str.isalnum, word.lower))


def term_of(word: Word) -> str:
    """The form in which the word is compared: its stem, or its number after `NUMBER_MARK`."""
    number = _NUMBERS.get(word.lower)
    if number is not None:
        return number
    if any(map(str.isdigit, word.lower)):
        return NUMBER_MARK + word.lower.translate(_DROPPED).rstrip(".")
    return word.stem


@lru_cache(maxsize=20_000)
def character_vector(term: str) -> NDArray[np.float32]:
    """The character 2- to 4-grams of a term, hashed to a vector of length one."""
    vector = np.zeros(CHARACTER_DIMENSIONS, np.float32)
    marked = f"<{term}>".encode("utf-8", "surrogatepass")
    for length in _GRAM_LENGTHS:
        for start in range(len(marked) - length + 1):
            digest = zlib.crc32(marked[start : start + length])
            vector[digest % CHARACTER_DIMENSIONS] += 1 if digest & 0x10000 else -1
    size = float(np.linalg.norm(vector))
    return vector / np.float32(size) if size else vector
