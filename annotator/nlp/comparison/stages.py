"""Stages of a story: whether one count is simply later than the other."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.moment import Moment
from annotator.nlp.values.number_roles import Role
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Dimension, Quantity
from annotator.nlp.values.stems import stems_of
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
    weak = ""
    closed = set[int]()
    for distance in range(_REACH):
        for side, place in enumerate((last + distance, first - 1 - distance)):
            if not (0 <= place < len(words) and words[place].inside):
                continue
            if words[place].tag == "CD" and weak:
                closed.add(side)
            if side not in closed and words[place].lower in forms:
                if words[place].lower not in _WEAK:
                    return forms[words[place].lower]
                weak = weak or forms[words[place].lower]
    return weak


_WEAK = frozenset({"victims", "toll", "board", "aboard", "passengers"})
""" "Victims" may be in hospital as well, and "32 people on board were killed"."""


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
        word.inside
        and (
            (word.lower in _AHEAD and not word.text.startswith("May"))
            or (word.lower == "to" and behind.tag == "VB")
        )
        for word, behind in zip(words, (*words[1:], words[-1]), strict=True)
    )


_UP_TO = frozenset({"by", "before", "after", "until"})
_AHEAD = frozenset({"will", "shall", "must", "would", "should", "can", "may", "due", "plans",
                    "planned", "expected", "scheduled", "wants", "want", "’ll"})  # fmt: skip


def is_later_count(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> bool:
    """Whether two numbers differ only because one was counted later."""
    if one.dimension is not Dimension.COUNT:
        return False
    # Both tell what it has become; only a toll goes on rising from one report to the next.
    both = one.role is two.role is Role.AFTER and one.slot == two.slot == "to"
    both = both and not (state_of(a, one) or state_of(b, two))
    if not both and _is_changed(a, one, two) != _is_changed(b, two, one):
        return True
    if is_slip(one, two):
        return False
    if _is_of_now(a, one, b, two) or _is_of_now(b, two, a, one):
        return True
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


def _is_changed(claim: ParsedClaim, one: Quantity, other: Quantity) -> bool:
    """Whether a claim tells that its number has become what it is: "has risen to five"."""
    if one.slot != "to":
        return False
    before = [q.stated for q in claim.quantities if q.role is Role.BEFORE and q.span != one.span]
    if before and not min(before) <= other.stated <= max(before):
        low, high = sorted((before[0], one.stated))
        if not low <= other.stated <= high:
            return False
    changes = _GROWN if one.stated > other.stated else _SHRUNK
    return any(word.stem in changes for word in _beside(claim, one))


def _is_of_now(claim: ParsedClaim, one: Quantity, told: ParsedClaim, other: Quantity) -> bool:
    """ "The detained are already 23", "two are still missing", and no such word in the other."""
    if not one.stated or not other.stated:
        return False
    wanted = _REMAINING if one.stated < other.stated else _BY_NOW
    return _has(claim, one, wanted) and not _has(told, other, wanted)


_REMAINING = frozenset({"still"})
_BY_NOW = frozenset({"already", "now"})


def _has(claim: ParsedClaim, one: Quantity, wanted: frozenset[str]) -> bool:
    return any(
        word.lower in wanted and (word.lower != "now" or word.dep == "advmod")
        for word in _beside(claim, one)
    )


def _beside(claim: ParsedClaim, one: Quantity) -> list[Word]:
    return [
        word
        for word in claim.words
        if word.inside
        and (abs(word.start - one.span.end) < _BESIDE or abs(one.span.start - word.end) < _BESIDE)
    ]


_BESIDE = 25
_GROWN = stems_of(
    "rise rose risen grow grew grown climb climbed increase increased go gone went swell swollen"
)
_SHRUNK = stems_of(
    "fall fell fallen drop dropped sink sunk shrink shrunk go gone went decrease decreased "
    "reduce reduced"
)


def was_told_before(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> bool:
    """Whether a claim itself tells the other's number as that of before: "eleven, not twelve"."""
    return _told_before(a, one, two) or _told_before(b, two, one)


def _told_before(claim: ParsedClaim, own: Quantity, other: Quantity) -> bool:
    corrected = any(word.inside and word.stem in _CORRECTED for word in claim.words)
    return any(
        q.role is Role.BEFORE
        and q.stated == other.stated
        and q.span != own.span
        and (q.known or corrected)
        for q in claim.quantities
    )


_CORRECTED = stems_of("revised revise corrected correct adjusted adjust")


def is_slip(one: Quantity, two: Quantity) -> bool:
    """Whether two numbers have the same digits in another order, or other zeros: 38 and 83."""
    here, there = figures(one), figures(two)
    if one.stated == two.stated or len(here) < _FIGURES or len(here) != len(there):
        return False
    if here == there:
        return True
    # Transposed, of one length: 16,800 and 18,600.
    apart = [place for place, digit in enumerate(here) if digit != there[place]]
    low, high = sorted((one.stated, two.stated))
    return high < 10 * low and len(apart) == _FIGURES and sorted(here) == sorted(there)


_FIGURES = 2


def figures(one: Quantity) -> str:
    """The figures of a number: a tenth or tenfold of it is a slip of the pen."""
    return f"{one.stated:.6g}".replace(".", "").partition("e")[0].strip("-0")
