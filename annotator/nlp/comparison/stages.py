"""Stages of a story: whether one count is simply later than the other."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from annotator.nlp.values.moment import Moment
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Dimension, Quantity
from annotator.nlp.values.word_groups import state_forms

_RISING = frozenset({"dead", "hurt", "saved", "sick", "well", "tested", "held"})
_FALLING = frozenset({"missing", "sick"})
_APART = timedelta(hours=5)
_REACH = 7
_MODEST = 1.35
"""How far counts may lie apart when a date was only worked out."""


def state_of(claim: ParsedClaim, quantity: Quantity) -> str:
    """What befell those whom a number counts ("dead", "missing"), or "" when it is not told."""
    forms = state_forms()
    words = claim.words
    first = next((i for i, w in enumerate(words) if w.end > quantity.figure.start), len(words))
    last = next((i for i, w in enumerate(words) if w.start >= quantity.figure.end), len(words))
    for distance in range(_REACH):
        for place in (last + distance, first - 1 - distance):
            if 0 <= place < len(words) and words[place].inside and words[place].lower in forms:
                return forms[words[place].lower]
    return ""


def stage_of(claim: ParsedClaim) -> datetime | None:
    """When what a claim states was so: a day its sentence tells, else the article's."""
    for moment in claim.moments_around:
        known = moment.year_told or claim.dating.day is not None
        told = known and moment.slot in ("as of", "by", "until") and moment.last is not None
        if told and moment.last and moment.first == moment.last:
            return datetime.combine(moment.last, time(12))
    return claim.dating.stamp


def is_stamp(claim: ParsedClaim, moment: Moment) -> bool:
    """Whether a moment only tells up to when a number was counted: "as of 3 May", "by Monday".

    "To be paid by 3 May" is none: it is what was agreed.
    """
    if moment.slot == "as of":
        return True
    if moment.slot not in _UP_TO or not claim.quantities:
        return False
    words = claim.words
    return not any(
        word.inside and (word.lower in _AHEAD or (word.lower == "to" and behind.tag == "VB"))
        for word, behind in zip(words, (*words[1:], words[-1]), strict=True)
    )


_UP_TO = frozenset({"by", "before", "after", "until"})
_AHEAD = frozenset({"will", "shall", "must", "would", "should", "can", "may", "due", "plans",
                    "planned", "expected", "scheduled", "wants", "want", "’ll"})  # fmt: skip


def is_later_count(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> bool:
    """Whether two numbers differ only because one was counted later."""
    if one.dimension is not Dimension.COUNT:
        return False
    early, late = stage_of(a), stage_of(b)
    if early is None or late is None or abs(late - early) < _APART:
        return False
    if not (a.dating.sure and b.dating.sure):
        low, high = sorted((one.stated, two.stated))
        if high > _MODEST * low:
            return False
    first, second = (one, two) if early < late else (two, one)
    states = {state_of(a, one), state_of(b, two)}
    if first.stated < second.stated:
        return bool(states & _RISING)
    return bool(states & _FALLING)
