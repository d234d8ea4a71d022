"""How a row of the articles panel is drawn."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.article import Article
from annotator.domain.progress import Progress
from annotator.ui.articles_model import ARTICLE_ROLE, PROGRESS_ROLE, Index, reviewed_words
from annotator.ui.control_box import draw_box, draw_focus_ring
from annotator.ui.fonts import chrome_font, scaled, strong
from annotator.ui.icons import draw_icon
from annotator.ui.isolated_text import elided_line
from annotator.ui.theme import Theme

_LEFT = 12
_TEXT_LEFT = 38


class ArticleDelegate(QStyledItemDelegate):
    """Draws a tick box, outlet, title, count and progress; a click on the box ticks it."""

    def __init__(self, theme: Theme, compact: bool = False) -> None:
        super().__init__()
        self.theme, self.compact = theme, compact

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """76 px high in the design; 60 where rows are compact and the count is left out."""
        return QSize(scaled(180), scaled(60 if self.compact else 76))

    def box_rect(self, row: QRect) -> QRect:
        """Where the tick box is."""
        side = scaled(14)
        return QRect(row.left() + _LEFT, row.top() + scaled(10), side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        theme = self.theme
        row = option.rect
        state = option.state
        article = cast(Article, index.data(ARTICLE_ROLE))
        progress = cast(Progress, index.data(PROGRESS_ROLE))
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        ground = "panel"
        if state & QStyle.StateFlag.State_Selected:
            ground = "accent_tint"
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = "hover"
        painter.fillRect(row, theme.colour(ground))
        painter.fillRect(row.left(), row.bottom(), row.width(), 1, theme.colour("rule"))
        self._paint_box(painter, QRectF(self.box_rect(row)), ticked)
        left = row.left() + scaled(_TEXT_LEFT)
        width = row.right() - left - scaled(12)
        top = row.top() + scaled(8)
        heavy = strong(chrome_font())
        self._line(painter, heavy, "text", QRect(left, top, width, scaled(18)), article.label)
        top += scaled(18)
        small = chrome_font("small")
        where = QRect(left, top, width, scaled(16))
        self._line(painter, small, "text_muted", where, article.subtitle)
        top += scaled(16)
        if not self.compact:
            where = QRect(left, top, width, scaled(16))
            self._line(painter, small, "text_muted", where, reviewed_words(progress))
            top += scaled(16)
        top += scaled(6)
        painter.fillRect(left, top, width, 2, theme.colour("rule_strong"))
        done = round(width * progress.reviewed / progress.total) if progress.total else 0
        painter.fillRect(left, top, done, 2, theme.colour("text_muted"))
        if (
            state & QStyle.StateFlag.State_HasFocus
            and state & QStyle.StateFlag.State_KeyboardFocusChange
        ):
            draw_focus_ring(painter, QRectF(row), theme, outside=False)
        painter.restore()

    def _line(self, painter: QPainter, font: QFont, ink: str, where: QRect, words: str) -> None:
        painter.setFont(font)
        painter.setPen(self.theme.colour(ink))
        shown = elided_line(words, QFontMetrics(painter.font()), where.width())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_box(self, painter: QPainter, box: QRectF, ticked: bool) -> None:
        theme = self.theme
        edge = "accent" if ticked else "control_border"
        ground = "accent" if ticked else "field"
        draw_box(painter, box, theme.colour(ground), theme.colour(edge), 1, 3)
        if ticked:
            side = scaled(12)
            at = QPointF(
                box.left() + (box.width() - side) / 2, box.top() + (box.height() - side) / 2
            )
            ink = theme.colour("text_on_accent")
            draw_icon(painter, "check", at, ink, theme.colour("accent"), side)

    def is_tick(self, event: QEvent, row: QRect) -> bool:
        """Whether ``event`` is a click on the box of a row, or Space."""
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease:
            reach = self.box_rect(row).adjusted(-8, -8, 8, 8)
            left = event.button() is Qt.MouseButton.LeftButton
            return left and reach.contains(event.position().toPoint())
        return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space

    def editorEvent(
        self,
        _event: QEvent,
        _model: QAbstractItemModel,
        _option: QStyleOptionViewItem,
        _index: Index,
    ) -> bool:
        """Rows are ticked by the panel, which may refuse."""
        return False
