"""Comparing the ordinals of two linked claims."""

from __future__ import annotations

import re

from annotator.domain.link import ConflictLevel, Difference, DifferenceField
from annotator.nlp.comparison.alignment import near_stems
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.number_frames import FALLING, RISING
from annotator.nlp.comparison.value_setting import accord, setting_of
from annotator.nlp.values.ordinals import NEVER, Ordinal
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import LIGHT
from annotator.nlp.values.quantity import Bound, Dimension, Quantity
from annotator.nlp.values.stems import stems_of
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
                apart = _limit_apart(a, b, one, two)
                if apart is not None:
                    sides = (one.span, one.words), (two.span, two.words)
                    differences.append(differing(DifferenceField.ORDINAL, apart, *sides))
                    continue
                agreeing += 1
                continue
            if (one.top and two.top) or _is_among(one, two) or _is_among(two, one):
                agreeing += 1
                continue
            limited = bool(one.since or one.frame) != bool(two.since or two.frame)
            wider = one.scope and two.scope and not _share(one.scope, two.scope)
            level = SOFT if limited or wider or not _are_alike(one, two) else HARD
            sides = (one.span, one.words), (two.span, two.words)
            differences.append(differing(DifferenceField.ORDINAL, level, *sides))
    if not (a.ordinals and b.ordinals):
        differences.extend(_counted(a, b))
    if agreeing:
        return Findings(agreeing=agreeing)
    return Findings(tuple(differences), lacking=len(a.ordinals) + len(b.ordinals))


def _is_among(top: Ordinal, one: Ordinal) -> bool:
    """ "In the top ten", "seventh"."""
    return top.top and not one.top and one.rank <= top.rank


def _limit_apart(
    a: ParsedClaim, b: ParsedClaim, one: Ordinal, two: Ordinal
) -> ConflictLevel | None:
    """ "The first since 1987" is not the first ever; None where the two may be one."""
    if one.rank != 1 or bool(one.since) == bool(two.since):
        return None
    claim, plain = (a, two) if one.since else (b, one)
    other = b if claim is a else a
    limit = one if one.since else two
    if plain.frame and plain.frame != limit.frame:
        return None
    if _is_ever(other, plain):
        return HARD
    return SOFT if plain.noun == limit.noun == _TIME else None


def _is_ever(claim: ParsedClaim, ordinal: Ordinal) -> bool:
    """ "For the first time ever", "the first in its history"."""
    if ordinal.noun == NEVER:
        return True
    behind = [word for word in claim.words if word.start >= ordinal.span.end][:_AHEAD]
    return any(word.lower in ("ever", "history") for word in behind)


def _same_thing(a: ParsedClaim, b: ParsedClaim, one: Ordinal, two: Ordinal) -> bool:
    """Whether two ordinals rank the same: one noun, and no describer that narrows only one."""
    alike = _are_alike(one, two)
    if one.frame and two.frame and one.frame != two.frame:
        return False
    if _are_of_one_row(a, b, one, two):
        return True
    if NEVER not in (one.noun, two.noun):
        ranked = _is_one_ranking(a, b, one, two)
        if ranked is not None:
            return ranked
        if one.subject and two.subject and alike and _verbs_apart(a, b, one, two):
            return False
        if not alike and 1 not in (one.rank, two.rank) and _is_one_deed(a, b, one, two):
            return True
    if one.noun == _TIME and two.noun and not alike:
        return _is_time_of(a, one, two)
    if two.noun == _TIME and one.noun and not alike:
        return _is_time_of(b, two, one)
    if NEVER in (one.noun, two.noun):
        return one.noun != two.noun and _is_one_topic(a, b, one, two)
    if not alike and _is_bare(one) and _is_bare(two) and 1 not in (one.rank, two.rank):
        return True
    if one.noun and two.noun:
        if not alike:
            both = bool(one.since and two.since) and 1 not in (one.rank, two.rank)
            return both and _is_one_topic(a, b, one, two)
        if 1 in (one.rank, two.rank) and one.rank != two.rank:
            told_one, told_two = one.describers | one.narrowed, two.describers | two.narrowed
            return _share(told_one, told_two) or not (one.describers | two.describers)
        return True
    return not one.noun and not two.noun and 1 not in (one.rank, two.rank)


def _are_of_one_row(a: ParsedClaim, b: ParsedClaim, one: Ordinal, two: Ordinal) -> bool:
    """ "The fourth decline in succession", "the third fall in a row", "for the third month"."""
    if 1 in (one.rank, two.rank) or not (_is_in_row(a, one) and _is_in_row(b, two)):
        return False
    if not one.noun or not two.noun or {one.noun, two.noun} & _STRETCHES:
        return not _ways(a) or not _ways(b) or bool(_ways(a) & _ways(b))
    alike = are_alike(one.noun, two.noun)
    return alike or any(one.noun in way and two.noun in way for way in (FALLING, RISING))


def _is_in_row(claim: ParsedClaim, ordinal: Ordinal) -> bool:
    behind = claim.text[ordinal.span.end - claim.span.start :][:_ROW_REACH]
    return _ROW.search(behind) is not None


def _ways(claim: ParsedClaim) -> frozenset[str]:
    """Whether a claim tells of falling, of rising or of both."""
    stems = {word.stem for word in claim.words if word.inside}
    ways = ("down", FALLING), ("up", RISING)
    return frozenset(name for name, way in ways if stems & way)


