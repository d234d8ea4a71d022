"""Comparing the persons of two linked claims: their names and their roles."""

from __future__ import annotations

from difflib import SequenceMatcher

from annotator.domain.link import ConflictLevel, Difference, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.person_names import first_names_fit, may_be_same
from annotator.nlp.comparison.role_conflicts import role_conflict
from annotator.nlp.comparison.telling_words import shared_words, tells_of_more
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.persons import Person
from annotator.nlp.values.roles import Role
from annotator.nlp.values.word_groups import are_alike


def person_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What names and roles of two linked claims say of each other."""
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
                told = _is_told(a, one) + _is_told(b, two)
                if told < 2 and (level is SOFT or not told):
                    # Who said it is not what the claims tell.
                    level = None
                if level is SOFT and not _are_of_account((a, one), (b, two)):
                    level = None
                if level:
                    differences.append(_role_difference(level, one.role, two.role))
    differences.extend(_names(a, b))
    differences.extend(_only_persons(a, b))
    differences.extend(_roles_alone(a, b))
    if not differences:
        differences.extend(_nameless(a, b))
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


def _is_told(claim: ParsedClaim, person: Person) -> bool:
    """Whether a claim itself, and not only its sentence, tells who somebody is."""
    role = person.role is not None and person.role.span.overlaps(claim.span)
    return role or person.span.overlaps(claim.span)


_MAIN = frozenset({"nsubj", "nsubjpass", "appos", "ROOT", "attr", "npadvmod", "dobj"})
_FEW = 9
_LEAST_SHARED = 2


def _are_of_account(one: tuple[ParsedClaim, Person], two: tuple[ParsedClaim, Person]) -> bool:
    """Whether a person is more than mentioned by the way in both claims, or both tell one thing."""
    return all(_is_of_account(*side) for side in (one, two)) or (
        len(shared_words(one[0], two[0])) >= _LEAST_SHARED
    )


def _is_of_account(claim: ParsedClaim, person: Person) -> bool:
    if sum(word.inside for word in claim.words) <= _FEW:
        return True
    if claim.speaker and claim.speaker.span.overlaps(person.span):
        return True
    own = [word for word in claim.words if person.span.overlaps(Span(word.start, word.end))]
    # The agent of a passive does what the sentence tells.
    return any(
        word.dep in _MAIN or (word.dep == "pobj" and claim.words[word.head].dep == "agent")
        for word in own
    )


def _role_difference(level: ConflictLevel, one: Role, two: Role) -> Difference:
    return differing(DifferenceField.ROLE, level, (one.span, one.words), (two.span, two.words))


def _names(a: ParsedClaim, b: ParsedClaim) -> list[Difference]:
    """Persons with one surname or one role but another (first) name."""
    found = []
    left, right = _inside(a), _inside(b)
    for one in left:
        for two in right:
            if len(one.names) < 2 or len(two.names) < 2:
                continue
            renamed = one.names[-1] == two.names[-1] and not first_names_fit(one.names, two.names)
            alone = len(left) == len(right) == 1
            if renamed or (alone and _have_other_surnames((a, one), (b, two))):
                found.append(
                    differing(
                        DifferenceField.NAME, HARD, (one.span, one.words), (two.span, two.words)
                    )
                )
    return found


_MISHEARD = 0.6
"""Two surnames less alike than that are two persons', of whom two things may be told."""


def _have_other_surnames(one: tuple[ParsedClaim, Person], two: tuple[ParsedClaim, Person]) -> bool:
    """ "Ilse Quint" against "Ilse Quandt": one first name, and surnames that are nearly one."""
    (a, here), (b, there) = one, two
    if here.names[:-1] != there.names[:-1] or may_be_same(here.names[-1:], there.names[-1:]):
        return False
    surnames = SequenceMatcher(None, here.names[-1], there.names[-1], autojunk=False)
    if surnames.ratio() < _MISHEARD:
        return False
    return not any(word.lower == there.names[-1] for word in a.words) and not any(
        word.lower == here.names[-1] for word in b.words
    )


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
    if tells_of_more(a) or tells_of_more(b):
        return []
    if (a.quotations and b.quotations) or not _may_do_the_same((a, one), (b, two)):
        return []
    if one.role and two.role and one.role.group != two.role.group:
        # A chancellor and a president are two persons of two countries, not two names of one.
        return []
    return [differing(DifferenceField.NAME, HARD, (one.span, one.words), (two.span, two.words))]


