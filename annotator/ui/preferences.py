"""The settings of the running program: one place that holds, changes and keeps them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.errors import ReportedError
from annotator.services.settings import Settings, write_settings

_REST_MS = 400
"""How long settings that change in bursts, such as the window's size, wait before they are kept."""


class Preferences(QObject):
    """Holds the settings and writes them soon after each change."""

    changed = Signal(object, object)
    """The settings before and after."""
    not_kept = Signal(object)
    """The ReportedError that stopped the settings from being written."""

    def __init__(self, settings: Settings, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings, self._path = settings, path
        self._kept = settings
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.keep)

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    def change(self, **values: Any) -> None:
        """Give settings other values; they are written a moment later."""
        self.take(replace(self._settings, **values))

    def take(self, settings: Settings) -> None:
        """Make ``settings`` the ones that hold; they are written a moment later."""
        before = self._settings
        if settings != before:
            self._settings = settings
            self._rest.start()
            self.changed.emit(before, settings)

    def keep(self) -> None:
        """Write the settings now if they changed since the last time."""
        self._rest.stop()
        if self._settings == self._kept:
            return
        # Also after a fault: the same settings are not tried again and again.
        self._kept = self._settings
        try:
            write_settings(self._path, self._settings)
        except ReportedError as error:
            self.not_kept.emit(error)
