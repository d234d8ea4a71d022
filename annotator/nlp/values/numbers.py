"""Numbers in a text, in digits and in words, with European and English separators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        start, end: code points.
        low, high: its value; they differ for vague ones ("dozens").
        step: the worth of its last stated digit (0.1 for "3.7", 100000 for "1.2 million"): what it
            may have been rounded to.
        also: another way to read it ("1.234" as 1234), or None.
        in_digits: whether it is written in digits.
        scale: what a word or letter behind the digits multiplies ("million").
        out_of: 10 for "7.5/10", 0 without one.
    """

    start: int
    end: int
    low: float
    high: float
    step: float
    also: float | None = None
    in_digits: bool = True
    scale: float = 1.0
    out_of: float = 0.0


_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
    "trillion": 1e12, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "milliard": 1e9,
    "milliards": 1e9, "trillions": 1e12,
    "lakhs": 1e5, "crores": 1e7, "dozen": 12, "score": 20, "mn": 1e6, "mln": 1e6, "mio": 1e6,
    "bn": 1e9, "bln": 1e9, "mrd": 1e9, "tn": 1e12,
}  # fmt: skip
_VAGUE = {
    "a couple of": (2, 2), "a handful of": (3, 8), "several": (3, 9), "a few": (3, 9),
    "dozens": (24, 99), "scores of": (40, 199), "tens of": (20, 99),
    "tens of thousands": (2e4, 99999),
    "hundreds of thousands": (2e5, 999999), "hundreds of millions": (2e8, 999999999),
    "hundreds": (200, 999), "thousands": (1000, 99999), "tens of millions": (2e7, 99999999),
    "millions": (1e6, 999999999), "billions": (1e9, 999999999999),
    "a dozen or so": (10, 15), "none of": (0, 0), "not one of": (0, 0),
    "not one": (0, 0),
    "no one": (0, 0), "nobody": (0, 0), "both": (2, 2),
}  # fmt: skip
_FRACTIONS = {
    "half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25,
    "fifth": 0.2, "fifths": 0.2, "sixth": 1 / 6, "sixths": 1 / 6, "eighth": 0.125,
    "eighths": 0.125, "tenth": 0.1, "tenths": 0.1,
}  # fmt: skip
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅕": 0.2, "⅖": 0.4}
_LETTER_SCALES = {"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "mn": 1e6, "mln": 1e6,
                  "mio": 1e6, "bln": 1e9, "mrd": 1e9}  # fmt: skip

_SPACE = "[ \u00a0\u202f\u2009]"
_DIGITS = re.compile(
    rf"(?<![\w.,])(?P<number>\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?"
    r"|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:['’]\d{3})+(?!\d)|\d+[.,]\d+|\d+)"
    r"(?P<sign>\s?[½¼¾⅓⅔⅛⅕⅖])?"
    r"(?P<over>/\d{1,3}(?![\d/]))?"
    r"(?:(?P<letter>bn|bln|mln|mio|mrd|mn|tn|[kKmMbB])(?![\w/²³])"
    r"|[ \u00a0-](?P<scale>hundred|thousand|lakhs?|millions?|crores?|billions?|milliards?|"
    r"trillions?|mln|mio|mrd|bln|mn|bn|tn|dozen)\b)?",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][a-z]+)?|[½¼¾⅓⅔⅛⅕⅖]", re.I)
_NUMERAL = frozenset(_SMALL) | frozenset(_TENS) | {"hundred", "thousand", "million", "billion"}
_VAGUE_PATTERN = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, _VAGUE), key=len, reverse=True)) + r")\b", re.I
)
_STEPS = {"dozen": 3.0, "score": 4.0}
"""What "a dozen" may be rounded to."""

_LARGE = frozenset({"thousand", "million", "billion", "trillion"})
_LETTERS_MAX = 40


def find_numbers(text: str) -> list[Number]:
    """The numbers of ``text`` in order; they do not overlap. Ordinals are none."""
    found = list(_in_digits(text))
    taken = [(number.start, number.end) for number in found]
    for number in (*_pointed(text), *_vague(text), *_in_words(text)):
        if not any(number.start < end and start < number.end for start, end in taken):
            found.append(number)
            taken.append((number.start, number.end))
    return sorted(found, key=lambda number: number.start)


