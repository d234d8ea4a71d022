"""Whether two quantities of one dimension agree: rounding, bounds, ranges, vague amounts."""

from __future__ import annotations

import math
from enum import Enum

from annotator.nlp.values.quantity import Bound, Dimension, Quantity


class Agreement(Enum):
    """How two quantities stand to each other."""

    EQUAL = "equal"
    LOOSE = "less precise"
    MORE = "leaves room"
    SOFT = "tension"
    HARD = "conflict"


CONVERTED = 0.04
"""Relative slack when the two are written in different units."""

STRETCH = 1.3
"""How far above "at least 11" a number may lie before it is another number."""

_FAR_BELOW = 0.65
"""How far below "up to 600" a number may lie before it is a tension."""

_OPEN = frozenset({Bound.OVER, Bound.AT_LEAST})
_CLOSED = frozenset({Bound.UNDER, Bound.AT_MOST})


def agreement(a: Quantity, b: Quantity) -> Agreement:
    """How ``a`` and ``b`` stand to each other."""
    if a.dimension is Dimension.SCORE:
        # "Won 27-26", "lost 26-27".
        same = sorted((a.stated, a.second)) == sorted((b.stated, b.second))
        return Agreement.EQUAL if same else Agreement.HARD
    if (
        _close(a.stated, b.stated, _slack(a, b))
        or _other_reading(a, b)
        or _cut_off(a, b)
        or _cut_off(b, a)
    ):
        return Agreement.SOFT if _is_loosely_told(a, b) else _at_one_number(a, b)
    if Bound.VAGUE in (a.bound, b.bound):
        low, high = max(a.low, b.low), min(a.high, b.high)
        return Agreement.LOOSE if low <= high * 1.05 else Agreement.HARD
    if a.bound in _OPEN and b.bound in _OPEN:
        if _ratio(a, b) <= 1.05:
            return Agreement.EQUAL
        lower = a if a.stated < b.stated else b
        loose = _ratio(a, b) <= STRETCH and _is_tens(lower) and _is_rounder(lower, a, b)
        return Agreement.LOOSE if loose else Agreement.SOFT
    if a.bound in _CLOSED and b.bound in _CLOSED:
        return Agreement.EQUAL if _ratio(a, b) < 1.3 else Agreement.SOFT
    if a.low <= b.high and b.low <= a.high:
        return _overlapping(a, b)
    slack = _slack(a, b)
    if a.low - slack <= b.high and b.low - slack <= a.high and not _strict(a, b):
        return Agreement.EQUAL
    return Agreement.HARD


def _is_loosely_told(a: Quantity, b: Quantity) -> bool:
    """ "Nineteen days" as "three weeks", with no "about" or "nearly"."""
    if not a.bound is b.bound is Bound.EXACT or a.unit.rstrip("s") == b.unit.rstrip("s"):
        return False
    return a.dimension is b.dimension is Dimension.DURATION and _ratio(a, b) > _LOOSE


_LOOSE = 1.09


def _at_one_number(a: Quantity, b: Quantity) -> Agreement:
    """Both state one number: "over 230" and "230" still differ when 230 is no round number."""
    if _strict(a, b) and a.unit == b.unit:
        bounded, exact = (a, b) if a.bound in (Bound.OVER, Bound.UNDER) else (b, a)
        over = bounded.bound is Bound.OVER
        beyond = exact.stated < bounded.stated if over else exact.stated > bounded.stated
        if beyond:
            return Agreement.HARD
        if exact.stated == bounded.stated and _is_almost(exact):
            return Agreement.SOFT if over else Agreement.EQUAL
        told = _is_round(exact) and (over or bounded.low > 0)
        if exact.stated == bounded.stated and not told and not exact.of_whole:
            # "Over 2,000" may be said of what is told as 2,000; "fewer than 2,000" is not.
            return Agreement.SOFT
    return Agreement.EQUAL


def _strict(a: Quantity, b: Quantity) -> bool:
    bounds = {a.bound, b.bound}
    strict = bounds & {Bound.OVER, Bound.UNDER}
    firm = bool(bounds & {Bound.EXACT, Bound.RANGE}) or _is_almost(a) or _is_almost(b)
    return bool(strict) and firm and a.dimension is b.dimension


def _is_almost(one: Quantity) -> bool:
    """ "Nearly 90" is no more than 90."""
    return one.bound is Bound.ABOUT and one.high == one.stated


