"""A line of plain text that is cut with an ellipsis, not by the edge."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.claim_words import plain_tooltip
from annotator.ui.fonts import chrome_font, scaled, strong

_LEAST_PLAIN = 56
"""px of plain words beside strong ones; a letter or two would tell nothing."""


class ElidingLabel(QWidget):
    """Strong words, then plain ones; the tool tip says everything when it does not fit."""

    def __init__(self, parent: QWidget | None = None, role: str = "chrome") -> None:
        super().__init__(parent)
        self._role = role
        self._strong = self._plain = ""
        self._ink = QColor()
        self._muted: QColor | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_words(
        self, strong_words: str, plain_words: str, ink: QColor, plain_ink: QColor | None = None
    ) -> None:
        """Show these words; line breaks become spaces."""
        self._strong = " ".join(strong_words.split())
        self._plain = " ".join(plain_words.split())
        self._ink, self._muted = ink, plain_ink
        self.setAccessibleName(f"{self._strong} {self._plain}".strip())
        self._tell_rest()
        self.updateGeometry()
        self.update()

    def _widths(self) -> tuple[int, int, int]:
        """px of the strong words, of the gap and of the plain words."""
        font = chrome_font(self._role)
        heavy = QFontMetrics(strong(font)).horizontalAdvance(self._strong)
        plain = QFontMetrics(font).horizontalAdvance(self._plain)
        return heavy, 6 if heavy and plain else 0, plain

    def _tell_rest(self) -> None:
        cut = sum(self._widths()) > self.width()
        self.setToolTip(plain_tooltip(f"{self._strong} {self._plain}".strip()) if cut else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the rest in the tool tip when it is cut."""
        super().resizeEvent(event)
        self._tell_rest()

    def sizeHint(self) -> QSize:
        """All the words on one line."""
        return QSize(sum(self._widths()) + 2, QFontMetrics(chrome_font(self._role)).height() + 4)

    def minimumSizeHint(self) -> QSize:
        """A few letters and the ellipsis."""
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both parts on one line."""
        painter = QPainter(self)
        font = chrome_font(self._role)
        heavy, gap, plain = self._widths()
        line = Qt.AlignmentFlag.AlignVCenter
        right = Qt.TextElideMode.ElideRight
        painter.setPen(self._ink)
        painter.setFont(strong(font))
        words = QFontMetrics(strong(font)).elidedText(self._strong, right, self.width())
        painter.drawText(QRectF(0, 0, self.width() + 1, self.height()), line, words)
        room = self.width() - heavy - gap
        if self._plain and room >= (min(plain, scaled(_LEAST_PLAIN)) if heavy else 1):
            painter.setFont(font)
            painter.setPen(self._muted or self._ink)
            words = QFontMetrics(font).elidedText(self._plain, right, room)
            painter.drawText(QRectF(heavy + gap, 0, room + 1, self.height()), line, words)
