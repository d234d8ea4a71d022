"""Keys, commands, about, and the report of a check: what helps a person on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from annotator.domain.errors import ReportedError
from annotator.services import places
from annotator.services.second_connection import checked
from annotator.ui.appearance import Appearance
from annotator.ui.background_work import BackgroundWork
from annotator.ui.dock import Dock
from annotator.ui.preferences import Preferences
from annotator.ui.project_model import ProjectModel
from annotator.ui.window_actions import WindowActions

if TYPE_CHECKING:
    from annotator.ui.check_sheet import CheckSheet
    from annotator.ui.command_palette import CommandPalette
    from annotator.ui.key_editor import KeyEditor
    from annotator.ui.key_sheet import KeySheet


class HelpPages(QObject):
    """Opens and closes them, one of each; a page is imported when it is first asked for."""

    failed = Signal(object)
    """A ReportedError."""
    left = Signal()
    """A page was closed; the focus belongs to the desk."""

    def __init__(
        self,
        model: ProjectModel,
        preferences: Preferences,
        appearance: Appearance,
        actions: WindowActions,
        dock: Dock,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._model, self._preferences, self._appearance = model, preferences, appearance
        self._actions, self._dock, self._window = actions, dock, window
        self._palette: CommandPalette | None = None
        self._keys: KeySheet | None = None
        self._editor: KeyEditor | None = None
        self._check: CheckSheet | None = None
        self._work = BackgroundWork(self)
        self._work.done.connect(self._show_report)
        self._work.failed.connect(self.failed)
        appearance.theme_changed.connect(self._follow_theme)

    def run(self, command_id: str) -> bool:
        """Run a command of this kind; False when it is none."""
        page = {
            "command_palette": self._open_palette,
            "key_sheet": self._toggle_keys,
            "change_keys": self._change_keys,
            "about": self._tell_about,
            "check_project": self._check_project,
            "open_backups_folder": self._open_backups,
            "open_log_folder": self._open_logs,
        }.get(command_id)
        if page is None:
            return False
        page()
        return True

    def _open_palette(self) -> None:
        from annotator.ui.command_palette import CommandPalette

        if self._palette is None:
            self._palette = CommandPalette(
                self._actions.actions, self._appearance.theme, self._window, self._actions.reason
            )
        if self._palette.isVisible():
            self._palette.close_palette()
        else:
            self._palette.open_palette(self._actions.keys)

    def _toggle_keys(self) -> None:
        from annotator.ui.key_sheet import KeySheet

        if self._keys is None:
            self._keys = KeySheet(self._appearance.theme, self._actions.keys)
            self._keys.closed.connect(self._close_sheet)
            self._keys.change_keys_asked.connect(self._change_keys)
        if self._dock.sheet is self._keys:
            self._close_sheet()
        else:
            self._dock.open_sheet(self._keys, disposable=False)

    def _close_sheet(self) -> None:
        self._dock.close_sheet()
        self.left.emit()

    def _change_keys(self) -> None:
        from annotator.ui.key_editor import KeyEditor

        if self._editor is None or not self._editor.isVisible():
            remaps = self._preferences.settings.keys
            self._editor = KeyEditor(remaps, self._appearance.theme, parent=self._window)
            self._editor.keys_changed.connect(self._take_keys)
        self._editor.show()
        self._editor.raise_()
        self._editor.activateWindow()

    def _take_keys(self, remaps: dict[str, tuple[str, ...]]) -> None:
        self._preferences.change(keys=remaps)

    def set_keys(self) -> None:
        """Show other keys on the sheet."""
        if self._keys is not None:
            self._keys.set_keys(self._actions.keys)

    def _tell_about(self) -> None:
        from annotator.ui.about import About, program_versions

        About(program_versions(), self._appearance.theme, self._window).open()

    def _open_backups(self) -> None:
        project = self._model.project
        folder = project.backups if project is not None else places.backup_dir()
        self._open_folder(folder if folder.exists() else places.backup_dir())

    def _open_logs(self) -> None:
        self._open_folder(places.log_dir())

    def _open_folder(self, folder: object) -> None:
        path = places.log_dir() if folder is None else folder
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.failed.emit(
                ReportedError(
                    "The folder could not be shown.", "Nothing was changed.", details=str(path)
                )
            )

    def _check_project(self) -> None:
        from annotator.ui.check_sheet import CheckSheet

        project = self._model.project
        if project is None or self._work.is_running:
            return
        path = project.path
        self._check = CheckSheet(path.stem, self._appearance.theme)
        self._check.closed.connect(self._close_sheet)
        self._dock.open_sheet(self._check)
        # In a thread and on a connection of its own: a large project takes seconds.
        self._work.start(lambda _progress, _is_stopped: checked(path))

    def _show_report(self, report: object) -> None:
        if self._check is not None and self._dock.sheet is self._check:
            self._check.show_report(report)  # type: ignore[arg-type]

    def _follow_theme(self) -> None:
        theme = self._appearance.theme
        for page in (self._palette, self._keys):
            if page is not None:
                page.set_theme(theme)
        if self._check is not None and self._dock.sheet is self._check:
            self._check.set_theme(theme)
