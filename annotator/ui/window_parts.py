"""The parts of the window and where they stand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.ui.articles_panel import ArticlesPanel
from annotator.ui.banner import Banner
from annotator.ui.claim_bar import ClaimBar
from annotator.ui.claim_panel import ClaimPanel
from annotator.ui.claim_table import ClaimTable
from annotator.ui.desk import Desk
from annotator.ui.dock import Dock
from annotator.ui.export_part import ExportPart
from annotator.ui.fonts import scaled
from annotator.ui.link_model import LinkModel
from annotator.ui.matrix_page import MatrixPage
from annotator.ui.notice_bar import NoticeBar
from annotator.ui.project_model import ProjectModel
from annotator.ui.reviewer_prompt import ReviewerPrompt
from annotator.ui.sensitivity_control import SensitivityControl
from annotator.ui.start_page import StartPage
from annotator.ui.status_line import StatusLine
from annotator.ui.theme import Theme, token
from annotator.ui.tool_bar import ToolBar

COMPACT_BELOW = 1400
"""px of window width below which the claim panel starts in its narrow form."""
_DOCK_SHARE = 0.27
"""How much of the height the dock takes at first."""
_DOCK_HEIGHT = 220
_SHEET_SHARE = 0.55
"""How much of the height a sheet of the dock takes at most."""


class WindowParts(QWidget):
    """Tools above; articles, columns over dock, and claim panel side by side; status below.

    The claim panel takes the full height, so the dock ends where the panel begins. A project
    without articles shows the start page instead of columns and panels.
    """

    def __init__(
        self,
        model: ProjectModel,
        links: LinkModel,
        actions: Mapping[str, QAction],
        keys: Mapping[str, tuple[str, ...]],
        theme: Theme,
        csv_columns: tuple[str, ...] = (),
        csv_bom: bool = False,
    ) -> None:
        super().__init__()
        self.tool_bar = ToolBar(actions, theme, keys)
        self.articles_panel = ArticlesPanel(model, theme, keys)
        self.claim_panel = ClaimPanel(model, actions, theme, keys)
        self.desk = Desk(theme)
        self.start_page = StartPage(theme)
        self.start_page.set_keys(keys)
        self.banner = Banner(theme)
        self.notice = NoticeBar(theme)
        self.reviewer_prompt = ReviewerPrompt(theme)
        self.dock = Dock(theme)
        self.claim_table = ClaimTable(model, theme, links)
        self.sensitivity = SensitivityControl()
        self.matrix = MatrixPage(model, links, theme)
        self.export_part = ExportPart(model, theme, csv_columns, csv_bom)
        self.status_line = StatusLine(theme)
        self._wanted = {"articles": True, "claims": True, "panel": True}
        self._starting = False
        self._show_export_key(keys)
        self._fill_dock()
        self._arrange()

    def _fill_dock(self) -> None:
        controls = ClaimBar(self.sensitivity, self.claim_table.filter_bar)
        self.dock.add_page("claims", "Claims", "table", self.claim_table, controls)
        self.dock.add_page("matrix", "Matrix", "grid", self.matrix, self.matrix.bar)
        self.dock.add_page(
            "export", "Export", "export", self.export_part, self.export_part.controls
        )
        self.claim_table.shown_count_changed.connect(
            lambda count: self.dock.tabs.set_count("claims", count)
        )
        self.dock.tabs.set_count("claims", self.claim_table.total)
        self.matrix.shown_count_changed.connect(
            lambda count: self.dock.tabs.set_count("matrix", count or None)
        )

    def _arrange(self) -> None:
        self._upper = QStackedWidget()
        self._upper.addWidget(self.desk)
        self._upper.addWidget(self.start_page)
        above = QWidget()
        messages = QVBoxLayout(above)
        messages.setContentsMargins(0, 0, 0, 0)
        messages.setSpacing(0)
        for message in (self.notice, self.reviewer_prompt, self.banner):
            messages.addWidget(message)
        messages.addWidget(self._upper, 1)
        above.setMinimumHeight(scaled(180))
        self.middle = _splitter(Qt.Orientation.Vertical)
        self.middle.addWidget(above)
        self.middle.addWidget(self.dock)
        self.middle.setStretchFactor(0, 1)
        self.middle.setStretchFactor(1, 0)
        self.sides = _splitter(Qt.Orientation.Horizontal)
        for part in (self.articles_panel, self.middle, self.claim_panel):
            self.sides.addWidget(part)
        for place, stretch in enumerate((0, 1, 0)):
            self.sides.setStretchFactor(place, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tool_bar)
        column.addWidget(self.sides, 1)
        column.addWidget(self.status_line)
        self.dock_height = scaled(_DOCK_HEIGHT)
        self.dock.sheet_changed.connect(self._make_room)
        self.middle.splitterMoved.connect(self.note_dock_height)

    # --- sheets ------------------------------------------------------------------------------

    def open_over_desk(self, sheet: QWidget) -> None:
        """Let a sheet cover the columns, or the start page."""
        self._upper.addWidget(sheet)
        self._upper.setCurrentWidget(sheet)

    def close_over_desk(self, sheet: QWidget) -> None:
        """Take such a sheet away."""
        self._upper.removeWidget(sheet)
        sheet.hide()
        sheet.deleteLater()
        self._show_upper()

    def _make_room(self, sheet: QWidget | None) -> None:
        """A sheet of the dock may need more height than the pages have."""
        self._place()
        if sheet is None:
            self._set_dock_height(self.dock_height)
            return
        most = round(sum(self.middle.sizes()) * _SHEET_SHARE)
        self._set_dock_height(max(self.dock_height, min(sheet.sizeHint().height(), most)))

    def _set_dock_height(self, height: int) -> None:
        whole = sum(self.middle.sizes())
        self.middle.setSizes([max(1, whole - height), height])

    def note_dock_height(self) -> None:
        """Remember how high a person made the dock; the height of a sheet is not theirs."""
        if self.dock.isVisible() and self.dock.sheet is None:
            self.dock_height = self.middle.sizes()[1]

    # --- what is open ------------------------------------------------------------------------

    def set_open(self, part: str, is_open: bool) -> None:
        """Open or close "articles", "claims" or "panel"."""
        self._wanted[part] = is_open
        self._place()

    def set_starting(self, starting: bool) -> None:
        """Show the start page, or the desk with its panels."""
        self._starting = starting
        self._show_upper()
        self._place()
        if not starting and self.dock.sheet is None:
            self._set_dock_height(self.dock_height)

    def set_searching(self, searching: bool) -> None:
        """Say whether articles are being searched for claims now."""
        self.claim_table.set_searching(searching)
        self.claim_panel.set_searching(searching)

    def _show_upper(self) -> None:
        if self._upper.currentWidget() in (self.desk, self.start_page) or self._upper.count() == 2:
            self._upper.setCurrentWidget(self.start_page if self._starting else self.desk)

    @property
    def starting(self) -> bool:
        """Whether the start page shows."""
        return self._starting

    def _place(self) -> None:
        working = not self._starting
        self.articles_panel.setVisible(working and self._wanted["articles"])
        self.claim_panel.setVisible(working and self._wanted["panel"])
        sheet = self.dock.sheet is not None
        self.dock.setVisible(sheet or (working and self._wanted["claims"]))

    # --- sizes -------------------------------------------------------------------------------

    def set_first_sizes(self, width: int, height: int) -> None:
        """Give the parts the sizes of the design in a window of this size."""
        narrow = width < scaled(COMPACT_BELOW)
        panel = scaled(token("size", "panel_width_compact" if narrow else "panel_width"))
        articles = scaled(token("size", "articles_width"))
        self.sides.setSizes([articles, max(1, width - articles - panel), panel])
        self.dock_height = round(height * _DOCK_SHARE)
        self.middle.setSizes([max(1, height - self.dock_height), self.dock_height])

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for part in (
            self.tool_bar,
            self.articles_panel,
            self.claim_panel,
            self.desk,
            self.start_page,
            self.banner,
            self.notice,
            self.reviewer_prompt,
            self.dock,
            self.claim_table,
            self.matrix,
            self.export_part,
            self.status_line,
        ):
            part.set_theme(theme)

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Show these keys, by command id."""
        for part in (self.tool_bar, self.articles_panel, self.claim_panel, self.start_page):
            part.set_keys(keys)
        self._show_export_key(keys)

    def _show_export_key(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        given = keys.get("export", ())
        self.export_part.set_key(given[0] if given else "")


def _splitter(orientation: Qt.Orientation) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(1)
    return splitter
