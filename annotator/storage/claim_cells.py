"""Claims as plain text, one tuple each: for exports too long to make a value of every claim."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from annotator.storage.connection import ProjectDatabase
from annotator.storage.faults import unreadable

ARTICLE_ID: Final = 0
KEPT: Final = 1
CHECK_WORTHINESS: Final = 2
"""Places of a tuple that are no cells: an integer, 0 or 1, and a float or None."""

CELLS: Final = (
    "kinds",
    "check_worthiness",
    "cues",
    "claim_id",
    "verdict",
    "justification",
    "reviewer",
    "decided_at",
    "start",
    "end",
    "quote",
    "prefix",
    "suffix",
    "origin",
    "standing",
)
FIRST_CELL: Final = 3
"""The cells that follow, in this order, by the names of the export's columns."""

_SELECT: Final = """
SELECT
    article_id, kept, check_worthiness, kinds, cues, uuid, ifnull(verdict, ''), justification,
    reviewer, decided_at, CAST(span_start AS TEXT), CAST(span_end AS TEXT), quote, prefix, suffix,
    origin, CASE state WHEN 'dismissed' THEN state ELSE ifnull(verdict, 'unreviewed') END
FROM claim_now
WHERE state <> 'removed'
ORDER BY article_id, span_start, span_end DESC, id
"""


def stream_claim_cells(database: ProjectDatabase, cue_separator: str) -> Iterator[tuple[Any, ...]]:
    """All claims but removed ones, in reading order, as `ARTICLE_ID` to `CELLS` describe.

    Kinds are put together with spaces, cues with ``cue_separator``; a missing value is empty.

    Raises:
        ProjectUnreadable: a row is not as this program writes it.
    """

    @lru_cache(maxsize=4096)
    def joined(stored: str, separator: str) -> str:
        return separator.join(json.loads(stored))

    for article_id, kept, worth, kinds, cues, *cells in database.rows(_SELECT):
        try:
            yield (
                article_id,
                kept,
                worth,
                joined(kinds, " ") if kinds else "",
                "" if worth is None else str(worth),
                joined(cues, cue_separator) if cues else "",
                *cells,
            )
        except (ValueError, TypeError, RecursionError) as error:
            raise unreadable(f"claim {cells[0]}: {type(error).__name__}") from error
