"""Moments of a text: dates, stretches of time and clock times, resolved by the article's date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from annotator.domain.span import Span
from annotator.nlp.values.calendar_words import Piece, calendar_pieces, pieces_with_gaps
from annotator.nlp.values.moment import Dating, Moment
from annotator.nlp.values.quantity import Bound, Dimension, Quantity

_FUTURE = re.compile(
    r"\b(?:will|shall|due|next|expects?|expected|planned|plans|scheduled|to be held|upcoming|"
    r"would|is to|are to|by the end|going to|’ll|looks? set|until)\b",
    re.I,
)
_SLOT = re.compile(
    r"\b(since|until|till|from|by|before|after|through|as of)\s+(?:the\s+|about\s+|around\s+)*$",
    re.I,
)
_NEGATED = re.compile(r"\b(?:not|rather than|instead of)\s(?:in|on|at|until|by|since)?\s?$", re.I)
_NUMBERED = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:people|persons|visitors|men|women|euros?|dollars|pounds|soldiers|troops|"
    r"houses|homes|cases|deaths|tonnes|tons|miles|km|kilomet|met(?:re|er)s|seats|votes|"
    r"copies|jobs|workers|members|residents|feet|hectares|acres)\b"
)
_PREPOSITION = re.compile(r"\b(?:in|since|until|by|of|from|year)\s$", re.I)


def moments_of(text: str, offset: int, dating: Dating) -> tuple[Moment, ...]:
    """The moments of ``text``, which begins at code point ``offset`` of the article."""
    found = []
    pieces = [
        _as_known(text, piece, dating)
        for piece in calendar_pieces(text, dating.day, future=_FUTURE.search(text) is not None)
    ]
    for group in pieces_with_gaps([p for p in pieces if not _is_number(text, p)], text):
        start, end = group[0].start, group[-1].end
        if _NEGATED.search(text, max(0, start - 16), start):
            continue
        days = _days(group)
        slot = _SLOT.search(text, max(0, start - 24), start)
        found.append(
            Moment(
                span=Span(start + offset, end + offset),
                first=days[0] if days else None,
                last=days[1] if days else None,
                minutes=_minutes(group),
                weekday=next((piece.weekday for piece in group if piece.weekday >= 0), -1),
                year_told=any(piece.year_told for piece in group),
                slot=slot[1].lower() if slot else "",
                words=" ".join(text[start:end].split()),
                either_half=any(piece.either_half for piece in group) and not _halves(group),
            )
        )
    return tuple(found)


def _as_known(text: str, piece: Piece, dating: Dating) -> Piece:
    """The piece with no more days than the article's own date allows to tell."""
    if piece.weekday >= 0 and not dating.year_known:
        return replace(piece, days=None)
    if dating.borrowed and piece.days and _RELATIVE.fullmatch(text, piece.start, piece.end):
        first, last = piece.days
        try:
            return replace(piece, days=(first - _LOOSELY, last + _LOOSELY))
        except OverflowError:
            return piece
    return piece


_RELATIVE = re.compile(
    r"yesterday|today|tonight|tomorrow|last\s+night|overnight|this\s+(?:morning|afternoon|evening)",
    re.I,
)
_LOOSELY = timedelta(2)
"""How far the day of an article without a date may lie from that of its neighbours."""


def lasting(text: str, offset: int, quantities: Sequence[Quantity], dating: Dating) -> list[Moment]:
    """ "For 117 years" as the year since when."""
    found = []
    for one in quantities:
        years = one.stated / _YEAR
        start = one.span.start - offset
        if one.dimension is not Dimension.DURATION or years < _LONG or dating.day is None:
            continue
        if one.bound is not Bound.EXACT or years > dating.day.year - 2:
            continue
        if _FOR.search(text, max(0, start - 8), start) is None:
            continue
        year = dating.day.year - round(years)
        found.append(
            Moment(one.span, date(year - 1, 1, 1), date(year + 1, 12, 31), year_told=True,
                   slot="since", words=f"for {one.words}")
        )  # fmt: skip
    return found


_YEAR = 31_556_952
_LONG = 3
"""Years from which on "for ... years" is taken to reach to the day of writing."""
_FOR = re.compile(r"\bfor\s$", re.I)


def _is_number(text: str, piece: Piece) -> bool:
    """Whether four digits that look like a year count something ("2013 people")."""
    if piece.end - piece.start != 4 or not text[piece.start : piece.end].isdecimal():
        return False
    if _PREPOSITION.search(text, max(0, piece.start - 12), piece.start):
        return False
    return _NUMBERED.match(text, piece.end) is not None


def _halves(group: list[Piece]) -> list[Piece]:
    """The parts of the day in a group that tell which half a spoken time is of."""
    return [piece for piece in group if piece.minutes and not piece.either_half]


def _minutes(group: list[Piece]) -> tuple[int, int] | None:
    """The minutes of a group: "ten past five on Sunday" + "morning"."""
    spoken = next((piece for piece in group if piece.either_half and piece.minutes), None)
    others = _halves(group)
    if spoken is None or spoken.minutes is None:
        return next((piece.minutes for piece in group if piece.minutes), None)
    begin, end = spoken.minutes
    for part in others:
        assert part.minutes is not None
        for shift in (0, 720):
            if part.minutes[0] - 60 <= begin + shift <= part.minutes[1] + 60:
                return begin + shift, end + shift
    return spoken.minutes


def _days(group: list[Piece]) -> tuple[date, date] | None:
    told = [piece for piece in group if piece.days]
    if len(told) == 2 and _is_year(told[1]) and told[0].days and told[1].days:
        return shifted(told[0].days, told[1].days[0].year - told[0].days[0].year)
    # "Saturday, 11 October": the date is surer than what the weekday was worked out to be.
    told.sort(key=lambda piece: piece.weekday >= 0)
    return told[0].days if told else None


def _is_year(piece: Piece) -> bool:
    """ "Of the previous year" behind a month."""
    return piece.days is not None and (piece.days[1] - piece.days[0]).days > 360


def shifted(moment_days: tuple[date, date], years: int) -> tuple[date, date]:
    """``moment_days`` moved by whole years, for days whose year was only worked out."""
    try:
        days = timedelta(round(365.2425 * years))
        return moment_days[0] + days, moment_days[1] + days
    except OverflowError:
        return moment_days
