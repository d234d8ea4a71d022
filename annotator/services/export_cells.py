"""The cells of an export, straight from the rows of a project.

A value of every claim in between would take as long again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from annotator.domain.article import Article, ArticleState
from annotator.domain.claim_filter import ClaimFilter, Standing
from annotator.exchange.csv_cells import checked_columns
from annotator.exchange.csv_columns import EXPORT_SCHEMA, LIST_SEPARATOR, Column, Subject
from annotator.storage.articles import read_articles
from annotator.storage.claim_cells import (
    ARTICLE_ID,
    CELLS,
    CHECK_WORTHINESS,
    FIRST_CELL,
    KEPT,
    stream_claim_cells,
)
from annotator.storage.connection import ProjectDatabase


def chosen_cells(
    database: ProjectDatabase, choice: ClaimFilter, columns: Sequence[str]
) -> Iterator[Sequence[str]]:
    """The plain cells of what `chosen_claims` takes, in the order of ``columns``.

    Raises:
        ValueError: not a choice of columns.
    """
    of_article = [
        column for column in checked_columns(columns) if column.subject is not Subject.CLAIM
    ]
    articles = {
        article.id: article
        for article in read_articles(database)
        if article.state is ArticleState.PRESENT
        and (not choice.article_ids or article.id in choice.article_ids)
    }
    cells = {key: _article_cells(article, of_article) for key, article in articles.items()}
    in_order = _in_order(columns, [column.name for column in of_article])
    rows = _chosen(database, choice, articles)
    return (in_order(row + cells[row[ARTICLE_ID]]) for row in rows)


def _chosen(
    database: ProjectDatabase, choice: ClaimFilter, articles: dict[int, Article]
) -> Iterator[tuple[Any, ...]]:
    standings = {standing.value for standing in choice.standings}
    kinds = {kind.value for kind in choice.kinds}
    words = choice.words.casefold().split()
    dismissed, reviewers, threshold = Standing.DISMISSED.value, choice.reviewers, choice.threshold
    standing_at, reviewer_at, kinds_at, quote_at, justification_at = (
        FIRST_CELL + CELLS.index(name)
        for name in ("standing", "reviewer", "kinds", "quote", "justification")
    )
    for row in stream_claim_cells(database, LIST_SEPARATOR):
        article, standing = articles.get(row[ARTICLE_ID]), row[standing_at]
        if article is None or standing not in standings:
            continue
        worth = row[CHECK_WORTHINESS]
        # As `is_shown` has it; a dismissed claim was chosen by name.
        if standing != dismissed and not row[KEPT] and worth is not None and worth < threshold:
            continue
        if reviewers and row[reviewer_at] not in reviewers:
            continue
        if kinds and kinds.isdisjoint(row[kinds_at].split()):
            continue
        if words:
            metadata = article.metadata
            texts = (row[quote_at], row[justification_at], metadata.title, metadata.outlet)
            haystack = "\n".join(texts).casefold()
            if not all(word in haystack for word in words):
                continue
        yield row


def _article_cells(article: Article, columns: Sequence[Column]) -> tuple[str, ...]:
    of_export = {"export_schema": EXPORT_SCHEMA, "escaped": ""}
    return tuple(
        of_export[column.name]
        if column.subject is Subject.EXPORT
        else str(attrgetter(column.path.removeprefix("article."))(article))
        for column in columns
    )


def _in_order(columns: Sequence[str], of_article: Sequence[str]) -> itemgetter[Any]:
    """A function that picks the cells of ``columns`` out of a claim's tuple and its article's."""
    made = (*CELLS, *of_article)
    places = [FIRST_CELL + made.index(name) for name in columns]
    # itemgetter of one place alone gives no tuple.
    return itemgetter(*places) if len(places) > 1 else itemgetter(slice(places[0], places[0] + 1))
