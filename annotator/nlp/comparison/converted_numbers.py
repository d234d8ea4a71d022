"""Two numbers brought to one measure, so that they can be compared."""

from __future__ import annotations

from dataclasses import replace

from annotator.nlp.comparison.stages import figures
from annotator.nlp.values.quantity import Dimension, Quantity
from annotator.nlp.values.stems import stems_of


def converted(one: Quantity, two: Quantity) -> tuple[Quantity, Quantity] | None:
    """Both in one dimension, or None when they cannot be compared."""
    if one.dimension is two.dimension:
        if one.dimension is Dimension.COUNT and _is_short(one, two):
            return _with_unit(one, two), two
        if one.dimension is Dimension.COUNT and _is_short(two, one):
            return one, _with_unit(two, one)
        if _is_part_of(one, two) or _is_part_of(two, one):
            return None
        if one.dimension is Dimension.MONEY and one.currency != two.currency:
            return None
        return one, two
    if _is_in_millions(one, two):
        return _in_millions(one, two), two
    if _is_in_millions(two, one):
        return one, _in_millions(two, one)
    if _is_sum_of_money(one) and two.dimension is Dimension.MONEY and two.plain:
        return _with_unit(one, two), two
    if _is_sum_of_money(two) and one.dimension is Dimension.MONEY and one.plain:
        return one, _with_unit(two, one)
    if _may_borrow(one) and two.plain and two.dimension in _BORROWED:
        return _with_unit(one, two), two
    if _may_borrow(two) and one.plain and one.dimension in _BORROWED:
        return one, _with_unit(two, one)
    dimensions = {one.dimension, two.dimension}
    if dimensions == {Dimension.PERCENT, Dimension.POINTS} and one.slot == two.slot == "by":
        return one, two
    if dimensions == {Dimension.COUNT, Dimension.SCORE}:
        first, second = _as_score(one), _as_score(two)
        return (first, second) if first.dimension is second.dimension else None
    if dimensions == {Dimension.PERCENT, Dimension.SHARE}:
        return _as_percent(one), _as_percent(two)
    if Dimension.COUNT in dimensions and dimensions & _OF_ALL and (one.of_whole or two.of_whole):
        return _as_percent(one), _as_percent(two)
    if dimensions == {Dimension.RATING, Dimension.COUNT} and _is_average(one) != _is_average(two):
        return _as_rating(one), _as_rating(two)
    if dimensions == {Dimension.PERCENT, Dimension.COUNT} and _is_mark(one) and _is_mark(two):
        return _as_percent(one), _as_percent(two)
    return None


def _may_borrow(one: Quantity) -> bool:
    """Whether a number without a unit may have that of another: no magnitude, no mark has one."""
    return one.bare and not one.counted & _UNITLESS


def _is_sum_of_money(one: Quantity) -> bool:
    """ "412 million profit": a sum, its currency left out."""
    return (
        one.dimension is Dimension.COUNT
        and one.stated >= _MILLION
        and bool(one.counted)
        and one.counted <= _SUMS
    )


_SUMS = stems_of(
    "profit profits loss losses revenue revenues turnover sales debt debts deficit surplus income "
    "takings earnings net operating gross annual pre-tax pretax pre tax"
)
_UNITLESS = stems_of("magnitude rating score mark grade index")
_BORROWED = frozenset({Dimension.MONEY, Dimension.PERCENT, Dimension.TEMPERATURE, Dimension.SPEED,
                       Dimension.LENGTH, Dimension.MASS, Dimension.AREA})  # fmt: skip


def _is_in_millions(one: Quantity, two: Quantity) -> bool:
    """Whether "612m" is 612 million beside a number of millions, not metres."""
    many = two.dimension in (Dimension.MONEY, Dimension.COUNT) and two.plain >= _MILLION / 10
    return (
        many
        and one.dimension is Dimension.LENGTH
        and one.words.endswith("m")
        and (one.words[-2:-1].isdecimal())
    )


_MILLION = 1e6


def _in_millions(one: Quantity, two: Quantity) -> Quantity:
    return replace(
        one, dimension=two.dimension, unit=two.unit, currency=two.currency,
        low=one.low * _MILLION, high=one.high * _MILLION, stated=one.stated * _MILLION,
        step=one.step * _MILLION,
    )  # fmt: skip


def _with_unit(bare: Quantity, two: Quantity) -> Quantity:
    """A number without a unit in that of the other: "340,000 crowns", "half a million!"."""
    factor = two.stated / two.plain
    if _is_short(bare, two):
        factor = two.stated / bare.plain
    return replace(
        bare, dimension=two.dimension, unit=two.unit, currency=two.currency,
        low=bare.low * factor, high=bare.high * factor, stated=bare.stated * factor,
        step=bare.step * abs(factor), also=None,
    )  # fmt: skip


def _is_short(bare: Quantity, two: Quantity) -> bool:
    """ "60 million of it are insured", "the insurance covers just 60"."""
    large = two.plain >= _MILLION and bare.bare and 0 < bare.stated < _MILLION / 1000
    return (
        large
        and figures(bare) == figures(two)
        and two.plain in (bare.plain * _MILLION, bare.plain * _MILLION * 1000)
    )


def _is_part_of(one: Quantity, two: Quantity) -> bool:
    """Whether two only states the whole that one is a part of; "all five" is no part."""
    part = one.of_whole and one.of_whole != one.stated and not two.of_whole
    return bool(part) and two.stated == one.of_whole


def _as_score(one: Quantity) -> Quantity:
    """ "Six of the nine members backed it" as six to three."""
    if one.dimension is Dimension.SCORE or not one.of_whole:
        return one
    return replace(one, dimension=Dimension.SCORE, second=one.of_whole - one.stated)


def _is_mark(one: Quantity) -> bool:
    """Whether a count may be a mark out of a hundred ("a score of 70")."""
    if one.dimension is Dimension.PERCENT:
        return True
    return (one.bare or one.slot == "of") and bool(one.counted & _MARKS) and one.stated <= 100


def _is_average(one: Quantity) -> bool:
    """ "An average rating above 7": out of ten."""
    return one.dimension is Dimension.COUNT and one.bare and _is_mark(one) and one.stated <= _TEN


def _as_rating(one: Quantity) -> Quantity:
    if one.dimension is Dimension.RATING:
        return one
    return replace(
        one, dimension=Dimension.RATING, low=one.low / _TEN, high=one.high / _TEN,
        stated=one.stated / _TEN, step=one.step / _TEN,
    )  # fmt: skip


_TEN = 10.0
_MARKS = frozenset({"scor", "score", "rating", "rat", "mark", "grad"})


_OF_ALL = frozenset({Dimension.SHARE, Dimension.PERCENT})


def _as_percent(one: Quantity) -> Quantity:
    if one.dimension is Dimension.PERCENT:
        return one
    if one.dimension is Dimension.COUNT and one.of_whole:
        factor = 100 / one.of_whole
        return replace(
            one, dimension=Dimension.PERCENT, low=one.low * factor, high=one.high * factor,
            stated=one.stated * factor, step=1.0, unit="%", also=None,
        )  # fmt: skip
    if one.dimension is Dimension.COUNT:
        return replace(one, dimension=Dimension.PERCENT)
    return replace(
        one, dimension=Dimension.PERCENT, low=one.low * 100, high=one.high * 100,
        stated=one.stated * 100, step=5.0, unit="%",
    )  # fmt: skip
