"""Which columns of the desk can be seen together, and where it scrolls to for that."""

from __future__ import annotations

from collections.abc import Sequence


def place_for_both(
    columns: Sequence[tuple[int, int]], one: int, other: int, room: int, now: int
) -> int | None:
    """The left edge of a column from which two columns are in view whole; None when there is none.

    Args:
        columns: left edge and width of each column in px, from left to right.
        one, other: their numbers.
        room: how wide the view is.
        now: where it begins now; the nearest place is chosen.
    """
    first, last = min(one, other), max(one, other)
    end = columns[last][0] + columns[last][1]
    fitting = [left for left, _ in columns[: first + 1] if end - left <= room]
    return min(fitting, key=lambda left: abs(left - now), default=None)


def beside(order: Sequence[int], one: int, other: int) -> list[int]:
    """``order`` with ``other`` moved next to ``one``, on the side where it stands already."""
    behind = order.index(other) > order.index(one)
    moved = [each for each in order if each != other]
    moved.insert(moved.index(one) + int(behind), other)
    return moved
