"""The verb that a time hangs on, and whether that verb looks ahead or back."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from annotator.nlp.values.claim_words import Word

_STEPS = 6


class Tense(StrEnum):
    """Where what a verb tells lies, seen from the day of writing."""

    BACK = "back"
    AHEAD = "ahead"
    NOW = "now"
    UNKNOWN = ""


_MODALS = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "may", "must",
                     "should", "sha"})  # fmt: skip
_PLANNING = frozenset({
    "plan", "plans", "planned", "due", "set", "expect", "expects", "expected", "expecting",
    "scheduled", "likely", "hopes", "hope", "hoping", "intends", "intend", "aims", "aim", "wants",
    "want", "slated", "going", "promises", "promised", "vows", "vowed",
    "proposed", "agreed", "looks", "threatens", "threatened", "supposed", "meant", "pledged",
    "earmarked", "pencilled", "anticipated", "anticipates", "forecast",
})  # fmt: skip
_TELLING = frozenset({"say", "writ", "report", "tell", "speak"})
_PRESENT = frozenset({"is", "are", "am", "'s", "’s", "'re", "be", "being"})
_TO_BE = frozenset({"is", "are", "was", "were", "'s", "’s"})
_PAST = frozenset({"was", "were", "had", "has", "have", "been", "'ve", "’ve", "did", "got"})


def index_at(words: Sequence[Word], start: int, end: int) -> int:
    """The last word of the stretch from ``start`` to before ``end``; -1 for none."""
    last = -1
    for place, word in enumerate(words):
        if word.start >= end:
            break
        if word.end > start:
            last = place
    return last


def verb_index(words: Sequence[Word], start: int, end: int) -> int:
    """The index of the verb that the words from ``start`` to before ``end`` hang on, or -1."""
    index = index_at(words, start, end)
    for _ in range(_STEPS):
        if index < 0:
            return -1
        if words[index].tag.startswith("VB"):
            return index
        if words[index].head == index:
            return -1
        index = words[index].head
    return -1


def tense_of(words: Sequence[Word], verb: int) -> Tense:
    """Whether the verb at index ``verb`` tells what is over, what is to come, or neither."""
    for _ in range(_STEPS):
        if verb < 0:
            return Tense.UNKNOWN
        told = _told_by(words, verb)
        if told is not None:
            return told
        head = words[verb].head
        if head == verb:
            return Tense.UNKNOWN
        if not words[head].tag.startswith("VB"):
            if words[head].lower in _PLANNING:
                return Tense.AHEAD
            head = _verb_above(words, head)
        elif words[verb].tag == "VB" and words[head].lower in _PLANNING | _TO_BE:
            # "Plans to open", "is to open", "was to open".
            return Tense.AHEAD
        verb = head
    return Tense.UNKNOWN


def _told_by(words: Sequence[Word], verb: int) -> Tense | None:
    """What a verb's own form and its auxiliaries tell; None when the verb above must tell."""
    word = words[verb]
    helpers = [
        other.lower for other in words if other.head == verb and other.dep in ("aux", "auxpass")
    ] if word.tag.startswith("VB") else []  # fmt: skip
    if any(helper in _MODALS for helper in helpers):
        return Tense.BACK if "have" in helpers and "will" not in helpers else Tense.AHEAD
    if word.lower in _PLANNING and word.tag in ("VBN", "VBG", "VBD"):
        # What was planned may be over by now.
        gone = any(helper in _PAST for helper in helpers) or not helpers
        return Tense.NOW if gone else Tense.AHEAD
    if word.tag == "VBD":
        return Tense.BACK
    if any(helper in _PAST for helper in helpers):
        return Tense.BACK
    if word.tag in ("VBZ", "VBP"):
        if word.stem in _TELLING:
            return Tense.UNKNOWN
        if any(other.head == verb and other.lower in _PLANNING for other in words):
            return Tense.AHEAD
        return Tense.NOW
    if any(helper in _PRESENT for helper in helpers):
        return Tense.AHEAD if word.tag == "VBG" or "to" in helpers else Tense.NOW
    if word.tag == "VBN":
        return Tense.BACK
    return None


def _verb_above(words: Sequence[Word], index: int) -> int:
    for _ in range(_STEPS):
        if words[index].tag.startswith("VB"):
            return index
        if words[index].head == index:
            return -1
        index = words[index].head
    return -1
