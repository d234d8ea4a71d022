"""Whether two names can be one person's."""

from __future__ import annotations

from annotator.nlp.values.given_names import are_one_given_name


def may_be_same(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: surname, and first names that fit."""
    if not one or not two:
        return False
    if not _spelled_alike(one[-1], two[-1]):
        known = len(one) == len(two) == 1 and bool(are_one_given_name(one[0], two[0]))
        return known or (len(one) == len(two) == 1 and _mean_one(one[0], two[0]))
    if len(one) == 1 or len(two) == 1:
        return True
    return first_names_fit(one, two)


_TRANSLATED = tuple(
    frozenset(names.split())
    for names in (
        "civic citizen citizens citizen's citizens' civil",
        "people people's peoples popular",
        "workers workers' worker labour labor",
        "homeland fatherland motherland",
        "freedom liberty",
        "farmers farmer's farmers' peasants peasant peasants'",
        "democratic democrats democracy",
        "liberal liberals",
        "progress progressive progressives",
        "independence independent independents",
    )
)
"""Words of the names of parties and bodies, by what a translator may make of them."""


def _mean_one(one: str, two: str) -> bool:
    return any(one in names and two in names for names in _TRANSLATED)


def first_names_fit(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether what stands before one surname may be of one person; epithets may lead a name."""
    return any(_forms_fit(x, y) for x in one[:-1] for y in two[:-1])


def _forms_fit(one: str, two: str) -> bool:
    if one == two or (one[:1] == two[:1] and (len(one) == 1 or len(two) == 1)):
        return True
    known = are_one_given_name(one, two)
    if known is not None:
        return known or _sound(one) == _sound(two)
    return _spelled_alike(one, two) or one.startswith(two) or two.startswith(one)


_SOUNDS = (("ph", "f"), ("th", "t"), ("ck", "k"), ("sch", "sh"), ("tz", "z"), ("ch", "k"),
           ("qu", "k"), ("x", "ks"), ("c", "k"), ("y", "i"), ("j", "i"), ("w", "v"), ("z", "s"),
           ("q", "k"), ("h", ""))  # fmt: skip


def _sound(name: str) -> str:
    """A name as languages that write it differently may hear it: "Iago" and "Yago" are one."""
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    single = "".join(x for x, y in zip(name, f" {name}", strict=False) if x != y)
    return single[:-1] + "e" if single[-1:] == "a" and len(single) > _LONG else single


_LONG = 4
_OF_WOMEN = frozenset({"ova", "a", "owa", "eva", "aite", "iene", "ene"})
"""What languages put to the surnames of women."""


def _spelled_alike(one: str, two: str) -> bool:
    """Whether two words are one in two spellings: one letter changed, added or left out."""
    if one == two:
        return True
    if one.removeprefix("h") == two.removeprefix("h"):
        return True
    if _sound(one).removesuffix("e") == _sound(two).removesuffix("e"):
        return True
    short, long = sorted((one, two), key=len)
    if len(short) > _LONG and long.removeprefix(short) in _OF_WOMEN:
        return True
    if abs(len(one) - len(two)) > 1 or min(len(one), len(two)) < 4 or one[0] != two[0]:
        return False
    if len(one) == len(two):
        return sum(x != y for x, y in zip(one, two, strict=True)) == 1
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
