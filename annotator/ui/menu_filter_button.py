"""A button that opens a list of choices to filter by, several at a time."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from annotator.ui.claim_words import plain_tooltip
from annotator.ui.control_box import draw_box, draw_focus_ring
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.icons import draw_icon, themed_icon
from annotator.ui.theme import Theme

_MOST, _MOST_SHRINKING = 180, 340
"""px that the words take at most; a button that gives way may ask for more."""
_LEAST_CHOSEN = 170
"""px that the chosen words keep before those that stand before them."""
_LEAST = 92
"""px to which a button that shrinks can be made narrower."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to filter by: its value, its words (plain text) and perhaps an icon's name.

    ``short`` are the words for the button itself, when they are not the same.
    """

    value: Hashable
    words: str
    icon: str = ""
    short: str = ""


class _StayingMenu(QMenu):
    """A menu that stays open while things are ticked in it."""

    def _tick(self) -> bool:
        action = self.activeAction()
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.actionAt(event.position().toPoint()) is None or not self._tick():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not self._tick():
            super().keyPressEvent(event)


class MenuFilterButton(QToolButton):
    """Shows what is chosen ("Any verdict", "disputed", "2 verdicts") and changes it.

    ``any_words`` stand for no restriction, ``many`` is the plural for several ("verdicts").
    A ``single`` button always holds one choice; ``any_words`` then stand before its words, and
    give way first when a button that ``shrinks`` has little room.

    Signals:
        choice_changed: the frozenset of chosen values; empty for no restriction.
    """

    choice_changed = Signal(object)

    def __init__(
        self,
        any_words: str,
        many: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        single: bool = False,
        shrinks: bool = False,
    ) -> None:
        super().__init__(parent)
        self._single, self._shrinks = single, shrinks
        self._any_words, self._many, self._theme = any_words, many, theme
        self._choices: tuple[Choice, ...] = ()
        self._more = ""
        self._chosen: frozenset[Hashable] = frozenset()
        self._menu = _StayingMenu(self)
        # The list is seldom looked at, and drawing its icons takes longer than all else here.
        self._menu.aboutToShow.connect(self._paint_icons)
        self._ticks: dict[Hashable, QAction] = {}
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        along = QSizePolicy.Policy.Maximum if shrinks else QSizePolicy.Policy.Fixed
        self.setSizePolicy(along, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        self.set_choices(())

    @property
    def chosen(self) -> frozenset[Hashable]:
        """The chosen values; empty for no restriction."""
        return self._chosen

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer these choices; what was chosen and is no longer offered is dropped, silently."""
        if self._ticks and tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self._menu.clear()
        self._ticks = {}
        self._everything = QAction(self._any_words, self._menu)
        self._everything.setCheckable(True)
        self._everything.triggered.connect(lambda: self._choose(frozenset()))
        if not self._single:
            self._menu.addAction(self._everything)
            self._menu.addSeparator()
        for choice in self._choices:
            tick = self._menu.addAction(choice.words.replace("&", "&&"))
            tick.setCheckable(True)
            tick.triggered.connect(lambda _on, value=choice.value: self._toggle(value))
            self._ticks[choice.value] = tick
        self.set_chosen(self._chosen)

    def set_more(self, words: str) -> None:
        """Say behind what is chosen what a submenu narrows it to; empty for nothing."""
        if words != self._more:
            self._more = words
            self._show_words()

    def add_submenu(self, words: str, button: MenuFilterButton) -> None:
        """Offer what another button offers as a menu inside this one's."""
        button._menu.setTitle(words)
        self._menu.addSeparator()
        self._menu.addMenu(button._menu)

    def set_chosen(self, values: Iterable[Hashable]) -> None:
        """Choose these values without a signal."""
        self._chosen = frozenset(values) & frozenset(self._ticks)
        if self._single and not self._chosen and self._choices:
            self._chosen = frozenset({self._choices[0].value})
        self._everything.setChecked(not self._chosen)
        for value, tick in self._ticks.items():
            tick.setChecked(value in self._chosen)
        self._show_words()

    def _show_words(self) -> None:
        words = f"{self._words()}: {self._more}" if self._more else self._words()
        self.setText(words)
        self.setAccessibleName(f"Filter: {words}")
        chosen = [choice.words for choice in self._choices if choice.value in self._chosen]
        self.setToolTip(plain_tooltip(", ".join([*chosen, *filter(None, [self._more])])))
        self.updateGeometry()
        self.update()

    def _toggle(self, value: Hashable) -> None:
        if self._single:
            self._menu.close()
            self._choose(frozenset({value}))
        else:
            self._choose(self._chosen ^ {value})

    def _choose(self, values: frozenset[Hashable]) -> None:
        before = self._chosen
        self.set_chosen(values)
        if self._chosen != before:
            self.choice_changed.emit(self._chosen)

    def _words(self) -> str:
        if not self._chosen:
            return self._any_words
        if len(self._chosen) == 1:
            (value,) = self._chosen
            chosen = next(choice for choice in self._choices if choice.value == value)
            words = chosen.short or chosen.words
            return f"{self._any_words} {words}".lstrip() if self._single else words
        return f"{len(self._chosen)} {self._many}"

    def open_menu(self) -> None:
        """Open the list below the button."""
        self.open_menu_at(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def open_menu_at(self, at: QPoint) -> None:
        """Open the list elsewhere on the screen."""
        self._menu.popup(at)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def _paint_icons(self) -> None:
        for choice in self._choices:
            if choice.icon:
                icon = themed_icon(choice.icon, self._theme, "raised", for_menu=True)
                self._ticks[choice.value].setIcon(icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with the keys that open a combo box."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """The words, as far as there is room for them, and the arrow."""
        words = QFontMetrics(chrome_font("small")).horizontalAdvance(self.text())
        most = _MOST_SHRINKING if self._shrinks else _MOST
        return QSize(min(words, scaled(most)) + 8 + 4 + scaled(14) + 6, scaled(26))

    def minimumSizeHint(self) -> QSize:
        """The button is never cut; long words are elided."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), scaled(_LEAST)), hint.height()) if self._shrinks else hint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, words and arrow."""
        painter = QPainter(self)
        theme, enabled = self._theme, self.isEnabled()
        box = QRectF(self.rect())
        ground = "hover" if enabled and self.underMouse() else "field"
        if self.isDown():
            ground = "pressed"
        edge = "control_border" if enabled else "rule_strong"
        if enabled and (self._more or (self._chosen and not self._single)):
            ground, edge = "accent_tint", "accent"
        draw_box(painter, box, theme.colour(ground), theme.colour(edge))
        side = scaled(14)
        right = box.right() - 6 - side
        ink = theme.colour("text_muted" if enabled else "text_disabled")
        at = QPointF(right, round((self.height() - side) / 2))
        draw_icon(painter, "down", at, ink, theme.colour(ground), side)
        font = chrome_font("small")
        painter.setFont(font)
        painter.setPen(theme.colour("text" if enabled else "text_disabled"))
        room = right - 4 - 8
        metrics, said = QFontMetrics(font), self.text()
        if self._shrinks and metrics.horizontalAdvance(said) > room + 2:
            # What is chosen tells more than what it is chosen for.
            before = f"{self._any_words} "
            if room - metrics.horizontalAdvance(before) < scaled(_LEAST_CHOSEN):
                said = said.removeprefix(before)
        words = metrics.elidedText(said, Qt.TextElideMode.ElideRight, round(room) + 2)
        where = QRectF(8, 0, room + 2, self.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, words)
        if self.hasFocus():
            draw_focus_ring(painter, box, theme, outside=False)
