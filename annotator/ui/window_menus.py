"""Menus that depend on a place, and the list of recent projects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from annotator.services.settings import without_recent_project

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_FOR_CLAIM = (
    ("verdict_verified", "verdict_disputed", "verdict_unsupported", "withdraw"),
    ("dismiss", "justify", "copy_quote"),
    ("trim_to_selection", "split_claim", "merge_claims"),
    ("add_link",),
)
_FOR_DISMISSED = (("bring_back", "copy_quote"),)
_FOR_TEXT = (("add_claim",),)


class WindowMenus(QObject):
    """Context menus of claims and articles, made when they are asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    # --- places ------------------------------------------------------------------------------

    def open_for_place(self, article_id: int, claim_id: int | None, at: QPoint) -> None:
        """A menu for a place in a column: for the claim there, and for its article."""
        window = self._window
        window.parts.desk.set_active(article_id)
        menu = self._menu()
        if claim_id is not None:
            window.steps.go_to(claim_id)
            for section in _FOR_CLAIM:
                self._add(menu, section)
        self._add(menu, *_FOR_TEXT)
        self._add_article(menu, article_id)
        menu.popup(at)

    def open_for_article(self, article_id: int, at: QPoint) -> None:
        """A menu for a row of the articles panel."""
        menu = self._menu()
        self._add_article(menu, article_id)
        menu.popup(at)

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _add(self, menu: QMenu, command_ids: tuple[str, ...]) -> None:
        for command_id in command_ids:
            menu.addAction(self._window.actions_[command_id])
        menu.addSeparator()

    def _add_article(self, menu: QMenu, article_id: int) -> None:
        window = self._window
        on_desk = article_id in window.articles.ids
        place = menu.addAction("Take off the desk" if on_desk else "Put on the desk")
        place.triggered.connect(
            lambda: (
                window.articles.remove(article_id) if on_desk else window.articles.go_to(article_id)
            )
        )
        details = menu.addAction("Article details…")
        details.triggered.connect(lambda: window.sheets.edit_article(article_id))
        menu.addSeparator()
        remove = menu.addAction("Remove from the project")
        remove.setEnabled(window.model.can_write)
        remove.triggered.connect(lambda: window.model.remove_article(article_id))

    # --- recent projects ---------------------------------------------------------------------

    def add_recent(self, menu: QMenu, before: QAction) -> None:
        """Put the list of recent projects into a menu."""
        self._recent = QMenu("Recent projects", menu)
        menu.insertMenu(before, self._recent)
        self._recent.aboutToShow.connect(self._fill_recent)
        menu.aboutToShow.connect(lambda: self._recent.setEnabled(bool(self.recent_paths())))

    def recent_paths(self) -> list[str]:
        """The recent projects but the open one, newest first."""
        project = self._window.model.project
        open_now = str(project.path) if project else ""
        recent = self._window.preferences.settings.recent_projects
        return [path for path in recent if path != open_now]

    def _fill_recent(self) -> None:
        self._recent.clear()
        for path in self.recent_paths():
            place = Path(path)
            words = f"{place.stem}  ({place.parent})".replace("&", "&&")
            self._recent.addAction(words).triggered.connect(
                lambda _on=False, path=path: self.open_recent(path)
            )

    def open_recent(self, path: str) -> None:
        """Open a recent project; one that is gone leaves the list."""
        window = self._window
        if not window.session.open(Path(path)) and not Path(path).exists():
            settings = window.preferences.settings
            window.preferences.take(without_recent_project(settings, path))
            window.parts.start_page.set_recent(self.recent_paths())
