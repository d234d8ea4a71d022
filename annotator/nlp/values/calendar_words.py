"""Words of the calendar and the clock in a text: the pieces that moments are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from annotator.nlp.values import calendar_meaning as meaning
from annotator.nlp.values import clock_meaning as clock
from annotator.nlp.values.calendar_meaning import Days, Make


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that tells a day, days, or a time of day.

    Attributes:
        days: first and last day, or None.
        minutes: minutes of the day, half-open, or None.
        weekday: 0 to 6 when told by weekday, else -1.
        year_told: whether the year is in the words.
        either_half: whether the minutes may as well be twelve hours later ("at nine").
    """

    start: int
    end: int
    days: Days | None = None
    minutes: tuple[int, int] | None = None
    weekday: int = -1
    year_told: bool = False
    either_half: bool = False


MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.?|April|Apr\.?|May|June|July|Jun\.?|Jul\.?|"
    r"August|Aug\.?|Sept(?:ember|\.)?|Sep\.?|October|Oct\.?|November|Nov\.?|December|Dec\.?)"
)
YEAR = r"(?:1\d{3}|20\d{2})"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL_DAY = rf"{_DAY}(?:st|nd|rd|th)?"
_NAMED_DAY = "|".join(sorted(meaning.NAMED_DAYS, key=len, reverse=True))
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"


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
            if make is meaning.month and _is_given_name(match):
                continue
            piece = make(match, today, future)
            if piece is not None:
                either = make is clock.spoken_time and clock.is_of_either_half(match)
                found.append(Piece(start, end, piece[0], piece[1], piece[2], piece[3], either))
    return sorted(found, key=lambda piece: piece.start)


