"""Check-worthiness as five little boxes and a number."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.control_box import draw_box
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.theme import Theme

_BOXES = 5
BOXES_WIDTH = _BOXES * 6 + (_BOXES - 1) * 2
"""px that the boxes take in the design's size."""


def filled_boxes(score: float) -> int:
    """How many of the five boxes a check-worthiness (0 to 1) fills."""
    return min(_BOXES, max(0, round(score * _BOXES)))


def draw_score_boxes(
    painter: QPainter, left: float, middle: float, score: float, theme: Theme
) -> float:
    """Draw the boxes from ``left``, centred on the height ``middle``; returns their right end."""
    width, height, gap = scaled(6), scaled(8), scaled(2)
    ink = theme.colour("candidate_ink")
    full = filled_boxes(score)
    for box in range(_BOXES):
        where = QRectF(left, round(middle - height / 2), width, height)
        draw_box(painter, where, ink if box < full else None, ink, 1.0, 1.0)
        left += width + gap
    return left - gap


class ScoreMeter(QWidget):
    """The check-worthiness of one claim; nothing for a claim without one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._score: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_score(self, score: float | None) -> None:
        """Show a check-worthiness of 0 to 1, or none."""
        self._score = score
        words = "" if score is None else f"Check-worthiness {score:.2f}"
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Boxes and number."""
        if self._score is None:
            return QSize(0, scaled(18))
        number = QFontMetrics(chrome_font("small")).horizontalAdvance("0.00")
        return QSize(scaled(BOXES_WIDTH) + scaled(6) + number + 2, scaled(18))

    def minimumSizeHint(self) -> QSize:
        """The number is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the boxes and the number with two digits."""
        if self._score is None:
            return
        painter = QPainter(self)
        end = draw_score_boxes(painter, 0, self.height() / 2, self._score, self._theme)
        painter.setFont(chrome_font("small"))
        painter.setPen(self._theme.colour("text"))
        left = end + scaled(6)
        where = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, f"{self._score:.2f}")
