"""What the project learned from, for the status line, with the way to switch it off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.domain.learning import LEAST_DECISIONS, LearningState
from annotator.ui.eliding_label import ElidingLabel
from annotator.ui.icons import themed_icon
from annotator.ui.theme import Theme


def learning_words(state: LearningState) -> str:
    """What a person reads of a project that learns."""
    if state.learned_from:
        return f"Learned from {state.learned_from} decisions"
    if state.decisions < LEAST_DECISIONS:
        return f"Learning needs {LEAST_DECISIONS} decisions, {state.decisions} so far"
    if state.one_sided:
        return "Learning needs claims you keep and claims you dismiss"
    return f"Nothing learned from {state.decisions} decisions yet"


class LearningControl(QWidget):
    """Shows only while the project learns.

    Signals:
        stop_asked: the person wants it switched off.
    """

    stop_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        # In a narrow window these words give way before the counts do.
        self.words = ElidingLabel(self, "small")
        row.addWidget(self.words)
        self.stop = QPushButton(self)
        self.stop.setProperty("look", "flat_small")
        self.stop.setAccessibleName("Stop learning from my decisions")
        self.stop.setToolTip(
            "Claims you judged, justified or added rank candidates like them higher, claims you "
            "dismissed lower. Click to stop learning from your decisions."
        )
        # It goes when it is clicked, and must not take the keyboard with it.
        self.stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.stop.clicked.connect(self.stop_asked)
        row.addWidget(self.stop)
        self._state = LearningState()
        self.set_theme(theme)

    def set_state(self, state: LearningState) -> None:
        """Show what the project learned from; nothing while it does not learn."""
        self._state = state
        self.words.set_words("", learning_words(state), self._theme.colour("text_muted"))
        self.setAccessibleName(learning_words(state))
        self.setVisible(state.learns)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.stop.setIcon(themed_icon("x", theme))
        self.set_state(self._state)
