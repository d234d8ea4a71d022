"""Makers of claims and articles for the tests of the domain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from annotator.domain.article import (
    Article,
    ArticleMetadata,
    ArticleSource,
    ArticleState,
    SourceFormat,
)
from annotator.domain.claim import Claim, ClaimKind, ClaimState, Origin
from annotator.domain.span import Span

CANDIDATE = Claim(
    id=1,
    uuid="00000000-0000-4000-8000-000000000001",
    article_id=1,
    text_id=1,
    span=Span(0, 9),
    quote="two boats",
    origin=Origin.DETECTOR,
    state=ClaimState.OPEN,
    kinds=(ClaimKind.QUANTITY,),
    check_worthiness=0.5,
    cues=("states a figure: two boats",),
    touched=False,
)
ARTICLE = Article(
    id=1,
    uuid="00000000-0000-4000-8000-0000000000a1",
    text_id=1,
    metadata=ArticleMetadata("Harbour news"),
    source=ArticleSource("harbour.txt", SourceFormat.TEXT, "utf-8", "0" * 64, 9),
    state=ArticleState.PRESENT,
    text_sha256="0" * 64,
    length=9,
    direction="ltr",
    imported_at="2026-03-09T08:00:00.000Z",
)


@pytest.fixture(scope="session")
def make_claim() -> Callable[..., Claim]:
    """Makes an untouched candidate, but for the fields that are given."""

    def make(**fields: Any) -> Claim:
        return replace(CANDIDATE, **fields)

    return make


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    """Makes an article, but for the fields that are given."""

    def make(**fields: Any) -> Article:
        return replace(ARTICLE, **fields)

    return make