_RANK = re.compile(r"(?:st|nd|rd|th)\b", re.I)


def _in_digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        written = match["number"]
        if len(written) > _LETTERS_MAX or _RANK.match(text, match.end()):
            continue
        value, step, also = _value(written)
        if match["sign"]:
            value, step = value + _SIGNS[match["sign"].strip()], step / 4
        out_of = 0.0
        if match["over"]:
            below = int(match["over"][1:])
            if below in (5, 10, 100) and value <= below:
                out_of = float(below)
            elif below and value < below and value == int(value):
                value, step = value / below, 0.0
        letter, scale = match["letter"], match["scale"]
        end = match.end()
        if letter and (letter.lower() != "m" or _is_money(text, match.start(), match.end())):
            factor = _LETTER_SCALES[letter.lower()]
        elif letter:
            factor, end = 1.0, end - len(letter)
        else:
            factor = _SCALES[scale.lower()] if scale else 1.0
        yield Number(
            match.start(),
            end,
            value * factor,
            value * factor,
            step * factor,
            also * factor if also is not None else None,
            scale=factor,
            out_of=out_of,
        )


def _is_money(text: str, start: int, end: int) -> bool:
    """Whether "186m" are millions, by a currency or what costs money beside it; else metres."""
    if text[max(0, start - 2) : start].strip() in {"£", "$", "€", "¥", "₹"}:
        return True
    return _COSTING.match(text, end) is not None


_COSTING = re.compile(
    r"[\s-](?:euros?|pounds?|dollars?|crowns?|francs?|marks?|kron(?:er|or|a)|pesos?|rupees?|yen|"
    r"lir[ae]s?|roubles?|zlotys?|thalers?|dinars?|dirhams?|rand|shillings?|"
    r"(?:\w+\s)?(?:bill|deal|loss|losses|profits?|fine|debts?|fund|loan|grant|bailout|bail-out|budget|"
    r"investment|settlement|takeover|buyout|hole|package|payout|contract|shortfall|surplus|"
    r"deficit|lawsuit|savings|rescue)\b|"
    r"(?:people|customers|users|shares|voters|barrels|inhabitants|passengers|copies|viewers)\b)",
    re.I,
)


def _value(written: str) -> tuple[float, float, float | None]:
    """The value, the worth of the last digit, and another possible reading."""
    plain = re.sub(rf"{_SPACE}|['’]", "", written)
    commas, dots = plain.count(","), plain.count(".")
    also = None
    if commas and dots:
        decimal = "," if plain.rfind(",") > plain.rfind(".") else "."
        plain = plain.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    elif commas + dots > 1:
        plain = plain.replace(",", "").replace(".", "")
    elif commas:
        whole, decimals = plain.split(",")
        three = len(decimals) == 3 and whole != "0"
        plain = whole + decimals if three else f"{whole}.{decimals}"
        also = float(f"{whole}.{decimals}") if three else None
    elif dots:
        whole, decimals = plain.split(".")
        if len(decimals) == 3 and whole not in ("", "0") and len(whole) <= 3:
            together = float(whole + decimals)
            if decimals.endswith("00"):
                return together, 1.0, float(plain)
            also = together
    decimals = plain.partition(".")[2]
    return float(plain), 10.0 ** -len(decimals), also


_POINTED = re.compile(
    r"\b(?P<whole>zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|"
    r"thirty|forty|fifty|sixty|seventy|eighty|ninety|\d{1,9}) point "
    r"(?P<part>(?:(?:zero|one|two|three|four|five|six|seven|eight|nine)\b ?){1,9})"
    r"(?P<scale>million|billion|trillion)?",
    re.I,
)


def _pointed(text: str) -> Iterator[Number]:
    """ "One point four billion"."""
    for match in _POINTED.finditer(text):
        whole = match["whole"].lower()
        digits = [str(_SMALL[word]) for word in match["part"].lower().split()]
        units = float(whole) if whole.isdecimal() else float(_SMALL.get(whole, _TENS.get(whole, 0)))
        factor = _SCALES[match["scale"].lower()] if match["scale"] else 1.0
        value = (units + float("0." + "".join(digits))) * factor
        end = match.start() + len(match.group().rstrip())
        yield Number(match.start(), end, value, value, factor * 10.0 ** -len(digits), None, False)


