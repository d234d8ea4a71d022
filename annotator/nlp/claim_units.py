"""Claim units: the stretches of a parsed text that can each state one fact.

A unit is a sentence, or a clause of it that stands alone; a quotation stays whole.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from annotator.nlp.clauses import Clause, clauses_of
from annotator.nlp.layout import Block, BlockRole
from annotator.nlp.parsed_sentence import FINITE, SUBJECTS
from annotator.nlp.token_table import TokenTable

UNITS_VERSION = "13"
"""Changes whenever units, kinds or cues may change."""

QUOTATION_TOKENS = 60
"""A quotation of several sentences is kept whole up to this length."""

_LONG_HEADING = 30
_LONGEST = 80
"""Tokens up to which a border of sentences is doubted when no mark stands there."""

_TITLES = frozenset({BlockRole.TITLE, BlockRole.HEADING})
_SENTENCE_ENDS = frozenset(".!?…:;。！？")
_QUOTES = re.compile(r"[“”„«»\"]|(?<!\w)‘|’(?!\w)")
_OPENING = frozenset("“„«‘")
_CLOSING = frozenset('”»’"')
_QUOTED_WORDS = 3
_LEADING = frozenset(",;:.!?…—–-)]}/|•*_ ") | frozenset("”’»")
_TRAILING = frozenset(",;:.…—–-([{/|•*_ ") | frozenset("“‘«„")
_JOINING = frozenset({"and", "but", "or", "nor", "&"})
_SUBORDINATING = frozenset(
    {"while", "whereas", "although", "though", "when", "as", "after", "before", "that", "so"}
)
_PICTURES = frozenset({"So", "Sk", "Cf", "Mn", "Cn"})
"""Unicode categories of emoji and of what joins and colours them."""

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
        context: a unit with more words, when these alone say too little to be judged by: with
            "its weakest level since October" what reached that level. None mostly.
    """

    first: int
    end: int
    sentence: tuple[int, int]
    root: int
    block: Block
    quoted: int
    context: ClaimUnit | None = None


def claim_units(doc: Doc, table: TokenTable, blocks: tuple[Block, ...]) -> Iterator[ClaimUnit]:
    """The units of every block, in order; they do not overlap."""
    for block in blocks:
        first = bisect_left(table.starts, block.body)
        end = bisect_left(table.starts, block.end)
        if first >= end:
            continue
        quotations = _quotations(table, block)
        for sentence in _sentences(table, block, first, end, quotations):
            for clause in _clauses(doc, table, block, sentence, quotations):
                trimmed = _trimmed(table, clause.first, clause.end, split=clause.joined)
                if trimmed is None:
                    continue
                unit = _unit(table, *trimmed, sentence, block, quotations)
                if clause.judged_from < clause.first:
                    around = _trimmed(table, clause.judged_from, clause.end, split=True)
                    assert around is not None
                    context = _unit(table, *around, sentence, block, quotations)
                    unit = replace(unit, context=context)
                yield unit


def whole_unit(table: TokenTable) -> ClaimUnit | None:
    """All tokens as one unit, as if they were one sentence; None when no word is among them."""
    block = Block(0, len(table.text), BlockRole.PARAGRAPH, 0)
    trimmed = _trimmed(table, 0, len(table), split=False)
    if trimmed is None:
        return None
    return _unit(table, *trimmed, (0, len(table)), block, _quotations(table, block))


def _unit(
    table: TokenTable,
    first: int,
    end: int,
    sentence: tuple[int, int],
    block: Block,
    quotations: tuple[tuple[int, int], ...],
) -> ClaimUnit:
    quoted = max(
        (close - open_ for open_, close in quotations if first <= open_ + 1 < end), default=0
    )
    return ClaimUnit(first, end, sentence, _root(table, first, end), block, quoted)


def _quotations(table: TokenTable, block: Block) -> tuple[tuple[int, int], ...]:
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
    return tuple(found)


def _sentences(
    table: TokenTable, block: Block, first: int, end: int, quotations: tuple[tuple[int, int], ...]
) -> Iterator[tuple[int, int]]:
    if block.role in _TITLES and end - first <= _LONG_HEADING:
        yield first, end
        return
    starts = table.sent_starts
    borders = set(starts[bisect_left(starts, first + 1) : bisect_left(starts, end)])
    # After "8 p.m." the parser misses the sentence that a quotation opens.
    borders.update(
        open_
        for open_, _ in quotations
        if first < open_ < end and table.words(open_ - 1, open_)[-1] in ".!?"
    )
    begin = first
    for border in sorted(borders):
        if border - begin <= _LONGEST and not _ends_sentence(table, begin, border):
            continue
        if not any(
            open_ < border < close and close - open_ <= QUOTATION_TOKENS
            for open_, close in quotations
        ):
            yield begin, border
            begin = border
    yield begin, end


def _ends_sentence(table: TokenTable, begin: int, border: int) -> bool:
    """Whether a mark that ends sentences stands before ``border``; parsers see more of them."""
    for index in range(border - 1, begin - 1, -1):
        words = table.words(index, index + 1)
        if words[-1] in _SENTENCE_ENDS:
            return True
        if words[0].isalnum():
            return False
    return True


def _clauses(
    doc: Doc,
    table: TokenTable,
    block: Block,
    sentence: tuple[int, int],
    quotations: tuple[tuple[int, int], ...],
) -> Iterable[Clause]:
    if block.role is BlockRole.PARAGRAPH:
        return clauses_of(doc, table, *sentence, quotations)
    return (Clause(*sentence, joined=False, judged_from=sentence[0]),)


def _root(table: TokenTable, first: int, end: int) -> int:
    """The highest token of a unit; of several, the first that is a verb or has a subject."""
    heads, deps = table.heads, table.deps
    tops = [i for i in range(first, end) if heads[i] == i or not first <= heads[i] < end]
    if len(tops) == 1:
        return tops[0]
    with_subject = {heads[i] for i in range(first, end) if deps[i] in SUBJECTS}
    for top in tops:
        if top in with_subject:
            return top
    return next((top for top in tops if table.tags[top] in FINITE), tops[0])


def _trimmed(table: TokenTable, first: int, end: int, *, split: bool) -> tuple[int, int] | None:
    """Without punctuation and white space at the ends, lone brackets, and joining words.

    A word such as "while" goes only where it joined the unit to the one before (``split``).
    """
    while first < end:
        words = table.words(first, first + 1)
        if _is_mark(words, _LEADING) or (split and _joins(table, first)):
            first += 1
            continue
        last = table.words(end - 1, end)
        if _is_mark(last, _TRAILING) or _joins(table, end - 1):
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


def _is_mark(words: str, marks: frozenset[str]) -> bool:
    """Whether a token is white space, a mark that does not belong here, or a picture."""
    begin = words[0]
    if begin.isalnum():
        return False
    if words.isspace() or unicodedata.category(begin) in _PICTURES:
        return True
    return begin in marks and not any(map(str.isalnum, words))


def _joins(table: TokenTable, index: int) -> bool:
    """Whether a word only joins two clauses; "it happened before" and "that rose" do not."""
    words = table.words(index, index + 1).lower()
    return words in _JOINING or (words in _SUBORDINATING and table.tags[index] in ("IN", "WRB"))
