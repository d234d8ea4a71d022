"""The sample project: a few invented articles about one event that disagree with one another."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from annotator.assets import asset_path
from annotator.domain.article import ArticleMetadata, IncomingArticle
from annotator.exchange.article_reader import read_article

SAMPLE_NAME = "Sample"
"""The name of the sample project's file, without its ending."""


def sample_articles() -> list[IncomingArticle]:
    """The articles of the sample project, in the order in which they lie on the desk.

    Raises:
        FileNotFoundError: the installation lacks them.
    """
    folder = asset_path("resources", "samples")
    content = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    return [_article(folder, entry) for entry in content["articles"]]


def _article(folder: Path, entry: dict[str, str]) -> IncomingArticle:
    article = read_article(folder / entry["file"], "utf-8")
    metadata = ArticleMetadata(
        title=entry["title"],
        outlet=entry["outlet"],
        author=entry["author"],
        published=entry["published"],
        url=entry["url"],
    )
    return replace(article, metadata=metadata)
