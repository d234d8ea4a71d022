"""What a number is told of, beyond what it counts: height or length, the first week or all time."""

from __future__ import annotations

import re

from annotator.nlp.comparison.value_setting import setting_of
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Dimension, Quantity
from annotator.nlp.values.stems import stems_of
from annotator.nlp.values.word_groups import are_alike

APART = 9.0
"""What speaks against two numbers that are told of different things being of one."""

_ASPECTS: dict[Dimension, tuple[frozenset[str], ...]] = {
    Dimension.LENGTH: (
        frozenset({"high", "height", "tall", "elevation", "altitude"}),
        frozenset({"long", "length", "span", "spans", "spanning", "stretches"}),
        frozenset({"wide", "width", "broad", "breadth"}),
        frozenset({"deep", "depth"}),
        frozenset({"away", "distance", "far"}),
        frozenset({"diameter"}),
    ),
    Dimension.MONEY: (
        frozenset({"budget", "budgeted"}),
        frozenset({"grossed", "gross", "takings", "revenue", "revenues", "turnover", "sales"}),
        frozenset({"profit", "profits"}),
        frozenset({"salary", "wage", "wages", "bonus"}),
        frozenset({"debt", "debts"}),
        frozenset({"fine", "fined", "penalty"}),
        frozenset({"contract"}),
    ),
    Dimension.PERCENT: (
        frozenset({"turnout"}),
        frozenset({"vote", "votes", "voters", "seats", "yes", "favour", "favor"}),
        frozenset({"unemployment", "jobless"}),
        frozenset({"inflation"}),
    ),
}
"""Words of one measure that tell what is measured, group by group."""

_BEFORE, _BEHIND = 7, 3

_SCOPE = re.compile(
    r"\b(?:(?P<opening>opening|debut)\s(?:weekend|week|day|night)|"
    r"(?:in|within|during|over|after)\s(?:its|the|their|his|her|a|one)\s(?:very\s)?"
    r"(?P<first>first\s)?(?P<unit>weekend|week|day|month|24 hours|quarter|half)"
    r"(?P<of>\sof\s(?:release|sale|sales|trading))?)(?!-)\b",
    re.I,
)
_REACH = 60

_KIN = stems_of(
    "rival rivals sequel prequel successor predecessor remake subsidiary son sons daughter "
    "daughters wife husband brother brothers sister sisters mother father finale premiere "
    "pilot reserves neighbour neighbours egg eggs"
)
"""What stands in the place of a thing, a person or a work, and is another one."""


def told_of_others(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> float:
    """What speaks against two numbers because they are told of different things; 0 for nothing."""
    if (
        _aspects_apart(a, b, one, two)
        or _scopes_apart(a, b, one, two)
        or _kin_apart(a, b, one, two)
    ):
        return APART
    return 0.0


def _aspects_apart(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> bool:
    """ "70 metres high", "spans 2,460 metres"."""
    if one.dimension is not two.dimension or one.dimension not in _ASPECTS:
        return False
    here = _aspect(a, one)
    there = _aspect(b, two) if here >= 0 else -1
    return there >= 0 and here != there


def _aspect(claim: ParsedClaim, quantity: Quantity) -> int:
    """The group of the word nearest to a number that tells what it measures; -1 for none."""
    words = claim.words
    groups = _ASPECTS[quantity.dimension]
    first = next((i for i, w in enumerate(words) if w.end > quantity.span.start), len(words))
    last = next((i for i, w in enumerate(words) if w.start >= quantity.span.end), len(words))
    others = [q.span for q in claim.quantities if q is not quantity]
    for places in (range(last, last + _BEHIND), range(first - 1, first - 1 - _BEFORE, -1)):
        for place in places:
            if not 0 <= place < len(words) or words[place].text in (";", ".", ":"):
                break
            word = words[place]
            if any(span.start < word.end and word.start < span.end for span in others):
                break
            if place >= last and word.tag in (",", "CC"):
                break
            for number, group in enumerate(groups):
                if word.lower in group:
                    return number
    return -1


def _scopes_apart(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> bool:
    """ "9,000 copies in its first week", "over 100,000 copies"."""
    if one.dimension not in (Dimension.COUNT, Dimension.MONEY) or one.stated == two.stated:
        return False
    return _scope(a, one) != _scope(b, two)


def _scope(claim: ParsedClaim, quantity: Quantity) -> str:
    """The first stretch of time that a number is told for, as one word; "" for none."""
    others = [q.span for q in claim.quantities if q.dimension is quantity.dimension]
    others = [span for span in others if span != quantity.span]
    begin, end = quantity.span.end, quantity.span.end + _REACH
    end = min((span.start for span in others if span.start >= begin), default=end)
    offset = claim.span.start
    behind = claim.text[begin - offset : max(begin, min(end, begin + _REACH)) - offset]
    before_end = quantity.span.start
    before_begin = max((span.end for span in others if span.end <= before_end), default=offset)
    before = claim.text[max(before_begin, before_end - _REACH) - offset : before_end - offset]
    before = _JOINT.split(before)[-1]
    for part in (behind, before):
        match = _SCOPE.search(part)
        if match is None:
            continue
        within = match.group().lower().startswith("within")
        if match["opening"] or match["first"] or match["of"] or within:
            return "opening" if match["opening"] else str(match["unit"]).lower()
    return ""


_JOINT = re.compile(r"[,;]|\band\b|\bbut\b", re.I)


def _kin_apart(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> bool:
    """ "The firm's rival has 30 shops", "the firm has 22 shops"."""
    return _is_of_kin(a, one, b) or _is_of_kin(b, two, a)


def _is_of_kin(claim: ParsedClaim, quantity: Quantity, other: ParsedClaim) -> bool:
    if _is_other(claim, quantity) and not any(word.lower in _OTHER for word in other.words):
        return True
    if not any(word.inside and word.stem in _KIN for word in claim.words):
        return False
    # "300 sons and daughters marched" counts them.
    kin = (_KIN & setting_of(claim, quantity.figure).subjects) - quantity.counted
    return any(not any(are_alike(word.stem, stem) for word in other.words) for stem in kin)


def _is_other(claim: ParsedClaim, quantity: Quantity) -> bool:
    """ "The other tunnel is 5 km long"."""
    words = claim.words
    others = [w for w in words if w.inside and w.lower in _OTHER and w.dep == "amod"]
    if not others:
        return False
    subjects = setting_of(claim, quantity.figure).subjects
    return any(
        words[w.head].dep in ("nsubj", "nsubjpass") and words[w.head].tag == "NN"
        and words[w.head].stem in subjects
        for w in others
    )  # fmt: skip


_OTHER = frozenset({"other", "another"})
