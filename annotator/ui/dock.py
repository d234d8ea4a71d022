"""The dock below the columns: tabs with their pages, and sheets that take their place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from annotator.ui.dock_tabs import DockTabs
from annotator.ui.fonts import scaled
from annotator.ui.theme import Theme


class Dock(QWidget):
    """Holds the tabbed pages; a sheet covers all of them until it is closed.

    Signals:
        sheet_changed: the sheet that is open now, or None.
    """

    sheet_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sheet: QWidget | None = None
        self._disposable = False
        self.setMinimumHeight(scaled(120))
        self.tabs = DockTabs(theme)
        self._pages = QStackedWidget()
        self._page_of: dict[str, QWidget] = {}
        tabbed = self._tabbed = QWidget(self)
        column = QVBoxLayout(tabbed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(tabbed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.tabs.current_changed.connect(self._show_page)

    def add_page(
        self, page_id: str, words: str, icon: str, page: QWidget, controls: QWidget | None = None
    ) -> None:
        """Add a page with its tab; ``controls`` stand in the bar while it is current."""
        self._page_of[page_id] = page
        self._pages.addWidget(page)
        self.tabs.add_tab(page_id, words, icon, controls)

    def show_page(self, page_id: str) -> None:
        """Bring a page forward; an open sheet is closed."""
        self.close_sheet()
        self.tabs.set_current(page_id)

    @property
    def pages(self) -> tuple[str, ...]:
        """The ids of all pages."""
        return tuple(self._page_of)

    @property
    def current_page(self) -> str:
        """The id of the page in front, behind the sheet if one is open."""
        return self.tabs.current

    @property
    def sheet(self) -> QWidget | None:
        """The open sheet."""
        return self._sheet

    def open_sheet(self, sheet: QWidget, disposable: bool = True) -> None:
        """Let a sheet cover the pages; a ``disposable`` one is deleted when it is closed."""
        if sheet is self._sheet:
            return
        self._take_sheet_away()
        self._sheet, self._disposable = sheet, disposable
        if self._stack.indexOf(sheet) < 0:
            self._stack.addWidget(sheet)
        self._stack.setCurrentWidget(sheet)
        self.sheet_changed.emit(sheet)

    def close_sheet(self) -> None:
        """Show the pages again."""
        if self._sheet is not None:
            self._take_sheet_away()
            self.sheet_changed.emit(None)

    def _take_sheet_away(self) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is None:
            return
        self._stack.setCurrentWidget(self._tabbed)
        if self._disposable:
            self._stack.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()

    def _show_page(self, page_id: str) -> None:
        self._pages.setCurrentWidget(self._page_of[page_id])

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``; pages and sheets are told by who made them."""
        self._theme = theme
        self.tabs.set_theme(theme)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), self._theme.colour("panel"))
