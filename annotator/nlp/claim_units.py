"""Claim units: the stretches of a parsed text that can each state one fact.

A unit is a sentence, or a clause of it that stands alone; a quotation stays whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from annotator.nlp.layout import Block
from annotator.nlp.token_table import TokenTable

QUOTATION_TOKENS = 60
"""A quotation of several sentences is kept whole up to this length."""

_LEAST_TOKENS = 4
"""A clause with fewer tokens is not split off."""

_LONG_SENTENCE = 30
_LONG_CLAUSE = 9
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_RELATIVE = frozenset({"WDT", "WP"})
_CONTRAST = frozenset({"while", "whereas", "although", "though"})
_QUOTES = re.compile(r"[“”„«»\"]|(?<!\w)‘|’(?!\w)")
_OPENING = frozenset("“„«‘")
_CLOSING = frozenset('”»’"')
_QUOTED_WORDS = 3
_LEADING = frozenset(",;:.!?…—–-)]}/|•*_ ") | frozenset("”’»")
_TRAILING = frozenset(",;:.…—–-([{/|•*_ ") | frozenset("“‘«„")
_JOINING = frozenset({"and", "but", "or", "so", "yet", "nor", "&"}) | _CONTRAST
_BRACKETS = frozenset("([{")
_PAIRS = {"(": ")", "[": "]", "{": "}", "“": "”", "„": "“", "«": "»", "‘": "’"}


@dataclass(frozen=True, slots=True)
class ClaimUnit:
    """Tokens that may be a claim, without punctuation at their ends.

    Attributes:
        first, end: token indices, half-open.
        sentence: token indices of the whole sentence, half-open.
        root: the unit's highest token.
        block: where it stands.
        quoted: how many tokens its longest quotation has, marks included; 0 without any.
    """

    first: int
    end: int
    sentence: tuple[int, int]
    root: int
    block: Block
    quoted: int


def claim_units(doc: Doc, table: TokenTable, blocks: tuple[Block, ...]) -> Iterator[ClaimUnit]:
    """The units of every block, in order; they do not overlap."""
    for block in blocks:
        first = bisect_left(table.starts, block.body)
        end = bisect_left(table.starts, block.end)
        if first >= end:
            continue
        quotations = _quotations(table, block)
        for sentence in _sentences(table, first, end, quotations):
            for start, stop in _clauses(doc, table, *sentence, quotations):
                trimmed = _trimmed(table, start, stop, split=start > sentence[0])
                if trimmed is None:
                    continue
                quoted = max(
                    (
                        close - open_
                        for open_, close in quotations
                        if trimmed[0] <= open_ + 1 < trimmed[1]
                    ),
                    default=0,
                )
                yield ClaimUnit(*trimmed, sentence, table.root(*trimmed), block, quoted)


def _quotations(table: TokenTable, block: Block) -> list[tuple[int, int]]:
    """Token ranges from an opening quotation mark to its closing one, three words at least."""
    found: list[tuple[int, int]] = []
    opened, opening = -1, ""
    for mark in _QUOTES.finditer(table.text, block.start, block.end):
        character = mark.group()
        if opened < 0:
            if character in _OPENING or character == '"':
                opened, opening = mark.start(), character
        elif character in _CLOSING or (character == "“" and opening == "„"):
            first = bisect_left(table.starts, opened)
            last = bisect_left(table.starts, mark.start())
            if last - first > _QUOTED_WORDS:
                found.append((first, last + 1))
            opened = -1
    return found


def _sentences(
    table: TokenTable, first: int, end: int, quotations: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    borders = table.sent_starts
    begin = first
    for border in borders[bisect_left(borders, first + 1) : bisect_left(borders, end)]:
        if not any(
            open_ < border < close and close - open_ <= QUOTATION_TOKENS
            for open_, close in quotations
        ):
            yield begin, border
            begin = border
    yield begin, end


def _clauses(
    doc: Doc, table: TokenTable, first: int, end: int, quotations: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    tags = table.tags
    borders = _clause_borders(doc, table, first, end) if end - first > 2 * _LEAST_TOKENS else []
    begin = first
    for border in borders:
        if border - begin < _LEAST_TOKENS or end - border < _LEAST_TOKENS:
            continue
        if any(open_ < border < close for open_, close in quotations):
            continue
        if _FINITE.isdisjoint(tags[begin:border]) or _FINITE.isdisjoint(tags[border:end]):
            continue
        yield begin, border
        begin = border
    yield begin, end


def _clause_borders(doc: Doc, table: TokenTable, first: int, end: int) -> list[int]:
    deps, heads, tags = table.deps, table.heads, table.tags
    with_subject = {heads[index] for index in range(first, end) if deps[index] in _SUBJECTS}
    borders: set[int] = set()
    for verb in with_subject:
        dep = deps[verb]
        if dep == "conj":
            if _is_main(table, verb):
                borders.add(doc[verb].left_edge.i)
        elif dep == "advcl":
            edge = doc[verb].left_edge.i
            if edge > first and doc[edge].lower_ in _CONTRAST and _is_main(table, heads[verb]):
                borders.add(edge)
        elif dep in ("relcl", "acl") and end - first > _LONG_SENTENCE:
            edge = doc[verb].left_edge.i
            at_end = doc[verb].right_edge.i >= end - 2
            alone = not any(
                heads[index] == verb and deps[index] in _SUBJECTS and tags[index] in _RELATIVE
                for index in range(edge, verb)
            )
            if at_end and alone and end - edge > _LONG_CLAUSE and doc[edge - 1].text == ",":
                borders.add(edge)
        elif dep in ("ccomp", "parataxis") and heads[verb] > verb:
            edge = doc[verb].right_edge.i + 1
            if edge < end and doc[edge].text == ";":
                borders.add(edge + 1)
    return sorted(border for border in borders if first < border < end)


def _is_main(table: TokenTable, verb: int) -> bool:
    """Whether a verb is coordinated with the main clause, or with what somebody is said to say."""
    while table.deps[verb] == "conj":
        verb = table.heads[verb]
    dep = table.deps[verb]
    if dep == "ROOT":
        return True
    return dep in ("ccomp", "parataxis") and table.deps[table.heads[verb]] == "ROOT"


def _trimmed(table: TokenTable, first: int, end: int, *, split: bool) -> tuple[int, int] | None:
    """Without punctuation and white space at the ends, lone brackets, and joining words.

    A word such as "while" goes only where it joined the unit to the one before (``split``).
    """
    while first < end:
        words = table.words(first, first + 1)
        if words.isspace() or words[0] in _LEADING or (split and words.lower() in _JOINING):
            first += 1
            continue
        last = table.words(end - 1, end)
        if last.isspace() or last[0] in _TRAILING or last.lower() in _JOINING:
            end -= 1
            continue
        inside = table.words(first, end)
        if words in _BRACKETS and inside.find(_PAIRS[words]) == len(inside) - 1:
            first, end = first + 1, end - 1
            continue
        if words in _PAIRS and _PAIRS[words] not in inside[1:]:
            first += 1
        elif last in _PAIRS.values() and not any(
            opening in inside for opening, closing in _PAIRS.items() if closing == last
        ):
            end -= 1
        elif '"' in (words, last) and inside.count('"') % 2:
            if words == '"':
                first += 1
            else:
                end -= 1
        else:
            return (first, end) if any(map(str.isalnum, inside)) else None
    return None