_ROW = re.compile(
    r"\b(?:in (?:a row|succession|sequence)|running|consecutive|successive|straight|on the trot)\b",
    re.I,
)
_ROW_REACH = 60
_STRETCHES = stems_of("day week month quarter year season time")


def _are_alike(one: Ordinal, two: Ordinal) -> bool:
    return bool(one.noun) and are_alike(one.noun, two.noun)


def _superlative(one: Ordinal) -> str:
    """ "largest" of "third-largest", "attended" of "third most attended", "" for none."""
    for stem in one.describers:
        if stem.endswith("est") and len(stem) > len("best"):
            return stem
    return "most" if one.describers & {"most", "least"} else ""


def _is_one_ranking(a: ParsedClaim, b: ParsedClaim, one: Ordinal, two: Ordinal) -> bool | None:
    """Whether two rank by one measure ("third-largest brewer on the continent"); None: unknown."""
    here, there = _superlative(one), _superlative(two)
    in_one = _share(one.scope, two.scope)
    if not (here and there):
        if not (here or there) or not _is_bare(two if here else one):
            return None
        told, measure = (b, one) if here else (a, two)
        return True if in_one or _tells_measure(told, measure) else None
    if not are_alike(here, there):
        return False
    # "The second-largest private bank" is no rank among all banks.
    others_a = one.describers - {here, there, "-", "one"}
    others_b = two.describers - {here, there, "-", "one"}
    by_a, by_b = others_a - others_b, others_b - others_a
    narrower = (by_a and not _share(by_a, _stems(b))) or (by_b and not _share(by_b, _stems(a)))
    return not narrower and (_are_alike(one, two) or in_one)


def _tells_measure(claim: ParsedClaim, ranked: Ordinal) -> bool:
    """Whether the words of ``claim`` name what ``ranked`` is, and by what it ranks."""
    stems = _stems(claim)
    by = ranked.describers - {_superlative(ranked), "-"}
    return (not by or _share(by, stems)) and any(are_alike(ranked.noun, x) for x in stems)


def _stems(claim: ParsedClaim) -> frozenset[str]:
    return frozenset(word.stem for word in claim.words)


def _share(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two sets share a stem, a synonym or the beginning of a word ("foldable", "fold")."""
    return any(
        are_alike(x, y) or (x[:_BEGINNING] == y[:_BEGINNING] and len(x) > 3 and len(y) > 3)
        for x in one
        for y in two
    )


_BEGINNING = 4


def _verbs_apart(a: ParsedClaim, b: ParsedClaim, one: Ordinal, two: Ordinal) -> bool:
    here, there = setting_of(a, one.span).verb, setting_of(b, two.span).verb
    return accord([here] if here else (), [there] if there else ()) < 0


def _is_one_deed(a: ParsedClaim, b: ParsedClaim, one: Ordinal, two: Ordinal) -> bool:
    """ "The fourth minister to go", "the third member of the cabinet goes"; counts in one frame."""
    if not one.noun or not two.noun:
        return False
    if one.frame and two.frame and not (one.subject or two.subject):
        return _is_told_of_it(a, one) and _is_told_of_it(b, two)
    return _share(_deeds(a, one), _deeds(b, two))


def _deeds(claim: ParsedClaim, ordinal: Ordinal) -> frozenset[str]:
    """What is done by the ranked one: "to go", "goes"."""
    deeds = {w.stem for w in claim.words if w.tag.startswith("VB") and w.stem in ordinal.narrowed}
    place = next((i for i, w in enumerate(claim.words) if w.start == ordinal.span.start), -1)
    if ordinal.subject and place >= 0:
        noun = claim.words[place].head
        deeds.add(claim.words[claim.words[noun].head].stem)
    return frozenset(deeds - (LIGHT - {"go"}))


def _is_told_of_it(claim: ParsedClaim, ordinal: Ordinal) -> bool:
    """ "It is the seventh"."""
    before = [word.lower for word in claim.words if word.end <= ordinal.span.start][-_BEFORE:]
    return bool(_IT & set(before)) and bool(_IS & set(before))


_IT = frozenset({"it", "this", "that"})
_IS = frozenset({"is", "was", "'s", "be", "been", "became", "becomes"})
_BEFORE = 6


def _is_bare(one: Ordinal) -> bool:
    """ "Came third", "fell to third place"."""
    return not one.noun or one.noun in _PLACES


_PLACES = frozenset({"plac", "position", "spot", "rank"})


def _is_one_topic(a: ParsedClaim, b: ParsedClaim, one: Ordinal, two: Ordinal) -> bool:
    """Whether the words around two ranks are of one matter."""
    near = near_stems(b, two.span, _AHEAD)
    return sum(any(are_alike(x, y) for y in near) for x in near_stems(a, one.span, _AHEAD)) >= 2


def _is_time_of(a: ParsedClaim, time: Ordinal, other: Ordinal) -> bool:
    """Whether "for the fifth time" counts what ``other`` does ("sixth title")."""
    if time.since or other.since:
        return _is_told_of(a, time, other.noun)
    near = near_stems(a, time.span, _AHEAD)
    return 1 not in (time.rank, other.rank) and any(are_alike(x, other.noun) for x in near)


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
            if ordinal.rank > count.stated and ordinal.noun in _MOUNTING:
                # "Fourth victim dies" tells of a later day than "three people died".
                continue
            sides = (ordinal.span, ordinal.words), (count.span, count.words)
            if not first:
                sides = sides[1], sides[0]
            found.append(differing(DifferenceField.ORDINAL, SOFT, *sides))
    return found


_MOUNTING = stems_of("victim death fatality body case arrest patient casualty")


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