def _in_words(text: str) -> Iterator[Number]:
    words = list(_WORD.finditer(text))
    index = 0
    while index < len(words):
        number, used = _read(text, words, index)
        if number is not None:
            yield number
        index += max(1, used)


def _read(text: str, words: list[re.Match[str]], first: int) -> tuple[Number | None, int]:
    """The number in words that begins at word ``first``, and how many words it has."""
    total = current = 0.0
    scale = 1.0
    index, seen = first, False
    lower = words[first].group().lower()
    if lower in ("a", "an"):
        after = words[first + 1].group().lower() if first + 1 < len(words) else ""
        if first + 1 < len(words) and not _joined(
            text, words[first].end(), words[first + 1].start()
        ):
            # "A 1.4 million fine".
            return None, 1
        if after in _STRETCHES and _is_stretch(text, words[first], words[first + 1]):
            place = words[first].start(), words[first].end()
            return Number(*place, 1.0, 1.0, 0.5, None, False), 1
        if after in ("hundred", "thousand", "million", "billion", "dozen"):
            current, index, seen = 1.0, first + 1, True
        else:
            return _fraction(text, words, first)
    elif lower in _FRACTIONS and lower not in ("third", "fifth", "sixth", "eighth", "tenth"):
        if lower.startswith("quarter") and not _QUARTER_OF.match(text, words[first].end()):
            return None, 1
        return _fraction(text, words, first)
    while index < len(words):
        if index > first and not _joined(text, words[index - 1].end(), words[index].start()):
            break
        lower = words[index].group().lower()
        if lower in _SMALL and (not seen or current % 10 == 0 or current >= 100):
            if seen and current % 100 and not (current % 10 == 0 and _SMALL[lower] < 10):
                break
            current, scale = current + _SMALL[lower], 1.0
        elif lower in _TENS and (not seen or current % 100 == 0):
            current, scale = current + _TENS[lower], 1.0
        elif lower in ("hundred", "dozen", "score") and seen and current:
            current, scale = current * _SCALES[lower], _STEPS.get(lower, _SCALES[lower])
        elif lower in ("thousand", "million", "billion", "trillion") and seen:
            total, scale = total + (current or 1) * _SCALES[lower], _SCALES[lower]
            current = 0.0
        elif lower == "and" and seen and index + 1 < len(words):
            after = words[index + 1].group().lower()
            if after == "a" and index + 2 < len(words):
                part = _FRACTIONS.get(words[index + 2].group().lower())
                if part is None:
                    break
                index += 2
                scale = 1.0
                if index + 1 < len(words) and words[index + 1].group().lower() in _LARGE:
                    index += 1
                    scale = _SCALES[words[index].group().lower()]
                value = (total + current + part) * scale
                place = words[first].start(), words[index].end()
                return Number(*place, value, value, part * scale, None, False), index + 1 - first
            if not (after in _NUMERAL and (total or current >= 100)):
                break
        elif seen and lower in _FRACTIONS and lower != "half" and current <= 9:
            value = (total + current) * _FRACTIONS[lower]
            plural = lower.endswith("s") or current == 1
            if not plural or (current == 1 and text[words[index].end() :].lstrip()[:2] != "of"):
                break
            end = words[index].end()
            large, step = _OF_A_LARGE.match(text, end), 0.0
            if large:
                factor = _SCALES[large[1].lower()]
                value, step, end = value * factor, factor / 20, large.end()
            return Number(words[first].start(), end, value, value, step, None, False), (
                index + 1 - first
            )
        else:
            break
        seen = True
        index += 1
    while seen and words[index - 1].group().lower() == "and":
        index -= 1
    if not seen or index == first:
        return None, 1
    value = total + current
    end = words[index - 1].end()
    return Number(words[first].start(), end, value, value, scale, None, False), index - first


_OF_A_LARGE = re.compile(r"\sof\sa\s(thousand|million|billion)\b", re.I)
""" "Three quarters of a million"."""

