"""The window's place, its open parts and their sizes: kept in the settings, and brought back."""

from __future__ import annotations

import base64
import json

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter

from annotator.ui.fonts import scaled
from annotator.ui.preferences import Preferences
from annotator.ui.window_actions import WindowActions
from annotator.ui.window_parts import WindowParts

FIRST_SIZE = (1440, 900)
_PARTS = {
    "toggle_articles": ("articles", "articles_shown"),
    "toggle_claims": ("claims", "claims_shown"),
    "toggle_panel": ("panel", "panel_shown"),
}


class WindowGeometry(QObject):
    """Watches the window and notes its size; nothing waits for the end of the program."""

    def __init__(
        self,
        window: QMainWindow,
        parts: WindowParts,
        actions: WindowActions,
        preferences: Preferences,
    ) -> None:
        super().__init__(window)
        self._window, self._parts = window, parts
        self._actions, self._preferences = actions, preferences
        self._restored = False

    def restore(self) -> None:
        """Give window and parts their sizes of the last time, or those of the design."""
        settings = self._preferences.settings
        window, parts = self._window, self._parts
        kept = QByteArray.fromBase64(settings.window_geometry.encode("ascii", "ignore"))
        if kept.isEmpty() or not window.restoreGeometry(kept):
            room = window.screen().availableGeometry()
            width, height = (scaled(one) for one in FIRST_SIZE)
            window.resize(min(width, room.width()), min(height, room.height()))
        for command_id, (part, setting) in _PARTS.items():
            shown = bool(getattr(settings, setting))
            self._actions[command_id].setChecked(shown)
            parts.set_open(part, shown)
        sizes = _read_sizes(settings.window_state)
        parts.set_first_sizes(window.width(), window.height())
        for name, splitter in self._splitters().items():
            given = sizes.get(name, [])
            if len(given) == splitter.count():
                splitter.setSizes(given)
                if splitter is parts.middle and given[1]:
                    parts.dock_height = given[1]
            splitter.splitterMoved.connect(self._note_sizes)
        window.installEventFilter(self)
        self._restored = True

    def _splitters(self) -> dict[str, QSplitter]:
        return {"sides": self._parts.sides, "middle": self._parts.middle}

    def run(self, command_id: str) -> bool:
        """Open or close a part; False when the command is none of these."""
        if command_id == "full_screen":
            full = self._window.isFullScreen()
            self._window.setWindowState(
                self._window.windowState() ^ Qt.WindowState.WindowFullScreen
            )
            self._actions[command_id].setChecked(not full)
            return True
        if command_id not in _PARTS:
            return False
        part, setting = _PARTS[command_id]
        shown = not getattr(self._preferences.settings, setting)
        self._actions[command_id].setChecked(shown)
        self._parts.set_open(part, shown)
        self._preferences.change(**{setting: shown})
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note where the window is whenever that changes."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.WindowStateChange):
            self._note_geometry()
        return super().eventFilter(watched, event)

    def _note_geometry(self) -> None:
        if self._restored and self._window.isVisible():
            kept = bytes(self._window.saveGeometry().toBase64().data()).decode("ascii")
            self._preferences.change(window_geometry=kept)

    def _note_sizes(self) -> None:
        if self._parts.starting or self._parts.dock.sheet is not None:
            return
        sizes = {name: splitter.sizes() for name, splitter in self._splitters().items()}
        # A part that is closed has no size of its own now.
        before = _read_sizes(self._preferences.settings.window_state)
        for name, now in sizes.items():
            then = before.get(name, now)
            if len(then) == len(now):
                sizes[name] = [new or old for new, old in zip(now, then, strict=True)]
        kept = base64.b64encode(json.dumps(sizes).encode("ascii")).decode("ascii")
        self._preferences.change(window_state=kept)


def _read_sizes(kept: str) -> dict[str, list[int]]:
    try:
        found = json.loads(base64.b64decode(kept, validate=True))
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        str(name): [int(size) for size in sizes]
        for name, sizes in found.items()
        if isinstance(sizes, list) and all(isinstance(size, int) and size >= 0 for size in sizes)
    }
