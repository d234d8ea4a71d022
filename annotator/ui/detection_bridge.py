"""Between the worker that reads articles in its own process and the window."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from annotator.domain.article import Article
from annotator.domain.claim import Candidate, DetectorVersion
from annotator.domain.errors import ReportedError
from annotator.domain.learning import LearningClaim
from annotator.nlp.comparison.compared import ComparedArticle
from annotator.services.candidates import undetected_articles
from annotator.services.detection_listener import (
    ComparisonListener,
    DetectionListener,
    LearningListener,
)
from annotator.ui.project_model import ProjectModel


class Detection(Protocol):
    """What the bridge asks of a detection worker."""

    def start(self) -> None:
        """Load the language model now."""

    def submit(self, text_id: int, text: str, title: str = "") -> None:
        """Queue an article."""

    def submit_comparison(
        self,
        number: int,
        articles: Sequence[ComparedArticle],
        listener: ComparisonListener,
        unchanged: Collection[tuple[int, ...]] = (),
    ) -> None:
        """Queue a comparison."""

    def submit_learning(
        self, number: int, claims: Sequence[LearningClaim], listener: LearningListener
    ) -> None:
        """Queue decisions to learn from."""

    def cancel(self) -> None:
        """Drop everything that is queued or being read."""

    def close(self) -> None:
        """Stop for good."""


MakeDetection = Callable[[DetectionListener], Detection]


@dataclass(frozen=True, slots=True)
class DetectionProgress:
    """How far the detection is.

    Attributes:
        done, total: articles of this round; ``total`` is 0 when nothing is being read.
        share: of the whole round, 0 to 1, counted by code points inside the present article.
    """

    done: int = 0
    total: int = 0
    share: float = 0.0

    @property
    def running(self) -> bool:
        """Whether articles are waited for."""
        return self.done < self.total


class DetectionBridge(QObject):
    """Has the articles of the open project read and puts what was found into it.

    The worker calls from a thread of its own; everything is handed over to the window's thread
    before it touches the project. Each request has a number of its own, so that an answer for a
    project that was closed meanwhile is known and dropped.
    """

    progressed = Signal(object)
    """A DetectionProgress."""
    failed = Signal(object)
    """A ReportedError; the articles it is about stay without candidates."""
    restarted = Signal(str)
    """Why the worker had to be started again."""
    cancelled = Signal(int)
    """A person stopped the detection; the number of articles that were not read."""
    rules_stood_in = Signal(str)
    """Fixed rules rank the open project's candidates in place of what was trained: what to say.
    Once for each project that is opened."""

    _ready = Signal(object)
    _moved = Signal(int, int, int)
    _found = Signal(int, object, object)
    _gave_up = Signal(int, object)
    _began_again = Signal(str)

    def __init__(
        self, model: ProjectModel, make: MakeDetection, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._make = model, make
        self._worker: Detection | None = None
        self._numbers = itertools.count(1)
        self._awaited: dict[int, int] = {}
        self._declined: set[int] = set()
        self._told: set[str] = set()
        self._done = self._total = 0
        self._version: DetectorVersion | None = None
        self._notice_given = self._compares = False
        queued = Qt.ConnectionType.QueuedConnection
        self._ready.connect(self._take_version, queued)
        self._moved.connect(self._take_progress, queued)
        self._found.connect(self._take_candidates, queued)
        self._gave_up.connect(self._take_failure, queued)
        self._began_again.connect(self.restarted, queued)
        model.project_changed.connect(self._forget)
        model.articles_changed.connect(self.submit_new)

    @property
    def version(self) -> DetectorVersion | None:
        """What reads the articles; None before the language model was loaded."""
        return self._version

    @property
    def progress(self) -> DetectionProgress:
        """How far the detection is."""
        share = self._done / self._total if self._total else 0.0
        return DetectionProgress(self._done, self._total, share)

    def start(self) -> None:
        """Start the worker and have every article read that never was."""
        if self._worker is None:
            self._worker = self._make(self)
            self._worker.start()
            self.submit_new()

    def submit_new(self) -> None:
        """Have those articles read that no detector has read; cancelled ones wait."""
        project = self._model.project
        if self._worker is None or project is None or not self._model.can_write:
            return
        waiting = set(self._awaited.values()) | self._declined
        self._submit_shortest_first(
            article for article in undetected_articles(project) if article.text_id not in waiting
        )

    def submit_again(self) -> None:
        """Have every article read anew; what a person touched stays as it is."""
        if self._worker is None or not self._model.can_write:
            return
        self._declined.clear()
        waiting = set(self._awaited.values())
        self._submit_shortest_first(
            article for article in self._model.articles().values() if article.text_id not in waiting
        )

    def _submit_shortest_first(self, articles: Iterable[Article]) -> None:
        # A long article in front would keep the claims of all the others away.
        for article in sorted(articles, key=lambda article: article.length):
            self._submit(article.id)

    def _submit(self, article_id: int) -> None:
        assert self._worker is not None
        article = self._model.articles().get(article_id)
        if article is None:
            return
        if not self._awaited:
            self._done = self._total = 0
            self._told.clear()
        number = next(self._numbers)
        self._awaited[number] = article.text_id
        self._total += 1
        self._worker.submit(number, self._model.text(article_id), article.metadata.title)
        self.progressed.emit(self.progress)

    @property
    def can_compare(self) -> bool:
        """Whether there is a worker that can compare articles, and learn."""
        return self._worker is not None

    def submit_comparison(
        self,
        number: int,
        articles: Sequence[ComparedArticle],
        listener: ComparisonListener,
        unchanged: Collection[tuple[int, ...]] = (),
    ) -> None:
        """Have articles compared by the same worker; ``number`` is below zero.

        ``unchanged`` names, by the ids of their texts, the events that are not to be compared.
        """
        if self._worker is not None:
            self._compares = True
            self._worker.submit_comparison(number, articles, listener, unchanged)

    def submit_learning(
        self, number: int, claims: Sequence[LearningClaim], listener: LearningListener
    ) -> None:
        """Have decisions learned from by the same worker; ``number`` is one of nobody else's."""
        if self._worker is not None:
            self._worker.submit_learning(number, claims, listener)

    def stop_comparison(self) -> None:
        """Stop a comparison that runs, unless articles wait to be read.

        What was to be learned from goes with it, so whoever follows `progressed` looks again.
        """
        if self._worker is not None and not self._awaited:
            self._worker.cancel()
            self.progressed.emit(self.progress)

    def cancel(self) -> None:
        """Stop reading; the articles that were waiting stay without candidates for now."""
        left = len(self._awaited)
        self._declined.update(self._awaited.values())
        self._drop()
        if left:
            self.cancelled.emit(left)

    def close(self) -> None:
        """Stop the worker."""
        self._awaited.clear()
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _forget(self) -> None:
        self._declined.clear()
        if self._worker is not None and self._compares:
            # A comparison of the former project would keep the articles of this one waiting.
            self._worker.cancel()
        self._compares = False
        self._drop()
        self._notice_given = False
        self._tell_of_rules()
        self.submit_new()

    def _drop(self) -> None:
        if self._awaited:
            self._awaited.clear()
            if self._worker is not None:
                self._worker.cancel()
        self._done = self._total = 0
        self.progressed.emit(self.progress)

    # Called by the worker from its own thread

    def on_ready(self, version: DetectorVersion) -> None:
        """The language model is loaded."""
        self._ready.emit(version)

    def on_progress(self, text_id: int, done: int, total: int) -> None:
        """So many code points of so many are read."""
        self._moved.emit(text_id, done, total)

    def on_candidates(
        self, text_id: int, version: DetectorVersion, candidates: tuple[Candidate, ...]
    ) -> None:
        """An article is done."""
        self._found.emit(text_id, version, candidates)

    def on_failed(self, text_id: int, error: ReportedError) -> None:
        """An article was given up."""
        self._gave_up.emit(text_id, error)

    def on_restarted(self, reason: str) -> None:
        """The worker ended unexpectedly and starts again."""
        self._began_again.emit(reason)

    # The same in the window's thread

    def _take_version(self, version: DetectorVersion) -> None:
        self._version = version
        self._tell_of_rules()

    def _tell_of_rules(self) -> None:
        notice = self._version.scorer_notice if self._version is not None else ""
        if notice and self._model.project is not None and not self._notice_given:
            self._notice_given = True
            self.rules_stood_in.emit(notice)

    def _take_progress(self, number: int, done: int, total: int) -> None:
        if number in self._awaited and self._total:
            share = (self._done + done / max(1, total)) / self._total
            self.progressed.emit(DetectionProgress(self._done, self._total, share))

    def _take_candidates(
        self, number: int, version: DetectorVersion, candidates: tuple[Candidate, ...]
    ) -> None:
        text_id = self._awaited.pop(number, None)
        if text_id is not None:
            self._model.keep_candidates(text_id, version, candidates)
            self._count_one()

    def _take_failure(self, number: int, error: ReportedError) -> None:
        text_id = self._awaited.pop(number, None)
        if text_id is None:
            return
        # Not tried again by itself: it would fail again and again.
        self._declined.add(text_id)
        if error.what not in self._told:
            self._told.add(error.what)
            self.failed.emit(error)
        self._count_one()

    def _count_one(self) -> None:
        self._done += 1
        if not self._awaited:
            self._done = self._total = 0
        self.progressed.emit(self.progress)
