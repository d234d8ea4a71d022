"""Reads gold events: several articles about one event with their claims and links, by hand.

An event is a folder with ``gold.json`` and ``articles/``. ``gold.json`` holds ``articles``
(``file``, ``outlet``), ``claims`` (``id``, ``article``, ``start``, ``end`` in code points of the
file read as UTF-8 with its newlines as they are) and ``links`` (``a``, ``b``, ``relation``,
``fields``, ``strength``); every pair that is not listed is none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.domain.errors import ArticleRefused
from annotator.domain.link import ConflictLevel, Relation
from annotator.domain.span import Span
from annotator.domain.text import canonical_text

_SAFE = "Nothing was measured."
_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article of an event; ``text`` is canonical."""

    file: str
    outlet: str
    text: str


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim marked by hand; ``span`` is in code points of the canonical text."""

    id: str
    article: int
    span: Span


@dataclass(frozen=True, slots=True)
class GoldLink:
    """Two claims about one fact; ``level`` is None unless they conflict."""

    a: str
    b: str
    relation: Relation
    fields: tuple[str, ...]
    level: ConflictLevel | None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """The articles of an event, their claims and all links among these."""

    name: str
    articles: tuple[GoldArticle, ...]
    claims: tuple[GoldClaim, ...]
    links: tuple[GoldLink, ...]


def read_gold_event(folder: Path) -> GoldEvent:
    """The event in ``folder``.

    Raises:
        ArticleRefused: a file is missing, too large, not UTF-8, or not in the form described.
    """
    try:
        path = folder / "gold.json"
        if path.stat().st_size > _LARGEST:
            raise ArticleRefused(f"“{path.name}” is too large.", _SAFE)
        values = json.loads(path.read_bytes())
        sources = [
            (folder / "articles" / Path(article["file"]).name).read_bytes().decode("utf-8")
            for article in values["articles"]
        ]
        return _event(folder.name, values, sources)
    except (OSError, ValueError, LookupError, TypeError, OverflowError, RecursionError) as error:
        raise ArticleRefused(
            f"“{folder.name}” is not a gold event.",
            _SAFE,
            "Give a folder that holds gold.json and articles.",
            f"{type(error).__name__}: {error}" if isinstance(error, OSError | KeyError) else "",
        ) from error


def _event(name: str, values: dict[str, Any], sources: list[str]) -> GoldEvent:
    texts = [canonical_text(source).text for source in sources]
    articles = tuple(
        GoldArticle(str(article["file"]), str(article.get("outlet", "")), text)
        for article, text in zip(values["articles"], texts, strict=True)
    )
    claims = tuple(_claim(claim, sources) for claim in values["claims"])
    known = {claim.id: claim for claim in claims}
    links = tuple(_link(link) for link in values["links"])
    for link in links:
        if known[link.a].article == known[link.b].article:
            raise ValueError("a link inside one article")
    return GoldEvent(name, articles, claims, links)


def _claim(values: dict[str, Any], sources: list[str]) -> GoldClaim:
    article, start, end = int(values["article"]), int(values["start"]), int(values["end"])
    if article < 0:
        raise ValueError("a claim of no article")
    source = sources[article]
    if not 0 <= start < end <= len(source):
        raise ValueError("a claim outside its article")
    first = len(canonical_text(source[:start]).text)
    span = Span(first, first + len(canonical_text(source[start:end]).text))
    return GoldClaim(str(values["id"]), article, span)


def _link(values: dict[str, Any]) -> GoldLink:
    relation = Relation(values["relation"])
    level = ConflictLevel(values["strength"]) if relation is Relation.CONFLICT else None
    fields = tuple(str(field) for field in values.get("fields", ()))
    return GoldLink(str(values["a"]), str(values["b"]), relation, fields, level)
