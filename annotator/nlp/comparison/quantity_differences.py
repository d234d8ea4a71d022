"""Comparing the numbers of two linked claims: which measure one thing, and whether they agree."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from annotator.domain.link import Difference, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.alignment import near_stems
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.measures import Agreement, agreement
from annotator.nlp.comparison.stages import is_later_count, state_of
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Bound, Dimension, Quantity
from annotator.nlp.values.word_groups import are_alike

LEAST_AFFINITY = 0.0
"""Below this two numbers are not about one thing."""

_GOOD = frozenset({Agreement.EQUAL, Agreement.LOOSE, Agreement.MORE})
_WIDE = frozenset({Bound.OVER, Bound.UNDER, Bound.AT_LEAST, Bound.AT_MOST, Bound.VAGUE})


def quantity_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What the numbers of two linked claims say of each other."""
    ranked = bool(a.ordinals and b.ordinals)
    left, right = _telling(a.quantities, ranked), _telling(b.quantities, ranked)
    if not left or not right:
        return Findings(lacking=len(left) + len(right))
    pairs = _pairs(a, b, left, right)
    differences = []
    agreeing, partial = 0, ""
    matched_a: set[int] = set()
    matched_b: set[int] = set()
    for found, one, two in pairs:
        matched_a.add(id(one))
        matched_b.add(id(two))
        if found in _GOOD:
            agreeing += 1
            if found is Agreement.LOOSE:
                partial = "less precise"
            elif found is Agreement.MORE:
                later = is_later_count(a, b, one, two)
                partial = "a later count" if later else "leaves room for more"
            continue
        named_alike = bool(one.counted & two.counted)
        if not named_alike and (_is_computed(one, left, right) or _is_computed(two, right, left)):
            agreeing += 1
            continue
        if is_later_count(a, b, one, two):
            partial = "a later count"
            agreeing += 1
            continue
        level = HARD if found is Agreement.HARD else SOFT
        sides = (one.span, one.words), (two.span, two.words)
        if one.stated == two.stated and one.whole_figure and two.whole_figure:
            sides = _shown(a, one.whole_figure), _shown(b, two.whole_figure)
        differences.append(differing(DifferenceField.NUMBER, level, *sides))
    if not pairs:
        differences.extend(_mass_and_volume(left, right))
    lacking = sum(id(one) not in matched_a for one in left)
    lacking += sum(id(two) not in matched_b for two in right)
    return Findings(tuple(differences), agreeing, partial, lacking)


def _shown(claim: ParsedClaim, span: Span) -> tuple[Span, str]:
    words = [word.text for word in claim.words if word.start < span.end and span.start < word.end]
    return span, " ".join(words)


def _mass_and_volume(left: list[Quantity], right: list[Quantity]) -> list[Difference]:
    """70 tonnes against 70,000 litres: without the density nobody can say."""
    for one in left:
        for two in right:
            if {one.dimension, two.dimension} == {Dimension.MASS, Dimension.VOLUME}:
                sides = (one.span, one.words), (two.span, two.words)
                return [differing(DifferenceField.NUMBER, SOFT, *sides)]
    return []


def telling_numbers(claim: ParsedClaim) -> list[Quantity]:
    """The numbers of a claim that say something of their own: not "one day", not ages."""
    return [
        one
        for one in _telling(claim.quantities, bool(claim.ordinals))
        if not _is_one(one) and one.dimension is not Dimension.DURATION
    ]


def _telling(quantities: tuple[Quantity, ...], ranked: bool) -> list[Quantity]:
    """Without ages, which need a person, and without the "five years" of "third in five years"."""
    unfit = {Dimension.AGE, Dimension.DURATION} if ranked else {Dimension.AGE}
    return [one for one in quantities if one.dimension not in unfit]


def _pairs(
    a: ParsedClaim, b: ParsedClaim, left: list[Quantity], right: list[Quantity]
) -> list[tuple[Agreement, Quantity, Quantity]]:
    """Each number with the one of the other claim that measures the same, best first."""
    scored = []
    for one in left:
        for two in right:
            compared = _converted(one, two)
            if compared is None:
                continue
            found = _agreement(a, b, *compared)
            affinity = _affinity(a, b, one, two, alone=len(left) == len(right) == 1)
            good = found in _GOOD and (_is_tight(one, two) or (one.slot == two.slot != ""))
            if affinity < LEAST_AFFINITY and not (good and affinity > -2):
                continue
            scored.append((good, affinity, found, one, two))
    scored.sort(key=lambda item: (-item[1] - (2 * item[0]), item[3].span.start, item[4].span.start))
    pairs = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for _, _, found, one, two in scored:
        if id(one) not in used_a and id(two) not in used_b:
            used_a.add(id(one))
            used_b.add(id(two))
            pairs.append((found, one, two))
    return pairs


