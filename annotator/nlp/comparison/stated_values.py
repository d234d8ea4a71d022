"""Whether the numbers and times that two claims state could be the same ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from numpy.typing import NDArray

from annotator.nlp.values.moment import Moment
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Dimension, Quantity

FEATURES = (
    *("measure_near", "measure_miss", "count_near", "day_agree", "day_miss"),
    *("clock_near", "clock_miss", "ordinal_agree", "ordinal_miss"),
    *("kind_shared", "kind_alone"),
)
"""The columns of `agreement`."""

_KEPT = 5
_ROUNDING = 0.03
_NEARNESS = 3.0
_CLOCK_MINUTES = 60.0
_DIMENSIONS = {dimension: number for number, dimension in enumerate(Dimension)}
_COUNT = _DIMENSIONS[Dimension.COUNT]
_NONE = -1

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class StatedValues:
    """Values of claims, a row a claim, a few columns each; what is not there is -1 or NaN.

    Attributes:
        dimensions: the number of each quantity's `Dimension`.
        low, high: logarithms of the interval of each quantity, widened for rounding.
        first_days, last_days: ordinals (`date.toordinal`) of the days a moment may be.
        minutes: minutes of the day a moment is at about.
        ordinals: the ranks that are stated ("third": 3).
        kinds: a column for each kind of value: 1 divided by how many claims of the article state
            one, 0 for a claim that states none.
    """

    dimensions: NDArray[np.int64]
    low: Floats
    high: Floats
    first_days: Floats
    last_days: Floats
    minutes: Floats
    ordinals: Floats
    kinds: Floats


def stated_values(claims: Sequence[ParsedClaim], articles: NDArray[np.int64]) -> StatedValues:
    """The values of claims as arrays; ``articles`` are those of the claims."""
    shape = (len(claims), _KEPT)
    dimensions = np.full(shape, _NONE, np.int64)
    low, high, first_days, last_days, minutes, ordinals = (np.full(shape, np.nan) for _ in range(6))
    for row, claim in enumerate(claims):
        for column, quantity in enumerate(claim.quantities[:_KEPT]):
            dimensions[row, column] = _DIMENSIONS[quantity.dimension]
            low[row, column], high[row, column] = _interval(quantity)
        for column, moment in enumerate(claim.moments[:_KEPT]):
            first_days[row, column], last_days[row, column] = _days(moment)
            if moment.minutes is not None:
                minutes[row, column] = sum(moment.minutes) / 2
        for column, ordinal in enumerate(claim.ordinals[:_KEPT]):
            ordinals[row, column] = ordinal.rank
    kinds = _kinds(articles, dimensions, first_days, minutes, ordinals)
    return StatedValues(dimensions, low, high, first_days, last_days, minutes, ordinals, kinds)


def _kinds(articles: NDArray[np.int64], dimensions: NDArray[np.int64], *others: Floats) -> Floats:
    stated = [(dimensions == number).any(axis=1) for number in _DIMENSIONS.values()]
    stated += [~np.isnan(values).all(axis=1) for values in others]
    kinds = np.column_stack(stated).astype(np.float64)
    counts = np.zeros((int(articles.max(initial=0)) + 1, kinds.shape[1]))
    np.add.at(counts, articles, kinds)
    return np.asarray(kinds / np.maximum(counts[articles], 1))


def _interval(quantity: Quantity) -> tuple[float, float]:
    if quantity.stated < 0:
        # Degrees below zero: as far from it as they are.
        low = high = -quantity.stated
    else:
        low = max(0.0, min(quantity.low, quantity.stated))
        high = max(quantity.stated, min(quantity.high, quantity.stated * 2))
    return math.log(low * (1 - _ROUNDING) + 1e-3), math.log(high * (1 + _ROUNDING) + 1e-3)


def _days(moment: Moment) -> tuple[float, float]:
    first: date | None = moment.first
    last: date | None = moment.last
    if first is None or last is None:
        return math.nan, math.nan
    return float(first.toordinal()), float(last.toordinal())


def agreement(
    values: StatedValues, firsts: NDArray[np.int64], seconds: NDArray[np.int64]
) -> dict[str, NDArray[np.float32]]:
    """The features of pairs of rows of ``values``, by name."""
    one, other = values.dimensions[firsts][:, :, None], values.dimensions[seconds][:, None, :]
    same = (one == other) & (one != _NONE)
    measure, count = same & (one != _COUNT), same & (one == _COUNT)
    gap = np.maximum(
        values.low[firsts][:, :, None] - values.high[seconds][:, None, :],
        values.low[seconds][:, None, :] - values.high[firsts][:, :, None],
    )
    near = np.exp(-_NEARNESS * np.maximum(np.nan_to_num(gap, nan=99.0), 0))
    day_gap = np.maximum(
        values.first_days[firsts][:, :, None] - values.last_days[seconds][:, None, :],
        values.first_days[seconds][:, None, :] - values.last_days[firsts][:, :, None],
    )
    days, days_agree = ~np.isnan(day_gap), np.nan_to_num(day_gap, nan=1.0) <= 0
    minutes = np.abs(values.minutes[firsts][:, :, None] - values.minutes[seconds][:, None, :])
    clocks = ~np.isnan(minutes)
    minutes = np.nan_to_num(minutes % 1440, nan=1e6)
    apart = np.minimum(minutes, np.abs(1440 - minutes))
    ranks = values.ordinals[firsts][:, :, None] - values.ordinals[seconds][:, None, :]
    measure_near = _most(near * measure)
    clock_near = _most(np.exp(-apart / _CLOCK_MINUTES) * clocks)
    day_agree, ordinal_agree = _any(days_agree), _any(ranks == 0)
    alone = np.sqrt(values.kinds[firsts] * values.kinds[seconds]).max(axis=1, initial=0)
    return {
        "kind_shared": np.asarray(alone > 0, np.float32),
        "kind_alone": np.asarray(alone, np.float32),
        "measure_near": measure_near,
        "measure_miss": _any(measure) * (1 - measure_near),
        "count_near": _most(near * count),
        "day_agree": day_agree,
        "day_miss": _any(days) * (1 - day_agree),
        "clock_near": clock_near,
        "clock_miss": _any(clocks) * (1 - clock_near),
        "ordinal_agree": ordinal_agree,
        "ordinal_miss": _any(~np.isnan(ranks)) * (1 - ordinal_agree),
    }


def _any(cells: npt.NDArray[np.bool_]) -> NDArray[np.float32]:
    return np.asarray(cells.any(axis=(1, 2)), np.float32)


def _most(cells: Floats) -> NDArray[np.float32]:
    return np.asarray(cells.max(axis=(1, 2)), np.float32)
