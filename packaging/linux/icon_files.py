"""Draws the icons of the desktop from resources/icons, in every size that desktops look for."""

from __future__ import annotations

import os
from pathlib import Path

SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
_SIMPLER_UP_TO = 24


def write_icons(drawings: Path, theme: Path, program: str, file_type: str) -> None:
    """Write PNG files and the drawings themselves into an icon theme's folder.

    Args:
        drawings: the folder with fact-annotator.svg, -small.svg and -project.svg.
        theme: the folder of the theme, such as usr/share/icons/hicolor.
        program: the name of the program's icon.
        file_type: the media type of a project file, whose icon has it for its name.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    # Drawing needs an application; one that is there already is used.
    application = QGuiApplication.instance() or QGuiApplication([])
    names = {
        f"apps/{program}": drawings / "fact-annotator.svg",
        f"mimetypes/{file_type.replace('/', '-')}": drawings / "fact-annotator-project.svg",
    }
    for name, drawing in names.items():
        for size in SIZES:
            is_simpler = size <= _SIMPLER_UP_TO and name.startswith("apps/")
            source = drawings / "fact-annotator-small.svg" if is_simpler else drawing
            draw_icon(source, theme / f"{size}x{size}" / f"{name}.png", size)
        scalable = theme / "scalable" / f"{name}.svg"
        scalable.parent.mkdir(parents=True, exist_ok=True)
        scalable.write_bytes(drawing.read_bytes())
    del application


def draw_icon(drawing: Path, picture: Path, size: int) -> None:
    """Draw an SVG file into a square PNG of ``size`` pixels; the same file each time.

    Raises:
        OSError: the drawing cannot be read, or the picture cannot be written.
    """
    from PySide6.QtCore import QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise OSError(f"{drawing.name} cannot be drawn")
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    picture.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(picture)):
        raise OSError(f"{picture.name} cannot be written")
