"""Where lines and marks are in a laid-out QTextDocument: document pixels, UTF-16 positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine

_TOUCHING = 0.5
"""Glyph runs this near, in px, are one piece."""


@dataclass(frozen=True, slots=True)
class LaidLine:
    """One line of text on screen.

    Attributes:
        start, end: positions of its first character and after its last, in the document.
        block_start: position of its paragraph; a QTextLine counts from there.
        left: x of the paragraph.
        baseline: y of the line's baseline.
    """

    line: QTextLine
    start: int
    end: int
    block_start: int
    left: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a mark on one line, left to right from ``left`` to ``right``.

    ``open_left`` and ``open_right`` say that the mark goes on beyond that side, on another line.
    """

    left: float
    right: float
    baseline: float
    open_left: bool = False
    open_right: bool = False


def lines_between(document: QTextDocument, top: float, bottom: float) -> list[LaidLine]:
    """The lines of text that touch the stripe from ``top`` to ``bottom``, downwards.

    Costs as much as there are lines in the stripe, however long the document or a paragraph is.
    """
    layout = document.documentLayout()
    position = layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(0, position))
    if block.previous().isValid():
        # A hit in the gap between paragraphs may name the lower one.
        block = block.previous()
    found: list[LaidLine] = []
    while block.isValid():
        if layout.blockBoundingRect(block).top() > bottom:
            break
        found.extend(_block_lines(block, top, bottom))
        block = block.next()
    return found


def line_at(document: QTextDocument, position: int) -> LaidLine | None:
    """The line that shows a position; None before anything is laid out."""
    block = document.findBlock(position)
    if not block.isValid():
        return None
    document.documentLayout().blockBoundingRect(block)
    line = block.layout().lineForTextPosition(position - block.position())
    return _laid(block, line) if line.isValid() else None


def _block_lines(block: QTextBlock, top: float, bottom: float) -> Iterator[LaidLine]:
    layout = block.layout()
    offset = layout.position().y()
    low, high = 0, layout.lineCount()
    while low < high:
        middle = (low + high) // 2
        line = layout.lineAt(middle)
        if offset + line.y() + line.height() < top:
            low = middle + 1
        else:
            high = middle
    for nth in range(low, layout.lineCount()):
        line = layout.lineAt(nth)
        if offset + line.y() > bottom:
            break
        yield _laid(block, line)


def _laid(block: QTextBlock, line: QTextLine) -> LaidLine:
    origin = block.layout().position()
    start = block.position() + line.textStart()
    return LaidLine(
        line=line,
        start=start,
        end=start + line.textLength(),
        block_start=block.position(),
        left=origin.x(),
        baseline=origin.y() + line.y() + line.ascent(),
    )


def pieces(laid: LaidLine, start: int, end: int, has_rtl: bool) -> list[Piece]:
    """The stretches of ``start..end`` on a line: one, or several where directions mix.

    White space that the line break swallowed is no part of them. ``has_rtl`` says whether the
    article holds right-to-left letters at all.
    """
    goes_back, goes_on = start < laid.start, end > laid.end
    first, last = max(start, laid.start), min(end, laid.end)
    if first >= last:
        return []
    if has_rtl:
        return _directed_pieces(laid, first, last, goes_back, goes_on)
    left = laid.left + _x(laid, first)
    right = laid.left + _x(laid, last)
    text_right = laid.left + laid.line.naturalTextRect().right()
    right = min(right, text_right)
    return [Piece(left, right, laid.baseline, goes_back, goes_on)] if right > left else []


def _x(laid: LaidLine, position: int) -> float:
    # The x, and the position it belongs to; the stub calls both together an object.
    found = cast(tuple[float, int], laid.line.cursorToX(position - laid.block_start))
    return found[0]


def _directed_pieces(
    laid: LaidLine, first: int, last: int, goes_back: bool, goes_on: bool
) -> list[Piece]:
    natural = laid.line.naturalTextRect()
    # A cursor has one x even where two directions meet; only glyph runs tell both sides.
    glyph_runs = laid.line.glyphRuns(first - laid.block_start, last - first)
    stretches = []
    for run in glyph_runs:
        rect = run.boundingRect()
        left, right = max(rect.left(), natural.left()), min(rect.right(), natural.right())
        if right > left:
            stretches.append((left, right))
    runs: list[list[float]] = []
    for left, right in sorted(stretches):
        if runs and left <= runs[-1][1] + _TOUCHING:
            runs[-1][1] = max(right, runs[-1][1])
        else:
            runs.append([left, right])
    rtl = _is_rtl(laid)
    open_left, open_right = (goes_on, goes_back) if rtl else (goes_back, goes_on)
    # Only the outermost ends can be open: that is where an article of this direction breaks lines.
    return [
        Piece(
            laid.left + left,
            laid.left + right,
            laid.baseline,
            open_left and nth == 0,
            open_right and nth == len(runs) - 1,
        )
        for nth, (left, right) in enumerate(runs)
    ]


def _is_rtl(laid: LaidLine) -> bool:
    return _x(laid, laid.start) > _x(laid, laid.end)


def position_at(laid: LaidLine, x: float) -> int | None:
    """The position of the character at ``x`` on a line; None left or right of its text."""
    natural = laid.line.naturalTextRect().translated(laid.left, 0)
    if not natural.left() <= x < natural.right():
        return None
    on_character = QTextLine.CursorPosition.CursorOnCharacter
    position = laid.block_start + laid.line.xToCursor(x - laid.left, on_character)
    return min(position, laid.end - 1)


def bounding_rect(found: list[Piece], above: float, below: float) -> QRectF:
    """The rectangle round pieces, from ``above`` over to ``below`` under their baselines."""
    rect = QRectF()
    for piece in found:
        rect |= QRectF(piece.left, piece.baseline - above, piece.right - piece.left, above + below)
    return rect
