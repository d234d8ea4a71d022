"""A field to search or filter by words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.icons import draw_icon, themed_icon
from annotator.ui.key_hint import cap_size, draw_cap
from annotator.ui.shortcuts import shown_key
from annotator.ui.theme import Theme


class SearchField(QLineEdit):
    """A line with a lens, the key that leads into it, and, once it holds words, a way to clear it.

    ``clears_on_escape``: Esc empties the field and leaves it; otherwise it only leaves.

    Signals:
        words_changed: the words now in the field.
        next_asked, previous_asked: Return and Shift+Return.
        left: Esc; the focus belongs somewhere else now.
    """

    words_changed = Signal(str)
    next_asked = Signal()
    previous_asked = Signal()
    left = Signal()

    def __init__(
        self,
        placeholder: str,
        theme: Theme,
        key: str = "",
        width: int = 152,
        clears_on_escape: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._key, self._width = theme, key, width
        self._clears_on_escape = clears_on_escape
        self._remark = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._clear = QToolButton(self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setAccessibleName("Clear")
        self._clear.setToolTip("Clear")
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self.textChanged.connect(self._take_words)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._clear.setIcon(themed_icon("x", theme, "field"))
        self._place()
        self.update()

    def set_key(self, key: str) -> None:
        """Show another key that leads into the field."""
        self._key = key
        self._place()
        self.update()

    def set_remark(self, remark: str) -> None:
        """Say what was found at the right end of the field, such as "3 of 17"."""
        self._remark = remark
        self.setAccessibleDescription(remark)
        self._place()
        self.update()

    def focus_words(self) -> None:
        """Take the focus and select what is there, ready to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _take_words(self, words: str) -> None:
        self._clear.setVisible(bool(words))
        self._place()
        self.words_changed.emit(words)

    def _right(self) -> int:
        """px taken at the right end by the key, or by the remark and the clear button."""
        if self.text():
            remark = QFontMetrics(chrome_font("small")).horizontalAdvance(self._remark)
            return scaled(24) + (remark + 6 if self._remark else 0)
        if self._key and not self.hasFocus():
            return cap_size(shown_key(self._key)).width() + 6
        return 0

    def _place(self) -> None:
        self.setTextMargins(scaled(22), 0, self._right(), 0)
        side = scaled(20)
        self._clear.setGeometry(self.width() - side - 4, (self.height() - side) // 2, side, side)

    def sizeHint(self) -> QSize:
        """The width given at the start, grown with the text."""
        return QSize(scaled(self._width), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Enough for the lens and the placeholder."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.placeholderText())
        return QSize(scaled(22) + words + 24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the clear button at the right end."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Keep Esc for this field, whatever else it would close."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            handled = super().event(event)
            self._place()
            return handled
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Return and Shift+Return go to the next and previous hit."""
        if event.key() == Qt.Key.Key_Escape:
            if self._clears_on_escape:
                self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_asked if back else self.next_asked).emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the lens and what stands at the right end."""
        super().paintEvent(event)
        painter = QPainter(self)
        enabled = self.isEnabled()
        ink = self._theme.colour("text_muted" if enabled else "text_disabled")
        side = scaled(16)
        at = QPointF(8, round((self.height() - side) / 2))
        draw_icon(painter, "search", at, ink, self._theme.colour("field"), side)
        if self.text():
            if self._remark:
                painter.setFont(chrome_font("small"))
                painter.setPen(ink)
                width = QFontMetricsF(painter.font()).horizontalAdvance(self._remark)
                where = QRectF(self.width() - scaled(24) - 6 - width, 0, width + 1, self.height())
                painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self._remark)
        elif self._key and not self.hasFocus():
            size = cap_size(shown_key(self._key))
            box = QRectF(
                self.width() - size.width() - 6,
                (self.height() - size.height()) // 2,
                size.width(),
                size.height(),
            )
            draw_cap(painter, box, shown_key(self._key), self._theme, enabled)
