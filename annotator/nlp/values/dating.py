"""When articles were written: from their metadata, their dateline, or each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from annotator.nlp.values.calendar_words import MONTH, calendar_pieces
from annotator.nlp.values.moment import Dating

_HEAD = 1200
"""Code points of an article in which a dateline is looked for."""

_READ = 20_000
"""Code points of an article that are read for weekdays."""

_NEWEST = 2030
"""No article is thought to be younger when nothing tells its year."""

_YEARS = range(_NEWEST - 28, _NEWEST + 1)
"""Years in which each day has fallen on each weekday."""

_OLDEST, _LAST = 1500, 2200
"""Years of writing; beyond, days that are worked out from one would fall out of the calendar."""

_DATELINE = re.compile(
    rf"^[A-ZÀ-Þ][^\n]{{0,60}}?(?P<date>(?:\d{{1,2}}\s{MONTH}|{MONTH}\s\d{{1,2}})(?:,?\s\d{{4}})?)"
    r"[^\n]{0,24}[—–-]",
    re.M,
)
_UPDATED = re.compile(
    r"^[^\n]{0,80}?(?:\b(?:updated|published|posted|last modified)\b[: ]*)(?P<date>[^\n]{3,60})$",
    re.M | re.I,
)
_BARE = re.compile(
    r"^(?:[^\n]{0,90}?,\s)??(?P<date>(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:{MONTH}|\d{{1,2}}\.)|{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?)"
    r"(?:,?\s\d{4})?(?:,?\s(?:at\s)?\d{1,2}[:.]\d\d)?)\s*$",
    re.M,
)
_FULL = (
    r"(?P<date>(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s)?(?:\d{1,2}(?:st|nd|rd|th|\.)?\s"
    rf"{MONTH},?\s\d{{4}}|{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{4}}-\d\d-\d\d|"
    r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2}/\d{1,2}/\d{4})"
    r"(?:(?:,|\sat|\s[|·•–—-])?\s\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?)?)"
)
_SET_OFF = re.compile(
    rf"^(?:[^\n]{{0,70}}?(?:\s?[|·•–—]\s?|[,:]\s|\s-\s))?{_FULL}(?:[ ]?[A-Z]{{2,4}})?[ ]?"
    r"(?:$|[|·•–—,][^\n]{0,60}[^\n.!?”\"]$|-\s[^\n]{0,60}[^\n.!?”\"]$|\.\s[^\n]{0,30}[^\n.!?”\"]$)",
    re.M,
)
"""A date with its year, set off in a short line: "By Ann Holm | 3 March 2026 | 14:05 GMT"."""
_PLACE = re.compile(
    rf"^(?:[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{{2,40}},\s(?P<date>(?:\d{{1,2}}\s{MONTH}|{MONTH}\s\d{{1,2}}))"
    r"(?=\.\s|\s?\(|:\s))",
    re.M,
)
"""A dateline without a dash: "OSLO, 3 March (NTB). It rained"."""


def datings_of(articles: Sequence[tuple[str, str]]) -> tuple[Dating, ...]:
    """When each article was written; ``articles`` are pairs of text and ISO date ("" unknown).

    What one does not say (the year, the day) is taken from the others of the group.
    """
    datings = [_dating(text, published) for text, published in articles]
    if not any(dating.sure for dating in datings):
        datings = _with_year(datings, [text for text, _ in articles])
    known = [dating for dating in datings if dating.day and dating.sure]
    reference = max((dating.day for dating in known if dating.day), default=None)
    if reference is None:
        reference = max((dating.day for dating in datings if dating.day), default=None)
    if reference is None:
        return tuple(datings)
    year_known = any(dating.day is not None and dating.year_known for dating in datings)
    year_read = any(dating.day is not None and dating.year_read for dating in datings)
    return tuple(
        replace(_completed(dating, reference, text, year_known), year_read=year_read)
        for dating, (text, _) in zip(datings, articles, strict=True)
    )


_PAIRED = re.compile(
    r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s(?:the\s)?"
    rf"(?P<date>\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}|{MONTH}\s\d{{1,2}})(?!\w)(?!,?\s\d{{4}})",
)


def _with_year(datings: Sequence[Dating], texts: Sequence[str]) -> list[Dating]:
    """Days without a year moved to the newest year that fits "Monday, 3 February" best.

    Without any such words the year stays a guess.
    """
    told = [
        (piece.days[0], _WEEKDAYS[match["weekday"][:3]])
        for text in texts
        for match in _PAIRED.finditer(text[:_READ])
        for piece in calendar_pieces(match["date"], None, future=False)[:1]
        if piece.days
    ]
    fits = {year: sum(_falls(day, year, weekday) for day, weekday in told) for year in _YEARS}
    best = max(_YEARS, key=lambda year: (fits[year], year))
    if not fits[best]:
        return [replace(dating, year_known=dating.day is None) for dating in datings]
    return [_in_year(dating, best) for dating in datings]


_WEEKDAYS = {"Mon": 0, "Tue": 1, "Wed": 2, "Thu": 3, "Fri": 4, "Sat": 5, "Sun": 6}


def _falls(day: date, year: int, weekday: int) -> bool:
    try:
        return day.replace(year=year).weekday() == weekday
    except ValueError:
        return False


def _in_year(dating: Dating, year: int) -> Dating:
    if dating.day is None:
        return dating
    try:
        day = dating.day.replace(year=year)
    except ValueError:
        return dating
    return Dating(day, datetime.combine(day, dating.stamp.time() if dating.stamp else time(12)),
                  sure=True, year_read=False)  # fmt: skip


def _dating(text: str, published: str) -> Dating:
    day = _iso(published)
    told = _told(text)
    if day is None and told is None:
        return Dating()
    if day is not None:
        # Metadata has no time of day; a line "Updated ..." of the same days may have one.
        near = told is not None and told[0] is not None and abs((told[0] - day).days % 365) <= 3
        clock = told[1] if told is not None and near else None
        return Dating(day, datetime.combine(day, clock or time(12)), sure=True)
    assert told is not None
    stated, clock, sure, year_read = told
    return Dating(
        stated, datetime.combine(stated, clock or time(12)), sure=sure, year_read=year_read
    )


def _iso(published: str) -> date | None:
    """The day; None for none, and for what programs write for none ("0001-01-01")."""
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return None
    return day if _OLDEST <= day.year <= _LAST else None


def _told(text: str) -> tuple[date, time | None, bool, bool] | None:
    """Day, time of day, whether the year is sure and whether it is read, from the first lines."""
    head = text[:_HEAD]
    for pattern in (_UPDATED, _DATELINE, _SET_OFF, _BARE, _PLACE):
        for match in pattern.finditer(head):
            words = match["date"]
            pieces = calendar_pieces(words, None, future=False)
            days = next((piece.days for piece in pieces if piece.days and piece.weekday < 0), None)
            if days is None or days[0] != days[1]:
                continue
            clock = next((piece.minutes for piece in pieces if piece.minutes), None)
            weekday = next((piece.weekday for piece in pieces if piece.weekday >= 0), -1)
            told = any(piece.year_told for piece in pieces)
            day = days[0] if told else _guessed(days[0], weekday)
            at = time(clock[0] // 60 % 24, clock[0] % 60) if clock else None
            return day, at, told or weekday >= 0, told
    return None


def _guessed(day: date, weekday: int) -> date:
    """``day`` in the newest year in which it falls on ``weekday``; any year will do for -1.

    The clock of the machine is no help: an article may be old. `_completed` mends the year when
    another article tells it.
    """
    for year in reversed(_YEARS):
        try:
            moved = day.replace(year=year)
        except ValueError:
            continue
        if weekday in (-1, moved.weekday()):
            return moved
    return day


def _latest_day(text: str, reference: date) -> date | None:
    """The latest weekday up to ``reference`` that a text tells of: it is no older than that."""
    days = [
        piece.days[0]
        for piece in calendar_pieces(text[:_READ], reference, future=False)
        if piece.days and piece.weekday >= 0 and piece.days[0] <= reference
    ]
    return max(days, default=None)


def _completed(dating: Dating, reference: date, text: str, year_known: bool) -> Dating:
    if dating.day is None:
        latest = _latest_day(text, reference)
        stamp = datetime.combine(latest, time(12)) if latest else None
        return Dating(reference, stamp, sure=False, borrowed=True, year_known=year_known)
    if dating.sure or abs(dating.day - reference) < timedelta(30):
        return dating
    best = dating.day
    for year in (reference.year - 1, reference.year, reference.year + 1):
        try:
            moved = dating.day.replace(year=year)
        except ValueError:
            continue
        if abs(moved - reference) < abs(best - reference):
            best = moved
    stamp = datetime.combine(best, dating.stamp.time()) if dating.stamp else None
    return Dating(best, stamp, sure=abs(best - reference) < timedelta(60))
