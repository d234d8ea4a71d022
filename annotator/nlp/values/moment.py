"""What a moment is: a date, a stretch of time or a clock time that a claim states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from annotator.domain.span import Span
from annotator.nlp.values.tense import Tense


@dataclass(frozen=True, slots=True)
class Dating:
    """When an article was written, as far as it or its metadata says.

    Attributes:
        day: the day, or None.
        stamp: day and time of day for ordering articles, or None; noon when only the day is told.
        sure: False when the day, or its year, was taken from another article or guessed.
        borrowed: whether the day was taken from another article.
        year_known: False when the year was only guessed, so that weekdays fall on unknown days.
        year_read: whether the year itself was read, here or in another article, not worked out from
            a weekday.
    """

    day: date | None = None
    stamp: datetime | None = None
    sure: bool = False
    borrowed: bool = False
    year_known: bool = True
    year_read: bool = True


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a claim states.

    Attributes:
        span: its words, code points of the article.
        first, last: the days it may be, both inclusive; None when only a time of day is told.
        minutes: the minutes of the day (0 to 1440 and beyond midnight) it may be, half-open, or
            None when only the day is told.
        weekday: 0 (Monday) to 6 when it was told by weekday, else -1.
        year_told: whether the year is in the words, not worked out from the article's date.
        slot: "since", "until", "from", "by", "before", "not before", "after", "as of", "born" or ""
            (at, on, in).
        words: the span's words as one line.
        either_half: whether the minutes may as well be twelve hours later ("at nine").
        stretch: first and last day of the stretch of which it is an end, or None.
        edge: "begin" or "end" when its verb tells that something began or ended, "stop" when
            something is stopped until then, or "".
        tense: whether its verb looks ahead or back.
    """

    span: Span
    first: date | None
    last: date | None
    minutes: tuple[int, int] | None = None
    weekday: int = -1
    year_told: bool = False
    slot: str = ""
    words: str = ""
    either_half: bool = False
    stretch: tuple[date, date] | None = None
    edge: str = ""
    tense: Tense = Tense.UNKNOWN
