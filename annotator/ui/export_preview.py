"""The preview of an export: the very cells that the file will hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.domain.claim import Claim
from annotator.domain.span import quote_at
from annotator.domain.verdict import Verdict
from annotator.services.exporting import COLUMNS, CellType, ClaimRow, preview_cells
from annotator.ui.claim_model import Index
from annotator.ui.claim_words import plain_tooltip
from annotator.ui.column_list import fixed_font
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.icons import VERDICT_ICONS, VERDICT_INKS, draw_icon
from annotator.ui.isolated_text import elided_line
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import Theme, token

_NO_INDEX = QModelIndex()
_TYPES = {column.name: column.type for column in COLUMNS}
_PAGE = 64
_MEASURED_ROWS = 24
_WIDEST = 300
_GLYPHS = {verdict.value: verdict for verdict in Verdict}
_TOOLTIP = 500


class PreviewModel(QAbstractTableModel):
    """The rows of an export, their cells made as they come into sight."""

    def __init__(self, model: ProjectModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._claims: list[Claim] = []
        self.columns: tuple[str, ...] = ()
        self._cells: dict[int, Sequence[str]] = {}

    def show(self, claims: list[Claim], columns: tuple[str, ...]) -> None:
        """Show these claims, one row each, and these columns."""
        self.beginResetModel()
        self._claims, self.columns, self._cells = claims, columns, {}
        self.endResetModel()

    def cells(self, row: int) -> Sequence[str]:
        """The cells of one row as they will be written."""
        if row not in self._cells:
            first = row - row % _PAGE
            claims = self._claims[first : first + _PAGE]
            made = preview_cells(map(self._row, claims), self.columns, _PAGE)
            self._cells.update(enumerate(made, first))
        return self._cells[row]

    def _row(self, claim: Claim) -> ClaimRow:
        article = self._model.articles()[claim.article_id]
        quote = quote_at(self._model.text(claim.article_id), claim.span)
        return ClaimRow(claim, article, quote)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many rows the file will have under its header."""
        return 0 if parent.isValid() else len(self._claims)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """How many columns it will have."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """The header as it will be written."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section]
        if role == Qt.ItemDataRole.FontRole:
            return fixed_font()
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """A cell, letter by letter."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.cells(index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            cell = self.cells(index.row())[index.column()]
            return plain_tooltip(cell[:_TOOLTIP]) if len(cell) > 12 else None
        return None


class _CellDelegate(QStyledItemDelegate):
    """Paints a cell on one line; numbers to the right, a verdict with its glyph."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._theme, QRect(option.rect)
        painter.save()
        painter.fillRect(box, theme.colour("paper"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("rule"))
        painter.fillRect(box.right(), box.top(), 1, box.height(), theme.colour("rule"))
        cell = str(index.data() or "")
        model = index.model()
        assert isinstance(model, PreviewModel)
        name = model.columns[index.column()]
        left = 16 if index.column() == 0 else 8
        words = box.adjusted(left, 0, -9, -1)
        if name in ("verdict", "standing") and cell in _GLYPHS:
            verdict = _GLYPHS[cell]
            side = scaled(token("size", "glyph"))
            at = QPointF(words.left(), words.top() + round((words.height() - side) / 2))
            ink = theme.colour(VERDICT_INKS[verdict])
            draw_icon(painter, VERDICT_ICONS[verdict], at, ink, theme.colour("paper"), side)
            words.setLeft(words.left() + side + 8)
        font = chrome_font("table")
        painter.setFont(font)
        painter.setPen(theme.colour("text"))
        side_of = Qt.AlignmentFlag.AlignLeft
        if _TYPES[name] in (CellType.INTEGER, CellType.NUMBER):
            side_of = Qt.AlignmentFlag.AlignRight
        line = elided_line(_visible_breaks(cell), QFontMetrics(font), words.width())
        flags = Qt.AlignmentFlag.AlignVCenter | side_of | Qt.TextFlag.TextSingleLine
        painter.drawText(words.adjusted(0, 0, 2, 0), flags, line)
        if index == self._view.currentIndex() and self._view.hasFocus():
            ring = theme.colour("focus_ring")
            painter.setPen(ring)
            painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()


def _visible_breaks(cell: str) -> str:
    return cell[:1200].replace("\r\n", "↵").replace("\n", "↵") if "\n" in cell else cell


class ExportPreview(QTableView):
    """The rows of an export.

    Signals:
        rows_shown: the first and the last visible row, from 1; 0 and 0 when there is none.
    """

    rows_shown = Signal(int, int)

    def __init__(self, model: ProjectModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = PreviewModel(model, self)
        self.setModel(self._rows)
        self._painting = _CellDelegate(theme, self)
        self.setItemDelegate(self._painting)
        self.setAccessibleName("Preview of the export")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        upright = self.verticalHeader()
        upright.setVisible(False)
        upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStyleSheet("QHeaderView::section:first { padding-left: 16px; }")
        header.setFont(fixed_font())
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._tell_rows())
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme`` and the size of the chrome's text."""
        self._painting.set_theme(theme)
        self.verticalHeader().setDefaultSectionSize(scaled(token("size", "table_row")))
        self.horizontalHeader().setFixedHeight(scaled(token("size", "table_header")))
        self.viewport().update()

    def show_rows(self, claims: list[Claim], columns: tuple[str, ...]) -> None:
        """Preview an export of these claims with these columns."""
        anew = columns != self._rows.columns
        top = self.verticalScrollBar().value()
        self._rows.show(claims, columns)
        if anew:
            self._fit_columns()
        self.verticalScrollBar().setValue(top)
        self._tell_rows()

    def _fit_columns(self) -> None:
        metrics = QFontMetrics(chrome_font("table"))
        head = QFontMetrics(fixed_font())
        count = min(self._rows.rowCount(), _MEASURED_ROWS)
        rows = [self._rows.cells(row) for row in range(count)]
        for place, name in enumerate(self._rows.columns):
            widest = head.horizontalAdvance(name) + 4
            glyph = scaled(token("size", "glyph")) + 8 if name in ("verdict", "standing") else 0
            for cells in rows:
                widest = max(widest, metrics.horizontalAdvance(cells[place][:80]) + glyph)
            room = 8 if place == 0 else 0
            self.setColumnWidth(place, min(widest, scaled(_WIDEST)) + 20 + room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say which rows are in sight now."""
        super().resizeEvent(event)
        self._tell_rows()

    def _tell_rows(self) -> None:
        total = self._rows.rowCount()
        if not total:
            self.rows_shown.emit(0, 0)
            return
        # A row counts when more than half of it is in sight.
        half = self.rowHeight(0) // 2
        first, last = self.rowAt(half), self.rowAt(self.viewport().height() - half)
        first = max(0, first)
        last = total - 1 if last < 0 else max(first, last)
        self.rows_shown.emit(first + 1, last + 1)
