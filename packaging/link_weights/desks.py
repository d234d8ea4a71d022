"""Desks to learn from: articles of an event laid side by side, with the features of all pairs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from annotator.nlp.comparison.likeness import FEATURES, likeness
from annotator.nlp.comparison.told_relations import ToldRelations, told_relations
from annotator.nlp.pipeline import load_pipeline
from annotator.nlp.values.dating import datings_of
from annotator.nlp.values.parsed_claim import ParsedClaim

FOLDS = 4
"""Small events are held back some at a time; a folder is always held back alone."""

PAIR_WEIGHT = 0.5
"""What a pair counts on a desk of two articles, beside 1 on the desk of the whole event."""

SINGLES = 6
"""So many pairs of each kind of an event also lie alone on a desk: somebody compares two short
texts, and there are no other claims that could tell what is alike by chance."""

SINGLE_WEIGHT = 1.0

_Place = tuple[int, Span]


@dataclass(frozen=True, slots=True)
class Desk:
    """Some articles of an event laid side by side, with the features of all pairs.

    Attributes:
        fold: what is held back together with this desk.
        told: how all pairs relate.
        linked, conflict: of each pair, whether it is a link, and one that conflicts.
        whole: whether all articles of the event are there.
        single: whether there are two articles of one claim each.
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
    single: bool
    with_conflicts: bool

    @property
    def weight(self) -> float:
        """What a pair of it counts."""
        if self.single:
            return SINGLE_WEIGHT
        return 1.0 if self.whole else PAIR_WEIGHT

    @property
    def kind(self) -> str:
        """The kind of event that its figures are told with."""
        if self.fold == self.event:
            return "folders"
        return "dense texts" if self.event.startswith("dense-") else "small texts"

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
    """All articles together, every two of them as many desks are small, and some single claims."""
    spans = {claim.id: (claim.article, claim.span) for claim in event.claims}
    links = {frozenset((spans[link.a], spans[link.b])): link for link in event.links}
    numbers = range(len(event.articles))
    whole = _desk(event, fold, dict(enumerate(read)), lexicon, links)
    yield whole
    for chosen in itertools.combinations(numbers, 2):
        yield _desk(event, fold, {number: read[number] for number in chosen}, lexicon, links)
    claims = [(number, claim) for number, own in enumerate(read) for claim in own]
    for pair in _laid_alone(whole):
        ends = claims[whole.firsts[pair]], claims[whole.seconds[pair]]
        desk = _desk(event, fold, {number: (claim,) for number, claim in ends}, lexicon, links)
        yield replace(desk, whole=False, single=True, with_conflicts=whole.with_conflicts)


def _laid_alone(whole: Desk) -> Iterator[int]:
    """Pairs from all over the event: conflicts, other links, and pairs that are none."""
    is_told = np.zeros(len(whole.firsts), np.bool_)
    is_told[whole.told.conflicting] = True
    likest = np.argsort(-whole.alike[:, FEATURES.index("shared")], kind="stable")
    likest = likest[~whole.linked[likest]]
    yield from likest[:SINGLES]
    yield from likest[is_told[likest]][:SINGLES]
    for pairs in (whole.conflict & is_told, whole.linked & ~whole.conflict, ~whole.linked):
        places = np.flatnonzero(pairs)
        yield from places[:: max(1, len(places) // SINGLES)][:SINGLES]


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
        single=False,
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
