"""Quantities of a text: its numbers with modifiers, units and what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from annotator.domain.span import Span
from annotator.nlp.values.bounds import bound_at, interval
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.compound_measures import compounded
from annotator.nlp.values.counted_things import (
    counted_stems,
    counts_nothing,
    is_added,
    is_age,
    is_known,
    is_label,
)
from annotator.nlp.values.number_pairs import (
    is_ratio,
    is_ratio_of_things,
    is_vote,
    is_whole,
    kind_of_pair,
)
from annotator.nlp.values.number_roles import Role, role_of
from annotator.nlp.values.number_wholes import with_wholes_before
from annotator.nlp.values.numbers import Number, find_numbers
from annotator.nlp.values.quantity import Bound, Dimension, Quantity
from annotator.nlp.values.units import Unit, currency_before, minus_before, unit_after

_SLOT = re.compile(
    r"\b(to|by|from|at|of)\s+(?:(?:a|an|the|its|full|record|peak|low|high|just|only|about|around|"
    r"some|nearly|almost|over|under|more than|less than|roughly|another|quarter)\s+)*[£$€]?$",
    re.I,
)
_POINT = re.compile(r"\b(an?)\s+(?:full |whole |single |entire )?((?:percentage )?point)\b", re.I)
_BETWEEN = re.compile(r"\bbetween\s$", re.I)
_ALL = re.compile(r"(?<!\bIn )\b[Aa]ll\s(?:of\s)?(?:the\s)?$")
_DENIED = re.compile(r", not\s$", re.I)
_REPLACED = re.compile(r"\b(?:rather than|instead of)\s$", re.I)
_REFERRED = re.compile(r"\b(?:than|above|below)\sthe\s[£$€]?$", re.I)
""" "Less than the 4.4 percent expected", "above the 214 of Friday"."""
_RATING_WHOLES = frozenset({5.0, 10.0, 100.0})


def quantities_of(
    text: str, offset: int, words: Sequence[Word], taken: Sequence[Span]
) -> tuple[Quantity, ...]:
    """The quantities of ``text``, in its order.

    Args:
        text: the sentences of a claim; they begin at code point ``offset`` of the article.
        words: the words of those sentences.
        taken: spans of dates and other values, whose numbers are no quantities.
    """
    numbers = [
        number
        for number in find_numbers(text)
        if not any(
            span.start < number.end + offset and number.start + offset < span.end for span in taken
        )
    ]
    numbers = _with_borrowed_scales(text, numbers)
    found: list[Quantity] = []
    skip = -1
    for index, number in enumerate(numbers):
        if index <= skip:
            continue
        after = numbers[index + 1] if index + 1 < len(numbers) else None
        quantity, used = _quantity(text, offset, words, number, after)
        skip = index + used
        if quantity is not None:
            found.append(quantity)
    found.extend(_single_points(text, offset, found))
    found.sort(key=lambda quantity: quantity.span.start)
    whole = _with_borrowed_units(
        with_wholes_before(text, offset, words, compounded(text, offset, found))
    )
    return tuple(_with_role(text, offset, words, one, whole) for one in whole)


def _with_borrowed_scales(text: str, numbers: list[Number]) -> list[Number]:
    """ "From 90 to 65 million", "65 million instead of 90": both are millions."""
    whole = list(numbers)
    for index in range(len(whole) - 1):
        one, two = whole[index], whole[index + 1]
        gap = text[one.end : two.start]
        if _is_plain(one) and two.scale >= _LARGE and gap == " to ":
            if _FROM.search(text, max(0, one.start - 6), one.start):
                whole[index] = _scaled(one, two.scale)
        elif (
            one.scale >= _LARGE
            and _is_plain(two)
            and _OF_OLD.fullmatch(gap)
            and _CLOSED.match(text, two.end)
        ):
            whole[index + 1] = _scaled(two, one.scale)
    return whole


_LARGE = 1e6
_FROM = re.compile(r"\bfrom\s$", re.I)
_OF_OLD = re.compile(
    r"\s(?:[^\W\d_]+\s)?(?:(?:instead of|rather than|compared with|compared to|(?:up|down) from|"
    r"against)\s)",
    re.I,
)
_CLOSED = re.compile(r"\s?[.,;!?)]|$")


def _is_plain(number: Number) -> bool:
    return number.scale == 1.0 and 0 < number.low < 1000


def _scaled(number: Number, factor: float) -> Number:
    return replace(
        number, low=number.low * factor, high=number.high * factor, step=number.step * factor,
        scale=factor, also=None,
    )  # fmt: skip


def _single_points(text: str, offset: int, found: Sequence[Quantity]) -> list[Quantity]:
    """ "By a full percentage point"."""
    points = []
    for match in _POINT.finditer(text):
        span = Span(match.start() + offset, match.end() + offset)
        if not any(span.overlaps(quantity.span) for quantity in found):
            points.append(
                Quantity(span, span, 1.0, 1.0, 1.0, Bound.EXACT, Dimension.POINTS, unit="point",
                         slot=_slot(text, match.start()), words=match.group(), step=0.25)
            )  # fmt: skip
    return points


def _with_borrowed_units(found: Sequence[Quantity]) -> list[Quantity]:
    """ "From 2.4 to 1.8 per cent": the first number has the unit of the second."""
    whole = list(found)
    for index in range(len(whole) - 1):
        one, two = whole[index], whole[index + 1]
        near = two.span.start - one.span.end <= 6
        joined = near and one.slot == "from" and two.slot == "to"
        if joined and one.dimension is Dimension.COUNT and two.dimension is not Dimension.COUNT:
            whole[index] = replace(
                one,
                dimension=two.dimension,
                unit=two.unit,
                currency=two.currency,
                counted=frozenset(),
            )
    return whole


def _with_role(
    text: str, offset: int, words: Sequence[Word], one: Quantity, found: Sequence[Quantity]
) -> Quantity:
    if one.dimension in _WITHOUT_ROLE or one.known:
        return one
    place = one.span.start - offset, one.span.end - offset
    counts = one.dimension is Dimension.COUNT and not one.bare
    role = role_of(text, offset, words, place, counts=counts)
    if not role and _IT_WAS.search(text, max(0, place[0] - 40), place[0]):
        # "Inflation is 3.9 percent; in May it was 4.6."
        told = [other for other in found if other.span.start < one.span.start]
        if told and one.bare and told[-1].dimension in _LENDING and told[-1].plain:
            one = _in_unit_of(one, told[-1])
        if any(other.dimension is one.dimension for other in told):
            role = Role.BEFORE
    if role is Role.STEP:
        return replace(one, slot="by")
    return replace(one, role=role) if role else one


def _in_unit_of(one: Quantity, told: Quantity) -> Quantity:
    """ "Growth is 1.8 percent; last year it was 2.4": percent too."""
    factor = told.stated / told.plain
    return replace(
        one, dimension=told.dimension, unit=told.unit, currency=told.currency, counted=frozenset(),
        low=one.low * factor, high=one.high * factor, stated=one.stated * factor,
        step=one.step * factor, bare=False,
    )  # fmt: skip


_LENDING = frozenset({Dimension.PERCENT, Dimension.TEMPERATURE, Dimension.SPEED})
_IT_WAS = re.compile(
    r"\b(?:it|they|that) (?:was|were|had been|(?:had )?stood at|lay at)\s(?:still |only |just )?$",
    re.I,
)
_WITHOUT_ROLE = frozenset({Dimension.AGE, Dimension.SCORE, Dimension.SHARE, Dimension.RATING})


def _quantity(
    text: str, offset: int, words: Sequence[Word], number: Number, after: Number | None
) -> tuple[Quantity | None, int]:
    """The quantity of ``number``, and how many numbers after it belong to it."""
    start, end = number.start, number.end
    used, second, high, whole = 0, -1.0, number.high, 0.0
    out_of = number.out_of
    whole_figure: Span | None = None
    exact = number.low == number.high
    if after is not None and exact and after.low == after.high:
        unit = _unit(text, start, end)
        gap = text[max(end, unit[2]) if unit else end : after.start]
        unit_of_second = _unit(text, after.start, after.end) is not None
        kind = kind_of_pair(text, words, offset, number, after, gap, unit=unit_of_second)
        if kind == "range" and unit is not None and _unit(text, after.start, after.end) != unit:
            other = _unit(text, after.start, after.end)
            # "By 0.5 points to 5.25 percent" is a step and a level, no range.
            kind = kind if other is None or other[0].dimension is unit[0].dimension else ""
            kind = "" if unit[2] > end and " to " in gap.lower() and other is None else kind
        if kind == "score" or is_vote(text, number, after):
            used, second, end = 1, after.low, after.end
        elif kind == "range":
            used, high, end = 1, after.low, after.end
        elif is_ratio(text[end : after.start], number, after) or is_ratio_of_things(
            text, number, after
        ):
            share = Number(start, after.end, number.low / after.low, number.low / after.low, 0.0,
                           in_digits=False)  # fmt: skip
            return _measured(text, offset, words, share, (start, after.end),
                             (share.low, share.low), 0.0, 0.0), 1  # fmt: skip
        elif is_whole(text[end : after.start]):
            used, whole = 1, after.low
            whole_figure = Span(after.start + offset, after.end + offset)
            if number.low % 1 and whole in _RATING_WHOLES:
                out_of, whole, end = whole, 0.0, after.end
    if second >= 0:
        figure = Span(start + offset, end + offset)
        assert after is not None
        shown = f"{text[start : number.end]} – {text[after.start : after.end]}"
        shown = shown if is_vote(text, number, after) else _flat(text[start:end])
        return Quantity(figure, figure, number.low, number.low, number.low, Bound.EXACT,
                        Dimension.SCORE, second=second, words=shown), used  # fmt: skip
    unit = _unit(text, start, end)
    labelled = unit is None and is_label(text, words, offset, start, end)
    if labelled or _DENIED.search(text, max(0, start - 14), start):
        return None, used
    ranged = high > number.high
    low = number.low * after.scale / number.scale if ranged and after else number.low
    if number.scale > 1 or low > high:
        low = number.low
    if ranged and 0 < number.low < low:
        # "Between 430 and 450 million".
        number = replace(number, low=low, high=low, step=number.step * low / number.low)
    measured = _measured(text, offset, words, number, (start, end), (low, high), whole, out_of)
    if whole_figure is not None and measured.dimension is Dimension.COUNT:
        # "One of the ship's four lifeboats" counts lifeboats.
        counted = counted_stems(words, whole_figure.end) or measured.counted
        measured = replace(measured, counted=counted)
    if _REPLACED.search(text, max(0, start - 14), start) or _REFERRED.search(
        text, max(0, start - 14), start
    ):
        # "Eleven instead of twelve": it tells what was said before, and nothing of its own.
        return replace(measured, known=True, role=Role.BEFORE), used
    return replace(measured, whole_figure=whole_figure), used


def _measured(
    text: str,
    offset: int,
    words: Sequence[Word],
    number: Number,
    place: tuple[int, int],
    values: tuple[float, float],
    whole: float,
    out_of: float,
) -> Quantity:
    """The quantity of the number at ``place``, with its unit and modifier."""
    (start, end), (low, high) = place, values
    unit = _unit(text, start, end)
    first, last, modifier = start, end, ""
    bound = (
        Bound.EXACT if low == high else Bound.RANGE if number.low == number.high else Bound.VAGUE
    )
    if bound is Bound.EXACT:
        bound, modifier, first, last = bound_at(text, start, unit[2] if unit else end)
        if bound is Bound.EXACT:
            bound, modifier, first, last = bound_at(text, start, end)
        low, high = interval(bound, modifier, low)
    elif between := _BETWEEN.search(text, max(0, start - 9), start):
        first = between.start()
    stated = number.high if bound is Bound.VAGUE else number.low
    below = _is_below_zero(text, start, unit)
    if below:
        low, high, stated = -high, -low, -stated
        first, last = min(first, below[0]), max(last, below[1])
    dimension, currency, name, factor = Dimension.COUNT, "", "", 1.0
    if is_age(text, words, offset, start, end):
        dimension = Dimension.AGE
    elif unit:
        measure, unit_start, unit_end = unit
        dimension, currency, factor = measure.dimension, measure.currency, measure.factor
        name = _flat(text[end:unit_end] if unit_end > end else text[unit_start:start]).strip("- ")
        low, high, stated = map(measure.in_base, (low, high, stated))
        first, last = min(first, unit_start), max(last, unit_end)
    elif out_of:
        dimension, factor = Dimension.RATING, 1 / out_of
        low, high, stated = low / out_of, high / out_of, stated / out_of
    elif 0 < stated < 1 and not number.in_digits:
        dimension = Dimension.SHARE
    every = _ALL.search(text, max(0, start - 16), start)
    if every and dimension is Dimension.COUNT and not whole:
        whole, first = stated, every.start()
    counted = counted_stems(words, last + offset) if dimension is Dimension.COUNT else frozenset()
    return Quantity(
        span=Span(first + offset, last + offset),
        figure=Span(start + offset, end + offset),
        low=low,
        high=high,
        stated=stated,
        bound=bound,
        dimension=dimension,
        currency=currency,
        unit=name,
        counted=counted,
        slot=_slot(text, first),
        of_whole=whole,
        words=_flat(text[first:last]),
        step=number.step * factor,
        also=number.also,
        added=dimension is Dimension.COUNT and is_added(text, first, last),
        known=not whole and is_known(text, start, end),
        plain=number.low,
        bare=dimension is Dimension.COUNT and not whole and counts_nothing(words, last + offset),
    )


def _is_below_zero(
    text: str, start: int, unit: tuple[Unit, int, int] | None
) -> tuple[int, int] | None:
    """Where a temperature with its sign begins and ends: "minus 11 degrees", "5C below zero"."""
    if unit is None or unit[0].dimension is not Dimension.TEMPERATURE:
        return None
    minus = minus_before(text, start)
    if minus is not None:
        return minus, start
    under = _UNDER_ZERO.match(text, unit[2])
    return (start, under.end()) if under else None


_UNDER_ZERO = re.compile(
    r"\s(?:of frost\b|(?:below|under)\s(?:zero|freezing|0)\b|"
    r"(?:Celsius\s)(?:below|under)\s(?:zero|freezing)\b)",
    re.I,
)


def _unit(text: str, start: int, end: int) -> tuple[Unit, int, int] | None:
    """The unit of a number, and where number and unit together begin and end."""
    before = currency_before(text, start)
    if before:
        return before[0], before[1], end
    if _HOUR.match(text, end) and _AT.search(text, max(0, start - 8), start):
        return None
    joints = (
        ("", "of a ", "of an ", "a ", "an ", "of ") if _is_part(text[start:end]) else ("", "of ")
    )
    for joint in joints:
        if joint == "of " and not text[start:end].lower().endswith(("ions", "ion", "iards")):
            continue
        if joint and not text.startswith(joint, end + 1):
            continue
        after = unit_after(text, end + len(joint))
        if after:
            return after[0], start, after[1]
    judged = _JUDGED.match(text, end)
    after = unit_after(text, judged.end()) if judged else None
    if after and after[0].dimension in _LONG:
        return after[0], start, after[1]
    return None


_HOUR = re.compile(r"\s?h\b")
_AT = re.compile(r"\b(?:at|until|till|from|by|before|after|since|around)\s$", re.I)
_JUDGED = re.compile(
    r"\s(?:measly|mere|paltry|whole|full|long|short|good|solid|lousy|endless|gruelling|grueling|"
    r"painful|precious|straight|consecutive|frantic|tense|agonising|agonizing|bitter|weary)(?=\s)",
    re.I,
)
_LONG = frozenset({Dimension.DURATION, Dimension.LENGTH, Dimension.AREA, Dimension.MASS})
""" "Seven measly miles", "nine long days"."""


def _is_part(words: str) -> bool:
    """ "Half a mile", "three quarters of an hour", not "a million a year"."""
    return _PART.search(words) is not None


_PART = re.compile(r"(?:half|thirds?|quarters?|fifths?|tenths?|[½¼¾⅓⅔])$", re.I)


def _slot(text: str, start: int) -> str:
    match = _SLOT.search(text, max(0, start - 40), start)
    return match[1].lower() if match else ""


def _flat(words: str) -> str:
    return " ".join(words.split())
