"""The figures of evaluate-links, worked out by hand on a small event."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from annotator.domain.errors import ComparisonFailed
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    ProposedLink,
    Relation,
)
from annotator.domain.span import Span
from annotator.exchange.gold_event import GoldArticle, GoldClaim, GoldEvent, GoldLink
from annotator.nlp.comparison.combiner import Combiner
from annotator.nlp.comparison.compared import ComparedArticle
from annotator.services.link_evaluation import evaluate_in_process, evaluate_links

SPANS = [Span(0, 10), Span(10, 20), Span(20, 30)]
TEXT = "x" * 40
EVENT = GoldEvent(
    "small",
    (GoldArticle("0.txt", "", TEXT), GoldArticle("1.txt", "", TEXT)),
    tuple(
        GoldClaim(f"{'ab'[article]}{place}", article, span)
        for article in range(2)
        for place, span in enumerate(SPANS)
    ),
    (
        GoldLink("a0", "b0", Relation.SAME, (), None),
        GoldLink("a0", "b1", Relation.PARTIAL, (), None),
        GoldLink("a1", "b1", Relation.CONFLICT, ("number",), ConflictLevel.HARD),
        GoldLink("a2", "b2", Relation.CONFLICT, ("date",), ConflictLevel.SOFT),
    ),
)


def link(a: int, b: int, score: float, relation: Relation = Relation.SAME) -> ProposedLink:
    """Claims 0 to 2 are of the first article, 3 to 5 of the second; drawn from .5 on."""
    differences = ()
    if relation is Relation.CONFLICT:
        differences = (
            Difference(
                DifferenceField.NUMBER, ConflictLevel.HARD, Span(0, 1), Span(0, 1), "1", "2"
            ),
        )
    return ProposedLink(a, b, score, score >= 0.5, relation, "", differences)


def compare(*links: ProposedLink) -> object:
    def found(articles: Sequence[ComparedArticle]) -> Sequence[ProposedLink]:
        assert [len(article.claims) for article in articles] == [3, 3]
        return links

    return found


def test_nothing_found_is_nothing_right() -> None:
    figures = evaluate_links(EVENT, [SPANS, SPANS], compare())
    assert (figures.queries, figures.mrr, figures.right_first) == (6, 0, 0)
    assert (figures.precision, figures.recall, figures.f1) == (0, 0, 0)
    assert figures.conflicts == {ConflictLevel.HARD: 1, ConflictLevel.SOFT: 1}
    assert figures.conflicts_found == {ConflictLevel.HARD: 0, ConflictLevel.SOFT: 0}


def test_all_found_is_all_right() -> None:
    figures = evaluate_links(
        EVENT,
        [SPANS, SPANS],
        compare(
            link(0, 3, 0.9),
            link(0, 4, 0.8, Relation.PARTIAL),
            link(1, 4, 0.9, Relation.CONFLICT),
            link(2, 5, 0.7, Relation.CONFLICT),
        ),
    )
    assert (figures.mrr, figures.right_first, figures.f1) == (1, 1, 1)
    assert figures.conflicts_found == figures.conflicts
    assert (figures.false_alarms, figures.relations_right) == (0, 1)


def test_ranks_precision_and_alarms() -> None:
    figures = evaluate_links(
        EVENT,
        [SPANS, SPANS],
        compare(
            link(0, 5, 0.9, Relation.CONFLICT),
            link(0, 3, 0.8, Relation.CONFLICT),
            link(1, 4, 0.6),
            link(2, 3, 0.2),
        ),
    )
    # Questions: a0 finds b0 second, a1 finds b1, a2 and b2 nothing right; b0 finds a0, b1 finds a1.
    assert figures.queries == 6
    assert figures.mrr == pytest.approx((0.5 + 1 + 0 + 1 + 1 + 0) / 6)
    assert figures.right_first == pytest.approx(3 / 6)
    assert figures.precision == pytest.approx(2 / 3)
    assert figures.recall == pytest.approx(2 / 4)
    assert figures.false_alarms == 1
    assert sum(figures.conflicts_found.values()) == 0
    assert figures.relations_right == 0


def test_claims_of_a_detector_stand_for_those_they_overlap() -> None:
    own = [[Span(0, 20)], [Span(12, 19), Span(31, 39)]]
    figures = evaluate_links(
        EVENT, own, lambda articles: [link(0, 1, 0.9, Relation.CONFLICT), link(0, 2, 0.8)]
    )
    # The first claim stands for a0 and a1, the second for b1, the third for none.
    assert figures.claims == 3
    assert figures.outside == 1
    assert figures.precision == 1
    assert figures.recall == pytest.approx(2 / 4)
    assert figures.conflicts_found[ConflictLevel.HARD] == 1
    assert figures.queries == 6
    assert figures.right_first == pytest.approx(3 / 6)


@pytest.mark.spacy
def test_missing_weights_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Combiner:
        raise FileNotFoundError(2, "No such file", "link_weights.json")

    monkeypatch.setattr("annotator.nlp.comparison.comparer.load_combiner", missing)
    with pytest.raises(ComparisonFailed, match="could not be compared") as told:
        evaluate_in_process([EVENT], own_claims=False)
    assert told.value.details == "FileNotFoundError"