def _converted(one: Quantity, two: Quantity) -> tuple[Quantity, Quantity] | None:
    """Both in one dimension, or None when they cannot be compared."""
    if one.dimension is two.dimension:
        if bool(one.of_whole) != bool(two.of_whole) and max(one.of_whole, two.of_whole) in (
            one.stated,
            two.stated,
        ):
            return None
        if one.dimension is Dimension.MONEY and one.currency != two.currency:
            return None
        return one, two
    dimensions = {one.dimension, two.dimension}
    if dimensions == {Dimension.PERCENT, Dimension.POINTS} and one.slot == two.slot == "by":
        return one, two
    if dimensions == {Dimension.COUNT, Dimension.SCORE}:
        first, second = _as_score(one), _as_score(two)
        return (first, second) if first.dimension is second.dimension else None
    if dimensions == {Dimension.PERCENT, Dimension.SHARE}:
        return _as_percent(one), _as_percent(two)
    return None


def _is_tight(one: Quantity, two: Quantity) -> bool:
    """Whether it says something that two numbers agree: "under 120" fits too many."""
    if one.bound not in _WIDE and two.bound not in _WIDE:
        return True
    low, high = sorted((one.stated, two.stated))
    return low > 0.7 * high


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
    return (_rest(one, whole), two) if no_a else (one, _rest(two, whole))


def _agreement(a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity) -> Agreement:
    first, second = _on_one_side(a, b, one, two)
    found = agreement(first, second)
    both = one.of_whole and two.of_whole and one.dimension is two.dimension is Dimension.COUNT
    if both and one.of_whole != two.of_whole and found in _GOOD:
        return Agreement.HARD
    return found


def _rest(one: Quantity, whole: float) -> Quantity:
    left = whole - one.stated
    return replace(one, low=left, high=left, stated=left, bound=Bound.EXACT)


def is_negated(claim: ParsedClaim, quantity: Quantity) -> bool:
    """Whether what a number's things did is denied ("could not be launched", "was blocked")."""
    after = [one for one in claim.predicates if one.span.start >= quantity.figure.start]
    if any(one.negation and one.tag.startswith("VB") for one in after):
        return True
    return any(one.topic == "launch" and not one.positive for one in claim.stances)


def _as_score(one: Quantity) -> Quantity:
    """ "Six of the nine members backed it" as six to three."""
    if one.dimension is Dimension.SCORE or not one.of_whole:
        return one
    return replace(one, dimension=Dimension.SCORE, second=one.of_whole - one.stated)


def _as_percent(one: Quantity) -> Quantity:
    if one.dimension is Dimension.PERCENT:
        return one
    return replace(
        one, dimension=Dimension.PERCENT, low=one.low * 100, high=one.high * 100,
        stated=one.stated * 100, step=5.0, unit="%",
    )  # fmt: skip


def _affinity(
    a: ParsedClaim, b: ParsedClaim, one: Quantity, two: Quantity, *, alone: bool
) -> float:
    """How much speaks for two numbers measuring the same thing."""
    score = 1.0 if alone else 0.0
    if one.slot != two.slot and {one.slot, two.slot} <= {"to", "by", "from"}:
        score -= 4
    elif "from" in (one.slot, two.slot) and one.slot != two.slot:
        score -= 2
    elif one.slot == two.slot and one.slot:
        score += 0.5
    if one.dimension is Dimension.COUNT:
        score += _nouns(one, two)
    if one.dimension is two.dimension is Dimension.COUNT:
        score += _states(state_of(a, one), state_of(b, two))
        if _is_one(one) or _is_one(two):
            score -= 1
    else:
        score += 0.5
    near_a, near_b = near_stems(a, one.span), near_stems(b, two.span)
    shared = sum(any(are_alike(x, y) for y in near_b) for x in near_a)
    return score + min(1.5, 0.5 * shared)


def _states(one: str, two: str) -> float:
    if not one or not two:
        return 0.0
    return 1.0 if one == two else -4.0


def _is_one(one: Quantity) -> bool:
    return one.stated == 1 and one.bound is Bound.EXACT and one.step == 1.0 and not one.of_whole


def _nouns(one: Quantity, two: Quantity) -> float:
    """Whether the things counted are the same, may be, or are others."""
    if not one.counted or not two.counted:
        return 0.0
    if one.counted & two.counted:
        return 1.5
    if any(are_alike(x, y) for x in one.counted for y in two.counted):
        return 1.0
    if _are_persons(one) != _are_persons(two):
        return -2.0
    return -1.0


def _are_persons(one: Quantity) -> bool:
    return any(are_alike(stem, "person") for stem in one.counted)


def _is_computed(one: Quantity, own: list[Quantity], others: list[Quantity]) -> bool:
    """Whether the numbers of the other claim add up to ``one``, or make it as a share of it."""
    same = [q for q in others if q.dimension is one.dimension]
    for size in (2, 3):
        for group in combinations(same[:6], size):
            total = sum(q.stated for q in group)
            summed = replace(group[0], low=total, high=total, stated=total, bound=Bound.EXACT)
            near = total == one.stated
            if one.bound is not Bound.EXACT:
                near = one.stated * 0.95 <= total <= one.stated * 1.1
            if near and agreement(summed, one) is Agreement.EQUAL:
                return True
    wholes = [q.stated for q in own if q.dimension is Dimension.COUNT]
    for share in own:
        if share.dimension is Dimension.PERCENT and any(
            abs(whole * share.stated / 100 - q.stated) < 0.5
            for whole in wholes
            for q in others
            if q.dimension is Dimension.COUNT and q.stated != whole
        ):
            return True
    return False
