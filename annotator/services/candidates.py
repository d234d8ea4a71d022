"""Which articles await detection, and keeping what it found."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.article import Article
from annotator.domain.claim import Candidate, DetectorVersion
from annotator.domain.history import Change
from annotator.services.project import Project
from annotator.storage.candidates import detected_text_ids, reading_model, store_candidates


def undetected_articles(project: Project, detector: DetectorVersion | None = None) -> list[Article]:
    """The articles without a finished detection; by this detector, if one is given."""
    done = detected_text_ids(project.database, detector)
    return [article for article in project.articles() if article.text_id not in done]


def rules_only_language(project: Project, article: Article) -> str:
    """The language of an article that was marked by rules only; "" for any other article."""
    return DetectorVersion(
        "", "", reading_model(project.database, article.text_id)
    ).rules_only_language


def keep_candidates(
    project: Project,
    text_id: int,
    detector: DetectorVersion,
    candidates: Sequence[Candidate],
) -> Change | None:
    """Make a finished detection the candidates of the article with this text.

    None when that article was removed meanwhile, or has a newer text. What a person touched
    stays as it is.

    Raises:
        RuleBroken: a candidate does not lie inside the text.
        ProjectReadOnly, NotSaved: nothing was changed.
    """
    for article in project.articles():
        if article.text_id == text_id:
            return store_candidates(project.database, article, detector, candidates)
    return None