_THIRD = (
    r"(?P<part>early|late|mid|the end of|end of|the start of|start of|the beginning of|"
    r"beginning of|the middle of|middle of)"
)
_LEAD = (
    r"(?P<lead>this|last|next|the previous|previous|the past|the coming|the current|current|"
    r"the following)"
)
_TO = r"(?:\s?[-–]\s?|\s(?:to|until|till|and|through)\s)"
_NUMBERED = r"(?P<number>first|second|third|fourth|last|final)\s(?P<half>quarter|half)"
_LEADS = (
    r"(?P<lead>shortly after|just after|soon after|after|shortly before|just before|before|"
    r"about|around|at about|at around|circa|towards|shortly past|just past)"
)
_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_HALF = (
    r"\s(?:in\sthe\s(?:early\s|late\s)?(?:morning|afternoon|evening|night)|at\snight|of\sthe\snight|"
    r"[ap]\.?m\b\.?)"
)
_MEASURES = (
    r"[%°€$£]|per\b|percent|pc\b|million|billion|thousand|euros?\b|dollars?\b|pounds?\b|crowns?\b|"
    r"degrees?\b|met(?:re|er)s?\b|km\b|kilomet|miles?\b|points?\b|tonnes?\b|tons\b|seconds?\b|"
    r"minutes?\b|hours?\b|kg\b|lit(?:re|er)s?\b|cents?\b|times\b|goals?\b"
)
_TOLD_HOUR = (
    rf"(?P<hour>{_HOUR}|1[0-2]|[1-9])(?:\so[’']clock)?(?P<part>{_HALF})?"
    r"(?![\w%]|[.,:]\d|\s(?:per|percent|points?|votes?|goals?)\b)"
)
_PATTERNS: tuple[tuple[re.Pattern[str], Make], ...] = (
    (re.compile(rf"(?<!\d)(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
     meaning.numeric_date),
    (re.compile(rf"(?<!\d)(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>{YEAR})(?!\d)"),
     meaning.numeric_date),
    (re.compile(rf"(?<!\d)(?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>{YEAR})(?!\d)"),
     meaning.numeric_date),
    (re.compile(r"\bon\s(?P<all>the\s(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th))(?=\s?[.,;!?”)]|$|"
                r"\s(?:of\s(?:this|the)\smonth|at|and|in)\b)", re.I), meaning.day_of_month),
    # "From 3 to 7 June", "3–7 June": the first day takes its month from the second.
    (re.compile(rf"(?<![\d.,])(?P<all>(?P<day>{_ORDINAL_DAY}))(?={_TO}(?:the\s)?{_ORDINAL_DAY}\s(?:of\s)?"
                rf"(?P<month>{MONTH})(?!\w)(?:,?\s(?P<year>{YEAR})(?!\w))?)", re.I),
     meaning.full_date),
    (re.compile(rf"(?<![\d.,])(?P<day>{_ORDINAL_DAY})\s(?:of\s)?(?P<month>{MONTH})"
                rf"(?!\w)(?:,?\s(?P<year>{YEAR}))?(?!\w)", re.I), meaning.full_date),
    (re.compile(rf"(?<!\w)(?P<day>{_NAMED_DAY})\sof\s(?P<month>{MONTH})(?!\w)"
                rf"(?:,?\s(?P<year>{YEAR}))?(?!\w)", re.I), meaning.full_date),
    (re.compile(rf"(?<!\w)(?P<month>{MONTH})\s{_ORDINAL_DAY}{_TO}(?P<all>(?P<day>{_ORDINAL_DAY})"
                rf"(?:,?\s(?P<year>{YEAR}))?)(?=\s?[.,;:!?)”—]?(?:\s[a-z—(]|$))(?!\s(?:people|percent|per))"),
     meaning.full_date),
    (re.compile(rf"(?<!\w)(?P<month>{MONTH})\s(?:the\s)?(?P<day>{_ORDINAL_DAY})(?![\d.:]*\d)"
                rf"(?!\w)(?:,?\s(?P<year>{YEAR})(?!\w))?", re.I), meaning.full_date),
    (re.compile(rf"(?<!\w)(?:{_THIRD}\s+)?(?:the\s+)?(?P<year>{YEAR})[-–/](?:20)?\d\d\s+season",
                re.I), meaning.season_of_two_years),
    (re.compile(rf"(?<!\w)(?:Q(?P<digit>[1-4])|{_NUMBERED})(?:\sof)?\s(?:(?P<year>{YEAR})(?!\w)|"
                rf"(?:{_LEAD}|the)\syear\b)", re.I), meaning.quarter),
    (re.compile(r"\b(?:in|by|until|from|during)\s(?:the\s)?(?P<year>)(?P<lead>)(?P<all>(?P<digit>)"
                r"(?P<number>first|second|third|fourth|final)\s(?P<half>quarter))(?!\w)(?!-final)",
                re.I), meaning.quarter),
    (re.compile(rf"\b(?:(?P<lead>the|[Ii]n)\s)?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|fall)"
                rf"\s(?:of\s)?(?P<year>{YEAR})(?!\w)"), meaning.season),
    (re.compile(rf"(?<!\w)(?P<part>mid|early|late)-(?P<month>{MONTH})(?!\w)(?:\s(?P<year>{YEAR}))?"),
     meaning.month),
    (re.compile(rf"(?<!\w)(?:{_THIRD}\s+)(?P<month>{MONTH})(?!\w)(?:,?\s(?P<year>{YEAR})(?!\w))?"),
     meaning.month),
    (re.compile(rf"(?<!\w)(?P<part>)(?P<month>{MONTH}),?\s(?P<year>{YEAR})(?!\w)"), meaning.month),
    (re.compile(r"\b(?P<part>)(?P<year>)(?P<lead>last|next|this)\s(?P<month>January|February|March|April|"
                r"May|June|July|August|September|October|November|December)(?!\w)"), meaning.month),
    (re.compile(r"(?<!\w)(?P<part>)(?P<year>)(?P<month>Jan|Feb|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|"
                r"January|February|April|June|July|August|September|October|November|December)"
                r"(?!\w)"), meaning.month),
    (re.compile(r"\b(?:in|since|until|by|of|about|from|last|next|this|and|or|to|not in)\s"
                r"(?P<part>)(?P<year>)(?P<all>(?P<month>March|May))(?!\w)"), meaning.month),
    (re.compile(rf"(?<!\w)(?:{_THIRD}[\s-]+)?(?P<all>(?:mid-)?(?P<year>{YEAR}))s(?!\w)", re.I),
     meaning.decade),
    (re.compile(rf"(?:\bthe\s)?(?:{_THIRD}[\s-]+(?:the\s)?)?(?P<number>1\dth|2[01]th|21st|"
                r"(?:eigh|nine|seven|six|fif|four|thir)teenth|twelfth|eleventh|twentieth|twenty-first)"
                r"[\s-]century(?!\w)", re.I), meaning.century),
    # The years of "2014–2016" stand by themselves, those of "2019-20" do not.
    (re.compile(rf"(?<![\w.,£$€/-])(?P<part>)(?P<year>{YEAR})(?=[-–](?:1\d|20)\d\d(?![\w%-]|[.,]\d))"),
     meaning.year),
    (re.compile(rf"(?<=\d{{4}}[-–])(?P<part>)(?P<year>{YEAR})(?![\w%-]|[.,]\d)"), meaning.year),
    (re.compile(rf"(?<![\w.,£$€/-])(?P<part>)(?P<year>{YEAR})[-–]\d\d(?![\w%-]|[.,]\d)"),
     meaning.two_years),
    (re.compile(rf"(?<![\w.,£$€/-]){_THIRD}[\s-]+(?P<year>{YEAR})(?![\w%/]|[.,]\d|-\w)", re.I),
     meaning.year),
    (re.compile(rf"(?<![\w.,£$€/:-])(?P<part>)(?P<year>{YEAR})(?![\w%/+]|[.,:]\d|[-–]\w)"),
     meaning.year),
    (re.compile(rf"\bnight\sfrom\s(?P<one>{_WEEKDAY})\s(?:to|on)\s{_WEEKDAY}\b", re.I),
     meaning.night_between),
    (re.compile(rf"\bnight\s(?:to|into|before)\s(?P<other>{_WEEKDAY})\b", re.I),
     meaning.night_to),
    (re.compile(rf"(?<!\w)(?:(?P<lead>last|next|this|on)\s)?(?P<weekday>{_WEEKDAY})(?:’s|'s)?(?!\w)",
                re.I), meaning.weekday),
    (re.compile(r"\b(?:the\sday\sbefore\syesterday|the\sday\safter\stomorrow|yesterday|today|tonight|"
                r"tomorrow|last\snight|this\smorning|this\safternoon|this\sevening)\b", re.I),
     meaning.relative_day),
    (re.compile(rf"\b(?:(?P<part>earlier|later|early|late|mid|(?:the\s)?(?:end|start|beginning|middle)"
                rf"\sof)[\s-]+)?{_LEAD}\s(?P<unit>week|weekend|month|year|decade)\b", re.I),
     meaning.stretch),
    (re.compile(r"\b(?P<part>(?:the\s)?(?:end|start|beginning|middle)\sof)(?P<lead>)\sthe\s"
                r"(?P<unit>week|month|year|decade)\b(?!\s(?:19|20)\d\d)", re.I), meaning.stretch),
    (re.compile(r"\b(?:at|over|on|during|before|after|until|since|for)\s(?P<all>(?P<part>)(?P<lead>)the\s"
                r"(?P<unit>weekend))\b", re.I), meaning.stretch),
    (re.compile(r"\b(?:the|early in the) new year\b", re.I), meaning.new_year),
    (re.compile(rf"\b(?P<feast>Christmas(?:\s(?:Day|Eve))?|Boxing\sDay|New\sYear[’']s\s(?:Day|Eve)|Easter)"
                rf"(?:\s(?P<year>{YEAR}))?(?![\w-])(?!\s(?:[A-Z]|market|tree|lights|party|card|present|"
                r"shopping|island|carol|holiday|egg|bonus))"), meaning.feast),
    (re.compile(r"\b(?:the\s)?(?:year-end|year[’']s\send|turn\sof\sthe\syear)\b", re.I),
     meaning.year_end),
    (re.compile(rf"\b(?:(?P<lead>[Tt]his|[Ll]ast|[Nn]ext|the|[Ii]n)\s)?(?P<season>spring|summer|autumn|"
                rf"winter|(?<=(?:this|last|next)\s)fall|(?<=in\sthe\s)fall)(?:\s(?:of\s)?(?P<year>{YEAR}))?"
                r"(?![\w-])(?!\s(?:games|term|sale|coats?|clothes|house|schools?|camps?|water|tyres?|tires?|"
                r"collection|menu|jobs?|residence|palace|tides?))"), meaning.season),
    (re.compile(rf"\b(?P<season>Spring|Summer|Autumn|Winter)(?P<lead>)\s(?P<year>{YEAR})(?!\w)"),
     meaning.season),
    (re.compile(r"\b(?:(?P<rough>about|around|some|nearly|almost|roughly|more\sthan|over|well\sover|an?\s"
                r"good)\s)?(?P<count>\d{1,4}|one|an?|two|three|four|five|six|seven|eight|nine|ten|eleven|"
                r"twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\s(?P<unit>day|week|"
                r"fortnight|month|year|decade)s?\sago\b", re.I), meaning.ago),
    (re.compile(r"\bin\s(?P<count>\d{1,3}|one|an?|two|three|four|five|six|seven|eight|nine|ten)\s"
                r"(?P<unit>day|week|month|year)s?[’']?s?\stime\b", re.I), meaning.ago),
    (re.compile(rf"(?<![\w:.,])(?:{_LEADS}\s)?(?P<hour>\d\d?)(?:[:.](?P<minute>\d\d))?\s?"
                r"(?P<half>[ap]m\b|[ap]\.m\b\.?)", re.I), clock.clock_time),
    (re.compile(rf"(?<![\w:.,])(?:{_LEADS}\s)?(?P<hour>\d\d?):(?P<minute>\d\d)(?P<half>)(?![\w:])",
                re.I), clock.clock_time),
    (re.compile(rf"(?<![\w:.,])(?:{_LEADS}\s)?(?P<hour>0?[1-9]|1[0-2])[:.](?P<minute>[0-5]\d)"
                rf"(?:\sh(?:ours?|rs?)?)?(?P<part>\s(?:in|at|of)\s(?:the\s)?(?:morning|afternoon|"
                r"evening|night))\b", re.I), clock.clock_time_of_half),
    (re.compile(r"\b(?:hour|(?:at|until|since|by|around|about|from)\sthe)\s(?P<lead>)(?P<all>"
                r"(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?P<half>))"
                rf"(?!\d|[.,]\d|\s?(?:{_MEASURES}))", re.I), clock.clock_time),
    # "Five to four" may be a vote; "at five to four" and "five past four" are times.
    (re.compile(rf"(?<![\w:.,-])(?:{_LEADS}\s)?(?P<minute>a\squarter|quarter|half|five|ten|twenty|"
                rf"twenty[- ]five|\d\d?|(?:one|two|three|four|six|seven|eight|nine|eleven|"
                r"(?:thir|four|fif|"
                r"six|seven|eigh|nine)teen|twelve)(?=\sminutes\s))\s(?:minutes\s)?"
                r"(?P<way>past|(?<=quarter\s)(?:to|before)|"
                r"(?<=twenty\s)(?:to|before)|(?<=minutes\s)(?:to|before|after))\s"
                rf"{_TOLD_HOUR}", re.I),
     clock.spoken_time),
    (re.compile(rf"\b(?:at|until|since)\s(?P<all>(?:{_LEADS}\s)?(?P<minute>five|ten|\d\d?)\s"
                rf"(?P<way>to)\s{_TOLD_HOUR})", re.I), clock.spoken_time),
    (re.compile(rf"(?<![\w:.,-])(?:{_LEADS}\s)?(?P<minute>)(?P<way>)(?P<hour>{_HOUR}|1[0-2]|[1-9])"
                rf"(?:\so[’']clock(?P<part>{_HALF})?)(?!\w)", re.I), clock.spoken_time),
    (re.compile(rf"(?<![\w:.,-])(?:{_LEADS}\s)?(?P<minute>)(?P<way>)(?P<hour>{_HOUR}|1[0-2]|[1-9])"
                rf"(?P<part>{_HALF})(?!\w)", re.I), clock.spoken_time),
    (re.compile(rf"\b(?:at|(?<!aged )from|until|(?<!one )by(?!\s(?:{_HOUR})\sto\b)|"
                rf"since|towards?)\s"
                rf"(?P<all>(?:{_LEADS}\s)?(?P<minute>)(?P<way>)(?P<hour>{_HOUR})(?P<part>))(?=\s?[.,;!?”]|$|\s(?:on|sharp|yesterday|today|local|when|"
                rf"until|and|to)\b)", re.I), clock.spoken_time),
    (re.compile(rf"(?<![\w:.,])(?:{_LEADS}\s)?(?P<hour>\d\d?)(?:[.:](?P<minute>\d\d))?(?P<half>)"
                r"\s(?:o[’']clock|hrs|local time)", re.I), clock.clock_time),
    (re.compile(rf"\b(?:at|from|until|since)\s(?P<all>(?:{_LEADS}\s)?(?P<hour>[01]?\d|2[0-3])\."
                rf"(?P<minute>[0-5]\d)(?P<half>))(?!\d|[.,]\d|\s?(?:{_MEASURES}))", re.I),
     clock.clock_time),
    (re.compile(rf"\b(?:{_LEADS}\s)?(?P<which>midnight|noon)\b", re.I), clock.midnight_or_noon),
    (re.compile(r"\b(?P<part>early hours|small hours|early morning|late afternoon|early evening|"
                r"late evening|dawn|daybreak|morning|midday|lunchtime|afternoon|evening|dusk|"
                r"overnight|night)\b(?!-|\s(?:ferry|crossing|club|shift|sky|watch|train|bus|school|nurses?|porters?|"
                r"watch(?:man|men)|guards?|staff|crew|team|duty|editor|paper|papers|news|newspapers?|"
                r"show|stand|life|owls?|market|manager|workers?|flights?|classes|vision|time|sleeper|"
                r"services?|caf[eé]|tube|editions?|bulletins?|prayers?|mail|post)\b)", re.I),
     clock.part_of_day),
    (re.compile(rf"\b(?P<part>late|early)\s(?=(?:on\s)?(?:{_WEEKDAY}|yesterday|today))", re.I),
     clock.part_of_day),
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


def _is_given_name(match: re.Match[str]) -> bool:
    """ "Captain Jan Petrak", "June Halloran", no month."""
    if match["year"]:
        return False
    start, end = match.span("all") if "all" in match.re.groupindex else match.span()
    if match["part"] or match["month"].lower() not in _GIVEN or match.groupdict().get("lead"):
        return False
    if not _SURNAME.match(match.string, end):
        return False
    return _TIMING.search(match.string, max(0, start - 12), start) is None


_GIVEN = frozenset({"jan", "april", "may", "june", "august", "julian", "avril", "mai"})
_SURNAME = re.compile(r"\s(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-ZÀ-Þ][a-zà-ÿ’'-]{2,}")
_TIMING = re.compile(
    r"(?:^|[.!?:]\s|\b(?:in|since|until|till|by|of|from|last|next|this|every|each|early|late|mid|to|"
    r"and|or|before|after|during|through|for)\s)$",
    re.I,
)


_GAP = re.compile(r"[\s,|•]*(?:(?:on|of|at|in|the|about|around|shortly)\s+){0,3}", re.I)


def _goes_on(group: list[Piece], piece: Piece, gap: str) -> bool:
    if len(gap) > 20 or not _GAP.fullmatch(gap):
        return False
    has_minutes = any(one.minutes for one in group)
    has_day = any(one.days or one.weekday >= 0 for one in group)
    if piece.minutes and not (piece.days or piece.weekday >= 0):
        return not has_minutes or any(one.either_half for one in group)
    if has_day and piece.days and (piece.days[1] - piece.days[0]).days > 360:
        return not group[-1].year_told and (not gap.strip() or "of" in gap)
    if has_day:
        weekday_then_date = (group[-1].weekday >= 0) != (piece.weekday >= 0)
        return weekday_then_date and not (piece.minutes and has_minutes)
    return True