def _overlapping(a: Quantity, b: Quantity) -> Agreement:
    closed = a if a.bound is Bound.AT_MOST else b if b.bound is Bound.AT_MOST else None
    if closed is not None and Bound.EXACT in (a.bound, b.bound):
        exact = b if closed is a else a
        if exact.stated < _FAR_BELOW * closed.stated:
            return Agreement.SOFT
    open_one = a if a.bound in _OPEN else b if b.bound in _OPEN else None
    if open_one is None or Bound.RANGE in (a.bound, b.bound):
        return Agreement.EQUAL
    other = b if open_one is a else a
    if math.isinf(open_one.high) and open_one.stated > 0:
        ratio = other.stated / open_one.stated
        if open_one.bound is Bound.AT_LEAST and not _is_round(open_one):
            return Agreement.MORE if ratio <= STRETCH else Agreement.HARD
    return Agreement.EQUAL


def _close(one: float, two: float, slack: float) -> bool:
    return abs(one - two) <= slack + 1e-9 * max(abs(one), abs(two))


def _slack(a: Quantity, b: Quantity) -> float:
    """How far two numbers may lie apart and be one number rounded."""
    slack = max(_rounding(a, b), _rounding(b, a))
    if _is_converted(a, b):
        held = {a.bound, b.bound} & (_OPEN | _CLOSED)
        fine = min(_figures(a), _figures(b)) >= _FINE
        share = CONVERTED / 4 if held else CONVERTED / 2 if fine else CONVERTED
        slack = max(slack, share * max(abs(a.stated), abs(b.stated)), min(a.step, b.step) / 2)
    return slack


def _is_converted(a: Quantity, b: Quantity) -> bool:
    """Whether two are told in units of different sizes: "%" and "per cent" are one."""
    if not (a.unit and b.unit) or a.unit.lower().rstrip("s") == b.unit.lower().rstrip("s"):
        return False
    if not a.plain or not b.plain:
        return True
    one, two = a.stated / a.plain, b.stated / b.plain
    return abs(one - two) > 1e-9 * max(abs(one), abs(two))


def _figures(one: Quantity) -> int:
    return len(f"{one.plain:.6g}".replace(".", "").partition("e")[0].strip("0"))


_FINE = 3
"""Figures from which on a converted number is told as exactly as the other."""


def _cut_off(coarse: Quantity, fine: Quantity) -> bool:
    """ "Forty-three degrees" for 43.6: the decimals are left out, not rounded."""
    exact = coarse.bound is fine.bound is Bound.EXACT and not _is_converted(coarse, fine)
    if not exact or coarse.dimension not in _READ_OFF or not coarse.step > fine.step > 0:
        return False
    apart = fine.stated - coarse.stated
    return 0 <= apart < coarse.step and apart <= _SMALL * abs(coarse.stated)


_SMALL = 0.02
_READ_OFF = frozenset({Dimension.TEMPERATURE, Dimension.LENGTH, Dimension.SPEED, Dimension.MASS})


def _rounding(coarse: Quantity, fine: Quantity) -> float:
    step = _step(coarse)
    if step <= _step(fine) or coarse.bound in _OPEN | _CLOSED:
        # "Less than 2 km" is an end that something is held against, and no rounded number.
        return 0.0
    return step / 2 if coarse.bound is not Bound.RANGE else 0.0


def _step(one: Quantity) -> float:
    """What a number may have been rounded to: 28,000 to thousands, 3.7 to tenths, 213 to ones."""
    step = one.step
    if not step or one.stated == 0:
        return step
    base = step
    while base < abs(one.stated) / 10 and _is_multiple(one.stated, base * 10):
        base *= 10
    # "30" and "210" are as good as exact; two zeros make a round number.
    return base if base >= step * 100 else step


def _is_multiple(value: float, step: float) -> bool:
    quotient = value / step
    return abs(quotient - round(quotient)) < 1e-6


def _is_tens(one: Quantity) -> bool:
    """ "More than 30" and "over 1,200" may be said of what is known as 34 and 1,260."""
    return _is_multiple(one.stated / (one.step or 1), 10)


def _is_rounder(lower: Quantity, a: Quantity, b: Quantity) -> bool:
    """Money is not rounded from 150,000 to 120,000; "more than 30" may be 34."""
    if lower.dimension is not Dimension.MONEY:
        return True
    higher = b if lower is a else a
    return len(f"{lower.stated:.6g}".strip("0.")) < len(f"{higher.stated:.6g}".strip("0."))


def _is_round(one: Quantity) -> bool:
    digits = f"{one.stated / (one.step or 1):.0f}".rstrip("0")
    return len(digits) <= 2 and abs(one.stated) >= 1000


def _ratio(a: Quantity, b: Quantity) -> float:
    low, high = sorted((abs(a.stated), abs(b.stated)))
    return high / low if low else math.inf


def _other_reading(a: Quantity, b: Quantity) -> bool:
    """Whether "1.234" read the other way agrees."""
    for one, two in ((a, b), (b, a)):
        if one.also is not None and _close(one.also, two.stated, 0.0):
            return True
    return False
