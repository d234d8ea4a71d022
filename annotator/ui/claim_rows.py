"""The rows of the claims table, and what a person does with them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from annotator.domain.claim import Claim
from annotator.ui.claim_delegate import EDGE, GAP, ClaimDelegate
from annotator.ui.claim_model import CLAIM_ROLE, ClaimColumn, ClaimTableModel, Index
from annotator.ui.fonts import scaled
from annotator.ui.quiet_table import make_quiet
from annotator.ui.score_meter import BOXES_WIDTH
from annotator.ui.theme import Theme, token

_DROPPED_FIRST = (
    ClaimColumn.DECIDED, ClaimColumn.WORTH, ClaimColumn.KIND, ClaimColumn.OTHERS,
)  # fmt: skip
_LEAST_CLAIM_WIDTH = 280
"""px that the claims' words keep before a column is dropped."""
_LEAST_ARTICLE_WIDTH = 96
"""px that the name of an article keeps before what other articles say is dropped."""
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
                    Qt.Key.Key_Home, Qt.Key.Key_End})  # fmt: skip


class ClaimRows(QTableView):
    """The rows; says which claim a person chose, never what only followed the desk."""

    claim_chosen = Signal(int)
    claim_activated = Signal(int)
    menu_asked = Signal(object, QPoint)

    def __init__(self, rows: ClaimTableModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(rows)
        self._delegate = ClaimDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Claims")
        make_quiet(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setStyleSheet(f"QHeaderView::section:first {{ padding-left: {EDGE}px; }}")
        header.setSectionsClickable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(ClaimColumn.CLAIM, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(scaled(40))
        self.setSortingEnabled(True)
        self.entered.connect(lambda index: self._hover(index.row()))
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme`` and the size of the chrome's text."""
        self._delegate.set_theme(theme)
        self.verticalHeader().setDefaultSectionSize(scaled(token("size", "table_row")))
        self.verticalHeader().setMinimumSectionSize(scaled(token("size", "table_row")))
        self.horizontalHeader().setFixedHeight(scaled(token("size", "table_header")))
        self._fit_columns()
        self.viewport().update()

    def _fit_columns(self) -> None:
        delegate = self._delegate
        around = 2 * GAP + 4
        widths = {
            ClaimColumn.VERDICT: EDGE + scaled(token("size", "glyph")) + GAP
            + delegate.width_of("unsupported") + around,
            ClaimColumn.KIND: delegate.width_of("attribution, date") + around,
            ClaimColumn.ARTICLE: delegate.width_of("The Morning Chronicle") + around,
            ClaimColumn.WORTH: max(
                scaled(BOXES_WIDTH) + GAP + delegate.width_of("0.00"),
                self.fontMetrics().horizontalAdvance("Check-worthiness"),
            ) + around + scaled(14),
            ClaimColumn.OTHERS: max(
                4 * (scaled(token("size", "glyph")) + 4 + delegate.width_of("8") + 10),
                self.fontMetrics().horizontalAdvance("Other articles") + scaled(18),
            ) + GAP,
            ClaimColumn.DECIDED: delegate.width_of("28 Sep 26") + around,
        }  # fmt: skip
        taken = sum(widths.values())
        dropped = set()
        for column in _DROPPED_FIRST:
            lacking = scaled(_LEAST_CLAIM_WIDTH) - (self.viewport().width() - taken)
            if lacking > 0 and column is ClaimColumn.OTHERS:
                # Names of articles can be cut; who conflicts would be gone.
                narrower = max(widths[ClaimColumn.ARTICLE] - lacking, scaled(_LEAST_ARTICLE_WIDTH))
                spared = widths[ClaimColumn.ARTICLE] - narrower
                if spared >= lacking:
                    widths[ClaimColumn.ARTICLE] = narrower
                    break
            if lacking > 0:
                dropped.add(column)
                taken -= widths[column]
        for column, width in widths.items():
            self.setColumnHidden(column, column in dropped)
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop or bring back columns for the new width."""
        super().resizeEvent(event)
        self._fit_columns()

    def _hover(self, row: int) -> None:
        before, self._delegate.hovered_row = self._delegate.hovered_row, row
        for one in {before, row} - {-1}:
            self.update_row(one)

    def update_row(self, row: int) -> None:
        """Paint one row again."""
        top = self.rowViewportPosition(row)
        self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))

    def viewportEvent(self, event: QEvent) -> bool:
        """The pointer left: no row is hovered."""
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Paint both rows whole, for each cell carries a part of the mark."""
        super().currentChanged(current, previous)
        for index in (previous, current):
            if index.isValid():
                self.update_row(index.row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus on the current row."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus off the current row."""
        super().focusOutEvent(event)
        self.viewport().update()

    def current_claim(self) -> Claim | None:
        """The claim of the current row."""
        claim = self.currentIndex().data(CLAIM_ROLE)
        return claim if isinstance(claim, Claim) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moving chooses a claim; Return goes to it."""
        super().keyPressEvent(event)
        claim = self.current_claim()
        if claim is None:
            return
        if Qt.Key(event.key()) in _MOVES:
            self.claim_chosen.emit(claim.id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.claim_activated.emit(claim.id)
            event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press chooses a claim."""
        super().mousePressEvent(event)
        claim = self.current_claim()
        pressed = self.indexAt(event.position().toPoint())
        if claim is not None and pressed.isValid():
            self.claim_chosen.emit(claim.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click goes to the claim in its article."""
        super().mouseDoubleClickEvent(event)
        claim = self.current_claim()
        if claim is not None and self.indexAt(event.position().toPoint()).isValid():
            self.claim_activated.emit(claim.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the current row, which a press has just made current."""
        claim = self.current_claim()
        if claim is None:
            return
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            box = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(box.bottomLeft())
        self.menu_asked.emit(claim, at)
