"""The sheets that ask something: pasting, importing, and the details of an article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.ui.appearance import Appearance
from annotator.ui.article_import import ArticleImport
from annotator.ui.project_model import ProjectModel
from annotator.ui.window_parts import WindowParts

if TYPE_CHECKING:
    from annotator.ui.sheet_frame import SheetFrame


class Sheets(QObject):
    """Opens one sheet at a time and puts what it gives into the project.

    A sheet is imported when it is first asked for: a start needs none of them.

    Signals:
        left: a sheet was closed; the focus belongs to the desk.
    """

    left = Signal()

    def __init__(
        self,
        model: ProjectModel,
        appearance: Appearance,
        parts: WindowParts,
        importing: ArticleImport,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._model, self._appearance, self._parts = model, appearance, parts
        self._importing = importing
        self._open: SheetFrame | None = None
        self._about_an_article = False
        importing.paste_asked.connect(self.paste)
        importing.sheet_asked.connect(self.look_at)
        model.project_changed.connect(self._close_details)
        appearance.theme_changed.connect(self._follow_theme)

    @property
    def open_sheet(self) -> SheetFrame | None:
        """The sheet that is open."""
        return self._open

    def paste(self, text: str) -> None:
        """Let a person look at pasted text before it becomes an article."""
        from annotator.ui.paste_sheet import PasteSheet

        sheet = PasteSheet(self._model, self._appearance.theme)
        sheet.articles_accepted.connect(self._importing.take)
        self._show_over_desk(sheet)
        sheet.start(text)

    def look_at(self, paths: list[Path]) -> None:
        """Let a person look at files before they come in."""
        from annotator.ui.import_sheet import ImportSheet

        sheet = self._open
        if not isinstance(sheet, ImportSheet):
            sheet = ImportSheet(self._model, self._appearance.theme)
            sheet.articles_accepted.connect(self._importing.take)
            self._show_over_desk(sheet)
        sheet.start(paths)
        sheet.list.setFocus()

    def edit_article(self, article_id: int) -> None:
        """Show the details of an article."""
        from annotator.ui.article_editor import ArticleEditor

        sheet = ArticleEditor(self._model, self._appearance.theme)
        self._take(sheet)
        self._parts.dock.open_sheet(sheet)
        self._about_an_article = True
        sheet.edit(article_id)

    def _show_over_desk(self, sheet: SheetFrame) -> None:
        self._take(sheet)
        self._parts.open_over_desk(sheet)

    def _take(self, sheet: SheetFrame) -> None:
        self.close()
        self._open = sheet
        sheet.closed.connect(self._close_and_leave)

    def close(self) -> None:
        """Close the open sheet without what it is for."""
        sheet, self._open = self._open, None
        self._about_an_article = False
        if sheet is None:
            return
        if self._parts.dock.sheet is sheet:
            self._parts.dock.close_sheet()
        else:
            self._parts.close_over_desk(sheet)

    def _close_and_leave(self) -> None:
        self.close()
        self.left.emit()

    def _close_details(self) -> None:
        if self._about_an_article:
            self.close()

    def _follow_theme(self) -> None:
        if self._open is not None:
            self._open.set_theme(self._appearance.theme)
