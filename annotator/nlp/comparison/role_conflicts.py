"""Whether two roles can be one person's at one time."""

from __future__ import annotations

from itertools import product

from annotator.domain.link import ConflictLevel
from annotator.nlp.comparison.findings import HARD, SOFT
from annotator.nlp.values.roles import Role
from annotator.nlp.values.told_offices import STANDS_IN

_KEPT_APART = frozenset({"former", "acting", "elect", "outgoing", "deputy", "shadow"})
_HEADS = frozenset({"head", "chair", "president", "governor", "manager", "owner"})
_FOR_A_TIME = _HEADS | {"minister", "prime minister", "vice-president", "mayor", "chancellor",
                        "finance chief", "ambassador", "editor", "secretary",
                        "coordinator"}  # fmt: skip
"""Offices that somebody else may hold for a while."""
_ONE_AT_A_TIME = frozenset({"minister", "prime minister", "president", "king", "queen", "governor",
                             "mayor", "ambassador", "judge", "bishop", "pope"})  # fmt: skip
_PUBLIC = frozenset({"president", "vice-president", "minister", "prime minister", "chancellor",
                     "king", "governor", "mayor", "senator", "member of parliament", "ambassador",
                     "judge", "prosecutor", "general", "speaker", "secretary"})  # fmt: skip
_WITH_FIELD = frozenset({"spokesperson", "secretary"})
_PORTFOLIOS = (
    "financ treasury budget fiscal",
    "econom business industr trade commerce enterprise",
    "interior home security police",
    "foreign external diplom",
    "defen war armed militar",
    "justice law legal",
    "health medic",
    "educat school science research universit",
    "transport traffic rail road",
    "infrastruct",
    "environ ecolog climate nature",
    "energ power",
    "labour labor work employ social welfare pension famil",
    "agricult farm food rural fish",
    "cultur art heritage media",
    "sport youth",
    "touris",
    "housing construct build planning dwell",
    "digital technolog innovat",
)
"""What ministers are ministers of, by how the words begin; those of one row may be one office."""
_BEGIN = 5

_OFFICES = frozenset({"minister", "prime minister", "king", "queen", "mayor", "ambassador", "judge",
                      "bishop", "pope", "senator"})  # fmt: skip
_PROFESSIONS = frozenset({"inspector", "nurse", "teacher", "pilot", "driver", "goalkeeper",
                          "doctor", "cleaner", "student", "waiter", "cook", "farmer", "fisherman",
                          "electrician", "carpenter", "baker", "hairdresser", "mechanic",
                          "firefighter", "soldier", "photographer", "librarian", "postman",
                          "dentist", "pharmacist", "accountant", "plumber",
                          "butcher", "cashier", "paramedic", "geologist", "miner", "architect",
                          "gardener", "midwife", "priest", "lifeguard"})  # fmt: skip
_EXCLUDING = frozenset(
    {frozenset(pair) for pair in product(_OFFICES, _PROFESSIONS)}
    | {frozenset(pair) for pair in product(_PROFESSIONS, _PROFESSIONS) if len({*pair}) == 2}
    | {frozenset({"prosecutor", other}) for other in (_OFFICES | _PROFESSIONS) - {"minister"}}
    | {frozenset({"captain", other}) for other in ("manager", "prosecutor", "mayor", "minister")}
    | {frozenset({"president", "vice-president"}), frozenset({"judge", "lawyer"})}
    | {frozenset({"architect", "developer"})}
    | {frozenset({"goalkeeper", other}) for other in ("striker", "midfielder", "defender")}
)  # fmt: skip
"""Groups of roles of which nobody holds two."""
_KEPT = (_PROFESSIONS - {"inspector", "goalkeeper"}) | {
    "judge", "lawyer", "general", "professor", "author", "actor", "singer", "officer", "economist",
    "captain", "striker", "midfielder", "defender", "guard", "founder", "developer", STANDS_IN,
}  # fmt: skip
"""What people are called for life, or so many are that it tells little who was one once."""
_LEARNT = frozenset({"nurse", "teacher", "doctor", "pilot", "dentist", "pharmacist", "paramedic",
                     "driver", "cook"})  # fmt: skip
"""What a student may already be called."""

_INSTITUTIONS = {
    "observatory": "science", "institute": "science", "laboratory": "science",
    "university": "school", "college": "school", "school": "school", "academy": "school",
    "hospital": "hospital", "clinic": "hospital", "bank": "bank", "company": "firm",
    "firm": "firm", "airline": "firm", "brewery": "firm", "manufacturer": "firm",
    "union": "union", "guild": "union", "club": "club", "museum": "museum", "zoo": "zoo",
    "theatre": "theatre", "theater": "theatre", "airport": "airport", "port": "port",
    "railway": "railway", "prison": "prison", "orchestra": "theatre", "charity": "charity",
    "brigade": "brigade", "court": "court", "library": "library",
}  # fmt: skip


