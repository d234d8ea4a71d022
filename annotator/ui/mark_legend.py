"""The three verdicts as they look in an article."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.verdict import Verdict
from annotator.ui.control_box import draw_box
from annotator.ui.fonts import article_font, chrome_font, scaled
from annotator.ui.icons import VERDICT_ICONS, VERDICT_INKS, draw_icon
from annotator.ui.theme import Theme, token

_SPECIMENS = {
    Verdict.VERIFIED: "213 people were on board",
    Verdict.DISPUTED: "27 were taken to hospital",
    Verdict.UNSUPPORTED: "all procedures were followed",
}


class MarkLegend(QWidget):
    """Specimens of the marks side by side, each ``column`` px from the last."""

    def __init__(self, theme: Theme, column: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._column = theme, column
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            "Marks: verified has one solid line, disputed two lines, unsupported dashes"
        )

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Three columns, two lines."""
        return QSize(3 * self._column, scaled(25) + 8 + scaled(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each specimen, its glyph and its word."""
        painter = QPainter(self)
        font = article_font("panel_quote")
        font.setPixelSize(scaled(16))
        for place, (verdict, words) in enumerate(_SPECIMENS.items()):
            left = float(place * self._column)
            metrics = QFontMetricsF(font)
            width = metrics.horizontalAdvance(words)
            baseline = round((scaled(25) + metrics.ascent() - metrics.descent()) / 2)
            tint = QRectF(left, 2, width, scaled(token("mark", "tint_height")))
            draw_box(painter, tint, self._theme.colour(f"{verdict}_tint"), None, 0, 2)
            self._draw_line(painter, verdict, left, width, baseline)
            painter.setFont(font)
            painter.setPen(self._theme.colour("text_article"))
            painter.drawText(QPointF(left, baseline), words)
            self._draw_word(painter, verdict, left)

    def _draw_line(
        self, painter: QPainter, verdict: Verdict, left: float, width: float, baseline: float
    ) -> None:
        mark = token("mark", str(verdict))
        thick = max(1, round(mark["pen"]))
        pen = QPen(self._theme.colour(VERDICT_INKS[verdict]), thick)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if mark["dash"]:
            pen.setDashPattern([length * mark["pen"] / thick for length in mark["dash"]])
        painter.setPen(pen)
        below = token("mark", "underline_offset_from_baseline", "depth_1")
        first = round(baseline + below) + thick / 2
        second = first + thick + max(1, round(mark.get("gap", 0)))
        for y in (first, second) if verdict is Verdict.DISPUTED else (first,):
            painter.drawLine(QLineF(left, y, left + width, y))

    def _draw_word(self, painter: QPainter, verdict: Verdict, left: float) -> None:
        side, top, height = scaled(14), scaled(25) + 8, scaled(18)
        ink, paper = self._theme.colour(VERDICT_INKS[verdict]), self._theme.colour("paper")
        at = QPointF(left, top + round((height - side) / 2))
        draw_icon(painter, VERDICT_ICONS[verdict], at, ink, paper, side)
        painter.setFont(chrome_font("small"))
        painter.setPen(self._theme.colour("text_muted"))
        where = QRectF(left + side + 6, top, self._column, height)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, str(verdict))
