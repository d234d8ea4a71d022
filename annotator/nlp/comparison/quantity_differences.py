"""Comparing the numbers of two linked claims: which measure one thing, and whether they agree."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from itertools import combinations, pairwise

from annotator.domain.link import Difference, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.alignment import are_of_others, names_near
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.measures import STRETCH, Agreement, agreement
from annotator.nlp.comparison.number_frames import framed_apart, is_one_rate
from annotator.nlp.comparison.quantity_pairing import GOOD, is_near, is_one, pairs_of
from annotator.nlp.comparison.stages import is_later_count, was_told_before
from annotator.nlp.comparison.untold_numbers import untold_differences
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Bound, Dimension, Quantity
from annotator.nlp.values.stems import stems_of
from annotator.nlp.values.word_groups import state_stems

LATER_COUNT = "a later count"
"""Why two counts of one thing are no conflict."""


def quantity_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What the numbers of two linked claims say of each other."""
    ranked = bool(a.ordinals and b.ordinals)
    left, right = _telling(a.quantities, ranked), _telling(b.quantities, ranked)
    if not left or not right:
        told = (*_ages(a, b), *(untold_differences(a, b) if left or right else ()))
        return Findings(told, lacking=len(left) + len(right))
    pairs = pairs_of(a, b, left, right)
    differences = []
    agreeing, partial = 0, ""
    matched_a: set[int] = set()
    matched_b: set[int] = set()
    for found, one, two in pairs:
        matched_a.add(id(one))
        matched_b.add(id(two))
        if found is Agreement.EQUAL and (apart := framed_apart(a, b, one, two)):
            differences.append(differing(DifferenceField.NUMBER, HARD, *apart))
            continue
        if found in GOOD:
            agreeing += 1
            if found is Agreement.LOOSE:
                partial = "less precise"
            elif found is Agreement.MORE:
                later = is_later_count(a, b, one, two)
                partial = LATER_COUNT if later else "leaves room for more"
            continue
        named_alike = bool(one.counted & two.counted)
        near = is_near(one, two)
        if (
            not named_alike
            and not near
            and (_is_computed(one, left, right) or _is_computed(two, right, left))
        ):
            agreeing += 1
            continue
        if _is_sum(a, one, b, right) or _is_sum(b, two, a, left):
            agreeing += 1
            continue
        if is_one_rate(a, b, one, two):
            agreeing += 1
            continue
        if is_later_count(a, b, one, two) or was_told_before(a, b, one, two):
            partial = LATER_COUNT
            agreeing += 1
            continue
        level = HARD if found is Agreement.HARD else SOFT
        sides = (one.span, one.words), (two.span, two.words)
        if one.stated == two.stated and one.whole_figure and two.whole_figure:
            sides = _shown(a, one.whole_figure), _shown(b, two.whole_figure)
        differences.append(differing(DifferenceField.NUMBER, level, *sides))
    differences.extend(_ages(a, b))
    if not differences:
        differences.extend(untold_differences(a, b))
    if not pairs:
        differences.extend(_mass_and_volume(left, right))
    lacking = sum(id(one) not in matched_a for one in left)
    lacking += sum(id(two) not in matched_b for two in right)
    return Findings(tuple(differences), agreeing, partial, lacking)


def _ages(a: ParsedClaim, b: ParsedClaim) -> list[Difference]:
    """Two ages of one person: each claim tells one, and no names tell the persons apart."""
    left, right = (
        [q for q in claim.quantities if q.dimension is Dimension.AGE] for claim in (a, b)
    )
    if len(left) != 1 or len(right) != 1:
        return []
    one, two = left[0], right[0]
    here, there = names_near(a, one.span), names_near(b, two.span)
    if are_of_others(here, there) or agreement(one, two) in GOOD:
        return []
    if not here & there and _kind_of_person(a, one) != _kind_of_person(b, two):
        return []
    sides = (one.span, one.words), (two.span, two.words)
    return [differing(DifferenceField.NUMBER, HARD, *sides)]


