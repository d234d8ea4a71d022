"""Speech: who says what a sentence says."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.nlp.claim_units import ClaimUnit
from annotator.nlp.entities import name_range
from annotator.nlp.signs import BIT, Sign
from annotator.nlp.token_table import TokenTable

_SPEAKER = BIT[Sign.SPEAKER]
_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says what a sentence says.

    Attributes:
        word: the token index of the verb of speech, or of "according"; -1 without any.
        speaker: token indices, half-open; empty when it is nobody in particular.
    """

    word: int = -1
    speaker: tuple[int, int] = (0, 0)


def covers(table: TokenTable, speech: Speech, unit: ClaimUnit) -> bool:
    """Whether a unit is what the speaker says.

    It holds the verb of speech, or hangs on it, or the verb hangs on it ("..., he said").
    """
    word, heads, deps = speech.word, table.heads, table.deps
    if word < 0:
        return False
    if unit.first <= word < unit.end:
        return True
    if unit.first <= heads[word] < unit.end:
        return deps[word] in ("parataxis", "prep", "ccomp") or _is_as_said(table, word)
    if table.signs[unit.root] & _SPEAKER and unit.root != heads[word]:
        # Who denies a report is not who reported it.
        return False
    index = unit.root
    for _ in range(unit.sentence[1] - unit.sentence[0]):
        head = heads[index]
        if head == index:
            return False
        if head == word:
            return deps[index] in ("ccomp", "parataxis")
        index = head
    return False


def _is_as_said(table: TokenTable, verb: int) -> bool:
    """Whether a verb of speech stands in "as the owner has stated"."""
    near = range(max(0, verb - 8), verb)
    return any(table.heads[i] == verb and table.words(i, i + 1).lower() == "as" for i in near)


def speech_of(table: TokenTable, first: int, end: int) -> Speech:
    """The verb of speech of a sentence and its subject, or a named source ("according to").

    ``first`` and ``end`` are the sentence's token indices, half-open.
    """
    signs, deps, heads, tags = table.signs, table.deps, table.heads, table.tags
    for index in range(first, end):
        if not signs[index] & _SPEAKER:
            continue
        if tags[index] in _VERBS and deps[index] != "prep":
            if deps[index] not in _SPEAKING or not _says_something(table, index, first, end):
                continue
            for child in range(first, end):
                if heads[child] == index and deps[child] == "nsubj" and tags[child] in _NOMINAL:
                    return Speech(index, name_range(table, child, first, end))
        else:
            for child in range(index + 1, min(end, index + 12)):
                if deps[child] == "pobj":
                    return Speech(index, name_range(table, child, first, end))
    return Speech()


_SPEAKING = frozenset({"ROOT", "conj", "parataxis", "advcl", "ccomp"})


def _says_something(table: TokenTable, verb: int, first: int, end: int) -> bool:
    """Whether a verb of speech has words to go with it: "said that", not "added two seats"."""
    if table.deps[verb] == "parataxis":
        return True
    heads, deps = table.heads, table.deps
    return any(
        heads[index] == verb and (deps[index] == "ccomp" or table.tags[index] in ("``", "''"))
        for index in range(first, end)
    )
