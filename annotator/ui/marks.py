"""What each claim looks like, and finding the claims at a place of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, compress
from operator import is_not

from annotator.domain.claim import Claim, Origin
from annotator.ui.offsets import Utf16Map

MIDDLE_WORTH = 0.55
HIGH_WORTH = 0.82
"""Least check-worthiness of the middle and of the strong candidate tint."""


class MarkStyle(StrEnum):
    """How a claim is marked; in the order in which ruler ticks cover each other."""

    LOW = "candidate-low"
    MIDDLE = "candidate-middle"
    HIGH = "candidate-high"
    ADDED = "candidate-added"
    VERIFIED = "verified"
    UNSUPPORTED = "unsupported"
    DISPUTED = "disputed"

    @property
    def is_candidate(self) -> bool:
        """Whether no verdict stands."""
        return self.value.startswith("candidate")

    @property
    def tint_role(self) -> str:
        """The theme's colour behind the words."""
        return _TINTS.get(self) or f"{self.value}_tint"

    @property
    def ink_role(self) -> str:
        """The theme's colour of the line, the glyph and the ruler tick."""
        return "candidate_ink" if self.is_candidate else f"{self.value}_ink"

    @property
    def icon(self) -> str:
        """The name of the glyph in the margin lane."""
        return self.value if self.is_candidate else f"verdict-{self.value}"


_TINTS = {
    MarkStyle.LOW: "candidate_low",
    MarkStyle.MIDDLE: "candidate_mid",
    MarkStyle.HIGH: "candidate_high",
    MarkStyle.ADDED: "candidate_mid",
}


def mark_style(claim: Claim) -> MarkStyle:
    """How ``claim`` is marked: by its verdict, else by who proposed it and how strongly."""
    if claim.verdict is not None:
        return MarkStyle(claim.verdict.value)
    if claim.origin is Origin.REVIEWER or claim.check_worthiness is None:
        return MarkStyle.ADDED
    if claim.check_worthiness >= HIGH_WORTH:
        return MarkStyle.HIGH
    return MarkStyle.MIDDLE if claim.check_worthiness >= MIDDLE_WORTH else MarkStyle.LOW


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim on screen.

    Attributes:
        start, end: positions in the QTextDocument (UTF-16), half-open.
        depth: 0, or 1 when the claim's line is drawn below that of an earlier claim.
    """

    claim: Claim
    start: int
    end: int
    style: MarkStyle
    depth: int

    def __len__(self) -> int:
        return self.end - self.start


class Marks:
    """The marks of one article in reading order, found by claim or by place."""

    def __init__(self, claims: Sequence[Claim] = (), offsets: Utf16Map | None = None) -> None:
        self.claims = list(claims)
        self._marks = _marks_of(self.claims, offsets or Utf16Map(""))
        self._starts = [mark.start for mark in self._marks]
        # The furthest end so far: ascending, so it can be searched even when claims overlap.
        self._reach = list(accumulate((mark.end for mark in self._marks), max))
        self._index = {claim.id: nth for nth, claim in enumerate(self.claims)}

    def __len__(self) -> int:
        return len(self._marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._marks)

    def of(self, claim_id: int | None) -> Mark | None:
        """The mark of a claim, or None when it is not shown here."""
        nth = self._index.get(claim_id) if claim_id is not None else None
        return None if nth is None else self._marks[nth]

    def place_of(self, claim_id: int) -> int:
        """Where a claim comes in reading order, from 0; KeyError when it is not shown here."""
        return self._index[claim_id]

    def overlapping(self, start: int, end: int) -> list[Mark]:
        """The marks that share at least one position with ``start..end``, in reading order."""
        first = bisect_right(self._reach, start)
        last = bisect_left(self._starts, end)
        return [mark for mark in self._marks[first:last] if mark.end > start]

    def starting_in(self, start: int, end: int) -> list[Mark]:
        """The marks that begin inside ``start..end``, in reading order."""
        return self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def restyle(self, claims: Sequence[Claim]) -> list[tuple[Mark, Mark]] | None:
        """Take over new values of the same claims and give the marks (before, after) that differ.

        None, and nothing is changed, when ``claims`` are not the same claims with the same spans.
        Claims that are the very same objects cost next to nothing.
        """
        if len(claims) != len(self.claims):
            return None
        replaced = list(compress(range(len(claims)), map(is_not, claims, self.claims)))
        for nth in replaced:
            old, new = self.claims[nth], claims[nth]
            if old.id != new.id or old.span != new.span:
                return None
        changed = []
        for nth in replaced:
            before, claim = self._marks[nth], claims[nth]
            after = replace(before, claim=claim, style=mark_style(claim))
            self.claims[nth], self._marks[nth] = claim, after
            if after.style is not before.style:
                changed.append((before, after))
        return changed


def _marks_of(claims: Sequence[Claim], offsets: Utf16Map) -> list[Mark]:
    marks = []
    first_line_end = 0
    for claim in claims:
        start, end = offsets.to_qt(claim.span.start), offsets.to_qt(claim.span.end)
        depth = 0 if start >= first_line_end else 1
        if depth == 0:
            first_line_end = end
        marks.append(Mark(claim, start, end, mark_style(claim), depth))
    return marks


def next_under_pointer(marks: Sequence[Mark], current: int | None) -> Mark | None:
    """Which of the marks at one spot a click takes: the shortest, then the longer ones by turns."""
    if not marks:
        return None
    turns = sorted(marks, key=lambda mark: (len(mark), mark.start, mark.claim.id))
    ids = [mark.claim.id for mark in turns]
    return turns[(ids.index(current) + 1) % len(turns)] if current in ids else turns[0]
