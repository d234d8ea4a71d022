"""What the other articles say about a claim, put together from links; and heights to stand at."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    Link,
    LinkDecision,
    Relation,
)
from annotator.domain.span import Span
from annotator.ui.article_says import says_of_articles, shown_by_article
from annotator.ui.counterparts import ArticleSays
from annotator.ui.level import level_height

Material = Any
A = "The ship was built in 1998."
B = "The boat dates from 1989, they say."
C = "It was built in 1998 or so."


class Desk:
    """Three articles with one claim each; claim 1 is the one that is looked at."""

    def __init__(self, material: Material) -> None:
        self.articles: dict[int, Article] = {}
        self.claims: dict[int, Claim] = {}
        for number, text in enumerate((A, B, C, "Nothing here."), 1):
            self.articles[number] = material.article(number, text)
        for number, quote, text in (
            (1, "built in 1998", A),
            (2, "dates from 1989", B),
            (3, "built in 1998", C),
        ):
            claim = material.claim(number, quote, text=text)
            self.claims[number] = _of_article(claim, number)

    def difference(self, level: ConflictLevel = ConflictLevel.HARD) -> Difference:
        return Difference(
            DifferenceField.DATE, level, Span(A.index("1998"), A.index("1998") + 4),
            Span(B.index("1989"), B.index("1989") + 4), "1998", "1989",
        )  # fmt: skip

    def says(self, *links: Link, weak: bool = False) -> list[ArticleSays]:
        find = self.claims.get
        return says_of_articles(self.claims[1], links, find, self.articles, weak)


def _of_article(claim: Claim, article_id: int) -> Claim:
    return replace(claim, article_id=article_id)


@pytest.fixture
def desk(material: Material) -> Desk:
    """The three articles."""
    return Desk(material)


def test_conflict_comes_first_then_agreement_then_silence(desk: Desk) -> None:
    rows = desk.says(
        Link(1, 3, 0.9, True, Relation.SAME),
        Link(1, 2, 0.6, True, Relation.CONFLICT, "", (desk.difference(),)),
    )
    assert [(row.article_id, row.relation) for row in rows] == [
        (2, Relation.CONFLICT),
        (3, Relation.SAME),
        (4, None),
    ]
    conflict, agreeing, _ = rows
    assert (conflict.value, conflict.detail) == ("1989", "date")
    assert [conflict.quote[start:end] for start, end in conflict.emphasis] == ["1989"]
    # What somebody contradicts is shown where others agree with it.
    assert agreeing.value == "1998"
    assert [agreeing.quote[start:end] for start, end in agreeing.emphasis] == ["1998"]


def test_differing_words_that_go_on_behind_the_claim_are_marked_as_far_as_it_goes(
    desk: Desk,
) -> None:
    beyond = replace(desk.difference(), b=Span(B.index("1989"), len(B)), b_value="1989, they say")
    (row, *_) = desk.says(Link(1, 2, 0.6, True, Relation.CONFLICT, "", (beyond,)))
    assert [row.quote[start:end] for start, end in row.emphasis] == ["1989"]
    elsewhere = replace(beyond, b=Span(len(B) - 4, len(B)))
    (row, *_) = desk.says(Link(1, 2, 0.6, True, Relation.CONFLICT, "", (elsewhere,)))
    assert row.emphasis == ()


def test_sides_are_told_apart_when_the_claim_is_b(desk: Desk) -> None:
    link = Link(1, 2, 0.6, True, Relation.CONFLICT, "", (desk.difference(),))
    find = desk.claims.get
    row = says_of_articles(desk.claims[2], [link], find, desk.articles)[0]
    assert (row.article_id, row.value) == (1, "1998")


def test_soft_conflicts_and_decisions_are_said(desk: Desk) -> None:
    soft = desk.difference(ConflictLevel.SOFT)
    rows = desk.says(
        Link(1, 2, 0.6, True, Relation.CONFLICT, "", (soft,), LinkDecision.CONFIRMED),
        Link(1, 3, 0.6, True, Relation.PARTIAL, "less precise", no_conflict=True),
    )
    assert [row.words for row in rows[:2]] == [
        "conflicts: date, soft · confirmed",
        "partly: less precise · not a conflict",
    ]


def test_links_that_are_not_drawn_show_on_request(desk: Desk) -> None:
    link = Link(1, 3, 0.2, False, Relation.SAME)
    assert [row.relation for row in desk.says(link)] == [None, None, None]
    rows = desk.says(link, weak=True)
    assert rows[0].weak
    # An article is silent as long as no link to it is drawn.
    assert {row.article_id for row in rows if row.relation is None} == {2, 3, 4}


def test_rejected_links_come_last_and_the_best_other_match_takes_their_place(desk: Desk) -> None:
    other = replace(desk.claims[2], id=22, check_worthiness=0.4)
    desk.claims[22] = other
    rejected = Link(1, 2, 0.9, False, Relation.SAME, decision=LinkDecision.REJECTED)
    weak = Link(1, 22, 0.1, False, Relation.SAME)
    (first, *silent) = desk.says(rejected, weak)
    assert (first.claim_id, first.words) == (22, "perhaps agrees")
    assert [row.article_id for row in silent] == [3, 4]
    more = desk.says(rejected, weak, Link(1, 3, 0.05, False, Relation.SAME), weak=True)
    assert [row.claim_id for row in more if row.claim_id] == [22, 3, 2]
    assert [row.decided for row in more][:3] == ["", "", "not linked"]


def test_titles_that_begin_alike_are_told_apart(desk: Desk) -> None:
    for number, title in (
        (2, "Ferry runs aground off Torsk: 11 dead"),
        (3, "Ferry runs aground off Torsk, no help"),
    ):
        article = desk.articles[number]
        desk.articles[number] = replace(
            article, metadata=replace(article.metadata, title=title, outlet="")
        )
    labels = [row.label for row in desk.says()]
    assert labels[:2] == ["…Torsk: 11 dead", "…Torsk, no help"]


def test_links_to_articles_that_went_are_left_out(desk: Desk) -> None:
    del desk.articles[2]
    assert 2 not in {row.article_id for row in desk.says(Link(1, 2, 0.9, True, Relation.SAME))}


def test_every_column_gets_its_own_words(desk: Desk) -> None:
    link = Link(1, 2, 0.6, True, Relation.CONFLICT, "", (desk.difference(), desk.difference()))
    shown = shown_by_article(desk.claims[1], [link], desk.claims.get)
    assert shown[2].relations == {2: Relation.CONFLICT}
    assert not shown[1].relations
    assert [A[span.start : span.end] for span in shown[1].differences] == ["1998"]
    assert [B[span.start : span.end] for span in shown[2].differences] == ["1989"]


def test_what_is_not_drawn_marks_nothing(desk: Desk) -> None:
    link = Link(1, 2, 0.1, False, Relation.CONFLICT, "", (desk.difference(),))
    assert shown_by_article(desk.claims[1], [link], desk.claims.get) == {}


# --- heights -----------------------------------------------------------------------------------


def test_height_stays_when_every_column_can_reach_it() -> None:
    assert level_height(120, [(-500, 300), (0, 200)], 400) == 120


def test_height_moves_to_what_every_column_can_reach() -> None:
    assert level_height(300, [(-500, 250), (-100, 80)], 400) == 80


@given(
    st.integers(-2000, 2000),
    st.lists(
        st.tuples(st.integers(-3000, 3000), st.integers(0, 3000)).map(lambda p: (p[0], p[0] + p[1]))
    ),
    st.integers(1, 1500),
)
def test_height_is_on_screen_and_misses_no_more_columns_than_need_be(
    now: int, reachable: list[tuple[int, int]], room: int
) -> None:
    height = level_height(now, reachable, room)
    assert 0 <= height < room

    def missed(at: int) -> int:
        return sum(1 for least, most in reachable if not least <= at <= most)

    assert missed(height) == min(missed(at) for at in range(room))
