"""Words that exclude each other in the same place of two like claims, from ``antonyms.txt``."""

from __future__ import annotations

from functools import cache, lru_cache

from annotator.assets import asset_path
from annotator.nlp.values.claim_words import folded
from annotator.nlp.values.opposites import sides_of_stems
from annotator.nlp.values.stems import stem


@cache
def antonym_sides() -> dict[str, frozenset[tuple[int, bool]]]:
    """For each stem the lines of the list it stands in, and on which side."""
    path = asset_path("resources", "nlp", "values", "antonyms.txt")
    found: dict[str, set[tuple[int, bool]]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if not line.strip() or line.startswith("#"):
            continue
        one, _, two = line.partition(" | ")
        for words, positive in ((one, True), (two, False)):
            for word in words.split(","):
                found.setdefault(stem(folded(word.strip())), set()).add((number, positive))
    return {key: frozenset(sides) for key, sides in found.items()}


_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_SHORTEST = 5
_NO_DENIALS = (
    "discover", "discount", "dispatch", "disappoint", "distribute", "display",
    "disclose", "dispose", "impress", "implant", "impose", "impart", "import",
    "improve", "install", "inhabit", "intend", "inform", "invest", "instance",
    "inquest", "inflame", "invaluable", "income", "input", "insight", "indeed",
    "immediate", "incite", "instill", "inspire", "immigrate", "mistake",
)  # fmt: skip
"""Words that only look as if they denied what stands behind their first letters."""
_VAGUE = {"keep", "leav"}
"""Stems of opposites that may say the same: windows are kept shut as they are left shut."""


@cache
def _looking_alike() -> frozenset[tuple[str, str]]:
    return frozenset(
        (prefix, stem(word.removeprefix(prefix)))
        for word in _NO_DENIALS
        for prefix in _PREFIXES
        if word.startswith(prefix)
    )


def only_looks_denied(prefix: str, bare: str) -> bool:
    """Whether ``prefix`` before the word with the stem ``bare`` makes no opposite of it."""
    return (prefix, bare) in _looking_alike()


@lru_cache(maxsize=50_000)
def are_antonyms(one: str, two: str) -> bool:
    """Whether two stems are opposites of each other, by a list or by a prefix that denies."""
    if one == two or {one, two} == _VAGUE:
        return False
    for sides in (antonym_sides(), sides_of_stems()):
        left, right = sides.get(one, frozenset()), sides.get(two, frozenset())
        if any((topic, not positive) in right for topic, positive in left):
            return not left & right
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    if len(shorter) < _SHORTEST or not longer.endswith(shorter):
        return False
    prefix = longer[: -len(shorter)].rstrip("-")
    return prefix in _PREFIXES and not only_looks_denied(prefix, shorter)
