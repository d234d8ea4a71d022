"""Words of the calendar and the clock in a text: the pieces that moments are made of."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that tells a day, days, or a time of day.

    Attributes:
        days: first and last day, or None.
        minutes: minutes of the day, half-open, or None.
        weekday: 0 to 6 when told by weekday, else -1.
        year_told: whether the year is in the words.
    """

    start: int
    end: int
    days: Days | None = None
    minutes: tuple[int, int] | None = None
    weekday: int = -1
    year_told: bool = False


_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS["sept"] = 9
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11),
            "winter": (12, 2)}  # fmt: skip
_COUNT = {"one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
          "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}  # fmt: skip
_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.?|April|Apr\.?|May|June|July|Jun\.?|Jul\.?|"
    r"August|Aug\.?|Sept(?:ember|\.)?|Sep\.?|October|Oct\.?|November|Nov\.?|December|Dec\.?)"
)
YEAR = r"(?:1\d{3}|20\d{2})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL_DAY = rf"{_DAY}(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART_NAMES = {
    "early hours": (0, 360), "small hours": (0, 360), "dawn": (210, 480), "daybreak": (210, 480),
    "early morning": (180, 600), "morning": (240, 720), "midday": (690, 780), "noon": (710, 731),
    "lunchtime": (660, 870), "afternoon": (720, 1110), "late afternoon": (900, 1110),
    "early evening": (1020, 1200), "evening": (1020, 1440), "dusk": (960, 1260),
    "late evening": (1200, 1440), "night": (1080, 1830), "late": (1080, 1440), "early": (0, 600),
}  # fmt: skip


def calendar_pieces(text: str, today: date | None, *, future: bool) -> list[Piece]:
    """The pieces of ``text`` in order, without overlaps.

    Args:
        today: the day the text was written, for "yesterday" and the year of "March"; or None.
        future: whether the text looks ahead, so that "Monday" is the next one.
    """
    found: list[Piece] = []
    for pattern, make in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("all") if "all" in pattern.groupindex else match.span()
            if any(start < piece.end and piece.start < end for piece in found):
                continue
            piece = make(match, today, future)
            if piece is not None:
                found.append(Piece(start, end, piece[0], piece[1], piece[2], piece[3]))
    return sorted(found, key=lambda piece: piece.start)


_Made = tuple[Days | None, tuple[int, int] | None, int, bool] | None
_Make = Callable[[re.Match[str], date | None, bool], _Made]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_days(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _likely_year(today: date | None, month: int, future: bool, day: int = 15) -> int:
    """The year of a month without one: the last one past, or the next one when looking ahead."""
    if today is None:
        return 2000
    if future:
        return today.year + ((month, day) < (today.month, today.day) and month != today.month)
    return today.year - ((month, day) > (today.month, today.day) and month != today.month)


def _year_of(words: str | None) -> int | None:
    return int(words) if words else None


def _full(match: re.Match[str], today: date | None, future: bool) -> _Made:
    month = _MONTHS[match["month"].lower().rstrip(".")]
    number = int(re.sub(r"\D", "", match["day"]))
    year = _year_of(match["year"])
    if number > 31:
        return None
    day = _day(year or _likely_year(today, month, future, number), month, number)
    return ((day, day), None, -1, year is not None) if day else None


def _numeric(match: re.Match[str], today: date | None, future: bool) -> _Made:
    del today, future
    year, month, number = int(match["year"]), int(match["month"]), int(match["day"])
    day = _day(year, month, number) or _day(year, number, month)
    return ((day, day), None, -1, True) if day else None


def _month(match: re.Match[str], today: date | None, future: bool) -> _Made:
    month = _MONTHS[match["month"].lower().rstrip(".")]
    told = _year_of(match["year"])
    first, last = _month_days(told or _likely_year(today, month, future), month)
    return _part((first, last), match["part"]), None, -1, told is not None


def _part(days: Days, words: str | None) -> Days:
    """The early, middle or late third of a stretch of days."""
    if not words:
        return days
    first, last = days
    third = (last - first) / 3
    lower = words.lower()
    if lower.startswith(("mid", "the middle")):
        return first + third, last - third
    if "end" in lower or lower.startswith("late"):
        return last - third, last
    return first, first + third


def _year(match: re.Match[str], today: date | None, future: bool) -> _Made:
    del today, future
    year = int(match["year"])
    return _part((date(year, 1, 1), date(year, 12, 31)), match["part"]), None, -1, True


def _two_years(match: re.Match[str], today: date | None, future: bool) -> _Made:
    """2019-20, 2014–2016."""
    del today, future
    year = int(match["year"])
    second = match.group().rpartition("–" if "–" in match.group() else "-")[2]
    last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
    if not year < last <= year + 60:
        return None
    return (date(year, 1, 1), date(last, 12, 31)), None, -1, True


def _decade(match: re.Match[str], today: date | None, future: bool) -> _Made:
    del today, future
    year = int(match["year"])
    return (date(year, 1, 1), date(year + 9, 12, 31)), None, -1, True


def _season_years(match: re.Match[str], today: date | None, future: bool) -> _Made:
    """The 2028-29 season: from July to June, its start in the first two months."""
    del today, future
    year = int(match["year"])
    first, last = date(year, 7, 1), date(year + 1, 6, 30)
    if match["part"]:
        last = date(year, 9, 15)
    return (first, last), None, -1, True


def _quarter(match: re.Match[str], today: date | None, future: bool) -> _Made:
    named = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
    number = int(match["digit"]) if match["digit"] else named[match["number"].lower()]
    half = match["half"] and match["half"].lower() == "half"
    told = _year_of(match["year"])
    year = told or _likely_year(today, number * 3, future)
    if half:
        months = (1, 6) if number == 1 else (7, 12)
    else:
        months = (number * 3 - 2, number * 3)
    return (
        (date(year, months[0], 1), _month_days(year, months[1])[1]), None, -1, told is not None
    )  # fmt: skip


def _season(match: re.Match[str], today: date | None, future: bool) -> _Made:
    told = _year_of(match["year"])
    if today is None and told is None:
        return None
    first_month, last_month = _SEASONS[match["season"].lower()]
    year = told or _likely_year(today, first_month, future, 1)
    lead = (match["lead"] or "").lower()
    if today and not told and lead == "this":
        year = today.year
    if today and not told and lead == "next" and year <= today.year:
        year = today.year + (first_month <= today.month)
    last_year = year + (last_month < first_month)
    return (
        (date(year, first_month, 1), _month_days(last_year, last_month)[1]), None, -1,
        told is not None,
    )  # fmt: skip


def _weekday(match: re.Match[str], today: date | None, future: bool) -> _Made:
    number = _WEEKDAYS[match["weekday"].lower()]
    if today is None:
        return None, None, number, False
    lead = (match["lead"] or "").lower()
    if lead == "next" or (future and lead != "last"):
        day = today + timedelta((number - today.weekday()) % 7)
    else:
        day = today - timedelta((today.weekday() - number) % 7)
    if lead == "last" and day == today:
        day -= timedelta(7)
    return (day, day), None, number, False


def _between_days(match: re.Match[str], today: date | None, future: bool) -> _Made:
    """The night from Thursday to Friday."""
    number = _WEEKDAYS[match["one"].lower()]
    if today is None:
        return None, (1080, 1920), number, False
    day = today - timedelta((today.weekday() - number) % 7)
    if future:
        day = today + timedelta((number - today.weekday()) % 7)
    return (day, day), (1080, 1920), number, False


def _relative(match: re.Match[str], today: date | None, future: bool) -> _Made:
    del future
    lower = " ".join(match.group().lower().split())
    minutes = {"tonight": (1020, 1800), "last night": (1020, 1800), "overnight": None,
               "this morning": (240, 720), "this afternoon": (720, 1110),
               "this evening": (1020, 1440)}.get(lower)  # fmt: skip
    if today is None:
        return (None, minutes, -1, False) if minutes else None
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(lower, 0)
    day = today + timedelta(shift)
    return (day, day), minutes, -1, False


def _stretch(match: re.Match[str], today: date | None, future: bool) -> _Made:
    """This week, last month, next year, the previous year."""
    del future
    if today is None:
        return None
    lead = match["lead"].lower().split()[-1]
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(lead, 0)
    unit = match["unit"].lower()
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(7 * step)
        return (monday, monday + timedelta(6)), None, -1, False
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return _month_days(months // 12, months % 12 + 1), None, -1, False
    if unit == "weekend":
        saturday = today - timedelta(today.weekday()) + timedelta(5 + 7 * step)
        return (saturday, saturday + timedelta(1)), None, -1, False
    year = today.year + step
    return (date(year, 1, 1), date(year, 12, 31)), None, -1, False


def _new_year(match: re.Match[str], today: date | None, future: bool) -> _Made:
    del match, future
    if today is None:
        return None
    year = today.year + (today.month > 2)
    return (date(year, 1, 1), date(year, 3, 31)), None, -1, False


def _this_year(match: re.Match[str], today: date | None, future: bool) -> _Made:
    del future
    if today is None:
        return None
    days = date(today.year, 1, 1), date(today.year, 12, 31)
    return _part(days, match["part"]), None, -1, False


def _ago(match: re.Match[str], today: date | None, future: bool) -> _Made:
    """Three days ago, in seven weeks' time."""
    del future
    words = match["count"].lower()
    count = int(words) if words.isdecimal() else _COUNT.get(words, 0)
    if today is None or not count or count > 1000:
        return None
    length = _LENGTHS[match["unit"].lower()]
    back = match.group().lower().endswith(("ago", "earlier"))
    try:
        day = today + timedelta(count * length * (-1 if back else 1))
        slack = timedelta(0 if length == 1 else length // 2)
        return (day - slack, day + slack), None, -1, False
    except OverflowError:
        return None


def _clock(match: re.Match[str], today: date | None, future: bool) -> _Made:
    del today, future
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower().replace(".", "")
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    begin = hour * 60 + minute
    lead = (match["lead"] or "").lower()
    if "after" in lead:
        return None, (begin, begin + 60), -1, False
    if "before" in lead:
        return None, (begin - 60, begin), -1, False
    slack = 15 if lead else 0
    return None, (begin - slack, begin + 1 + slack), -1, False


def _midnight(match: re.Match[str], today: date | None, future: bool) -> _Made:
    del today, future
    base = 1440 if match["which"].lower() == "midnight" else 720
    lead = (match["lead"] or "").lower()
    if "after" in lead or "past" in lead:
        return None, (base % 1440, base % 1440 + 60), -1, False
    if "before" in lead:
        return None, (base - 60, base), -1, False
    slack = 20 if lead else 0
    return None, (base - slack, base + 1 + slack), -1, False


def _part_of_day(match: re.Match[str], today: date | None, future: bool) -> _Made:
    del today, future
    return None, _PART_NAMES[" ".join(match["part"].lower().split())], -1, False


_THIRD = (
    r"(?P<part>early|late|mid|the end of|end of|the start of|start of|the beginning of|"
    r"beginning of|the middle of|middle of)"
)
_LEADS = (
    r"(?P<lead>shortly after|just after|soon after|after|shortly before|just before|before|"
    r"about|around|at about|at around|circa|towards|shortly past|just past)"
)
_PATTERNS: tuple[tuple[re.Pattern[str], _Make], ...] = (
    (re.compile(rf"(?<!\d)(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"), _numeric),
    (re.compile(rf"(?<!\d)(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>{YEAR})(?!\d)"),
     _numeric),
    (re.compile(rf"(?<!\d)(?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>{YEAR})(?!\d)"), _numeric),
    (re.compile(rf"(?<![\d.,])(?P<day>{_ORDINAL_DAY})\s(?:of\s)?(?P<month>{MONTH})"
                rf"(?!\w)(?:,?\s(?P<year>{YEAR}))?(?!\w)", re.I), _full),
    (re.compile(rf"(?<!\w)(?P<month>{MONTH})\s(?:the\s)?(?P<day>{_ORDINAL_DAY})(?![\d.:]*\d)"
                rf"(?!\w)(?:,?\s(?P<year>{YEAR})(?!\w))?", re.I), _full),
    (re.compile(rf"(?<!\w)(?:{_THIRD}\s+)?(?:the\s+)?(?P<year>{YEAR})[-–/](?:20)?\d\d\s+season",
                re.I), _season_years),
    (re.compile(rf"(?<!\w)(?:Q(?P<digit>[1-4])|(?P<number>first|second|third|fourth|last|final)\s"
                rf"(?P<half>quarter|half))(?:\sof)?(?:\s(?P<year>{YEAR}))(?!\w)", re.I), _quarter),
    (re.compile(rf"(?<!\w)(?P<part>mid|early|late)-(?P<month>{MONTH})(?!\w)(?:\s(?P<year>{YEAR}))?"),
     _month),
    (re.compile(rf"(?<!\w)(?:{_THIRD}\s+)(?P<month>{MONTH})(?!\w)(?:,?\s(?P<year>{YEAR})(?!\w))?"),
     _month),
    (re.compile(rf"(?<!\w)(?P<part>)(?P<month>{MONTH}),?\s(?P<year>{YEAR})(?!\w)"), _month),
    (re.compile(r"(?<!\w)(?P<part>)(?P<year>)(?P<month>Jan|Feb|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|"
                r"January|February|April|June|July|August|September|October|November|December)"
                r"(?!\w)"), _month),
    (re.compile(r"\b(?:in|since|until|by|of|about|from|last|next|this|and|or|to|not in)\s"
                r"(?P<part>)(?P<year>)(?P<all>(?P<month>March|May))(?!\w)"), _month),
    (re.compile(rf"(?<!\w)(?:{_THIRD}[\s-]+)?(?P<all>(?:mid-)?(?P<year>{YEAR}))s(?!\w)", re.I),
     _decade),
    (re.compile(rf"(?<![\w.,£$€/-])(?P<part>)(?P<year>{YEAR})[-–](?:(?:19|20)?\d\d)(?![\w%-]|[.,]\d)"),
     _two_years),
    (re.compile(rf"(?<![\w.,£$€/-]){_THIRD}[\s-]+(?P<year>{YEAR})(?![\w%/]|[.,]\d|-\w)", re.I), _year),
    (re.compile(rf"(?<![\w.,£$€/:-])(?P<part>)(?P<year>{YEAR})(?![\w%/+]|[.,:]\d|[-–]\w)"), _year),
    (re.compile(rf"\bnight\sfrom\s(?P<one>{_WEEKDAY})\s(?:to|on)\s{_WEEKDAY}\b", re.I),
     _between_days),
    (re.compile(rf"(?<!\w)(?:(?P<lead>last|next|this|on)\s)?(?P<weekday>{_WEEKDAY})(?:’s|'s)?(?!\w)",
                re.I), _weekday),
    (re.compile(r"\b(?:yesterday|today|tonight|tomorrow|last night|overnight|this morning|"
                r"this afternoon|this evening)\b", re.I), _relative),
    (re.compile(r"\b(?P<lead>this|last|next|the previous|previous|the past|the coming|the current|"
                r"current)\s(?P<unit>week|weekend|month|year)\b", re.I), _stretch),
    (re.compile(r"\b(?:the|early in the) new year\b", re.I), _new_year),
    (re.compile(r"\b(?P<part>the end of|end of|the middle of|the start of)\sthe\syear\b", re.I),
     _this_year),
    (re.compile(rf"\b(?:(?P<lead>this|last|next|the|in)\s)?(?P<season>spring|summer|autumn|winter)"
                rf"(?:\s(?:of\s)?(?P<year>{YEAR}))?(?!\w)", re.I), _season),
    (re.compile(r"\b(?P<count>\d{1,4}|one|an?|two|three|four|five|six|seven|eight|nine|ten|eleven|"
                r"twelve)\s(?P<unit>day|week|month|year|decade)s?\s(?:ago|earlier)\b", re.I), _ago),
    (re.compile(r"\bin\s(?P<count>\d{1,3}|one|an?|two|three|four|five|six|seven|eight|nine|ten)\s"
                r"(?P<unit>day|week|month|year)s?[’']?s?\stime\b", re.I), _ago),
    (re.compile(rf"(?<![\w:.,])(?:{_LEADS}\s)?(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?\s?"
                r"(?P<half>[ap]\.?m)\b\.?", re.I), _clock),
    (re.compile(rf"(?<![\w:.,])(?:{_LEADS}\s)?(?P<hour>\d\d?):(?P<minute>\d\d)(?P<half>)(?![\w:])",
                re.I), _clock),
    (re.compile(rf"(?<![\w:.,])(?:{_LEADS}\s)?(?P<hour>\d\d?)(?:[.:](?P<minute>\d\d))?(?P<half>)"
                r"\s(?:o[’']clock|hrs|local time)", re.I), _clock),
    (re.compile(rf"\b(?:{_LEADS}\s)?(?P<which>midnight|noon)\b", re.I), _midnight),
    (re.compile(r"\b(?P<part>early hours|small hours|early morning|late afternoon|early evening|"
                r"late evening|dawn|daybreak|morning|midday|lunchtime|afternoon|evening|dusk|night)"
                r"\b(?!-|\s(?:ferry|crossing|club|shift|sky|watch|train|bus|school))", re.I),
     _part_of_day),
    (re.compile(rf"\b(?P<part>late|early)\s(?=(?:on\s)?(?:{_WEEKDAY}|yesterday|today))", re.I),
     _part_of_day),
)  # fmt: skip


def pieces_with_gaps(pieces: list[Piece], text: str) -> Iterator[list[Piece]]:
    """Groups of pieces that tell one time together: "late" + "on Thursday", "Friday" + "9 a.m."."""
    group: list[Piece] = []
    for piece in pieces:
        if group and _goes_on(group, piece, text[group[-1].end : piece.start]):
            group.append(piece)
        else:
            if group:
                yield group
            group = [piece]
    if group:
        yield group


_GAP = re.compile(r"[\s,|•]*(?:(?:on|of|at|in|the|about|around|shortly)\s+){0,3}", re.I)


def _goes_on(group: list[Piece], piece: Piece, gap: str) -> bool:
    if len(gap) > 20 or not _GAP.fullmatch(gap):
        return False
    has_minutes = any(one.minutes for one in group)
    has_day = any(one.days or one.weekday >= 0 for one in group)
    if piece.minutes and not (piece.days or piece.weekday >= 0):
        return not has_minutes
    if has_day and piece.days and (piece.days[1] - piece.days[0]).days > 360:
        return not group[-1].year_told and "of" in gap
    if has_day:
        weekday_then_date = (group[-1].weekday >= 0) != (piece.weekday >= 0)
        return weekday_then_date and not (piece.minutes and has_minutes)
    return True
