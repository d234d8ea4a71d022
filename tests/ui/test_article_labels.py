"""Labels of articles that stay apart when they are cut."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import Article
from annotator.ui.article_labels import _shared_beginnings, article_labels, short_labels

Material = Any


def articles(material: Material, *titles: str, outlet: str = "") -> list[Article]:
    made = []
    for number, title in enumerate(titles, 1):
        article = material.article(number, "Text.")
        made.append(
            replace(
                article,
                metadata=replace(article.metadata, title=title, outlet=outlet),
                source=replace(article.source, name=f"{number}.txt"),
            )
        )
    return made


@pytest.mark.parametrize(
    ("titles", "short"),
    [
        (("Wire", "Post"), ["Wire", "Post"]),
        (("The Wire", "The Post"), ["The Wire", "The Post"]),
        (
            ("Ferry runs aground off Torsk: 11 dead", "Ferry runs aground off Torsk, no help"),
            ["…Torsk: 11 dead", "…Torsk, no help"],
        ),
        # One title is the other's beginning.
        (("Ferry runs aground", "Ferry runs aground off Torsk"), ["1.txt", "…off Torsk"]),
    ],
)
def test_a_beginning_that_two_share_is_left_out(
    material: Material, titles: tuple[str, ...], short: list[str]
) -> None:
    assert list(short_labels(articles(material, *titles)).values()) == short


def test_the_same_outlet_is_told_apart_by_title_and_the_same_title_by_number(
    material: Material,
) -> None:
    twice = article_labels(articles(material, "Nine dead", "Ten dead", outlet="Wire"))
    assert list(twice.values()) == ["Wire: Nine dead", "Wire: Ten dead"]
    same = article_labels(articles(material, "Nine dead", "Nine dead"))
    assert list(same.values()) == ["Nine dead (1)", "Nine dead (2)"]


def _alike(one: list[str], other: list[str]) -> int:
    return next(nth for nth in range(len(one), -1, -1) if one[:nth] == other[:nth])


@given(st.lists(st.text("ab ", max_size=40), min_size=1, max_size=8))
def test_neighbours_in_order_share_most(titles: list[str]) -> None:
    words = {nth: title.split() for nth, title in enumerate(titles)}
    expected = {
        one: max(
            (_alike(own, other) for two, other in words.items() if two != one),
            default=0,
        )
        for one, own in words.items()
    }
    assert _shared_beginnings(words) == expected
