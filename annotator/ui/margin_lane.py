"""The lane beside the text: a glyph where each claim begins, a triangle at the current one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.domain.link import Relation
from annotator.ui.article_view import ArticleView
from annotator.ui.claim_words import accessible_claim_text, claim_tooltip
from annotator.ui.counterparts import RELATION_ICONS, RELATION_INKS, RELATION_WORDS
from annotator.ui.fonts import chrome_font
from annotator.ui.icons import draw_icon
from annotator.ui.marks import Mark
from annotator.ui.theme import token

_FROM_TEXT = 4.0
_BETWEEN = 3.0
_CHIP = 16.0, 3.0
"""Side and radius of the chip of a counterpart, at 100 %."""
_TRIANGLE = 7.0, 5.0
"""Width and half height of the triangle, at 100 %."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph in the lane; ``hidden`` counts the claims of its line that have none."""

    mark: Mark
    rect: QRectF
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class LaneRow:
    """What the lane shows beside one line of text; ``y`` is the line's middle."""

    y: float
    glyphs: tuple[Glyph, ...]
    holds_current: bool
    relation: Relation | None = None


class MarginLane(QWidget):
    """Verdict glyphs and rings; a child of the view, so that it scrolls and lays out with it."""

    claim_clicked = Signal(int)
    claim_activated = Signal(int)

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self.setAccessibleName("Claim marks beside the text")
        view.verticalScrollBar().valueChanged.connect(self._follow)
        view.laid_out.connect(self._follow)

    def _follow(self) -> None:
        rect = self._view.lane_rect()
        if rect != self.geometry():
            self.setGeometry(rect)
        self.update()

    def show_current(self) -> None:
        """Draw the triangle at the view's current claim and name that claim to screen readers."""
        mark = self._view.marks.of(self._view.current)
        self.setAccessibleDescription(accessible_claim_text(mark.claim) if mark else "")
        self.update()

    def update_mark(self, mark: Mark) -> None:
        """Repaint the row in which ``mark`` begins."""
        height = self._view.mark_height(mark.claim.id)
        if height is not None and -self._view.pitch < height < self.height():
            pitch = self._view.pitch
            self.update(0, height - pitch // 2, self.width(), 2 * pitch)

    def rows(self) -> Iterator[LaneRow]:
        """What is shown now, downwards."""
        view = self._view
        pitch = view.pitch
        for line in view.visible_lines():
            starting = view.marks.starting_in(line.start, line.end)
            if starting:
                y = view.line_top(line) - view.scroll_y + pitch / 2
                yield self._row(starting, y)

    def _row(self, starting: list[Mark], y: float) -> LaneRow:
        current = [mark for mark in starting if mark.claim.id == self._view.current]
        relations = self._view.counterparts.relations
        linked = [mark for mark in starting if mark.claim.id in relations]
        # A chip takes the room of a second glyph.
        most = 1 if linked and not current else 2
        shown = starting if len(starting) <= most else (current or linked or starting)[:1]
        relation = None if current or not linked else relations[linked[0].claim.id]
        size = self._glyph_size
        step = size + _BETWEEN
        glyphs = []
        for nth, mark in enumerate(reversed(shown)):
            from_text = _FROM_TEXT + nth * step
            left = from_text if self._view.is_rtl else self.width() - from_text - size
            rect = QRectF(left, round(y - size / 2), size, size)
            glyphs.append(Glyph(mark, rect, len(starting) - len(shown)))
        return LaneRow(y, tuple(glyphs), bool(current), relation)

    @property
    def _glyph_size(self) -> float:
        plain = float(token("size", "glyph"))
        return round(plain * self._view.lane_width / float(token("size", "lane")))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows of the lines on screen."""
        theme = self._view.theme
        paper = theme.colour("paper")
        painter = QPainter(self)
        painter.fillRect(event.rect(), paper)
        for row in self.rows():
            for glyph in row.glyphs:
                style = glyph.mark.style
                ink = theme.colour(style.ink_role)
                size = glyph.rect.width()
                draw_icon(painter, style.icon, glyph.rect.topLeft(), ink, paper, size)
                if glyph.hidden and row.relation is None:
                    self._paint_count(painter, glyph)
            if row.holds_current:
                self._paint_triangle(painter, row)
            elif row.relation is not None:
                self._paint_chip(painter, row.y, row.relation)
        painter.end()

    def _paint_count(self, painter: QPainter, glyph: Glyph) -> None:
        painter.setFont(chrome_font("key_hint"))
        painter.setPen(self._view.theme.colour("text_muted"))
        side = glyph.rect.translated(
            glyph.rect.width() + 1 if self._view.is_rtl else -glyph.rect.width() - 1, 0
        )
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(side, flags, f"+{glyph.hidden}")

    def _paint_chip(self, painter: QPainter, y: float, relation: Relation) -> None:
        theme = self._view.theme
        ink, paper = theme.colour(RELATION_INKS[relation]), theme.colour("paper")
        filled = relation is Relation.CONFLICT
        scale = self._glyph_size / float(token("size", "glyph"))
        side, radius = round(_CHIP[0] * scale), _CHIP[1] * scale
        left = self.width() - side - 2 if self._view.is_rtl else 2
        rect = QRectF(left, round(y - side / 2), side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(ink, 1.2))
        painter.setBrush(ink if filled else paper)
        painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), radius, radius)
        inset = max(1.0, round(side / 8))
        at, size = rect.topLeft() + QPointF(inset, inset), side - 2 * inset
        glyph, ground = (paper, ink) if filled else (ink, paper)
        draw_icon(painter, RELATION_ICONS[relation], at, glyph, ground, size)

    def _paint_triangle(self, painter: QPainter, row: LaneRow) -> None:
        scale = self._glyph_size / float(token("size", "glyph"))
        width, half = _TRIANGLE[0] * scale, _TRIANGLE[1] * scale
        crowded = len(row.glyphs) > 1 or any(glyph.hidden for glyph in row.glyphs)
        edge = 1.0 if crowded else _FROM_TEXT
        tip = edge + width
        if self._view.is_rtl:
            edge, tip = self.width() - edge, self.width() - tip
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._view.theme.colour("current_outline"))
        y = round(row.y)
        painter.drawPolygon(
            QPolygonF([QPointF(edge, y - half), QPointF(tip, y), QPointF(edge, y + half)])
        )

    def glyph_at(self, point: QPoint) -> Glyph | None:
        """The glyph under a point of the lane, with a little room round it."""
        for row in self.rows():
            for glyph in row.glyphs:
                if glyph.rect.adjusted(-2, -4, 2, 4).contains(QPointF(point)):
                    return glyph
        return None

    def event(self, event: QEvent) -> bool:
        """Name the claim under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            glyph = self.glyph_at(event.pos())
            if glyph:
                claim = glyph.mark.claim
                relation = self._view.counterparts.relations.get(claim.id)
                words = f"{RELATION_WORDS[relation]} · " if relation else ""
                QToolTip.showText(event.globalPos(), claim_tooltip(claim, words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the claim of a glyph."""
        glyph = self.glyph_at(event.position().toPoint())
        if glyph and event.button() is Qt.MouseButton.LeftButton:
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)
            self.claim_clicked.emit(self._next_of(glyph).claim.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the claim of a glyph."""
        glyph = self.glyph_at(event.position().toPoint())
        if glyph and event.button() is Qt.MouseButton.LeftButton:
            self.claim_activated.emit(glyph.mark.claim.id)

    def _next_of(self, glyph: Glyph) -> Mark:
        """The claim a click takes: those without a glyph of their own come by turns."""
        current = self._view.marks.of(self._view.current)
        if not glyph.hidden or current is None or current.claim.id != glyph.mark.claim.id:
            return glyph.mark
        line = next(
            line for line in self._view.visible_lines() if line.start <= glyph.mark.start < line.end
        )
        row = self._view.marks.starting_in(line.start, line.end)
        turn = [mark.claim.id for mark in row].index(glyph.mark.claim.id)
        return row[(turn + 1) % len(row)]
