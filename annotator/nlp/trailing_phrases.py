"""Phrases at the end of a clause that a comma sets off and that tell a value of their own.

In "the yield rose to 5.1 percent, its highest level since 2009" the phrase is a second fact; it is
judged with its clause.
"""

from __future__ import annotations

from collections.abc import Iterable

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


def phrases_of(sentence: ParsedSentence, borders: Iterable[int]) -> set[int]:
    """Where such phrases may begin; ``borders`` are other ends of clauses.

    A phrase within a phrase is told as well; it counts if what stands before it counts.
    """
    ends = {sentence.end, *borders}
    commas = [
        index
        for index in range(sentence.first + _LEAST_PHRASE, sentence.end - _LEAST_PHRASE)
        if sentence.table.tags[index] == "," and not sentence.quoted(index + 1)
    ]
    if not commas:
        return set()
    found = {comma + 1 for comma in commas if _is_phrase(sentence, comma + 1, ends)}
    for comma in reversed(commas):
        # What ends where another phrase begins.
        if _is_phrase(sentence, comma + 1, ends | found):
            found.add(comma + 1)
    return found


def _is_phrase(sentence: ParsedSentence, left: int, ends: set[int]) -> bool:
    right = min(end for end in ends if end > left)
    return (
        right - left >= _LEAST_PHRASE
        and _hangs_before(sentence, left, right)
        and _tells(sentence, left, right)
    )


def _hangs_before(sentence: ParsedSentence, left: int, right: int) -> bool:
    """Whether a stretch has no clause of its own and hangs on one word before it."""
    table = sentence.table
    above: set[int] = set()
    for index in range(left, right):
        head = table.heads[index]
        if left <= head < right or table.tags[index] in _PUNCTUATION:
            continue
        if head > left or table.deps[index] == "conj" or table.tags[index] in FINITE:
            return False
        above.add(head)
    if len(above) != 1:
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
