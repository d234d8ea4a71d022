"""Paints the cells of the matrix."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.link import Relation
from annotator.ui.control_box import draw_box
from annotator.ui.counterparts import (
    RELATION_ICONS,
    RELATION_INKS,
    SILENT_ICON,
    SILENT_INK,
    THROUGH_ICON,
    THROUGH_INK,
)
from annotator.ui.fonts import chrome_font, scaled, strong
from annotator.ui.icons import draw_icon
from annotator.ui.isolated_text import elided_line
from annotator.ui.matrix_model import CELL_ROLE, ROW_ROLE, Index, ShownCell
from annotator.ui.theme import Theme, token

EDGE = 16
PAD = 8
_GAP = 8
_CORNER = 8
_ROOMY = 150
"""px; in a narrower cell what is said needs the room of the glyph of an open claim, and of +1."""
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class MatrixDelegate(QStyledItemDelegate):
    """Relation glyph, words, verdict glyph; only conflicts are tinted and heavy."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._font = self._heavy = QFont()
        self.hovered_row = -1
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme`` and the size of the chrome's text."""
        self._theme = theme
        self._font = chrome_font("table")
        self._heavy = strong(self._font)

    def width_of(self, words: str) -> int:
        """px that heavy words take, without the room at their sides."""
        return QFontMetrics(self._heavy).horizontalAdvance(words)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Enough for all words of the cell."""
        words = str(index.data() or "")[:200]
        glyphs = 2 * (scaled(token("size", "glyph")) + _GAP)
        width = self.width_of(words) + 2 * PAD + glyphs
        return QSize(width, scaled(token("size", "matrix_row")))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        box: QRect = option.rect
        cell = index.data(CELL_ROLE)
        ground = self._draw_ground(painter, box, index, cell)
        if isinstance(cell, ShownCell):
            self._draw_cell(painter, box, cell, ground)
        else:
            row = index.data(ROW_ROLE)
            painter.setFont(self._font)
            painter.setPen(self._theme.colour("text"))
            self._draw_words(painter, box.adjusted(EDGE, 0, -PAD, 0), row.words, self._font)
        self._draw_current(painter, box, index)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, box: QRect, index: Index, cell: ShownCell | None
    ) -> str:
        theme = self._theme
        current = index.row() == self._view.currentIndex().row()
        ground = "accent_tint" if current else "paper"
        if index.row() == self.hovered_row and not current:
            ground = "hover"
        if cell is not None and cell.relation is Relation.CONFLICT:
            ground = "disputed_tint"
        painter.fillRect(box, theme.colour(ground))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("rule"))
        painter.fillRect(box.right(), box.top(), 1, box.height(), theme.colour("rule"))
        if current and index.column() == 0:
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("accent"))
        return ground

    def _draw_cell(self, painter: QPainter, box: QRect, cell: ShownCell, ground: str) -> None:
        theme = self._theme
        side = scaled(token("size", "glyph"))
        top = box.top() + round((box.height() - 1 - side) / 2)
        under = theme.colour(ground)
        left, right = box.left() + PAD, box.right() - PAD
        conflict = cell.relation is Relation.CONFLICT
        silent = not cell.claim_ids
        if silent:
            ink = theme.colour(SILENT_INK)
            icon = THROUGH_ICON if cell.in_another_row else SILENT_ICON
            draw_icon(painter, icon, QPointF(left, top), ink, under, side)
        elif cell.relation is not None:
            ink = theme.colour(RELATION_INKS[cell.relation])
            icon = RELATION_ICONS[cell.relation]
            draw_icon(painter, icon, QPointF(left, top), ink, under, side)
        elif not cell.is_reference:
            ink = theme.colour(THROUGH_INK)
            draw_icon(painter, THROUGH_ICON, QPointF(left, top), ink, under, side)
        if not cell.is_reference:
            left += side + _GAP
        if cell.style is not None and (cell.decided or box.width() >= scaled(_ROOMY)):
            right -= side
            ink = theme.colour(cell.style.ink_role)
            draw_icon(painter, cell.style.icon, QPointF(right, top), ink, under, side)
            right -= _GAP
        font = self._heavy if conflict else self._font
        said = cell.words or cell.said
        if cell.more:
            more = f"+{cell.more}"
            taken = QFontMetrics(chrome_font("small")).horizontalAdvance(more) + _GAP
            # Widths are rounded; words are cut by what they truly take.
            fits = QFontMetrics(font).horizontalAdvance(said) < right - left - taken
            if fits or box.width() >= scaled(_ROOMY):
                at = QRect(right + _GAP - taken, box.top(), taken, box.height() - 1)
                self._draw_more(painter, at, more)
                right -= taken
        painter.setPen(theme.colour("text_muted" if silent else "text"))
        words = QRect(left, box.top(), max(0, right - left), box.height())
        self._draw_words(painter, words, said, font)
        if cell.disputed_elsewhere:
            self._draw_corner(painter, box)

    def _draw_more(self, painter: QPainter, box: QRect, words: str) -> None:
        """Say at the end how many passages are not shown."""
        painter.setFont(chrome_font("small"))
        painter.setPen(self._theme.colour("text_muted"))
        painter.drawText(box, _LINE, words)

    def _draw_corner(self, painter: QPainter, box: QRect) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("relation_conflict"))
        right, top = float(box.right()), float(box.top())
        painter.drawPolygon(
            QPolygonF(
                [QPointF(right - _CORNER, top), QPointF(right, top), QPointF(right, top + _CORNER)]
            )
        )

    def _draw_words(self, painter: QPainter, box: QRect, words: str, font: QFont) -> None:
        painter.setFont(font)
        line = elided_line(words, QFontMetrics(font), box.width())
        painter.drawText(box.adjusted(0, 0, 2, -1), _LINE | Qt.TextFlag.TextSingleLine, line)

    def _draw_current(self, painter: QPainter, box: QRect, index: Index) -> None:
        if index.row() != self._view.currentIndex().row():
            return
        if index.column() != self._view.currentIndex().column():
            return
        focused = self._view.hasFocus()
        edge = self._theme.colour("focus_ring" if focused else "current_outline")
        draw_box(painter, QRectF(box).adjusted(0, 0, -1, -1), None, edge, 2, 2)
