"""Reads events whose claims are marked in the running text, as events/README.md tells."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from annotator.domain.link import ConflictLevel, Relation
from annotator.domain.span import Span
from annotator.exchange.gold_event import GoldArticle, GoldClaim, GoldEvent, GoldLink

_HEADER = re.compile(r"^== (.+?) \| (.+)$", re.M)
_CLAIM = re.compile(r"\{([a-z0-9,/~-]+):([^{}]+)\}")


def read_marked_event(path: Path) -> GoldEvent:
    """The event in a text file.

    Raises:
        ValueError: a mark is not closed.
    """
    pieces = _HEADER.split(path.read_text("utf-8"))[1:]
    articles, claims = [], []
    facts: dict[str, dict[str, str]] = {}
    for number, (outlet, body) in enumerate(zip(pieces[::3], pieces[2::3], strict=True)):
        text, end = "", 0
        for match in _CLAIM.finditer(body):
            text += body[end : match.start()]
            claim = GoldClaim(f"a{number}c{len(claims)}", number,
                              Span(len(text), len(text) + len(match.group(2))))  # fmt: skip
            claims.append(claim)
            facts[claim.id] = _stated(match.group(1))
            text += match.group(2)
            end = match.end()
        text += body[end:]
        if set(text) & {"{", "}"}:
            raise ValueError(f"{path.name}: a mark in article {number} is not closed")
        articles.append(GoldArticle(f"{number}.txt", outlet, text))
    links = tuple(
        _link(one.id, other.id, facts[one.id], facts[other.id])
        for one, other in itertools.combinations(claims, 2)
        if one.article != other.article and facts[one.id].keys() & facts[other.id].keys()
    )
    return GoldEvent(path.stem, tuple(articles), tuple(claims), links)


def _stated(mark: str) -> dict[str, str]:
    """The facts that a mark names, each with the version told of it, or ""."""
    return {fact: version for fact, _, version in (part.partition("/") for part in mark.split(","))}


def _link(a: str, b: str, told_a: dict[str, str], told_b: dict[str, str]) -> GoldLink:
    versions = [(told_a[fact], told_b[fact]) for fact in told_a.keys() & told_b.keys()]
    differing = [(one, other) for one, other in versions if one and other and one != other]
    if not differing:
        return GoldLink(a, b, Relation.SAME, (), None)
    soft = all("~" in one + other for one, other in differing)
    return GoldLink(a, b, Relation.CONFLICT, (), ConflictLevel.SOFT if soft else ConflictLevel.HARD)
