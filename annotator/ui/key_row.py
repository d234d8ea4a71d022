"""The rows of the key sheet and their groups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.icons import VERDICT_ICONS, VERDICT_INKS, draw_icon
from annotator.ui.key_hint import cap_size, draw_cap
from annotator.ui.shortcuts import key_caps, shown_key
from annotator.ui.theme import Theme

COLUMN_MIN = 250
"""px that a column of rows needs in the design's size."""

_INKS = {VERDICT_ICONS[verdict]: VERDICT_INKS[verdict] for verdict in VERDICT_ICONS}


class KeyRow(QLabel):
    """One command and its key; a label, so that a screen reader can walk the sheet."""

    def __init__(
        self, words: str, key: str, theme: Theme, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._icon, self._theme = words, icon, theme
        self._key = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedHeight(scaled(26))
        self.setMinimumWidth(scaled(COLUMN_MIN))
        self.set_key(key)

    @property
    def words(self) -> str:
        """The command's words."""
        return self._words

    @property
    def key(self) -> str:
        """The key shown, or empty."""
        return self._key

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self.setText(f"{self._words}, {shown_key(key) if key else 'no key'}")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words at the left, a cap for each key at the right, a rule below."""
        painter = QPainter(self)
        theme, left = self._theme, 0.0
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("rule"))
        if self._icon in _INKS:
            side = scaled(14)
            at = QPointF(0, round((self.height() - side) / 2))
            ink = theme.colour(_INKS[self._icon])
            draw_icon(painter, self._icon, at, ink, theme.colour("panel"), side)
            left += side + 8
        right = float(self.width())
        for cap in reversed(key_caps(self._key) if self._key else ()):
            size = cap_size(cap, "cap")
            top = (self.height() - 1 - size.height()) // 2
            box = QRectF(right - size.width(), top, size.width(), size.height())
            draw_cap(painter, box, cap, theme, look="cap")
            right -= size.width() + 4
        painter.setFont(chrome_font())
        painter.setPen(theme.colour("text"))
        where = QRectF(left, 0, right - left - 4, self.height() - 1)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self._words)


class KeyGroup(QWidget):
    """A heading and its rows."""

    def __init__(self, title: str, rows: Sequence[KeyRow], parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = tuple(rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        heading = QLabel(title, self)
        heading.setProperty("role", "section")
        column.addWidget(heading)
        column.addSpacing(6)
        rule = QFrame(self)
        rule.setProperty("role", "strong_rule")
        column.addWidget(rule)
        column.addSpacing(2)
        for row in rows:
            column.addWidget(row)

    def filter(self, words: Sequence[str], title: str) -> None:
        """Keep the rows that hold all ``words`` (case-folded); rows without a key only then."""
        for row in self.rows:
            text = f"{row.words} {title} {row.key}".casefold()
            found = all(word in text for word in words)
            row.setVisible(found and (bool(row.key) or bool(words)))
        self.setVisible(any(not row.isHidden() for row in self.rows))
