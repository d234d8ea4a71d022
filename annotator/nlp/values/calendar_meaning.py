"""What words of the calendar stand for: days, worked out by the day of writing."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

Days = tuple[date, date]
Made = tuple[Days | None, tuple[int, int] | None, int, bool] | None
"""Days, minutes of the day, weekday (-1: none) and whether the year is told; None: no moment."""

Make = Callable[[re.Match[str], date | None, bool], Made]
"""Makes of a match what it stands for, given the day of writing and whether it looks ahead."""

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
# Not from ``calendar``: its names follow the locale.
_MONTHS = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, start=1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, start=1)},
    "sept": 9,
}
_WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11),
            "winter": (12, 2)}  # fmt: skip
_COUNT = {"one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
          "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "twenty": 20,
          "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
          "ninety": 90}  # fmt: skip
_LENGTHS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3652}
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first",
)  # fmt: skip

NAMED_DAYS = {
    **{name: number for number, name in enumerate(_ORDINALS, start=1)},
    **{
        f"{tens}{joint}{name}": number + place
        for tens, number, names in (("twenty", 20, _ORDINALS[1:9]), ("thirty", 30, ("first",)))
        for place, name in enumerate(names, start=2 if number == 20 else 1)
        for joint in ("-", " ")
    },
    "thirtieth": 30,
}
"""Days of the month in words: "sixteenth", "twenty-second"."""


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


def full_date(match: re.Match[str], today: date | None, future: bool) -> Made:
    """16 June 2025, June 16."""
    month = _MONTHS[match["month"].lower().rstrip(".")]
    named = NAMED_DAYS.get(match["day"].lower())
    number = named or int(re.sub(r"\D", "", match["day"]))
    year = _year_of(match["year"])
    if number > 31:
        return None
    day = _day(year or _likely_year(today, month, future, number), month, number)
    return ((day, day), None, -1, year is not None) if day else None


def day_of_month(match: re.Match[str], today: date | None, future: bool) -> Made:
    """On the 21st: the nearest one, or the next one when looking ahead."""
    if today is None:
        return None
    months = today.year * 12 + today.month - 1
    number = int(match["day"])
    if future and number < today.day:
        months += 1
    elif number - today.day > _HALF_A_MONTH:
        months -= 1
    elif today.day - number > _HALF_A_MONTH:
        months += 1
    day = _day(months // 12, months % 12 + 1, number)
    return ((day, day), None, -1, False) if day else None


_HALF_A_MONTH = 15


def numeric_date(match: re.Match[str], today: date | None, future: bool) -> Made:
    """2025-06-16, 16. 6. 2025, 16/06/2025."""
    del today, future
    year, month, number = int(match["year"]), int(match["month"]), int(match["day"])
    day = _day(year, month, number) or _day(year, number, month)
    return ((day, day), None, -1, True) if day else None


def month(match: re.Match[str], today: date | None, future: bool) -> Made:
    """March 2025, the end of March, June."""
    month = _MONTHS[match["month"].lower().rstrip(".")]
    told = _year_of(match["year"])
    lead = match.groupdict().get("lead") or ""
    if today is not None and lead:
        future = lead.lower() == "next"
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


def year(match: re.Match[str], today: date | None, future: bool) -> Made:
    """2016, early 2022."""
    del today, future
    year = int(match["year"])
    return _part((date(year, 1, 1), date(year, 12, 31)), match["part"]), None, -1, True


def two_years(match: re.Match[str], today: date | None, future: bool) -> Made:
    """2019-20, 2014–2016."""
    del today, future
    year = int(match["year"])
    second = match.group().rpartition("–" if "–" in match.group() else "-")[2]
    last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
    if not year < last <= year + 120:
        return None
    return (date(year, 1, 1), date(last, 12, 31)), None, -1, True


def decade(match: re.Match[str], today: date | None, future: bool) -> Made:
    """The 1990s, the late 1990s."""
    del today, future
    year = int(match["year"])
    if year % 10:
        return None
    return _part((date(year, 1, 1), date(year + 9, 12, 31)), match["part"]), None, -1, True


def century(match: re.Match[str], today: date | None, future: bool) -> Made:
    """The 19th century, the early twentieth century."""
    del today, future
    words = match["number"].lower()
    number = int(words[:-2]) if words[0].isdigit() else _ORDINALS.index(words) + 1
    if not 11 <= number <= 21:
        return None
    days = date(number * 100 - 99, 1, 1), date(number * 100, 12, 31)
    return _part(days, match["part"]), None, -1, True


def season_of_two_years(match: re.Match[str], today: date | None, future: bool) -> Made:
    """The 2028-29 season: from July to June, its start in the first two months."""
    del today, future
    year = int(match["year"])
    first, last = date(year, 7, 1), date(year + 1, 6, 30)
    if match["part"]:
        last = date(year, 9, 15)
    return (first, last), None, -1, True


def quarter(match: re.Match[str], today: date | None, future: bool) -> Made:
    """The second quarter of 2026, the first half of next year, Q2 2026, in the third quarter."""
    named = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
    number = int(match["digit"]) if match["digit"] else named[match["number"].lower()]
    half = match["half"] and match["half"].lower() == "half"
    told = _year_of(match["year"])
    lead = match["lead"].lower() if match["lead"] else ""
    if lead and today is not None:
        told = today.year + _step(lead)
    year = told or _likely_year(today, number * 3, future)
    quarters = (number * 3 - 2, number * 3)
    months = ((1, 6) if number == 1 else (7, 12)) if half else quarters
    return (
        (date(year, months[0], 1), _month_days(year, months[1])[1]), None, -1, told is not None
    )  # fmt: skip


def season(match: re.Match[str], today: date | None, future: bool) -> Made:
    """This summer, spring 2026."""
    told = _year_of(match["year"])
    first_month, last_month = _SEASONS[match["season"].lower()]
    year = told or _likely_year(today, first_month, future, 1)
    lead = (match["lead"] or "").lower()
    if today and not told and lead == "this":
        year = today.year - (first_month > last_month and today.month <= last_month)
    if today and not told and lead == "next" and year <= today.year:
        year = today.year + (first_month <= today.month)
    last_year = year + (last_month < first_month)
    return (
        (date(year, first_month, 1), _month_days(last_year, last_month)[1]), None, -1,
        told is not None,
    )  # fmt: skip


def weekday(match: re.Match[str], today: date | None, future: bool) -> Made:
    """On Thursday, next Monday."""
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


def night_between(match: re.Match[str], today: date | None, future: bool) -> Made:
    """The night from Thursday to Friday."""
    number = _WEEKDAYS[match["one"].lower()]
    if today is None:
        return None, (1080, 1920), number, False
    day = today - timedelta((today.weekday() - number) % 7)
    if future:
        day = today + timedelta((number - today.weekday()) % 7)
    return (day, day), (1080, 1920), number, False


def night_to(match: re.Match[str], today: date | None, future: bool) -> Made:
    """The night to Friday."""
    number = (_WEEKDAYS[match["other"].lower()] - 1) % 7
    if today is None:
        return None, (1080, 1920), number, False
    day = today - timedelta((today.weekday() - number) % 7)
    if future:
        day = today + timedelta((number - today.weekday()) % 7)
    return (day, day), (1080, 1920), number, False


def relative_day(match: re.Match[str], today: date | None, future: bool) -> Made:
    """Yesterday, last night, the day before yesterday."""
    del future
    lower = " ".join(match.group().lower().split()).removeprefix("the ")
    minutes = {"tonight": (1020, 1800), "last night": (1020, 1800), "this morning": (240, 720),
               "this afternoon": (720, 1110), "this evening": (1020, 1440)}.get(lower)  # fmt: skip
    if today is None:
        return (None, minutes, -1, False) if minutes else None
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1, "day before yesterday": -2,
             "day after tomorrow": 2}.get(lower, 0)  # fmt: skip
    day = today + timedelta(shift)
    return (day, day), minutes, -1, False


def _step(lead: str) -> int:
    """How many weeks, months or years on from now: "last" -1, "this" 0, "next" 1."""
    word = lead.lower().split()[-1]
    return {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1}.get(
        word, 0
    )


def stretch(match: re.Match[str], today: date | None, future: bool) -> Made:
    """This week, last month, early next year, later this year, the end of the week."""
    unit, part = match["unit"].lower(), (match["part"] or "").lower()
    if today is None:
        # Not even the year is known, but the end of one is its last months.
        if unit != "year" or not part or part in ("later", "earlier") or match["lead"]:
            return None
        return _part((date(2000, 1, 1), date(2000, 12, 31)), part), None, -1, False
    days = _unit_days(unit, today, _step(match["lead"] or "this"))
    if unit == "weekend" and not match["lead"]:
        days = _unit_days(unit, today, 0 if future else -1 if today.weekday() < 5 else 0)
    if part == "later":
        return (max(today, days[0]), days[1]), None, -1, True
    if part == "earlier":
        return (days[0], max(days[0], min(today, days[1]))), None, -1, True
    return _part(days, part), None, -1, True


def _unit_days(unit: str, today: date, step: int) -> Days:
    if unit == "week":
        monday = today - timedelta(today.weekday()) + timedelta(7 * step)
        return monday, monday + timedelta(6)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + step
        return _month_days(months // 12, months % 12 + 1)
    if unit == "weekend":
        saturday = today - timedelta(today.weekday()) + timedelta(5 + 7 * step)
        return saturday, saturday + timedelta(1)
    if unit == "decade":
        first = today.year // 10 * 10 + 10 * step
        return date(first, 1, 1), date(first + 9, 12, 31)
    year = today.year + step
    return date(year, 1, 1), date(year, 12, 31)


def new_year(match: re.Match[str], today: date | None, future: bool) -> Made:
    """In the new year: its first months."""
    del match, future
    year = today.year + (today.month > 2) if today else 2000
    return (date(year, 1, 1), date(year, 3, 31)), None, -1, today is not None


def year_end(match: re.Match[str], today: date | None, future: bool) -> Made:
    """By year-end, at the turn of the year."""
    del future
    year = today.year if today else 2000
    last = date(year + 1, 1, 7) if "turn" in match.group().lower() else date(year, 12, 31)
    return (date(year, 12, 1), last), None, -1, today is not None


_FEASTS = {"christmas": ((12, 24), (12, 26)), "christmas day": ((12, 25), (12, 25)),
           "christmas eve": ((12, 24), (12, 24)), "boxing day": ((12, 26), (12, 26)),
           "new year's eve": ((12, 31), (12, 31)), "new year's day": ((1, 1), (1, 1)),
           "easter": ((3, 20), (4, 26))}  # fmt: skip


def feast(match: re.Match[str], today: date | None, future: bool) -> Made:
    """Before Christmas, on New Year's Eve; Easter is any day that it may be."""
    (month, day), (last_month, last_day) = _FEASTS[match["feast"].lower().replace("’", "'")]
    told = _year_of(match["year"])
    year = told or _likely_year(today, month, future, day)
    return (date(year, month, day), date(year, last_month, last_day)), None, -1, told is not None


