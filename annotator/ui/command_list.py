"""The list of commands in the command palette: its rows and how they look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QAction, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.commands import REASONS, Command
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.key_hint import cap_size, draw_cap
from annotator.ui.shortcuts import shown_key
from annotator.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_COMMAND = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 30


def usual_reason(command: Command) -> str:
    """Why a command is not available, as far as its needs say."""
    return REASONS[command.needs]


class CommandList(QAbstractListModel):
    """The commands that were found, with their keys and whether they can run."""

    def __init__(
        self,
        actions: Mapping[str, QAction],
        reason: Callable[[Command], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions, self._reason = actions, reason
        self._found: list[Command] = []
        self.keys: Mapping[str, tuple[str, ...]] = {}

    def show_commands(self, commands: Sequence[Command]) -> None:
        """List these commands in this order."""
        self.beginResetModel()
        self._found = list(commands)
        self.endResetModel()

    def can_run(self, command: Command) -> bool:
        """Whether the command's action is enabled now."""
        return self._actions[command.id].isEnabled()

    def reason_against(self, command: Command) -> str:
        """Why it cannot run; empty when it can."""
        return "" if self.can_run(command) else self._reason(command) or "Not available now"

    def first_key(self, command: Command) -> str:
        """The key to show for it, or empty."""
        keys = self.keys.get(command.id, ())
        return keys[0] if keys else ""

    def command_at(self, row: int) -> Command:
        """The command in a row."""
        return self._found[row]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many commands were found."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The command's words, and for a screen reader also key and reason."""
        if not index.isValid():
            return None
        known = self._found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return known.text.rstrip("…")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (known.text.rstrip("…"), self.reason_against(known),
                     shown_key(self.first_key(known)))  # fmt: skip
            return ", ".join(part for part in parts if part)
        return known if role == _COMMAND else None


class CommandDelegate(QStyledItemDelegate):
    """Draws menu, words, key, and the reason of a command that cannot run."""

    def __init__(self, listed: CommandList, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._listed, self.theme = listed, theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """One row."""
        return QSize(scaled(200), scaled(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row from its right end to the words at the left."""
        command = self._listed.command_at(index.row())
        reason = self._listed.reason_against(command)
        box = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        theme = self.theme
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("accent_tint"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.colour("accent"))
        inner = box.adjusted(16, 0, -12, 0)
        line = Qt.AlignmentFlag.AlignVCenter
        key = shown_key(self._listed.first_key(command))
        right = inner.right()
        if key:
            size = cap_size(key)
            top = round(inner.top() + (inner.height() - size.height()) / 2)
            cap = QRectF(right - size.width(), top, size.width(), size.height())
            draw_cap(painter, cap, key, theme, not reason)
            right -= size.width() + 12
        where = command.submenu or command.menu
        beside = reason or where
        painter.setFont(chrome_font("small"))
        painter.setPen(theme.colour("text_muted"))
        width = QFontMetrics(painter.font()).horizontalAdvance(beside)
        painter.drawText(
            QRectF(right - width, inner.top(), width + 1, inner.height()), line, beside
        )
        right -= width + 12
        painter.setFont(chrome_font())
        painter.setPen(theme.colour("text_disabled" if reason else "text"))
        room = right - inner.left()
        words = QFontMetrics(painter.font()).elidedText(
            command.text.rstrip("…"), Qt.TextElideMode.ElideRight, max(0, round(room))
        )
        painter.drawText(QRectF(inner.left(), inner.top(), room + 1, inner.height()), line, words)
        painter.restore()
