"""Chips: a word in a small box, such as the kind of a claim."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.control_box import draw_box
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.theme import Theme, token


class Chip(QWidget):
    """A word in a box: filled for the leading kind, outlined for the others."""

    def __init__(
        self, words: str, theme: Theme, filled: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._filled = theme, filled
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Show another word."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """The word with 7 px at each side."""
        width = QFontMetrics(chrome_font("small")).horizontalAdvance(self._words) + 14
        return QSize(width, scaled(20))

    def minimumSizeHint(self) -> QSize:
        """The word is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box and word."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._filled:
            ground, edge, ink = "text", "text", "paper"
        else:
            ground, edge, ink = "paper", "rule_strong", "text"
        theme = self._theme
        draw_box(painter, box, theme.colour(ground), theme.colour(edge), 1, token("radius", "chip"))
        painter.setFont(chrome_font("small"))
        painter.setPen(theme.colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._words)
