"""Asides: words of a sentence that only say who says it ("the coast guard said").

They are context, not part of what is claimed; the speech signs name the speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.nlp.parsed_sentence import FINITE, SUBJECTS, ParsedSentence
from annotator.nlp.signs import BIT, VALUES, Sign

_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
_SPEAKER = BIT[Sign.SPEAKER]


def asides_of(sentence: ParsedSentence) -> Iterator[tuple[int, int]]:
    """Where words begin that only say who says it, each with its verb (or "according")."""
    table = sentence.table
    signs, tags, deps, heads = table.signs, table.tags, table.deps, table.heads
    for index in range(sentence.first + 2, sentence.end):
        if not signs[index] & _SPEAKER:
            continue
        if deps[index] == "prep" or tags[index] not in _VERBS:
            if table.words(index, index + 1).lower() == "according" and sentence.closes(index):
                yield index, index
            continue
        if index not in sentence.with_subject:
            if _is_inverted(sentence, index):
                yield index, index
            continue
        said = [
            child
            for child in range(sentence.first, index)
            if heads[child] == index and deps[child] in ("ccomp", "parataxis")
        ]
        if said:
            start = _before_name(sentence, sentence.right(said[-1]), index)
        elif deps[index] == "advcl" and heads[index] > index and begins_as(sentence, index):
            yield sentence.first, index
            continue
        elif (
            deps[index] in ("parataxis", "ccomp", "advcl", "conj")
            and heads[index] < index
            and (sentence.closes(index) or _goes_on(sentence, index))
            and not any(
                heads[child] == index and deps[child] == "ccomp"
                for child in range(index, sentence.end)
            )
        ):
            start = sentence.left(index)
            if not begins_as(sentence, index):
                start = _before_name(sentence, start, index)
                if deps[index] == "advcl" or "," not in (tags[start], tags[start - 1]):
                    continue
        else:
            continue
        if start <= index and not _ends_quotation(sentence, start):
            yield start, index


def begins_as(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a verb of speech stands in "as the owner has stated"."""
    left = sentence.left(verb)
    return sentence.table.words(left, left + 1).lower() == "as"


def _goes_on(sentence: ParsedSentence, verb: int) -> bool:
    """Whether the sentence goes on after who says it: "..., she said, and ..."."""
    right, tags = sentence.right(verb), sentence.table.tags
    if right + 1 >= sentence.end or tags[right] != ",":
        return False
    return tags[right + 1] == "CC"


def _is_inverted(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a verb of speech at the end has who says it after it: "..., confirmed the consul"."""
    table = sentence.table
    return (
        table.deps[verb] == "conj"
        and table.tags[verb] in FINITE
        and table.tags[verb - 1] == ","
        and sentence.closes(verb)
        and any(
            table.heads[child] == verb
            and table.deps[child] == "dobj"
            and not table.signs[child] & VALUES
            for child in range(verb + 1, sentence.end)
        )
    )


def _before_name(sentence: ParsedSentence, start: int, verb: int) -> int:
    """Where who says it begins, when the parser took part of a long name for what is said."""
    table = sentence.table
    subjects = [
        child
        for child in range(sentence.first, verb)
        if table.heads[child] == verb and table.deps[child] in SUBJECTS
    ]
    if not subjects:
        return start
    near = subjects[0]
    for index in range(near - 1, max(sentence.first + 2, near - 8), -1):
        if table.tags[index] == ",":
            return index
        if not table.tags[index].startswith(("N", "J", "DT", "PRP$", "POS")):
            break
    return start


def _ends_quotation(sentence: ParsedSentence, border: int) -> bool:
    """Whether a quotation stands before ``border``: it stays with who is quoted."""
    return any(open_ < border <= close + 2 for open_, close in sentence.quotations)
