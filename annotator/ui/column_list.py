"""A list of columns: tick, and drag into another order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.services.exporting import COLUMNS
from annotator.ui.claim_model import Index
from annotator.ui.claim_words import plain_tooltip
from annotator.ui.control_box import draw_box
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.icons import draw_icon
from annotator.ui.theme import Theme

_ROW = 26
_NAME_ROLE = int(Qt.ItemDataRole.UserRole)
_NOTES = {
    "export_schema": "version",
    "claim_id": "UUID",
    "verdict": "empty without one",
    "justification": "why",
    "reviewer": "who decided",
    "decided_at": "UTC",
    "article_id": "UUID",
    "article_title": "title",
    "author": "of the article",
    "published": "of the article",
    "url": "of the article",
    "source_name": "file name",
    "article_sha256": "of the text",
    "start": "code points",
    "end": "half-open",
    "quote": "exact text",
    "prefix": "32 before",
    "suffix": "32 after",
    "kinds": "of fact",
    "check_worthiness": "0 to 1",
    "cues": "why marked",
    "origin": "who proposed it",
    "standing": "in one word",
    "source_sha256": "of the file",
    "source_format": "read as",
    "imported_at": "UTC",
    "escaped": "marked cells",
}
"""One or two words beside a name; the whole meaning is the tooltip."""


class ColumnList(QListWidget):
    """Names with tick boxes; Space ticks, Alt+Up and Alt+Down move."""

    order_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._painting = _ColumnDelegate(theme, self)
        self.setItemDelegate(self._painting)
        self.setAccessibleName("Columns of the export")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(lambda _item: self.order_changed.emit())
        self.model().rowsMoved.connect(lambda *_: self.order_changed.emit())

    def fill(self, chosen: Sequence[str]) -> None:
        """List the chosen columns first and in their order, then the others."""
        meanings = {column.name: column.meaning for column in COLUMNS}
        self.blockSignals(True)
        self.clear()
        for name in (*chosen, *(name for name in meanings if name not in chosen)):
            item = QListWidgetItem(name)
            item.setData(_NAME_ROLE, name)
            item.setToolTip(plain_tooltip(meanings[name]))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, meanings[name])
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            on = Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked
            item.setCheckState(on)
            self.addItem(item)
        self.blockSignals(False)

    def chosen(self) -> tuple[str, ...]:
        """The names of the ticked columns, in order."""
        items = (self.item(row) for row in range(self.count()))
        return tuple(
            item.data(_NAME_ROLE) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._painting.set_theme(theme)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the current column; with Alt the arrows move it."""
        item = self.currentItem()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if item is not None and event.key() == Qt.Key.Key_Space:
            tick(item)
        elif item is not None and step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_column(self.row(item), step)
        else:
            super().keyPressEvent(event)

    def move_column(self, row: int, step: int) -> None:
        """Move a column up (-1) or down (1)."""
        to = row + step
        if 0 <= to < self.count():
            item = self.takeItem(row)
            self.insertItem(to, item)
            self.setCurrentItem(item)
            self.order_changed.emit()


def tick(item: QListWidgetItem) -> None:
    """Turn a column on or off."""
    on = item.checkState() == Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)


class _ColumnDelegate(QStyledItemDelegate):
    """Paints grip, tick box, name and note of a column."""

    def __init__(self, theme: Theme, view: ColumnList) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._name_font = QFont()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._name_font = fixed_font()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(scaled(160), scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._theme
        box: QRect = option.rect
        painter.save()
        current = index.row() == self._view.currentRow() and self._view.hasFocus()
        ground = "accent_tint" if current else "panel"
        painter.fillRect(box, theme.colour(ground))
        middle = box.center().y()
        grip = QPointF(box.left() + 10, middle - scaled(8))
        draw_icon(
            painter, "grip", grip, theme.colour("text_disabled"), theme.colour(ground), scaled(16)
        )
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        side = scaled(14)
        square = QRectF(box.left() + 10 + scaled(16) + 8, middle - side // 2, side, side)
        if on:
            draw_box(painter, square, theme.colour("accent"), theme.colour("accent"), 1, 3)
            ink = theme.colour("text_on_accent")
            at = QPointF(square.left() + 1, square.top() + 1)
            draw_icon(painter, "check", at, ink, theme.colour("accent"), scaled(12))
        else:
            draw_box(painter, square, theme.colour("field"), theme.colour("control_border"), 1, 3)
        name = str(index.data(_NAME_ROLE))
        painter.setFont(self._name_font)
        painter.setPen(theme.colour("text"))
        left = square.right() + 8
        line = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, box.top(), box.right() - left, box.height()), line, name)
        left += QFontMetrics(self._name_font).horizontalAdvance(name) + 8
        small = chrome_font("small")
        painter.setFont(small)
        painter.setPen(theme.colour("text_muted"))
        room = round(box.right() - 12 - left)
        note = QFontMetrics(small).elidedText(
            _NOTES.get(name, ""), Qt.TextElideMode.ElideRight, max(0, room)
        )
        where = QRectF(left, box.top(), room, box.height())
        painter.drawText(where, line | Qt.AlignmentFlag.AlignRight, note)
        if current:
            draw_box(
                painter, QRectF(box).adjusted(1, 0, -1, 0), None, theme.colour("focus_ring"), 2
            )
        painter.restore()

    def editorEvent(
        self, event: QEvent, _model: object, _option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            # Beyond the grip a click means the box, wherever on the row it falls.
            item = self._view.item(index.row())
            if item is not None and event.position().x() > 10 + scaled(16):
                tick(item)
                return True
        return False


def fixed_font() -> QFont:
    """A font for the names of columns: the system's with letters of one width, if it has one."""
    families = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families()
    font = QFont([*families, "DejaVu Sans Mono", "Consolas", "Menlo"])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(chrome_font("small").pixelSize())
    return font
