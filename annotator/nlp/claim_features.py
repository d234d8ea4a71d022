"""What is found in a claim unit: its signs, and the words that show them."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.nlp.claim_units import ClaimUnit
from annotator.nlp.entities import begins_name
from annotator.nlp.layout import BlockRole
from annotator.nlp.signs import BIT, Sign
from annotator.nlp.speech import Speech, covers
from annotator.nlp.token_table import TokenTable

SHORT_UNIT = 6
LONG_UNIT = 18
"""Tokens below and above which a unit counts as short or long."""

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD", "VBN"})
"""A participle counts: taggers often take "leaked" for one."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_PRONOUNS = frozenset({"PRP", "DT", "WDT", "WP", "EX"})
_FURNITURE = frozenset(
    {BlockRole.BYLINE, BlockRole.CAPTION, BlockRole.COPYRIGHT, BlockRole.REPEATED_TITLE}
)


@dataclass(frozen=True, slots=True)
class ClaimFeatures:
    """A unit with everything a scorer may look at.

    Attributes:
        signs: the bits (`annotator.nlp.signs.BIT`) of all signs found.
        hits: tokens with a sign of their own.
        subject: the token that heads the subject, or -1.
        speaker: token indices, half-open, of who says it; empty when nobody is named.
    """

    table: TokenTable
    unit: ClaimUnit
    signs: int
    hits: tuple[int, ...]
    subject: int
    speaker: tuple[int, int]

    def has(self, sign: Sign) -> bool:
        """Whether ``sign`` was found."""
        return bool(self.signs & BIT[sign])


_FIGURE, _DATE, _NAME = BIT[Sign.FIGURE], BIT[Sign.DATE], BIT[Sign.NAME]
_SPEAKER, _VAGUE, _RANK = BIT[Sign.SPEAKER], BIT[Sign.VAGUE], BIT[Sign.FIRST_OF_KIND]
_RANK_CONTEXT = BIT[Sign.RANK_CONTEXT]
_CHANGE = BIT[Sign.CHANGE]
_AMOUNT = _FIGURE | BIT[Sign.SMALL_NUMBER] | BIT[Sign.VAGUE_AMOUNT]
_PHRASE = 6
_RANKED = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_FIRST_PERSON = BIT[Sign.FIRST_PERSON]


def claim_features(table: TokenTable, unit: ClaimUnit, speech: Speech) -> ClaimFeatures:
    """Find the signs of ``unit``, whose sentence has ``speech`` (`speech_of`)."""
    token_signs, deps, heads, tags = table.signs, table.deps, table.heads, table.tags
    first, end, root = unit.first, unit.end, unit.root
    seen = figures = names = vague = 0
    finite = rank = False
    subject = -1
    hits: list[int] = []
    for index in range(first, end):
        signs = token_signs[index]
        if signs:
            seen |= signs
            hits.append(index)
            if signs & _FIGURE:
                figures += 1
            if signs & _VAGUE:
                vague += 1
            if signs & _NAME and begins_name(table, index):
                names += 1
            if signs & _RANK and not rank:
                rank = is_rank(table, unit, index)
        if tags[index] in _FINITE:
            finite = True
        if subject < 0 and deps[index] in _SUBJECTS and heads[index] == root:
            subject = index
    speaks = seen & _SPEAKER
    seen &= ~_SPEAKER
    speaker = speech.speaker if covers(table, speech, unit) else (0, 0)
    if not seen & _AMOUNT:
        seen &= ~_CHANGE
    if not rank:
        seen &= ~_RANK
    if figures > 1:
        seen |= BIT[Sign.MORE_FIGURES]
    if names > 1:
        seen |= BIT[Sign.MORE_NAMES]
    if vague > 1:
        seen |= BIT[Sign.MORE_VAGUE]
    if speaker[0] < speaker[1]:
        seen |= _SPEAKER
    if unit.quoted and (speaks or speaker[0] < speaker[1] or unit.quoted >= _PHRASE):
        seen |= BIT[Sign.QUOTATION]
        if seen & _SPEAKER:
            # "We" in a quotation with a speaker is not the writer.
            seen &= ~_FIRST_PERSON
    seen |= _form(table, unit, subject, finite=finite)
    role = unit.block.role
    if role is BlockRole.HEADING:
        seen |= BIT[Sign.HEADING]
    elif role in _FURNITURE:
        seen |= BIT[Sign.FURNITURE]
    return ClaimFeatures(table, unit, seen, tuple(hits), subject, speaker)


def _form(table: TokenTable, unit: ClaimUnit, subject: int, *, finite: bool) -> int:
    first, end, root = unit.first, unit.end, unit.root
    tags = table.tags
    signs = 0
    length = end - first
    if length < SHORT_UNIT:
        signs |= BIT[Sign.SHORT]
    elif length > LONG_UNIT:
        signs |= BIT[Sign.LONG]
    if subject < 0:
        signs |= BIT[Sign.NO_SUBJECT]
    elif table.signs[subject] & _NAME:
        signs |= BIT[Sign.NAMED_SUBJECT]
    elif tags[subject] in _PRONOUNS:
        signs |= BIT[Sign.PRONOUN_SUBJECT]
    if not finite:
        signs |= BIT[Sign.NO_VERB]
    if _asks(table, unit):
        signs |= BIT[Sign.QUESTION]
    elif subject < 0 and tags[root] == "VB" and table.deps[root] == "ROOT" and _bare(table, unit):
        signs |= BIT[Sign.IMPERATIVE]
    return signs


def is_rank(table: TokenTable, unit: ClaimUnit, index: int) -> bool:
    """Whether an ordinal ranks a fact: "the first since 2021", not "the second officer"."""
    if table.words(index, index + 1).lower() in ("unprecedented", "consecutive"):
        return True
    nearby = table.signs[max(unit.first, index - 4) : min(unit.end, index + 12)]
    if any(signs & _RANK_CONTEXT for signs in nearby):
        return table.words(index - 1, index).lower() not in ("per", "a") if index else True
    head = table.heads[index]
    if index and table.tags[index - 1] in _RANKED and table.tags[index].startswith(("JJ", "RB")):
        # "Finished third": no noun that it would only tell from others.
        return table.tags[index + 1 : index + 2] not in (["NN"], ["NNS"], ["JJ"], ["NNP"], ["CD"])
    return (
        table.deps[head] == "attr" and table.tags[head] == "NN" and table.heads[head] == unit.root
    )


def _asks(table: TokenTable, unit: ClaimUnit) -> bool:
    if table.words(unit.end - 1, unit.end) == "?":
        return True
    after = unit.sentence[1]
    return unit.end < after and "?" in table.words(unit.end, after)


def _bare(table: TokenTable, unit: ClaimUnit) -> bool:
    """Whether the root verb has no auxiliary: "Avoid the weekends", not "will avoid"."""
    root = unit.root
    return not any(
        table.heads[index] == root
        and table.deps[index] in ("aux", "auxpass")
        and table.tags[index] in ("MD", "TO", "VBD", "VBZ")
        for index in range(unit.first, root)
    )
