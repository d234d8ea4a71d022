"""The window in which keys are changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.commands import COMMANDS, Command
from annotator.ui.fonts import scaled
from annotator.ui.key_capture_field import KeyCaptureField
from annotator.ui.search_field import SearchField
from annotator.ui.shortcuts import Remaps, conflict_of, keys_of, shown_key, usable_remaps, with_keys
from annotator.ui.theme import Theme, token

_ID = Qt.ItemDataRole.UserRole


class KeyEditor(QDialog):
    """All commands and their keys; a key that is taken is refused, with the name of who has it.

    Every change holds at once; the window is not modal.

    Signals:
        keys_changed: the remaps that hold now, a dict of keys by command id.
    """

    keys_changed = Signal(object)

    def __init__(
        self,
        remaps: Remaps,
        theme: Theme,
        commands: Sequence[Command] = COMMANDS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._commands = tuple(commands)
        self._by_id = {command.id: command for command in self._commands}
        self._remaps = usable_remaps(self._commands, remaps)
        self._adding = False
        self.setWindowTitle("Change keys")
        self.setModal(False)
        self.resize(scaled(560), scaled(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        self.search = SearchField("Find a command or a key", theme, width=240, parent=self)
        self.search.words_changed.connect(self._filter)
        self.search.left.connect(self.close)
        self.search.next_asked.connect(lambda: self._capture(adding=False))
        self.search.installEventFilter(self)
        column.addWidget(self.search)
        self.table = self._make_table()
        column.addWidget(self.table, 1)
        self.field = KeyCaptureField(self)
        self.field.key_pressed.connect(self._take_key)
        self.field.given_up.connect(self._stop_capture)
        self.field.hide()
        column.addWidget(self.field)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.setMinimumHeight(scaled(20))
        column.addWidget(self.message)
        column.addLayout(self._make_buttons())
        self._fill()
        self.table.selectRow(0)
        self._say("Choose a command and press Return to give it another key.")

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(len(self._commands), 3, self)
        table.setHorizontalHeaderLabels(["Command", "Keys", ""])
        table.setAccessibleName("Commands and keys")
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(scaled(token("size", "table_row")))
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, scaled(190))
        header.resizeSection(2, scaled(80))
        table.itemDoubleClicked.connect(lambda _item: self._capture(adding=False))
        table.itemSelectionChanged.connect(self._on_row_changed)
        return table

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.change = QPushButton("Change key", self)
        self.add = QPushButton("Add a key", self)
        self.remove = QPushButton("Remove keys", self)
        self.reset = QPushButton("Reset", self)
        self.reset_all = QPushButton("Reset all keys", self)
        self.change.clicked.connect(lambda: self._capture(adding=False))
        self.add.clicked.connect(lambda: self._capture(adding=True))
        self.remove.clicked.connect(lambda: self._give(()))
        self.reset.clicked.connect(self._reset_one)
        self.reset_all.clicked.connect(self._reset_everything)
        for button in (self.change, self.add, self.remove, self.reset):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self.reset_all.setAutoDefault(False)
        row.addWidget(self.reset_all)
        return row

    @property
    def remaps(self) -> dict[str, tuple[str, ...]]:
        """The remaps that hold now."""
        return dict(self._remaps)

    def select(self, command_id: str) -> None:
        """Go to the row of a command."""
        for row in range(self.table.rowCount()):
            item = self.table.item(row, 0)
            if item is not None and item.data(_ID) == command_id:
                self.table.selectRow(row)
                return
        raise KeyError(command_id)

    @property
    def selected(self) -> str:
        """The id of the command whose row is selected, or empty."""
        rows = self.table.selectionModel().selectedRows()
        item = self.table.item(rows[0].row(), 0) if rows else None
        return "" if item is None else str(item.data(_ID))

    def _fill(self) -> None:
        for row, command in enumerate(self._commands):
            keys = keys_of(command, self._remaps)
            words = (
                f"{command.menu}: {command.text.rstrip('…')}",
                "   ".join(shown_key(key) for key in keys),
                "changed" if command.id in self._remaps else "",
            )
            for place, text in enumerate(words):
                item = QTableWidgetItem(text)
                item.setData(_ID, command.id)
                self.table.setItem(row, place, item)
        self.reset_all.setEnabled(bool(self._remaps))
        self._tell_buttons()

    def _filter(self, words: str) -> None:
        parts = words.casefold().split()
        for row in range(self.table.rowCount()):
            items = [self.table.item(row, place) for place in range(3)]
            text = " ".join(item.text() for item in items if item is not None).casefold()
            self.table.setRowHidden(row, not all(part in text for part in parts))
        self._select_shown()

    def _select_shown(self) -> None:
        """Keep the selection on a row that is seen, so that no other command gets the key."""
        rows = self.table.selectionModel().selectedRows()
        if rows and not self.table.isRowHidden(rows[0].row()):
            return
        seen = [row for row in range(self.table.rowCount()) if not self.table.isRowHidden(row)]
        if seen:
            self.table.selectRow(seen[0])
        else:
            self.table.clearSelection()

    def _on_row_changed(self) -> None:
        self._stop_capture()
        self._tell_buttons()

    def _tell_buttons(self) -> None:
        chosen = self.selected
        keys = keys_of(self._by_id[chosen], self._remaps) if chosen else ()
        for button in (self.change, self.add):
            button.setEnabled(bool(chosen))
        self.remove.setEnabled(bool(keys))
        self.reset.setEnabled(chosen in self._remaps)

    def _capture(self, adding: bool) -> None:
        if not self.selected:
            return
        self._adding = adding
        self.field.clear()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        text = self._by_id[self.selected].text.rstrip("…")
        self._say(f"Press the key for “{text}”, or Esc to leave it as it is.")

    def _stop_capture(self) -> None:
        if self.field.isHidden():
            return
        if self.field.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.hide()
        self._say("")

    def _take_key(self, key: str) -> None:
        conflict = conflict_of(self._commands, self._remaps, self.selected, key)
        if conflict is not None:
            self._say(f"{conflict.reason} Press another key, or Esc.", "error")
            return
        have = keys_of(self._by_id[self.selected], self._remaps) if self._adding else ()
        self._give((*(kept for kept in have if kept != key), key))

    def _give(self, keys: tuple[str, ...]) -> None:
        chosen = self.selected
        self._stop_capture()
        self._take_remaps(with_keys(self._commands, self._remaps, chosen, keys))
        text = self._by_id[chosen].text.rstrip("…")
        shown = " or ".join(shown_key(key) for key in keys)
        self._say(f"{shown} now runs “{text}”." if keys else f"“{text}” has no key now.")

    def _reset_one(self) -> None:
        command = self._by_id[self.selected]
        without = {known: keys for known, keys in self._remaps.items() if known != command.id}
        for key in command.keys:
            conflict = conflict_of(self._commands, without, command.id, key)
            if conflict is not None:
                self._say(f"{conflict.reason} Change that key first.", "error")
                return
        self._take_remaps(without)
        self._say(f"“{command.text.rstrip('…')}” has its usual keys again.")

    def _reset_everything(self) -> None:
        self._take_remaps({})
        self._say("Every command has its usual keys again.")

    def _take_remaps(self, remaps: dict[str, tuple[str, ...]]) -> None:
        if remaps != self._remaps:
            self._remaps = remaps
            self._fill()
            self.keys_changed.emit(dict(remaps))

    def _say(self, words: str, role: str = "muted") -> None:
        self.message.setText(words)
        self.message.setAccessibleName(words)
        self.message.setProperty("role", role)
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.search.set_theme(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows walk the rows while words are typed."""
        if watched is self.search and isinstance(event, QKeyEvent):
            arrow = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            if arrow and event.type() is QEvent.Type.KeyPress:
                QCoreApplication.sendEvent(self.table, event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return on a row asks for a key."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.table.hasFocus():
            self._capture(adding=False)
        else:
            super().keyPressEvent(event)
