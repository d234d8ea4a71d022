"""Colours, sizes and type of the window, read from the design tokens."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QStyleFactory

from annotator.assets import asset_path

THEME_NAMES = ("light", "dark", "high_contrast")
THEME_PREFERENCES = ("system", *THEME_NAMES)


@cache
def design_tokens() -> dict[str, Any]:
    """The parsed ``resources/themes/tokens.json``."""
    path = asset_path("resources", "themes", "tokens.json")
    tokens: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return tokens


@dataclass(frozen=True)
class Theme:
    """One set of colours; ``name`` is one of ``THEME_NAMES``."""

    name: str
    colours: dict[str, str]

    def colour(self, role: str) -> QColor:
        """The colour of a role such as ``"verified_ink"``; KeyError for an unknown role."""
        return QColor(self.colours[role])


def load_theme(name: str) -> Theme:
    """The theme called ``name``; KeyError when there is none."""
    return Theme(name, dict(design_tokens()["colour"][name]))


def token(*path: str) -> Any:
    """One design token, such as ``token("size", "lane")``."""
    value: Any = design_tokens()
    for part in path:
        value = value[part]
    return value


def theme_for(preference: str, hints: QStyleHints, system_palette: QPalette | None = None) -> Theme:
    """The theme that a person's ``preference`` (one of ``THEME_PREFERENCES``) means now.

    "system" follows the desktop's colour scheme, and its high contrast when it asks for that.
    ``system_palette`` is the application's palette from before any theme was applied.
    """
    from annotator.ui.palette import high_contrast_theme, is_high_contrast

    if preference in THEME_NAMES:
        return load_theme(preference)
    if system_palette is not None and is_high_contrast(system_palette):
        return high_contrast_theme(system_palette)
    if _wants_contrast(hints):
        return load_theme("high_contrast")
    return load_theme("dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light")


def _wants_contrast(hints: QStyleHints) -> bool:
    # Qt 6.10 and later pass on what the desktop was asked for; older ones cannot say.
    accessibility = getattr(hints, "accessibility", None)
    preference = getattr(Qt, "ContrastPreference", None)
    if accessibility is None or preference is None:
        return False
    return bool(accessibility().contrastPreference() == preference.HighContrast)


def request_colour_scheme(hints: QStyleHints, preference: str) -> None:
    """Ask the desktop for window frames and native dialogs that suit ``preference``."""
    if preference == "light":
        hints.setColorScheme(Qt.ColorScheme.Light)
    elif preference in ("dark", "high_contrast"):
        hints.setColorScheme(Qt.ColorScheme.Dark)
    else:
        hints.unsetColorScheme()


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Give every window of ``app`` the colours of ``theme``.

    Widgets that paint themselves are told by their ``set_theme``. Call it again when the
    application's font changes: heights follow the font.
    """
    from annotator.ui.fonts import text_scale
    from annotator.ui.palette import palette_of
    from annotator.ui.style_sheet import style_sheet

    # Under a style sheet the style has no name: then it is the one that was set before the sheet.
    if app.style().objectName().casefold() not in ("fusion", ""):
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(palette_of(theme))
    sheet = style_sheet(theme, text_scale())
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)
