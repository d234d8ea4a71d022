"""How well links are found, held against events whose links were drawn by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from annotator.domain.link import ConflictLevel, ProposedLink, Relation
from annotator.domain.span import Span
from annotator.exchange.gold_event import GoldClaim, GoldEvent
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim

_RANKED = 10
"""So many counterparts per article are ranked; a right one further down counts as not found."""

_LEAST_OVERLAP = 0.5

Compare = Callable[[Sequence[ComparedArticle]], Sequence[ProposedLink]]


@dataclass(frozen=True, slots=True)
class LinkFigures:
    """What was measured on an event.

    Attributes:
        queries: pairs of a claim and another article that holds a counterpart of it.
        mrr: mean of 1 / rank of the best right counterpart; 0 where none was found.
        right_first: share of queries whose first counterpart is right.
        precision, recall, f1: of the links drawn.
        outside: drawn links with an end that no gold claim overlaps, left out of the precision;
            none when the gold claims themselves were compared.
        conflicts, conflicts_found: gold conflicts, and those drawn as a conflict; by level.
        false_alarms: links drawn as a conflict that are none, per article.
        relations_right: share of the right links whose relation is right too.
    """

    event: str
    articles: int
    claims: int
    links: int
    queries: int
    mrr: float
    right_first: float
    precision: float
    recall: float
    f1: float
    outside: int
    conflicts: Mapping[ConflictLevel, int]
    conflicts_found: Mapping[ConflictLevel, int]
    false_alarms: float
    relations_right: float


def evaluate_links(
    event: GoldEvent, claims: Sequence[Sequence[Span]], compare: Compare
) -> LinkFigures:
    """Compare the event's articles and hold the links against its own.

    Args:
        claims: the claims to compare, for each article: the event's own or a detector's. A claim
            stands for the gold claims it overlaps by half of the shorter one.
        compare: draws the links.
    """
    articles, stands_for = compared_event(event, claims)
    links = compare(articles)
    own = {claim.id: article.text_id for article in articles for claim in article.claims}
    gold = {frozenset((link.a, link.b)): link for link in event.links}
    ranks = _ranks(event, links, stands_for, own)
    drawn = [link for link in links if link.drawn]
    inside = [link for link in drawn if stands_for[link.a] and stands_for[link.b]]
    meant = {link: _meant(link, stands_for) & gold.keys() for link in inside}
    right = [link for link in inside if meant[link]]
    found = {pair for link in right for pair in meant[link]}
    alarms = {
        pair
        for link in right
        if link.relation is Relation.CONFLICT
        for pair in meant[link]
        if gold[pair].level is not None
    }
    false = [
        link
        for link in inside
        if link.relation is Relation.CONFLICT
        and not any(gold[pair].level is not None for pair in meant[link])
    ]
    precision, recall = _share(len(right), len(inside)), _share(len(found), len(gold))
    related = sum(
        any(gold[pair].relation is link.relation for pair in meant[link]) for link in right
    )
    return LinkFigures(
        event=event.name,
        articles=len(articles),
        claims=len(own),
        links=len(drawn),
        queries=len(ranks),
        mrr=_share(sum(1 / rank for rank in ranks if rank), len(ranks)),
        right_first=_share(sum(rank == 1 for rank in ranks), len(ranks)),
        precision=precision,
        recall=recall,
        f1=_share(2 * precision * recall, precision + recall),
        outside=len(drawn) - len(inside),
        conflicts=_by_level(link.level for link in event.links),
        conflicts_found=_by_level(gold[pair].level for pair in alarms),
        false_alarms=_share(len(false), len(articles)),
        relations_right=_share(related, len(right)),
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _by_level(levels: Iterable[ConflictLevel | None]) -> dict[ConflictLevel, int]:
    counts = dict.fromkeys(ConflictLevel, 0)
    for level in levels:
        if level is not None:
            counts[level] += 1
    return counts


def compared_event(
    event: GoldEvent, claims: Sequence[Sequence[Span]]
) -> tuple[list[ComparedArticle], dict[int, frozenset[str]]]:
    """The articles to compare, and which gold claims each claim stands for."""
    gold: dict[int, list[GoldClaim]] = defaultdict(list)
    for claim in event.claims:
        gold[claim.article].append(claim)
    articles: list[ComparedArticle] = []
    stands_for: dict[int, frozenset[str]] = {}
    for number, (article, spans) in enumerate(zip(event.articles, claims, strict=True)):
        first = len(stands_for)
        own = tuple(ComparedClaim(first + place, span) for place, span in enumerate(spans))
        for compared in own:
            stands_for[compared.id] = frozenset(
                one.id for one in gold[number] if _overlaps(one.span, compared.span)
            )
        articles.append(ComparedArticle(number, article.text, "", article.outlet, "", own))
    return articles, stands_for


def _overlaps(one: Span, other: Span) -> bool:
    return one.shared(other) >= _LEAST_OVERLAP * min(len(one), len(other))


def _meant(link: ProposedLink, stands_for: Mapping[int, frozenset[str]]) -> set[frozenset[str]]:
    return {frozenset((one, other)) for one in stands_for[link.a] for other in stands_for[link.b]}


def _ranks(
    event: GoldEvent,
    links: Iterable[ProposedLink],
    stands_for: Mapping[int, frozenset[str]],
    own: Mapping[int, int],
) -> list[int]:
    """For each gold claim and article with a counterpart, the rank of the best right one; 0: none.

    Where several claims stand for a gold claim, the one with the best rank counts.
    """
    lists: dict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
    for link in links:
        for one, other in ((link.a, link.b), (link.b, link.a)):
            lists[one, own[other]].append((-link.score, other))
    for ranked in lists.values():
        ranked.sort()
        del ranked[_RANKED:]
    article_of = {marked.id: marked.article for marked in event.claims}
    wanted: dict[tuple[str, int], set[str]] = defaultdict(set)
    for gold in event.links:
        wanted[gold.a, article_of[gold.b]].add(gold.b)
        wanted[gold.b, article_of[gold.a]].add(gold.a)
    standing: dict[str, list[int]] = defaultdict(list)
    for number, meant in stands_for.items():
        for name in meant:
            standing[name].append(number)
    ranks = []
    for (name, article), right in sorted(wanted.items()):
        found = [
            rank
            for claim in standing[name]
            for rank, (_, other) in enumerate(lists[claim, article], start=1)
            if stands_for[other] & right
        ]
        ranks.append(min(found, default=0))
    return ranks


def evaluate_in_process(events: Sequence[GoldEvent], *, own_claims: bool) -> list[LinkFigures]:
    """Measure the shipped comparison on events, with the language model in this very process.

    Args:
        own_claims: compare the claims that the detector finds, not those marked by hand.

    Raises:
        DetectionFailed: no language model is installed.
        ComparisonFailed: the comparison's own files are missing or damaged.
    """
    # spaCy comes in here: a program that never compares anything never pays for it.
    from annotator.nlp.comparison.combiner import LinkWeightsDamaged
    from annotator.nlp.comparison.comparer import Comparer
    from annotator.nlp.detector import load_detector
    from annotator.nlp.static_vectors import StaticVectorsDamaged
    from annotator.nlp.worker import comparing_failed

    detector = load_detector()
    figures = []
    for event in events:
        # A comparer remembers texts by their ids, which begin anew with each event.
        try:
            comparer = Comparer(detector.nlp)
        except (OSError, LinkWeightsDamaged, StaticVectorsDamaged) as error:
            raise comparing_failed(error) from error
        claims: list[list[Span]] = [[] for _ in event.articles]
        if own_claims:
            for number, article in enumerate(event.articles):
                # All candidates, as in the window: a counterpart may be of little worth itself.
                for start, end, *_ in detector.read(article.text):
                    claims[number].append(Span(start, end))
        else:
            for claim in event.claims:
                claims[claim.article].append(claim.span)
        figures.append(
            evaluate_links(
                event, claims, partial(comparer.compare, tell_progress=_untold, kept=_RANKED)
            )
        )
    return figures


def _untold(done: int, total: int) -> None:
    """Nobody waits to be told."""
