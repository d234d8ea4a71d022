"""Compares the claims of articles: which state the same fact, and how they relate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np
from spacy.language import Language

from annotator.domain.link import ProposedLink, Relation
from annotator.nlp.comparison.article_reading import ArticleReader
from annotator.nlp.comparison.candidates import candidate_pairs
from annotator.nlp.comparison.claim_table import Bools, ClaimTable, Floats, Ints, claim_table
from annotator.nlp.comparison.combiner import Judgement, load_combiner
from annotator.nlp.comparison.compared import (
    ComparedArticle,
    ComparedClaim,
    ComparedEvent,
    Rest,
    without_rest,
)
from annotator.nlp.comparison.comparer_version import comparer_version
from annotator.nlp.comparison.grouping import groups_of, signature
from annotator.nlp.comparison.lexicon import load_lexicon
from annotator.nlp.comparison.offices import office_disputes
from annotator.nlp.comparison.relation import Relating, relate
from annotator.nlp.values.dating import datings_of
from annotator.nlp.values.parsed_claim import ParsedClaim

Progress = Callable[[int, int], None]
"""Is told how many steps of how many are done: each article is read, then compared."""

_KEPT = 3
"""For each claim, so many counterparts per other article are returned though not drawn."""

_KEPT_IN_ALL = 90
"""Beyond so many counterparts a claim, fewer per article are kept."""

_BETWEEN_RESTS = 100
"""Links that are made in some ten milliseconds at the most."""


class Comparer:
    """Links claims of different articles; keeps what it read between comparisons.

    Attributes:
        version: changes whenever links may change.
    """

    def __init__(self, nlp: Language) -> None:
        self._lexicon = load_lexicon()
        self._combiner = load_combiner()
        self._reader = ArticleReader(nlp)
        self.version = comparer_version()

    def compare(
        self, articles: Sequence[ComparedArticle], tell_progress: Progress, kept: int = _KEPT
    ) -> tuple[ProposedLink, ...]:
        """Every drawn link, and for each claim the best three per other article, not drawn.

        Links come ordered by their claims' articles and places. An article that is about
        something else changes no link of the others.

        Args:
            articles: in the order they came into the project; a's article of a link comes before
                b's. Articles without claims are welcome.
            tell_progress: told at the start and after each step.
            kept: how many counterparts per other article are returned though not drawn.
        """
        links = [
            link
            for event in self.events(articles, tell_progress, kept=kept)
            for link in event.links
        ]
        place = {
            claim.id: (number, claim.span)
            for number, article in enumerate(articles)
            for claim in article.claims
        }
        return tuple(sorted(links, key=lambda link: (place[link.a], place[link.b])))

    def events(
        self,
        articles: Sequence[ComparedArticle],
        tell_progress: Progress,
        unchanged: Collection[tuple[int, ...]] = (),
        kept: int = _KEPT,
        rest: Rest = without_rest,
    ) -> Iterator[ComparedEvent]:
        """What `compare` finds, event by event as each is done, and disputed offices.

        Args:
            unchanged: events whose links are known, by the ids of their texts in the order of
                ``articles``. Those that still are events are passed over: not read, not judged.
            rest: called again and again, mostly some ten milliseconds apart; whoever waits for the
                language model may use it then.
        """
        steps = 2 * len(articles)
        done = 0

        def tell(more: int) -> None:
            nonlocal done
            done += more
            tell_progress(done, steps)

        known = frozenset(unchanged)
        tell(0)
        for numbers in groups_of([signature(one.text, self._lexicon) for one in articles]):
            text_ids = tuple(articles[number].text_id for number in numbers)
            if text_ids in known:
                tell(2 * len(numbers))
                continue
            group = [_in_text_order(articles[number]) for number in numbers]
            read = self._read(group, tell, rest)
            links = tuple(self._links(group, read, kept, rest))
            offices = office_disputes(list(zip(text_ids, read, strict=True)))
            tell(len(group))
            yield ComparedEvent(text_ids, links, offices)

    def _read(
        self, group: Sequence[ComparedArticle], tell: Callable[[int], None], rest: Rest
    ) -> list[tuple[ParsedClaim, ...]]:
        """The claims of an event's articles, parsed; none of an article that is alone."""
        datings = datings_of([(article.text, article.published) for article in group])
        read: list[tuple[ParsedClaim, ...]] = []
        for article, dating in zip(group, datings, strict=True):
            read.append(self._reader.claims(article, dating) if len(group) > 1 else ())
            tell(1)
            rest()
        return read

    def _links(
        self,
        articles: Sequence[ComparedArticle],
        read: Sequence[tuple[ParsedClaim, ...]],
        kept: int,
        rest: Rest = without_rest,
    ) -> Iterator[ProposedLink]:
        table = claim_table(read, self._lexicon)
        if not len(table):
            return
        firsts, seconds = candidate_pairs(table)
        ids = [claim.id for article in articles for claim in article.claims]
        claims = [claim for group in read for claim in group]
        judgement = self._combiner.judge(table, claims, firsts, seconds, rest)
        relatings = _relatings(judgement)
        scores, threshold = judgement.scores, self._combiner.threshold
        # On a desk of very many articles nobody asks for three of each.
        kept = min(kept, max(1, _KEPT_IN_ALL // len(articles)))
        returned = _returned(table, firsts, seconds, scores, threshold, kept)
        for number, index in enumerate(np.flatnonzero(returned)):
            if number % _BETWEEN_RESTS == 0:
                rest()
            one, other = int(firsts[index]), int(seconds[index])
            score = round(float(scores[index]), 4)
            relating = relatings.get(int(index))
            if relating is None:
                relating = told_of_link(relate(claims[one], claims[other]), sure=False)
            yield ProposedLink(
                ids[one],
                ids[other],
                score,
                score >= threshold,
                relating.relation,
                relating.reason,
                relating.differences,
            )


def _relatings(judgement: Judgement) -> dict[int, Relating]:
    """What is told of each pair that was related, by its place among all pairs."""
    told = judgement.told
    sure = np.ones(len(told.places), np.bool_)
    sure[told.conflicts] = judgement.sure
    return {
        int(place): told_of_link(relating, sure=bool(is_sure))
        for place, relating, is_sure in zip(told.places, told.relatings, sure, strict=True)
    }


def told_of_link(relating: Relating, *, sure: bool) -> Relating:
    """What is told of a pair: the values of a conflict that is not sure may not belong together."""
    if relating.relation is not Relation.CONFLICT or sure:
        return relating
    field = relating.differences[0].field.value
    return replace(
        relating, relation=Relation.PARTIAL, reason=f"the {field} may differ", differences=()
    )


def _in_text_order(article: ComparedArticle) -> ComparedArticle:
    def place(claim: ComparedClaim) -> tuple[int, int, int]:
        return claim.span.start, claim.span.end, claim.id

    claims = tuple(sorted(article.claims, key=place))
    return ComparedArticle(
        article.text_id, article.text, article.title, article.outlet, article.published, claims
    )


def _returned(
    table: ClaimTable, firsts: Ints, seconds: Ints, scores: Floats, threshold: float, kept: int
) -> Bools:
    """Which pairs are told of: those above the threshold and the best few of either claim."""
    returned = scores >= threshold
    articles = int(table.articles[-1]) + 1
    for own, other in ((firsts, seconds), (seconds, firsts)):
        keys = own * articles + table.articles[other]
        order = np.lexsort((-scores, keys))
        ranks = np.arange(len(keys)) - np.searchsorted(keys[order], keys[order])
        returned[order[ranks < kept]] = True
    return np.asarray(returned)
