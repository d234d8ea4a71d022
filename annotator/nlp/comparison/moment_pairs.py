"""Whether two times, each as it is told, can be the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from annotator.nlp.values.moment import Moment
from annotator.nlp.values.tense import Tense
from annotator.nlp.values.time_slots import LAST, NOT_BEFORE, shifted

_DAY = 1440
_LOOSE = frozenset({"", "by", "from", "before", "after", "as of", NOT_BEFORE})
_OPEN = frozenset({"before", "after"})
_CLOCKS_APART = 3
"""Minutes that two clock times may lie apart: one was called, the other logged."""
_HOUR, _BESIDE_CLOCK = 60, 2
"""Minutes that "shortly before" and "just after" leave open, and by which they may be passed."""
_CLOCKS_ROUGH = 10
"""Minutes that a full hour may be off as people tell it; such a difference is soft."""
_SEASON_APART = 31
"""Days by which a day may miss a season without a hard conflict."""
_BROAD = 180
"""Minutes from which on a time of day is a part of the day, and by which two such parts must
overlap when one belongs to the day before."""
_LONG_BEFORE = 2000
"""Days from which on what lies before a lower bound is hardly about it."""
_FAR = 400
"""Days from which on what lies before a deadline is hardly about it."""


def compared(one: Moment, two: Moment) -> str:
    """ "same", "looser", "part", "hard", "soft", or "" when the two cannot be compared."""
    if one.edge and two.edge and {one.edge, two.edge} == {"begin", "end"}:
        return ""
    ordered = _with_order(one, two)
    if ordered is not None:
        return ordered
    if not _slots_fit(one, two):
        return ""
    if _is_inside(one, two) or _is_inside(two, one):
        return "looser"
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
            return "same" if minutes else _clock_verdict(one, two)
        if minutes:
            return "part"
        return "soft" if _is_part_of_day(one) or _is_part_of_day(two) else _clock_verdict(one, two)
    if not days:
        if _across_midnight(one, two):
            return "same"
        return "soft" if _is_vague_season(one, two) else "hard"
    if minutes is False:
        return _clock_verdict(one, two)
    return "looser" if _much_wider(one, two) else "same"


def _clock_verdict(one: Moment, two: Moment) -> str:
    """Of two clock times that differ: soft when one is a round hour and the other is near it."""
    assert one.minutes is not None
    assert two.minutes is not None
    if not any(begin % 60 == 0 and end - begin <= 1 for begin, end in (one.minutes, two.minutes)):
        return "hard"
    gap = max(one.minutes[0] - two.minutes[1], two.minutes[0] - one.minutes[1]) % (_DAY // 2)
    return "soft" if min(gap, _DAY // 2 - gap) <= _CLOCKS_ROUGH else "hard"


def _is_part_of_day(moment: Moment) -> bool:
    return moment.minutes is not None and moment.minutes[1] - moment.minutes[0] >= _BROAD


_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})


def _is_vague_season(one: Moment, two: Moment) -> bool:
    """ "In the spring" against "in June": where a season ends is not told."""
    if not any(_SEASONS & set(moment.words.lower().split()) for moment in (one, two)):
        return False
    days = lag(one, two)
    return days is not None and abs(days) <= _SEASON_APART


def _with_order(one: Moment, two: Moment) -> str | None:
    """The verdict where one is a deadline or a lower bound; None where neither is."""
    slots = one.slot, two.slot
    if slots[0] == slots[1]:
        return None
    if NOT_BEFORE in slots:
        bound, other = (one, two) if slots[0] == NOT_BEFORE else (two, one)
        if other.slot == "until":
            # "Suspended until Thursday", "not before Thursday".
            return _adjoining(other, bound)
        if other.slot not in ("", "from", "by", "after"):
            return ""
        return _not_earlier(bound, other) or _not_earlier_by_clock(bound, other)
    if "until" in slots and one.edge != two.edge and "stop" in (one.edge, two.edge):
        bound, other = (one, two) if one.edge == "stop" else (two, one)
        if other.slot not in ("", "from") or other.edge != "begin":
            return ""
        return _not_earlier(bound, other)
    if "by" in slots and _are_half_a_day_apart(one, two):
        return "hard"
    if "by" in slots and slots != ("by", "until") and slots != ("until", "by"):
        bound, other = (one, two) if slots[0] == "by" else (two, one)
        return _not_later(bound, other) if other.slot in ("", "from") else None
    return None


def _are_half_a_day_apart(one: Moment, two: Moment) -> bool:
    """ "By 11:30 a.m." and "at 11.30 at night": the minute is one, the half of the day is not."""
    if one.minutes is None or two.minutes is None or one.either_half or two.either_half:
        return False
    exact = max(m[1] - m[0] for m in (one.minutes, two.minutes)) <= 1
    return exact and abs(one.minutes[0] - two.minutes[0]) == _DAY // 2


def _adjoining(ends: Moment, begins: Moment) -> str:
    """Whether what lasts until the one begins again from the other on."""
    later = lag(ends, begins)
    if later is None:
        return ""
    return "same" if -1 <= later <= 1 else "hard"


def _not_earlier(bound: Moment, other: Moment) -> str:
    days = lag(bound, other)
    if days is None or days < -_LONG_BEFORE or (days < -_FAR and other.tense is Tense.BACK):
        return ""
    if days < 0:
        return "hard"
    return "same" if days == 0 else "looser" if days < _FAR else ""


def _not_earlier_by_clock(bound: Moment, other: Moment) -> str:
    """ "Could not leave until 2.15", "left at 1.15": times of day without a day."""
    if _has_day(bound) or _has_day(other) or bound.minutes is None or other.minutes is None:
        return ""
    if bound.either_half or other.either_half:
        return ""
    early = bound.minutes[0] - other.minutes[1]
    return "hard" if _CLOCKS_ROUGH < early < _DAY // 2 else ""


def _not_later(bound: Moment, other: Moment) -> str:
    days = lag(bound, other)
    if days is None:
        return ""
    if days > 0:
        return "hard"
    return "same" if days == 0 else "looser" if days > -_FAR else ""


def lag(one: Moment, two: Moment) -> int | None:
    """Days by which ``two`` lies after (or, below 0, before) ``one``; 0 when they overlap."""
    if one.first is None or two.first is None or one.last is None or two.last is None:
        if one.weekday < 0 or two.weekday < 0:
            return None
        apart = (two.weekday - one.weekday) % 7
        return apart if apart < 4 else apart - 7
    first, last = two.first, two.last
    if not (one.year_told and two.year_told):
        if one.weekday < 0 and two.weekday < 0:
            # A year that was only worked out is the one that brings the two nearest.
            first, last = _nearest_year((one.first, one.last), (first, last))
        elif abs(first.year - one.first.year) > 1:
            return None
    if first > one.last:
        return (first - one.last).days
    return min(0, (last - one.first).days)


def _nearest_year(fixed: tuple[date, date], days: tuple[date, date]) -> tuple[date, date]:
    apart = fixed[0].year - days[0].year
    return min(
        (shifted(days, apart + years) for years in (-1, 0, 1)),
        key=lambda moved: abs(moved[1].toordinal() - fixed[1].toordinal()),
    )


def _is_inside(whole: Moment, one: Moment) -> bool:
    """Whether a plain time lies in the stretch of which the other is an end."""
    if whole.stretch is None or one.stretch is not None or one.slot or one.edge in ("begin", "end"):
        return False
    if one.first is None or one.last is None:
        return False
    days = one.first, one.last
    if not (whole.year_told and one.year_told) and one.weekday < 0:
        days = _nearest_year(whole.stretch, days)
    return _meet(whole.stretch, days)


def _has_day(moment: Moment) -> bool:
    return moment.first is not None or moment.weekday >= 0


def _slots_fit(one: Moment, two: Moment) -> bool:
    here, there = _slot(one, two), _slot(two, one)
    if here == there:
        return True
    slots = {here, there}
    if slots == {"until", "by"}:
        return True
    return slots <= _LOOSE and bool(slots & {"", "as of"})


def _slot(one: Moment, other: Moment) -> str:
    """The slot of ``one`` beside ``other``: what ends on a day lasts until it."""
    if one.slot == "born":
        return ""
    if one.slot == "since" and other.slot == "from":
        return "from"
    if not one.slot:
        if other.slot == "since" and one.edge == LAST:
            return other.slot
        if other.slot in ("from", "since") and one.edge == "begin":
            return other.slot
        if other.slot == "since" and one.edge and one.edge == other.edge:
            # "Shut since 1994" tells when it was shut.
            return other.slot
        if other.slot == "until" and one.edge == "end" and other.edge != "stop":
            return "until"
        if other.slot == "from" and one.edge == "end":
            return "until"
    return one.slot


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
        days = _nearest_year((one.first, one.last or one.first), days)
    return _meet(_bounded(one), _bounded(replace(two, first=days[0], last=days[1])))


def _bounded(moment: Moment) -> tuple[date, date]:
    """The days a moment may be: "before June" is any day before."""
    assert moment.first is not None
    assert moment.last is not None
    if moment.slot == "before":
        ends = "end" in moment.words.lower().replace("-", " ").split()
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
        if two.first == two.last:
            days = ((one.first - two.first).days * _DAY,) * 3
        elif not one.either_half and not two.either_half:
            return None
    begin, end = one.minutes
    return any(
        _overlap((begin + day + half, end + day + half), two.minutes)
        for day in days
        for half in halves
    )


def _overlap(one: tuple[int, int], two: tuple[int, int]) -> bool:
    short, long = sorted((one[1] - one[0], two[1] - two[0]))
    slack = 0
    if short <= 1:
        # "Shortly before twenty past three" may be logged as 15.20.
        slack = _CLOCKS_APART if long <= 1 else _BESIDE_CLOCK if long == _HOUR else 0
    return one[0] < two[1] + slack and two[0] < one[1] + slack


def _overlap_over_night(one: tuple[int, int], two: tuple[int, int]) -> bool:
    """Like `_overlap`, but "Tuesday night" and "Wednesday morning" are two times."""
    if not _overlap(one, two):
        return False
    if min(one[1] - one[0], two[1] - two[0]) < _BROAD:
        return True
    return min(one[1], two[1]) - max(one[0], two[0]) >= _BROAD


def _across_midnight(one: Moment, two: Moment) -> bool:
    """The night from Thursday to Friday holds early Friday."""
    undated = one.first is None or two.first is None
    if undated and min(one.weekday, two.weekday) >= 0 and one.minutes and two.minutes:
        apart = (two.weekday - one.weekday) % 7
        shift = {1: -_DAY, 6: _DAY}.get(apart)
        begin, end = one.minutes
        return shift is not None and _overlap_over_night((begin + shift, end + shift), two.minutes)
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
    days = (one.first - two.first).days
    if abs(days) != 1 or one.either_half or two.either_half:
        return bool(_minutes_agree(one, two))
    begin, end = one.minutes
    return _overlap_over_night((begin + days * _DAY, end + days * _DAY), two.minutes)


def _much_wider(one: Moment, two: Moment) -> bool:
    """Whether one is clearly less precise: "end of March" and "26 March"."""
    if one.first is None or two.first is None or one.last is None or two.last is None:
        return False
    widths = sorted(((one.last - one.first).days + 1, (two.last - two.first).days + 1))
    return widths[1] >= 5 * widths[0] and widths[1] > 6
