"""Which numbers of two linked claims measure one thing."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from annotator.nlp.comparison.alignment import are_of_others, names_tied, near_stems, tied_stems
from annotator.nlp.comparison.converted_numbers import converted
from annotator.nlp.comparison.measures import STRETCH, Agreement, agreement
from annotator.nlp.comparison.number_frames import is_difference_and_level, is_step_and_level
from annotator.nlp.comparison.number_scopes import told_of_others
from annotator.nlp.comparison.number_times import of_one_time
from annotator.nlp.comparison.number_totals import against_total, for_sum
from annotator.nlp.comparison.stages import figures, is_slip, state_of
from annotator.nlp.comparison.value_setting import accord, setting_of
from annotator.nlp.values.number_roles import Role
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Bound, Dimension, Quantity
from annotator.nlp.values.stems import stem, stems_of
from annotator.nlp.values.word_groups import are_alike, state_stems

LEAST_AFFINITY = 0.0
"""Below this two numbers are not about one thing."""

GOOD = frozenset({Agreement.EQUAL, Agreement.LOOSE, Agreement.MORE})
_WIDE = frozenset({Bound.OVER, Bound.UNDER, Bound.AT_LEAST, Bound.AT_MOST, Bound.VAGUE})
_PARTS_OF_CHANGE = frozenset({"to", "by", "from"})


def pairs_of(
    a: ParsedClaim, b: ParsedClaim, left: list[Quantity], right: list[Quantity]
) -> list[tuple[Agreement, Quantity, Quantity]]:
    """Each number with the one of the other claim that measures the same, best first."""
    scored = []
    for one in left:
        for two in right:
            compared = converted(one, two)
            if compared is None:
                continue
            found = _agreement(a, b, *compared)
            affinity = _affinity(a, b, one, two, alone=len(left) == len(right) == 1)
            if one.dimension is not two.dimension and (one.bare or two.bare):
                slipped = is_slip(*compared) or (
                    figures(compared[0]) == figures(compared[1]) and affinity >= _ANCHORED
                )
                affinity -= _BORROWING * (not slipped and _closeness(*compared, _FAR) == 0)
            good = found in GOOD and (_is_tight(one, two) or (one.slot == two.slot != ""))
            if affinity < LEAST_AFFINITY and not (good and affinity > -2):
                continue
            worth = _worth(one, two) if good else 0.0
            scored.append((affinity + worth, found, one, two))
    # Whichever claim stands first, the order is the same.
    scored.sort(key=lambda item: (-item[0], item[2].span.start + item[3].span.start))
    pairs = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for _, found, one, two in scored:
        if id(one) not in used_a and id(two) not in used_b:
            used_a.add(id(one))
            used_b.add(id(two))
            pairs.append((found, one, two))
    return pairs


_SLIP = 1.0
"""What speaks for two numbers with the same digits being of one thing."""

_ANCHORED = 1.5
"""From here on the words around two numbers tie them, whatever the numbers are."""

_BORROWING = 9.0
"""What speaks against a number without a unit having that of one far greater or smaller."""

_AGREEING, _FITTING = 2.0, 0.75
"""What it is worth that two numbers agree, or that one lies just within the other's bounds."""


def _worth(one: Quantity, two: Quantity) -> float:
    """ "More than 40" says nothing of 54, but it may well be said of 44."""
    if _is_firm(one, two):
        return _AGREEING
    return _FITTING if _closeness(one, two, STRETCH) > 0 else 0.0


def _is_firm(one: Quantity, two: Quantity) -> bool:
    return one.stated == two.stated or (one.bound not in _WIDE and two.bound not in _WIDE)


def _is_tight(one: Quantity, two: Quantity) -> bool:
    """Whether it says something that two numbers agree: "under 120" fits too many."""
    if one.bound not in _WIDE and two.bound not in _WIDE:
        return True
    low, high = sorted((one.stated, two.stated))
    return low > 0.7 * high


