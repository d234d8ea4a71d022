"""What all tables of the window share: rows of one height, no grid, nothing to edit."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


def make_quiet(table: QTableView) -> None:
    """Leave all drawing to the delegate of ``table``, and choosing to one row or cell at a time."""
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setMouseTracking(True)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setFrameShape(QTableView.Shape.NoFrame)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    upright = table.verticalHeader()
    upright.setVisible(False)
    # With fixed rows Qt need not ask every one of them for its height.
    upright.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
