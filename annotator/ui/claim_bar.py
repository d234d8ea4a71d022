"""The controls of the claims in the bar of the dock: how many show, and which."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotator.ui.sensitivity_control import SensitivityControl

_BETWEEN = 16


class ClaimBar(QWidget):
    """The sensitivity and the filters side by side; in a small window nothing of them is cut.

    The name of the slider is left out first: its tool tip says the same.
    """

    def __init__(self, sensitivity: SensitivityControl, filters: QWidget) -> None:
        super().__init__()
        self._sensitivity, self._filters = sensitivity, filters
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        row.addWidget(sensitivity)
        row.addWidget(filters)

    def sizeHint(self) -> QSize:
        """Room for everything, whether all of it is shown or not."""
        filters = self._filters.sizeHint()
        width = self._sensitivity.full_width + _BETWEEN + filters.width()
        return QSize(width, max(filters.height(), self._sensitivity.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """Room for the slider alone and the filters when they are folded."""
        filters = self._filters.minimumSizeHint()
        return QSize(
            self._sensitivity.bare_width + _BETWEEN + filters.width(), self.sizeHint().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the slider or not, for the new width."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look again when the filters need more or less room than before."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        needed = self.minimumSizeHint().width()
        needed += self._sensitivity.named_width - self._sensitivity.bare_width
        self._sensitivity.set_named(self.width() >= needed)
