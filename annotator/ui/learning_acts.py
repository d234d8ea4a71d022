"""What a person does about learning: the switch, and the training data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.errors import ReportedError
from annotator.domain.learning import LearningState
from annotator.services import learning
from annotator.services.training_data import write_training_data
from annotator.ui.claim_acts import ClaimActs
from annotator.ui.detection_bridge import DetectionBridge
from annotator.ui.learning_bridge import LearningBridge
from annotator.ui.learning_control import learning_words
from annotator.ui.project_model import ProjectModel
from annotator.ui.window_actions import WindowActions
from annotator.ui.window_parts import WindowParts

_SUFFIX = ".jsonl"


def _switched(state: LearningState) -> str:
    if not state.learns:
        return "Learning is off; candidates have their first order"
    return "Learning is on" if state.can_learn else learning_words(state)


class LearningActs(QObject):
    """Switches learning on and off, shows what was learned from, and writes training data.

    Signals:
        told: words for the status line.
        failed: the ReportedError that stopped something.
    """

    told = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        model: ProjectModel,
        detection: DetectionBridge,
        acts: ClaimActs,
        parts: WindowParts,
        actions: WindowActions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._model, self._acts, self._parts = model, acts, parts
        self._actions, self._window = actions, window
        self.bridge = LearningBridge(model, detection, self)
        self.bridge.state_changed.connect(self._show)
        self.bridge.failed.connect(self.failed)
        parts.status_line.learning.stop_asked.connect(lambda: self._switch(False))

    def run(self, command_id: str) -> bool:
        """Run a command of this kind; False when it is none."""
        if command_id == "learn":
            self._switch(not self.bridge.state.learns)
        elif command_id == "export_training":
            self._export()
        else:
            return False
        return True

    def _switch(self, on: bool) -> None:
        def run() -> None:
            if self._model.act(lambda project: learning.set_learning(project, on)):
                self.bridge.look_now()
                self.told.emit(_switched(self.bridge.state))

        self._acts.when_named(run)
        # The action ticked itself; what is true may be otherwise, as while a name is asked for.
        self._show()

    def _show(self, _state: object = None) -> None:
        state = self.bridge.state
        self._actions["learn"].setChecked(state.learns)
        self._parts.status_line.learning.set_state(state)

    # --- training data -----------------------------------------------------------------------

    def _export(self) -> None:
        project = self._model.project
        if project is None:
            return
        given, _ = QFileDialog.getSaveFileName(
            self._window,
            "Export training data",
            str(project.path.with_name(f"{project.name} training data{_SUFFIX}")),
            f"JSON Lines (*{_SUFFIX})",
        )
        if not given:
            return
        path = Path(given)
        if not path.suffix:
            path = path.with_suffix(_SUFFIX)
        try:
            count = write_training_data(project, path)
        except ReportedError as error:
            self.failed.emit(error)
            return
        self.told.emit(
            f"Wrote {count.worth_it} claims and {count.not_a_claim} that are none to {path.name}"
        )
