"""Paints tints, lines and outlines of marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotator.ui.article_type import CENTRE_ABOVE_BASELINE, ArticleType
from annotator.ui.mark_layout import Piece
from annotator.ui.marks import Mark, MarkStyle
from annotator.ui.theme import Theme, token

_LEAST_SHARED_WIDTH = 12
"""Pixels at 100 % that two lines must share to be outlined together."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One piece of a mark, ready to be painted."""

    mark: Mark
    piece: Piece


def box(piece: Piece, height: float, sizes: ArticleType, widen: float = 0) -> QRectF:
    """A box of ``height`` (at 100 %) centred on the line, on whole pixels from top to bottom."""
    tall = round(sizes.scaled(height))
    centre = piece.baseline - sizes.scaled(CENTRE_ABOVE_BASELINE)
    top = round(centre - tall / 2)
    return QRectF(piece.left - widen, top, piece.right - piece.left + 2 * widen, tall)


def paint_tints(
    painter: QPainter, theme: Theme, sizes: ArticleType, stretches: Iterable[Stretch]
) -> None:
    """Paint the tint behind every stretch; later ones cover earlier ones."""
    height, radius = float(token("mark", "tint_height")), sizes.scaled(token("radius", "mark"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for stretch in stretches:
        painter.setBrush(theme.colour(stretch.mark.style.tint_role))
        painter.drawRoundedRect(box(stretch.piece, height, sizes), radius, radius)


def paint_fill(
    painter: QPainter, colour: QColor, sizes: ArticleType, found: Iterable[Piece]
) -> None:
    """Fill pieces with one colour, as behind the words that were searched for."""
    height, radius = float(token("mark", "tint_height")), sizes.scaled(token("radius", "mark"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for piece in found:
        painter.drawRoundedRect(box(piece, height, sizes), radius, radius)


def paint_difference(
    painter: QPainter, theme: Theme, sizes: ArticleType, found: Iterable[Piece]
) -> None:
    """Fill and border the words that conflict with those of another article."""
    height, radius = float(token("mark", "tint_height_difference")), sizes.scaled(2)
    pen = QPen(theme.colour("difference_border"), sizes.scaled(token("mark", "difference", "pen")))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(theme.colour("difference_fill"))
    for piece in found:
        around = box(piece, height, sizes, widen=1.5)
        inset = pen.widthF() / 2
        painter.drawRoundedRect(around.adjusted(inset, inset, -inset, -inset), radius, radius)


def paint_lines(
    painter: QPainter, theme: Theme, sizes: ArticleType, stretches: Iterable[Stretch]
) -> None:
    """Paint the line under every stretch: dots, one line, two lines or dashes."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    offsets = token("mark", "underline_offset_from_baseline")
    for stretch in stretches:
        style, piece = stretch.mark.style, stretch.piece
        spec = token("mark", "candidate" if style.is_candidate else style.value)
        offset = offsets["depth_2"] if stretch.mark.depth else offsets["depth_1"]
        y = round(piece.baseline + sizes.scaled(offset))
        # Whole pixels, at least one: an odd width on a fraction would smear over two rows.
        width = max(1, round(sizes.scaled(spec["pen"])))
        pen = QPen(theme.colour(style.ink_role), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if spec["dash"]:
            pen.setDashPattern([sizes.scaled(part * spec["pen"]) / width for part in spec["dash"]])
        painter.setPen(pen)
        steps = [0]
        if style is MarkStyle.DISPUTED:
            steps.append(width + max(1, round(sizes.scaled(spec["gap"]))))
        for step in steps:
            middle = y + step + width / 2
            painter.drawLine(QLineF(round(piece.left), middle, round(piece.right), middle))


def paint_outline(painter: QPainter, pen: QPen, sizes: ArticleType, found: Iterable[Piece]) -> None:
    """Paint an outline round pieces of one span, given in reading order.

    Lines that lie over each other share one outline, so that no stroke runs between them. Where
    the span goes on elsewhere, as from the end of a line to the start of the next, it stays open.
    """
    height = float(token("mark", "outline_box_height"))
    radius = sizes.scaled(token("radius", "outline"))
    inset = pen.widthF() / 2
    pen = QPen(pen)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    placed: list[tuple[Piece, QRectF]] = []
    for piece in found:
        around = box(piece, height, sizes, widen=pen.widthF()).adjusted(
            inset, inset, -inset, -inset
        )
        # Whole pixels at the sides too, or the upright strokes turn grey.
        around.setLeft(floor(around.left() - inset) + inset)
        around.setRight(ceil(around.right() + inset) - inset)
        placed.append((piece, around))
    for block in _blocks(placed, sizes):
        if len(block) == 1:
            piece, around = block[0]
            painter.drawPath(_outline(around, radius, piece.open_left, piece.open_right))
        else:
            painter.drawPath(_joint_outline([around for _, around in block]))


def _blocks(
    placed: Sequence[tuple[Piece, QRectF]], sizes: ArticleType
) -> list[list[tuple[Piece, QRectF]]]:
    """The pieces in runs of lines that lie over each other and share some width."""
    least = sizes.scaled(_LEAST_SHARED_WIDTH)
    blocks: list[list[tuple[Piece, QRectF]]] = []
    for piece, around in placed:
        if blocks:
            above = blocks[-1][-1][1]
            shared = min(above.right(), around.right()) - max(above.left(), around.left())
            gap = around.top() - above.bottom()
            if shared >= least and gap < around.height() / 4:
                blocks[-1].append((piece, around))
                continue
        blocks.append([(piece, around)])
    return blocks


def _joint_outline(boxes: Sequence[QRectF]) -> QPainterPath:
    path = QPainterPath()
    for above, below in pairwise(boxes):
        # The boxes of two lines leave a sliver between them.
        joined = QPainterPath()
        joined.addRect(QRectF(above.topLeft(), QPointF(above.right(), below.top())))
        path = path.united(joined)
    last = QPainterPath()
    last.addRect(boxes[-1])
    return path.united(last).simplified()


def _outline(rect: QRectF, radius: float, open_left: bool, open_right: bool) -> QPainterPath:
    path = QPainterPath()
    if not (open_left or open_right):
        path.addRoundedRect(rect, radius, radius)
        return path
    if open_left and open_right:
        path.moveTo(rect.topLeft())
        path.lineTo(rect.topRight())
        path.moveTo(rect.bottomLeft())
        path.lineTo(rect.bottomRight())
        return path
    corner = 2 * radius
    if open_right:
        path.moveTo(rect.topRight())
        path.arcTo(QRectF(rect.left(), rect.top(), corner, corner), 90, 90)
        path.arcTo(QRectF(rect.left(), rect.bottom() - corner, corner, corner), 180, 90)
        path.lineTo(rect.bottomRight())
    else:
        path.moveTo(rect.topLeft())
        path.arcTo(QRectF(rect.right() - corner, rect.top(), corner, corner), 90, -90)
        path.arcTo(QRectF(rect.right() - corner, rect.bottom() - corner, corner, corner), 0, -90)
        path.lineTo(rect.bottomLeft())
    return path
