"""A conflict is told only of pairs of which the trained decision is sure."""

from __future__ import annotations

import pytest

from annotator.domain.link import ConflictLevel, Difference, DifferenceField, Relation
from annotator.domain.span import Span
from annotator.nlp.comparison.comparer import told_of_link
from annotator.nlp.comparison.relation import Relating

DIFFERENCE = Difference(
    DifferenceField.NUMBER, ConflictLevel.HARD, Span(0, 2), Span(3, 5), "11", "12"
)
CONFLICT = Relating(Relation.CONFLICT, "", (DIFFERENCE,))


def test_a_sure_conflict_is_told() -> None:
    assert told_of_link(CONFLICT, sure=True) is CONFLICT


def test_of_a_doubtful_one_it_is_said_that_something_may_differ() -> None:
    told = told_of_link(CONFLICT, sure=False)
    assert told.relation is Relation.PARTIAL
    assert told.differences == ()
    assert told.reason == "the number may differ"


@pytest.mark.parametrize("relation", [Relation.SAME, Relation.NEAR_COPY, Relation.PARTIAL])
@pytest.mark.parametrize("sure", [True, False])
def test_other_relations_stay_as_they_are(relation: Relation, sure: bool) -> None:
    relating = Relating(relation, "a reason", ())
    assert told_of_link(relating, sure=sure) is relating
