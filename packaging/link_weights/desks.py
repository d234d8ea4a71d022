"""Desks to learn from: articles of an event laid side by side, with the features of all pairs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from marked_events import read_marked_event

from annotator.domain.span import Span
from annotator.exchange.gold_event import GoldEvent, GoldLink, read_gold_event
from annotator.nlp.comparison.article_reading import ArticleReader
from annotator.nlp.comparison.candidates import candidate_pairs
from annotator.nlp.comparison.claim_table import ClaimTable, claim_table
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim
from annotator.nlp.comparison.lexicon import Lexicon, load_lexicon
from annotator.nlp.comparison.likeness import likeness
from annotator.nlp.comparison.told_relations import ToldRelations, told_relations
from annotator.nlp.pipeline import load_pipeline
from annotator.nlp.values.dating import datings_of
from annotator.nlp.values.parsed_claim import ParsedClaim

FOLDS = 4
"""Small events are held back some at a time; a folder is always held back alone."""

PAIR_WEIGHT = 0.5
"""What a pair counts on a desk of two articles, beside 1 on the desk of the whole event."""

_Place = tuple[int, Span]


@dataclass(frozen=True, slots=True)
class Desk:
    """Some articles of an event laid side by side, with the features of all pairs.

    Attributes:
        fold: what is held back together with this desk.
        told: how all pairs relate.
        linked, conflict: of each pair, whether it is a link, and one that conflicts.
        whole: whether all articles of the event are there.
        with_conflicts: whether somebody told which links of the event conflict.
    """

    event: str
    fold: str
    table: ClaimTable
    firsts: np.ndarray
    seconds: np.ndarray
    alike: np.ndarray
    told: ToldRelations
    linked: np.ndarray
    conflict: np.ndarray
    whole: bool
    with_conflicts: bool

    @property
    def weight(self) -> float:
        """What a pair of it counts."""
        return 1.0 if self.whole else PAIR_WEIGHT

    @property
    def articles(self) -> int:
        """How many articles lie on it."""
        return int(self.table.articles[-1]) + 1


def parsed_claims(event: GoldEvent, reader: ArticleReader) -> list[tuple[ParsedClaim, ...]]:
    """The claims of each article, in text order."""
    datings = datings_of([(article.text, "") for article in event.articles])
    read = []
    for number, (article, dating) in enumerate(zip(event.articles, datings, strict=True)):
        spans = sorted(claim.span for claim in event.claims if claim.article == number)
        claims = tuple(ComparedClaim(place, span) for place, span in enumerate(spans))
        key = hash((event.name, number))
        compared = ComparedArticle(key, article.text, "", article.outlet, "", claims)
        read.append(reader.claims(compared, dating))
    return read


def desks(
    event: GoldEvent, fold: str, read: Sequence[tuple[ParsedClaim, ...]], lexicon: Lexicon
) -> Iterator[Desk]:
    """All articles together, and every two of them, as many desks are small."""
    spans = {claim.id: (claim.article, claim.span) for claim in event.claims}
    links = {frozenset((spans[link.a], spans[link.b])): link for link in event.links}
    numbers = range(len(event.articles))
    for chosen in (tuple(numbers), *itertools.combinations(numbers, 2)):
        yield _desk(event, fold, {number: read[number] for number in chosen}, lexicon, links)


def _desk(
    event: GoldEvent,
    fold: str,
    read: Mapping[int, tuple[ParsedClaim, ...]],
    lexicon: Lexicon,
    links: Mapping[frozenset[_Place], GoldLink],
) -> Desk:
    table = claim_table(list(read.values()), lexicon)
    firsts, seconds = candidate_pairs(table)
    claims = [claim for own in read.values() for claim in own]
    places = [(number, claim.span) for number, own in read.items() for claim in own]
    gold = [
        links.get(frozenset((places[one], places[other])))
        for one, other in zip(firsts, seconds, strict=True)
    ]
    return Desk(
        event=event.name,
        fold=fold,
        table=table,
        firsts=firsts,
        seconds=seconds,
        alike=likeness(table, firsts, seconds),
        told=told_relations(table, claims, firsts, seconds, np.arange(len(firsts))),
        linked=np.array([link is not None for link in gold]),
        conflict=np.array([link is not None and link.level is not None for link in gold]),
        whole=len(read) == len(event.articles),
        with_conflicts=any(link.level is not None for link in event.links),
    )


def loaded(paths: Sequence[Path]) -> list[Desk]:
    """The desks made of the events."""
    nlp, _ = load_pipeline()
    reader, lexicon = ArticleReader(nlp), load_lexicon()
    found: list[Desk] = []
    for number, path in enumerate(paths):
        event = read_event(path)
        fold = event.name if path.is_dir() else f"small events {number % FOLDS + 1}"
        found += desks(event, fold, parsed_claims(event, reader), lexicon)
    return found


def read_event(path: Path) -> GoldEvent:
    """The event in a folder with ``gold.json`` or in a text with marks."""
    return read_gold_event(path) if path.is_dir() else read_marked_event(path)
