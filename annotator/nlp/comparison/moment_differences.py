"""Comparing the dates and times of two linked claims."""

from __future__ import annotations

from dataclasses import replace

from annotator.domain.link import DifferenceField
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.moment_pairs import compared, lag
from annotator.nlp.comparison.moment_setting import (
    are_of_one_act,
    are_of_other_acts,
    moments_in_force,
    name_one_thing,
    nearness,
)
from annotator.nlp.comparison.stages import is_stamp
from annotator.nlp.values.moment import Moment
from annotator.nlp.values.parsed_claim import ParsedClaim

_GOOD = {"same": "", "looser": "less precise", "part": "the day is in one only"}
_OPEN = frozenset({"before", "after"})

OTHER_TIME = "counted at another time"
"""Why numbers that were counted up to different days are no conflict."""


def counted_first(a: ParsedClaim, b: ParsedClaim) -> ParsedClaim | None:
    """Which of two claims counts up to an earlier day than the other; None when none does."""
    first = None
    for one in a.moments:
        for two in b.moments:
            if not (is_stamp(a, one) or is_stamp(b, two)):
                continue
            verdict = compared(_plain(one), _plain(two))
            if verdict in _GOOD:
                return None
            days = lag(one, two) if verdict == "hard" else None
            if days:
                first = a if days > 0 else b
            elif days == 0 and one.slot != two.slot:
                # What was so before a day was so earlier than what was so on it.
                first = a if one.slot == "before" or two.slot == "after" else b
    return first


def _is_stamp(claim: ParsedClaim, moment: Moment) -> bool:
    """Whether a moment only tells up to when was counted; the end of a stretch never does."""
    return moment.stretch is None and is_stamp(claim, moment)


def _plain(moment: Moment) -> Moment:
    """The day up to which was counted, as that day."""
    return replace(moment, slot="") if moment.slot == "by" else moment


def moment_findings(
    a: ParsedClaim, b: ParsedClaim, *, same_numbers: bool = False, grown: bool = False
) -> Findings:
    """What the moments of two linked claims say of each other.

    Args:
        same_numbers: whether their numbers agree, so that days up to which these were counted
            should agree as well.
        grown: whether their numbers differ only because one was counted later.
    """
    left, right = moments_in_force(a), moments_in_force(b)
    if not left or not right:
        return Findings(lacking=len(left) + len(right))
    if _are_crosswise(a, left, b, right):
        return Findings(agreeing=2)
    scored = []
    for one in left:
        for two in right:
            verdict = compared(one, two) if name_one_thing(a, b, one, two) else ""
            if verdict:
                scored.append((_rank(a, b, one, two, verdict), verdict, one, two))
    scored.sort(key=lambda item: -item[0])
    used: set[int] = set()
    differences = []
    agreeing, partial, exact = 0, "", False
    for _, verdict, one, two in scored:
        if id(one) in used or id(two) in used:
            continue
        if verdict not in _GOOD and are_of_other_acts(a, b, one, two):
            continue
        used |= {id(one), id(two)}
        stamped = _is_stamp(a, one), _is_stamp(b, two)
        stamps = all(stamped)
        grew = grown and any(stamped)
        if verdict not in _GOOD and (grew or (stamps and not same_numbers)):
            partial = OTHER_TIME
            continue
        if verdict in _GOOD:
            agreeing += 1
            exact = exact or verdict == "same"
            partial = _GOOD[verdict] or partial
            continue
        if len(left) + len(right) > 2 and not (
            nearness(a, b, one, two)
            or _are_same_ends(one, two)
            or (exact and len(left) == len(right) and left.index(one) == right.index(two))
        ):
            continue
        level = HARD if verdict == "hard" and not stamps else SOFT
        differences.append(
            differing(DifferenceField.DATE, level, (one.span, one.words), (two.span, two.words))
        )
    lacking = sum(id(one) not in used for one in (*left, *right))
    return Findings(tuple(differences), agreeing, "" if exact else partial, lacking)


def _are_crosswise(a: ParsedClaim, left: list[Moment], b: ParsedClaim, right: list[Moment]) -> bool:
    """ "None between ten at night and six in the morning", "only between 6 a.m. and 10 p.m."."""
    if len(left) != 2 or len(right) != 2:
        return False
    if any(moment.minutes is None or moment.first is not None for moment in (*left, *right)):
        return False
    if not any(word.inside and word.lower == "between" for word in (*a.words, *b.words)):
        return False
    straight = compared(left[0], right[0]) in _GOOD or compared(left[1], right[1]) in _GOOD
    turned = left[0].minutes == right[1].minutes and left[1].minutes == right[0].minutes
    return turned and not straight


def _rank(a: ParsedClaim, b: ParsedClaim, one: Moment, two: Moment, verdict: str) -> float:
    good = _WORTH.get(verdict, 0.0)
    if one.slot != two.slot and {one.slot, two.slot} & _OPEN:
        # Nearly every day is "before" or "after" some other.
        good = min(good, 1.0)
    score = good + nearness(a, b, one, two) + (one.slot == two.slot) + _alike_wide(one, two)
    return score + _ONE_ACT * are_of_one_act(a, b, one, two)


_ONE_ACT = 4.0
"""What it is worth, more than that two times agree, that both hang on one verb."""

_WORTH = {"same": 3.0, "part": 3.0, "looser": 1.5}


def _alike_wide(one: Moment, two: Moment) -> float:
    """1 when both tell a day, or both a month or a year, or both a time of day only."""
    if one.first is None or two.first is None or one.last is None or two.last is None:
        return float(one.first is two.first)
    low, high = sorted(((one.last - one.first).days + 1, (two.last - two.first).days + 1))
    return float(high <= 2 * low)


def _are_same_ends(one: Moment, two: Moment) -> bool:
    """Whether both tell where something begins, or both where it ends."""
    if not _alike_wide(one, two):
        return False
    if one.slot == two.slot:
        return one.slot in _ENDS
    return {("until", "end"), ("from", "begin"), ("since", "begin")} & {
        (one.slot, two.edge),
        (two.slot, one.edge),
    } != set()


_ENDS = frozenset({"from", "until", "since", "by"})
