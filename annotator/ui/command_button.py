"""A flat button of a command: icon, words and key, driven by the command's action."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from annotator.ui.control_box import draw_box, draw_focus_ring
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.icons import draw_icon
from annotator.ui.key_hint import cap_size, draw_cap
from annotator.ui.shortcuts import shown_key
from annotator.ui.theme import Theme, token

_EDGE = 7
_GAP = 6


class CommandButton(QToolButton):
    """A tool button that paints its key beside its words.

    It follows ``action``: enabled, checked, triggered. ``words`` stand on the button, where they
    may be shorter than the action's; no icon or key is shown for an empty one. ``role`` is the
    type of the words, "chrome" or "small".
    """

    def __init__(
        self,
        action: QAction,
        words: str,
        theme: Theme,
        icon: str = "",
        key: str = "",
        role: str = "chrome",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._icon, self._key, self._role = words, icon, key, role
        self._theme = theme
        self._key_shown = True
        self._tip = action.toolTip()
        self.setDefaultAction(action)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        action.changed.connect(self._say_what_it_is)
        self._say_what_it_is()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def set_words(self, words: str) -> None:
        """Put other words on the button."""
        self._words = words
        self._say_what_it_is()
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Show another key; an empty one shows none."""
        self._key = key
        self._say_what_it_is()
        self.updateGeometry()
        self.update()

    def set_key_shown(self, shown: bool) -> None:
        """Show the key or leave it to the tool tip."""
        if shown != self._key_shown:
            self._key_shown = shown
            self.updateGeometry()
            self.update()

    def width_with_key(self, key_shown: bool) -> int:
        """How wide the button is with or without its key, in px."""
        width = 2 * _EDGE + QFontMetrics(chrome_font(self._role)).horizontalAdvance(self._words)
        if self._icon:
            width += scaled(token("size", "icon")) + (_GAP if self._words else 0)
        if key_shown and self._key:
            width += cap_size(shown_key(self._key)).width() + _GAP + 2
        return width

    def _say_what_it_is(self) -> None:
        action = self.defaultAction()
        words = action.text().replace("&", "") if action is not None else self._words
        key = shown_key(self._key)
        self.setAccessibleName(self._words or words)
        self.setAccessibleDescription(f"{words}. Key {key}" if key else words)
        self.setToolTip(f"{words.rstrip('…')} ({key})" if key else words.rstrip("…"))

    def sizeHint(self) -> QSize:
        """Wide enough for icon, words and, when shown, the key."""
        height = token("size", "tool_button") if self._role == "chrome" else 22
        return QSize(self.width_with_key(self._key_shown), scaled(height))

    def minimumSizeHint(self) -> QSize:
        """The button is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon, words, key and focus ring."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        enabled = self.isEnabled()
        under = "window"
        if enabled and (self.isDown() or self.isChecked()):
            under = "pressed"
        elif enabled and self.underMouse():
            under = "hover"
        if under != "window":
            draw_box(painter, box, self._theme.colour(under), None)
        ink = self._theme.colour("text" if enabled else "text_disabled")
        left = float(_EDGE)
        if self._icon:
            side = scaled(token("size", "icon"))
            at = QPointF(left, round((self.height() - side) / 2))
            draw_icon(painter, self._icon, at, ink, self._theme.colour(under), side)
            left += side + (_GAP if self._words else 0)
        font = chrome_font(self._role)
        painter.setFont(font)
        painter.setPen(ink)
        width = QFontMetrics(font).horizontalAdvance(self._words)
        where = QRectF(left, 0, width + 1, self.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self._words)
        left += width + _GAP + 2
        if self._key_shown and self._key:
            size = cap_size(shown_key(self._key))
            cap = QRectF(left, (self.height() - size.height()) // 2, size.width(), size.height())
            draw_cap(painter, cap, shown_key(self._key), self._theme, enabled)
        if self.hasFocus():
            draw_focus_ring(painter, box, self._theme, outside=False)
