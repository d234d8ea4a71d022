"""The sample project is there, readable, and disagrees with itself."""

from __future__ import annotations

from pathlib import Path

from annotator.domain.text import canonical_text
from annotator.services.articles import import_articles
from annotator.services.sample import sample_articles
from tests.made_projects import empty_project


def test_the_sample_has_several_complete_articles() -> None:
    articles = sample_articles()
    assert 3 <= len(articles) <= 6
    for article in articles:
        metadata = article.metadata
        assert all((metadata.title, metadata.outlet, metadata.published, metadata.url))
        assert len(article.text) > 800
        assert canonical_text(article.text).text == article.text
    assert len({article.metadata.outlet for article in articles}) == len(articles)


def test_the_sample_can_be_imported(tmp_path: Path) -> None:
    project = empty_project(tmp_path)
    result = import_articles(project, sample_articles())
    assert not result.known
    assert len(project.articles()) == len(sample_articles())
    project.close()
