"""The icons, tinted for a theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from annotator.assets import asset_path


@lru_cache(maxsize=64)
def _svg(name: str) -> str:
    return asset_path("resources", "icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _rendered(name: str, ink: str, ground: str, size: float, ratio: float) -> QPixmap:
    # Black is the ink and white is the ground the icon stands on.
    svg = _svg(name).replace("#000000", "\0").replace("#FFFFFF", ground).replace("\0", ink)
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    pixmap.setDevicePixelRatio(ratio)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon_pixmap(
    name: str, ink: QColor, ground: QColor, size: float = 16, ratio: float = 1.0
) -> QPixmap:
    """The icon ``resources/icons/NAME.svg`` in ``ink`` on ``ground``, ``size`` px square.

    ``ratio`` is the device pixel ratio of the target. Rendered once and cached.
    """
    return _rendered(name, ink.name(), ground.name(), size, ratio)
