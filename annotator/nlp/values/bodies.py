"""Bodies that speak and act, such as ministries and firms, by the kind of body."""

from __future__ import annotations

_KINDS = {
    "government": "government ministry cabinet department administration",
    "agency": "agency authority regulator commission watchdog board",
    "science": "observatory institute university college laboratory academy",
    "firm": "company firm group corporation manufacturer maker producer operator airline carrier "
            "brewer brewery retailer supplier developer employer employers owner owners builder "
            "contractor carmaker shipyard startup bank",
    "union": "union unions guild strikers",
    "police": "police officers detectives cops constabulary",
    "prosecution": "prosecutor prosecutors prosecution",
    "court": "court tribunal judges",
    "defence": "lawyers attorneys defence defense",
    "military": "army navy military troops rebels militia",
    "medicine": "hospital clinic doctors medics",
    "rescue": "firefighters brigade lifeguards coastguard",
    "parliament": "parliament senate opposition",
    "council": "council municipality",
    "residents": "residents neighbours neighbors villagers campaigners protesters activists",
    "church": "church diocese parish",
    "mayor": "mayor mayoress",
    "governor": "governor",
    "president": "president",
    "minister": "minister premier",
    "judge": "judge magistrate",
    "captain": "captain skipper pilot copilot",
    "coach": "coach trainer",
    "referee": "referee",
}  # fmt: skip
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_ALLIED = frozenset({
    frozenset({"government", "agency"}), frozenset({"police", "prosecution"}),
    frozenset({"government", "military"}), frozenset({"government", "parliament"}),
    frozenset({"government", "police"}), frozenset({"agency", "science"}),
    frozenset({"agency", "rescue"}), frozenset({"medicine", "firm"}),
    frozenset({"rescue", "military"}),
    frozenset({"government", "council"}), frozenset({"government", "prosecution"}),
    frozenset({"mayor", "council"}), frozenset({"mayor", "government"}),
    frozenset({"governor", "government"}), frozenset({"governor", "agency"}),
    frozenset({"president", "government"}), frozenset({"president", "firm"}),
    frozenset({"president", "union"}), frozenset({"president", "parliament"}),
    frozenset({"president", "court"}), frozenset({"president", "agency"}),
    frozenset({"president", "science"}), frozenset({"president", "council"}),
    frozenset({"president", "minister"}), frozenset({"president", "military"}),
    frozenset({"minister", "government"}), frozenset({"minister", "agency"}),
    frozenset({"minister", "parliament"}), frozenset({"minister", "council"}),
    frozenset({"judge", "court"}), frozenset({"captain", "firm"}),
    frozenset({"captain", "rescue"}), frozenset({"captain", "police"}),
    frozenset({"captain", "coach"}), frozenset({"governor", "firm"}),
})  # fmt: skip
"""Kinds of which one may be meant by the other: a ministry speaks for its agency."""


def body_kind(noun: str) -> str:
    """The kind of body that a folded noun names, "" when it names none."""
    return _KIND_OF.get(noun, "")


def are_other_bodies(one: str, two: str) -> bool:
    """Whether two folded nouns name bodies that do not speak for one another."""
    kinds = body_kind(one), body_kind(two)
    return all(kinds) and kinds[0] != kinds[1] and frozenset(kinds) not in _ALLIED


def are_hardly_one_body(one: str, two: str) -> bool:
    """Whether two folded nouns name bodies that a careful writer keeps apart."""
    return {body_kind(one), body_kind(two)} == {"government", "agency"}
