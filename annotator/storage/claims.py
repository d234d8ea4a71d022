"""Reading claims and their history."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from annotator.assets import asset_path
from annotator.domain.claim import Claim, ClaimKind, ClaimState, Origin
from annotator.domain.errors import UnknownRecord
from annotator.domain.history import HistoryEntry
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.storage.connection import ProjectDatabase
from annotator.storage.faults import unreadable

_COLUMNS = (
    "id, uuid, article_id, text_id, span_start, span_end, quote, origin, state, kinds,"
    " check_worthiness, cues, touched, verdict, justification, reviewer, decided_at, kept"
)
_SELECT = f"SELECT {_COLUMNS} FROM claim_now"
_IN_READING_ORDER = " ORDER BY article_id, span_start, span_end DESC, id"
_MANY = 500
"""From so many claims on, reading all of them takes less time than reading each."""

_ORIGINS = {origin.value: origin for origin in Origin}
_STATES = {state.value: state for state in ClaimState}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


def _claim(row: tuple[Any, ...]) -> Claim:
    try:
        return _claim_of(row)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        # Only a hand other than this program's writes such a row.
        raise unreadable(f"claim {row[0]}: {type(error).__name__}") from error


def _claim_of(row: tuple[Any, ...]) -> Claim:
    return Claim(
        id=row[0],
        uuid=row[1],
        article_id=row[2],
        text_id=row[3],
        span=Span(row[4], row[5]),
        quote=row[6],
        origin=_ORIGINS[row[7]],
        state=_STATES[row[8]],
        kinds=stored_kinds(row[9]) if row[9] else (),
        check_worthiness=row[10],
        cues=_cues(row[11]) if row[11] else (),
        touched=bool(row[12]),
        verdict=None if row[13] is None else _VERDICTS[row[13]],
        justification=row[14],
        reviewer=row[15],
        decided_at=row[16],
        kept=bool(row[17]),
    )


# The same few lists come again and again, and parsing them was a third of the time of a read.
@lru_cache(maxsize=1024)
def stored_kinds(stored: str) -> tuple[ClaimKind, ...]:
    """The kinds that a candidate is stored with.

    Raises:
        ValueError: only a hand other than this program's writes such a row.
    """
    return tuple(ClaimKind(kind) for kind in json.loads(stored))


@lru_cache(maxsize=4096)
def _cues(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))


def read_claims(database: ProjectDatabase, article_id: int | None = None) -> list[Claim]:
    """All claims, or those of one article, removed and dismissed ones too, in reading order."""
    if article_id is None:
        rows = database.rows(_SELECT + _IN_READING_ORDER)
    else:
        rows = database.rows(f"{_SELECT} WHERE article_id = ?{_IN_READING_ORDER}", (article_id,))
    return [_claim(row) for row in rows]


def read_claims_by_id(database: ProjectDatabase, claim_ids: Iterable[int]) -> list[Claim]:
    """The claims with these ids, in the order of the ids; unknown ids are passed over."""
    wanted = list(claim_ids)
    if len(wanted) > _MANY:
        known = {claim.id: claim for claim in read_claims(database)}
        return [known[claim_id] for claim_id in wanted if claim_id in known]
    found = []
    for claim_id in wanted:
        found += [_claim(row) for row in database.rows(f"{_SELECT} WHERE id = ?", (claim_id,))]
    return found


def read_claim(database: ProjectDatabase, claim_id: int) -> Claim:
    """One claim.

    Raises:
        UnknownRecord: there is no such claim.
    """
    for claim in read_claims_by_id(database, (claim_id,)):
        return claim
    raise UnknownRecord(f"There is no claim {claim_id}.", "Nothing was changed.")


def find_claim(database: ProjectDatabase, uuid_start: str) -> Claim:
    """The claim whose uuid begins with ``uuid_start`` (at least 4 characters), if just one does.

    Raises:
        UnknownRecord: none does, or several do.
    """
    wanted = uuid_start.strip().lower()
    pattern = wanted.replace("%", "").replace("_", "") + "%"
    rows = []
    if len(wanted) >= 4 and len(pattern) == len(wanted) + 1:
        rows = [_claim(row) for row in database.rows(f"{_SELECT} WHERE uuid LIKE ?", (pattern,))]
    if len(rows) != 1:
        if len(wanted) < 4:
            what = f"“{uuid_start}” is too short for a claim's id."
        elif rows:
            what = f"The ids of several claims begin with “{uuid_start}”."
        else:
            what = f"No claim has an id that begins with “{uuid_start}”."
        raise UnknownRecord(what, "Nothing was changed.", "Give the whole claim_id.")
    return rows[0]


def read_claim_history(database: ProjectDatabase, claim_id: int) -> list[HistoryEntry]:
    """What happened to a claim, oldest first; what was taken back is marked."""
    sql = asset_path("db", "queries", "claim_history.sql").read_text(encoding="utf-8")
    rows = database.rows(sql, {"claim_id": claim_id})
    entries = []
    reversals: dict[int, int] = {}
    for operation_id, at, reviewer, text, undone, reverses, justification in rows:
        # Reversing a reversal does the act again.
        depth = reversals[operation_id] = 0 if reverses is None else reversals.get(reverses, 0) + 1
        prefix = "" if not depth else "Undid: " if depth % 2 else "Redid: "
        # What an undo brought back was written by an earlier line.
        written = "" if depth % 2 else justification
        entries.append(
            HistoryEntry(operation_id, at, reviewer, prefix + text, bool(undone), written)
        )
    return entries
