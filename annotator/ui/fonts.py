"""The fonts that come with the program, and the type sizes of the design."""

from __future__ import annotations

import sys

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication
from PySide6.QtWidgets import QApplication

from annotator.assets import asset_path
from annotator.ui.theme import token

CHROME_FAMILY = "Inter"
ARTICLE_FAMILY = "Charis SIL"
_FILES = (
    "Inter-Regular.otf",
    "Inter-SemiBold.otf",
    "CharisSIL-Regular.ttf",
    "CharisSIL-Bold.ttf",
)


def register_fonts() -> tuple[str, ...]:
    """Make the shipped fonts known to Qt; returns the families that can be used now."""
    families: set[str] = set()
    for name in _FILES:
        number = QFontDatabase.addApplicationFont(str(asset_path("resources", "fonts", name)))
        families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families))


def set_chrome_font(app: QApplication, scale: float = 1.0) -> None:
    """Give the application its font: the system's where it has one of its own, else Inter.

    ``scale`` enlarges all chrome, 1.25 for 125 %. Windows and macOS say it by the system font;
    on Linux the desktop's text scaling arrives as the logical resolution of the screen.
    """
    if sys.platform in ("win32", "darwin"):
        font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        if scale != 1.0:
            font.setPixelSize(round(QFontInfo(font).pixelSize() * scale))
    else:
        font = QFont([CHROME_FAMILY, "Noto Sans", "DejaVu Sans"])
        font.setPixelSize(round(token("type", "chrome", "size") * scale * _desktop_scale()))
    font.setFeature(QFont.Tag("tnum"), 1)
    app.setFont(font)


def _desktop_scale() -> float:
    screen = QGuiApplication.primaryScreen()
    return 1.0 if screen is None else min(3.0, max(0.75, screen.logicalDotsPerInch() / 96.0))


def text_scale() -> float:
    """How much larger the chrome's text is than in the design, 1.0 for the same size."""
    return float(QFontInfo(QApplication.font()).pixelSize() / token("type", "chrome", "size"))


def scaled(pixels: float) -> int:
    """A length of the design, in whole px, at the present size of the chrome's text."""
    return round(pixels * text_scale())


def chrome_font(role: str = "chrome") -> QFont:
    """The font of a role of the design tokens' ``type``, such as "small" or "chrome_strong"."""
    kind = token("type", role)
    font = QFont(QApplication.font())
    font.setPixelSize(max(8, round(kind["size"] * text_scale())))
    font.setWeight(QFont.Weight(kind["weight"]))
    return font


def strong(font: QFont) -> QFont:
    """``font`` in the weight of titles."""
    heavier = QFont(font)
    heavier.setWeight(QFont.Weight.DemiBold)
    return heavier


def article_font(role: str = "article", zoom: float = 1.0, face: str = "serif") -> QFont:
    """The font of article text: ``role`` "article" or "panel_quote", ``face`` serif or sans.

    ``zoom`` 1.0 is the normal size. The sizes are real px and do not follow the chrome.
    """
    families = list(token("type", "article_family"))
    if face == "sans":
        font = QFont(QApplication.font())
    else:
        # The shipped family first, so that every machine sets the same lines.
        named = [family for family in families if family not in (ARTICLE_FAMILY, "serif")]
        font = QFont([ARTICLE_FAMILY, *named])
        font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(max(6, round(token("type", role, "size") * zoom)))
    return font