_KINDS = frozenset({"man", "woman", "boy", "girl", "teenager", "student", "pensioner", "driver",
                    "suspect", "victim", "child", "pilot", "captain"})  # fmt: skip


def _kind_of_person(claim: ParsedClaim, age: Quantity) -> str:
    near = [word for word in claim.words if abs(word.start - age.span.end) < _BESIDE]
    near += [word for word in claim.words if abs(word.end - age.span.start) < _BESIDE]
    return next((word.lower for word in near if word.lower in _KINDS), "")


_BESIDE = 18


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
        if not is_one(one) and one.dimension is not Dimension.DURATION
    ]


def _telling(quantities: tuple[Quantity, ...], ranked: bool) -> list[Quantity]:
    """Without ages, which need a person, and without the "five years" of "third in five years"."""
    unfit = {Dimension.AGE, Dimension.DURATION} if ranked else {Dimension.AGE}
    return [one for one in quantities if one.dimension not in unfit and not one.known]


def _is_sum(told: ParsedClaim, one: Quantity, claim: ParsedClaim, others: list[Quantity]) -> bool:
    """ "156 people", "149 passengers and seven crew"; "over 250 hurt or killed" likewise."""
    if one.dimension is not Dimension.COUNT or one.of_whole or one.added:
        return False
    for first, second in pairwise(q for q in others if q.dimension is Dimension.COUNT):
        gap = claim.text[first.span.end - claim.span.start : second.span.start - claim.span.start]
        total = first.stated + second.stated
        if not _AND.search(gap) or len(gap) > _WIDEST:
            continue
        if not (_is_wider(one, first, second) or _HURT_OR_KILLED.search(told.text)):
            continue
        if not first.stated or not second.stated or first.stated >= one.stated:
            continue
        open_end = {first.bound, second.bound} & {Bound.OVER, Bound.AT_LEAST}
        bound = Bound.OVER if open_end else Bound.EXACT
        high = math.inf if open_end else total
        summed = replace(first, low=total, high=high, stated=total, bound=bound, step=1.0)
        if one.stated <= total * _ROUNDER and total <= one.stated * STRETCH:
            return agreement(summed, one) is not Agreement.HARD
    return False


def _is_wider(one: Quantity, first: Quantity, second: Quantity) -> bool:
    """Whether what ``one`` counts takes in what two others count, not just one of these."""
    parts = first.counted, second.counted
    befallen = state_stems() - _ABOARD
    if not one.counted or not all(parts) or any(part & befallen for part in parts):
        return False
    return not one.counted & second.counted and not one.counted >= first.counted


_ABOARD = stems_of("passengers")
_HURT_OR_KILLED = re.compile(
    r"\b(?:killed|dead|hurt|injured|wounded)\s(?:or|and)\s(?:killed|dead|hurt|injured|wounded)\b",
    re.I,
)
_AND = re.compile(r"\band\b", re.I)
_WIDEST = 60
_ROUNDER = 1.05
_NO_SUMS = frozenset({Dimension.SCORE, Dimension.RATING, Dimension.TEMPERATURE})


def _is_computed(one: Quantity, own: list[Quantity], others: list[Quantity]) -> bool:
    """Whether the numbers of the other claim add up to ``one``, or make it as a share of it."""
    same = [q for q in others if q.dimension is one.dimension and q.dimension not in _NO_SUMS]
    for size in (2, 3):
        for group in combinations(same[:6], size):
            total = sum(q.stated for q in group)
            summed = replace(group[0], low=total, high=total, stated=total, bound=Bound.EXACT)
            near = total == one.stated
            if one.bound is not Bound.EXACT:
                near = one.stated * 0.95 <= total <= one.stated * 1.1
            if near and agreement(summed, one) is Agreement.EQUAL:
                return True
    if one.dimension is not Dimension.COUNT:
        return False
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
