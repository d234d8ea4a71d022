"""Given names and their forms: "John" is "Johannes", and "Bill" is "William"."""

from __future__ import annotations

from functools import cache

from annotator.assets import asset_path


@cache
def _groups() -> dict[str, frozenset[int]]:
    path = asset_path("resources", "nlp", "values", "given_names.txt")
    groups: dict[str, frozenset[int]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        for name in line.split(",") if not line.startswith("#") else ():
            key = name.strip()
            groups[key] = groups.get(key, frozenset()) | {number}
    return groups


def is_given_name(name: str) -> bool:
    """Whether a folded word is known as a given name."""
    return name in _groups()


def are_one_given_name(one: str, two: str) -> bool | None:
    """Whether two folded names are forms of one; None when either is not known."""
    groups = _groups()
    if one not in groups or two not in groups:
        return None
    return not groups[one].isdisjoint(groups[two])
