"""The icons, tinted for a theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from annotator.assets import asset_path
from annotator.domain.verdict import Verdict
from annotator.ui.theme import Theme

_LARGE = 24

VERDICT_ICONS = {verdict: f"verdict-{verdict}" for verdict in Verdict}
VERDICT_INKS = {verdict: f"{verdict}_ink" for verdict in Verdict}


@lru_cache(maxsize=64)
def _svg(name: str) -> str:
    return asset_path("resources", "icons", f"{name}.svg").read_text(encoding="utf-8")


def tinted_svg(name: str, ink: str, ground: str) -> str:
    """The SVG of an icon with ``ink`` for its black and ``ground`` for its white (#RRGGBB)."""
    return _svg(name).replace("#000000", "\0").replace("#FFFFFF", ground).replace("\0", ink)


@lru_cache(maxsize=1024)
def _rendered(name: str, ink: str, ground: str, size: float, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(ratio)
    painter = QPainter(pixmap)
    svg = tinted_svg(name, ink, ground)
    if size >= _LARGE:
        # A large icon is drawn with the thin lines of a small one, not blown up.
        svg = svg.replace('stroke-width="1.5"', 'stroke-width="1.1"')
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon_pixmap(
    name: str, ink: QColor, ground: QColor, size: float = 16, ratio: float = 1.0
) -> QPixmap:
    """The icon ``resources/icons/NAME.svg`` in ``ink`` on ``ground``, ``size`` px square.

    ``ratio`` is the device pixel ratio of the target. Rendered once and cached.
    """
    return _rendered(name, ink.name(), ground.name(), size, ratio)


def draw_icon(
    painter: QPainter, name: str, at: QPointF, ink: QColor, ground: QColor, size: float = 16
) -> None:
    """Draw an icon with its top left corner at ``at``, sharp on the painter's device."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(at, icon_pixmap(name, ink, ground, size, ratio))


def themed_icon(
    name: str,
    theme: Theme,
    ground: str = "window",
    size: int = 16,
    for_menu: bool = False,
    ink: str = "",
) -> QIcon:
    """An icon for buttons and menus, muted when disabled, for 1x, 2x and 3x screens.

    ``ink`` and ``ground`` are colour roles; without an ink, verdict icons take that of their
    verdict and the others the text's. In a menu, the icon of the highlighted row stands
    on the accent, where every icon takes the colour of text on it.
    """
    verdict = next((v for v, known in VERDICT_ICONS.items() if known == name), None)
    ink = ink or (VERDICT_INKS[verdict] if verdict else "text")
    inks = [(QIcon.Mode.Normal, ink, ground), (QIcon.Mode.Disabled, "text_disabled", ground)]
    if for_menu:
        inks.append((QIcon.Mode.Active, "text_on_accent", "accent"))
    icon = QIcon()
    for mode, role, under in inks:
        for ratio in (1.0, 2.0, 3.0):
            pixmap = icon_pixmap(name, theme.colour(role), theme.colour(under), size, ratio)
            icon.addPixmap(pixmap, mode)
    return icon
