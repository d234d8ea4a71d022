"""The sample project shows at least one of each relation, and an article that is silent."""

from __future__ import annotations

import json

import pytest

from annotator.assets import asset_path
from annotator.domain.link import Relation, level_of
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim
from annotator.nlp.comparison.comparer import Comparer
from annotator.nlp.detector import Detector

pytestmark = pytest.mark.spacy

SAMPLES = asset_path("resources", "samples")
SHOWN = 0.27
"""Candidates below this check-worthiness are left out here."""


@pytest.fixture(scope="module")
def articles(detector: Detector) -> tuple[ComparedArticle, ...]:
    told = json.loads((SAMPLES / "sample.json").read_text("utf-8"))["articles"]
    found = []
    for number, one in enumerate(told):
        text = (SAMPLES / one["file"]).read_text("utf-8")
        claims = tuple(
            ComparedClaim(1000 * number + place, Span(row[0], row[1]))
            for place, row in enumerate(detector.read(text, one["title"]))
            if row[3] >= SHOWN
        )
        found.append(
            ComparedArticle(number, text, one["title"], one["outlet"], one["published"], claims)
        )
    return tuple(found)


def test_each_relation_is_shown(detector: Detector, articles: tuple[ComparedArticle, ...]) -> None:
    comparer = Comparer(detector.nlp)
    drawn = [link for link in comparer.compare(articles, lambda done, total: None) if link.drawn]
    assert {link.relation for link in drawn} == set(Relation)
    assert {level_of(link.differences) for link in drawn} - {None} == {"hard", "soft"}
    places = {claim.id: article.text_id for article in articles for claim in article.claims}
    linked = {(link.a, places[link.b]) for link in drawn} | {
        (link.b, places[link.a]) for link in drawn
    }
    counterparts = [{other for claim, other in linked if claim == claim_id} for claim_id in places]
    assert any(0 < len(others) < len(articles) - 1 for others in counterparts)
    (event,) = comparer.events(articles, lambda done, total: None)
    assert "Ruben Achterhof" in [dispute.name for dispute in event.offices]
