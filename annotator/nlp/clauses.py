"""Clauses: the parts of a sentence that each state a fact of their own.

A sentence is cut where the parse shows a clause that stands alone: a coordinated clause, a
relative clause at the end, an adverbial clause of time or contrast. Who says it ("the coast guard
said", "according to police") is cut off at the end: it is context, and told by the speech signs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from annotator.nlp.asides import asides_of
from annotator.nlp.parsed_sentence import FINITE, SUBJECTS, ParsedSentence
from annotator.nlp.signs import BIT, VALUES, Sign
from annotator.nlp.token_table import TokenTable
from annotator.nlp.trailing_phrases import phrases_of

_LEAST_CLAUSE = 4
"""A clause with fewer tokens is not split off."""

_LEAST_SHARED = 3
"""The same for a second verb of one subject: "refitted in 2016"."""

_LEAST_TIME_CLAUSE = 5
_CONJUNCT = frozenset({"VBD", "VBP", "VBZ", "VBN", "VB"})
_ADVERBIAL = frozenset(
    {"when", "as", "after", "before", "while", "whereas", "although", "though", "even", "where"}
)
_CLAUSES = frozenset({"conj", "advcl", "relcl", "acl", "ccomp", "parataxis"})
_SPEAKER = BIT[Sign.SPEAKER]
_COMING = frozenset({"come", "comes", "came", "coming"})
"""In "the call comes as leaders meet" the first clause says nothing by itself."""

_UNFINISHED = frozenset({"IN", "DT", "TO", "PRP$"})
"""Tags of words that nothing can end with; the parser was wrong then."""

_VERBAL = FINITE | {"VBN"}
_COPULAS = frozenset({"is", "are", "was", "were", "has", "have", "had"})


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens of a sentence, half-open.

    Attributes:
        joined: whether it was split from what stands before it, so that a word at its beginning
            may only join the two.
        judged_from: where the clause begins without which these words say little: ``first``, or
            an earlier token for a phrase such as "its weakest level since October".
    """

    first: int
    end: int
    joined: bool
    judged_from: int


def clauses_of(
    doc: Doc, table: TokenTable, first: int, end: int, quotations: tuple[tuple[int, int], ...]
) -> Iterator[Clause]:
    """The clauses of a sentence (token indices, half-open) in order; they do not overlap.

    ``quotations`` are token ranges that are never cut.
    """
    if end - first <= 2 * _LEAST_SHARED:
        yield Clause(first, end, joined=False, judged_from=first)
        return
    heads, deps = table.heads, table.deps
    subjects = frozenset(heads[index] for index in range(first, end) if deps[index] in SUBJECTS)
    sentence = ParsedSentence(doc, table, first, end, quotations, subjects)
    told = {border: verb for border, verb in asides_of(sentence) if first <= border < end}
    asides = set(told)
    borders = dict.fromkeys(asides, 0)
    for border, least in _borders(sentence, frozenset(told.values())):
        if not first < border < end or sentence.quoted(border):
            continue
        if least < 0:
            asides.add(border)
            borders[border] = 0
        elif border not in asides:
            borders[border] = max(least, borders.get(border, 0))
    for border in _colons(sentence):
        borders.setdefault(border, _LEAST_CLAUSE)
    phrases = phrases_of(sentence, borders)
    borders.update((border, _LEAST_CLAUSE) for border in phrases if border not in borders)
    opening = doc[first].lower_ in _ADVERBIAL
    begin, joined, judged_from = first, False, first
    aside = first in asides
    ordered = sorted(borders.keys() - {first})
    for number, border in enumerate(ordered):
        after = ordered[number + 1] if number + 1 < len(ordered) else end
        least = borders[border]
        if border not in asides and (
            after - border < least
            or not (
                aside
                or _stands(sentence, begin, border, min(least, _LEAST_CLAUSE))
                or (begin in phrases and sentence.has(VALUES, begin, border))
            )
        ):
            continue
        if not aside:
            # "When the dam broke, villages were flooded": the first word joined it to the second.
            joined = joined or (opening and begin == first and border not in asides)
            yield Clause(begin, border, joined, judged_from)
        begin, joined, aside = border, True, border in asides
        if border not in phrases:
            judged_from = border
    if not aside:
        yield Clause(begin, end, joined, judged_from)


