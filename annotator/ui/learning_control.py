"""What the project learned from, beside the sensitivity, with the way to switch it off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.domain.learning import LEAST_DECISIONS, LearningState
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
    return f"Learning from {state.decisions} decisions…"


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
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("role", "small")
        row.addWidget(self.words)
        self.stop = QPushButton(self)
        self.stop.setProperty("look", "flat_small")
        self.stop.setAccessibleName("Stop learning from my decisions")
        self.stop.setToolTip("Stop learning from my decisions; candidates have their first order")
        # It goes when it is clicked, and must not take the keyboard with it.
        self.stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.stop.clicked.connect(self.stop_asked)
        row.addWidget(self.stop)
        self.set_theme(theme)
        self.hide()

    def set_state(self, state: LearningState) -> None:
        """Show what the project learned from; nothing while it does not learn."""
        words = learning_words(state)
        self.words.setText(words)
        self.words.setToolTip(
            "Claims you judged, justified or added rank candidates like them higher, claims you "
            "dismissed lower."
        )
        self.setAccessibleName(words)
        self.setVisible(state.learns)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.stop.setIcon(themed_icon("x", theme))