_STRETCHES = frozenset({"day", "minute", "hour", "week", "month", "year", "decade", "mile",
                        "kilometre", "kilometer"})  # fmt: skip
_LASTING = re.compile(
    r"\b(?:for|after|within|than|over|nearly|almost|about|around|lasted|lasting|took|takes|under|"
    r"only|just|up to|less than|at least|barely)\s$",
    re.I,
)
_AND_MORE = re.compile(
    r"\sand\s(?:an?\s(?:half|quarter)|(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|fifteen|twenty|thirty|forty|fifty)\s"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?))\b",
    re.I,
)
_LATER = re.compile(r"\s(?:later|earlier|long|before|after)\b", re.I)


def _is_stretch(text: str, article: re.Match[str], unit: re.Match[str]) -> bool:
    """ "After an hour", "an hour later", not "twice a year"."""
    if _AND_MORE.match(text, unit.end()):
        return True
    if _LASTING.search(text, max(0, article.start() - 10), article.start()):
        return True
    return _LATER.match(text, unit.end()) is not None


_QUARTER_OF = re.compile(r"s?\s(?:of\b|a\s|(?:percentage\s)?points?\b|million|billion)", re.I)


def _joined(text: str, end: int, start: int) -> bool:
    return text[end:start] in (" ", "-", "‑", "\u00a0")


def _fraction(text: str, words: list[re.Match[str]], first: int) -> tuple[Number | None, int]:
    """ "Half a dozen", "half a million", "half a", "a third of", "a quarter", "quarter"."""
    index = first
    lower = words[index].group().lower()
    if lower in ("a", "an"):
        index += 1
        if index >= len(words) or not _joined(text, words[index - 1].end(), words[index].start()):
            return None, 1
        lower = words[index].group().lower()
        if lower not in _FRACTIONS or lower.endswith("s"):
            return None, 1
        told = text[words[index].end() :][:4] == " of " or _BY_SHARE.search(
            text, max(0, words[first].start() - 12), words[first].start()
        )
        if lower != "half" and lower != "quarter" and not told:
            return None, 1
    part = _FRACTIONS[lower]
    end, scale = words[index].end(), 1.0
    used = index + 1 - first
    if lower == "half" and index + 2 < len(words) and words[index + 1].group().lower() == "a":
        after = words[index + 2].group().lower()
        if after in _SCALES:
            scale, end, used = _SCALES[after], words[index + 2].end(), index + 3 - first
        elif _joined(text, words[index].end(), words[index + 1].start()):
            end, used = words[index + 1].end(), index + 2 - first
    elif lower == "half" and index + 1 < len(words):
        after = words[index + 1].group().lower()
        if after in ("million", "billion", "dozen"):
            scale, end, used = _SCALES[after], words[index + 1].end(), index + 2 - first
    value = part * scale
    # "Half a million" is said of 470,000 as well.
    step = scale / 10 if lower == "half" and scale >= _MILLION else 0.0
    return Number(words[first].start(), end, value, value, step, None, False), used


_MILLION = 1e6


_BY_SHARE = re.compile(r"\b(?:by|than|about|nearly|almost|over|roughly|around)\s$", re.I)
""" "Prices rose by more than a third"."""

_NO_NONE = re.compile(
    r"\s(?:but\b|and\b|or\b|of\b|[\w-]+[’']s?\s|[\w-]+\s(?:more|less)\b)|\s?[,.;]", re.I
)
""" "Not one but two", "not one man’s fault"."""

_OF_A_NUMBER = re.compile(
    rf"\s(?:the|its|his|her|their|these|those)\s(?:\w+\s)?(?:\d|(?:{'|'.join(sorted(_NUMERAL))})\b)",
    re.I,
)


def _vague(text: str) -> Iterator[Number]:
    for match in _VAGUE_PATTERN.finditer(text):
        low, high = _VAGUE[match.group().lower()]
        end = match.end()
        if high == 0 and match.group().lower().endswith(" of"):
            # Only of a number that follows: "none of the five suspects".
            if not _OF_A_NUMBER.match(text, end):
                continue
            end -= len(" of")
        elif match.group().lower().startswith("not ") and _NO_NONE.match(text, match.end()):
            continue
        yield Number(match.start(), end, low, high, 0.0, None, False)
