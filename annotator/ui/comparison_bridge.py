"""Between the worker that compares articles in its own process and the window."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Collection

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotator.domain.claim import ClaimState
from annotator.domain.errors import ReportedError
from annotator.nlp.comparison.compared import ComparedArticle, ComparedEvent
from annotator.services.project import Project
from annotator.services.second_connection import what_to_compare
from annotator.ui.background_work import BackgroundWork
from annotator.ui.detection_bridge import DetectionBridge, DetectionProgress
from annotator.ui.event_keeping import EventKeeping
from annotator.ui.link_model import LinkModel
from annotator.ui.project_model import ProjectModel

_REST_MS = 400
"""Claims change in bursts; the comparison waits for their end."""


class ComparisonBridge(QObject):
    """Has the articles of the open project compared whenever claims came, went or moved.

    It waits until no article is left to read. Only events that changed since they were compared
    are compared again, and each is kept as soon as it is done, a large one in many steps between
    which the window lives on. What is to be compared is read in a thread of its own, as that takes
    long in a large project. The worker calls from another one; answers are handed over to the
    window's thread.
    """

    progressed = Signal(object)
    """A DetectionProgress, counted in articles."""
    failed = Signal(object)
    """A ReportedError; the links that were there stay."""
    compared = Signal(int, bool)
    """A comparison is done and its links are read.

    Of how many articles it was, and whether a person had asked for it.
    """

    _moved = Signal(int, int, int)
    _found = Signal(int, object)
    _ended = Signal(int)
    _gave_up = Signal(int, object)

    def __init__(
        self,
        model: ProjectModel,
        links: LinkModel,
        detection: DetectionBridge,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._links, self._detection = model, links, detection
        # Below zero, so that they differ from the numbers of the articles that are read.
        self._numbers = itertools.count(-1, -1)
        self._awaited: tuple[int, tuple[ComparedArticle, ...]] | None = None
        self._known: object = None
        self._declined: object = None
        self._progress = DetectionProgress()
        self._events: deque[ComparedEvent] = deque()
        self._has_ended = False
        self._keeping = EventKeeping(model, self)
        self._keeping.kept.connect(self._take_kept)
        self._keeping.failed.connect(self._take_unkept)
        self._read_at: object = None
        self._told = ""
        self._asked = False
        self._done: tuple[Project | None, int, bool] | None = None
        links.links_changed.connect(self._tell_done)
        self._reading = BackgroundWork(self)
        self._reading.done.connect(self._take_read)
        self._reading.failed.connect(self._take_unread)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._compare_if_needed)
        queued = Qt.ConnectionType.QueuedConnection
        self._moved.connect(self._take_progress, queued)
        self._found.connect(self._take_event, queued)
        self._ended.connect(self._take_end, queued)
        self._gave_up.connect(self._take_failure, queued)
        model.project_changed.connect(self._forget)
        model.articles_changed.connect(lambda _ids: self._rest.start())
        model.claims_changed.connect(lambda _ids: self._rest.start())
        detection.progressed.connect(self._follow_detection)
        detection.cancelled.connect(self._follow_cancelled)

    @property
    def progress(self) -> DetectionProgress:
        """How far the comparison is."""
        return self._progress

    def compare_again(self) -> None:
        """Compare now, whatever was compared before."""
        self._declined = self._known = None
        self._told = ""
        project = self._model.project
        if project is not None and self._can():
            self._stop()
            self._asked = True
            self._read(project, again=True)
            if len(self._model.articles()) > 1:
                self._tell(DetectionProgress(0, len(self._model.articles()), 0.0))

    def cancel(self) -> None:
        """Stop comparing; it begins again when claims change or a person asks for it."""
        if self._awaited is not None or self._reading.is_running:
            self._declined = self._signature()
            self._stop()

    # --- when --------------------------------------------------------------------------------

    def _can(self) -> bool:
        return (
            self._model.can_write
            and self._detection.can_compare
            and not self._detection.progress.running
        )

    def _signature(self) -> object:
        """Cheap to make, and different whenever the comparison could differ."""
        return hash(
            (
                tuple(
                    (article.text_id, article.metadata)
                    for article in self._model.articles().values()
                ),
                tuple(
                    (claim.id, claim.span)
                    for claim in self._model.all_claims()
                    if claim.state is ClaimState.OPEN
                ),
            )
        )

    def _follow_detection(self, progress: DetectionProgress) -> None:
        if not progress.running:
            self._rest.start()

    def _follow_cancelled(self, _left: int) -> None:
        if self._awaited is not None:
            # The worker let go of it with the articles, and nobody meant that.
            self._known = None
        self._drop()

    def _forget(self) -> None:
        self._known = self._declined = None
        self._told = ""
        self._drop()
        self._rest.start()

    def _stop(self) -> None:
        asked = self._awaited is not None
        self._drop()
        if asked:
            self._detection.stop_comparison()

    def _drop(self) -> None:
        # An event of which a part is kept is kept to its end all the same.
        self._awaited = None
        self._events.clear()
        self._has_ended = False
        self._asked = False
        self._reading.drop()
        self._tell(DetectionProgress())

    def _compare_if_needed(self) -> None:
        project = self._model.project
        if project is None or not self._can():
            return
        signature = self._signature()
        if signature in (self._known, self._declined):
            return
        if self._awaited is not None or self._reading.is_running or self._keeping.is_running:
            # Whoever works steadily would never see links: what runs may end, then comes the next.
            return
        self._read(project)

    def _read(self, project: Project, *, again: bool = False) -> None:
        path, uuid = project.path, project.uuid
        self._read_at = self._signature()
        self._reading.start(lambda _progress, _is_stopped: what_to_compare(path, uuid, again=again))

    def _take_read(
        self, read: tuple[tuple[ComparedArticle, ...], Collection[tuple[int, ...]]]
    ) -> None:
        articles, unchanged = read
        self._told = ""
        if self._can():
            self._known = self._read_at
        if articles and self._can():
            self._compare(articles, unchanged)
        else:
            self._tell(DetectionProgress())
        # Claims may have changed while they were read.
        self._rest.start()

    def _take_unread(self, error: ReportedError) -> None:
        # Not tried again by itself until claims change: it would fail again and again.
        self._declined = self._read_at
        self._drop()
        if error.what != self._told:
            self._told = error.what
            self.failed.emit(error)

    def _compare(
        self, articles: tuple[ComparedArticle, ...], unchanged: Collection[tuple[int, ...]]
    ) -> None:
        number = next(self._numbers)
        self._awaited = number, articles
        self._detection.submit_comparison(number, articles, self, unchanged)
        self._tell(DetectionProgress(0, len(articles), 0.0))

    def _tell(self, progress: DetectionProgress) -> None:
        if progress != self._progress:
            self._progress = progress
            self.progressed.emit(progress)

    # Called by the worker from its own thread

    def on_compared_so_far(self, number: int, done: int, total: int) -> None:
        """So many articles of so many are compared."""
        self._moved.emit(number, done, total)

    def on_event(self, number: int, event: ComparedEvent) -> None:
        """The articles of an event are compared."""
        self._found.emit(number, event)

    def on_compared(self, number: int) -> None:
        """The comparison is done."""
        self._ended.emit(number)

    def on_comparison_failed(self, number: int, error: ReportedError) -> None:
        """The comparison was given up."""
        self._gave_up.emit(number, error)

    # The same in the window's thread

    def _is_awaited(self, number: int) -> bool:
        return self._awaited is not None and self._awaited[0] == number

    def _take_progress(self, number: int, done: int, total: int) -> None:
        if self._is_awaited(number):
            # The last article read is not the end: the claims are matched then.
            shown = min(done, total - 1)
            self._tell(DetectionProgress(shown, total, done / max(1, total)))

    def _take_event(self, number: int, event: ComparedEvent) -> None:
        if self._is_awaited(number):
            self._events.append(event)
            self._keep_next()

    def _keep_next(self) -> None:
        if self._events and self._awaited is not None and not self._keeping.is_running:
            self._keeping.start(self._awaited[1], self._events.popleft())

    def _take_kept(self, claim_ids: tuple[int, ...], links: int) -> None:
        self._links.read_event(claim_ids, links)
        self._keep_next()
        if self._keeping.is_running:
            return
        if self._has_ended:
            self._end()
        else:
            self._rest.start()

    def _take_unkept(self, error: ReportedError) -> None:
        self._stop()
        self.failed.emit(error)

    def _take_end(self, number: int) -> None:
        if self._is_awaited(number):
            if self._keeping.is_running:
                self._has_ended = True
                return
            self._end()

    def _end(self) -> None:
        count, asked = len(self._awaited[1]) if self._awaited is not None else 0, self._asked
        self._drop()
        self._done = self._model.project, count, asked
        self._tell_done()
        # Claims may have changed while it compared.
        self._rest.start()

    def _tell_done(self) -> None:
        """Tell of a comparison that is done, once its links are those that are known."""
        if self._done is None or self._links.is_reading:
            return
        (project, count, asked), self._done = self._done, None
        if project is self._model.project:
            self.compared.emit(count, asked)

    def _take_failure(self, number: int, error: ReportedError) -> None:
        if self._is_awaited(number):
            self._declined = self._signature()
            self._drop()
            self.failed.emit(error)
