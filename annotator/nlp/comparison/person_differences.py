"""Comparing the persons of two linked claims: their names, their roles, and who speaks."""

from __future__ import annotations

from annotator.domain.link import ConflictLevel, Difference, DifferenceField
from annotator.nlp.comparison.alignment import likeness, own_words
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.persons import Person, Role
from annotator.nlp.values.speakers import Speaker

_KEPT_APART = frozenset({"former", "acting", "elect", "outgoing", "deputy", "shadow"})
_HEADS = frozenset({"head", "chair", "president", "governor", "manager", "owner"})


def person_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What names, roles and speakers of two linked claims say of each other."""
    differences: list[Difference] = []
    agreeing = 0
    for one in _own(a):
        for two in _own(b):
            if not may_be_same(one.names, two.names):
                continue
            if one.names[-1] == two.names[-1] and len(one.names) > 1 and len(two.names) > 1:
                agreeing += 1
            if one.role and two.role:
                level = role_conflict(one.role, two.role)
                if level:
                    differences.append(_role_difference(level, one.role, two.role))
    differences.extend(_names(a, b))
    differences.extend(_only_persons(a, b))
    differences.extend(_roles_alone(a, b))
    differences.extend(_speakers(a, b))
    return Findings(tuple(differences), agreeing)


def _own(claim: ParsedClaim) -> list[Person]:
    """The persons of the claim itself, and of its sentence when it is a speaker's."""
    speaker = claim.speaker.span if claim.speaker else None
    return [
        person
        for person in claim.persons
        if person.span.overlaps(claim.span) or (speaker and person.span.overlaps(speaker))
    ]


def _inside(claim: ParsedClaim) -> list[Person]:
    return [person for person in claim.persons if person.span.overlaps(claim.span)]


