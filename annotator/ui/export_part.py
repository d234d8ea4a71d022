"""The place of the export page in the dock; the page is made when a person first looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import Theme

if TYPE_CHECKING:
    from annotator.ui.export_page import ExportPage


class ExportPart(QWidget):
    """Holds the export page; ``controls`` is for the bar of the dock.

    The signals are those of the page.
    """

    exported = Signal(object)
    failed = Signal(object)
    choice_changed = Signal(object, bool)

    def __init__(
        self, model: ProjectModel, theme: Theme, columns: tuple[str, ...], bom: bool
    ) -> None:
        super().__init__()
        self._model, self._theme = model, theme
        self._columns, self._bom = columns, bom
        self._key = ""
        self._page: ExportPage | None = None
        self.controls = QWidget()
        self._bar = QHBoxLayout(self.controls)
        self._bar.setContentsMargins(0, 0, 0, 0)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)

    @property
    def page(self) -> ExportPage:
        """The page, made now if it was not there yet."""
        if self._page is None:
            # Imported here, because most starts never come to an export.
            from annotator.ui.export_page import ExportPage

            page = self._page = ExportPage(self._model, self._theme, self._columns, self._bom)
            page.exported.connect(self.exported)
            page.failed.connect(self.failed)
            page.choice_changed.connect(self.choice_changed)
            page.set_export_key(self._key)
            self._whole.addWidget(page)
            self._bar.addWidget(page.filter_bar)
        return self._page

    def showEvent(self, event: QShowEvent) -> None:
        """A person looks at it."""
        self.page.show()
        super().showEvent(event)

    def set_key(self, key: str) -> None:
        """Show the key of the export on its button."""
        self._key = key
        if self._page is not None:
            self._page.set_export_key(key)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        if self._page is not None:
            self._page.set_theme(theme)
