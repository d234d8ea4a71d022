"""Opposites that both hold: of other days, before and after, but for one, of a part of a body."""

from __future__ import annotations

from annotator.nlp.values.moods import Mood
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import COMPARING
from annotator.nlp.values.stances import Stance

_EXCEPT = frozenset({"except", "excepting", "barring"})
_DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
                   "sunday"})  # fmt: skip
_TIMES = frozenset({"part of day", "time of day", "season"})
_PAST = frozenset({"was", "were", "had"})


def may_both_hold(a: ParsedClaim, one: Stance, b: ParsedClaim, two: Stance) -> bool:
    """Whether what claims say beside two opposites lets both of them be so."""
    days, others = _days(a), _days(b)
    if _exempts(a) or _exempts(b):
        if not (days and others) or days & others:
            return True
    elif days and others and not days & others:
        return True
    if _tells_change(a, one, b, two) or _tells_change(b, two, a, one):
        return True
    if one.mood is two.mood is Mood.WISH or _only_names(one, two) or _only_names(two, one):
        return True
    if one.topic in _TIMES and (one.negated or two.negated):
        return True
    if one.topic == "open" and {one.mood, two.mood} == {Mood.FUTURE, Mood.PRESENT}:
        # Open now, and to be shut.
        return True
    if _denies_since_or_more(a, one) or _denies_since_or_more(b, two):
        return True
    if _ends_in_not(a) or _ends_in_not(b):
        return True
    if _is_end_of(one, two) or _is_end_of(two, one):
        return True
    if one.topic == "hold" and (_is_of_an_event(a, one) or _is_of_an_event(b, two)):
        return True
    return (
        one.topic == "decision"
        and _votes(one) != _votes(two)
        and bool(one.doers and two.doers and not one.doers & two.doers)
    )


_RETURNING = frozenset({"return", "resum", "back", "end", "go", "reopen", "restart", "restor"})


def _only_names(one: Stance, two: Stance) -> bool:
    """ "The demands of the strike", "the strike is over": to name it is not to say it goes on."""
    named = one.positive and not one.negated and one.mood is Mood.PRESENT
    return one.topic == "strike" and named and two.negated and not one.things | one.doers


def _is_end_of(one: Stance, two: Stance) -> bool:
    """ "After the strike", "they return to work": what ends had been, what reopens was shut."""
    if one.topic != two.topic or not one.own & _RETURNING or one.negated:
        return False
    if one.topic == "strike":
        return two.positive and not two.negated
    return one.topic in ("open", "resumption") and two.mood is Mood.PAST


def _is_of_an_event(claim: ParsedClaim, one: Stance) -> bool:
    """ "Held a meeting", "the talks were held": nothing that could give way."""
    if one.own != frozenset({"hold"}):
        return False
    words = claim.words
    return any(
        word.stem == "hold"
        and one.span.start <= word.start < one.span.end
        and any(w.head == place and w.dep in ("dobj", "nsubjpass", "auxpass") for w in words)
        for place, word in enumerate(words)
    )


def _exempts(claim: ParsedClaim) -> bool:
    """ "Open every day except Monday"."""
    return any(word.inside and word.lower in _EXCEPT for word in claim.words)


def _days(claim: ParsedClaim) -> frozenset[str]:
    """The days of the week that a claim names."""
    named = {word.lower.removesuffix("s") for word in claim.words if word.inside}
    return _DAYS & named


def _tells_change(a: ParsedClaim, one: Stance, b: ParsedClaim, two: Stance) -> bool:
    """ "Was still open on Thursday", "is open again": of another time than the other tells."""
    words = [word.lower for word in a.words if word.inside]
    dated = any(moment.weekday >= 0 and not moment.minutes for moment in a.moments)
    if "still" in words and dated and not b.moments and _PAST & set(words):
        return True
    if "again" in words and one.topic == "open" and one.mood is two.mood is Mood.PAST:
        return True
    again = "again" in words and one.mood is Mood.PRESENT and bool(b.moments)
    return again and (two.mood is Mood.PAST or _is_past(b, two))


def _is_past(claim: ParsedClaim, one: Stance) -> bool:
    """ "Remained closed on Monday"."""
    return one.mood is Mood.LASTING and any(
        word.inside and word.tag == "VBD" and word.start < one.span.end for word in claim.words
    )


def _denies_since_or_more(claim: ParsedClaim, one: Stance) -> bool:
    """ "Not used since 1998" says the same as "last used in 1998"; "no crash was deadlier"."""
    return one.negated and any(
        word.inside
        and (word.tag in COMPARING or word.lower == "since")
        and word.start > one.span.start
        for word in claim.words
    )


def _ends_in_not(claim: ParsedClaim) -> bool:
    """ "Hurt there was, so far, not": what a last word denies no parse tells."""
    own = [word.lower for word in claim.words if word.inside and word.lower[:1].isalpha()]
    return own[-1:] == ["not"]


def _votes(one: Stance) -> bool:
    """A body may approve what some of its members vote against."""
    return "vot" in one.own