def may_be_same(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: surname, and first names that fit."""
    if not one or not two:
        return False
    if not _spelled_alike(one[-1], two[-1]):
        return False
    if len(one) == 1 or len(two) == 1:
        return True
    return _fit(one, two)


def _fit(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether what stands before one surname may be of one person; epithets may lead a name."""
    return any(_first_names_fit(x, y) for x in one[:-1] for y in two[:-1])


def _first_names_fit(one: str, two: str) -> bool:
    if one == two or (one[:1] == two[:1] and (len(one) == 1 or len(two) == 1)):
        return True
    return _spelled_alike(one, two) or one.startswith(two) or two.startswith(one)


def _spelled_alike(one: str, two: str) -> bool:
    """Whether two words are one in two spellings: one letter changed, added or left out."""
    if one == two:
        return True
    if one.removeprefix("h") == two.removeprefix("h"):
        return True
    if abs(len(one) - len(two)) > 1 or min(len(one), len(two)) < 4 or one[0] != two[0]:
        return False
    if len(one) == len(two):
        return sum(x != y for x, y in zip(one, two, strict=True)) == 1
    short, long = sorted((one, two), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


_ONE_AT_A_TIME = frozenset({"minister", "prime minister", "president", "king", "queen", "governor",
                             "mayor", "ambassador", "judge", "bishop", "pope"})  # fmt: skip


def role_conflict(one: Role, two: Role) -> ConflictLevel | None:
    """Whether two roles of one person conflict, and how hard."""
    if one.rank and two.rank and one.rank != two.rank:
        return HARD
    if one.group == two.group:
        fields = one.field, two.field
        if all(fields) and not fields[0] & fields[1] and one.group in _WITH_FIELD:
            return HARD
    elif {one.group, two.group} <= _ONE_AT_A_TIME and not (one.standing | two.standing):
        return HARD
    elif not (one.group in _HEADS and two.group in _HEADS):
        return None
    if (one.standing ^ two.standing) & _KEPT_APART:
        return SOFT
    if {one.group, two.group} == {"governor", "head"}:
        return None
    return None


def offices_differ(one: Role, two: Role) -> bool:
    """Whether two offices of one person are worth telling: they conflict, or are other offices."""
    if role_conflict(one, two) is not None:
        return True
    public = one.group in _PUBLIC and two.group in _PUBLIC
    return public and one.group != two.group


_PUBLIC = frozenset({"president", "vice-president", "minister", "prime minister", "chancellor",
                     "king", "governor", "mayor", "senator", "member of parliament", "ambassador",
                     "judge", "prosecutor", "general", "speaker", "secretary"})  # fmt: skip
_WITH_FIELD = frozenset({"minister", "spokesperson", "secretary"})


def _role_difference(level: ConflictLevel, one: Role, two: Role) -> Difference:
    return differing(DifferenceField.ROLE, level, (one.span, one.words), (two.span, two.words))


def _names(a: ParsedClaim, b: ParsedClaim) -> list[Difference]:
    """Persons with one surname or one role but another (first) name."""
    found = []
    for one in _inside(a):
        for two in _inside(b):
            if len(one.names) < 2 or len(two.names) < 2:
                continue
            if one.names[-1] == two.names[-1] and not _fit(one.names, two.names):
                found.append(
                    differing(
                        DifferenceField.NAME, HARD, (one.span, one.words), (two.span, two.words)
                    )
                )
    return found


def _only_persons(a: ParsedClaim, b: ParsedClaim) -> list[Difference]:
    """Two claims of one fact that each name one person in full, and not the same one."""
    left, right = _inside(a), _inside(b)
    if len(left) != 1 or len(right) != 1:
        return []
    one, two = left[0], right[0]
    if min(len(one.names), len(two.names)) < 2 or set(one.names) & set(two.names):
        return []
    if may_be_same(one.names, two.names) or _knows(a, two) or _knows(b, one):
        return []
    if one.role and two.role and one.role.group != two.role.group:
        # A chancellor and a president are two persons of two countries, not two names of one.
        return []
    said = bool(a.quotations and b.quotations)
    field = DifferenceField.ATTRIBUTION if said else DifferenceField.NAME
    return [differing(field, HARD, (one.span, one.words), (two.span, two.words))]


def _knows(claim: ParsedClaim, person: Person) -> bool:
    """Whether a part of a person's name stands in the sentences of a claim."""
    return any(word.lower in person.names for word in claim.words)


def _roles_alone(a: ParsedClaim, b: ParsedClaim) -> list[Difference]:
    """ "The first officer was on the bridge" against "the second officer"."""
    found = []
    found.extend(_alone(a, b))
    for one in a.roles:
        for two in b.roles:
            if not (one.span.overlaps(a.span) and two.span.overlaps(b.span)):
                continue
            if one.rank and two.rank and one.rank != two.rank and one.group == two.group:
                found.append(_role_difference(HARD, one, two))
    return found


_ALONE = frozenset({"alone", "single-handed", "single-handedly", "unaccompanied"})


def _alone(a: ParsedClaim, b: ParsedClaim) -> list[Difference]:
    """ "The captain was alone on the bridge" against "the officer was on the bridge"."""
    only_a, only_b = (_says_alone(claim) for claim in (a, b))
    one, two = _doer(a), _doer(b)
    if only_a == only_b or one is None or two is None or one.group == two.group:
        return []
    shared = {word.stem for word in a.words if word.inside and word.tag.startswith("NN")} & {
        word.stem for word in b.words if word.inside and word.tag.startswith("NN")
    }
    return [_role_difference(HARD, one, two)] if shared else []


def _says_alone(claim: ParsedClaim) -> bool:
    return any(word.inside and word.lower in _ALONE for word in claim.words)


def _doer(claim: ParsedClaim) -> Role | None:
    """The role of who does what the claim says: inside it, else the first of its sentence."""
    inside = [role for role in claim.roles if role.span.overlaps(claim.span)]
    before = [role for role in claim.roles if role.span.end <= claim.span.start]
    return next(iter(inside or before), None)


def _speakers(a: ParsedClaim, b: ParsedClaim) -> list[Difference]:
    """Different speakers of one quotation."""
    one, two = a.speaker, b.speaker
    if one is None or two is None or not _are_different(one, two):
        return []
    sides = (one.span, one.words), (two.span, two.words)
    if _looks_ahead(a) and _looks_ahead(b) and one.names and two.names:
        return [differing(DifferenceField.ATTRIBUTION, SOFT, *sides)]
    if not a.quotations or not b.quotations:
        return []
    words_a = [word.stem for quotation in a.quotations for word in quotation.words]
    words_b = [word.stem for quotation in b.quotations for word in quotation.words]
    shared = len(set(words_a) & set(words_b)) / max(1, min(len(set(words_a)), len(set(words_b))))
    if shared < 0.6 or min(len(words_a), len(words_b)) < 3:
        return []
    return [
        differing(DifferenceField.ATTRIBUTION, HARD, (one.span, one.words), (two.span, two.words))
    ]


_AHEAD = frozenset({"would", "will", "vowed", "announced", "promised", "pledged", "shall"})


def _looks_ahead(claim: ParsedClaim) -> bool:
    """Whether a claim is an announcement: who made it is part of it."""
    return not claim.quotations and any(
        word.inside and word.lower in _AHEAD for word in claim.words
    )


def _are_different(one: Speaker, two: Speaker) -> bool:
    if one.names and two.names:
        return not may_be_same(one.names, two.names)
    if one.role and two.role:
        return one.role.group != two.role.group
    return False


def alike(a: ParsedClaim, b: ParsedClaim) -> float:
    """How alike the words of two claims are."""
    return likeness([w.stem for w in own_words(a)], [w.stem for w in own_words(b)])
