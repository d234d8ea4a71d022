"""Which claim comes next, and moving an end of a span by a word."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.claim import Claim, ClaimKind, ClaimState, Origin
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.ui.claim_navigation import (
    ClaimTrail,
    nearest,
    next_in_column,
    next_unreviewed,
)
from annotator.ui.word_steps import WORD_STEPS, end_earlier, end_later, start_earlier, start_later


def claim(number: int, start: int, article: int = 1, verdict: Verdict | None = None) -> Claim:
    return Claim(
        number, f"c{number}", article, article, Span(start, start + 5), "quote", Origin.DETECTOR,
        ClaimState.OPEN, (ClaimKind.EVENT,), 0.6, (), verdict is not None, verdict,
    )  # fmt: skip


COLUMN = [claim(1, 0), claim(2, 10), claim(3, 20)]


@pytest.mark.parametrize(
    ("current", "step", "expected"),
    [(None, 1, 1), (None, -1, 3), (COLUMN[0], 1, 2), (COLUMN[2], 1, None), (COLUMN[0], -1, None),
     (claim(9, 12), 1, 3), (claim(9, 12), -1, 2)],
)  # fmt: skip
def test_the_next_claim_of_a_column(current: Claim | None, step: int, expected: int | None) -> None:
    found = next_in_column(COLUMN, current, step)
    assert (found.id if found else None) == expected


def test_an_empty_column_has_no_next_claim() -> None:
    assert next_in_column([], None, 1) is None
    assert nearest([], COLUMN[0]) is None


def test_the_nearest_is_the_next_else_the_one_before() -> None:
    near, last = nearest(COLUMN, claim(9, 5)), nearest(COLUMN, claim(9, 99))
    assert near is not None
    assert last is not None
    assert (near.id, last.id) == (2, 3)


def columns(*verdicts: str) -> list[tuple[int, list[Claim]]]:
    """One column per text: "v" a reviewed claim, "." an open one."""
    made, number = [], 0
    for article, marks in enumerate(verdicts, 1):
        row = []
        for place, mark in enumerate(marks):
            number += 1
            row.append(
                claim(number, place * 10, article, Verdict.VERIFIED if mark == "v" else None)
            )
        made.append((article, row))
    return made


@pytest.mark.parametrize(
    ("marks", "active", "current", "step", "expected"),
    [
        (("..", ".."), 1, None, 1, 1),
        (("..", ".."), 2, None, 1, 3),
        (("v.", ".."), 1, 2, 1, 3),
        (("v.", "vv"), 1, 2, 1, None),
        ((".v", "vv"), 2, 4, 1, 1),
        (("vv", "vv"), 1, 1, 1, None),
        (("..", ".."), 1, 1, -1, 4),
        (("..", ".."), 2, 3, -1, 2),
        (("v.", "v."), 1, None, -1, 2),
        ((".", "", "."), 1, 1, 1, 2),
    ],
)
def test_the_next_unreviewed_claim_over_all_columns(
    marks: tuple[str, ...], active: int, current: int | None, step: int, expected: int | None
) -> None:
    desk = columns(*marks)
    everyone = {one.id: one for _, row in desk for one in row}
    found = next_unreviewed(desk, active, everyone.get(current or 0), step)
    assert (found.id if found else None) == expected


def test_a_current_claim_that_is_not_on_the_desk_starts_in_the_active_column() -> None:
    found = next_unreviewed(columns("..", ".."), 2, claim(99, 50, article=7))
    assert found is not None
    assert found.id == 3
    assert next_unreviewed([], None, None) is None


@given(
    marks=st.lists(st.text("v.", max_size=5), min_size=1, max_size=4),
    data=st.data(),
)
def test_stepping_forward_meets_every_unreviewed_claim_once(marks: list[str], data: Any) -> None:
    desk = columns(*marks)
    unreviewed = [one for _, row in desk for one in row if one.verdict is None]
    everyone = [one for _, row in desk for one in row]
    current = data.draw(st.sampled_from(everyone)) if everyone else None
    met = []
    for _ in unreviewed:
        current = next_unreviewed(desk, 1, current) or current
        met.append(current)
    if len(unreviewed) > 1:
        assert {one.id for one in met if one} == {one.id for one in unreviewed}


def test_the_trail_leads_back() -> None:
    trail = ClaimTrail()
    assert trail.back() is None
    for claim_id in (1, 2, 2, 3):
        trail.note(claim_id)
    assert trail.back() == 2
    assert trail.back({1: COLUMN[0]}) == 1
    assert trail.back() is None


TEXT = "It was  built in 1998.\nNobody died."


def test_ends_move_by_words_and_stay_in_the_paragraph() -> None:
    span = Span(TEXT.index("built"), TEXT.index(" in"))
    earlier = start_earlier(TEXT, span)
    assert earlier is not None
    assert TEXT[earlier.start : earlier.end] == "was  built"
    later = end_later(TEXT, span)
    assert later is not None
    assert TEXT[later.start : later.end] == "built in"
    last = Span(TEXT.index("1998"), TEXT.index("\n"))
    assert end_later(TEXT, last) is None
    assert start_earlier(TEXT, Span(0, 2)) is None
    assert start_later(TEXT, span) is None
    assert end_earlier(TEXT, span) is None


@given(
    text=st.text("ab \n😀é", min_size=1, max_size=30),
    name=st.sampled_from(sorted(WORD_STEPS)),
    data=st.data(),
)
def test_a_step_never_leaves_the_text_nor_begins_or_ends_with_space(
    text: str, name: str, data: Any
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    moved = WORD_STEPS[name](text, Span(start, end))
    if moved is None:
        return
    assert 0 <= moved.start < moved.end <= len(text)
    if name.endswith("start"):
        assert moved.end == end
        assert not text[moved.start].isspace()
    else:
        assert moved.start == start
        assert not text[moved.end - 1].isspace()
