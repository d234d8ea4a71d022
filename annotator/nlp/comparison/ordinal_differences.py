"""Comparing the ordinals of two linked claims."""

from __future__ import annotations

from annotator.domain.link import Difference, DifferenceField
from annotator.nlp.comparison.alignment import near_stems
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.values.ordinals import NEVER, Ordinal
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Bound, Dimension, Quantity
from annotator.nlp.values.word_groups import are_alike

_TIME = "tim"
_REST = frozenset({"earlier", "previous", "other", "more", "further", "past", "prior", "before"})
_AHEAD = 10
_WHOSE = frozenset({"nsubj", "nsubjpass", "pobj", "compound"})
"""Nouns that tell whose time it is, not what for the first time happened."""


def ordinal_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What the ordinals of two linked claims say of each other."""
    agreeing = 0
    differences = []
    for one in a.ordinals:
        for two in b.ordinals:
            if not _same_thing(a, b, one, two):
                continue
            if one.rank == two.rank:
                agreeing += 1
                continue
            level = SOFT if bool(one.since) != bool(two.since) else HARD
            sides = (one.span, one.words), (two.span, two.words)
            differences.append(differing(DifferenceField.ORDINAL, level, *sides))
    if not (a.ordinals and b.ordinals):
        differences.extend(_counted(a, b))
    if agreeing:
        return Findings(agreeing=agreeing)
    return Findings(tuple(differences), lacking=len(a.ordinals) + len(b.ordinals))


def _same_thing(a: ParsedClaim, b: ParsedClaim, one: Ordinal, two: Ordinal) -> bool:
    """Whether two ordinals rank the same: one noun, and no describer that narrows only one."""
    alike = bool(one.noun) and are_alike(one.noun, two.noun)
    if one.noun == _TIME and two.noun and not alike:
        return bool(one.since or two.since) and _is_told_of(a, one, two.noun)
    if two.noun == _TIME and one.noun and not alike:
        return bool(one.since or two.since) and _is_told_of(b, two, one.noun)
    if NEVER in (one.noun, two.noun):
        return one.noun != two.noun and _is_one_topic(a, b, one, two)
    if not alike and _is_bare(one) and _is_bare(two) and 1 not in (one.rank, two.rank):
        return True
    if one.noun and two.noun:
        if not alike:
            both = bool(one.since and two.since) and 1 not in (one.rank, two.rank)
            return both and _is_one_topic(a, b, one, two)
        if 1 in (one.rank, two.rank) and one.rank != two.rank:
            return bool(one.describers & two.describers) or not (one.describers | two.describers)
        return True
    return not one.noun and not two.noun and 1 not in (one.rank, two.rank)


def _is_bare(one: Ordinal) -> bool:
    """ "Came third", "fell to third place"."""
    return not one.noun or one.noun in _PLACES


_PLACES = frozenset({"plac", "position", "spot", "rank"})


def _is_one_topic(a: ParsedClaim, b: ParsedClaim, one: Ordinal, two: Ordinal) -> bool:
    """Whether the words around two ranks are of one matter."""
    near = near_stems(b, two.span, _AHEAD)
    return sum(any(are_alike(x, y) for y in near) for x in near_stems(a, one.span, _AHEAD)) >= 2


def _is_told_of(claim: ParsedClaim, ordinal: Ordinal, noun: str) -> bool:
    """ "The first time that they spoke" is of speaking, and so of a conversation."""
    after = [word for word in claim.words if word.start >= ordinal.span.end]
    return any(
        are_alike(word.stem, noun)
        for word in after[:_AHEAD]
        if not (word.tag.startswith("NN") and word.dep in _WHOSE)
    )


def _counted(a: ParsedClaim, b: ParsedClaim) -> list[Difference]:
    """ "His sixth call" against "called as many as seven times": a tension."""
    found = []
    for ordinal, claim, first in (
        *((ordinal, b, True) for ordinal in a.ordinals),
        *((ordinal, a, False) for ordinal in b.ordinals),
    ):
        for count in claim.quantities:
            if ordinal.rank < 2 or not ordinal.noun or not _counts(claim, count, ordinal):
                continue
            if count.stated == ordinal.rank:
                continue
            sides = (ordinal.span, ordinal.words), (count.span, count.words)
            if not first:
                sides = sides[1], sides[0]
            found.append(differing(DifferenceField.ORDINAL, SOFT, *sides))
    return found


def _counts(claim: ParsedClaim, count: Quantity, ordinal: Ordinal) -> bool:
    if count.dimension is not Dimension.COUNT or count.bound is Bound.VAGUE or count.of_whole:
        return False
    if any(word.inside and word.lower in _REST for word in claim.words):
        return False
    if any(are_alike(stem, ordinal.noun) for stem in count.counted):
        return True
    return _TIME in count.counted and any(
        word.inside and are_alike(word.stem, ordinal.noun) for word in claim.words
    )
