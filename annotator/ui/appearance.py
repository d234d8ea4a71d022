"""Theme, zoom, face and density: what the window looks like, and following the system."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from annotator.services.settings import Settings
from annotator.ui.preferences import Preferences
from annotator.ui.theme import Theme, apply_theme, request_colour_scheme, theme_for

ZOOM_STEPS = (50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)


class Appearance(QObject):
    """Turns settings into colours and sizes, and tells when they change."""

    theme_changed = Signal(object)
    """The Theme that holds now."""
    article_type_changed = Signal(float, str)
    """Zoom (1.0 is 100 %) and face, "serif" or "sans"."""
    density_changed = Signal(bool)
    """Whether rows are compact."""

    def __init__(
        self, app: QApplication, preferences: Preferences, system_palette: QPalette
    ) -> None:
        super().__init__(app)
        self._app, self._preferences, self._system = app, preferences, system_palette
        self._theme = self._wanted()
        apply_theme(app, self._theme)
        request_colour_scheme(app.styleHints(), preferences.settings.theme)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        preferences.changed.connect(self._follow_settings)

    @property
    def theme(self) -> Theme:
        """The colours that hold now."""
        return self._theme

    def _wanted(self) -> Theme:
        preference = self._preferences.settings.theme
        return theme_for(preference, self._app.styleHints(), self._system)

    def _follow_system(self) -> None:
        self._take(self._wanted())

    def _take(self, theme: Theme) -> None:
        if theme != self._theme:
            self._theme = theme
            apply_theme(self._app, theme)
            self.theme_changed.emit(theme)

    def _follow_settings(self, before: Settings, after: Settings) -> None:
        if before.theme != after.theme:
            request_colour_scheme(self._app.styleHints(), after.theme)
            self._take(self._wanted())
        if (before.article_zoom, before.article_face) != (after.article_zoom, after.article_face):
            self.article_type_changed.emit(after.article_zoom / 100, after.article_face)
        if before.density != after.density:
            self.density_changed.emit(after.density == "compact")

    def run(self, command_id: str) -> bool:
        """Run a command of this kind; False when it is none."""
        settings = self._preferences.settings
        if command_id.startswith("theme_"):
            self._preferences.change(theme=command_id.removeprefix("theme_"))
        elif command_id.startswith("face_"):
            self._preferences.change(article_face=command_id.removeprefix("face_"))
        elif command_id == "density_compact":
            compact = settings.density == "compact"
            self._preferences.change(density="comfortable" if compact else "compact")
        elif command_id in ("zoom_in", "zoom_out"):
            by = 1 if command_id == "zoom_in" else -1
            self._preferences.change(article_zoom=next_zoom(settings.article_zoom, by))
        elif command_id == "zoom_reset":
            self._preferences.change(article_zoom=100)
        else:
            return False
        return True


def next_zoom(per_cent: int, by: int) -> int:
    """The zoom step after (``by`` 1) or before (-1) ``per_cent``; the same at the ends."""
    if by > 0:
        return next((step for step in ZOOM_STEPS if step > per_cent), per_cent)
    return next((step for step in reversed(ZOOM_STEPS) if step < per_cent), per_cent)
