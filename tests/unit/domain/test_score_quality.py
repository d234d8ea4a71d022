"""Measures of scores, held against cases worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.score_quality import (
    average_precision,
    calibration_error,
    f1,
    precision_at_top,
    score_quality,
)


def test_average_precision_is_the_mean_precision_at_each_positive() -> None:
    # Ranks 1 and 3 are positive: (1/1 + 2/3) / 2.
    assert average_precision([True, False, True], [0.9, 0.8, 0.7]) == pytest.approx(5 / 6)
    assert average_precision([True, True, False], [0.9, 0.8, 0.7]) == 1
    assert average_precision([False, False, True], [0.9, 0.8, 0.7]) == pytest.approx(1 / 3)


def test_texts_with_one_score_share_one_precision_in_any_order() -> None:
    for labels in ([True, False, False, False], [False, False, False, True]):
        assert average_precision(labels, [0.5] * 4) == 0.25
    # One of two at the top, then one of one: (1/2 + 2/3) / 2.
    assert average_precision([True, False, True], [0.9, 0.9, 0.1]) == pytest.approx(7 / 12)


def test_no_positive_means_zero_not_a_fault() -> None:
    assert average_precision([False, False], [0.1, 0.2]) == 0
    assert f1([False, False], [0.1, 0.2], 0.5) == 0


def test_f1_counts_what_reaches_the_threshold() -> None:
    # Chosen: .5 and .9, of which one is positive; one positive is missed: 2*1 / (2 + 2).
    assert f1([True, False, True], [0.5, 0.9, 0.49], 0.5) == 0.5
    assert f1([True, True], [0.5, 0.9], 0.5) == 1


def test_precision_at_the_top_takes_a_rounded_up_share() -> None:
    labels = [True, False, True, False, False, False, False, False, False, False]
    scores = [1 - number / 10 for number in range(10)]
    assert precision_at_top(labels, scores, 0.10) == 1
    assert precision_at_top(labels, scores, 0.25) == pytest.approx(2 / 3)
    assert precision_at_top([False], [0.3], 0.10) == 0


def test_a_tie_at_the_border_counts_what_is_to_be_expected() -> None:
    assert precision_at_top([True, False, False, False], [0.5] * 4, 0.25) == 0.25


def test_calibration_error_weighs_bins_by_how_much_they_hold() -> None:
    # Bin .8: four texts, three positive, mean .85: off by .1. Bin .1: one text, .15: off by .15.
    labels = [True, True, True, False, False]
    scores = [0.85, 0.85, 0.85, 0.85, 0.15]
    assert calibration_error(labels, scores) == pytest.approx((4 * 0.1 + 0.15) / 5)
    assert calibration_error([True, False], [1.0, 0.0]) == 0


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=1, max_size=40))
def test_all_measures_are_shares(rows: list[tuple[bool, float]]) -> None:
    labels, scores = [label for label, _ in rows], [score for _, score in rows]
    quality = score_quality(labels, scores, 0.5)
    for value in (
        quality.average_precision,
        quality.f1,
        quality.precision_at_10,
        quality.precision_at_25,
        quality.calibration_error,
    ):
        assert 0 <= value <= 1 + 1e-9
