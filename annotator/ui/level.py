"""At which height a claim and its counterparts can stand level in their columns."""

from __future__ import annotations

from collections.abc import Sequence


def level_height(now: int, reachable: Sequence[tuple[int, int]], room: int) -> int:
    """The height (px from the top of the columns) at which all come to stand.

    Args:
        now: where the current claim stands.
        reachable: for each column the lowest and highest height to which scrolling can bring its
            claim.
        room: how high the columns are.

    The height nearest to ``now``, but on screen, that every column can reach; when there is none,
    the one that the fewest columns miss, so that the columns nearest to it come level at least.
    """
    wanted = min(max(now, 0), max(0, room - 1))
    if not reachable:
        return wanted
    candidates = {wanted}
    for least, most in reachable:
        candidates.update(height for height in (least, most) if 0 <= height < max(1, room))

    def missed(height: int) -> tuple[int, int]:
        out = sum(1 for least, most in reachable if not least <= height <= most)
        return out, abs(height - wanted)

    return min(sorted(candidates), key=missed)