def _affinity(
    a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity, *, alone: bool
) -> float:
    """How much speaks for two numbers measuring the same thing."""
    timed = of_one_time(a, b, one, two)
    # "5.1 percent in 2016" is that of 2016, though it is what the rate fell from.
    score = (1.0 if alone else 0.0) + (timed or _roles(one, two))
    if one.dimension is Dimension.COUNT:
        score += _nouns(one, two)
    if one.dimension is two.dimension is Dimension.COUNT:
        score += _states(state_of(a, one), state_of(b, two))
        if is_one(one) or is_one(two):
            score -= 1
        score -= against_total(a, b, one, two)
    else:
        score += 0.5
        score -= _of_others(a, b, one, two)
    slip = is_slip(one, two)
    score += _SLIP * slip
    by_and_at = (one.slot == "by") != (two.slot == "by") and one.dimension not in _CHANGES
    if by_and_at and not slip and one.plain != two.plain and _closeness(one, two, _FAR) == 0:
        # What it changed by, and where it stands.
        score -= 9
    if is_difference_and_level(a, b, one, two):
        score -= 9
    if one.added != two.added:
        score -= 2
    if _is_one_of_them(a, one) != _is_one_of_them(b, two):
        score -= 3
    score += for_sum(a, b, one, two)
    if one.stated != two.stated:
        score -= told_of_others(a, b, one, two)
    near_a, near_b = near_stems(a, one.span), near_stems(b, two.span)
    tied_a, tied_b = tied_stems(a, one.span), tied_stems(b, two.span)
    if one.dimension is Dimension.MONEY:
        coins = _unit_stems(one)
        near_a, tied_a = near_a - coins, tied_a - coins
    score += min(1.2, 0.4 * _shared(near_a, near_b)) + min(1.8, 0.9 * _shared(tied_a, tied_b))
    if are_of_others(names_tied(a, one.span), names_tied(b, two.span)):
        # The score of another match; in a vote the names are those of voters and plans.
        match = one.dimension is Dimension.SCORE and not near_a & near_b & _VOTING
        score -= 3 if match else 1
    if one.dimension is not two.dimension and one.of_whole + two.of_whole:
        # A part of a number of things, and a share: of the same things?
        score -= 0.0 if _shared(near_a | one.counted, near_b | two.counted) else 1.5
    return score + 0.5 * _closeness(one, two)


def _unit_stems(one: Quantity) -> frozenset[str]:
    return frozenset(stem(word) for word in one.unit.lower().split())


