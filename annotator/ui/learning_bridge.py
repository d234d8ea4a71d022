"""Between the worker that learns in its own process and the window."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotator.domain.errors import ReportedError
from annotator.domain.learning import (
    Learned,
    LearningClaim,
    LearningState,
    decisions_in,
    learning_state_of,
)
from annotator.services import learning
from annotator.services.second_connection import unlearned_claims
from annotator.ui.background_work import BackgroundWork
from annotator.ui.detection_bridge import DetectionBridge, DetectionProgress
from annotator.ui.project_model import TURN_MS, ProjectModel

DECISIONS_BETWEEN = 5
"""It learns again after so many more decisions."""

_REST_MS = 400
"""Decisions come in bursts; the learning waits for their end."""

_FIRST_NUMBER = -1_000_000_000
"""Far below the numbers of comparisons, which begin at -1, and of articles, which begin at 1."""


class LearningBridge(QObject):
    """Has the open project learn again after some decisions, while that is switched on.

    What is to learn from is read in a thread of its own, as that takes long in a large project.
    The worker calls from another one; answers are handed over to the window's thread. The current
    claim keeps its score, so that it stays where a person looks at it.
    """

    state_changed = Signal(object)
    """A LearningState."""
    failed = Signal(object)
    """A ReportedError; the scores that were there stay."""

    _found = Signal(int, object)
    _gave_up = Signal(int, object)

    def __init__(
        self, model: ProjectModel, detection: DetectionBridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._detection = model, detection
        self._numbers = itertools.count(_FIRST_NUMBER, -1)
        self._awaited: tuple[int, tuple[LearningClaim, ...]] | None = None
        self._state = LearningState()
        self._learned_of: Mapping[int, bool] = {}
        self._unsure = True
        self._reading = BackgroundWork(self)
        self._reading.done.connect(self._hand_over)
        self._reading.failed.connect(self.failed)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._look)
        queued = Qt.ConnectionType.QueuedConnection
        self._found.connect(self._take_learned, queued)
        self._gave_up.connect(self._take_failure, queued)
        model.project_changed.connect(self._forget)
        model.history_changed.connect(self._rest.start)
        detection.progressed.connect(self._follow_detection)

    @property
    def state(self) -> LearningState:
        """Whether the open project learns, and from what."""
        return self._state

    def look_now(self) -> None:
        """Look at once whether there is something to learn, as after switching it on."""
        self._rest.stop()
        self._look()

    # --- when --------------------------------------------------------------------------------

    def _forget(self) -> None:
        self._awaited, self._learned_of, self._unsure = None, {}, True
        self._reading.drop()
        self._look()

    def _follow_detection(self, progress: DetectionProgress) -> None:
        if not progress.running and self._state.learns:
            # Candidates that were found meanwhile have their shipped scores.
            self._unsure = True
            self._rest.start()

    def _look(self) -> None:
        """Tell how it stands, and learn if enough was decided since it learned last."""
        project = self._model.project
        if project is None:
            self._tell(LearningState())
            return
        try:
            if not learning.learns(project):
                self._awaited, self._unsure = None, True
                self._reading.drop()
                self._tell(LearningState())
                return
            said = decisions_in(self._model.all_claims())
            state = learning_state_of(
                said.values(), learns=True, learned_from=learning.learned_count(project)
            )
            self._tell(state)
            if self._is_time(said, state):
                self._learn(said)
        except ReportedError as error:
            self.failed.emit(error)

    def _is_time(self, said: Mapping[int, bool], state: LearningState) -> bool:
        ready = (
            self._model.can_write
            and self._detection.can_compare
            and not self._detection.progress.running
        )
        # What was learned from decisions that were taken back goes with them.
        if not ready or not (state.can_learn or state.learned_from):
            return False
        before = self._learned_of
        differ = sum(1 for key in said.keys() | before.keys() if said.get(key) != before.get(key))
        return self._unsure or differ >= DECISIONS_BETWEEN or not state.can_learn

    def _learn(self, said: Mapping[int, bool]) -> None:
        project = self._model.project
        assert project is not None
        path, uuid = project.path, project.uuid
        self._learned_of, self._unsure = said, False
        self._reading.start(lambda _progress, _is_stopped: unlearned_claims(path, uuid))

    def _hand_over(self, claims: tuple[LearningClaim, ...]) -> None:
        if claims:
            number = next(self._numbers)
            self._awaited = number, claims
            self._detection.submit_learning(number, claims, self)

    def _tell(self, state: LearningState) -> None:
        if state != self._state:
            self._state = state
            self.state_changed.emit(state)

    # Called by the worker from its own thread

    def on_learned(self, number: int, learned: Learned) -> None:
        """The decisions were learned from."""
        self._found.emit(number, learned)

    def on_learning_failed(self, number: int, error: ReportedError) -> None:
        """The learning was given up."""
        self._gave_up.emit(number, error)

    # The same in the window's thread

    def _take_learned(self, number: int, learned: Learned) -> None:
        project = self._model.project
        if self._awaited is None or self._awaited[0] != number or project is None:
            return
        _, claims = self._awaited
        self._awaited = None
        current = self._model.current
        try:
            unmoved = (current.id,) if current is not None else ()
            learning.keep_learned(project, claims, learned, unmoved)
        except ReportedError as error:
            self.failed.emit(error)
            return
        # Each step takes a while in a large project: the window gets its turn between them.
        QTimer.singleShot(TURN_MS, self, self._show_scores)

    def _show_scores(self) -> None:
        if self._model.project is not None:
            self._model.read_scores_anew()
            # More may have been decided while it learned.
            self._look()

    def _take_failure(self, number: int, error: ReportedError) -> None:
        if self._awaited is not None and self._awaited[0] == number:
            self._awaited = None
            self.failed.emit(error)
