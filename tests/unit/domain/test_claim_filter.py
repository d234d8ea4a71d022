"""Choosing claims."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import Article, ArticleMetadata, ArticleState
from annotator.domain.claim import Claim, ClaimKind, ClaimState
from annotator.domain.claim_filter import (
    ON_THE_DESK,
    REVIEWED,
    ClaimFilter,
    Standing,
    chosen_claims,
    standing_of,
)
from annotator.domain.verdict import Verdict

MakeClaim = Callable[..., Claim]
MakeArticle = Callable[..., Article]

EVERYTHING = ClaimFilter(standings=frozenset(Standing))


@pytest.fixture
def articles(make_article: MakeArticle) -> dict[int, Article]:
    return {
        1: make_article(id=1, metadata=ArticleMetadata("Ship aground", outlet="Straße News")),
        2: make_article(id=2, metadata=ArticleMetadata("Harbour closed")),
        3: make_article(id=3, state=ArticleState.REMOVED),
    }


def _ids(claims: list[Claim]) -> list[int]:
    return [claim.id for claim in claims]


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_a_standing_of_the_same_name(make_claim: MakeClaim, verdict: Verdict) -> None:
    assert standing_of(make_claim(verdict=verdict)).value == verdict.value


def test_a_claim_without_a_verdict_is_unreviewed_or_dismissed(make_claim: MakeClaim) -> None:
    assert standing_of(make_claim()) is Standing.UNREVIEWED
    assert standing_of(make_claim(state=ClaimState.DISMISSED)) is Standing.DISMISSED
    dismissed = make_claim(state=ClaimState.DISMISSED, verdict=Verdict.VERIFIED)
    assert standing_of(dismissed) is Standing.DISMISSED


def test_the_groups_of_standings() -> None:
    assert {standing.value for standing in REVIEWED} == {verdict.value for verdict in Verdict}
    assert frozenset(Standing) - ON_THE_DESK == {Standing.DISMISSED}


def test_by_default_dismissed_claims_stay_out(
    make_claim: MakeClaim, articles: dict[int, Article]
) -> None:
    claims = [make_claim(id=1), make_claim(id=2, state=ClaimState.DISMISSED)]
    assert _ids(chosen_claims(claims, articles, ClaimFilter())) == [1]
    assert _ids(chosen_claims(claims, articles, EVERYTHING)) == [1, 2]


def test_what_was_removed_is_never_chosen(
    make_claim: MakeClaim, articles: dict[int, Article]
) -> None:
    claims = [
        make_claim(id=1, state=ClaimState.REMOVED),
        make_claim(id=2, article_id=3),
        make_claim(id=3, article_id=99),
    ]
    assert chosen_claims(claims, articles, EVERYTHING) == []


@pytest.mark.parametrize(
    ("choice", "chosen"),
    [
        (ClaimFilter(kinds=frozenset({ClaimKind.DATE})), [2]),
        (ClaimFilter(kinds=frozenset({ClaimKind.DATE, ClaimKind.QUANTITY})), [1, 2, 3]),
        (ClaimFilter(article_ids=frozenset({2})), [3]),
        (ClaimFilter(reviewers=frozenset({"Kim"})), [2]),
        (ClaimFilter(standings=REVIEWED), [2]),
        (ClaimFilter(standings=frozenset()), []),
        (ClaimFilter(threshold=0.5), [1, 2]),
        (ClaimFilter(words="TWO  boats"), [1, 2, 3]),
        (ClaimFilter(words="boats nine"), []),
        (ClaimFilter(words="register"), [2]),
        (ClaimFilter(words="aground"), [1, 2]),
        (ClaimFilter(words="STRASSE two"), [1, 2]),
        (ClaimFilter(words="harbour", reviewers=frozenset({"Kim"})), []),
    ],
)
def test_each_part_of_a_filter_restricts(
    make_claim: MakeClaim, articles: dict[int, Article], choice: ClaimFilter, chosen: list[int]
) -> None:
    claims = [
        make_claim(id=1),
        make_claim(
            id=2,
            kinds=(ClaimKind.EVENT, ClaimKind.DATE),
            check_worthiness=0.1,
            kept=True,
            verdict=Verdict.VERIFIED,
            reviewer="Kim",
            justification="Ship's register, page 4",
        ),
        make_claim(id=3, article_id=2, check_worthiness=0.1),
    ]
    assert _ids(chosen_claims(claims, articles, choice)) == chosen


def test_the_threshold_does_not_hide_dismissed_claims_that_were_asked_for(
    make_claim: MakeClaim, articles: dict[int, Article]
) -> None:
    claims = [make_claim(state=ClaimState.DISMISSED, check_worthiness=0.1)]
    choice = ClaimFilter(standings=frozenset({Standing.DISMISSED}), threshold=0.9)
    assert chosen_claims(claims, articles, choice) == claims


@given(numbers=st.lists(st.integers(1, 50), unique=True))
def test_the_order_is_kept(
    make_claim: MakeClaim, make_article: MakeArticle, numbers: list[int]
) -> None:
    claims = [make_claim(id=number) for number in numbers]
    assert _ids(chosen_claims(iter(claims), {1: make_article()}, ClaimFilter())) == numbers
