"""Which project is open in the window: opening, creating, copying, and today's backup."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from annotator.domain.errors import NotSaved, ProjectRefused, ReportedError
from annotator.services import places
from annotator.services.project import PROJECT_SUFFIX, Project, create_project, open_project
from annotator.services.second_connection import back_up_today, save_copy
from annotator.services.settings import with_recent_project, without_recent_project
from annotator.ui.preferences import Preferences
from annotator.ui.project_model import ProjectModel
from annotator.ui.reviewer_prompt import system_user_name

DEFAULT_NAME = "My articles"


class ProjectSession(QObject):
    """Opens one project at a time and keeps the list of recent ones."""

    about_to_leave = Signal()
    """The open project is about to be closed; whoever holds something unsaved saves it now."""
    failed = Signal(object)
    """A ReportedError; the project that was open still is."""
    backed_up = Signal()
    """Today's backup is there."""
    copied = Signal(object)
    """The path of a copy that was made."""

    _backup_failed = Signal(object)

    def __init__(
        self, model: ProjectModel, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._preferences = model, preferences
        self._backup_failed.connect(self.failed, Qt.ConnectionType.QueuedConnection)

    @property
    def reviewer(self) -> str:
        """The name under which acts are recorded; the system's until a person gave one."""
        return self._preferences.settings.reviewer_name or system_user_name()

    @property
    def given_reviewer(self) -> str:
        """The name that a person gave; empty until then."""
        return self._preferences.settings.reviewer_name

    # --- opening -----------------------------------------------------------------------------

    def open_last(self) -> bool:
        """Open the project of the last time; one that is gone is told and forgotten."""
        last = self._preferences.settings.last_project
        if not last:
            return False
        path = Path(last)
        if not path.exists():
            self._preferences.take(without_recent_project(self._preferences.settings, last))
            self.failed.emit(
                ProjectRefused(
                    f"The last project “{path.name}” is no longer where it was.",
                    "Nothing was changed.",
                    "If it was moved, open it from its new place.",
                    str(path),
                )
            )
            return False
        return self.open(path)

    def open(self, path: Path) -> bool:
        """Open a project in place of the present one; False when it was refused."""
        path = path.absolute()
        open_now = self._model.project
        if open_now is not None and self._is_same(open_now.path, path) and not open_now.read_only:
            return True
        try:
            if open_now is not None and self._is_same(open_now.path, path):
                self._leave()
            project = open_project(path, self.reviewer, places.backup_dir())
        except ReportedError as error:
            self.failed.emit(error)
            return False
        self._show(project)
        return True

    def try_writing(self) -> bool:
        """Open the present project again for writing; whether that was possible."""
        project = self._model.project
        if project is None:
            return False
        if not project.read_only:
            return True
        path = project.path
        self._leave()
        self.open(path)
        return self._model.can_write

    def create(self, path: Path) -> bool:
        """Make an empty project and open it; False when that was refused."""
        try:
            create_project(path)
        except ReportedError as error:
            self.failed.emit(error)
            return False
        return self.open(path)

    def ensure_open(self) -> bool:
        """Have a project that articles can come into: the open one, else a new default one."""
        return self._model.can_write or self.create(_free_path(DEFAULT_NAME))

    def create_named(self, name: str) -> bool:
        """Make a project of this name in the usual folder, without taking another one's place."""
        return self.create(_free_path(name))

    def close(self) -> None:
        """Close the open project."""
        self._leave()

    def _show(self, project: Project) -> None:
        self._leave()
        settings = self._preferences.settings
        self._preferences.take(with_recent_project(settings, str(project.path)))
        self._model.set_project(project)

    def _leave(self) -> None:
        project = self._model.project
        if project is not None:
            self.about_to_leave.emit()
            self._model.set_project(None)
            project.close()

    @staticmethod
    def _is_same(one: Path, other: Path) -> bool:
        try:
            return one.samefile(other)
        except OSError:
            return one == other

    # --- copies ------------------------------------------------------------------------------

    def save_copy(self, target: Path) -> None:
        """Write a checked copy of the open project."""
        project = self._model.project
        if project is None:
            return
        try:
            self.copied.emit(save_copy(project.path, target))
        except ReportedError as error:
            self.failed.emit(error)

    def back_up_soon(self) -> None:
        """Take today's backup in a thread of its own; the window does not wait for it."""
        project = self._model.project
        if project is None or project.read_only:
            return
        # A daemon: closing the window never waits for a backup, and a half one is no backup.
        threading.Thread(
            target=self._back_up, args=(project.path, places.backup_dir()), name="backup",
            daemon=True,
        ).start()  # fmt: skip

    def _back_up(self, project: Path, backups: Path) -> None:
        try:
            back_up_today(project, backups)
        except ReportedError as error:
            self._tell(self._backup_failed, _backup_error(error))
        else:
            self._tell(self.backed_up, None)

    def _tell(self, signal: object, value: object) -> None:
        try:
            if value is None:
                signal.emit()  # type: ignore[attr-defined]
            else:
                signal.emit(value)  # type: ignore[attr-defined]
        except RuntimeError:
            # The window is gone; nobody is left to be told.
            return


def _backup_error(error: ReportedError) -> ReportedError:
    if isinstance(error, NotSaved):
        # "Not saved" is for acts of a person; the project itself is safe here.
        return ReportedError(error.what, error.safe, error.remedy, error.details)
    return error


def _free_path(name: str) -> Path:
    folder = places.default_projects_dir()
    path = folder / f"{name}{PROJECT_SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{name} {number}{PROJECT_SUFFIX}"
        number += 1
    return path
