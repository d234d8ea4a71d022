"""Phrases at the end of a clause that a comma sets off and that tell a value of their own.

In "the yield rose to 5.1 percent, its highest level since 2009" the phrase is a second fact; it is
judged with its clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotator.nlp.parsed_sentence import FINITE, ParsedSentence
from annotator.nlp.signs import BIT, VALUES, Sign

_LEAST_PHRASE = 4
_FIGURES = BIT[Sign.FIGURE] | BIT[Sign.SMALL_NUMBER] | BIT[Sign.FIRST_OF_KIND]
_SPEAKER = BIT[Sign.SPEAKER]
_PUNCTUATION = frozenset({",", ".", ":", "-RRB-", "''", "_SP"})
_NO_FACT = frozenset(
    {"to", "of", "including", "like", "than", "and", "or", "but", "nor", "whether"}
)
"""Words that begin a part of the same fact, or a member of a list."""

_ADVERBIAL = frozenset({"IN", "TO", "RB"})


def phrases_of(sentence: ParsedSentence, borders: Iterable[int]) -> Iterator[int]:
    """Where such phrases may begin, the last first; ``borders`` are other ends of clauses.

    A phrase within a phrase is told as well; it counts if what stands before it counts.
    """
    tags = sentence.table.tags
    ends = {sentence.end, *borders}
    for comma in range(sentence.end - _LEAST_PHRASE, sentence.first + _LEAST_PHRASE, -1):
        if tags[comma] != "," or sentence.quoted(comma + 1):
            continue
        left = comma + 1
        right = min(end for end in ends if end > left)
        if (
            right - left >= _LEAST_PHRASE
            and _hangs_before(sentence, left, right)
            and _tells(sentence, left, right)
        ):
            yield left


def _hangs_before(sentence: ParsedSentence, left: int, right: int) -> bool:
    """Whether a stretch has no finite verb and only hangs on what stands before it."""
    table = sentence.table
    for index in range(left, right):
        if table.tags[index] in FINITE:
            return False
        if not left <= table.heads[index] < right:
            outside = table.heads[index] < left
            listed = table.deps[index] == "conj"
            if table.tags[index] not in _PUNCTUATION and (not outside or listed):
                return False
    return not any(left <= table.heads[index] < right for index in range(sentence.first, left))


def _tells(sentence: ParsedSentence, left: int, right: int) -> bool:
    table = sentence.table
    word = table.words(left, left + 1).lower()
    if word in _NO_FACT or sentence.has(_SPEAKER, left, left + 1):
        return False
    lowers = [table.words(index, index + 1).lower() for index in range(left, right)]
    if "of them" in " ".join(lowers):
        return False
    if "VBG" in table.tags[left:right] and word in ("before", "after", "with"):
        return True
    signs = _FIGURES if table.tags[left] in _ADVERBIAL else VALUES
    return sentence.has(signs, left, right)
