"""Quantities of a text: its numbers with modifiers, units and what they count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.domain.span import Span
from annotator.nlp.values.bounds import bound_at, interval
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.numbers import Number, find_numbers
from annotator.nlp.values.quantity import Bound, Dimension, Quantity
from annotator.nlp.values.units import Unit, currency_before, unit_after

_RANGE = re.compile(r"\s?(?:-|–|—|to|and|or)\s?", re.I)
_UNIT_BEFORE_RANGE = re.compile(r"\s?(?:-|–|—|to)\s?", re.I)
_SLOT = re.compile(
    r"\b(to|by|from|at|of)\s+(?:(?:a|an|the|its|full|record|peak|low|high|just|only|about|around|"
    r"some|nearly|almost|over|under|more than|less than|roughly|another)\s+)*[£$€]?$",
    re.I,
)
_WHOLE = re.compile(
    r"\s+(?:(?!of\b)[\w’'-]+\s+){0,2}?(?:out of|of|in every)\s+(?:the|its|their|all|his|her|"
    r"these|those|every)?\s*(?:[\w’'-]+(?:’s|'s|s’)\s+)?$",
    re.I,
)
_IN_DIGITS = re.compile(r"\d")
_VOTING = frozenset(
    "vote voted votes voting voice voices split won win wins beat beaten lost defeat defeated "
    "victory majority councillors against favour score draw drew margin ruled approved rejected"
    .split()
)  # fmt: skip
_AGAINST = re.compile(
    r"(?:\s+[\w’'-]+){0,9}?[\s,]+(?:(?:while|and|but|with)\s+)?(?:the\s+other\s+)?$", re.I
)
_POINT = re.compile(r"\b(an?)\s+(?:full |whole |single |entire )?((?:percentage )?point)\b", re.I)
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BETWEEN = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNP", "CD", "HYPH", "IN", "DT"})


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
    for match in _POINT.finditer(text):
        span = Span(match.start() + offset, match.end() + offset)
        if not any(span.overlaps(quantity.span) for quantity in found):
            figure = Span(match.start(1) + offset, match.end() + offset)
            found.append(
                Quantity(span, figure, 1.0, 1.0, 1.0, Bound.EXACT, Dimension.POINTS,
                         unit="point", slot=_slot(text, match.start()), words=match.group())
            )  # fmt: skip
    return tuple(sorted(found, key=lambda quantity: quantity.span.start))


def _quantity(
    text: str, offset: int, words: Sequence[Word], number: Number, after: Number | None
) -> tuple[Quantity | None, int]:
    """The quantity of ``number``, and how many numbers after it belong to it."""
    start, end = number.start, number.end
    low, high = number.low, number.high
    second, used = -1.0, 0
    bound = Bound.VAGUE if low != high else Bound.EXACT
    unit_here = _unit(text, start, end)
    joined = after is not None and low == high and after.low == after.high
    if after is not None and joined:
        between = text[end : after.start]
        gap = text[unit_here[2] if unit_here and unit_here[2] > end else end : after.start]
        if _RANGE.fullmatch(between) or _RANGE.fullmatch(gap) or _votes_to(between):
            kind = _pair(text, words, offset, number, after, between)
            if kind == "score":
                used, second, end = 1, after.low, after.end
            elif kind == "range":
                used, high, end, bound = 1, after.low, after.end, Bound.RANGE
    whole = 0.0
    if after is not None and joined and not used and _WHOLE.fullmatch(text[end : after.start]):
        whole, used = after.low, 1
    figure = Span(start + offset, end + offset)
    if second >= 0:
        return (
            Quantity(figure, figure, low, low, low, Bound.EXACT, Dimension.SCORE, second=second,
                     words=_flat(text[start:end])),
            used,
        )  # fmt: skip
    unit = _unit(text, start, end)
    if bound is Bound.EXACT:
        bound, modifier, first, last = bound_at(text, start, unit[2] if unit else end)
        if not unit and bound is Bound.EXACT:
            bound, modifier, first, last = bound_at(text, start, end)
        low, high = interval(bound, modifier, low)
    else:
        first, last = start, end
    stated = number.low if bound is not Bound.VAGUE else number.high
    dimension, currency, name = Dimension.COUNT, "", ""
    if unit:
        measure, unit_start, unit_end = unit
        dimension, currency = measure.dimension, measure.currency
        name = _flat(text[end:unit_end] if unit_end > end else text[unit_start:start]).strip("- ")
        low, high, stated = map(measure.in_base, (low, high, stated))
        first, last = min(first, unit_start), max(last, unit_end)
    elif 0 < stated < 1 and not number.in_digits:
        dimension = Dimension.SHARE
    elif _is_age(text, start, end):
        dimension = Dimension.AGE
    elif _is_bare_ordinal(text, start, end):
        return None, used
    counted = _counted(words, start + offset, last + offset) if not unit else frozenset()
    return (
        Quantity(
            span=Span(first + offset, last + offset),
            figure=figure,
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
            step=number.step * (unit[0].factor if unit else 1.0),
            also=number.also,
        ),
        used,
    )


def _unit(text: str, start: int, end: int) -> tuple[Unit, int, int] | None:
    """The unit of a number, and where number and unit together begin and end."""
    before = currency_before(text, start)
    if before:
        return before[0], before[1], end
    # "2,3 million euros", "half a percentage point", "a quarter of a million euros"
    for joint in ("", "of a ", "a ", "of "):
        if joint and not text.startswith(joint, end + 1):
            continue
        after = unit_after(text, end + len(joint))
        if after:
            return after[0], start, after[1]
    return None


def _pair(
    text: str, words: Sequence[Word], offset: int, one: Number, two: Number, between: str
) -> str:
    """Whether two joined numbers are a "score", a "range", or ""."""
    small = one.low < 1000 and two.low < 1000 and one.low % 1 == 0 and two.low % 1 == 0
    unit = _unit(text, two.start, two.end)
    voting = any(
        word.lower in _VOTING for word in words if abs(word.start - offset - one.start) < 90
    )
    if small and voting and unit is None and between.strip().lower() not in ("and", "or"):
        return "score"
    if _votes_to(between):
        return "score"
    lower = between.strip().lower()
    if lower in ("to", "-", "–", "—") and two.low > one.low:
        if text[max(0, one.start - 6) : one.start].lower().endswith("from "):
            return ""
        return "range"
    if lower == "and" and re.search(r"\bbetween\s$", text[max(0, one.start - 9) : one.start], re.I):
        return "range"
    if lower == "or" and two.low == one.low + 1:
        return "range"
    return "score" if small and lower in ("-", "–") and unit is None else ""


def _votes_to(between: str) -> bool:
    return between.strip().lower() in ("votes to", "for and", "for, and", "in favour and")


def _slot(text: str, start: int) -> str:
    match = _SLOT.search(text, max(0, start - 40), start)
    return match[1].lower() if match else ""


def _is_age(text: str, start: int, end: int) -> bool:
    """ "Anita Holm, 29", "a man of 34", "aged 41", "41-year-old"."""
    before, after = text[max(0, start - 24) : start], text[end : end + 12]
    if re.search(r"\b(?:aged|a man of|a woman of|a boy of|a girl of)\s$", before, re.I):
        return True
    if re.match(r"[- ]years?[- ]old", after, re.I):
        return True
    return bool(re.search(r"[A-ZÀ-Þ][\w’'-]+, $", before) and re.match(r"\s?[,.;:“”)]|$", after))


def _is_bare_ordinal(text: str, start: int, end: int) -> bool:
    """ "Lock 3", "number four", "COVID-19", "page 12": a label, not a number of things."""
    before = text[max(0, start - 16) : start]
    if re.search(r"(?:\b(?:number|no\.?|nr\.?|page|chapter|section|article|part|room|lock|gate|"
                 r"line|route|flight|phase|stage|season|version|level)\s|[^\W\d_]-)$",
                 before, re.I):  # fmt: skip
        return True
    return bool(text[start:end].lower() == "one" and re.match(
        r"\s(?:another|day\b|thing\b|reason\b|told\b|said\b|was\b|had\b|could\b|must\b|may\b|"
        r"would\b|should\b)", text[end : end + 10], re.I))  # fmt: skip


def _counted(words: Sequence[Word], start: int, end: int) -> frozenset[str]:
    """Stems of the noun that a number counts, and of that noun's describers."""
    index = next((i for i, word in enumerate(words) if word.end >= end and word.start < end), -1)
    if index < 0:
        index = next((i for i, word in enumerate(words) if word.start >= end), len(words)) - 1
    if index < 0:
        return frozenset()
    head = words[index].head
    if words[index].dep == "nummod" and head > index and words[head].tag in _NOUNS:
        return frozenset(
            word.stem
            for word in words[index + 1 : head + 1]
            if word.tag in _NOUNS or word.tag.startswith("JJ")
        )
    stems = []
    for word in words[index + 1 : index + 6]:
        if word.start < end:
            continue
        if word.tag not in _BETWEEN and word.tag not in _NOUNS:
            break
        if word.tag in ("IN", "DT") and not (word.lower in ("of", "the", "its", "their")):
            break
        if word.tag in _NOUNS or word.tag.startswith("JJ"):
            stems.append(word.stem)
        if word.tag in ("NNS", "NNPS"):
            break
    return frozenset(stems)


def _flat(words: str) -> str:
    return " ".join(words.split())
