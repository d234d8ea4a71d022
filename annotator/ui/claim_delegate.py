"""Paints the cells of the claims table."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.claim import Claim, ClaimState
from annotator.domain.link import Relation
from annotator.ui.claim_model import (
    CLAIM_ROLE,
    COUNTS_ROLE,
    HEADERS,
    RELATION_ORDER,
    ClaimColumn,
    Index,
    standing_word,
)
from annotator.ui.counterparts import RELATION_ICONS, RELATION_INKS
from annotator.ui.fonts import chrome_font, scaled, strong
from annotator.ui.icons import draw_icon
from annotator.ui.isolated_text import elided_line
from annotator.ui.marks import mark_style
from annotator.ui.score_meter import BOXES_WIDTH, draw_score_boxes
from annotator.ui.theme import Theme, token

EDGE = 16
"""px from the left edge of the table to its first words."""
GAP = 8
"""px at both sides of every other cell."""
_BAR = 3
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ClaimDelegate(QStyledItemDelegate):
    """Paints whole cells: ground, rule, glyph, words; the current row has a tint and a bar."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._font = QFont()
        self._metrics = QFontMetrics(self._font)
        self.hovered_row = -1
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme`` and the size of the chrome's text."""
        self._theme = theme
        self._font = chrome_font("table")
        self._metrics = QFontMetrics(self._font)

    def width_of(self, words: str) -> int:
        """px that words take in a cell, without the room at their sides."""
        return self._metrics.horizontalAdvance(words)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Enough for the words of the cell, for fitting a column by double click."""
        words = str(index.data() or "")[:200]
        left = EDGE + _glyph() + GAP if index.column() == ClaimColumn.VERDICT else GAP
        if index.column() == ClaimColumn.WORTH:
            left += scaled(BOXES_WIDTH) + GAP
        return QSize(left + self.width_of(words) + GAP + 2, scaled(token("size", "table_row")))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        claim = index.data(CLAIM_ROLE)
        if not isinstance(claim, Claim):
            return
        painter.save()
        box: QRect = option.rect
        ground = self._draw_ground(painter, box, index)
        painter.setFont(self._font)
        column = ClaimColumn(index.column())
        if column is ClaimColumn.VERDICT:
            self._draw_verdict(painter, box, claim, ground)
        elif column is ClaimColumn.WORTH:
            self._draw_worth(painter, box, claim)
        elif column is ClaimColumn.OTHERS and index.data(COUNTS_ROLE):
            self._draw_counts(painter, box, index.data(COUNTS_ROLE), ground)
        else:
            role = "text" if column is ClaimColumn.CLAIM else "text_muted"
            painter.setPen(self._theme.colour(self._ink(claim, role)))
            self._draw_words(painter, box.adjusted(GAP, 0, -GAP, 0), str(index.data() or ""))
        self._draw_focus(painter, box, index)
        painter.restore()

    def _draw_ground(self, painter: QPainter, box: QRect, index: Index) -> str:
        theme = self._theme
        current = index.row() == self._view.currentIndex().row()
        ground = "accent_tint" if current else "paper"
        if index.row() == self.hovered_row and not current:
            ground = "hover"
        painter.fillRect(box, theme.colour(ground))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("rule"))
        if current and index.column() == ClaimColumn.VERDICT:
            painter.fillRect(box.left(), box.top(), _BAR, box.height(), theme.colour("accent"))
        return ground

    def _draw_verdict(self, painter: QPainter, box: QRect, claim: Claim, ground: str) -> None:
        side = _glyph()
        style = mark_style(claim)
        left = box.left() + EDGE
        if claim.state is not ClaimState.DISMISSED:
            at = QPointF(left, box.top() + round((box.height() - 1 - side) / 2))
            ink = self._theme.colour(style.ink_role)
            draw_icon(painter, style.icon, at, ink, self._theme.colour(ground), side)
        role = "text" if claim.verdict is not None else "text_muted"
        painter.setPen(self._theme.colour(self._ink(claim, role)))
        words = QRect(box)
        words.setLeft(left + side + GAP)
        self._draw_words(painter, words, standing_word(claim))

    def _draw_worth(self, painter: QPainter, box: QRect, claim: Claim) -> None:
        if claim.check_worthiness is None:
            return
        middle = box.top() + (box.height() - 1) / 2
        left = box.left() + GAP
        end = draw_score_boxes(painter, left, middle, claim.check_worthiness, self._theme)
        painter.setPen(self._theme.colour(self._ink(claim, "text_muted")))
        number = QRectF(end + GAP, box.top(), box.right() - end - GAP, box.height() - 1)
        painter.drawText(number, _LINE, f"{claim.check_worthiness:.2f}")

    def _draw_counts(
        self, painter: QPainter, box: QRect, counts: Mapping[Relation, int], ground: str
    ) -> None:
        side = _glyph()
        left = float(box.left() + GAP)
        for relation in RELATION_ORDER:
            count = counts.get(relation)
            if not count:
                continue
            ink = self._theme.colour(RELATION_INKS[relation])
            at = QPointF(left, box.top() + round((box.height() - 1 - side) / 2))
            under = self._theme.colour(ground)
            draw_icon(painter, RELATION_ICONS[relation], at, ink, under, side)
            left += side + 4
            conflict = relation is Relation.CONFLICT
            painter.setFont(strong(self._font) if conflict else self._font)
            painter.setPen(ink if conflict else self._theme.colour("text_muted"))
            words = str(count)
            width = QFontMetrics(painter.font()).horizontalAdvance(words)
            painter.drawText(QRectF(left, box.top(), width + 2, box.height() - 1), _LINE, words)
            left += width + 10

    def _draw_words(self, painter: QPainter, box: QRect, words: str) -> None:
        line = elided_line(words, self._metrics, box.width())
        painter.drawText(box.adjusted(0, 0, 2, -1), _LINE | Qt.TextFlag.TextSingleLine, line)

    def _draw_focus(self, painter: QPainter, box: QRect, index: Index) -> None:
        if not self._view.hasFocus() or index.row() != self._view.currentIndex().row():
            return
        ring = self._theme.colour("focus_ring")
        painter.fillRect(box.left(), box.top(), box.width(), 2, ring)
        painter.fillRect(box.left(), box.bottom() - 1, box.width(), 2, ring)
        if index.column() == self._last_column():
            painter.fillRect(box.right() - 1, box.top(), 2, box.height(), ring)

    def _last_column(self) -> int:
        view = self._view
        shown = [
            c for c in range(len(HEADERS)) if view.visualRect(view.model().index(0, c)).width()
        ]
        return shown[-1] if shown else 0

    @staticmethod
    def _ink(claim: Claim, role: str) -> str:
        # What is no claim steps back in every column.
        return "text_muted" if claim.state is ClaimState.DISMISSED else role


def _glyph() -> int:
    return scaled(token("size", "glyph"))
