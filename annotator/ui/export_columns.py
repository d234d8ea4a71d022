"""The columns of an export: which, in which order, and the way back to the usual ones."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.services.exporting import COLUMNS, DEFAULT_COLUMNS, usable_columns
from annotator.ui.column_list import ColumnList
from annotator.ui.fonts import scaled
from annotator.ui.sheet_frame import rule
from annotator.ui.theme import Theme


class ExportColumns(QWidget):
    """The columns of an export, with how many are chosen and the way back to the usual ones.

    Signals:
        columns_changed: the names of the chosen columns, in order.
    """

    columns_changed = Signal(object)

    def __init__(self, columns: Iterable[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = ColumnList(theme, self)
        title = QLabel("Columns", self)
        title.setProperty("role", "section")
        self._count = QLabel(self)
        self._count.setProperty("role", "small")
        hint = QLabel("drag to reorder", self)
        hint.setProperty("role", "small")
        self._hint = hint
        self._reset = QPushButton("Reset", self)
        self._reset.setProperty("look", "flat")
        self._reset.setToolTip("Choose the usual columns in their usual order")
        self._reset.clicked.connect(self.reset)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 12, 0)
        head.setSpacing(8)
        for part in (title, self._count):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(hint)
        head.addWidget(self._reset)
        bar = QWidget(self)
        bar.setLayout(head)
        bar.setFixedHeight(scaled(32))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(rule(self))
        column.addWidget(self.list, 1)
        self.list.order_changed.connect(self._tell)
        self.set_columns(columns)
        self.set_theme(theme)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the chosen columns, in order."""
        return self.list.chosen()

    def set_columns(self, columns: Iterable[str]) -> None:
        """Choose these columns; unknown names are passed over, and none means the usual ones."""
        self.list.fill(usable_columns(columns))
        self._say()

    def reset(self) -> None:
        """Choose the usual columns."""
        self.set_columns(DEFAULT_COLUMNS)
        self.columns_changed.emit(self.columns)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.list.set_theme(theme)
        palette = self.list.palette()
        palette.setColor(self.list.viewport().backgroundRole(), theme.colour("panel"))
        self.list.setPalette(palette)

    def _tell(self) -> None:
        self._say()
        self.columns_changed.emit(self.columns)

    def _say(self) -> None:
        usual = self.columns == DEFAULT_COLUMNS
        self._count.setText(f"{len(self.columns)} of {len(COLUMNS)}")
        self._reset.setVisible(not usual)
        self._hint.setVisible(usual)
