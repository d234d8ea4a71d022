"""Reads events whose claims are marked in the running text, as events/README.md tells."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from annotator.domain.link import Relation
from annotator.domain.span import Span
from annotator.exchange.gold_event import GoldArticle, GoldClaim, GoldEvent, GoldLink

_HEADER = re.compile(r"^== (.+?) \| (.+)$", re.M)
_CLAIM = re.compile(r"\{([a-z0-9,]+):([^{}]+)\}")


def read_marked_event(path: Path) -> GoldEvent:
    """The event in a text file.

    Raises:
        ValueError: a mark is not closed.
    """
    pieces = _HEADER.split(path.read_text("utf-8"))[1:]
    articles, claims = [], []
    facts: dict[str, set[str]] = {}
    for number, (outlet, body) in enumerate(zip(pieces[::3], pieces[2::3], strict=True)):
        text, end = "", 0
        for match in _CLAIM.finditer(body):
            text += body[end : match.start()]
            claim = GoldClaim(f"a{number}c{len(claims)}", number,
                              Span(len(text), len(text) + len(match.group(2))))  # fmt: skip
            claims.append(claim)
            facts[claim.id] = set(match.group(1).split(","))
            text += match.group(2)
            end = match.end()
        text += body[end:]
        if set(text) & {"{", "}"}:
            raise ValueError(f"{path.name}: a mark in article {number} is not closed")
        articles.append(GoldArticle(f"{number}.txt", outlet, text))
    links = tuple(
        GoldLink(one.id, other.id, Relation.SAME, (), None)
        for one, other in itertools.combinations(claims, 2)
        if one.article != other.article and facts[one.id] & facts[other.id]
    )
    return GoldEvent(path.stem, tuple(articles), tuple(claims), links)
