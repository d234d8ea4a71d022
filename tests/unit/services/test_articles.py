"""Bringing articles into a project, editing and removing them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.article import ArticleMetadata, ArticleState
from annotator.domain.errors import ArticleRefused, RuleBroken, UnknownRecord
from annotator.domain.history import Act
from annotator.domain.verdict import Verdict
from annotator.services import review
from annotator.services.articles import edit_article, import_articles, remove_article
from annotator.services.project import Project
from tests.made_projects import OTHER_TEXT, TEXT, dump, incoming


def test_articles_come_in_as_one_act(empty: Project) -> None:
    result = import_articles(empty, [incoming(TEXT, "One"), incoming(OTHER_TEXT, "Two")])
    assert result.change is not None
    assert (result.change.act, result.change.label) == (Act.IMPORT, "Imported 2 articles")
    assert result.article_ids == tuple(article.id for article in empty.articles()) == (1, 2)
    assert result.known == frozenset()
    assert result.change.article_ids == {1, 2}
    assert [empty.text(article) for article in empty.articles()] == [TEXT, OTHER_TEXT]
    review.undo(empty)
    assert empty.articles() == []


def test_one_article_is_named(empty: Project) -> None:
    result = import_articles(empty, [incoming(TEXT, "Dam breaks")])
    assert result.change is not None
    assert result.change.label == "Imported “Dam breaks”"


def test_the_same_text_is_recognised_whatever_its_title(project: Project) -> None:
    before = dump(project.database.connection)
    result = import_articles(project, [incoming(OTHER_TEXT, "Another title")])
    assert (result.change, result.article_ids, result.known) == (None, (2,), frozenset({2}))
    assert dump(project.database.connection) == before


def test_known_and_new_ones_and_the_same_twice(project: Project) -> None:
    new = "A new text."
    result = import_articles(
        project, [incoming(new, "New"), incoming(TEXT), incoming(new, "New again")]
    )
    assert result.article_ids == (3, 1, 3)
    assert result.known == {1}
    assert result.change is not None
    assert result.change.label == "Imported “New”"
    assert [article.metadata.title for article in project.articles()][-1] == "New"


def test_texts_that_differ_in_one_code_point_are_two(empty: Project) -> None:
    result = import_articles(empty, [incoming("café"), incoming("cafe\u0301"), incoming("café ")])
    assert len(set(result.article_ids)) == 3


def test_nothing_is_no_act(empty: Project) -> None:
    result = import_articles(empty, [])
    assert (result.change, result.article_ids, result.known) == (None, (), frozenset())


def test_a_removed_article_comes_back_with_its_claims(project: Project) -> None:
    review.decide(project, 1, Verdict.VERIFIED)
    claims = project.claims(1)
    remove_article(project, 1)
    assert [article.id for article in project.articles()] == [2]
    result = import_articles(project, [incoming(TEXT, "Back again")])
    assert (result.article_ids, result.known) == ((1,), frozenset())
    assert project.article(1).metadata.title == "Back again"
    assert project.claims(1) == claims
    review.undo(project)
    assert project.article(1).state is ArticleState.REMOVED


@pytest.mark.parametrize("text", ["", "a\0b", "half \ud83d"])
def test_a_text_that_cannot_be_kept_stops_the_whole_import(empty: Project, text: str) -> None:
    before = dump(empty.database.connection)
    with pytest.raises(ArticleRefused):
        import_articles(empty, [incoming(TEXT), incoming(text, "Odd")])
    assert dump(empty.database.connection) == before


def test_metadata_is_edited_on_one_line_each(project: Project) -> None:
    edited = ArticleMetadata(" New\n title ", "Outlet", "", "5 May", "https://x.example/\ud800\0")
    change = edit_article(project, 1, edited)
    assert change is not None
    assert (change.act, change.article_ids) == (Act.EDIT_ARTICLE, {1})
    assert change.label == "Edited “Article 1”"
    article = project.article(1)
    assert article.metadata == ArticleMetadata(
        "New title", "Outlet", "", "5 May", "https://x.example/\ufffd"
    )
    assert edit_article(project, 1, edited) is None
    review.undo(project)
    assert project.article(1).metadata.title == "Article 1"
    assert project.article(1).text_sha256 == article.text_sha256


def test_an_article_needs_a_title(project: Project) -> None:
    metadata = project.article(1).metadata
    for title in ("", " \n ", "\0"):
        with pytest.raises(RuleBroken, match="title"):
            edit_article(project, 1, replace(metadata, title=title))


def test_a_removed_article_is_not_edited_or_removed_again(project: Project) -> None:
    metadata = replace(project.article(1).metadata, title="X")
    change = remove_article(project, 1)
    assert (change.act, change.label) == (Act.REMOVE_ARTICLE, "Removed “Article 1”")
    with pytest.raises(RuleBroken):
        remove_article(project, 1)
    with pytest.raises(RuleBroken):
        edit_article(project, 1, metadata)
    with pytest.raises(UnknownRecord):
        remove_article(project, 99)
    review.undo(project)
    assert len(project.articles()) == 2
