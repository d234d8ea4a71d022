"""The text of one article with its marks painted under and round the words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotator.domain.claim import Claim
from annotator.domain.span import Span
from annotator.domain.text import Direction
from annotator.ui import mark_layout, mark_painting
from annotator.ui.counterparts import NO_COUNTERPARTS, ShownCounterparts
from annotator.ui.mark_layout import LaidLine, Piece
from annotator.ui.mark_painting import Stretch
from annotator.ui.marks import Mark, Marks, next_under_pointer
from annotator.ui.selectable_page import SelectablePage
from annotator.ui.theme import Theme, token

_OUTLINE_REACH = 6.0
"""How far a mark paints above and below its 25 px line, in px at 100 %."""


class ArticleView(SelectablePage):
    """An article with its claims; one of them may be the current one."""

    claim_clicked = Signal(int)
    claim_activated = Signal(int)
    context_menu_asked = Signal(object, QPoint)
    """The id of a claim or None, and where on the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._marks = Marks()
        self._current: int | None = None
        self._hits: list[tuple[int, int]] = []
        self._hit: int | None = None
        self._counterparts = NO_COUNTERPARTS
        self._pressed_at: QPoint | None = None

    def set_text(self, text: str, direction: Direction) -> None:
        """Show another canonical text, without marks, from its beginning."""
        self._marks = Marks()
        self._current = None
        self._hits, self._hit = [], None
        self._counterparts = NO_COUNTERPARTS
        super().set_text(text, direction)

    def set_claims(self, claims: Sequence[Claim]) -> list[tuple[Mark, Mark]] | None:
        """Show ``claims`` (in reading order); repaints only what differs.

        Gives the marks (before, after) that changed their look, or None when the set of claims or
        their spans changed.
        """
        changed = self._marks.restyle(claims)
        if changed is None:
            self._marks = Marks(claims, self._offsets)
            self.viewport().update()
        else:
            for _, mark in changed:
                self._update_mark(mark)
        return changed

    def set_current(self, claim_id: int | None) -> None:
        """Outline one claim, or none."""
        if claim_id == self._current:
            return
        before, self._current = self._current, claim_id
        for one in (before, claim_id):
            mark = self._marks.of(one)
            if mark:
                self._update_mark(mark)
        mark = self._marks.of(claim_id)
        if mark and not mark.start < self.textCursor().position() < mark.end:
            # The keyboard goes on from the claim one works on, not from where it was last; but
            # a click inside it has put the caret where the claim may be split.
            self.place_caret(mark.start)

    def set_hits(self, spans: Sequence[Span], current: int | None = None) -> None:
        """Fill the places of found words; ``current`` is the index of the one looked at."""
        to_qt = self._offsets.to_qt
        self._hits = [(to_qt(span.start), to_qt(span.end)) for span in spans]
        self._hit = current
        self.viewport().update()

    def set_counterparts(self, shown: ShownCounterparts) -> bool:
        """Outline these claims and fill the words that differ; False when nothing changed."""
        if shown == self._counterparts:
            return False
        self._counterparts = shown
        self.viewport().update()
        return True

    @property
    def counterparts(self) -> ShownCounterparts:
        """What is shown of the links of the current claim."""
        return self._counterparts

    @property
    def marks(self) -> Marks:
        """The marks shown."""
        return self._marks

    @property
    def current(self) -> int | None:
        """The id of the outlined claim."""
        return self._current

    def mark_height(self, claim_id: int) -> int | None:
        """The y of a claim's first line in the view (it may lie outside), or None."""
        mark = self._marks.of(claim_id)
        line = mark_layout.line_at(self.document(), mark.start) if mark else None
        return None if line is None else round(self.line_top(line)) - self.scroll_y

    def bring_to_height(self, claim_id: int, height: int) -> None:
        """Scroll so that a claim's first line stands at y ``height``, as far as the text goes."""
        now = self.mark_height(claim_id)
        if now is not None:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + now - height)

    def reachable_heights(self, claim_id: int) -> tuple[int, int] | None:
        """The least and the greatest height that scrolling can bring a claim to, or None."""
        now = self.mark_height(claim_id)
        if now is None:
            return None
        bar = self.verticalScrollBar()
        return now + bar.value() - bar.maximum(), now + bar.value() - bar.minimum()

    # --- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tints and lines, then the text, then outlines."""
        reach = self._sizes.scaled(_OUTLINE_REACH)
        top = event.rect().top() + self.scroll_y - reach
        bottom = event.rect().bottom() + self.scroll_y + reach
        lines = mark_layout.lines_between(self.document(), top, bottom)
        if not lines:
            super().paintEvent(event)
            return
        stretches = self._stretches(lines)
        painter = QPainter(self.viewport())
        painter.translate(0, -self.scroll_y)
        mark_painting.paint_tints(painter, self._theme, self._sizes, stretches)
        self._paint_hits(painter, lines)
        mark_painting.paint_lines(painter, self._theme, self._sizes, stretches)
        for span in self._counterparts.differences:
            start, end = self._offsets.to_qt(span.start), self._offsets.to_qt(span.end)
            found = self._pieces(lines, start, end)
            mark_painting.paint_difference(painter, self._theme, self._sizes, found)
        painter.end()
        super().paintEvent(event)
        self._paint_outlines(lines)

    def _stretches(self, lines: list[LaidLine]) -> list[Stretch]:
        near = self._marks.overlapping(lines[0].start, lines[-1].end)
        found: list[Stretch] = []
        for line in lines:
            for mark in near:
                if mark.start < line.end and mark.end > line.start:
                    found.extend(
                        Stretch(mark, piece)
                        for piece in mark_layout.pieces(line, mark.start, mark.end, self._has_rtl)
                    )
        return found

    def _pieces(self, lines: list[LaidLine], start: int, end: int) -> list[Piece]:
        return [
            piece for line in lines for piece in mark_layout.pieces(line, start, end, self._has_rtl)
        ]

    def _paint_hits(self, painter: QPainter, lines: list[LaidLine]) -> None:
        colour = self._theme.colour("find_hit")
        # Hits are in reading order and do not overlap: their ends ascend like their starts.
        begin = bisect_right(self._hits, lines[0].start, key=lambda hit: hit[1])
        finish = bisect_left(self._hits, lines[-1].end, key=lambda hit: hit[0])
        for start, end in self._hits[begin:finish]:
            found = self._pieces(lines, start, end)
            mark_painting.paint_fill(painter, colour, self._sizes, found)

    def _paint_outlines(self, lines: list[LaidLine]) -> None:
        painter = QPainter(self.viewport())
        painter.translate(0, -self.scroll_y)
        ink = self._theme.colour("current_outline")
        if self._hit is not None:
            start, end = self._hits[self._hit]
            pen = QPen(ink, self._sizes.scaled(token("mark", "difference", "pen")))
            found = self._pieces(lines, start, end)
            mark_painting.paint_outline(painter, pen, self._sizes, found)
        self._paint_counterparts(painter, lines)
        mark = self._marks.of(self._current)
        if mark:
            pen = QPen(ink, round(self._sizes.scaled(token("mark", "current", "pen"))))
            found = self._pieces(lines, mark.start, mark.end)
            mark_painting.paint_outline(painter, pen, self._sizes, found)
        painter.end()

    def _paint_counterparts(self, painter: QPainter, lines: list[LaidLine]) -> None:
        if not self._counterparts.relations:
            return
        ink = self._theme.colour("counterpart_outline")
        pen = QPen(ink, self._sizes.scaled(token("mark", "counterpart", "pen")))
        pen.setDashPattern([2.0, 1.6])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        for claim_id in self._counterparts.relations:
            mark = self._marks.of(claim_id)
            if mark and claim_id != self._current:
                found = self._pieces(lines, mark.start, mark.end)
                mark_painting.paint_outline(painter, pen, self._sizes, found)

    def mark_rect(self, mark: Mark) -> QRect:
        """The rectangle in the viewport that a mark paints in; empty when it is not seen."""
        lines = self.visible_lines()
        if not lines or mark.end <= lines[0].start or mark.start >= lines[-1].end:
            return QRect()
        seen = [line for line in lines if line.start < mark.end and line.end > mark.start]
        above = self._sizes.scaled(20 + _OUTLINE_REACH)
        below = self._sizes.scaled(8 + _OUTLINE_REACH)
        found = self._pieces(seen, mark.start, mark.end)
        rect = mark_layout.bounding_rect(found, above, below)
        side = self._sizes.scaled(_OUTLINE_REACH)
        return rect.adjusted(-side, 0, side, 0).translated(0, -self.scroll_y).toAlignedRect()

    def _update_mark(self, mark: Mark) -> None:
        rect = self.mark_rect(mark)
        if not rect.isEmpty():
            self.viewport().update(rect)

    # --- pointing ----------------------------------------------------------------------------

    def marks_at(self, point: QPoint) -> list[Mark]:
        """The marks under a point of the viewport, in reading order."""
        at = QPointF(point.x(), point.y() + self.scroll_y)
        for line in mark_layout.lines_between(self.document(), at.y(), at.y()):
            top = self.line_top(line)
            if top <= at.y() < top + self._sizes.pitch:
                position = mark_layout.position_at(line, at.x())
                if position is None:
                    return []
                return self._marks.overlapping(position, position + 1)
        return []

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click begins."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the claim that was clicked; a click on the same spot takes the next one there."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed_at = self._pressed_at, None
        if pressed is None or self.textCursor().hasSelection():
            return
        mark = next_under_pointer(self.marks_at(pressed), self._current)
        if mark:
            self.claim_clicked.emit(mark.claim.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the claim that the first of the two clicks chose."""
        self._pressed_at = None
        super().mouseDoubleClickEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        here = self.marks_at(event.position().toPoint())
        current = [mark for mark in here if mark.claim.id == self._current]
        mark = current[0] if current else next_under_pointer(here, None)
        if mark:
            self.claim_activated.emit(mark.claim.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu; of a claim, when there is one."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.context_menu_asked.emit(self._current, event.globalPos())
            return
        here = [mark.claim.id for mark in self.marks_at(event.pos())]
        chosen = self._current if self._current in here else (here[-1] if here else None)
        self.context_menu_asked.emit(chosen, event.globalPos())
