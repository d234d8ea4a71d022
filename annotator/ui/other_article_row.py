"""One row of "What the other articles say": glyph, outlet, relation, value, words, decision."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.link import Relation
from annotator.ui.claim_words import plain_tooltip
from annotator.ui.control_box import draw_box, draw_focus_ring
from annotator.ui.counterparts import (
    RELATION_ICONS,
    RELATION_INKS,
    SILENT_ICON,
    SILENT_INK,
    ArticleSays,
)
from annotator.ui.fonts import article_font, chrome_font, scaled, strong
from annotator.ui.icons import draw_icon
from annotator.ui.other_article_words import HEAD_GAP, fitted_parts, head_words
from annotator.ui.theme import Theme

_EDGE = 16
_TEXT_LEFT = 43
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class OtherArticleRow(QWidget):
    """Paints one ``ArticleSays``; a counterpart can be chosen and opened, a silent one cannot.

    Signals:
        chosen: it was clicked or got the keyboard.
        opened: it was double-clicked, or Return was pressed.
        stepped: Up (-1) or Down (1) was pressed.
        menu_asked: where on the screen a menu is wanted.
    """

    chosen = Signal()
    opened = Signal()
    stepped = Signal(int)
    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._says = ArticleSays(0, "")
        self._selected = self._hovered = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def says(self) -> ArticleSays:
        """What is shown."""
        return self._says

    def set_says(self, says: ArticleSays) -> None:
        """Show this."""
        self._says = says
        linked = says.claim_id is not None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if linked else Qt.FocusPolicy.NoFocus)
        value = f", {says.value}" if says.value else ""
        self.setAccessibleName(f"{says.label} {says.words}{value}")
        self.setAccessibleDescription(says.quote)
        lines = [f"{says.label}: {says.words}", *([says.quote] if says.quote else [])]
        self.setToolTip(plain_tooltip("\n".join(lines)))
        self.updateGeometry()
        self.update()

    def set_selected(self, selected: bool) -> None:
        """Show whether acts on links go to this row."""
        if selected != self._selected:
            self._selected = selected
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines, or one for a silent article."""
        return QSize(scaled(240), scaled(52 if self._says.relation is not None else 30))

    def minimumSizeHint(self) -> QSize:
        """As high as it wants, and narrow: everything on it can be cut."""
        return QSize(scaled(160), self.sizeHint().height())

    # --- painting ----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        theme, says = self._theme, self._says
        ground = "accent_tint" if self._selected else "hover" if self._hovered else "panel"
        painter.fillRect(self.rect(), theme.colour(ground))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("rule"))
        if self._selected:
            painter.fillRect(0, 1, 3, self.height() - 1, theme.colour("accent"))
        relation = says.relation
        icon = SILENT_ICON if relation is None else RELATION_ICONS[relation]
        ink = SILENT_INK if relation is None else RELATION_INKS[relation]
        if says.weak:
            ink = "text_muted"
        side = scaled(14)
        top = scaled(7)
        middle = top + scaled(9) if relation is not None else self.height() / 2
        at = QPointF(scaled(_EDGE) + 1, round(middle - side / 2))
        draw_icon(painter, icon, at, theme.colour(ink), theme.colour(ground), side)
        head = QRectF(0, middle - scaled(9), self.width() - scaled(_EDGE), scaled(18))
        self._draw_head(painter, head)
        if relation is not None:
            below = QRectF(head)
            below.translate(0, scaled(19))
            below.setRight(self._draw_decision(painter, below))
            self._draw_quote(painter, below)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), theme, outside=False)

    def _draw_head(self, painter: QPainter, head: QRectF) -> None:
        says, theme = self._says, self._theme
        left, right = float(scaled(_TEXT_LEFT)), head.right()
        plain, heavy = chrome_font("small"), strong(chrome_font())
        label, words, value = head_words(says, heavy, plain, right - left)
        conflict = says.relation is Relation.CONFLICT and not says.weak
        metrics = QFontMetrics(heavy)
        after = left + metrics.horizontalAdvance(label) + scaled(HEAD_GAP)
        places = [
            (label, heavy, "text_muted" if says.relation is None else "text", left),
            (words, plain, "text_muted", after),
            (value, heavy, "relation_conflict" if conflict else "text",
             right - metrics.horizontalAdvance(value) - 1),
        ]  # fmt: skip
        for said, font, ink, x in places:
            painter.setFont(font)
            painter.setPen(theme.colour(ink))
            painter.drawText(QRectF(x, head.top(), right - x + 1, head.height()), _LINE, said)

    def _draw_decision(self, painter: QPainter, where: QRectF) -> float:
        """Draw what a reviewer said, never cut, at the end of the line; gives the x it begins at.

        Without anything said it is the end of the line.
        """
        decided = self._says.decided
        if not decided:
            return where.right()
        font = chrome_font("small")
        width = QFontMetrics(font).horizontalAdvance(decided) + 1
        left = where.right() - width
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(QRectF(left, where.top(), width, where.height()), _LINE, decided)
        return left - scaled(10)

    def _draw_quote(self, painter: QPainter, where: QRectF) -> None:
        theme, says = self._theme, self._says
        font = article_font("panel_quote")
        font.setPixelSize(max(9, round(font.pixelSize() * 14 / 16)))
        heavy = strong(font)
        left, room = float(scaled(_TEXT_LEFT)), where.right() - scaled(_TEXT_LEFT)
        boxed = says.relation is Relation.CONFLICT and not says.weak
        x = left
        for words, stressed in fitted_parts(says.quote, says.emphasis, font, room):
            used = heavy if stressed else font
            width = QFontMetrics(used).horizontalAdvance(words)
            if stressed and boxed and words.strip():
                box = QRectF(x - 2, where.top(), width + 4, where.height())
                fill, edge = theme.colour("difference_fill"), theme.colour("difference_border")
                draw_box(painter, box, fill, edge, 1.2, 3)
            painter.setFont(used)
            painter.setPen(theme.colour("text" if stressed else "text_muted"))
            rest = QRectF(x, where.top(), max(0.0, left + room - x) + 2, where.height())
            painter.drawText(rest, _LINE, words)
            x += width

    # --- events ------------------------------------------------------------------------------

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up under the pointer."""
        self._hovered = self._says.claim_id is not None
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went on."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the counterpart."""
        if event.button() is Qt.MouseButton.LeftButton and self._says.claim_id is not None:
            self.chosen.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Make the counterpart the current claim."""
        if event.button() is Qt.MouseButton.LeftButton and self._says.claim_id is not None:
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Choose the counterpart and ask for its menu."""
        if self._says.claim_id is not None:
            self.chosen.emit()
            self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to the next row, Return opens."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
