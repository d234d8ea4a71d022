"""A conflict is told only of links that are sure enough."""

from __future__ import annotations

import pytest

from annotator.domain.link import ConflictLevel, Difference, DifferenceField, Relation
from annotator.domain.span import Span
from annotator.nlp.comparison.comparer import SURE_OF_CONFLICT, told_of_link
from annotator.nlp.comparison.relation import Relating

DIFFERENCE = Difference(
    DifferenceField.NUMBER, ConflictLevel.HARD, Span(0, 2), Span(3, 5), "11", "12"
)
CONFLICT = Relating(Relation.CONFLICT, "", (DIFFERENCE,))


def test_a_sure_link_tells_its_conflict() -> None:
    assert told_of_link(CONFLICT, SURE_OF_CONFLICT) is CONFLICT


def test_a_doubtful_one_says_that_something_may_differ() -> None:
    told = told_of_link(CONFLICT, SURE_OF_CONFLICT - 0.01)
    assert told.relation is Relation.PARTIAL
    assert told.differences == ()
    assert told.reason == "the number may differ"


@pytest.mark.parametrize("relation", [Relation.SAME, Relation.NEAR_COPY, Relation.PARTIAL])
def test_other_relations_stay_as_they_are(relation: Relation) -> None:
    relating = Relating(relation, "a reason", ())
    assert told_of_link(relating, 0.1) is relating
