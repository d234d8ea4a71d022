"""What words of the clock stand for: minutes of the day."""

from __future__ import annotations

import re
from datetime import date

from annotator.nlp.values.calendar_meaning import Made

_PART_NAMES = {
    "early hours": (0, 375), "small hours": (0, 375), "dawn": (210, 480), "daybreak": (210, 480),
    "early morning": (180, 600), "morning": (240, 720), "midday": (690, 780), "noon": (710, 731),
    "lunchtime": (660, 870), "afternoon": (720, 1110), "late afternoon": (900, 1110),
    "early evening": (1020, 1200), "evening": (1020, 1440), "dusk": (960, 1260),
    "late evening": (1200, 1440), "night": (1080, 1830), "overnight": (1200, 1860),
    "late": (1080, 1440), "early": (0, 600),
}  # fmt: skip


def clock_time(match: re.Match[str], today: date | None, future: bool) -> Made:
    """11:40 p.m., 23:42, about 23.40 o’clock."""
    del today, future
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").lower().replace(".", "")
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if _is_price(match):
        return None
    begin = hour * 60 + minute
    lead = (match["lead"] or "").lower()
    if "after" in lead:
        return None, (begin, begin + 60), -1, False
    if "before" in lead:
        return None, (begin - 60, begin), -1, False
    slack = 15 if lead else 0
    return None, (begin - slack, begin + 1 + slack), -1, False


def clock_time_of_half(match: re.Match[str], today: date | None, future: bool) -> Made:
    """11.30 at night, 6:15 in the evening."""
    del today, future
    hour, minute = int(match["hour"]), int(match["minute"])
    part = " ".join(match["part"].lower().split())
    begin = (hour % 12) * 60 + minute + (720 if _is_late(part, hour) else 0)
    slack = 15 if match["lead"] else 0
    return None, (begin - slack, begin + 1 + slack), -1, False


_HOURS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
          "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}  # fmt: skip
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_MINUTES = {**_HOURS, **{name: 13 + place for place, name in enumerate(_TEENS)},
            "quarter": 15, "a quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20,
            "twenty-five": 25, "twenty five": 25}  # fmt: skip


def spoken_time(match: re.Match[str], today: date | None, future: bool) -> Made:
    """At nine, quarter past ten in the evening, twenty to three, about four o'clock."""
    del today, future
    words = " ".join(match["hour"].lower().split())
    hour = int(words) if words.isdecimal() else _HOURS[words]
    if not 1 <= hour <= 12 or _is_before_change(match):
        return None
    minute = _minute(match["minute"])
    if match["way"] and match["way"].lower() in ("to", "before", "till"):
        minute = -minute
    part = " ".join((match["part"] or "").lower().split())
    begin = (hour % 12) * 60 + minute + (720 if _is_late(part, hour) else 0)
    begin %= 1440
    lead = (match["lead"] or "").lower()
    if "after" in lead or "past" in lead:
        return None, (begin, begin + 60), -1, False
    if "before" in lead:
        return None, (begin - 60, begin), -1, False
    slack = 15 if lead else 0
    return None, (begin - slack, begin + 1 + slack), -1, False


def _is_price(match: re.Match[str]) -> bool:
    """ "Unchanged at 1.20 dalers"."""
    before = _PRICED.search(match.string, max(0, match.start() - 20), match.end())
    return before is not None and _COINS.match(match.string, match.end()) is not None


_PRICED = re.compile(
    r"\b(?:unchanged|stands?|stood|priced|valued|closed|trad(?:ed|ing)|quoted|steady|fixed|remains?|"
    r"stays?|kept|held|set)\sat\s[\d.]+$",
    re.I,
)
_COINS = re.compile(r"\s(?!hours\b|hrs\b)[a-z]{3,}s\b")
_CHANGED = re.compile(
    r"\b(?:down|up|ris(?:e|es|en|ing)|rose|f[ae]ll(?:s|en|ing)?|cut|raised|lowered|revised|increased|"
    r"reduced|grown?|grew|dropped|climbed|changed|corrected)\sfrom\s$",
    re.I,
)
""" "Gone down from twelve to eleven" tells no time."""


def _is_before_change(match: re.Match[str]) -> bool:
    start = match.start() + (len("from ") if match.group().lower().startswith("from ") else 0)
    return _CHANGED.search(match.string, max(0, start - 25), start) is not None


def _minute(words: str | None) -> int:
    if not words:
        return 0
    lower = " ".join(words.lower().split())
    return int(lower) if lower.isdecimal() else _MINUTES[lower]


def _is_late(part: str, hour: int) -> bool:
    """Whether a part of the day puts an hour after noon; at night only from six on."""
    if any(word in part for word in ("afternoon", "evening", "p")):
        return "morning" not in part
    return "night" in part and 6 <= hour < 12


def is_of_either_half(match: re.Match[str]) -> bool:
    """Whether a spoken time does not tell morning from evening."""
    return not match["part"]


def midnight_or_noon(match: re.Match[str], today: date | None, future: bool) -> Made:
    """Shortly after midnight, noon."""
    del today, future
    base = 1440 if match["which"].lower() == "midnight" else 720
    lead = (match["lead"] or "").lower()
    if "after" in lead or "past" in lead:
        return None, (base % 1440, base % 1440 + 60), -1, False
    if "before" in lead:
        return None, (base - 60, base), -1, False
    slack = 20 if lead else 0
    return None, (base - slack, base + 1 + slack), -1, False


def part_of_day(match: re.Match[str], today: date | None, future: bool) -> Made:
    """Early hours, evening."""
    del today, future
    return None, _PART_NAMES[" ".join(match["part"].lower().split())], -1, False
