"""Who is told what the detection does."""

from __future__ import annotations

from typing import Protocol

from annotator.domain.claim import Candidate, DetectorVersion
from annotator.domain.errors import ReportedError
from annotator.domain.learning import Learned
from annotator.nlp.comparison.compared import ComparedEvent


class DetectionListener(Protocol):
    """Who is told what the detection does.

    Called from the supervising thread, so a call must be short. A call that was under way when
    `DetectionWorker.cancel` was called may still arrive.
    """

    def on_ready(self, version: DetectorVersion) -> None:
        """The language model is loaded; comes again after each restart."""

    def on_progress(self, text_id: int, done: int, total: int) -> None:
        """So many code points of so many are read."""

    def on_candidates(
        self, text_id: int, version: DetectorVersion, candidates: tuple[Candidate, ...]
    ) -> None:
        """An article is done."""

    def on_failed(self, text_id: int, error: ReportedError) -> None:
        """An article was given up; the others go on."""

    def on_restarted(self, reason: str) -> None:
        """The worker ended unexpectedly; what was interrupted is tried again."""


class ComparisonListener(Protocol):
    """Who is told what becomes of one comparison; called like a `DetectionListener`."""

    def on_compared_so_far(self, number: int, done: int, total: int) -> None:
        """So many articles of so many are compared."""

    def on_event(self, number: int, event: ComparedEvent) -> None:
        """The articles of an event are compared; others may follow."""

    def on_compared(self, number: int) -> None:
        """The comparison is done; every event that it found anew was told."""

    def on_comparison_failed(self, number: int, error: ReportedError) -> None:
        """The comparison was given up."""


class LearningListener(Protocol):
    """Who is told what was learned; called like a `DetectionListener`."""

    def on_learned(self, number: int, learned: Learned) -> None:
        """The decisions were learned from, or there was nothing to learn."""

    def on_learning_failed(self, number: int, error: ReportedError) -> None:
        """The learning was given up."""
