"""Bringing articles into a project, and keeping what is known about them right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.article import ArticleMetadata, ArticleState, IncomingArticle
from annotator.domain.errors import ArticleRefused, RuleBroken
from annotator.domain.history import Act, Change
from annotator.domain.text import text_sha256
from annotator.services.project import Project, present_article
from annotator.storage.articles import article_with_text
from annotator.storage.operations import operation, storable


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of the articles of one import.

    Attributes:
        change: the operation; None when nothing new came in.
        article_ids: one for each incoming article, in their order; a known article's own id.
        known: those of them that were in the project already.
    """

    change: Change | None
    article_ids: tuple[int, ...]
    known: frozenset[int]


def import_articles(project: Project, incoming: Sequence[IncomingArticle]) -> ImportResult:
    """Put articles into a project in one operation.

    An article whose text the project holds already is not taken twice; one that was removed
    comes back with its claims.

    Raises:
        ArticleRefused: a text is empty, or holds what a project file cannot keep.
        ProjectReadOnly, NotSaved: none of them came in.
    """
    for article in incoming:
        _refuse_unless_canonical(article)
    hashes = [text_sha256(article.text) for article in incoming]
    held = {sha256: article_with_text(project.database, sha256) for sha256 in set(hashes)}
    known = {
        sha256: article.id
        for sha256, article in held.items()
        if article is not None and article.state is ArticleState.PRESENT
    }
    new = [pair for pair in zip(hashes, incoming, strict=True) if pair[0] not in known]
    placed = dict(known)
    change = None
    if new:
        count, title = len(held) - len(known), new[0][1].metadata.title
        label = f"Imported “{title}”" if count == 1 else f"Imported {count} articles"
        with operation(project.database, Act.IMPORT, label, project.reviewer) as writer:
            for sha256, article in new:
                removed = held[sha256]
                if sha256 in placed:
                    continue
                if removed is None:
                    placed[sha256] = writer.add_article(article)
                else:
                    writer.set_article(removed.id, ArticleState.PRESENT, article.metadata)
                    placed[sha256] = removed.id
        change = writer.change()
    ids = tuple(placed[sha256] for sha256 in hashes)
    return ImportResult(change, ids, frozenset(known.values()))


def _refuse_unless_canonical(article: IncomingArticle) -> None:
    if not article.text or storable(article.text) != article.text:
        raise ArticleRefused(
            f"The text of “{article.metadata.title}” is empty or holds characters that a project"
            " cannot keep.",
            "Nothing was imported.",
        )


def edit_article(project: Project, article_id: int, metadata: ArticleMetadata) -> Change | None:
    """Correct an article's title, outlet, author, date or URL; None when nothing differs.

    Raises:
        RuleBroken: the title is empty, or the article was removed.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    article = present_article(project, article_id)
    cleaned = ArticleMetadata(*(" ".join(storable(v).split()) for v in _values(metadata)))
    if not cleaned.title:
        raise RuleBroken("An article needs a title.", "Nothing was changed.")
    if cleaned == article.metadata:
        return None
    label = f"Edited “{article.metadata.title}”"
    with operation(project.database, Act.EDIT_ARTICLE, label, project.reviewer) as writer:
        writer.set_article(article_id, ArticleState.PRESENT, cleaned)
    return writer.change()


def remove_article(project: Project, article_id: int) -> Change:
    """Take an article out of the project with its claims; undo brings all of it back.

    Raises:
        RuleBroken: it was removed already.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    article = present_article(project, article_id)
    label = f"Removed “{article.metadata.title}”"
    with operation(project.database, Act.REMOVE_ARTICLE, label, project.reviewer) as writer:
        writer.set_article(article_id, ArticleState.REMOVED, article.metadata)
    return writer.change()


def _values(metadata: ArticleMetadata) -> tuple[str, ...]:
    return (
        metadata.title,
        metadata.outlet,
        metadata.author,
        metadata.published,
        metadata.url,
    )