def _of_others(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> float:
    """What speaks against two measures of one unit being of one thing."""
    if one.dimension is not Dimension.MONEY:
        return 0.0
    if _includes(a, one) != _includes(b, two) and not is_near(one, two):
        return 4.0 if _closeness(one, two, _FAR) > 0 else 9.0
    if figures(one) == figures(two):
        return 0.0
    here, there = setting_of(a, one.figure).verb, setting_of(b, two.figure).verb
    if here and there and (here in _WANTING) != (there in _WANTING):
        # What somebody asks for, and what he gets.
        return 4.0
    if _closeness(one, two, _FAR) > 0:
        return 0.0
    return 2.5 if accord([here] if here else (), [there] if there else ()) < 0 else 0.0


_WANTING = stems_of(
    "ask asked demand demanded seek sought want wanted request requested offer offered"
)


def _includes(claim: ParsedClaim, quantity: Quantity) -> bool:
    """Whether the number is that with something on top: "including debt, 1.5 billion"."""
    words = claim.words
    for place, word in enumerate(words):
        apart = min(abs(word.start - quantity.span.end), abs(quantity.span.start - word.end))
        if word.lower == "including" and apart <= _BESIDE:
            return not any(other.tag == "CD" for other in words[place + 1 : place + 3])
    return False


_BESIDE = 30
_VOTING = frozenset({"vot", "councillor", "council", "member", "bill", "plan"})


_CHANGES = frozenset({Dimension.PERCENT, Dimension.POINTS})


def _slots(one: str, two: str) -> float:
    """Whether "to", "by" and "from" make two numbers parts of one change, or other parts of it."""
    if one == two:
        return 0.5 if one else 0.0
    if {one, two} <= _PARTS_OF_CHANGE:
        return -4.0
    return -2.0 if "from" in (one, two) else 0.0


def _roles(one: Quantity, two: Quantity) -> float:
    """Whether one number tells what was before a change and the other what is after it."""
    roles = {one.role, two.role}
    if roles == {Role.BEFORE, Role.AFTER}:
        return -9.0
    if roles == {Role.BEFORE}:
        return 0.5
    if is_step_and_level(one, two):
        return 0.0
    other = Role.BEFORE in roles and one.stated != two.stated
    return _slots(_slot(one), _slot(two)) - (1.0 if other else 0.0)


def _slot(one: Quantity) -> str:
    """ "From six countries" is no part of a change."""
    return (
        "" if one.slot == "from" and one.dimension is Dimension.COUNT and not one.bare else one.slot
    )


def _shared(one: frozenset[str], two: frozenset[str]) -> int:
    return sum(any(are_alike(x, y) for y in two) for x in one)


def is_near(one: Quantity, two: Quantity) -> bool:
    """Whether two numbers lie so near each other that they are one number told in two ways."""
    return _closeness(one, two) > _NEAR


_NEAR = 0.95


def _closeness(one: Quantity, two: Quantity, far: float = math.e) -> float:
    """1 for equal numbers to 0 for those that lie apart by a factor of ``far`` and more."""
    low, high = sorted((abs(one.stated), abs(two.stated)))
    return max(0.0, 1 - math.log(high / low) / math.log(far)) if low else 0.0


_BEYOND = 1000.0
"""A bare number that lies this far from another has nothing to do with it."""

_FAR = 4.0
"""Numbers of differently named things that lie farther apart count other things."""


def _states(one: str, two: str) -> float:
    if not one or not two:
        return 0.0
    return 1.0 if one == two else -9.0


def is_one(one: Quantity) -> bool:
    """Whether it is a plain "one", which often is no more than an article."""
    return one.stated == 1 and one.bound is Bound.EXACT and one.step == 1.0 and not one.of_whole


def _is_one_of_them(claim: ParsedClaim, one: Quantity) -> bool:
    """ "Two prisoners, one of them a murderer": it points at one of those told before."""
    if not is_one(one):
        return False
    place = one.span.start - claim.span.start
    behind = claim.text[one.span.end - claim.span.start :]
    told = _OF_THEM.match(behind) is not None
    return told and not _EVERY.search(claim.text, max(0, place - 10), max(0, place))


_EVERY = re.compile(r"\b(?:every|each|any|not|only|just)\s$", re.I)
_OF_THEM = re.compile(r"\sof\s(?:them|whom|these|those|which|its|his|her|their|our)\b", re.I)


def _nouns(one: Quantity, two: Quantity) -> float:
    """Whether the things counted are the same, may be, or are others."""
    if one.counted & two.counted:
        return 1.5
    low, high = sorted((one.stated, two.stated))
    if (one.bare or two.bare) and 0 < low * _BEYOND < high and not is_slip(one, two):
        return -3.0
    if not one.counted or not two.counted:
        return 0.0
    if any(are_alike(x, y) for x in one.counted for y in two.counted):
        return 1.0
    far = _closeness(one, two, _FAR) == 0 and not is_slip(one, two)
    if one.bare or two.bare:
        return -1.5 if far else 0.0
    if far:
        return -3.0
    if _are_persons(one) != _are_persons(two):
        return 0.0 if _are_persons(one, two) else -2.0
    return -1.0


def _are_persons(*those: Quantity) -> bool:
    """Whether what all of these numbers count are persons; of two, "recoveries" are so too."""
    cases = state_stems() if len(those) > 1 else frozenset()
    return all(
        any(are_alike(counted, "person") for counted in one.counted) or bool(one.counted & cases)
        for one in those
    )


def _on_one_side(
    a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity
) -> tuple[Quantity, Quantity]:
    """ "One of the four could not be launched" and "three of the four were" on one side."""
    whole = max(one.of_whole, two.of_whole)
    if not whole or one.dimension is not Dimension.COUNT or two.dimension is not Dimension.COUNT:
        return one, two
    no_a, no_b = is_negated(a, one), is_negated(b, two)
    if no_a == no_b:
        return one, two
    if not (one.counted or two.counted):
        return one, two
    if one.stated == two.stated and not (one.of_whole and two.of_whole):
        # "All 23 were taken off, none of them hurt", "23 were saved".
        return one, two
    return (_rest(one, whole), two) if no_a else (one, _rest(two, whole))


def _agreement(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> Agreement:
    first, second = _on_one_side(a, b, one, two)
    found = agreement(first, second)
    if found is Agreement.HARD and (
        _are_two_parts(a, b, one, two) or _are_two_shares(a, b, one, two)
    ):
        return Agreement.EQUAL
    both = one.of_whole and two.of_whole and one.dimension is two.dimension is Dimension.COUNT
    if both and one.of_whole != two.of_whole and found in GOOD:
        return Agreement.HARD
    return found


def _are_two_parts(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> bool:
    """ "Nine of the 14 voted Yes", "five said No": both make up a whole that is told."""
    if not one.dimension is two.dimension is Dimension.COUNT:
        return False
    if one.stated == two.stated or not (one.stated and two.stated):
        return False
    wholes = {one.of_whole, two.of_whole} | {
        q.stated
        for q in (*a.quantities, *b.quantities)
        if q.dimension is Dimension.COUNT and q is not one and q is not two
    }
    if one.stated + two.stated not in wholes - {0.0}:
        return False
    if _is_all_but(a, one) != _is_all_but(b, two) or is_negated(a, one) != is_negated(b, two):
        return True
    against = [bool(_AGAINST & {w.lower for w in c.words if w.inside}) for c in (a, b)]
    if against[0] != against[1]:
        return True
    here, there = setting_of(a, one.figure).verb, setting_of(b, two.figure).verb
    return accord([here] if here else (), [there] if there else ()) < 0


def _are_two_shares(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> bool:
    """ "71 percent use it", "three in ten do not": both make up all of them."""
    if not one.dimension is two.dimension is Dimension.PERCENT or one.slot == "by" == two.slot:
        return False
    slack = max(_HALF_STEP * max(one.step, two.step), _PERCENT)
    fits = one.low - slack <= 100 - two.low and 100 - two.high <= one.high + slack
    if not fits or min(one.stated, two.stated) <= 0:
        return False
    return _is_denied(a, one) != _is_denied(b, two)


def _is_denied(claim: ParsedClaim, one: Quantity) -> bool:
    """Whether a denial stands behind a number, near it."""
    behind = (word for word in claim.words if one.span.end <= word.start < one.span.end + _NEAR_BY)
    return any(word.inside and word.lower in _DENYING for word in behind)


_NEAR_BY = 45
_HALF_STEP, _PERCENT = 0.5, 0.5
_AGAINST = frozenset(
    {"no", "against", "opposed", "rejected", "other", "others", "remaining", "rest"}
)
_DENYING = _AGAINST | {"not", "n't", "n’t", "without", "nor"}


def _is_all_but(claim: ParsedClaim, one: Quantity) -> bool:
    before = [word.lower for word in claim.words if word.end <= one.span.start][-2:]
    return before == ["all", "but"]


def _rest(one: Quantity, whole: float) -> Quantity:
    left = whole - one.stated
    return replace(one, low=left, high=left, stated=left, bound=Bound.EXACT)


def is_negated(claim: ParsedClaim, quantity: Quantity) -> bool:
    """Whether what a number's things did is denied ("could not be launched", "was blocked")."""
    after = [one for one in claim.predicates if one.span.start >= quantity.figure.start]
    if any(one.negation and one.tag.startswith("VB") for one in after):
        return True
    return any(one.topic == "launch" and not one.positive for one in claim.stances)
