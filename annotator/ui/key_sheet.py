"""The sheet of all keys, in the place of the dock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.commands import COMMANDS, GROUPS, Command
from annotator.ui.eliding_label import ElidingLabel
from annotator.ui.fonts import scaled
from annotator.ui.key_hint import KeyHint
from annotator.ui.key_row import COLUMN_MIN, KeyGroup, KeyRow
from annotator.ui.search_field import SearchField
from annotator.ui.theme import Theme

COLUMNS: tuple[tuple[str, ...], ...] = (
    ("Move", "Find", "Project"),
    ("Decide", "Counterparts", "Explain"),
    ("Claims", "Undo and save", "View"),
)


_HEAD_NOTE = "They work while this sheet is open, not in text fields."
_FOOT_NOTE = "Every key can be changed. A key that is already taken is refused."


class KeySheet(QWidget):
    """Every command with a key, by group; the others are found by their words.

    Signals:
        closed: Esc or Close.
        change_keys_asked: the person wants other keys.
    """

    closed = Signal()
    change_keys_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        keys: Mapping[str, tuple[str, ...]],
        commands: Sequence[Command] = COMMANDS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[str, KeyRow] = {}
        self._commands = tuple(commands)
        self.setAccessibleName("Keys")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body = QWidget(self._area)
        self._columns = QHBoxLayout(self._body)
        self._columns.setContentsMargins(16, 14, 16, 0)
        self._columns.setSpacing(40)
        self._stacks: list[QVBoxLayout] = []
        for _column in COLUMNS:
            stack = QVBoxLayout()
            stack.setSpacing(0)
            self._stacks.append(stack)
            self._columns.addLayout(stack, 1)
        self._groups = {title: self._group(title, keys) for title in GROUPS}
        self._used = 0
        self._area.setWidget(self._body)
        column.addWidget(self._area, 1)
        column.addWidget(self._foot())
        self.set_keys(keys)
        self.set_theme(theme)
        self._spread(len(COLUMNS))

    def _head(self) -> QWidget:
        head = QWidget(self)
        head.setFixedHeight(scaled(44))
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(12)
        title = QLabel("Keys", head)
        title.setProperty("role", "heading")
        row.addWidget(title)
        self._note = ElidingLabel(head)
        row.addWidget(self._note, 1)
        self.search = SearchField("Find a command", self._theme, width=200, parent=head)
        self.search.words_changed.connect(self._filter)
        self.search.left.connect(self.closed)
        row.addWidget(self.search)
        self._close = QPushButton("Close", head)
        self._close.clicked.connect(self.closed)
        self._close_key = KeyHint("Esc", self._theme, "cap", parent=self._close)
        width = self._close_key.sizeHint().width()
        self._close.setStyleSheet(f"padding-right: {width + 18}px;")
        row.addWidget(self._close)
        return head

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        foot.setFixedHeight(scaled(40))
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(16)
        self._foot_note = ElidingLabel(foot, "small")
        row.addWidget(self._foot_note, 1)
        change = QPushButton("Change keys…", foot)
        change.setProperty("look", "small")
        change.clicked.connect(self.change_keys_asked)
        row.addWidget(change)
        return foot

    def _group(self, title: str, keys: Mapping[str, tuple[str, ...]]) -> KeyGroup:
        rows = []
        for command in self._commands:
            if command.group != title and not (title == "Project" and not command.group):
                continue
            shown = keys.get(command.id, ())
            words = command.text.rstrip("…")
            row = KeyRow(words, shown[0] if shown else "", self._theme, command.icon, self)
            self._rows[command.id] = row
            rows.append(row)
        if title == "Explain":
            rows.append(KeyRow("Leave the field", "Esc", self._theme, "", self))
        return KeyGroup(title, rows, self._body)

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Show these keys, by command id."""
        for command_id, row in self._rows.items():
            shown = keys.get(command_id, ())
            row.set_key(shown[0] if shown else "")
        self._filter(self.search.text())

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for group in self._groups.values():
            for row in group.rows:
                row.set_theme(theme)
        muted = theme.colour("text_muted")
        self._note.set_words("", _HEAD_NOTE, muted)
        self._foot_note.set_words("", _FOOT_NOTE, muted)
        self.search.set_theme(theme)
        self._close_key.set_theme(theme)
        for widget in (self, self._body):
            widget.setAutoFillBackground(True)
            palette = widget.palette()
            palette.setColor(widget.backgroundRole(), theme.colour("panel"))
            widget.setPalette(palette)

    def shown_rows(self) -> tuple[KeyRow, ...]:
        """The rows that the search leaves, in order."""
        return tuple(
            row for group in self._groups.values() for row in group.rows if not row.isHidden()
        )

    def _filter(self, words: str) -> None:
        parts = words.casefold().split()
        for title, group in self._groups.items():
            group.filter(parts, title.casefold())

    def _spread(self, count: int) -> None:
        """Put the groups into ``count`` columns."""
        if count == self._used:
            return
        self._used = count
        for stack in self._stacks:
            while stack.count():
                stack.takeAt(0)
        for place, titles in enumerate(COLUMNS):
            stack = self._stacks[min(place, count - 1)]
            for title in titles:
                stack.addWidget(self._groups[title])
        for place, stack in enumerate(self._stacks):
            if place < count:
                stack.addStretch(1)
            self._columns.setStretch(place, 1 if place < count else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use as many columns as fit; place the key on the close button."""
        super().resizeEvent(event)
        room = self.width() - 32 - 13
        one = scaled(COLUMN_MIN) + 40
        self._spread(max(1, min(len(COLUMNS), (room + 40) // one)))
        self._place_close_key()

    def showEvent(self, event: QShowEvent) -> None:
        """Place the key on the close button once its size is known."""
        super().showEvent(event)
        self._place_close_key()

    def _place_close_key(self) -> None:
        size = self._close_key.sizeHint()
        self._close.adjustSize()
        self._close_key.setGeometry(
            self._close.width() - size.width() - 10,
            (self._close.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the sheet."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """The height of the sheet in the design."""
        return QSize(scaled(900), scaled(414))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rules above, under the head and over the foot."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("panel"))
        painter.fillRect(0, 0, self.width(), 1, self._theme.colour("rule_strong"))
        for y in (scaled(44), self.height() - scaled(40)):
            painter.fillRect(0, y, self.width(), 1, self._theme.colour("rule"))
