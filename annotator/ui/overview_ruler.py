"""The ruler beside the scroll bar: one tick per claim of the whole article."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QEvent, QLineF, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.ui.article_view import ArticleView
from annotator.ui.claim_words import claim_tooltip
from annotator.ui.marks import Mark, MarkStyle
from annotator.ui.theme import token

_LEFT = 3.0
_CURRENT_HEIGHT = 8.0
_NEAR = 4
"""How far from a tick, in px, the pointer still means it."""
_DRAWN_LAST = tuple(MarkStyle)


class OverviewRuler(QWidget):
    """Ticks by verdict, a box for the current claim; a click goes there."""

    claim_clicked = Signal(int)
    place_clicked = Signal(float)
    """No tick was near: the share of the article (0 to 1) to go to."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self._view = view
        self._ys: list[int] | None = None
        self._rows: dict[int, list[int]] = {}
        self.setAccessibleName("Overview of all claims of the article")
        view.laid_out.connect(self._follow)

    def _follow(self) -> None:
        rect = self._view.ruler_rect()
        if rect != self.geometry():
            self.setGeometry(rect)
        self.rebuild()

    def rebuild(self) -> None:
        """The claims or their places changed: find every tick anew at the next paint."""
        self._ys = None
        self.update()

    def update_mark(self, before: Mark, after: Mark) -> None:
        """One claim changed its look: count it anew in its row and repaint that row."""
        if self._ys is None:
            return
        y = self._ys[self._view.marks.place_of(after.claim.id)]
        counts = self._rows[y]
        counts[_DRAWN_LAST.index(before.style)] -= 1
        counts[_DRAWN_LAST.index(after.style)] += 1
        self.update(0, y - 3, self.width(), 6)

    def show_current(self, before: int | None) -> None:
        """Move the box from the claim ``before`` to the view's current one."""
        for claim_id in (before, self._view.current):
            y = self.tick_y(claim_id)
            if y is not None:
                self.update(0, y - 6, self.width(), 12)

    def tick_y(self, claim_id: int | None) -> int | None:
        """Where the tick of a claim is, in this widget's pixels."""
        if self._view.marks.of(claim_id) is None or claim_id is None:
            return None
        return self._places()[self._view.marks.place_of(claim_id)]

    def _places(self) -> list[int]:
        if self._ys is None:
            self._ys = self._measure()
            self._rows = {}
            for y, mark in zip(self._ys, self._view.marks, strict=True):
                counts = self._rows.setdefault(y, [0] * len(_DRAWN_LAST))
                counts[_DRAWN_LAST.index(mark.style)] += 1
        return self._ys

    def _measure(self) -> list[int]:
        """The y of every mark: that of its paragraph, and its share of the paragraph's height."""
        document = self._view.document()
        layout = document.documentLayout()
        whole = max(1.0, layout.documentSize().height(), float(self._view.viewport().height()))
        scale = self.height() / whole
        ys: list[int] = []
        block, rect = document.firstBlock(), QRectF()
        known = -1
        for mark in self._view.marks:
            if not block.contains(mark.start):
                block = document.findBlock(mark.start)
            if block.blockNumber() != known:
                known, rect = block.blockNumber(), layout.blockBoundingRect(block)
            share = (mark.start - block.position()) / max(1, block.length())
            y = round((rect.top() + rect.height() * share) * scale)
            # Marks are in reading order; rounding must not turn two of them round.
            ys.append(max(y, ys[-1]) if ys else y)
        return ys

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ticks of the rows that are asked for, disputes last."""
        theme = self._view.theme
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("paper"))
        rule_x = self.width() - 1 if self._view.is_rtl else 0
        painter.fillRect(rule_x, 0, 1, self.height(), theme.colour("rule"))
        self._places()
        top, bottom = event.rect().top() - 3, event.rect().bottom() + 3
        ys = [y for y in range(top, bottom + 1) if y in self._rows]
        for nth, style in enumerate(_DRAWN_LAST):
            colour = theme.colour(style.ink_role)
            for y in ys:
                if self._rows[y][nth] > 0:
                    self._paint_tick(painter, style, y, colour)
        # The first counterpart is the one that stands level; boxes for all would be clutter.
        for claim_id in list(self._view.counterparts.relations)[:1]:
            there = self.tick_y(claim_id)
            if there is not None and claim_id != self._view.current:
                ink = theme.colour("counterpart_outline")
                self._paint_box(painter, there, ink, dashed=True)
        current = self.tick_y(self._view.current)
        if current is not None:
            self._paint_box(painter, current, theme.colour("current_outline"))
        painter.end()

    def _paint_tick(self, painter: QPainter, style: MarkStyle, y: int, colour: QColor) -> None:
        spec = (
            token("mark", "candidate_tick")
            if style.is_candidate
            else token("mark", style.value, "ruler_tick")
        )
        pen = QPen(colour, spec["thickness"])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if "dash" in spec:
            pen.setDashPattern([part / spec["thickness"] for part in spec["dash"]])
        painter.setPen(pen)
        begin, end = _LEFT, _LEFT + spec["length"]
        if self._view.is_rtl:
            begin, end = self.width() - begin, self.width() - end
        middle = y + spec["thickness"] / 2 - 1
        painter.drawLine(QLineF(begin, middle, end, middle))

    def _paint_box(
        self, painter: QPainter, y: int, colour: QColor, *, dashed: bool = False
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour, 1.5)
        if dashed:
            pen.setDashPattern([1.6, 1.2])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        narrow = 1 if dashed else 0
        width = self.width() - 1 - 2 * narrow
        box = QRectF(narrow, y - _CURRENT_HEIGHT / 2, width, _CURRENT_HEIGHT)
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), 2, 2)

    def marks_near(self, point: QPoint) -> list[Mark]:
        """The marks whose ticks are nearest to a point, if they are near at all."""
        ys = self._places()
        if not ys:
            return []
        after = bisect_left(ys, point.y())
        around = [ys[nth] for nth in (after - 1, after) if 0 <= nth < len(ys)]
        nearest = min(around, key=lambda y: abs(y - point.y()))
        if abs(nearest - point.y()) > _NEAR:
            return []
        marks = list(self._view.marks)
        return marks[bisect_left(ys, nearest) : bisect_left(ys, nearest + 1)]

    def event(self, event: QEvent) -> bool:
        """Quote the claim under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            near = self.marks_near(event.pos())
            if near:
                QToolTip.showText(event.globalPos(), claim_tooltip(near[0].claim), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the claim, or to the place, that was clicked."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._view.setFocus(Qt.FocusReason.MouseFocusReason)
        near = self.marks_near(event.position().toPoint())
        if near:
            ids = [mark.claim.id for mark in near]
            current = self._view.current
            turn = ids.index(current) + 1 if current in ids else 0
            self.claim_clicked.emit(ids[turn % len(ids)])
        else:
            self.place_clicked.emit(event.position().y() / max(1, self.height()))
