"""Things of one kind that exclude each other in the same place of two linked claims."""

from __future__ import annotations

from annotator.domain.link import ConflictLevel, Difference, DifferenceField
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.stance_differences import are_kindred, shared_words
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.contrasts import Member
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import LIGHT

_NAMES = frozenset({"name", "nationality", "continent"})
_PLACES = frozenset({"direction", "region side"})
_STRICT = frozenset({"order", "height", "side of a wall", "side of a thing", "part of a thing",
                     "end", "scope", "gender", "gender of a child"})  # fmt: skip
_ONE_EACH = ("cause", "reason", "trigger", "way into")
"""Begins the names of kinds of which a matter seldom has two."""

_GENDERS = frozenset({"gender", "gender of a child"})
_FIRM, _MANY = 2, 3


def contrast_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """ "Broke his wrist" against "his collarbone was broken"."""
    if not a.members or not b.members:
        return Findings()
    kinds = {member.kind for member in b.members}
    found: list[Difference] = []
    for one in a.members:
        if one.kind not in kinds:
            continue
        for two in b.members:
            if one.kind != two.kind or one.name == two.name:
                continue
            if _knows(a, two) or _knows(b, one):
                continue
            level = _level(a, b, one, two)
            if level is not None:
                found.append(_difference(level, one, two))
    return Findings(tuple(found[:1]))


def _knows(claim: ParsedClaim, member: Member) -> bool:
    """Whether a claim or its sentence has a word of what the other names."""
    own = {word for word in member.words.lower().split() if len(word) > 1}
    return bool(own & {word.lower for word in claim.words})


def _have_one_in_common(a: ParsedClaim, b: ParsedClaim, one: Member) -> bool:
    """Whether both name a third of the kind, or one of them a whole list."""
    left, right = ({m.name for m in claim.members if m.kind == one.kind} for claim in (a, b))
    return bool(left & right) or len(left) + len(right) > _MOST


_MOST = 3


def _level(a: ParsedClaim, b: ParsedClaim, one: Member, two: Member) -> ConflictLevel | None:
    """How sure two things stand in the same place; None when they may stand in different ones."""
    own = frozenset(word.stem for word in (*_words(a, one), *_words(b, two)))
    shared = shared_words(a, b, own)
    beside = _are_beside_the_same(a, b, one, two, any_words=shared >= _MANY)
    if one.kind.name in _GENDERS and _age(a, one) and _age(a, one) == _age(b, two):
        return HARD
    if not beside and _have_one_in_common(a, b, one):
        return None
    if not beside and (one.kind.name in _STRICT or not shared):
        return None
    if not beside and one.kind.loose and not one.kind.name.startswith(_ONE_EACH):
        # Of a village and a town a text may well tell in turn.
        return None
    if not beside and not _are_tied_alike(a, b, one, two):
        return None
    if one.kind.loose:
        return SOFT
    return HARD if beside or shared >= _FIRM else SOFT


def _age(claim: ParsedClaim, member: Member) -> float:
    """The only age near somebody ("a girl of seven", "a 34-year-old man"), or 0."""
    words = claim.words
    near = words[max(0, member.first - 7) : member.last + 6]
    first, last = near[0].start, near[-1].end
    old = any(word.lower in _AGED for word in near)
    ages = [
        one.stated
        for one in claim.quantities
        if first <= one.span.start
        and one.span.end <= last
        and 0 < one.stated <= _OLDEST
        and (old or claim.words[member.last].end + len(" of ") == one.figure.start)
    ]
    return ages[0] if len(ages) == 1 else 0


_AGED = frozenset({"old", "aged", "age"})
_OLDEST = 120


def _words(claim: ParsedClaim, member: Member) -> tuple[Word, ...]:
    return claim.words[member.first : member.last + 1]


def _are_beside_the_same(
    a: ParsedClaim, b: ParsedClaim, one: Member, two: Member, *, any_words: bool
) -> bool:
    """Whether two words right before or behind are the same, any or a telling one among them."""
    for before in (True, False):
        left, right = _beside(a, one, before), _beside(b, two, before)
        same = len(left) == 2 and [w.lower for w in left] == [w.lower for w in right]
        if same and (
            any_words or any(w.tag.startswith(_BESIDE) and w.stem not in LIGHT for w in left)
        ):
            return True
    return False


_TELLING = ("NN", "VB", "JJ")
_BESIDE = (*_TELLING, "CD")


def _beside(claim: ParsedClaim, member: Member, before: bool) -> tuple[Word, ...]:
    words = claim.words
    if before:
        return words[max(0, member.first - 2) : member.first]
    return words[member.last + 1 : member.last + 3]


def _are_tied_alike(a: ParsedClaim, b: ParsedClaim, one: Member, two: Member) -> bool:
    """Whether both hang on words near in meaning, or words near in meaning on both."""
    left, right = _ties(a, one), _ties(b, two)
    return any(are_kindred(x, y) for x in left for y in right)


def _ties(claim: ParsedClaim, member: Member) -> frozenset[str]:
    """Stems of the telling words that a member hangs on or that describe it."""
    words = claim.words
    places = range(member.first, member.last + 1)
    found = set()
    top = next((p for p in places if words[p].head not in places or words[p].head == p), None)
    if top is None:
        return frozenset()
    at = words[top].head
    for _ in range(3):
        word = words[at]
        if word.tag.startswith("VB") or (word.tag.startswith(_TELLING) and word.stem not in LIGHT):
            break
        if word.head == at:
            break
        at = word.head
    if at not in places:
        found.add(at)
        said = words[at].stem in LIGHT or not words[at].tag.startswith(_TELLING)
        found.update(
            p
            for p, w in enumerate(words)
            if w.head == at and (w.dep == "nsubjpass" or (said and w.dep == "nsubj"))
        )
    found.update(
        p for p, w in enumerate(words) if w.head in places and w.dep in _DESCRIBING
    )  # fmt: skip
    return frozenset(
        words[p].stem
        for p in found
        if p not in places and words[p].tag.startswith(_TELLING) and words[p].stem not in LIGHT
    )


_DESCRIBING = frozenset({"amod", "acl", "compound"})


def _difference(level: ConflictLevel, one: Member, two: Member) -> Difference:
    field = DifferenceField.OTHER
    if one.kind.name in _NAMES:
        field = DifferenceField.NAME
    elif one.kind.name in _PLACES:
        field = DifferenceField.PLACE
    return differing(field, level, (one.span, one.words), (two.span, two.words))
