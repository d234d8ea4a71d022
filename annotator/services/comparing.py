"""Which articles await comparison, and keeping what it found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from annotator.domain.claim import Claim, ClaimState
from annotator.domain.link import ProposedLink
from annotator.domain.office import OfficeDispute
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim
from annotator.nlp.comparison.comparer_version import comparer_version
from annotator.services.project import Project
from annotator.storage.links import read_compared, store_comparison

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


def is_compared(project: Project, articles: Sequence[ComparedArticle]) -> bool:
    """Whether what is stored came from just these articles and claims, by today's comparer."""
    return read_compared(project.database, comparer_version()) == digests_of(articles)


def keep_links(
    project: Project,
    articles: Sequence[ComparedArticle],
    links: Sequence[ProposedLink],
    offices: Sequence[OfficeDispute],
) -> None:
    """Make a finished comparison of ``articles`` the project's.

    Links of claims that are no more are left out; what reviewers said of links stays as it is.

    Raises:
        ProjectReadOnly, NotSaved: what was there stands.
    """
    known = {claim.id for claim in project.claims()}
    texts = {article.text_id for article in project.articles()}
    store_comparison(
        project.database,
        comparer_version(),
        digests_of(articles),
        (link for link in links if link.a in known and link.b in known),
        (dispute for dispute in offices if all(named.text_id in texts for named in dispute.named)),
    )
