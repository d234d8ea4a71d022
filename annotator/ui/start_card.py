"""The cards and rows of the start page."""

from __future__ import annotations

from pathlib import PurePath

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from annotator.ui.claim_words import plain_tooltip
from annotator.ui.control_box import RING_ROOM, draw_box, draw_focus_ring
from annotator.ui.fonts import chrome_font, scaled, strong
from annotator.ui.icons import draw_icon
from annotator.ui.key_hint import cap_size, draw_cap
from annotator.ui.shortcuts import shown_key
from annotator.ui.theme import Theme, token

CARD_WIDTH = 264
_EDGE = 20
_LINE = 19


def _lines(words: str, width: float) -> list[str]:
    """``words`` in chrome type, broken into lines of at most ``width`` px."""
    layout = QTextLayout(words, chrome_font())
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(words[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return lines


class StartCard(QToolButton):
    """A way in: icon, title, key and a few words. The box lies ``RING_ROOM`` px inside."""

    def __init__(
        self, icon: str, title: str, words: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._title, self._words, self._theme = icon, title, words, theme
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)

    def set_key(self, key: str) -> None:
        """Show the key that does the same."""
        self._key = key
        self.setAccessibleDescription(f"{self._words} Key {shown_key(key)}" if key else self._words)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def _words_top(self) -> int:
        return 20 + scaled(24) + 14 + scaled(20) + 4

    def sizeHint(self) -> QSize:
        """As wide as in the design, as high as the words need."""
        width = scaled(CARD_WIDTH)
        lines = len(_lines(self._words, width - 2 * _EDGE))
        height = self._words_top() + lines * scaled(_LINE) + 18
        return QSize(width + 2 * RING_ROOM, height + 2 * RING_ROOM)

    def minimumSizeHint(self) -> QSize:
        """No word is cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, icon, title, key, words and focus ring."""
        painter = QPainter(self)
        theme = self._theme
        box = QRectF(self.rect()).adjusted(RING_ROOM, RING_ROOM, -RING_ROOM, -RING_ROOM)
        ground = "raised"
        if self.isDown():
            ground = "pressed"
        elif self.underMouse():
            ground = "hover"
        radius = token("radius", "card")
        draw_box(painter, box, theme.colour(ground), theme.colour("control_border"), 1, radius)
        side = scaled(24)
        at = QPointF(box.left() + _EDGE, box.top() + 20)
        draw_icon(painter, self._icon, at, theme.colour("accent"), theme.colour(ground), side)
        inner = box.adjusted(_EDGE, 20 + side + 14, -_EDGE, -18)
        painter.setPen(theme.colour("text"))
        painter.setFont(chrome_font("column_outlet"))
        title = QRectF(inner.left(), inner.top(), inner.width(), scaled(20))
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, self._title)
        if self._key:
            size = cap_size(shown_key(self._key))
            top = title.top() + (title.height() - size.height()) / 2
            cap = QRectF(inner.right() - size.width(), round(top), size.width(), size.height())
            draw_cap(painter, cap, shown_key(self._key), theme)
        painter.setPen(theme.colour("text_muted"))
        painter.setFont(chrome_font())
        top = box.top() + self._words_top()
        for words in _lines(self._words, inner.width()):
            where = QRectF(inner.left(), top, inner.width() + 1, scaled(_LINE))
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, words)
            top += scaled(_LINE)
        if self.hasFocus():
            draw_focus_ring(painter, box, theme, radius)


class RecentRow(QToolButton):
    """One recent project: its name and where it lies; ``clicked`` opens it."""

    def __init__(self, path: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._theme = theme
        self._name = PurePath(path).stem
        self._folder = str(PurePath(path).parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Open {self._name}")
        self.setAccessibleDescription(path)
        self.setToolTip(plain_tooltip(path))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(scaled(320), scaled(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw name and folder, each cut where it says least."""
        painter = QPainter(self)
        theme = self._theme
        under = "pressed" if self.isDown() else "hover" if self.underMouse() else "paper"
        if under != "paper":
            painter.fillRect(self.rect(), theme.colour(under))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("rule"))
        side = scaled(16)
        at = QPointF(8, round((self.height() - side) / 2))
        draw_icon(painter, "file", at, theme.colour("text_muted"), theme.colour(under), side)
        left, line = 8 + side + 8, Qt.AlignmentFlag.AlignVCenter
        font: QFont = strong(chrome_font())
        metrics = QFontMetrics(font)
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, self.width() // 2)
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(left, 0, self.width() / 2, self.height()), line, name)
        left += metrics.horizontalAdvance(name) + 16
        small = chrome_font("small")
        room = self.width() - left - 8
        folder = QFontMetrics(small).elidedText(self._folder, Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(small)
        painter.setPen(theme.colour("text_muted"))
        where = QRectF(left, 0, room, self.height())
        painter.drawText(where, line | Qt.AlignmentFlag.AlignRight, folder)
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), theme, outside=False)
