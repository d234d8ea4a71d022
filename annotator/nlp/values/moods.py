"""Whether a text tells a word as a fact, as what is to come, or as what somebody wants or fears."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from annotator.nlp.values.claim_words import Word


class Mood(StrEnum):
    """How sure it is that something is so.

    ``PAST`` and ``PRESENT`` are told as facts, ``LASTING`` as facts that go on ("stays shut"),
    ``FUTURE`` is planned, ``WISH`` only wanted, feared, possible or asked.
    """

    PAST = "past"
    PRESENT = "present"
    LASTING = "lasting"
    FUTURE = "future"
    WISH = "wish"


_FACTS = frozenset({Mood.PAST, Mood.PRESENT, Mood.LASTING})


def can_conflict(one: Mood, two: Mood) -> bool:
    """Whether what is told in these moods can be told of one time: a plan is no fact yet."""
    if one is two or {one, two} <= _FACTS:
        return True
    return {one, two} in ({Mood.FUTURE, Mood.LASTING}, {Mood.FUTURE, Mood.PRESENT})


_DEEPEST = 6
_MAYBE = frozenset({"may", "might", "could", "can", "should", "would", "ought"})
_WILL = frozenset({"will", "'ll", "wo", "shall"})
_LASTING = frozenset({"stay", "remain", "keep", "continu", "maintain", "retain"})
_WANTED = frozenset({
    "advis", "aim", "appeal", "ask", "attempt", "call", "campaign", "chanc", "consid",
    "consider", "danger", "debat", "demand", "discuss", "doubt", "dream", "examin", "favor",
    "favour", "fear", "hop", "hope", "idea", "likely", "lobby", "need", "option", "possibility",
    "possibl", "prefer", "prepar", "pressur", "propos", "proposal", "prospect", "push", "ready",
    "recommend", "reluctant", "request", "right", "risk", "seek", "struggl", "suggest", "threat",
    "threaten", "try", "unlikely", "urg", "vow", "want", "warn", "weigh", "whether", "willing",
    "wish", "wonder",
})  # fmt: skip
_PLANNED = frozenset({
    "about", "agree", "announc", "decid", "decision", "due", "expect", "go", "going", "intend",
    "order", "plan", "pledg", "poised", "promis", "schedul", "set",
})  # fmt: skip
_IF = frozenset({"if", "unless", "whether", "should", "before", "until"})
_LEADING = frozenset({
    "acl", "acomp", "advcl", "amod", "attr", "auxpass", "ccomp", "compound", "conj", "csubj",
    "dobj", "oprd", "pcomp", "pobj", "prep", "relcl", "xcomp",
})  # fmt: skip


def mood_of(words: Sequence[Word], index: int) -> Mood:
    """The mood in which the word at ``index`` is told, by the verbs and nouns above it."""
    if index > 1 and words[index - 1].lower == "of" and words[index - 2].stem in _WANTED:
        return Mood.WISH
    found = _own(words, index)
    at = index
    for depth in range(_DEEPEST):
        word = words[at]
        if depth and (word.stem in _WANTED or _is_too_early(words, at)):
            return Mood.WISH
        if depth and word.stem in _PLANNED and _is_to_come(words, index, at):
            found = Mood.FUTURE
        if depth == 1 and word.stem in _TOLD_BEFORE and words[index].dep in ("dobj", "nsubjpass"):
            found = Mood.FUTURE
        for place, own in enumerate(words):
            if own.head != at or place == at:
                continue
            if own.dep == "mark" and own.lower in _IF:
                return Mood.WISH
            if own.dep == "aux" and own.lower == "would" and _is_reported(words, at):
                found = Mood.FUTURE
            elif own.dep == "aux" and own.lower in _MAYBE:
                return Mood.WISH
            if own.dep == "aux" and own.lower in _WILL and found is not Mood.WISH:
                found = Mood.FUTURE
        if word.head == at or word.dep not in _LEADING or word.dep in ("ccomp", "relcl", "advcl"):
            if word.dep == "ccomp" and words[word.head].stem in _WANTED:
                return Mood.WISH
            break
        at = word.head
    return found


def _is_too_early(words: Sequence[Word], at: int) -> bool:
    """ "Too early to rule out arson"."""
    return words[at].lower in ("early", "soon") and at > 0 and words[at - 1].lower == "too"


_TOLD_BEFORE = frozenset({"announc", "plan", "promis", "schedul", "pledg"})


def _is_reported(words: Sequence[Word], verb: int) -> bool:
    """ "Declared that it would remain": a plan as told in the past."""
    word = words[verb]
    return word.dep == "ccomp" and word.head != verb and words[word.head].tag in ("VBD", "VBN")


def _is_to_come(words: Sequence[Word], index: int, at: int) -> bool:
    """ "Agreed to close", "decision to close", "will be closed": an infinitive below."""
    return any(
        own.lower == "to" and own.tag == "TO" and min(at, index) <= place <= max(at, index)
        for place, own in enumerate(words)
    )


_PRESENT = frozenset({"is", "are", "'s", "'re", "has", "have", "am"})


def _own(words: Sequence[Word], index: int) -> Mood:
    at = index
    for _ in range(_DEEPEST):
        if words[at].stem in _LASTING:
            return Mood.LASTING
        if words[at].tag.startswith("VB") or words[at].head == at:
            break
        at = words[at].head
    verb = words[at]
    if verb.tag == "VB":
        below_to = any(own.head == at and own.lower == "to" for own in words)
        if below_to and words[verb.head].stem == "be":
            return Mood.FUTURE
    helping = {own.lower for own in words if own.head == at and own.dep in ("aux", "auxpass")}
    if verb.tag in ("VBD", "VBN") and not helping & _PRESENT:
        return Mood.PAST
    if helping & {"was", "were", "had"}:
        return Mood.PAST
    return Mood.PRESENT
