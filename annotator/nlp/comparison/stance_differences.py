"""Comparing which side two linked claims take: opposites, with negation and mood counted in."""

from __future__ import annotations

from functools import lru_cache

from annotator.domain.link import ConflictLevel, Difference, DifferenceField
from annotator.nlp.comparison.alignment import own_words
from annotator.nlp.comparison.findings import HARD, SOFT, differing
from annotator.nlp.comparison.stance_guards import may_both_hold
from annotator.nlp.values.moment import Moment
from annotator.nlp.values.moods import Mood, can_conflict
from annotator.nlp.values.opposites import Tie, sides_of_stems
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.parties import WHOLE
from annotator.nlp.values.polarity import COMPARING, EVER, LIGHT
from annotator.nlp.values.stances import Stance
from annotator.nlp.values.stems import stem
from annotator.nlp.values.word_groups import are_alike, kindred_groups


def stance_difference(a: ParsedClaim, b: ParsedClaim) -> Difference | None:
    """The first pair of opposites on which two claims take different sides, a hard one first."""
    if not a.stances or not b.stances:
        return None
    found: list[Difference] = []
    topics = {one.topic: one.positive for one in b.stances}
    for one in a.stances:
        if one.topic not in topics:
            continue
        for two in b.stances:
            if one.topic != two.topic or one.positive == two.positive:
                continue
            level = _level(a, b, one, two)
            if level is None:
                continue
            pair = differing(
                DifferenceField.NEGATION, level, (one.span, one.words), (two.span, two.words)
            )
            if level is HARD:
                return pair
            found.append(pair)
    return found[0] if found else None


def _level(a: ParsedClaim, b: ParsedClaim, one: Stance, two: Stance) -> ConflictLevel | None:
    """How sure two stances exclude each other; None when they may be about different things."""
    if _both(a.stances, one) or _both(b.stances, two) or not can_conflict(one.mood, two.mood):
        return None
    if _are_others(one.counted, two.counted) or are_of_other_times(a, b):
        return None
    if (_is_of_before(a, one) and not tells_of_before(b)) or (
        _is_of_before(b, two) and not tells_of_before(a)
    ):
        return None
    if may_both_hold(a, one, b, two):
        return None
    if _are_by_others(one, two) or any(
        _is_to_come(c, s) and o.moments for c, s, o in ((a, one, b), (b, two, a))
    ):
        return None
    if any(_joins_denials(c) and not s.negated for c, s in ((a, one), (b, two))):
        return None
    if _is_universal(a, one) or _is_universal(b, two):
        return HARD
    thing = _are_one(one.things, two.things, one, two)
    doer = _are_one(one.doers, two.doers, one, two)
    if doer is False and (one.things == one.doers or two.things == two.doers):
        doer = None
    if Mood.WISH in (one.mood, two.mood) and (doer is not True or thing is False):
        return None
    shared = shared_words(a, b, one.own | two.own)
    if one.tie in (Tie.FREE, Tie.SHARED):
        if thing is False and (_is_long(a) or _is_long(b)):
            return None
        return _loosely(one, thing, doer, shared)
    if one.tie is Tie.THING:
        if thing:
            return HARD if not (one.picks and two.picks) else SOFT if shared >= _MANY else None
        if not one.things and not two.things and _are_short(a, b):
            return SOFT
        near = thing is None and shared >= _MANY and not _is_long(a) and not _is_long(b)
        return SOFT if near else None
    # What only moves or is has no other thing it is done to.
    other = thing is False and one.things != one.doers and two.things != two.doers
    return HARD if doer and not other else None


def _are_by_others(one: Stance, two: Stance) -> bool:
    """ "Captain Moen left the ship", "Captain Ruud did not leave the ship"."""
    left, right = one.doers & one.named, two.doers & two.named
    return one.negated != two.negated and bool(left - two.doers and right - one.doers)


_TILL = frozenset({"until", "till", "before"})


def _is_to_come(claim: ParsedClaim, one: Stance) -> bool:
    """ "Nobody noticed until Monday": denied up to a time, not of it."""
    return one.negated and any(word.inside and word.lower in _TILL for word in claim.words)


def _are_others(one: str, two: str) -> bool:
    """Whether two numbers are of other parts of the same: "six backed it", "three were against"."""
    if one.removeprefix(WHOLE) == two.removeprefix(WHOLE):
        return False
    return ("" if one.startswith(WHOLE) else one) != ("" if two.startswith(WHOLE) else two)


def _loosely(
    one: Stance, thing: bool | None, doer: bool | None, shared: int
) -> ConflictLevel | None:
    """The level of opposites that need not be said of one thing in so many words."""
    if doer is False and (thing or not shared):
        return None
    if thing is False:
        # What is banned is one of many things.
        return None if one.topic in _OF_MANY else SOFT
    return HARD if shared or (thing and one.tie is Tie.FREE) else SOFT


