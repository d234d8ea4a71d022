"""Modifiers of numbers: "about", "over", "at least", "nearly", and the intervals they make."""

from __future__ import annotations

import math
import re

from annotator.nlp.values.quantity import Bound

_BEFORE: tuple[tuple[str, Bound], ...] = (
    ("well over|just over|slightly over|slightly more than|just above|a little over", Bound.OVER),
    ("more than|greater than|over|above|in excess of|upwards of|exceeding|exceeded|exceeds|"
     "better than|higher than|beyond|past|topped|topping", Bound.OVER),
    ("less than|fewer than|lower than|under|below|just under|just below|short of|slightly under|"
     "slightly below|slightly less than|slightly fewer than|a little under|just short of",
     Bound.UNDER),
    ("at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of",
     Bound.AT_LEAST),
    ("within|as many as|as much as|up to|at most|no more than|not more than|a maximum of|"
     "maximum of|at the most", Bound.AT_MOST),
    ("nearly|almost|close to|approaching|nearing|getting on for|not quite", Bound.ABOUT),
    ("about|around|some|roughly|approximately|approx|approx.|circa|ca|ca.|c.|an estimated|"
     "estimated|in the region of|something like|or so|perhaps|~", Bound.ABOUT),
)  # fmt: skip
_AFTER: tuple[tuple[str, Bound], ...] = (
    (r"\+|-plus|[ -]plus\b| or more\b| and counting\b| or above\b", Bound.AT_LEAST),
    (r" or less\b| or fewer\b| at (?:the )?most\b| or under\b", Bound.AT_MOST),
    (r" or so\b|-ish\b|-odd\b| odd\b", Bound.ABOUT),
    (r" at (?:the )?least\b", Bound.AT_LEAST),
)
_JUST = frozenset({"just over", "slightly over", "slightly more than", "just above",
                   "a little over"})  # fmt: skip
_ALMOST = frozenset({"nearly", "almost", "approaching", "nearing", "getting on for", "not quite",
                     "close to"})  # fmt: skip
_BOUNDS = {form: bound for forms, bound in _BEFORE for form in forms.split("|")}
_BEFORE_PATTERN = re.compile(
    r"(?<![\w-])(" + "|".join(sorted(map(re.escape, _BOUNDS), key=len, reverse=True)) + r")"
    r"(?:\s+the\s+age\s+of|\s+(?:the|a|an|of|only|just|his|her|their|its))?\s*[£$€¥₹]?$",
    re.I,
)
_AFTER_PATTERNS = tuple((re.compile(pattern, re.I), bound) for pattern, bound in _AFTER)
_GOING = re.compile(
    r"(?<!may )(?<!can )(?<!could )(?<!might )\b"
    r"(?:go(?:es|ing)?|went|gone|mov(?:es?|ed|ing)|ris(?:es?|en|ing)|rose|climb(?:s|ed|ing)?|"
    r"edg(?:es?|ed|ing)|inch(?:es|ed|ing)|creep(?:s|ing)?|crept|jump(?:s|ed|ing)?)\s$",
    re.I,
)
""" "Prices go up to 9 pounds": how far, not at most."""

_REACH = 34
ABOUT = 0.1
"""How far a number with "about" may lie from what it says, as a share."""


def bound_at(text: str, start: int, end: int) -> tuple[Bound, str, int, int]:
    """The modifier of the number at ``start`` to ``end``: bound, its words, and both together."""
    # "Over the past 20 years" and "by more than 3" both: only what stands right before counts.
    match = _BEFORE_PATTERN.search(text, max(0, start - _REACH), start)
    if match and not (match[1].lower() == "up to" and _is_going(text, match.start())):
        words = " ".join(match[1].lower().split())
        return _BOUNDS[words], words, match.start(), end
    for pattern, bound in _AFTER_PATTERNS:
        after = pattern.match(text, end)
        if after:
            return bound, after.group().strip().lower(), start, after.end()
    return Bound.EXACT, "", start, end


def _is_going(text: str, end: int) -> bool:
    return _GOING.search(text, max(0, end - _REACH), end) is not None


def _figures(value: float) -> int:
    """How many figures a number has that are not only there to fill: 2 for 2,400."""
    digits = f"{abs(value):.6g}".replace(".", "").partition("e")[0]
    return len(digits.strip("0"))


def interval(bound: Bound, words: str, value: float) -> tuple[float, float]:
    """The numbers that ``value`` with a modifier allows."""
    if bound is Bound.OVER:
        return (value, value * 1.25) if words in _JUST else (value, math.inf)
    if bound is Bound.UNDER:
        return (value * 0.75 if words.startswith(("just", "slightly", "a little")) else 0.0, value)
    if bound is Bound.AT_LEAST:
        return value, math.inf
    if bound is Bound.AT_MOST:
        return 0.0, value
    if bound is Bound.ABOUT:
        about = ABOUT if _figures(value) < 2 else ABOUT / 2
        if words in _ALMOST:
            return value * (1 - about), value
        return value * (1 - about), value * (1 + about)
    return value, value
