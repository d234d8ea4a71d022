"""The table of the matrix, and what a person does with its cells."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView, QWidget

from annotator.ui.fonts import scaled
from annotator.ui.matrix_delegate import EDGE, PAD, MatrixDelegate
from annotator.ui.matrix_header import MatrixHeader
from annotator.ui.matrix_model import (
    CELL_ROLE,
    ROW_ROLE,
    Index,
    MatrixModel,
    ShownCell,
    ShownStatement,
)
from annotator.ui.quiet_table import make_quiet
from annotator.ui.theme import Theme, token

_LEAST_CELL = 112
_STATEMENT_SHARE = 0.19
_LEAST_STATEMENT = 120
_MOST_STATEMENT = 300


class MatrixRows(QTableView):
    """Statements and articles; says which passage a person chose.

    Signals:
        claim_chosen: the passage of the cell that a person clicked or moved to.
        claim_activated: the passage to go to in its article (double click, Return).
        menu_asked: the statement, the cell or None, and where on the screen.
        copy_asked: Ctrl+C.
        header_clicked: the number of a column; 0 for the names of the statements.
        left: Esc.
    """

    claim_chosen = Signal(int)
    claim_activated = Signal(int)
    menu_asked = Signal(object, object, QPoint)
    copy_asked = Signal()
    header_clicked = Signal(int)
    left = Signal()

    def __init__(self, rows: MatrixModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._header = MatrixHeader(theme, EDGE, PAD, self)
        self.setModel(rows)
        self._rows = rows
        self._delegate = MatrixDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Matrix of statements and articles")
        make_quiet(self)
        # Few rows are seen at a time; none of them is cut at the top.
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeader(self._header)
        self._header.sectionClicked.connect(self.header_clicked)
        self.entered.connect(lambda index: self._hover(index.row()))
        rows.modelReset.connect(self._fit_columns)
        # Qt moves what is painted; the names of the statements stay.
        self.horizontalScrollBar().valueChanged.connect(self._repaint)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme`` and the size of the chrome's text."""
        self._delegate.set_theme(theme)
        height = scaled(token("size", "matrix_row"))
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self._header.set_theme(theme)
        self._fit_columns()
        self.viewport().update()

    def _fit_columns(self) -> None:
        count = self._rows.columnCount() - 1
        if count < 1:
            return
        room = self.viewport().width()
        first = min(
            scaled(_MOST_STATEMENT), max(scaled(_LEAST_STATEMENT), round(room * _STATEMENT_SHARE))
        )
        each = max(scaled(_LEAST_CELL), (room - first) // count)
        for column in range(1, count + 1):
            self.setColumnWidth(column, each)
        # What does not divide evenly goes to the statement, so that no strip is left.
        self.setColumnWidth(0, max(first, room - each * count))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._fit_columns()

    def show_claim(self, claim_id: int | None) -> None:
        """Follow the desk: make a claim's cell the current one, or none."""
        place = None if claim_id is None else self._rows.place_of(claim_id)
        if place is None:
            self.setCurrentIndex(self._rows.index(-1, -1))
            self.viewport().update()
            return
        index = self._rows.index(*place)
        if self.currentIndex() != index:
            self.setCurrentIndex(index)
        self.scrollTo(index)

    def current_cell(self) -> ShownCell | None:
        """The cell that is current; None for the name of a statement."""
        cell = self.currentIndex().data(CELL_ROLE)
        return cell if isinstance(cell, ShownCell) else None

    def current_statement(self) -> ShownStatement | None:
        """The statement of the current row."""
        row = self.currentIndex().data(ROW_ROLE)
        return row if isinstance(row, ShownStatement) else None

    def _claim_there(self) -> int | None:
        cell, row = self.current_cell(), self.current_statement()
        if cell is not None and cell.claim_ids:
            return cell.claim_ids[0]
        if cell is None and row is not None and row.claim_ids:
            return row.claim_ids[0]
        return None

    def _repaint(self) -> None:
        self.viewport().update()
        self._header.viewport().update()

    # --- names that stay in view -------------------------------------------------------------

    @property
    def pinned_width(self) -> int:
        """px of the names of the statements, which stay at the left while articles scroll by."""
        return self._header.pinned_width

    def visualRect(self, index: Index) -> QRect:
        """Where a cell is; a name at the left, wherever the articles are scrolled to."""
        rect = super().visualRect(index)
        if self.pinned_width and index.column() == 0:
            rect.moveLeft(0)
        return rect

    def indexAt(self, point: QPoint) -> QModelIndex:
        """What is seen at a point; a name covers the articles that are scrolled below it."""
        found = super().indexAt(point)
        return found.siblingAtColumn(0) if point.x() < self.pinned_width else found

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell in, beside the names; for a name no article moves."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() == 0:
            bar.setValue(before)
            return
        covered = self.pinned_width - self.visualRect(index).left()
        if covered > 0:
            bar.setValue(bar.value() - covered)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, then the names over those that are scrolled below them."""
        super().paintEvent(event)
        width, rows = self.pinned_width, self._rows.rowCount()
        if not width or not rows:
            return
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        last = self.rowAt(self.viewport().height() - 1)
        for row in range(self.rowAt(0), (last if last >= 0 else rows - 1) + 1):
            index = self._rows.index(row, 0)
            option.rect = self.visualRect(index)
            self._delegate.paint(painter, option, index)
        painter.end()

    # --- events ------------------------------------------------------------------------------

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """The pointer left: no row is hovered."""
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Paint all cells of both rows, for each carries a part of the mark."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus on the current cell."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, 1))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus off the current cell."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moving chooses a passage; Return goes to it; Ctrl+C copies the table."""
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
            event.accept()
            return
        if key is Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        claim_id = self._claim_there()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if claim_id is not None:
                self.claim_activated.emit(claim_id)
            event.accept()
        elif self.currentIndex() != before and claim_id is not None:
            self.claim_chosen.emit(claim_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses the passage of the cell."""
        super().mousePressEvent(event)
        claim_id = self._claim_there()
        if claim_id is not None and self.indexAt(event.position().toPoint()).isValid():
            self.claim_chosen.emit(claim_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click goes to the passage in its article."""
        super().mouseDoubleClickEvent(event)
        claim_id = self._claim_there()
        if claim_id is not None and self.indexAt(event.position().toPoint()).isValid():
            self.claim_activated.emit(claim_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the current row."""
        row = self.current_statement()
        if row is None:
            return
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_asked.emit(row, self.current_cell(), at)