def _borders(sentence: ParsedSentence, told: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Where clauses begin, each with the least number of tokens on both sides.

    ``told`` are the verbs of asides, which begin nothing.
    """
    table, doc = sentence.table, sentence.doc
    deps, heads, tags = table.deps, table.heads, table.tags
    for verb in range(sentence.first, sentence.end):
        dep = deps[verb]
        if dep not in _CLAUSES or heads[verb] == verb or (verb in told and dep != "advcl"):
            continue
        left = sentence.left(verb)
        before = table.words(left - 1, left) if left > sentence.first else ""
        has_subject = verb in sentence.with_subject
        if dep == "conj":
            if has_subject and sentence.is_finite(verb) and sentence.is_main(verb):
                yield left, _LEAST_CLAUSE
            elif (
                not has_subject
                and tags[verb] in _CONJUNCT
                and sentence.is_main(verb)
                and (_both_tell(sentence, verb, left) or _own_auxiliary(sentence, verb, left))
            ):
                yield left, _LEAST_SHARED
        elif dep == "advcl":
            first_word = doc[left].lower_
            if before.lower() in _ADVERBIAL and deps[left - 1] in ("prep", "mark", "advmod"):
                left, first_word = left - 1, before.lower()
            if has_subject and first_word in _ADVERBIAL and _is_clause(sentence, verb):
                head_word = table.words(heads[verb], heads[verb] + 1).lower()
                never = first_word == "before" and "MD" in tags[left:verb]
                hollow = head_word in _COMING and heads[verb] < verb
                if never or hollow or not sentence.is_main(heads[verb]):
                    continue
                if left > sentence.first and verb > heads[verb]:
                    yield left, _LEAST_TIME_CLAUSE
                elif left <= sentence.first + 1 and first_word != "even":
                    said = table.signs[verb] & _SPEAKER and first_word == "as"
                    yield sentence.right(verb), 0 if said else _LEAST_TIME_CLAUSE
            elif (
                before == ","
                and tags[verb] == "VBG"
                and left == verb
                and _has_complement(sentence, verb)
                and not (table.signs[verb] & _SPEAKER and _is_quoted(sentence, heads[verb]))
            ):
                yield from _after_speech(sentence, verb, left)
        elif dep in ("relcl", "acl"):
            if before == "," and sentence.is_finite(verb) and _at_end(sentence, verb):
                yield from _after_speech(sentence, verb, left)
        elif heads[verb] > verb and has_subject and "IN" not in (tags[left], tags[left - 1]):
            # Clauses that only a comma or semicolon joins are taken for the words of a speech.
            right = sentence.right(verb)
            mark = table.words(right, right + 1) if right < sentence.end else ""
            if mark == ";" or (mark == "," and not table.signs[heads[verb]] & _SPEAKER):
                yield right + 1, _LEAST_CLAUSE


def _stands(sentence: ParsedSentence, first: int, end: int, least: int) -> bool:
    """Whether what is left before a border is more than a beginning."""
    tags = sentence.table.tags
    return (
        end - first >= least
        and tags[end - 1] not in _UNFINISHED
        and not _VERBAL.isdisjoint(tags[first:end])
    )


def _colons(sentence: ParsedSentence) -> Iterator[int]:
    """Where a second statement begins after a colon that announces no speech."""
    table = sentence.table
    for index in range(sentence.first + _LEAST_CLAUSE, sentence.end - _LEAST_CLAUSE):
        if (
            table.tags[index] == ":"
            and table.words(index, index + 1) in (":", ";")
            and not sentence.quoted(index)
            and not sentence.opens_quotation(index + 1)
            and not sentence.has(_SPEAKER, sentence.first, index)
            and _states(sentence, sentence.first, index)
            and _states(sentence, index + 1, sentence.end)
        ):
            yield index + 1


def _states(sentence: ParsedSentence, first: int, end: int) -> bool:
    """Whether a stretch has a finite verb and a subject."""
    deps, tags = sentence.table.deps, sentence.table.tags
    return any(deps[i] in SUBJECTS for i in range(first, end)) and any(
        tags[i] in FINITE for i in range(first, end)
    )


def _after_speech(sentence: ParsedSentence, verb: int, left: int) -> Iterator[tuple[int, int]]:
    """The border of a clause; after "adding that", "who said that" its words begin later."""
    table = sentence.table
    if table.signs[verb] & _SPEAKER:
        for child in range(verb + 1, sentence.right(verb)):
            if table.heads[child] == verb and table.deps[child] == "ccomp":
                yield left, -1
                yield sentence.left(child), _LEAST_CLAUSE
                return
    yield left, _LEAST_CLAUSE


def _is_quoted(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a verb says that somebody "was quoted", which is nothing without the words."""
    table = sentence.table
    return bool(table.signs[verb] & _SPEAKER) and any(
        table.heads[child] == verb and table.deps[child] == "auxpass"
        for child in range(sentence.first, verb)
    )


def _is_clause(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a verb with a subject is finite; taggers often take "smashed" for a participle."""
    if sentence.is_finite(verb):
        return True
    table = sentence.table
    return table.tags[verb] == "VBN" and any(
        table.heads[child] == verb and table.deps[child] == "nsubj"
        for child in range(sentence.left(verb), verb)
    )


def _own_auxiliary(sentence: ParsedSentence, verb: int, left: int) -> bool:
    """Whether a second verb says something new: "got 1,142 names and was handed in"."""
    table = sentence.table
    if table.words(left - 1, left).lower() != "and":
        return False
    top = verb
    while table.deps[top] == "conj":
        top = table.heads[top]
    if table.deps[top] != "ROOT":
        return False
    return any(
        table.heads[child] == verb and table.tags[child] in FINITE for child in range(left, verb)
    ) or (table.tags[verb] in FINITE and table.words(verb, verb + 1).lower() in _COPULAS)


def _both_tell(sentence: ParsedSentence, verb: int, left: int) -> bool:
    """Whether both verbs of one subject have a figure or a date of their own."""
    right = sentence.right(verb)
    own_words = any(verb < open_ < right for open_, _ in sentence.quotations) or any(
        sentence.table.heads[index] == verb and sentence.table.deps[index] == "ccomp"
        for index in range(verb, right)
    )
    start = sentence.left(sentence.table.heads[verb])
    return sentence.has(VALUES, start, left) and (own_words or sentence.has(VALUES, left, right))


def _has_complement(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a participle says something by itself: "adding that ...", "killing eleven"."""
    right = sentence.right(verb)
    table = sentence.table
    quotes = any(verb < open_ < right for open_, _ in sentence.quotations)
    return (
        quotes
        or sentence.has(VALUES, verb, right)
        or any(
            table.heads[index] == verb and table.deps[index] == "ccomp"
            for index in range(verb, right)
        )
    )


def _at_end(sentence: ParsedSentence, verb: int) -> bool:
    """Whether a relative clause ends the sentence, or only who says it follows."""
    if sentence.closes(verb):
        return True
    right = sentence.right(verb)
    return any(
        sentence.table.signs[index] & _SPEAKER and sentence.closes(index)
        for index in range(right, sentence.end)
    )
