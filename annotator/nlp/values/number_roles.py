"""What a number is in a change or a comparison: how it was before, how it is after, by how much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from annotator.nlp.values.claim_words import Word


class Role(StrEnum):
    """What a number tells of something that changes."""

    NONE = ""
    BEFORE = "before"
    AFTER = "after"
    STEP = "step"


_CHANGE = (
    r"(?:up|down|ris\w+|rose|fall\w*|fell|grow\w*|grew|rais\w+|lower\w+|cut\w*|increas\w+|"
    r"decreas\w+|reduc\w+|declin\w+|drop\w*|climb\w*|jump\w*|slip\w*|shr[aiu]nk\w*|soar\w*|slow\w*|"
    r"ease\w*|easing|chang\w+|revis\w+|go(?:es)?|went|gone|moves?|moved|swell\w*|swollen|widen\w*|"
    r"narrow\w*|improv\w+|edg\w+|tumbl\w+|surg\w+|plung\w+|dip\w*|advanc\w+|expand\w+|extend\w+|"
    r"lift\w*|push\w*|tak\w+|took|brought|bring\w*|slump\w*|sink\w*|s[au]nk|shorten\w*)"
)
_AMOUNT = (
    r"(?:(?:about|around|some|nearly|almost|over|under|more than|less than|just|only|roughly|the|a|"
    r"an|its|their|as much as|as many as|at least|up to)\s+)*[£$€]?"
)
_FROM = re.compile(rf"\bfrom\s+{_AMOUNT}$", re.I)
_CHANGED = re.compile(rf"\b{_CHANGE}\b(?:[^.;]|\.(?=\d)){{0,60}}$", re.I)
_TO = re.compile(r"[^.;]{0,40}?\bto\s+[^.;]{0,14}?\d|[^.;]{0,30}?\bto\s", re.I)
_OF_OLD = re.compile(
    rf"\b(?:compared (?:with|to)|in comparison (?:with|to)|previously|formerly|originally|"
    rf"(?:when|while) (?:it|they|there|this) (?:was|were|stood at|had been|had)|"
    rf"used to be|had been|had (?:forecast|expected|predicted|planned|estimated)|"
    rf"instead of|rather than|(?:until|up to) now\b[^.;,]{{0,30}}?\s(?:was|were|had|stood at)|"
    rf"after (?=[^.;]*\b(?:earlier|before|previous\w*)\b))\s+{_AMOUNT}$",
    re.I,
)
_EARLIER = re.compile(
    r"[^.;,]{0,24}?\s(?:(?:a|one|two|three|five|ten) (?:years?|months?|weeks?|days?|quarters?|"
    r"decades?) (?:earlier|before|previously)|the (?:year|month|week|day|quarter|season) before|"
    r"(?:in|for|of) (?:the|its|their) (?:previous|preceding|prior)\b|previously\b|until now\b|"
    r"(?:in|of) (?:its|the|their|his|her) (?:\w+ )?(?:last|old|earlier|previous|autumn|spring|"
    r"summer|winter) (?:forecast|estimate|projection|report|plan|budget|survey|poll|census)\b)",
    re.I,
)
_STAYING = re.compile(
    rf"\b(?:still|currently|at present|so far|until now)\b[^.;,]{{0,30}}?\s{_AMOUNT}$", re.I
)
_ENDING = re.compile(r"[^.;,]{0,40}?\s(?:until|so far|at present|currently)\b", re.I)
_APART_WORD = re.compile(
    r"\s(?:ahead|behind|clear of|clear\b(?=\s*(?:$|[.,;]))|adrift|in front|faster|slower|quicker|"
    r"down(?=\s*(?:$|[.,;]|on\b|at\b|by\b))|back(?=\s*(?:$|[.,;])))",
    re.I,
)
_LEAD_OF = re.compile(
    rf"\b(?:leads?|margins?|advantage|gap|difference|edge|cushion|majority) of\s+{_AMOUNT}$", re.I
)
_LEAD = re.compile(
    r"[- ](?:\w+[- ])?(?:leads?|margin|advantage|cushion|head start|majority)\b", re.I
)
_LEADING = re.compile(
    rf"\b(?:leads?|led|leading|trail\w*)\s+(?:\w+\s+){{0,2}}?by\s+{_AMOUNT}$", re.I
)
_COMPARED = re.compile(
    r"\s(?:more|fewer|less|higher|lower|faster|slower|longer|shorter|earlier|later|older|younger|"
    r"taller|heavier|lighter|cheaper|dearer|bigger|smaller|deeper|wider|warmer|colder|above|below)\s"
    r"than\b(?!\s(?:expected|forecast|predicted|planned))|\s(?:short|shy)\sof\b",
    re.I,
)
""" "62 more than it was built for", "eight short of a pass": how far apart, not how many."""
_REACH = 90
_DEEPEST = 8


def role_of(
    text: str, offset: int, words: Sequence[Word], place: tuple[int, int], *, counts: bool
) -> Role:
    """What the number at ``place`` is in a change.

    Args:
        text: the sentences of the claim; they begin at code point ``offset`` of the article.
        words: their words.
        place: where number, modifier and unit begin and end in ``text``.
        counts: whether it counts something, rather than having a unit of measure.
    """
    start, end = place
    least = max(0, start - _REACH)
    if _FROM.search(text, least, start):
        changed = _CHANGED.search(text, least, start) or _TO.match(text, end)
        return Role.BEFORE if changed and not (counts and not _TO.match(text, end)) else Role.NONE
    if _COMPARED.match(text, end):
        return Role.STEP
    if _OF_OLD.search(text, least, start) or _EARLIER.match(text, end):
        return Role.BEFORE
    if _is_apart(text, start, end, least):
        return Role.STEP
    if _STAYING.search(text, least, start) or _ENDING.match(text, end):
        return Role.NONE
    if re.search(rf"\bto\s+{_AMOUNT}$", text[least:start], re.I):
        return Role.AFTER if _CHANGED.search(text, least, start) else Role.NONE
    return Role.AFTER if _is_now(words, start + offset, end + offset) else Role.NONE


def _is_apart(text: str, start: int, end: int, least: int) -> bool:
    """ "12 seconds ahead", "a lead of six points", "a two-vote majority": how far apart."""
    return bool(
        _APART_WORD.match(text, end)
        or _LEAD.match(text, end)
        or _LEADING.search(text, least, start)
        or (_LEAD_OF.search(text, least, start) and not text[:end].endswith(("%", "cent")))
    )


def _is_now(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the verb above the number tells of the present or of what is to come."""
    inside = [i for i, word in enumerate(words) if word.start < end and word.end > start]
    if not inside:
        return False
    index = next((i for i in inside if words[i].head not in inside), inside[0])
    for _ in range(_DEEPEST):
        word = words[index]
        if word.tag in ("VBZ", "VBP"):
            return True
        if word.tag == "VBD":
            return False
        if word.tag.startswith("VB"):
            helping = [
                other.lower
                for other in words[max(0, index - _NEAR) : index]
                if other.head == index and other.dep in _HELPING
            ]
            if helping:
                return not any(one in _PAST for one in helping)
        if word.head == index:
            return False
        index = word.head
    return False


_NEAR = 6
_HELPING = frozenset({"aux", "auxpass"})
_PAST = frozenset({"was", "were", "has", "have", "had", "'ve", "'d", "did", "could", "would",
                   "should", "might", "may", "to"})  # fmt: skip
