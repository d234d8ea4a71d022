"""Choosing claims for the table and for exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.article import Article, ArticleState
from annotator.domain.claim import Claim, ClaimKind, ClaimState, is_shown


class Standing(StrEnum):
    """Where a claim stands, as one word to filter by."""

    VERIFIED = "verified"
    DISPUTED = "disputed"
    UNSUPPORTED = "unsupported"
    UNREVIEWED = "unreviewed"
    DISMISSED = "dismissed"


REVIEWED = frozenset({Standing.VERIFIED, Standing.DISPUTED, Standing.UNSUPPORTED})
ON_THE_DESK = REVIEWED | {Standing.UNREVIEWED}


def standing_of(claim: Claim) -> Standing:
    """The standing of a claim that was not removed."""
    if claim.state is ClaimState.DISMISSED:
        return Standing.DISMISSED
    return Standing.UNREVIEWED if claim.verdict is None else Standing(claim.verdict.value)


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims to take; an empty set or text does not restrict.

    Attributes:
        standings: by default every claim on the desk, without dismissed ones.
        words: every white-space separated word must occur in the quote, the justification, the
            article's title or its outlet, whatever the case.
        threshold: least check-worthiness (0 to 1) of a candidate that no act keeps.
    """

    standings: frozenset[Standing] = ON_THE_DESK
    kinds: frozenset[ClaimKind] = frozenset()
    article_ids: frozenset[int] = frozenset()
    reviewers: frozenset[str] = frozenset()
    words: str = ""
    threshold: float = 0.0


def chosen_claims(
    claims: Iterable[Claim], articles: Mapping[int, Article], choice: ClaimFilter
) -> list[Claim]:
    """The claims that ``choice`` takes, in the order given; removed claims and articles never."""
    words = choice.words.casefold().split()
    kept = []
    for claim in claims:
        article = articles.get(claim.article_id)
        if article is None or article.state is ArticleState.REMOVED:
            continue
        if claim.state is ClaimState.REMOVED or standing_of(claim) not in choice.standings:
            continue
        if claim.state is ClaimState.OPEN and not is_shown(claim, choice.threshold):
            continue
        if choice.kinds and choice.kinds.isdisjoint(claim.kinds):
            continue
        if choice.article_ids and claim.article_id not in choice.article_ids:
            continue
        if choice.reviewers and claim.reviewer not in choice.reviewers:
            continue
        if words and not _contains_all(claim, article, words):
            continue
        kept.append(claim)
    return kept


def _contains_all(claim: Claim, article: Article, words: list[str]) -> bool:
    haystack = "\n".join(
        (claim.quote, claim.justification, article.metadata.title, article.metadata.outlet)
    ).casefold()
    return all(word in haystack for word in words)
