"""How many candidates show: a slider in the bar of the dock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from annotator.ui.fonts import scaled

STEPS = 20
"""Steps of the slider from no candidate but the certain ones to every candidate."""
_GAP = 8
KEY_STEP = 0.1
"""How far a key press moves the sensitivity."""


class SensitivityControl(QWidget):
    """Fewer to the left, more to the right; what shows changes while it moves.

    Signals:
        sensitivity_changed: 0 to 1; 1 shows every candidate.
    """

    sensitivity_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self._words = QLabel("Candidates", self)
        self._words.setProperty("role", "small")
        row.addWidget(self._words)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(2)
        # In a small window it gives way: else the dock would take its room from the articles.
        self.slider.setMinimumWidth(scaled(52))
        self.slider.setMaximumWidth(scaled(88))
        self.slider.setAccessibleName("Sensitivity: how many candidates show")
        self.slider.valueChanged.connect(self._tell)
        row.addWidget(self.slider)
        self._telling = True

    def sizeHint(self) -> QSize:
        """Room for the name and the slider, whether the name is shown or not."""
        slider = min(self.slider.sizeHint().width(), self.slider.maximumWidth())
        words = self._words.sizeHint()
        height = max(words.height(), self.slider.sizeHint().height())
        return QSize(words.width() + _GAP + slider, height)

    def minimumSizeHint(self) -> QSize:
        """Room for the slider: its name is left out before it is cut."""
        return QSize(self.slider.minimumWidth(), self.slider.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the name as long as there is room for all of it."""
        super().resizeEvent(event)
        needed = self._words.sizeHint().width() + _GAP + self.slider.minimumWidth()
        self._words.setVisible(self.width() >= needed)

    def set_sensitivity(self, sensitivity: float, shown: int, hidden: int) -> None:
        """Show a sensitivity of 0 to 1 and how many claims it shows and hides."""
        self._telling = False
        self.slider.setValue(round(sensitivity * STEPS))
        self._telling = True
        left_out = f"{hidden} weaker candidates are hidden" if hidden else "nothing is hidden"
        words = f"{shown} claims show, {left_out}. Move right to see more."
        self.slider.setToolTip(words)
        self._words.setToolTip(words)
        self.slider.setAccessibleDescription(words)

    def _tell(self, value: int) -> None:
        if self._telling:
            self.sensitivity_changed.emit(value / STEPS)
