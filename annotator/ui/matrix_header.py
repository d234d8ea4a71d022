"""The header of the matrix: the reference article stands out, and a click chooses another one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QCursor,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHeaderView, QWidget

from annotator.ui.fonts import chrome_font, scaled, strong
from annotator.ui.icons import draw_icon
from annotator.ui.isolated_text import elided_line
from annotator.ui.theme import Theme, token

REFERENCE_SECTION = 1


class MatrixHeader(QHeaderView):
    """Names the columns; the first one opens the orders, each other one an article to compare with.

    Args:
        edge: px before the name of the first column.
        pad: px before the other names.
    """

    def __init__(self, theme: Theme, edge: int, pad: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._edge, self._pad = theme, edge, pad
        self.setMouseTracking(True)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme`` and the size of the chrome's text."""
        self._theme = theme
        self.setFixedHeight(scaled(token("size", "table_header")))
        self.viewport().update()

    @property
    def pinned_width(self) -> int:
        """px of the first name, which stays at the left while the others scroll; 0 unscrolled."""
        return self.sectionSize(0) if self.offset() > 0 and self.count() > 1 else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the names, then the first one over those that are scrolled below it."""
        super().paintEvent(event)
        if self.pinned_width:
            painter = QPainter(self.viewport())
            self.paintSection(painter, QRect(0, 0, self.pinned_width, self.height()), 0)
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the first name reaches none that is scrolled below it."""
        if event.position().x() >= self.pinned_width:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the first name is one, wherever the others are scrolled to."""
        if event.position().x() >= self.pinned_width:
            super().mouseReleaseEvent(event)
        elif event.button() is Qt.MouseButton.LeftButton:
            self.sectionClicked.emit(0)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell nothing of a name that is scrolled below the first one."""
        if isinstance(event, QHelpEvent) and event.pos().x() < self.pinned_width:
            return True
        return super().viewportEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one name; the reference's is heavy and has the accent below."""
        theme, reference = self._theme, section == REFERENCE_SECTION
        here = self.viewport().mapFromGlobal(QCursor.pos())
        hovered = self.viewport().underMouse() and rect.contains(QPoint(here.x(), rect.top()))
        ground = "hover" if hovered else "panel"
        painter.save()
        painter.fillRect(rect, theme.colour(ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("rule"))
        if reference:
            thick = 2
            top = rect.bottom() - thick + 1
            painter.fillRect(rect.left(), top, rect.width() - 1, thick, theme.colour("accent"))
        font = strong(chrome_font("small")) if reference else chrome_font("small")
        left = rect.left() + (self._pad if section else self._edge)
        room = rect.right() - self._pad - left
        side = scaled(12)
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        shown = elided_line(words, QFontMetrics(font), room - (0 if section else side + 4))
        painter.setFont(font)
        painter.setPen(theme.colour("text" if reference else "text_muted"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, rect.top(), room, rect.height() - 1), middle, shown)
        if not section:
            at = QPointF(
                left + QFontMetrics(font).horizontalAdvance(shown) + 4,
                rect.top() + round((rect.height() - side) / 2),
            )
            draw_icon(painter, "down", at, theme.colour("text_muted"), theme.colour(ground), side)
        painter.restore()
