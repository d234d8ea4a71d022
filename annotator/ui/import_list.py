"""The files of an import as a list: what comes in, what is known already, what was refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.domain.article import IncomingArticle
from annotator.services.reading import IN_PROJECT, PreparedArticle, RefusedFile, encoding_label
from annotator.ui.claim_model import Index
from annotator.ui.claim_words import plain_tooltip
from annotator.ui.control_box import draw_box
from annotator.ui.fonts import chrome_font, scaled, strong
from annotator.ui.icons import draw_icon
from annotator.ui.isolated_text import elided_line
from annotator.ui.theme import Theme

_NO_INDEX = QModelIndex()
_ROW = 46
_TEXT_LEFT = 40
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
"""The ImportEntry of a row."""


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """One file: an article that can come in, or why it cannot.

    Attributes:
        taken: whether it comes in.
        edited: whether a person changed its metadata, which then is kept.
    """

    prepared: PreparedArticle | None = None
    refused: RefusedFile | None = None
    taken: bool = False
    edited: bool = False

    @property
    def name(self) -> str:
        """The file's name."""
        if self.prepared is not None:
            return self.prepared.raw.name
        return self.refused.name if self.refused else ""

    @property
    def title(self) -> str:
        """What stands on the first line."""
        return self.prepared.article.metadata.title if self.prepared else self.name

    def remark(self) -> tuple[str, str]:
        """What stands on the second line, and the role of its ink."""
        if self.prepared is None:
            return (self.refused.error.what if self.refused else ""), "error_ink"
        source, guess = self.prepared.article.source, self.prepared.raw.guess
        if self.prepared.known:
            return f"{source.name}: {self.prepared.known}", "text_muted"
        label = encoding_label(source.encoding)
        if guess.certain or source.encoding != guess.encoding:
            return f"{source.name}, {label}", "text_muted"
        return f"{source.name}, probably {label}", "warning_ink"


class ImportEntries(QAbstractListModel):
    """The rows; a person ticks which of them come in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries: list[ImportEntry] = []

    @property
    def entries(self) -> list[ImportEntry]:
        """All rows, in order."""
        return self._entries

    def clear(self) -> None:
        """Take all rows away."""
        self.beginResetModel()
        self._entries = []
        self.endResetModel()

    def add(self, prepared: Iterable[PreparedArticle], refused: Iterable[RefusedFile]) -> None:
        """Add what was read, then what was refused."""
        new = [
            # The same text twice makes one article; one of the project is put on the desk again.
            ImportEntry(prepared=one, taken=one.known in ("", IN_PROJECT))
            for one in prepared
        ]
        new += [ImportEntry(refused=one) for one in refused]
        if new:
            first = len(self._entries)
            self.beginInsertRows(_NO_INDEX, first, first + len(new) - 1)
            self._entries += new
            self.endInsertRows()

    def put(self, row: int, entry: ImportEntry) -> None:
        """Replace one row."""
        if entry != self._entries[row]:
            self._entries[row] = entry
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def toggle(self, row: int) -> None:
        """Take an article in, or leave it out."""
        entry = self._entries[row]
        if entry.prepared is not None:
            self.put(row, replace(entry, taken=not entry.taken))

    def taken(self) -> list[IncomingArticle]:
        """The articles that come in, each text once."""
        found: dict[str, IncomingArticle] = {}
        for entry in self._entries:
            if entry.taken and entry.prepared is not None:
                found.setdefault(entry.prepared.text_sha256, entry.prepared.article)
        return list(found.values())

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many files there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = 0) -> Any:
        """A file in words, its tick, or the entry itself."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}. {entry.remark()[0]}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{entry.title}\n{entry.remark()[0]}")
        if role == Qt.ItemDataRole.CheckStateRole and entry.prepared is not None:
            checked, unchecked = Qt.CheckState.Checked, Qt.CheckState.Unchecked
            return checked if entry.taken else unchecked
        return None


class ImportList(QListView):
    """Shows the files; Space or a click on the box ticks one."""

    def __init__(self, entries: ImportEntries, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._entries = entries
        self.setModel(entries)
        self._painting = _EntryDelegate(theme, self)
        self.setItemDelegate(self._painting)
        self.setAccessibleName("Files")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._painting.theme = theme
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks; Enter and Esc are the sheet's."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._entries.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the box ticks."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < scaled(_TEXT_LEFT):
            self._entries.toggle(index.row())


class _EntryDelegate(QStyledItemDelegate):
    """Paints tick box or warning, title and remark."""

    def __init__(self, theme: Theme, view: ImportList) -> None:
        super().__init__(view)
        self.theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(scaled(160), scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        if not isinstance(entry, ImportEntry):
            return
        theme, box = self.theme, QRect(option.rect)
        painter.save()
        current = index.row() == self._view.currentIndex().row()
        ground = "accent_tint" if current else "panel"
        painter.fillRect(box, theme.colour(ground))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("rule"))
        if current:
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("accent"))
        self._draw_box(painter, box, entry, ground)
        left = box.left() + scaled(_TEXT_LEFT)
        width = box.right() - left - 12
        line = Qt.AlignmentFlag.AlignVCenter
        first = strong(chrome_font())
        painter.setFont(first)
        quiet = entry.prepared is not None and not entry.taken
        painter.setPen(theme.colour("text_muted" if quiet else "text"))
        title = elided_line(entry.title, QFontMetrics(first), width)
        painter.drawText(QRect(left, box.top() + scaled(4), width + 2, scaled(20)), line, title)
        second = chrome_font("small")
        words, ink = entry.remark()
        painter.setFont(second)
        painter.setPen(theme.colour(ink))
        remark = elided_line(words, QFontMetrics(second), width)
        painter.drawText(QRect(left, box.top() + scaled(23), width + 2, scaled(18)), line, remark)
        if current and self._view.hasFocus():
            draw_box(
                painter, QRectF(box).adjusted(1, 1, -1, -1), None, theme.colour("focus_ring"), 2
            )
        painter.restore()

    def _draw_box(self, painter: QPainter, box: QRect, entry: ImportEntry, ground: str) -> None:
        theme = self.theme
        side = scaled(14)
        left, top = box.left() + 16, box.top() + scaled(7)
        if entry.prepared is None:
            at = QPointF(left - 1, top)
            draw_icon(
                painter, "warn", at, theme.colour("error_ink"), theme.colour(ground), scaled(16)
            )
            return
        square = QRectF(left, top, side, side)
        accent = theme.colour("accent")
        if not entry.taken:
            draw_box(painter, square, theme.colour("field"), theme.colour("control_border"), 1, 3)
            return
        draw_box(painter, square, accent, accent, 1, 3)
        at = QPointF(left + 1, top + 1)
        draw_icon(painter, "check", at, theme.colour("text_on_accent"), accent, scaled(12))

    def editorEvent(
        self, _event: QEvent, _model: object, _option: QStyleOptionViewItem, _index: Index
    ) -> bool:
        return False
