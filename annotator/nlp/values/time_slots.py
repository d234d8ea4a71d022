"""How a time is told: since, until, by, not before, as either end of a stretch, of a beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.moment import Moment
from annotator.nlp.values.tense import Tense, tense_of, verb_index

_SLOT = re.compile(
    r"(?:\b(?P<named>since|until|till|from|by|before|after|as of|ahead of|prior to|between)|"
    r"\b(?P<start>starting|beginning|effective|with effect)(?:\s(?:from|on|in))?|"
    r"\b(?P<late>no later than)|"
    r"\b(?P<soon>no earlier than|not earlier than|not before|at the earliest)|"
    r"\b(?P<born>born)(?:\s(?:on|in))?)"
    r"\s+(?:the\s+|year\s+|about\s+|around\s+|at\s+least\s+|(?:on|in)\s+)*$",
    re.I,
)
_SAME = {"till": "until", "ahead of": "before", "prior to": "before"}
_EARLIEST = re.compile(r"\s?,?\s(?:at the (?:very )?earliest|or later|onwards?)\b", re.I)
_LATEST = re.compile(r"\s?,?\s(?:at the (?:very )?latest)\b", re.I)
NOT_BEFORE = "not before"
"""The slot of "not before June", "not until June", "June at the earliest"."""

LAST = "last"
"""The edge of "was last used in 1979": not since then."""

_BEGINNING = frozenset({
    "begin", "start", "open", "reopen", "resum", "restart", "launch", "establish", "creat", "build",
    "construct", "introduc", "enter", "join", "kick", "erupt", "become", "becam", "elect",
    "appoint", "date", "dat", "install", "admit", "reach", "inaugurat", "get", "arriv",
    "arrive", "return", "reinstat",
})  # fmt: skip
_ENDING = frozenset({
    "end", "finish", "close", "clos", "shut", "stop", "ceas", "conclud", "expir", "die", "collaps",
    "retir", "resign", "quit", "leav", "demolish", "abolish", "dissolv", "discharg",
    "perish", "disband",
})  # fmt: skip
_STOPPING = frozenset({
    "close", "clos", "shut", "suspend", "cancel", "cancell", "halt", "stop", "postpon", "delay",
    "ban", "ground", "bar", "block", "seal", "ceas", "rul", "stay", "remain", "freez", "froz",
    "put", "adjourn", "interrupt", "disrupt",
})  # fmt: skip


def slot_of(text: str, start: int, end: int) -> str:
    """How ``text`` tells the time at ``start`` to before ``end``: "since", "by", ... or ""."""
    match = _SLOT.search(text, max(0, start - 30), start)
    if match is None:
        if _EARLIEST.match(text, end):
            return NOT_BEFORE
        return "by" if _LATEST.match(text, end) else ""
    if match["start"]:
        return "from"
    if match["late"]:
        return "by"
    if match["soon"]:
        return NOT_BEFORE
    if match["born"]:
        return "born"
    named = match["named"].lower()
    if named == "between":
        return ""
    return _SAME.get(named, named)


_JOINT = re.compile(r"(?:\s*[-–—]\s*|\s(?:to|until|till|and|through)\s)(?:the\s)?", re.I)
_BETWEEN = re.compile(r"\b(?:between|from)\s(?:the\s|about\s)*$", re.I)


def joined_ends(moments: Sequence[Moment], text: str, offset: int) -> list[Moment]:
    """``moments`` with those that are the two ends of one stretch told as such.

    "Between 2016 and 2019", "from 3 to 7 June", "2014–2016": the first is "from", the second
    "until", and both know the whole stretch.
    """
    found = list(moments)
    for place in range(len(found) - 1):
        one, two = found[place], found[place + 1]
        begin, end = one.span.end - offset, two.span.start - offset
        gap = text[begin:end]
        if (
            len(gap) > _WIDEST
            or not _JOINT.fullmatch(gap)
            or (one.first is None) != (two.first is None)
        ):
            continue
        start = one.span.start - offset
        led = _BETWEEN.search(text, max(0, start - 20), start)
        if not led and (" and" in gap.lower() or (one.first is None and "to" in gap.lower())):
            continue
        days = None
        if one.first is not None and one.last is not None and two.last is not None:
            if one.weekday < 0 and not one.year_told:
                years = two.last.year - one.first.year
                first, last = shifted((one.first, one.last), years)
                one = replace(one, first=first, last=last)
            if one.first is None or two.first is None:
                continue
            if two.weekday >= 0 and two.last < one.first:
                week = timedelta(7)
                two = replace(two, first=two.first + week, last=two.last + week)
            if two.last is None or two.last < one.first:
                continue
            days = (one.first, two.last)
            if one.minutes or two.minutes:
                days = None
        told = two.year_told
        found[place] = replace(one, slot="from", stretch=days, year_told=one.year_told or told)
        found[place + 1] = replace(two, slot="until", stretch=days)
    return found


_WIDEST = 14


def shifted(moment_days: tuple[date, date], years: int) -> tuple[date, date]:
    """``moment_days`` moved by whole years, for days whose year was only worked out."""
    try:
        return _in_year(moment_days[0], years), _in_year(moment_days[1], years)
    except ValueError:
        return moment_days


def _in_year(day: date, years: int) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + years, day=28 if leap else day.day)


def in_clause(moment: Moment, words: Sequence[Word]) -> Moment:
    """The moment with what the verb above it says of it."""
    verb = verb_index(words, moment.span.start, moment.span.end)
    if verb < 0:
        return moment
    slot, stem = moment.slot, words[verb].stem
    denied = _is_denied(words, verb)
    if slot in ("before", "until") and denied and not _stops(words, verb):
        slot = NOT_BEFORE
    edge = ""
    if slot == "until" and not denied and _stops(words, verb):
        edge = "stop"
    elif not denied and (
        stem in _BEGINNING
        or words[verb].lower in _BEGUN
        or _sets_out(words, verb)
        or _is_first(words, verb)
    ):
        edge = "begin"
    elif not denied and (stem in _ENDING or _steps_down(words, verb)):
        edge = "end"
    elif slot == "" and any(
        word.lower == "last" and word.head == verb and word.dep == "advmod" for word in words
    ):
        edge = LAST
    elif any(word.lower in _AGAIN and _is_below(words, word.head, verb) for word in words):
        edge = "begin"
    tense = tense_of(words, verb)
    return replace(moment, slot=slot, edge=edge, tense=tense)


_BEGUN = frozenset({"founded", "formed"})
_AGAIN = frozenset({"again", "normally", "usual"})
_PARTICLES = {"set": ("up",), "tak": ("over", "effect", "office"),
              "com": ("into", "from"), "break": ("out", "into"), "bear": ("in", "on"),
              "go": ("into",), "mov": ("in",)}  # fmt: skip
_DOWN = {"step": ("down", "back", "aside"), "call": ("off",), "run": ("out",), "wind": ("up",),
         "break": ("up",), "split": ("up",), "pull": ("out",)}  # fmt: skip


def _stops(words: Sequence[Word], verb: int) -> bool:
    """ "Suspended until", "is closed until", "stays shut until"."""
    if words[verb].stem in _STOPPING:
        return True
    if words[verb].stem not in ("be", "stay", "remain", "keep"):
        return False
    return any(word.head == verb and word.stem in _STOPPING for word in words)


def _is_below(words: Sequence[Word], place: int, verb: int) -> bool:
    """Whether a word hangs on a verb, with no more than two words between."""
    return verb in (place, words[place].head, words[words[place].head].head)


def _has_particle(words: Sequence[Word], verb: int, forms: dict[str, tuple[str, ...]]) -> bool:
    wanted = forms.get(words[verb].stem, ())
    return any(word.head == verb and word.lower in wanted for word in words) if wanted else False


def _sets_out(words: Sequence[Word], verb: int) -> bool:
    return _has_particle(words, verb, _PARTICLES)


def _is_first(words: Sequence[Word], verb: int) -> bool:
    """ "Was first published in 1987"."""
    return any(w.head == verb and w.lower == "first" and w.dep == "advmod" for w in words)


def _steps_down(words: Sequence[Word], verb: int) -> bool:
    return _has_particle(words, verb, _DOWN)


_HARDLY = frozenset({"hardly", "scarcely", "unlikely"})


def _is_denied(words: Sequence[Word], verb: int) -> bool:
    """ "Will not run", "there will be no cuts", "nobody may return"."""
    for place, word in enumerate(words):
        if (word.dep == "neg" or word.lower in _HARDLY) and word.head == verb:
            return True
        if word.lower in ("no", "nobody", "none", "nothing", "neither", "never"):
            above = word.head
            if above == verb or (words[above].head == verb and place != verb):
                return True
    head = words[verb].head
    return words[verb].dep == "xcomp" and any(w.dep == "neg" and w.head == head for w in words)


def direction(text: str, start: int, end: int, words: Sequence[Word], offset: int) -> Tense:
    """Whether the time at ``start`` to before ``end`` of ``text`` lies ahead, as its verb tells.

    ``text`` begins at code point ``offset`` of the article, from which ``words`` count.
    """
    verb = verb_index(words, start + offset, end + offset)
    if verb < 0:
        return Tense.UNKNOWN
    tense = tense_of(words, verb)
    slot = slot_of(text, start, end)
    if slot in ("until", "by", "from") and tense is Tense.NOW:
        return Tense.AHEAD
    if slot == "until" and tense is Tense.BACK:
        helped = any(word.head == verb and word.dep in ("aux", "auxpass") for word in words)
        if _stops(words, verb) or helped:
            return Tense.UNKNOWN
    return tense


def is_rather_ahead(day: date, back: date, ahead: date) -> bool:
    """Whether "trains run again on Saturday", written on ``day``, means ``ahead``, not ``back``.

    Only a headline tells in the present what is over, and that was yesterday or so.
    """
    return abs((ahead - day).days) <= 2 * abs((day - back).days)
