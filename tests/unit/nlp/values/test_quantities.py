"""Quantities of texts: number, interval, bound, unit and what is counted."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.nlp.values.numbers import find_numbers
from annotator.nlp.values.quantities import quantities_of
from annotator.nlp.values.quantity import Bound, Dimension

INF = math.inf

NUMBERS = [
    ("213 people", [213]),
    ("1,234 and 1 234 and 1.234.567", [1234, 1234, 1234567]),
    ("1.234,56 and 1,234.56", [1234.56, 1234.56]),
    ("3,7 km and 5.25%", [3.7, 5.25]),
    ("50.000 troops", [50000]),
    ("1\u202f234 and 12’345", [1234, 12345]),
    ("1.2 million and £186m and 31bn", [1200000, 186000000, 31000000000]),
    ("twenty-one, one hundred and five, two thousand three hundred", [21, 105, 2300]),
    ("half a dozen and two dozen and a hundred", [6, 24, 100]),
    ("two and a half miles and 3½ hours", [2.5, 3.5]),
    ("one and a half million", [1500000]),
    ("two-thirds and a quarter of them", [2 / 3, 0.25]),
    ("the third officer, the 3rd man", []),
    ("nine hundred and ninety-nine thousand", [999000]),
    ("", []),
    ("no digits here", []),
]

# (text, words, low, high, bound, dimension)
QUANTITIES = [
    ("At least 11 people died.", "At least 11", 11, INF, Bound.AT_LEAST, Dimension.COUNT),
    ("More than 230 came.", "More than 230", 230, INF, Bound.OVER, Dimension.COUNT),
    ("As many as seven calls.", "As many as seven", 0, 7, Bound.AT_MOST, Dimension.COUNT),
    ("Fewer than 50 came.", "Fewer than 50", 0, 50, Bound.UNDER, Dimension.COUNT),
    ("About 30 were saved.", "About 30", 27, 33, Bound.ABOUT, Dimension.COUNT),
    ("Nearly 100 homes.", "Nearly 100", 90, 100, Bound.ABOUT, Dimension.COUNT),
    ("The 28,000-plus arena.", "28,000-plus", 28000, INF, Bound.AT_LEAST, Dimension.COUNT),
    ("Dozens fled.", "Dozens", 24, 99, Bound.VAGUE, Dimension.COUNT),
    ("Between 30 and 40 cows.", "Between 30 and 40", 30, 40, Bound.RANGE, Dimension.COUNT),
    ("It took 2-3 hours.", "2-3 hours", 7200, 10800, Bound.RANGE, Dimension.DURATION),
    ("1 to 2 million dollars.", "1 to 2 million dollars", 1e6, 2e6, Bound.RANGE, Dimension.MONEY),
    ("It fell 5,25 percent.", "5,25 percent", 5.25, 5.25, Bound.EXACT, Dimension.PERCENT),
    ("Cut by 50 basis points.", "50 basis points", 0.5, 0.5, Bound.EXACT, Dimension.POINTS),
    ("By a full percentage point.", "a full percentage point", 1, 1, Bound.EXACT, Dimension.POINTS),
    ("It cost £186m.", "£186m", 186e6, 186e6, Bound.EXACT, Dimension.MONEY),
    ("It cost 590 crowns.", "590 crowns", 590, 590, Bound.EXACT, Dimension.MONEY),
    ("Gusts of 90 km/h.", "90 km/h", 25, 25, Bound.EXACT, Dimension.SPEED),
    ("Two nautical miles off.", "Two nautical miles", 3704, 3704, Bound.EXACT, Dimension.LENGTH),
    ("A wall 80m wide.", "80m", 80, 80, Bound.EXACT, Dimension.LENGTH),
    ("Seventy cubic metres.", "Seventy cubic metres", 7e4, 7e4, Bound.EXACT, Dimension.VOLUME),
    ("Some 70 tons of fuel.", "Some 70 tons", 63e3, 77e3, Bound.ABOUT, Dimension.MASS),
    ("It was 104 degrees Fahrenheit.", "104 degrees Fahrenheit", 40, 40, Bound.EXACT,
     Dimension.TEMPERATURE),
    ("Rated 7.5/10 by critics.", "7.5/10", 0.75, 0.75, Bound.EXACT, Dimension.RATING),
    ("They voted 9-4.", "9-4", 9, 9, Bound.EXACT, Dimension.SCORE),
    ("Anna Holm, 29, was there.", "29", 29, 29, Bound.EXACT, Dimension.AGE),
    ("A 41-year-old man.", "41", 41, 41, Bound.EXACT, Dimension.AGE),
]  # fmt: skip

NONE = ["Lock 3", "COVID-19 spread", "chapter 12", "They told one another."]


@pytest.mark.parametrize(("text", "values"), NUMBERS)
def test_numbers(text: str, values: list[float]) -> None:
    found = find_numbers(text)
    assert [number.low for number in found] == pytest.approx(values)
    assert all(number.start < number.end <= len(text) for number in found)


@pytest.mark.parametrize(("text", "words", "low", "high", "bound", "dimension"), QUANTITIES)
def test_quantity(
    text: str, words: str, low: float, high: float, bound: Bound, dimension: Dimension
) -> None:
    (found,) = quantities_of(text, 100, (), ())
    assert found.words == words
    assert text[found.span.start - 100 : found.span.end - 100] == words
    assert found.low == pytest.approx(low, rel=1e-4)
    assert found.high == pytest.approx(high, rel=1e-4)
    assert (found.bound, found.dimension) == (bound, dimension)


@pytest.mark.parametrize("text", NONE)
def test_labels_are_no_quantities(text: str) -> None:
    assert quantities_of(text, 0, (), ()) == ()


def test_an_ambiguous_point_keeps_both_readings() -> None:
    (number,) = find_numbers("1.234")
    assert {number.low, number.also} == {1.234, 1234.0}


def test_parts_slots_and_votes() -> None:
    (part,) = quantities_of("One of the four engines failed.", 0, (), ())
    assert (part.stated, part.of_whole) == (1, 4)
    step, level = quantities_of("cut by 0.5 points to 5.25 percent", 0, (), ())
    assert (step.slot, level.slot) == ("by", "to")
    before, after = quantities_of("cut from 2.4 to 1.8 percent", 0, (), ())
    assert (before.dimension, after.dimension) == (Dimension.PERCENT, Dimension.PERCENT)
    (vote,) = quantities_of("Six members voted for it and three against.", 0, (), ())
    assert (vote.stated, vote.second) == (6, 3)


SCALED = [
    ("hundred", 1e2), ("thousand", 1e3), ("lakh", 1e5), ("lakhs", 1e5), ("million", 1e6),
    ("millions", 1e6), ("crore", 1e7), ("crores", 1e7), ("billion", 1e9), ("billions", 1e9),
    ("milliard", 1e9), ("milliards", 1e9), ("trillion", 1e12), ("trillions", 1e12),
    ("mn", 1e6), ("bn", 1e9), ("tn", 1e12), ("dozen", 12),
]  # fmt: skip
PIECES = [
    *(word for word, _ in SCALED),
    "200", "1.5", "1,250,000", "3", "half", "a", "and", "dozens of", "tens of", "score", "twenty",
    "-", "one", "third", "½", "/2", "k", "m", "percent", "€", "no one",
]  # fmt: skip


@pytest.mark.parametrize(("word", "factor"), SCALED)
def test_digits_are_read_with_whatever_scale_follows(word: str, factor: float) -> None:
    (number,) = find_numbers(f"200 {word} of it")
    assert (number.low, number.high) == (200 * factor, 200 * factor)


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
def test_any_row_of_number_words_is_read(text: str) -> None:
    ends = [0]
    for number in find_numbers(text):
        assert ends[-1] <= number.start < number.end <= len(text)
        ends.append(number.end)
