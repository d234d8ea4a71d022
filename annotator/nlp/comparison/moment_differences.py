"""Comparing the dates and times of two linked claims."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from annotator.domain.link import DifferenceField
from annotator.nlp.comparison.alignment import near_stems
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.stages import is_stamp
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.moment import Moment
from annotator.nlp.values.moments import shifted
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import LIGHT
from annotator.nlp.values.word_groups import are_alike

_DAY = 1440
_GOOD = {"same": "", "looser": "less precise", "part": "the day is in one only"}
_LOOSE = frozenset({"", "by", "from", "before", "after", "as of"})
_OPEN = frozenset({"before", "after"})
_CLOCKS_APART = 3
"""Minutes that two clock times may lie apart: one was called, the other logged."""


OTHER_TIME = "counted at another time"
"""Why numbers that were counted up to different days are no conflict."""


def counted_first(a: ParsedClaim, b: ParsedClaim) -> ParsedClaim | None:
    """Which of two claims counts up to an earlier day than the other; None when none does."""
    first = None
    for one in a.moments:
        for two in b.moments:
            if not (is_stamp(a, one) or is_stamp(b, two)):
                continue
            verdict = compared(one, two)
            if verdict in _GOOD:
                return None
            if verdict == "hard" and one.first and two.first:
                first = a if one.first < two.first else b
    return first


def moment_findings(
    a: ParsedClaim, b: ParsedClaim, *, same_numbers: bool = False, grown: bool = False
) -> Findings:
    """What the moments of two linked claims say of each other.

    Args:
        same_numbers: whether their numbers agree, so that days up to which these were counted
            should agree as well.
        grown: whether their numbers differ only because one was counted later.
    """
    left, right = list(a.moments), list(b.moments)
    if not left or not right:
        return Findings(lacking=len(left) + len(right))
    scored = []
    for one in left:
        for two in right:
            verdict = compared(one, two) if _name_one_thing(a, b, one, two) else ""
            if verdict:
                scored.append((_rank(a, b, one, two, verdict), verdict, one, two))
    scored.sort(key=lambda item: -item[0])
    used: set[int] = set()
    differences = []
    agreeing, partial, exact = 0, "", False
    for _, verdict, one, two in scored:
        if id(one) in used or id(two) in used:
            continue
        used |= {id(one), id(two)}
        stamps = is_stamp(a, one) and is_stamp(b, two)
        grew = grown and (is_stamp(a, one) or is_stamp(b, two))
        if verdict not in _GOOD and (grew or (stamps and not same_numbers)):
            partial = OTHER_TIME
            continue
        if verdict in _GOOD:
            agreeing += 1
            exact = exact or verdict == "same"
            partial = _GOOD[verdict] or partial
            continue
        if len(left) + len(right) > 2 and not _near(a, b, one, two):
            continue
        if _of_other_verbs(a, b, one, two):
            continue
        level = HARD if verdict == "hard" and not stamps else SOFT
        differences.append(
            differing(DifferenceField.DATE, level, (one.span, one.words), (two.span, two.words))
        )
    lacking = sum(id(one) not in used for one in (*left, *right))
    return Findings(tuple(differences), agreeing, "" if exact else partial, lacking)


def _rank(a: ParsedClaim, b: ParsedClaim, one: Moment, two: Moment, verdict: str) -> float:
    good = _WORTH.get(verdict, 0.0)
    if one.slot != two.slot and {one.slot, two.slot} & _OPEN:
        # Nearly every day is "before" or "after" some other.
        good = min(good, 1.0)
    return good + _near(a, b, one, two) + (one.slot == two.slot) + _alike_wide(one, two)


_WORTH = {"same": 3.0, "part": 3.0, "looser": 1.5}


def _alike_wide(one: Moment, two: Moment) -> float:
    """1 when both tell a day, or both a month or a year, or both a time of day only."""
    if one.first is None or two.first is None or one.last is None or two.last is None:
        return float(one.first is two.first)
    low, high = sorted(((one.last - one.first).days + 1, (two.last - two.first).days + 1))
    return float(high <= 2 * low)


def _name_one_thing(a: ParsedClaim, b: ParsedClaim, one: Moment, two: Moment) -> bool:
    """Years that only name a thing ("the 2016 film") are compared where both name one thing."""
    here, there = _named_by(a, one), _named_by(b, two)
    if here is None and there is None:
        return True
    if here is not None and there is not None:
        return here.stem == there.stem
    # "The Golden Lyre (1984)" against "in 1982 she got the Golden Lyre".
    named, other = (here, b) if here is not None else (there, a)
    assert named is not None
    behind = named.end < (one if here is not None else two).span.start
    return behind and any(word.inside and word.stem == named.stem for word in other.words)


def _named_by(claim: ParsedClaim, moment: Moment) -> Word | None:
    """The noun that a year names: "the 2016 film", "Mud (2012)"."""
    if moment.first is None or moment.last is None or (moment.last - moment.first).days < _YEARLY:
        return None
    words = claim.words
    index = next((i for i, word in enumerate(words) if word.end >= moment.span.end), len(words))
    if index >= len(words):
        return None
    head = words[words[index].head]
    if words[index].dep in _NAMING and head.tag.startswith("NN") and head.start > moment.span.end:
        return head
    first = next((i for i, word in enumerate(words) if word.end > moment.span.start), 0)
    if first > 1 and words[first - 1].text == "(" and words[index + 1 : index + 2]:
        named = words[first - 2]
        if words[index + 1].text == ")" and named.tag.startswith("NN"):
            return named
    return None


_YEARLY = 360
_NAMING = frozenset({"nummod", "compound", "nmod", "amod", "npadvmod"})


def _near(a: ParsedClaim, b: ParsedClaim, one: Moment, two: Moment) -> int:
    near = near_stems(b, two.span, 4)
    return sum(any(are_alike(x, y) for y in near) for x in near_stems(a, one.span, 4))


def _of_other_verbs(a: ParsedClaim, b: ParsedClaim, one: Moment, two: Moment) -> bool:
    """ "Stolen on Friday, found burnt out" against "found on Monday": times of two acts."""
    planned = _is_planned(a, one), _is_planned(b, two)
    if planned[0] != planned[1] and (_is_given_up(a, one) if planned[0] else _is_given_up(b, two)):
        return True
    if _is_of_saying(a, one) != _is_of_saying(b, two):
        return True
    verb_a, verb_b = verb_of(a, one), verb_of(b, two)
    if verb_a is None or verb_b is None or are_alike(verb_a.stem, verb_b.stem):
        return False
    return _has_apart(a, verb_b, verb_a) or _has_apart(b, verb_a, verb_b)


def _is_planned(claim: ParsedClaim, moment: Moment) -> bool:
    before = [word.lower for word in claim.words if word.end <= moment.span.start][-4:]
    return bool(_PLANNED & set(before))


def _is_given_up(claim: ParsedClaim, moment: Moment) -> bool:
    """ "Planned for 12 May, has been put off": that day is no longer the one."""
    behind = [word for word in claim.words if word.start >= moment.span.end]
    return any(word.inside and word.lower in _MOVED for word in behind)


_PLANNED = frozenset({"planned", "scheduled", "originally", "due", "set"})
_MOVED = frozenset({"put", "postponed", "delayed", "moved", "rescheduled", "cancelled", "canceled",
                    "scrapped", "instead"})  # fmt: skip


def _is_of_saying(claim: ParsedClaim, moment: Moment) -> bool:
    """Whether a moment tells when something was said, in a claim that tells what was said."""
    words = claim.words
    index = next((i for i, word in enumerate(words) if word.end >= moment.span.end), len(words))
    for _ in range(_STEPS):
        if index >= len(words) or words[index].head == index:
            break
        if words[index].tag.startswith("VB"):
            break
        index = words[index].head
    return (
        index < len(words)
        and words[index].stem in _SAYING
        and any(word.head == index and word.dep == "ccomp" for word in words)
    )


_SAYING = frozenset({"say", "tell"})


def _has_apart(claim: ParsedClaim, verb: Word, own: Word) -> bool:
    """Whether a claim knows ``verb`` too, but not as part of its ``own`` ("decided to lower")."""
    return any(
        word.inside
        and word.stem == verb.stem
        and word.tag.startswith("VB")
        and word.dep not in ("xcomp", "ccomp", "aux", "advcl")
        and claim.words[word.head] is not own
        for word in claim.words
    )


def verb_of(claim: ParsedClaim, moment: Moment) -> Word | None:
    """The verb that a moment hangs on; None for "be" and the like, which say too little."""
    index = next(
        (i for i, word in enumerate(claim.words) if word.end >= moment.span.end), len(claim.words)
    )
    for _ in range(_STEPS):
        if index >= len(claim.words):
            return None
        word = claim.words[index]
        if word.tag.startswith("VB"):
            return None if word.stem in LIGHT else word
        if word.head == index:
            return None
        index = word.head
    return None


_STEPS = 6


def compared(one: Moment, two: Moment) -> str:
    """ "same", "looser", "part", "hard", "soft", or "" when the two cannot be compared."""
    if not _slots_fit(one, two):
        return ""
    if one.first is None and two.first is None and one.minutes is None and two.minutes is None:
        if one.weekday < 0 or two.weekday < 0:
            return ""
        return "same" if one.weekday == two.weekday else "hard"
    days = _days_agree(one, two)
    minutes = _minutes_agree(one, two)
    if days is None:
        if minutes is None:
            return ""
        if _has_day(one) == _has_day(two):
            return "same" if minutes else "hard"
        return "part" if minutes else "soft"
    if not days:
        return "same" if _across_midnight(one, two) else "hard"
    if minutes is False:
        return "hard"
    return "looser" if _much_wider(one, two) else "same"


def _has_day(moment: Moment) -> bool:
    return moment.first is not None or moment.weekday >= 0


def _slots_fit(one: Moment, two: Moment) -> bool:
    if one.slot == two.slot:
        return True
    slots = {one.slot, two.slot}
    if slots == {"until", "by"}:
        return True
    return slots <= _LOOSE and bool(slots & {"", "as of"})


def _days_agree(one: Moment, two: Moment) -> bool | None:
    if one.first is None or two.first is None or one.last is None or two.last is None:
        if one.weekday >= 0 and two.weekday >= 0:
            return one.weekday == two.weekday
        return None
    if one.weekday >= 0 and one.weekday == two.weekday and abs((one.first - two.first).days) < 8:
        return True
    if one.slot != two.slot and {one.slot, two.slot} & _OPEN:
        return _within(one, two)
    first, second = (one.first, one.last), (two.first, two.last)
    if _meet(first, second):
        return True
    if one.year_told and two.year_told:
        return False
    if (one.weekday >= 0 or two.weekday >= 0) and abs(first[0].year - second[0].year) < 2:
        return False
    # A year that was only worked out, or not known at all, may be another one.
    apart = second[0].year - first[0].year
    return any(_meet(shifted(first, apart + years), second) for years in (-1, 0, 1))


def _within(one: Moment, two: Moment) -> bool:
    """Whether a day lies in what "before" or "after" another day leaves open."""
    assert one.first is not None
    assert two.first is not None
    days = two.first, two.last or two.first
    if not (one.year_told and two.year_told):
        # A year that was only worked out, or not known at all, may be the other one's.
        days = shifted((days[0], days[1]), one.first.year - two.first.year)
    return _meet(_bounded(one), _bounded(replace(two, first=days[0], last=days[1])))


def _bounded(moment: Moment) -> tuple[date, date]:
    """The days a moment may be: "before June" is any day before."""
    assert moment.first is not None
    assert moment.last is not None
    if moment.slot == "before":
        ends = "end" in moment.words.lower().split()
        return date.min, moment.last if ends else _day_before(moment.first)
    if moment.slot == "after":
        return _day_after(moment.last), date.max
    return moment.first, moment.last


def _day_before(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - 1))


def _day_after(day: date) -> date:
    return date.fromordinal(min(date.max.toordinal(), day.toordinal() + 1))


def _meet(one: tuple[date, date], two: tuple[date, date]) -> bool:
    return one[0] <= two[1] and two[0] <= one[1]


def _minutes_agree(one: Moment, two: Moment) -> bool | None:
    if one.minutes is None or two.minutes is None:
        return None
    halves = (-_DAY // 2, 0, _DAY // 2) if one.either_half or two.either_half else (0,)
    days = (-_DAY, 0, _DAY)
    if one.first is not None and two.first is not None and one.first == one.last:
        if two.first != two.last:
            return None
        days = ((one.first - two.first).days * _DAY,) * 3
    begin, end = one.minutes
    return any(
        _overlap((begin + day + half, end + day + half), two.minutes)
        for day in days
        for half in halves
    )


def _overlap(one: tuple[int, int], two: tuple[int, int]) -> bool:
    points = one[1] - one[0] <= 1 and two[1] - two[0] <= 1
    slack = _CLOCKS_APART if points else 0
    return one[0] < two[1] + slack and two[0] < one[1] + slack


def _across_midnight(one: Moment, two: Moment) -> bool:
    """The night from Thursday to Friday holds early Friday."""
    if one.first is None and two.first is None and one.minutes and two.minutes:
        apart = (two.weekday - one.weekday) % 7
        shift = {1: -_DAY, 6: _DAY}.get(apart)
        begin, end = one.minutes
        return shift is not None and _overlap((begin + shift, end + shift), two.minutes)
    if one.first is None or two.first is None or one.first != one.last or two.first != two.last:
        return False
    if one.minutes is None or two.minutes is None:
        if (one.minutes or (0, 0))[1] <= _DAY and (two.minutes or (0, 0))[1] <= _DAY:
            return False
        late, early = (one, two) if one.first < two.first else (two, one)
        nightly = late.minutes is not None and late.minutes[1] > _DAY
        return (
            nightly
            and (early.first or date.min).toordinal() - (late.first or date.min).toordinal() == 1
        )
    return bool(_minutes_agree(one, two))


def _much_wider(one: Moment, two: Moment) -> bool:
    """Whether one is clearly less precise: "end of March" and "26 March"."""
    if one.first is None or two.first is None or one.last is None or two.last is None:
        return False
    widths = sorted(((one.last - one.first).days + 1, (two.last - two.first).days + 1))
    return widths[1] >= 5 * widths[0] and widths[1] > 6
