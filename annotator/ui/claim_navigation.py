"""Which claim comes next: in a column, over all columns, and back to where one was."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from annotator.domain.claim import Claim, reading_order

_LONGEST_TRAIL = 200


def next_in_column(shown: Sequence[Claim], current: Claim | None, step: int) -> Claim | None:
    """The claim after (``step`` 1) or before (-1) ``current`` in one article's reading order.

    ``current`` need not be shown. Without one it is the first or the last; None at the end.
    """
    if not shown:
        return None
    if current is None:
        return shown[0] if step > 0 else shown[-1]
    place = reading_order(current)
    if step > 0:
        at = bisect_right(shown, place, key=reading_order)
        return shown[at] if at < len(shown) else None
    at = bisect_left(shown, place, key=reading_order)
    return shown[at - 1] if at else None


def next_unreviewed(
    columns: Sequence[tuple[int, Sequence[Claim]]],
    active_id: int | None,
    current: Claim | None,
    step: int = 1,
) -> Claim | None:
    """The next claim without a verdict, from the current place on, round all columns.

    Args:
        columns: article id and shown claims in reading order, from left to right.
        active_id: the article whose column has the keyboard; the search begins there when
            ``current`` lies elsewhere.
        current: the search begins after (or before) it; it is never the answer itself.
        step: 1 forwards, -1 backwards.
    """
    if not columns:
        return None
    ids = [article_id for article_id, _ in columns]
    start_id = current.article_id if current is not None else active_id
    if start_id not in ids:
        start_id, current = (active_id if active_id in ids else ids[0]), None
    at = ids.index(start_id)
    here = list(columns[at][1])
    if current is None:
        before, after = [], here
    else:
        place = reading_order(current)
        before = here[: bisect_left(here, place, key=reading_order)]
        after = here[bisect_right(here, place, key=reading_order) :]
    others = [list(columns[(at + nth) % len(ids)][1]) for nth in range(1, len(ids))]
    if step > 0:
        rounds = [after, *others, before]
    else:
        head = before if current is not None else here
        tail = after if current is not None else []
        rounds = [head[::-1], *(other[::-1] for other in reversed(others)), tail[::-1]]
    return next((claim for part in rounds for claim in part if claim.verdict is None), None)


def nearest(shown: Sequence[Claim], gone: Claim) -> Claim | None:
    """The claim to go to when ``gone`` is no longer there: the next one, else the one before."""
    return next_in_column(shown, gone, 1) or next_in_column(shown, gone, -1)


class ClaimTrail:
    """The claims that were current before, for going back."""

    def __init__(self) -> None:
        self._ids: list[int] = []

    def note(self, claim_id: int) -> None:
        """Remember that a claim became the current one."""
        if not self._ids or self._ids[-1] != claim_id:
            self._ids = [*self._ids[-_LONGEST_TRAIL:], claim_id]

    def back(self, known: Mapping[int, Claim] | None = None) -> int | None:
        """Forget the present claim and give the one before it, skipping those not in ``known``."""
        if self._ids:
            self._ids.pop()
        while self._ids and known is not None and self._ids[-1] not in known:
            self._ids.pop()
        return self._ids[-1] if self._ids else None

    def clear(self) -> None:
        """Forget everything."""
        self._ids = []
