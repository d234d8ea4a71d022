"""A page that says why there is nothing, with the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.fonts import chrome_font
from annotator.ui.theme import Theme


class EmptyPage(QWidget):
    """Why there is no row, and the way back."""

    clear_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = QPushButton("Clear filters", self)
        self._button.clicked.connect(self.clear_asked)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._words)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        self.setAutoFillBackground(True)

    def say(self, words: str, can_clear: bool) -> None:
        """Show ``words``, and the way back if it is filters that hide claims."""
        self._button.setVisible(can_clear)
        self._words.setText(words)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.colour("paper"))
        self.setPalette(palette)
        self._words.setFont(chrome_font())
