"""What is found in a claim unit: its signs, and the words that show them."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.nlp.claim_units import ClaimUnit
from annotator.nlp.layout import BlockRole
from annotator.nlp.signs import BIT, Sign
from annotator.nlp.token_table import TokenTable

SHORT_UNIT = 6
LONG_UNIT = 18
"""Tokens below and above which a unit counts as short or long."""

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_VERBS = _FINITE | {"VB", "VBN", "VBG"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_PRONOUNS = frozenset({"PRP", "DT", "WDT", "WP", "EX"})
_QUESTION_TAGS = frozenset({"WP", "WRB", "WDT", "WP$"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
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
_FIRST_PERSON = BIT[Sign.FIRST_PERSON]


def claim_features(
    table: TokenTable, unit: ClaimUnit, speaker: tuple[int, int], *, ranked: bool
) -> ClaimFeatures:
    """Find the signs of ``unit``.

    Args:
        speaker: who says the sentence that the unit is of, as token indices.
        ranked: whether the first-of-its-kind words of the unit are to be trusted.
    """
    token_signs, deps, heads, tags = table.signs, table.deps, table.heads, table.tags
    first, end, root = unit.first, unit.end, unit.root
    seen = figures = names = vague = 0
    finite = False
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
            if signs & _NAME and table.ent_begins[index]:
                names += 1
        if tags[index] in _FINITE:
            finite = True
        if subject < 0 and deps[index] in _SUBJECTS and heads[index] == root:
            subject = index
    seen &= ~_SPEAKER
    if not ranked:
        seen &= ~_RANK
    if figures > 1:
        seen |= BIT[Sign.MORE_FIGURES]
    if names > 1:
        seen |= BIT[Sign.MORE_NAMES]
    if vague > 1:
        seen |= BIT[Sign.MORE_VAGUE]
    if speaker[0] < speaker[1]:
        seen |= _SPEAKER
    if unit.quoted:
        seen |= BIT[Sign.QUOTATION]
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


def speaker_of(table: TokenTable, first: int, end: int) -> tuple[int, int]:
    """Who says what the sentence says: the subject of its verb of speech, or a named source.

    Token indices, half-open; an empty range when it is nobody in particular.
    """
    signs, deps, heads, tags = table.signs, table.deps, table.heads, table.tags
    for index in range(first, end):
        if not signs[index] & _SPEAKER:
            continue
        if tags[index] in _VERBS:
            if deps[index] not in ("ROOT", "conj", "parataxis", "advcl", "ccomp"):
                continue
            for child in range(first, end):
                if heads[child] == index and deps[child] == "nsubj" and tags[child] in _NOMINAL:
                    return name_range(table, child, first, end)
        else:
            for child in range(index + 1, min(end, index + 12)):
                if deps[child] == "pobj":
                    return name_range(table, child, first, end)
    return first, first


def name_range(table: TokenTable, head: int, first: int, end: int) -> tuple[int, int]:
    """The name that ``head`` belongs to, or its noun phrase up to it, as token indices."""
    if table.ent_types[head]:
        start, stop = entity_range(table, head, first, end)
        return start, stop
    start = head
    while start > first and table.heads[start - 1] == head and table.deps[start - 1] in _PRE:
        start -= 1
    return start, head + 1


_PRE = frozenset({"compound", "amod", "nmod", "poss", "det", "nummod"})


def entity_range(table: TokenTable, index: int, first: int, end: int) -> tuple[int, int]:
    """The entity around ``index`` inside ``first`` to before ``end``, as token indices."""
    label = table.ent_types[index]
    start = index
    while start > first and not table.ent_begins[start] and table.ent_types[start - 1] == label:
        start -= 1
    stop = index + 1
    while stop < end and table.ent_types[stop] == label and not table.ent_begins[stop]:
        stop += 1
    return start, stop
