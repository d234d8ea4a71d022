"""Which articles await comparison, and keeping what it found."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from annotator.domain.claim import Claim, ClaimState
from annotator.domain.errors import ComparisonFailed
from annotator.domain.link import ProposedLink
from annotator.domain.office import OfficeDispute
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim, ComparedEvent
from annotator.nlp.comparison.comparer_version import comparer_version
from annotator.services.project import Project
from annotator.storage.compared_events import FoundLink, event_steps, store_event
from annotator.storage.links import read_compared

MOST_CLAIMS = 60_000
"""More claims than this are not compared: it would take hours and more memory than there is."""


def articles_to_compare(project: Project) -> tuple[ComparedArticle, ...]:
    """What a comparison of the project would read now; empty with fewer than two articles.

    Claims that are dismissed or removed take no part.
    """
    by_article: dict[int, list[Claim]] = {}
    for claim in project.claims():
        if claim.state is ClaimState.OPEN:
            by_article.setdefault(claim.article_id, []).append(claim)
    articles = tuple(
        ComparedArticle(
            article.text_id,
            project.text(article),
            article.metadata.title,
            article.metadata.outlet,
            article.metadata.published,
            tuple(
                ComparedClaim(claim.id, claim.span)
                for claim in by_article.get(article.id, ())
                if claim.text_id == article.text_id
            ),
        )
        for article in project.articles()
    )
    return articles if len(articles) > 1 else ()


def refuse_too_many(articles: Iterable[ComparedArticle]) -> None:
    """Raise ComparisonFailed when there are more claims than are compared."""
    if sum(len(article.claims) for article in articles) > MOST_CLAIMS:
        raise ComparisonFailed(
            f"There are more than {MOST_CLAIMS:,} claims to compare.",
            "Nothing was changed.",
            "Divide the articles among several projects.",
        )


def digests_of(articles: Iterable[ComparedArticle]) -> dict[int, str]:
    """SHA-256 (hexadecimal) of all of an article that a link may depend on, by text id."""
    found = {}
    for article in articles:
        whole = [
            hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
            article.title,
            article.outlet,
            article.published,
            [[claim.id, claim.span.start, claim.span.end] for claim in article.claims],
        ]
        found[article.text_id] = hashlib.sha256(json.dumps(whole).encode()).hexdigest()
    return found


def unchanged_events(
    project: Project, articles: Sequence[ComparedArticle]
) -> frozenset[tuple[int, ...]]:
    """The stored events that today's comparer found among just these articles and claims.

    An event is told by the ids of its texts, in the order of ``articles``. What is found in an
    event depends on nothing outside it, so a comparison need not look at these again.
    """
    digests = digests_of(articles)
    place = {text_id: number for number, text_id in enumerate(digests)}
    events: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for event, text_id, digest in read_compared(project.database, comparer_version()):
        events[event].append((text_id, digest))
    return frozenset(
        tuple(sorted((text_id for text_id, _ in texts), key=place.__getitem__))
        for texts in events.values()
        if all(digests.get(text_id) == digest for text_id, digest in texts)
    )


def is_compared(project: Project, articles: Sequence[ComparedArticle]) -> bool:
    """Whether what is stored came from just these articles and claims, by today's comparer."""
    return sum(map(len, unchanged_events(project, articles))) == len(articles)


def keep_event(
    project: Project, articles: Iterable[ComparedArticle], event: ComparedEvent
) -> tuple[ComparedArticle, ...]:
    """Keep what was found in an event of these ``articles``; gives those that are of the event.

    Raises:
        ProjectReadOnly, NotSaved: what was there stands.
    """
    own = articles_of(articles, event)
    keep_links(project, own, event.links, event.offices)
    return own


def articles_of(
    articles: Iterable[ComparedArticle], event: ComparedEvent
) -> tuple[ComparedArticle, ...]:
    """Those of ``articles`` that are of the event."""
    texts = frozenset(event.text_ids)
    return tuple(article for article in articles if article.text_id in texts)


def keep_event_in_steps(
    project: Project, articles: Iterable[ComparedArticle], event: ComparedEvent
) -> Iterator[None]:
    """Keep an event as `keep_event` does, in steps of some ten milliseconds.

    Each step is done when the iterator is asked for more, and other acts may come between. Until
    the last one nothing is told of the event, nor ever of one whose steps were not all done.

    Raises:
        ProjectReadOnly, NotSaved: the event is not told of until it is compared again.
    """
    own = articles_of(articles, event)
    if own:
        digests = digests_of(own)
        found = _found(own, event.links)
        offices = tuple(_of_these(digests, event.offices))
        yield
        yield from event_steps(project.database, comparer_version(), digests, found, offices)


def keep_links(
    project: Project,
    articles: Iterable[ComparedArticle],
    links: Iterable[ProposedLink],
    offices: Iterable[OfficeDispute],
) -> None:
    """Make what was found among the ``articles`` of one event the project's, at once.

    Links of claims that did not take part are left out; what reviewers said of links stays as it
    is, and so does what was found in other events.

    Raises:
        ProjectReadOnly, NotSaved: what was there stands.
    """
    own = tuple(articles)
    if own:
        digests = digests_of(own)
        store_event(
            project.database,
            comparer_version(),
            digests,
            _found(own, links),
            _of_these(digests, offices),
        )


def _found(
    articles: Iterable[ComparedArticle], links: Iterable[ProposedLink]
) -> Iterator[FoundLink]:
    """The links between claims of these articles, with the texts of both."""
    texts = {claim.id: article.text_id for article in articles for claim in article.claims}
    for link in links:
        if link.a in texts and link.b in texts:
            yield texts[link.a], texts[link.b], link


def _of_these(texts: Container[int], offices: Iterable[OfficeDispute]) -> Iterator[OfficeDispute]:
    return (one for one in offices if all(named.text_id in texts for named in one.named))
