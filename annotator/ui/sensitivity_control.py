"""How many candidates show: a slider in the bar of the dock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
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

    @property
    def bare_width(self) -> int:
        """The least px of the slider alone."""
        return self.slider.minimumWidth()

    @property
    def named_width(self) -> int:
        """The least px of the slider with its name."""
        return self._words.sizeHint().width() + _GAP + self.bare_width

    @property
    def full_width(self) -> int:
        """The px of the name and a slider as long as it gets."""
        return self.named_width - self.bare_width + self.slider.maximumWidth()

    def set_named(self, named: bool) -> None:
        """Show the name beside the slider, or leave it out."""
        self._words.setVisible(named)

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
