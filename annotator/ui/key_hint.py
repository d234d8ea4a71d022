"""Key caps: the small boxes that say which key does a thing."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.ui.control_box import draw_box
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.shortcuts import key_caps, shown_key
from annotator.ui.theme import Theme, token

CapLook = Literal["quiet", "cap", "on_accent"]
"""Beside a command, on the key sheet, or on the primary button."""


def cap_size(text: str, look: CapLook = "quiet") -> QSize:
    """The size of one cap with ``text`` on it, in px."""
    font = chrome_font("small" if look == "cap" else "key_hint")
    width = QFontMetricsF(font).horizontalAdvance(text) + 10
    return QSize(max(scaled(22 if look == "cap" else 18), round(width)), scaled(18))


def draw_cap(
    painter: QPainter,
    box: QRectF,
    text: str,
    theme: Theme,
    enabled: bool = True,
    look: CapLook = "quiet",
) -> None:
    """Draw one cap into ``box``."""
    ground: QColor | None = theme.colour("raised" if look == "cap" else "panel")
    edge = theme.colour("control_border" if look == "cap" else "rule_strong")
    ink = theme.colour("text" if look == "cap" else "text_muted")
    if not enabled:
        edge, ink = theme.colour("rule"), theme.colour("text_disabled")
    elif look == "on_accent":
        ground, edge, ink = None, theme.colour("text_on_accent"), theme.colour("text_on_accent")
    draw_box(painter, box, ground, edge, 1.0, token("radius", "chip"))
    painter.save()
    painter.setFont(chrome_font("small" if look == "cap" else "key_hint"))
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyHint(QWidget):
    """One key, as one cap ("Ctrl+F") or as a cap for each key held ("Ctrl" "F")."""

    def __init__(
        self,
        key: str,
        theme: Theme,
        look: CapLook = "quiet",
        apart: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._look, self._apart = theme, look, apart
        self._key = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.set_key(key)

    def set_key(self, key: str) -> None:
        """Show another key, in Qt's portable form; an empty one hides the hint."""
        self._key = key
        self.setAccessibleName(f"Key {shown_key(key)}" if key else "")
        self.setVisible(bool(key) and (self.parentWidget() is None or not self.isHidden()))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def _caps(self) -> tuple[str, ...]:
        if not self._key:
            return ()
        return key_caps(self._key) if self._apart else (shown_key(self._key),)

    def sizeHint(self) -> QSize:
        """The caps side by side."""
        sizes = [cap_size(cap, self._look) for cap in self._caps()]
        width = sum(size.width() for size in sizes) + 4 * max(0, len(sizes) - 1)
        return QSize(width, scaled(18) if sizes else 0)

    def minimumSizeHint(self) -> QSize:
        """Caps are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the caps from the left, centred in height."""
        painter = QPainter(self)
        left = 0.0
        for cap in self._caps():
            size = cap_size(cap, self._look)
            box = QRectF(left, (self.height() - size.height()) / 2, size.width(), size.height())
            draw_cap(painter, box, cap, self._theme, self.isEnabled(), self._look)
            left += size.width() + 4