def ago(match: re.Match[str], today: date | None, future: bool) -> Made:
    """Three days ago, more than 30 years ago, in seven weeks' time."""
    del future
    words = match["count"].lower()
    count = int(words) if words.isdecimal() else _COUNT.get(words, 0)
    if today is None or not count or count > 1000:
        return None
    unit = match["unit"].lower()
    length = _LENGTHS[unit]
    sign = -1 if match.group().lower().endswith("ago") else 1
    rough = (match.groupdict().get("rough") or "").lower()
    slack = _slack(unit, count, bool(rough))
    try:
        day = today + timedelta(count * length * sign)
        first, last = day - timedelta(slack), day + timedelta(slack)
        if unit in ("year", "decade"):
            # "Two years ago" is any day of that year.
            first = min(first, date(day.year, 1, 1))
            last = max(last, date(day.year, 12, 31))
        if rough.startswith(("more", "over")):
            first -= timedelta(count * length // 5)
        return (first, min(last, today) if sign < 0 else last), None, -1, True
    except (OverflowError, ValueError):
        return None


def _slack(unit: str, count: int, rough: bool) -> int:
    """Days by which a day so long ago may be off."""
    length = _LENGTHS[unit]
    slack = {"day": 0, "fortnight": 3}.get(unit, length // 2)
    if count >= 10 and count % 10 == 0:
        rough = True
    return slack + (max(length // 2, count * length // 10) if rough else 0)