def _may_do_the_same(one: tuple[ParsedClaim, Person], two: tuple[ParsedClaim, Person]) -> bool:
    """Whether two persons may be told of for one thing: not "Ann wrote it" and "Eve read it"."""
    here, there = (_verb_of(*side) for side in (one, two))
    few = max(sum(word.inside for word in claim.words) for claim, _ in (one, two)) <= _FEW
    shared = bool(shared_words(one[0], two[0]))
    if here and there and not are_alike(here, there):
        # "Ann wrote the report" and "Eve read the report" are two acts.
        return few and not shared and not {here, there} & _IDLE
    return (few or shared) and here not in _IDLE


_IDLE = frozenset({"be", "have", "say", "tell"})


def _verb_of(claim: ParsedClaim, person: Person) -> str:
    """The stem of the verb whose subject a person is, or ""."""
    for word in claim.words:
        if not person.span.overlaps(Span(word.start, word.end)):
            continue
        head = claim.words[word.head]
        if word.dep in ("nsubj", "nsubjpass"):
            return head.stem
        if head.dep == "agent":
            return claim.words[head.head].stem
    return ""


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


_BARE = 6
_UNNAMED = frozenset({"acting", "deputy"})


def _nameless(a: ParsedClaim, b: ParsedClaim) -> list[Difference]:
    """Short claims of an office, not both with a name: "the deputy interior minister"."""
    one, two = _bare_office(a), _bare_office(b)
    if one is None or two is None or one.group != two.group or one.field != two.field:
        return []
    named = [
        any(person.role is role for person in claim.persons) for claim, role in ((a, one), (b, two))
    ]
    if all(named) or not (one.standing ^ two.standing) & _UNNAMED:
        return []
    return [_role_difference(SOFT, one, two)] if role_conflict(one, two) else []


def _bare_office(claim: ParsedClaim) -> Role | None:
    """The only role of a claim that says little more than who somebody is."""
    inside = [word for word in claim.words if word.inside and word.lower[:1].isalnum()]
    own = [role for role in claim.roles if role.span.overlaps(claim.span)]
    return own[0] if len(own) == 1 and len(inside) <= _BARE else None


_CONTROLS = frozenset({"bridge", "watch", "helm", "controls", "wheel", "cockpit", "cab", "duty",
                       "tower", "charge"})  # fmt: skip
_ALONE = frozenset({"alone", "single-handed", "single-handedly", "unaccompanied"})


def _alone(a: ParsedClaim, b: ParsedClaim) -> list[Difference]:
    """ "The captain was alone on the bridge" against "the officer was on the bridge"."""
    one, two = _doer(a), _doer(b)
    if one is None or two is None or one.group == two.group:
        return []
    if _steered(a) & _steered(b):
        return [_role_difference(HARD, one, two)]
    if _says_alone(a) == _says_alone(b):
        return []
    shared = {word.stem for word in a.words if word.inside and word.tag.startswith("NN")} & {
        word.stem for word in b.words if word.inside and word.tag.startswith("NN")
    }
    steering = all(any(word.lower in _CONTROLS for word in claim.words) for claim in (a, b))
    return [_role_difference(HARD, one, two)] if shared or steering else []


_STEERING = frozenset({"helm", "controls", "wheel", "watch"})


def _steered(claim: ParsedClaim) -> frozenset[str]:
    """What only one person at a time is at: "at the helm", "had the watch"."""
    return frozenset(word.lower for word in claim.words if word.inside) & _STEERING


def _says_alone(claim: ParsedClaim) -> bool:
    return any(word.inside and word.lower in _ALONE for word in claim.words)


def _doer(claim: ParsedClaim) -> Role | None:
    """The role of who does what the claim says: inside it, else the first of its sentence."""
    inside = [role for role in claim.roles if role.span.overlaps(claim.span)]
    before = [role for role in claim.roles if role.span.end <= claim.span.start]
    return next(iter(inside or before), None)
