"""Things of one kind that exclude each other, from ``contrasts.txt``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from annotator.assets import asset_path
from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word, folded
from annotator.nlp.values.stems import stem


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of things; ``loose`` when a thing may now and then be two of them."""

    name: str
    loose: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A thing of one kind that a claim names.

    Attributes:
        kind: what kind of thing.
        name: which one; synonyms share it.
        first, last: places of its first and last word among the claim's words.
        span: code points of the article.
        words: as written.
    """

    kind: Kind
    name: str
    first: int
    last: int
    span: Span
    words: str


_LOOSE = "~"
_Form = tuple[tuple[str, ...], tuple[tuple[Kind, str], ...]]


def members_of(words: Sequence[Word]) -> tuple[Member, ...]:
    """The things of known kinds that the claim's own words name."""
    forms = _forms()
    found: list[Member] = []
    index = 0
    while index < len(words):
        word = words[index]
        size = 1
        if word.inside and not _is_addressed(words, index) and not _is_beside(words, index):
            for parts, kinds in forms.get(word.stem, ()):
                if not _matches(words, index, parts):
                    continue
                size = len(parts)
                last = index + size - 1
                span = Span(word.start, words[last].end)
                shown = " ".join(one.text for one in words[index : last + 1])
                found.extend(Member(kind, name, index, last, span, shown) for kind, name in kinds)
                break
        index += size
    return tuple(found)


_PRESS = frozenset({"reporters", "journalists", "reporter", "journalist", "radio", "newspaper",
                    "television", "magazine"})  # fmt: skip


def _is_addressed(words: Sequence[Word], index: int) -> bool:
    """ "Told reporters": whom something is said to is nobody the claim is about."""
    word = words[index]
    return word.lower in _PRESS and words[word.head].stem == "tell" and index > word.head


_BESIDE = frozenset({"outside", "near", "opposite", "beside", "facing"})


def _is_beside(words: Sequence[Word], index: int) -> bool:
    """ "Outside the town hall": a place may be beside two others."""
    before = [word.lower for word in words[max(0, index - 3) : index]]
    if before[-1:] and before[-1] in _ARTICLES:
        before.pop()
    return before[-1:] != [] and (before[-1] in _BESIDE or before[-2:] == ["front", "of"])


_ARTICLES = frozenset({"the", "a", "an", "its", "their"})
_PLAIN = ("NN", "JJ", "RB", "IN", "CD")


def _matches(words: Sequence[Word], index: int, parts: tuple[str, ...]) -> bool:
    if index + len(parts) > len(words):
        return False
    own = words[index : index + len(parts)]
    described = own[0].tag == "VBN" and own[0].dep == "amod"
    if len(parts) == 1 and not own[0].tag.startswith(_PLAIN) and not described:
        return False
    if own[0].tag in ("NNP", "NNPS") and own[0].entity in ("PERSON", "ORG", "GPE", "FAC"):
        return False
    return all(word.stem == part and word.inside for word, part in zip(own, parts, strict=True))


@cache
def _forms() -> dict[str, tuple[_Form, ...]]:
    """What each first stem may begin, longest first."""
    text = asset_path("resources", "nlp", "values", "contrasts.txt").read_text(encoding="utf-8")
    kinds: dict[tuple[str, ...], list[tuple[Kind, str]]] = {}
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        title, _, members = line.partition(" : ")
        kind = Kind(title.removeprefix(_LOOSE), title.startswith(_LOOSE))
        for member in members.split(","):
            names = [name.strip() for name in member.split("=")]
            for name in names:
                parts = tuple(stem(part) for part in folded(name).replace("-", " - ").split())
                kinds.setdefault(parts, []).append((kind, names[0]))
    forms: dict[str, list[_Form]] = {}
    for parts, own in kinds.items():
        forms.setdefault(parts[0], []).append((parts, tuple(own)))
    return {
        first: tuple(sorted(of_stem, key=lambda form: -len(form[0])))
        for first, of_stem in forms.items()
    }
