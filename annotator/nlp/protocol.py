"""The messages between the window's process and the worker: plain tuples, cheap to pickle.

To the worker: a `Request`. From the worker: tuples whose first item is one of the words below.

- ``(READY, name, version, model)`` once, when the language model is loaded;
- ``(UNABLE, what, safe, remedy, details)`` instead of it, when none can be loaded;
- ``(PROGRESS, text_id, done, total)`` code points, while an article is read;
- ``(CANDIDATES, text_id, rows, model)`` when it is done, rows as in `CandidateRow`; ``model`` is
  what read this article when it was not the model that READY named, else "";
- ``(FAILED, text_id, what, safe, remedy, details)`` when this article cannot be done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.domain.claim import Candidate, ClaimKind, DetectorVersion
from annotator.domain.errors import ReportedError
from annotator.domain.span import Span

READY = "ready"
UNABLE = "unable"
PROGRESS = "progress"
CANDIDATES = "candidates"
FAILED = "failed"

Request = tuple[int, str, str]
"""An article to read: text id, canonical text, title ("" when unknown)."""

CandidateRow = tuple[int, int, tuple[str, ...], float, tuple[str, ...]]
"""A candidate: start, end (code points), kinds, check-worthiness (0 to 1), cues."""

ErrorRow = tuple[str, str, str, str]
"""The four texts of a `ReportedError`: what, safe, remedy, details."""


def candidates_from(rows: Iterable[CandidateRow]) -> tuple[Candidate, ...]:
    """The domain values that ``rows`` stand for."""
    return tuple(
        Candidate(Span(start, end), tuple(map(ClaimKind, kinds)), check_worthiness, cues)
        for start, end, kinds, check_worthiness, cues in rows
    )


def version_by(version: DetectorVersion, model: str) -> DetectorVersion:
    """``version`` for an article that ``model`` read; "" stands for the model of ``version``."""
    return replace(version, model=model) if model else version


def error_row(error: ReportedError) -> ErrorRow:
    """The texts of ``error``."""
    return error.what, error.safe, error.remedy, error.details
