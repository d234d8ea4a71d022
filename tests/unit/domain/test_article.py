"""How an article is called on screen."""

from __future__ import annotations

from annotator.domain.article import (
    Article,
    ArticleMetadata,
    ArticleSource,
    ArticleState,
    SourceFormat,
)


def article(title: str, outlet: str) -> Article:
    return Article(
        id=1,
        uuid="00000000-0000-4000-8000-000000000000",
        text_id=1,
        metadata=ArticleMetadata(title, outlet),
        source=ArticleSource("tram.txt", SourceFormat.TEXT, "utf-8", "0" * 64, 4),
        state=ArticleState.PRESENT,
        text_sha256="0" * 64,
        length=4,
        direction="ltr",
        imported_at="2026-01-01T00:00:00.000Z",
    )


def test_an_article_is_called_by_its_outlet_with_the_title_below() -> None:
    known = article("Tram stops", "Courier")
    assert (known.label, known.subtitle) == ("Courier", "Tram stops")


def test_without_an_outlet_the_title_is_not_said_twice() -> None:
    unknown = article("Tram stops", "")
    assert unknown.label == "Tram stops"
    assert unknown.subtitle == "no outlet · tram.txt"
