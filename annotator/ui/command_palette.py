"""Every command, found by typing a few of its letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListView, QVBoxLayout, QWidget

from annotator.ui.command_list import ROW_HEIGHT, CommandDelegate, CommandList, usual_reason
from annotator.ui.command_match import found_commands
from annotator.ui.commands import COMMANDS, Command
from annotator.ui.control_box import draw_box
from annotator.ui.fonts import scaled
from annotator.ui.search_field import SearchField
from annotator.ui.theme import Theme

_ROWS_SHOWN = 11


class CommandPalette(QFrame):
    """A list over the top of the window; Return runs a command, Esc closes.

    ``actions`` gives the action of each command by its id; commands without one are not listed.
    ``reason`` says why a command cannot run now.

    Signals:
        command_chosen: the id of a command, after the palette closed and before it runs.
        closed: the palette is gone; the focus belongs where it was.
    """

    command_chosen = Signal(str)
    closed = Signal()

    def __init__(
        self,
        actions: Mapping[str, QAction],
        theme: Theme,
        parent: QWidget,
        reason: Callable[[Command], str] = usual_reason,
        commands: Sequence[Command] = COMMANDS,
    ) -> None:
        super().__init__(parent)
        self._actions, self._theme, self._over = actions, theme, parent
        hidden = {"command_palette"}
        self._commands = [c for c in commands if c.id in actions and c.id not in hidden]
        self._before: QWidget | None = None
        self.setAccessibleName("Every command")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        self.field = SearchField("Type a command", theme, width=300, parent=self)
        self.field.words_changed.connect(self._search)
        self.field.next_asked.connect(self._run_current)
        self.field.left.connect(self.close_palette)
        self.field.installEventFilter(self)
        column.addWidget(self.field)
        self.listed = CommandList(actions, reason, self)
        self.view = QListView(self)
        self.view.setModel(self.listed)
        self.view.setAccessibleName("Commands found")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._delegate = CommandDelegate(self.listed, theme, self)
        self.view.setItemDelegate(self._delegate)
        self.view.clicked.connect(lambda index: self._run(index.row()))
        column.addWidget(self.view, 1)
        self.nothing = QLabel("No command matches", self)
        self.nothing.setProperty("role", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.nothing, 1)
        self.hide()

    def open_palette(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Open over the top of the window, empty, with these keys beside the commands."""
        self._before = self.window().focusWidget()
        self.listed.keys = keys
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Close and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._delegate.theme = theme
        self.field.set_theme(theme)
        self.update()

    def _place(self) -> None:
        room = self._over.size()
        rows = min(max(self.listed.rowCount(), 1), _ROWS_SHOWN)
        full = scaled(ROW_HEIGHT) * _ROWS_SHOWN + scaled(28) + 30
        width = min(scaled(560), room.width() - 32)
        top = max(8, min(scaled(72), room.height() - full - 8))
        height = min(scaled(ROW_HEIGHT) * rows + scaled(28) + 30, room.height() - top - 8)
        self.setGeometry((room.width() - width) // 2, top, width, height)

    def _search(self, words: str) -> None:
        found = found_commands(words, self._commands)
        if not words.strip():
            found.sort(key=lambda known: not self.listed.can_run(known))
        self.listed.show_commands(found)
        some = bool(found)
        self.view.setVisible(some)
        self.nothing.setVisible(not some)
        if some:
            self.view.setCurrentIndex(self.listed.index(0, 0))
        self._place()

    def _run_current(self) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self._run(index.row())

    def _run(self, row: int) -> None:
        known = self.listed.command_at(row)
        if not self.listed.can_run(known):
            return
        self.close_palette()
        self.command_chosen.emit(known.id)
        self._actions[known.id].trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down and the page keys move in the list; leaving the field closes the palette."""
        if watched is self.field:
            if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._move(Qt.Key(event.key()))
            if event.type() is QEvent.Type.FocusOut:
                self._close_when_left()
        return super().eventFilter(watched, event)

    def _close_when_left(self) -> None:
        inside = self.window().focusWidget()
        if self.isVisible() and inside is not self.field and inside is not None:
            self._before = None
            self.close_palette()

    def _move(self, key: Qt.Key) -> bool:
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _ROWS_SHOWN - 1,
            Qt.Key.Key_PageUp: 1 - _ROWS_SHOWN,
        }.get(key, 0)
        rows = self.listed.rowCount()
        if not step or not rows:
            return bool(step)
        row = self.view.currentIndex().row() + step
        row = row % rows if abs(step) == 1 else min(max(row, 0), rows - 1)
        self.view.setCurrentIndex(self.listed.index(row, 0))
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        painter = QPainter(self)
        ground, edge = self._theme.colour("panel"), self._theme.colour("control_border")
        draw_box(painter, QRectF(self.rect()), ground, edge, 1, 6)
