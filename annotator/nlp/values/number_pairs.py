"""Two numbers that are one value: ranges, scores and votes, parts of a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.numbers import Number

_RANGE = re.compile(r"\s?(?:-|–|—|to|and|or)\s?", re.I)
_VOTES_TO = re.compile(r"\s(?:votes? to|for and|for, and|in favou?r and)\s", re.I)
_WHOLE = re.compile(
    r"\s+(?:(?!of\b)[\w’'-]+\s+){0,2}?(?:out of|of|in every)\s+"
    r"(?:(?:the|its|their|all|his|her|these|those|every|only|just|about|some|around)\s+){0,2}(?:[\w’'-]+(?:’s|'s|s’)\s+)?",
    re.I,
)
_VOTING = frozenset(
    {"vote", "voted", "votes", "voting", "voice", "voices", "split", "won", "win", "wins", "beat",
     "beaten", "lost", "defeat", "defeated", "victory", "majority", "councillors", "against",
     "favour", "favor", "score", "draw", "drew", "margin", "ruled"}
)  # fmt: skip
_NEAR = 90
_AGAINST = re.compile(
    r"(?:[^.;]{0,70}?)\b(?:for|in favou?r|backed|backing|supported|approved|hands up|yes|aye)\b"
    r"[^.;]{0,50}?[\s,]",
    re.I,
)
_OPPOSED = re.compile(r"\s(?:\w+\s){0,2}?(?:against|opposed|no\b|nays?\b|dissent)", re.I)


def is_whole(between: str) -> bool:
    """Whether the words between two numbers make the first a part of the second."""
    return _WHOLE.fullmatch(between) is not None


def is_ratio(between: str, one: Number, two: Number) -> bool:
    """ "One in eight people"."""
    few = one.low <= 9 or two.low == 100
    return between.lower() in (" in ", " out of every ", " in every ") and (
        0 < one.low < two.low <= 100 and few and one.low % 1 == 0 and two.low % 1 == 0
    )


def is_ratio_of_things(text: str, one: Number, two: Number) -> bool:
    """ "One job in twelve is to go", not "one man in two cars"."""
    gap = text[one.end : two.start]
    return (
        one.low == 1 < two.low <= 100
        and two.low % 1 == 0
        and _ONE_THING_IN.fullmatch(gap) is not None
        and _ALONE.match(text, two.end) is not None
    )


_ONE_THING_IN = re.compile(r"\s[^\W\d_]{2,}\sin\s(?:every\s)?", re.I)
_ALONE = re.compile(
    r"\s?[,.;:!?)]|\s*(?:\n|$)|\s(?:is|are|was|were|has|have|had|will|would|could|should|must|may|might|can|"
    r"goes|go|at|who|that|which|to|and|but|as|after|amid|by|over|when|while|until|because|since)\b",
    re.I,
)


def is_vote(text: str, one: Number, two: Number) -> bool:
    """ "Six members voted for it and three against": two numbers far apart that are one vote."""
    if one.low % 1 or two.low % 1 or one.low > 1000 or two.low > 1000:
        return False
    return (
        _AGAINST.fullmatch(text[one.end : two.start]) is not None
        and _OPPOSED.match(text, two.end) is not None
    )


def kind_of_pair(
    text: str, words: Sequence[Word], offset: int, one: Number, two: Number, gap: str, *, unit: bool
) -> str:
    """Whether two numbers with only ``gap`` between them are a "score", a "range", or "".

    ``unit`` says whether the second has a unit of measure.
    """
    if _VOTES_TO.fullmatch(gap):
        return "score"
    if not _RANGE.fullmatch(gap) and gap != ":":
        return ""
    small = one.low < 1000 and two.low < 1000 and one.low % 1 == 0 and two.low % 1 == 0
    voting = any(
        word.lower in _VOTING for word in words if abs(word.start - offset - one.start) < _NEAR
    )
    joint = gap.strip().lower()
    if joint == ":":
        # "Won 28:27"; a time of day is taken out before.
        return "score" if small and not unit and one.in_digits and two.in_digits else ""
    if small and voting and not unit and joint not in ("and", "or"):
        return "score"
    before = text[max(0, one.start - 9) : one.start].lower()
    if joint in ("to", "-", "–", "—") and (two.low > one.low or two.scale > one.scale):
        return "" if before.endswith("from ") else "range"
    if joint == "and" and before.endswith("between "):
        return "range"
    if joint == "or" and two.low == one.low + 1:
        return "range"
    return "score" if small and joint in ("-", "–") and not unit else ""
