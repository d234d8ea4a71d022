"""The quick way from a project to the cells of an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from annotator.domain.article import Article, ArticleState
from annotator.domain.claim_filter import ClaimFilter, Standing
from annotator.exchange.csv_columns import COLUMN_BY_NAME, EXPORT_SCHEMA, LIST_SEPARATOR, Subject
from annotator.storage.articles import read_articles
from annotator.storage.claim_cells import (
    ARTICLE_ID,
    CELLS,
    CHECK_WORTHINESS,
    FIRST_CELL,
    TOUCHED,
    stream_claim_cells,
)
from annotator.storage.connection import ProjectDatabase


def chosen_cells(
    database: ProjectDatabase, choice: ClaimFilter, columns: Sequence[str]
) -> Iterator[Sequence[str]]:
    """The plain cells of each chosen claim, in the order of ``columns``.

    What `chosen_claims` takes, apart from kinds and words, which ``choice`` must not restrict.

    Raises:
        ValueError: ``choice`` restricts kinds or words, or a column does not exist.
    """
    if choice.kinds or choice.words:
        raise ValueError("kinds and words are not looked at here")
    if unknown := [name for name in columns if name not in COLUMN_BY_NAME]:
        raise ValueError(f"no columns: {', '.join(unknown)}")
    articles = {
        article.id: _article_cells(article, columns)
        for article in read_articles(database)
        if article.state is ArticleState.PRESENT
        and (not choice.article_ids or article.id in choice.article_ids)
    }
    return _cells(database, choice, articles, _in_order(columns))


def _cells(
    database: ProjectDatabase,
    choice: ClaimFilter,
    articles: dict[int, tuple[str, ...]],
    in_order: itemgetter[Any],
) -> Iterator[Sequence[str]]:
    standings = {standing.value for standing in choice.standings}
    standing_at, reviewer_at = (FIRST_CELL + CELLS.index(name) for name in ("standing", "reviewer"))
    dismissed, reviewers, threshold = Standing.DISMISSED.value, choice.reviewers, choice.threshold
    for row in stream_claim_cells(database, LIST_SEPARATOR):
        of_article = articles.get(row[ARTICLE_ID])
        standing = row[standing_at]
        if of_article is None or standing not in standings:
            continue
        if reviewers and row[reviewer_at] not in reviewers:
            continue
        worth = row[CHECK_WORTHINESS]
        # As `is_shown` has it; a dismissed claim was chosen by name.
        if standing != dismissed and not row[TOUCHED] and worth is not None and worth < threshold:
            continue
        yield in_order(row + of_article)


def _article_cells(article: Article, columns: Sequence[str]) -> tuple[str, ...]:
    cells = []
    for name in columns:
        column = COLUMN_BY_NAME[name]
        if column.subject is Subject.ARTICLE:
            cells.append(str(attrgetter(column.path.removeprefix("article."))(article)))
        elif column.subject is Subject.EXPORT:
            cells.append(EXPORT_SCHEMA if name == "export_schema" else "")
    # Stands for a column without a value of its own, and keeps the picker's answer a tuple.
    return (*cells, "")


def _in_order(columns: Sequence[str]) -> itemgetter[Any]:
    """A function that picks the cells of ``columns`` out of a claim's tuple and its article's."""
    of_article = [n for n in columns if COLUMN_BY_NAME[n].subject is not Subject.CLAIM]
    beyond = FIRST_CELL + len(CELLS)
    nothing = beyond + len(of_article)
    places = []
    for name in columns:
        if name in of_article:
            places.append(beyond + of_article.index(name))
        elif name in CELLS:
            places.append(FIRST_CELL + CELLS.index(name))
        else:
            places.append(nothing)
    # The second one only keeps a single column's answer a tuple; nobody reads it.
    return itemgetter(*places) if len(places) > 1 else itemgetter(slice(places[0], places[0] + 1))
