"""Moments of a text: dates, stretches of time and clock times, resolved by the article's date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from annotator.domain.span import Span
from annotator.nlp.values.calendar_words import Piece, calendar_pieces, pieces_with_gaps
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.moment import Dating, Moment
from annotator.nlp.values.quantity import Bound, Dimension, Quantity
from annotator.nlp.values.tense import Tense
from annotator.nlp.values.time_slots import (
    direction,
    in_clause,
    is_rather_ahead,
    joined_ends,
    shifted,
    slot_of,
)

_FUTURE = re.compile(
    r"\b(?:will|shall|due|next|expects?|expected|planned|plans|scheduled|to be held|upcoming|"
    r"would|is to|are to|by the end|going to|’ll|looks? set|until)\b",
    re.I,
)
_NEGATED = re.compile(r"\b(?:not|rather than|instead of)\s(?:in|on|at|until|by|since)?\s?$", re.I)
_NUMBERED = re.compile(
    r"\s+(?:[a-z-]+\s+)?(?:people|persons|visitors|men|women|euros?|dollars|pounds|soldiers|troops|"
    r"houses|homes|cases|deaths|tonnes|tons|miles|km|kilomet|met(?:re|er)s|seats|votes|"
    r"copies|jobs|workers|members|residents|feet|hectares|acres)\b"
)
_PREPOSITION = re.compile(r"\b(?:in|since|until|by|of|from|year)\s$", re.I)


def moments_of(
    text: str, offset: int, dating: Dating, words: Sequence[Word] = ()
) -> tuple[Moment, ...]:
    """The moments of ``text``, which begins at code point ``offset`` of the article.

    ``words`` are those of ``text``, parsed; without them no verb tells what lies ahead.
    """
    found = []
    pieces = [_as_known(text, piece, dating) for piece in _resolved(text, offset, dating, words)]
    for group in pieces_with_gaps([p for p in pieces if not _is_number(text, p)], text):
        start, end = group[0].start, group[-1].end
        if _NEGATED.search(text, max(0, start - 16), start):
            continue
        days = _days(group)
        found.append(
            Moment(
                span=Span(start + offset, end + offset),
                first=days[0] if days else None,
                last=days[1] if days else None,
                minutes=_minutes(group),
                weekday=next((piece.weekday for piece in group if piece.weekday >= 0), -1),
                year_told=any(piece.year_told for piece in group),
                slot=slot_of(text, start, end),
                words=" ".join(text[start:end].split()),
                either_half=any(piece.either_half for piece in group) and not _halves(group),
            )
        )
    joined = joined_ends(found, text, offset)
    return tuple(in_clause(moment, words) if words else moment for moment in joined)


def _resolved(text: str, offset: int, dating: Dating, words: Sequence[Word]) -> list[Piece]:
    """The pieces of ``text``, each resolved in the direction in which its verb looks."""
    today = dating.day
    whole = _FUTURE.search(text) is not None
    pieces = calendar_pieces(text, today, future=whole)
    if today is None or not words or all(piece.year_told or not piece.days for piece in pieces):
        return pieces
    ways = [direction(text, piece.start, piece.end, words, offset) for piece in pieces]
    same = Tense.AHEAD if whole else Tense.BACK
    if all(way in (same, Tense.UNKNOWN) for way in ways):
        return pieces
    others = {(one.start, one.end): one for one in calendar_pieces(text, today, future=not whole)}
    return [
        _chosen(today, way, whole, piece, others.get((piece.start, piece.end), piece))
        for way, piece in zip(ways, pieces, strict=True)
    ]


def _chosen(today: date, way: Tense, whole: bool, piece: Piece, other: Piece) -> Piece:
    if way is Tense.NOW and piece.days and other.days:
        # "Trains run again on Thursday": the nearest one.
        back, ahead = (other, piece) if whole else (piece, other)
        assert back.days is not None
        assert ahead.days is not None
        return ahead if is_rather_ahead(today, back.days[1], ahead.days[0]) else back
    wanted = Tense.AHEAD if whole else Tense.BACK
    return piece if way in (wanted, Tense.UNKNOWN, Tense.NOW) else other


def _as_known(text: str, piece: Piece, dating: Dating) -> Piece:
    """The piece with no more days than the article's own date allows to tell."""
    if piece.weekday >= 0 and not dating.year_known:
        return replace(piece, days=None)
    if piece.year_told and not dating.year_read and not _TELLS.search(text, piece.start, piece.end):
        return replace(piece, year_told=False)
    if dating.borrowed and piece.days and _RELATIVE.fullmatch(text, piece.start, piece.end):
        first, last = piece.days
        try:
            return replace(piece, days=(first - _LOOSELY, last + _LOOSELY))
        except OverflowError:
            return piece
    return piece


_TELLS = re.compile(r"\d{4}|century", re.I)
_RELATIVE = re.compile(
    r"yesterday|today|tonight|tomorrow|last\s+night|overnight|this\s+(?:morning|afternoon|evening)",
    re.I,
)
_LOOSELY = timedelta(2)
"""How far the day of an article without a date may lie from that of its neighbours."""


def lasting(text: str, offset: int, quantities: Sequence[Quantity], dating: Dating) -> list[Moment]:
    """ "For 117 years", "the first in 37 years", "the worst in four decades": the year since."""
    found = []
    for one in quantities:
        years = one.stated / _YEAR
        start = one.span.start - offset
        if one.dimension is not Dimension.DURATION or years < _LONG:
            continue
        if dating.day is None or not dating.year_read:
            continue
        if one.bound not in (Bound.EXACT, Bound.ABOUT) or years > dating.day.year - 12:
            continue
        lead = _FOR.search(text, max(0, start - 90), start)
        if lead is None:
            continue
        slack = 1 + (_ROUGHLY if round(years) % 10 == 0 or one.bound is Bound.ABOUT else 0)
        year = dating.day.year - round(years)
        found.append(
            Moment(one.span, date(year - slack, 1, 1), date(year + slack, 12, 31), year_told=True,
                   slot="since", words=f"{(lead['how'] or lead['again']).lower()} {one.words}")
        )  # fmt: skip
    return found


_YEAR = 31_556_952
_LONG = 3
"""Years from which on "for ... years" is taken to reach to the day of writing."""
_ROUGHLY = 2
"""Years by which a round number of years may be off."""
_FOR = re.compile(
    r"\b(?P<how>for)\s$|\b(?:first|[a-z]{3,}est|worst|most|least|not)\b[^.;:]{0,60}\b(?P<again>in|since)\s"
    r"(?:the\s(?:past|last)\s|some\s|about\s|nearly\s)?$",
    re.I,
)


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
    if (
        len(told) == 2
        and not told[0].year_told
        and _is_year(told[1])
        and told[0].days
        and told[1].days
    ):
        return shifted(told[0].days, told[1].days[0].year - told[0].days[0].year)
    # "Saturday, 11 October": the date is surer than what the weekday was worked out to be.
    told.sort(key=lambda piece: piece.weekday >= 0)
    return told[0].days if told else None


def _is_year(piece: Piece) -> bool:
    """ "Of the previous year" behind a month."""
    return piece.days is not None and (piece.days[1] - piece.days[0]).days > 360
