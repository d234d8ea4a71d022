"""Keeps what was found in an event without letting the window stand still."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.errors import ReportedError
from annotator.nlp.comparison.compared import ComparedArticle, ComparedEvent
from annotator.services import comparing
from annotator.services.project import Project
from annotator.ui.project_model import ProjectModel


class EventKeeping(QObject):
    """Keeps one event at a time in the open project, step by step, between what else happens.

    When the project is closed meanwhile, nothing is told of the event until it is compared again.
    """

    kept = Signal(object, int)
    """The ids of the event's claims, and how many links there are."""
    failed = Signal(object)
    """A ReportedError; nothing of the event is told, or what was known before stands."""

    def __init__(self, model: ProjectModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._project: Project | None = None
        self._steps: Iterator[None] | None = None
        self._found: tuple[tuple[int, ...], int] = (), 0
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._step)
        model.project_changed.connect(self._drop)

    @property
    def is_running(self) -> bool:
        """Whether an event is not yet kept to its end."""
        return self._steps is not None

    def start(self, articles: Sequence[ComparedArticle], event: ComparedEvent) -> None:
        """Begin to keep an event of these articles; none may be running."""
        project = self._project = self._model.project
        if project is None:
            return
        own = comparing.articles_of(articles, event)
        self._found = tuple(claim.id for one in own for claim in one.claims), len(event.links)
        self._steps = comparing.keep_event_in_steps(project, own, event)
        self._next.start(0)

    def _drop(self) -> None:
        self._next.stop()
        self._steps = self._project = None

    def _step(self) -> None:
        steps = self._steps
        if steps is None or self._model.project is not self._project:
            self._drop()
            return
        try:
            for _ in steps:
                self._next.start(0)
                return
        except ReportedError as error:
            self._drop()
            self.failed.emit(error)
            return
        self._drop()
        self.kept.emit(*self._found)
