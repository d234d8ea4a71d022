"""Boxes, edges and focus rings of the controls that paint themselves."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.ui.theme import Theme, token

RING_ROOM = 4
"""px around a box that its focus ring needs: the ring's width and its distance."""


def draw_box(
    painter: QPainter,
    box: QRectF,
    ground: QColor | None,
    edge: QColor | None,
    width: float = 1.0,
    radius: float = 4.0,
) -> None:
    """Draw a rounded box whose edge of ``width`` px lies inside ``box``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if edge is not None else 0.0
    painter.setPen(QPen(edge, width) if edge is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    inner = box.adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(inner, max(0.0, radius - inset), max(0.0, radius - inset))
    painter.restore()


def draw_focus_ring(
    painter: QPainter, box: QRectF, theme: Theme, radius: float = 4.0, outside: bool = True
) -> None:
    """Draw the focus ring around ``box``, which needs ``RING_ROOM`` px beside it, or inside it."""
    width = float(token("focus_ring", "width"))
    room = width + float(token("focus_ring", "offset")) if outside else 0.0
    ring = box.adjusted(-room, -room, room, room)
    draw_box(painter, ring, None, theme.colour("focus_ring"), width, radius + room)