_OF_MANY = frozenset({"ban"})


def _are_short(a: ParsedClaim, b: ParsedClaim) -> bool:
    return max(len(own_words(a)), len(own_words(b))) <= _SHORT


def _is_long(claim: ParsedClaim) -> bool:
    """Whether a claim tells so much that words in it may be of anything."""
    return len(own_words(claim)) > _LONG


_SHORT, _LONG = 8, 25


def are_of_other_times(a: ParsedClaim, b: ParsedClaim) -> bool:
    """Whether both claims tell when, and no time of the one can be one of the other."""
    if not a.moments or not b.moments:
        return False
    return all(_are_apart(one, two) for one in a.moments for two in b.moments)


def _are_apart(one: Moment, two: Moment) -> bool:
    if one.first and one.last and two.first and two.last:
        return one.last < two.first or two.last < one.first
    if min(one.weekday, two.weekday) >= 0 and one.weekday != two.weekday:
        return True
    if one.minutes and two.minutes and one.either_half == two.either_half:
        return one.minutes[1] <= two.minutes[0] or two.minutes[1] <= one.minutes[0]
    return False


_FIRM, _MANY = 2, 3


def _is_of_before(claim: ParsedClaim, one: Stance) -> bool:
    """ "Had never struck before", "I have not seen a better one": denied of another time."""
    return one.negated and any(
        word.inside and (word.tag in COMPARING or (word.lower in EVER and word.tag != "IN"))
        for word in claim.words
    )


def _joins_denials(claim: ParsedClaim) -> bool:
    """ "Neither he nor she": what all is denied a parse does not tell."""
    return any(word.inside and word.lower == "neither" for word in claim.words)


def tells_of_before(claim: ParsedClaim) -> bool:
    """ "They last struck in 2014", "twelve years ago": a deed of a time long before the article."""
    words = claim.words
    if any(w.inside and w.lower == "last" and words[w.head].tag in _PAST for w in words):
        return True
    day = claim.dating.day
    return day is not None and any(
        one.last is not None and (day - one.last).days > _LONG_AGO for one in claim.moments
    )


_LONG_AGO = 90
"""Days from which on what happened is no part of the event that an article tells of."""

_PAST = frozenset({"VBD", "VBN"})


def _are_one(one: frozenset[str], two: frozenset[str], here: Stance, there: Stance) -> bool | None:
    """Whether two parties may be one: None when it cannot be told."""
    if not one or not two:
        return None
    if any(are_kindred(x, y) for x in one for y in two):
        if (one & here.named) - two and (two & there.named) - one:
            # "Captain Moen" and "Captain Ruud".
            return False
        return not (here.whose and there.whose and not here.whose & there.whose)
    if bool(one & here.named) != bool(two & there.named):
        # A name and an office may be one person.
        return None
    return False


def shared_words(a: ParsedClaim, b: ParsedClaim, without: frozenset[str]) -> int:
    """How many telling words of a claim have a partner in the other, but for those ``without``."""
    left, right = (
        {
            word.stem
            for word in own_words(claim)
            if word.tag.startswith(_TELLING) and word.stem not in LIGHT and len(word.stem) > 1
        }
        - without
        for claim in (a, b)
    )
    return sum(any(are_kindred(x, y) for y in right) for x in left)


_TELLING = ("NN", "VB", "JJ")


@lru_cache(maxsize=50_000)
def are_kindred(one: str, two: str) -> bool:
    """Whether two stems are equal, synonyms, about one matter, or on one side of opposites."""
    if one == two or are_alike(one, two):
        return True
    groups, sides = kindred_groups(), sides_of_stems()
    if groups.get(one, frozenset()) & groups.get(two, frozenset()):
        return True
    return bool(sides.get(one, frozenset()) & sides.get(two, frozenset()))


def _both(stances: tuple[Stance, ...], one: Stance) -> bool:
    """Whether a claim takes both sides of a topic ("resigned after he was dismissed")."""
    return any(other.topic == one.topic and other.positive != one.positive for other in stances)


def _is_universal(claim: ParsedClaim, one: Stance) -> bool:
    """ "No one was killed": whoever the other claim is about is among them."""
    if not one.negated or one.topic not in ("life", "health"):
        return False
    rest = [w for w in own_words(claim) if w.tag.startswith(_TELLING) and w.stem not in one.own]
    first = one.words.lower().split()[:2]
    if first[:1] == ["no"] and not (set(first) & _ANYBODY or set(map(stem, first)) & one.own):
        return False
    return one.words.lower().startswith(_NONE) and len(rest) <= _FEW


_ANYBODY = frozenset({"one", "person", "people", "persons", "casualties"})


_FEW = 4
_NONE = ("no ", "nobody", "none", "not one", "not a single")
