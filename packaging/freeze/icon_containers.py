"""Puts the drawings of the program's icon into the files that Windows and macOS read."""

from __future__ import annotations

import os
import struct
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "linux"))

from icon_files import draw_icon

ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_TYPES = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}
"""Types of entries of an .icns file that hold PNG, and their size in pixels."""

_SIMPLER_UP_TO = 24


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """An .ico file of PNG pictures by size in pixels (16 to 256).

    Format: https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
    """
    offset = 6 + 16 * len(pictures)
    directory = struct.pack("<HHH", 0, 1, len(pictures))
    for size, data in sorted(pictures.items()):
        # A byte has no room for 256, which is written as 0.
        side = size % 256
        directory += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return directory + b"".join(data for _, data in sorted(pictures.items()))


def icns(pictures: Mapping[int, bytes]) -> bytes:
    """An .icns file of PNG pictures by size in pixels; sizes without a type are left out."""
    entries = b"".join(
        kind + struct.pack(">I", len(pictures[size]) + 8) + pictures[size]
        for kind, size in ICNS_TYPES.items()
        if size in pictures
    )
    return b"icns" + struct.pack(">I", len(entries) + 8) + entries


def write_program_icons(drawings: Path, target: Path) -> None:
    """Draw fact-annotator.ico and fact-annotator.icns into the folder ``target``.

    Args:
        drawings: the folder with fact-annotator.svg and, for small sizes, -small.svg.
    """

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication([])
    pictures = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sorted({*ICO_SIZES, *ICNS_TYPES.values()}):
            simpler = "-small" if size <= _SIMPLER_UP_TO else ""
            picture = Path(folder) / f"{size}.png"
            draw_icon(drawings / f"fact-annotator{simpler}.svg", picture, size)
            pictures[size] = picture.read_bytes()
    del application
    target.mkdir(parents=True, exist_ok=True)
    wanted = {size: pictures[size] for size in ICO_SIZES}
    (target / "fact-annotator.ico").write_bytes(ico(wanted))
    (target / "fact-annotator.icns").write_bytes(icns(pictures))
