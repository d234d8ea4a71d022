"""A push button that shows its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.ui.fonts import scaled
from annotator.ui.key_hint import cap_size, draw_cap
from annotator.ui.shortcuts import shown_key
from annotator.ui.theme import Theme

_EDGE = 11
_GAP = 8


class KeyedButton(QPushButton):
    """A button with a key cap behind its words; ``primary`` is for the one main act of a page."""

    def __init__(
        self,
        words: str,
        key: str,
        theme: Theme,
        primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._theme, self._primary = theme, primary
        self._key = ""
        if primary:
            self.setProperty("look", "primary")
        self.set_key(key)

    def set_words(self, words: str) -> None:
        """Put other words on the button."""
        self.setText(words.replace("&", "&&"))

    def set_key(self, key: str) -> None:
        """Show another key, in Qt's portable form; an empty one shows none."""
        self._key = key
        room = cap_size(shown_key(key)).width() + _GAP if key else 0
        self.setStyleSheet(f"QPushButton {{ padding-right: {scaled(_EDGE) + room}px; }}")
        self.setAccessibleDescription(f"Key {shown_key(key)}" if key else "")

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.set_key(self._key)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then its key."""
        super().paintEvent(event)
        if not self._key:
            return
        painter = QPainter(self)
        size = cap_size(shown_key(self._key))
        left = self.width() - scaled(_EDGE) - size.width()
        box = QRectF(left, (self.height() - size.height()) // 2, size.width(), size.height())
        look = "on_accent" if self._primary else "quiet"
        draw_cap(painter, box, shown_key(self._key), self._theme, self.isEnabled(), look)  # type: ignore[arg-type]
