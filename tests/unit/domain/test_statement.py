"""Statements: grouping linked claims, the cells of a row, filters and orders."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.claim import Claim, ClaimKind, ClaimState, Origin
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    Link,
    LinkDecision,
    Relation,
)
from annotator.domain.span import Span
from annotator.domain.statement import Statement
from annotator.domain.statement_cells import cells_of, leading_field, reference_of
from annotator.domain.statement_filter import (
    StatementChoice,
    StatementFilter,
    StatementOrder,
    chosen_statements,
)
from annotator.domain.statement_grouping import group_statements

HARD, SOFT = ConflictLevel.HARD, ConflictLevel.SOFT


def claim(number: int, article: int, quote: str = "words", worth: float | None = 0.5) -> Claim:
    return Claim(
        number, f"c{number}", article, article, Span(number * 10, number * 10 + len(quote)), quote,
        Origin.DETECTOR, ClaimState.OPEN, (ClaimKind.OTHER,), worth, (), False,
    )  # fmt: skip


def link(a: int, b: int, score: float = 0.9, relation: Relation = Relation.SAME) -> Link:
    return Link(a, b, score, True, relation)


def conflict(
    a: int, b: int, a_value: str = "x", b_value: str = "yy", level: ConflictLevel = HARD,
    field: DifferenceField = DifferenceField.NUMBER,
) -> Link:  # fmt: skip
    difference = Difference(field, level, Span(0, 1), Span(0, 1), a_value, b_value)
    return Link(a, b, 0.8, True, Relation.CONFLICT, "", (difference,))


def keys(statements: list[Statement]) -> list[list[int]]:
    return [[one.id for one in statement.claims] for statement in statements]


def test_linked_claims_come_together_and_others_stay_alone() -> None:
    claims = [claim(1, 1), claim(2, 2), claim(3, 3), claim(4, 2)]
    found = group_statements(claims, [link(1, 2), link(2, 3), link(1, 3)])
    assert keys(found) == [[1, 2, 3], [4]]
    assert found[0].coverage == 3


def test_one_doubtful_link_does_not_chain_two_facts() -> None:
    claims = [claim(n, article) for n, article in ((1, 1), (2, 2), (3, 3), (11, 1), (12, 2))]
    sure = [link(1, 2), link(1, 3), link(2, 3), link(11, 12)]
    assert keys(group_statements(claims, [*sure, link(3, 11, 0.55)])) == [[1, 2, 3], [11, 12]]


def test_an_article_whose_linked_passage_is_in_another_row_is_not_silent() -> None:
    claims = [claim(n, article) for n, article in ((1, 1), (2, 2), (3, 3), (11, 4), (12, 2))]
    sure = [link(1, 2), link(1, 3), link(2, 3), link(11, 12)]
    first, second = group_statements(claims, [*sure, link(3, 11, 0.55)])
    assert first.elsewhere == {4}
    # Article 2 speaks in both rows, and no link joins the second row to article 1.
    assert second.elsewhere == {3}
    cells = cells_of(second, [1, 2, 3, 4], None)
    assert [cell.in_another_row for cell in cells] == [False, False, True, False]
    apart = group_statements([*claims, claim(21, 1)], [*sure, link(21, 2, 0.4), link(3, 11, 0.55)])
    alone = next(one for one in apart if one.key == 21)
    assert (alone.coverage, alone.elsewhere) == (1, {2})
    only = StatementFilter(StatementChoice.ONE_ARTICLE)
    assert alone not in chosen_statements(apart, only, StatementOrder.READING)


def test_what_a_reviewer_confirmed_joins_and_what_was_rejected_parts() -> None:
    claims = [claim(1, 1), claim(2, 2), claim(3, 3)]
    said = Link(1, 3, None, True, Relation.SAME, decision=LinkDecision.CONFIRMED)
    assert keys(group_statements(claims, [link(1, 2), said])) == [[1, 2, 3]]
    gone = Link(1, 3, 0.9, False, Relation.SAME, decision=LinkDecision.REJECTED)
    assert keys(group_statements(claims, [link(1, 2, 0.95), link(2, 3, 0.9), gone])) == [
        [1, 2],
        [3],
    ]


def test_links_that_are_not_drawn_join_nothing() -> None:
    claims = [claim(1, 1), claim(2, 2)]
    assert keys(group_statements(claims, [Link(1, 2, 0.9, False, Relation.SAME)])) == [[1], [2]]


def test_links_to_claims_that_take_no_part_are_passed_over() -> None:
    assert keys(group_statements([claim(1, 1)], [link(1, 2)])) == [[1]]


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12), st.floats(0.3, 1.0)), max_size=25),
    st.integers(0, 2**16),
)
@settings(max_examples=60)
def test_every_claim_is_in_one_statement_whatever_the_order(
    pairs: list[tuple[int, int, float]], seed: int
) -> None:
    claims = [claim(n, n % 4) for n in range(1, 13)]
    unique = {(min(a, b), max(a, b)): score for a, b, score in pairs if a % 4 != b % 4}
    links = [link(a, b, score) for (a, b), score in unique.items()]
    found = group_statements(claims, links)
    assert sorted(one for group in keys(found) for one in group) == list(range(1, 13))
    random.Random(seed).shuffle(links)
    random.Random(seed + 1).shuffle(claims)
    assert group_statements(claims, links) == found


def test_groups_join_only_as_far_as_their_mean_score_allows() -> None:
    """Two halves, sure in themselves and linked only here and there: no link joins them."""
    claims = [claim(n, n) for n in range(1, 41)]
    links = [
        link(a, b, 0.9 if a % 2 == b % 2 else 0.6)
        for a in range(1, 41)
        for b in range(a + 1, 41)
        if a % 2 == b % 2 or (a + b) % 5 == 0
    ]
    odd, even = list(range(1, 41, 2)), list(range(2, 41, 2))
    assert keys(group_statements(claims, links)) == [odd, even]


def test_claims_of_one_article_do_not_weigh_against_each_other() -> None:
    claims = [claim(1, 1), claim(2, 1), claim(3, 2)]
    assert keys(group_statements(claims, [link(1, 3), link(2, 3, 0.45)])) == [[1, 2, 3]]


def test_a_mean_that_joins_two_articles_does_not_join_passages_of_one() -> None:
    """The more articles would have two passages in a row, the surer the links must be."""
    apart = [claim(1, 1), claim(2, 2), claim(3, 3)]
    weak = [link(1, 2), link(2, 3, 0.35), link(1, 3, 0.35)]
    assert keys(group_statements(apart, weak)) == [[1, 2, 3]]
    twice = [claim(1, 1), claim(2, 2), claim(3, 2)]
    assert keys(group_statements(twice, [link(1, 2), link(1, 3, 0.35)])) == [[1, 2], [3]]


@pytest.mark.parametrize(("mean", "rows"), [(0.45, 2), (0.55, 1)])
def test_two_facts_told_by_the_same_articles_need_a_surer_link(mean: float, rows: int) -> None:
    claims = [claim(n, article) for n, article in ((1, 1), (2, 2), (11, 1), (12, 2))]
    across = [link(1, 12, mean), link(2, 11, mean)]
    assert len(group_statements(claims, [link(1, 2), link(11, 12), *across])) == rows


def test_headline_and_lead_of_many_articles_are_one_statement() -> None:
    headlines, leads = range(1, 21), range(101, 121)
    claims = [claim(n, n % 100) for n in (*headlines, *leads)]
    inside = [link(a, b) for group in (headlines, leads) for a in group for b in group if a < b]
    across = [link(a, b, 0.65) for a in headlines for b in leads if a % 100 != b % 100]
    assert len(group_statements(claims, [*inside, *across])) == 1


# --- cells -------------------------------------------------------------------------------------


def three() -> Statement:
    """Article 1 says x, article 2 agrees with it, article 3 conflicts with both."""
    claims = [claim(1, 1, "it was x"), claim(2, 2, "was x"), claim(3, 3, "it was yy")]
    links = [link(1, 2), conflict(1, 3), conflict(2, 3)]
    return group_statements(claims, links)[0]


def test_cells_are_compared_with_the_reference() -> None:
    cells = cells_of(three(), [1, 2, 3, 4], 1)
    assert [cell.relation for cell in cells] == [None, Relation.SAME, Relation.CONFLICT, None]
    assert [cell.value for cell in cells] == ["x", "x", "yy", ""]
    assert [cell.disputed_elsewhere for cell in cells] == [False, True, False, False]
    assert cells[2].level is HARD
    assert cells[3].claims == ()


def test_another_reference_turns_the_row() -> None:
    cells = cells_of(three(), [1, 2, 3], 3)
    assert [cell.relation for cell in cells] == [Relation.CONFLICT, Relation.CONFLICT, None]


def test_a_silent_reference_gives_way_to_the_first_article_that_speaks() -> None:
    statement = three()
    assert reference_of(statement, 9) == 1
    assert reference_of(statement, None) == 1
    assert cells_of(statement, [9, 1, 2], 9)[2].relation is Relation.SAME


def test_the_worst_relation_and_its_passage_lead_a_cell() -> None:
    claims = [claim(1, 1), claim(2, 2, "a"), claim(3, 2, "b")]
    statement = group_statements(claims, [link(1, 2, 0.95), conflict(1, 3)])[0]
    cell = cells_of(statement, [1, 2], 1)[1]
    assert cell.relation is Relation.CONFLICT
    assert [one.id for one in cell.claims] == [3, 2]


def test_a_link_scored_zero_is_the_weakest_not_the_surest() -> None:
    claims = [claim(1, 1), claim(2, 2, "a"), claim(3, 2, "b")]
    sure, none = link(1, 2, 0.4), link(1, 3, 0.0)
    statement = Statement(1, tuple(claims), (none, sure))
    assert [one.id for one in cells_of(statement, [2], 1)[0].claims] == [2, 3]
    assert (none.strength, Link(1, 2, None, True, Relation.SAME).strength) == (0.0, 1.0)


def test_cells_of_a_row_show_values_of_the_field_that_is_disputed_most() -> None:
    """Article 3 conflicts in the date too, in fewer letters; the row is about the number."""
    claims = [claim(1, 1), claim(2, 2), claim(3, 3)]
    date = Difference(DifferenceField.DATE, HARD, Span(0, 1), Span(0, 1), "May", "July")
    number = Difference(DifferenceField.NUMBER, HARD, Span(0, 1), Span(0, 1), "eleven", "twelve")
    both = Link(1, 3, 0.9, True, Relation.CONFLICT, "", (date, number))
    links = (conflict(1, 2, "eleven", "thirteen"), both, link(2, 3))
    cells = cells_of(Statement(1, tuple(claims), links), [1, 2, 3], 1)
    assert [cell.value for cell in cells] == ["eleven", "thirteen", "twelve"]


def test_offices_lead_a_row_only_where_nothing_else_is_disputed() -> None:
    claims = [claim(1, 1), claim(2, 2), claim(3, 3)]
    office = [conflict(1, n, "head", "chief", field=DifferenceField.ROLE) for n in (2, 3)]
    number = Difference(DifferenceField.NUMBER, SOFT, Span(0, 1), Span(0, 1), "eleven", "twelve")
    third = Link(2, 3, 0.9, True, Relation.CONFLICT, "", (number,))
    assert leading_field(Statement(1, tuple(claims), tuple(office))) is DifferenceField.ROLE
    assert leading_field(Statement(1, tuple(claims), (*office, third))) is DifferenceField.NUMBER
    assert leading_field(Statement(1, tuple(claims), ())) is None


def test_an_article_that_agrees_shows_whose_side_it_takes() -> None:
    claims = [
        claim(1, 1, "it held eleven"), claim(2, 2, "Eleven were held"), claim(3, 3, "it held two"),
        claim(4, 4, "elevens were held"),
    ]  # fmt: skip
    links = [conflict(1, 3, "eleven", "two"), link(1, 2), link(1, 4)]
    cells = cells_of(Statement(1, tuple(claims), tuple(links)), [1, 2, 3, 4], 1)
    assert [cell.value for cell in cells] == ["eleven", "Eleven", "two", ""]


def test_an_indefinite_article_is_no_value_to_show() -> None:
    claims = [claim(1, 1, "survived a war"), claim(2, 2, "survived two wars"), claim(3, 3, "a war")]
    (statement,) = group_statements(claims, [conflict(1, 2, "a", "two"), link(1, 3)])
    cells = cells_of(statement, [1, 2, 3], 2)
    assert [cell.value for cell in cells] == ["", "two", ""]
    assert cells[0].relation is Relation.CONFLICT


def test_letters_that_stand_for_a_name_are_no_common_word() -> None:
    claims = [claim(1, 1, "the US said"), claim(2, 2, "the EU said"), claim(3, 3, "told us so")]
    statement = Statement(1, tuple(claims), (conflict(1, 2, "US", "EU"), link(1, 3)))
    assert [cell.value for cell in cells_of(statement, [1, 2, 3], 1)] == ["US", "EU", ""]


def test_the_passage_whose_words_are_shown_leads_the_cell_of_the_reference() -> None:
    claims = [claim(1, 1), claim(2, 1), claim(3, 2)]
    statement = Statement(1, tuple(claims), (link(1, 3, 0.95), conflict(2, 3)))
    cell = cells_of(statement, [1], 1)[0]
    assert (cell.value, [one.id for one in cell.claims]) == ("x", [2, 1])


def test_hard_words_are_shown_before_shorter_soft_ones() -> None:
    claims = [claim(1, 1), claim(2, 2), claim(3, 3)]
    links = [conflict(1, 2, "hard words", "y"), conflict(1, 3, "s", "t", SOFT), link(2, 3)]
    statement = group_statements(claims, links)[0]
    assert cells_of(statement, [1], 1)[0].value == "hard words"


# --- what a row is -----------------------------------------------------------------------------


def test_odd_one_out_needs_two_that_stand_against_it() -> None:
    assert three().odd_one_out() == 3
    two = group_statements([claim(1, 1), claim(3, 3)], [conflict(1, 3)])[0]
    assert two.odd_one_out() is None
    claims = [claim(1, 1), claim(2, 2), claim(3, 3)]
    everyone = group_statements(claims, [conflict(1, 2), conflict(1, 3), conflict(2, 3)])[0]
    assert everyone.odd_one_out() is None


def test_a_claim_by_a_reviewer_is_most_check_worthy() -> None:
    statement = group_statements([claim(1, 1, worth=None), claim(2, 2)], [link(1, 2)])[0]
    assert statement.check_worthiness == 1.0


# --- filters and orders ------------------------------------------------------------------------


def rows() -> list[Statement]:
    """Three that agree (5), odd one out (1), a soft date conflict (21), and one alone (31)."""
    claims = [
        claim(1, 1, "Tolls differ"), claim(2, 2), claim(3, 3),
        claim(5, 1, worth=0.9), claim(6, 2), claim(21, 1), claim(22, 2), claim(31, 1),
    ]  # fmt: skip
    links = [
        link(1, 2), conflict(1, 3), conflict(2, 3), link(5, 6),
        conflict(21, 22, level=SOFT, field=DifferenceField.DATE),
    ]  # fmt: skip
    return group_statements(claims, links)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (StatementFilter(StatementChoice.ALL), [1, 5, 21, 31]),
        (StatementFilter(), [1, 5, 21]),
        (StatementFilter(StatementChoice.CONFLICTS), [1, 21]),
        (StatementFilter(StatementChoice.ODD_ONE_OUT), [1]),
        (StatementFilter(StatementChoice.ONE_ARTICLE), [31]),
        (StatementFilter(fields=frozenset({DifferenceField.DATE})), [21]),
        (StatementFilter(words="  tolls DIFFER "), [1]),
        (StatementFilter(words="nowhere"), []),
    ],
)
def test_filters_leave_what_they_say(wanted: StatementFilter, expected: list[int]) -> None:
    left = chosen_statements(rows(), wanted, StatementOrder.READING)
    assert [statement.key for statement in left] == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (StatementOrder.CONFLICTS, [1, 21, 5]),
        (StatementOrder.CHECK_WORTHINESS, [5, 1, 21]),
        (StatementOrder.COVERAGE, [1, 5, 21]),
        (StatementOrder.READING, [1, 5, 21]),
    ],
)
def test_orders_put_first_what_they_say(order: StatementOrder, expected: list[int]) -> None:
    left = chosen_statements(rows(), StatementFilter(), order)
    assert [statement.key for statement in left] == expected
