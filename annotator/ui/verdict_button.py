"""The buttons that give a verdict."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from annotator.domain.verdict import Verdict
from annotator.ui.control_box import RING_ROOM, draw_box, draw_focus_ring
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.icons import VERDICT_ICONS, VERDICT_INKS, draw_icon
from annotator.ui.key_hint import cap_size, draw_cap
from annotator.ui.shortcuts import shown_key
from annotator.ui.theme import Theme, token


class VerdictButton(QToolButton):
    """One verdict: glyph, word and key; ``clicked`` asks for it.

    Whether it is the verdict that stands is told by ``set_chosen``, never by the click: the
    screen shows what was saved. The box lies ``RING_ROOM`` px inside the widget, for the focus
    ring; put such buttons side by side without spacing.
    """

    def __init__(
        self, verdict: Verdict, theme: Theme, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.verdict = verdict
        self._theme, self._key = theme, key
        self._chosen = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._say_what_it_is()

    @property
    def chosen(self) -> bool:
        """Whether this is the verdict that stands."""
        return self._chosen

    def set_chosen(self, chosen: bool) -> None:
        """Show whether this is the verdict that stands."""
        self._chosen = chosen
        self._say_what_it_is()
        self.update()

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self._say_what_it_is()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def _say_what_it_is(self) -> None:
        word = str(self.verdict).capitalize()
        self.setAccessibleName(f"{word}, given" if self._chosen else word)
        self.setAccessibleDescription(f"Key {shown_key(self._key)}" if self._key else "")
        key = f" ({shown_key(self._key)})" if self._key else ""
        self.setToolTip(f"{word}, and go on to the next claim{key}")

    def sizeHint(self) -> QSize:
        """52 px high in the design, as wide as its word needs, and room for the ring."""
        words = QFontMetrics(chrome_font("table")).horizontalAdvance("Unsupported")
        top = scaled(token("size", "glyph_button")) + 8 + cap_size(shown_key(self._key)).width()
        height = scaled(token("size", "verdict_button_height"))
        return QSize(max(words, top) + 18 + 2 * RING_ROOM, height + 2 * RING_ROOM)

    def minimumSizeHint(self) -> QSize:
        """The word is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, glyph, key, word and focus ring."""
        painter = QPainter(self)
        theme, enabled = self._theme, self.isEnabled()
        box = QRectF(self.rect()).adjusted(RING_ROOM, RING_ROOM, -RING_ROOM, -RING_ROOM)
        ink_role = VERDICT_INKS[self.verdict]
        ground, edge, width = "raised", "control_border", 1.0
        if not enabled:
            ground, edge = "panel", "rule_strong"
        elif self._chosen:
            ground, edge, width = f"{self.verdict}_tint", ink_role, 2.0
        elif self.isDown():
            ground = "pressed"
        elif self.underMouse():
            ground = "hover"
        if not enabled and self._chosen:
            ground, edge, width = f"{self.verdict}_tint", ink_role, 2.0
        draw_box(painter, box, theme.colour(ground), theme.colour(edge), width)
        live = enabled or self._chosen
        ink = theme.colour(ink_role if live else "text_disabled")
        side = scaled(token("size", "glyph_button"))
        at = QPointF(box.left() + 10, box.top() + scaled(8))
        draw_icon(painter, VERDICT_ICONS[self.verdict], at, ink, theme.colour(ground), side)
        if self._key:
            size = cap_size(shown_key(self._key))
            cap = QRectF(
                box.right() - 6 - size.width(), box.top() + scaled(7), size.width(), size.height()
            )
            draw_cap(painter, cap, shown_key(self._key), theme, enabled)
        font = chrome_font("table")
        painter.setFont(font)
        painter.setPen(theme.colour("text" if live else "text_disabled"))
        words = QRectF(box.left() + 10, box.bottom() - scaled(25), box.width() - 12, scaled(20))
        elided = QFontMetrics(font).elidedText(
            str(self.verdict).capitalize(), Qt.TextElideMode.ElideRight, round(words.width())
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, elided)
        if self.hasFocus():
            draw_focus_ring(painter, box, theme)