def role_conflict(one: Role, two: Role) -> ConflictLevel | None:
    """Whether two roles of one person conflict, and how hard."""
    if one.rank and two.rank and one.rank != two.rank and one.group == two.group:
        return HARD
    if STANDS_IN in (one.group, two.group):
        return SOFT if _only_one_stands_in(one, two) else None
    if one.group == two.group:
        fields = one.field, two.field
        if one.group == "minister":
            begins = [{word[:_BEGIN] for word in field} for field in fields]
            apart = all(fields) and not begins[0] & begins[1]
            if apart and not _portfolios(fields[0]) & _portfolios(fields[1]):
                return HARD
        elif all(fields) and not fields[0] & fields[1] and one.group in _WITH_FIELD:
            return HARD
        if _is_other_house(one, two):
            return SOFT
    elif {one.group, two.group} <= _ONE_AT_A_TIME and not (one.standing | two.standing):
        return HARD
    elif _exclude(one, two):
        if "former" in one.standing ^ two.standing:
            # A former teacher may be a minister now.
            return None
        return SOFT if one.standing | two.standing else HARD
    elif _are_two_of_one_house(one, two):
        return SOFT
    elif "spokesperson" in (one.group, two.group):
        return SOFT if {one.group, two.group} & _SPOKEN_FOR else None
    elif not (one.group in _HEADS and two.group in _HEADS):
        return None
    return SOFT if _stand_apart(one, two) else None


_SPOKEN_FOR = frozenset({"head", "chair", "minister", "mayor", "judge", "prosecutor", "president",
                         "coordinator", "governor", "founder", "inspector"})  # fmt: skip


def offices_differ(one: Role, two: Role) -> bool:
    """Whether two offices of one person are worth telling: they conflict, or are other offices."""
    if role_conflict(one, two) is not None:
        return True
    return are_two_offices(one, two)


def are_two_offices(one: Role, two: Role) -> bool:
    """Whether two roles are public offices of two kinds."""
    return one.group in _PUBLIC and two.group in _PUBLIC and one.group != two.group


_EXECUTIVE = ("chief executive", "ceo", "managing director")
_BODIES = frozenset({"board", "agency", "authority", "office", "bureau", "institute", "service",
                     "commission", "inspectorate"})  # fmt: skip


def _are_two_of_one_house(one: Role, two: Role) -> bool:
    """A chief executive and who heads the supervisory board; a body's head and its investigator."""
    for here, there in ((one, two), (two, one)):
        words = here.words.lower()
        if here.group == "head" and there.group == "chair" and "supervisory" in there.field:
            return any(form in words for form in _EXECUTIVE)
        if here.group == "head" and there.group in ("investigator", "finance chief"):
            return bool(here.field & _BODIES) or any(form in words for form in _EXECUTIVE)
    return False


def _portfolios(field: frozenset[str]) -> frozenset[int]:
    return frozenset(
        row
        for row, begins in enumerate(_PORTFOLIOS)
        for word in field
        if word.startswith(tuple(begins.split()))
    )


def _stand_apart(one: Role, two: Role) -> bool:
    """Whether one of two like roles is held, and the other acting, former or a deputy's."""
    apart = (one.standing ^ two.standing) & _KEPT_APART
    if "then" in one.standing | two.standing:
        # "Then-president" says only that it was so at the time.
        apart -= {"former", "outgoing", "elect"}
    if "retired" in one.standing | two.standing or not (_ends(one) and _ends(two)):
        apart -= {"former"}
    return bool(apart)


def _ends(role: Role) -> bool:
    """Whether who held a role once is not called so any more: mayors, but not teachers."""
    if role.group == "secretary":
        return bool(role.field) or "general" in role.words.lower()
    return role.group not in _KEPT


def _only_one_stands_in(one: Role, two: Role) -> bool:
    """ "Who leads the ministry for the time being" against "the minister"."""
    office = two if one.group == STANDS_IN else one
    return office.group in _FOR_A_TIME and not office.standing & _NOT_IN_PERSON


_NOT_IN_PERSON = frozenset({"acting", "deputy", "then", "former"})
"""How an office is called of somebody who does not hold it, or not now."""


def _exclude(one: Role, two: Role) -> bool:
    titles = any(role.words.lower().rstrip(".") in ("dr", "prof") for role in (one, two))
    if "student" in (one.group, two.group) and {one.group, two.group} & _LEARNT:
        return False
    if frozenset({one.group, two.group}) in _EXCLUDING and not titles:
        return True
    if {one.group, two.group} == {"captain", "pilot"}:
        return "deputy" in one.standing | two.standing
    if {one.group, two.group} == {"captain", "officer"}:
        return bool(one.rank or two.rank)
    for head, other in ((one, two), (two, one)):
        if head.group == "head" and other.group in _OFFICES | _PROFESSIONS | {"prosecutor"}:
            return bool(_houses(head)) and not head.field & other.field
    return False


def _is_other_house(one: Role, two: Role) -> bool:
    """ "Head of the hospital" against "head of the university"."""
    houses = _houses(one), _houses(two)
    apart = one.group in _HEADS and all(houses) and not houses[0] & houses[1]
    return apart and not one.field & two.field


def _houses(role: Role) -> frozenset[str]:
    return frozenset(_INSTITUTIONS[word] for word in role.field if word in _INSTITUTIONS)
