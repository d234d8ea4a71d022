"""What a quantity is: a number with its unit, its interval and what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.span import Span
from annotator.nlp.values.number_roles import Role


class Dimension(StrEnum):
    """What a quantity measures; only quantities of one dimension are compared."""

    COUNT = "count"
    PERCENT = "percent"
    POINTS = "percentage points"
    MONEY = "money"
    LENGTH = "length"
    SPEED = "speed"
    MASS = "mass"
    VOLUME = "volume"
    AREA = "area"
    TEMPERATURE = "temperature"
    DURATION = "duration"
    SHARE = "share"
    SCORE = "score"
    AGE = "age"
    POWER = "power"
    ENERGY = "energy"
    RATING = "rating"


class Bound(StrEnum):
    """How firmly a number is stated."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a claim states.

    Attributes:
        span: the number, its modifier and its unit, code points of the article.
        figure: the span of the number alone.
        low, high: the interval it allows, in the base unit of its dimension (people, metres,
            metres a second, kilograms, litres, square metres, degrees Celsius, seconds, currency
            units, percent).
        stated: the number as stated, in the base unit.
        bound: how firmly it is stated.
        dimension: what it measures.
        currency: ISO code or "" (only for money).
        unit: the unit's name as written, "" without one.
        counted: stems of the noun it counts and that noun's describers.
        slot: "to", "by", "from" or "" (lowered *by* 0.5 *to* 5.25 *from* 5.75).
        of_whole: the whole it is a part of ("one of the four lifeboats": 4), 0 without one.
        whole_figure: the span of that whole, or None.
        second: the second number of a score or vote ("nine to four": 4), -1 without one.
        words: the span's words as one line.
        step: the worth of its last stated digit in the base unit: what it may be rounded to.
        also: another way to read the figure ("1.234" as 1234), or None.
        added: whether it tells what came on top ("twelve more", "another 5"), not how many in all.
        known: whether it only points to what was told before ("the two", "one of the largest").
        plain: the number as it is written, without its unit.
        role: whether it tells how something was before a change, or how it is after.
        bare: whether no unit and no noun follows ("it cost a cool 1.8 million").
    """

    span: Span
    figure: Span
    low: float
    high: float
    stated: float
    bound: Bound
    dimension: Dimension
    currency: str = ""
    unit: str = ""
    counted: frozenset[str] = frozenset()
    slot: str = ""
    of_whole: float = 0.0
    whole_figure: Span | None = None
    second: float = -1.0
    words: str = ""
    step: float = 0.0
    also: float | None = None
    added: bool = False
    known: bool = False
    plain: float = 0.0
    bare: bool = False
    role: Role = Role.NONE
