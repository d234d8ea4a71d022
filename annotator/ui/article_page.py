"""The text of one article: its type, its measure and scrolling."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import QMargins, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.domain.span import Span
from annotator.domain.text import Direction
from annotator.ui import article_document, mark_layout
from annotator.ui.article_type import CENTRE_ABOVE_BASELINE, ArticleType, article_type
from annotator.ui.mark_layout import LaidLine
from annotator.ui.offsets import Utf16Map, display_text
from annotator.ui.theme import Theme, token

_SLOW_TO_LAY_OUT = 60_000
"""Code points from which on a new width waits for the mouse to rest."""
_REST_MS = 90
_COMFORTABLE = 0.3
"""Where a revealed claim comes to stand: share of the height from the top."""

Anchor: TypeAlias = tuple[int, float | None]
"""The character (Qt position) at the top and its distance from there in px; None for the room above
the first line."""
_TOP: Anchor = (0, None)


class ArticlePage(QTextEdit):
    """Shows canonical article text, read-only.

    The widget holds a display text; nothing is ever read back from it. Offsets that go in or
    out are code points of the canonical text.
    """

    focused = Signal()
    laid_out = Signal()
    """The text was laid out anew, or the place of lane and ruler changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._display = ""
        self._direction: Direction = "ltr"
        self._has_rtl = False
        self._offsets = Utf16Map("")
        self._filled: QTextDocument | None = None
        self._sizes = article_type(1.0)
        self._anchor: Anchor = _TOP
        self._placing = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._apply_width)
        self._set_up()
        self.set_theme(theme)

    def _set_up(self) -> None:
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        # Files dropped on an article belong to the window.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.verticalScrollBar().valueChanged.connect(self._remember_anchor)

    def set_text(self, text: str, direction: Direction) -> None:
        """Show another canonical text, from its beginning."""
        self._text = text
        self._display = display_text(text)
        self._direction = direction
        self._has_rtl = direction == "rtl" or article_document.has_right_to_left(text)
        self._offsets = Utf16Map(text)
        self._anchor = _TOP
        rtl = direction == "rtl"
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        # Filled before it is shown: a document on screen is laid out anew by each of these steps.
        document, caret = QTextDocument(self), self.cursorWidth()
        article_document.fill_document(document, self._display, direction)
        font = self._sizes.font(self.logicalDpiY())
        article_document.set_type(document, self._display, self._sizes, font)
        self._placing = True
        self.setDocument(document)
        self.setCursorWidth(caret)
        # Qt only deletes the empty one that it made itself.
        if self._filled is not None:
            self._filled.deleteLater()
        self._filled = document
        self._placing = False
        self._place_margins()
        self._apply_width()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        ink, paper = theme.colour("text_article").name(), theme.colour("paper").name()
        chosen = theme.colour("selection").name()
        # Its own sheet, so that rules for entry fields do not reach the article.
        self.setStyleSheet(
            f"ArticlePage {{ border: 0; padding: 0; background: {paper}; color: {ink};"
            f" selection-background-color: {chosen}; selection-color: {ink}; }}"
        )
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Scale text and marks; 1.0 is 100 %. The text at the top stays there."""
        self._take_sizes(article_type(zoom, self._sizes.face))

    def set_face(self, face: str) -> None:
        """Set article text in "serif" or "sans"."""
        self._take_sizes(article_type(self._sizes.zoom, face))

    def _take_sizes(self, sizes: ArticleType) -> None:
        if sizes != self._sizes:
            self._sizes = sizes
            self._set_type()

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    @property
    def zoom(self) -> float:
        """1.0 is 100 %."""
        return self._sizes.zoom

    @property
    def pitch(self) -> int:
        """Pixels from line to line."""
        return self._sizes.pitch

    @property
    def is_rtl(self) -> bool:
        """Whether the article runs from right to left."""
        return self._direction == "rtl"

    # --- width and type ----------------------------------------------------------------------

    def _set_type(self) -> None:
        self._placing = True
        font = self._sizes.font(self.logicalDpiY())
        article_document.set_type(self.document(), self._display, self._sizes, font)
        self._placing = False
        self._place_margins()
        self._apply_width()

    def _place_margins(self) -> None:
        """Keep room for lane and ruler, and centre the text between them."""
        bar = self.verticalScrollBar().sizeHint().width()
        lane, ruler = self.lane_width, int(token("size", "ruler"))
        room = max(1, self.width() - bar - lane - ruler)
        spare = max(0, room - self._sizes.measure(self.logicalDpiY()))
        before, after = lane + spare // 2, ruler + spare - spare // 2
        # Qt moves the scroll bar to the left of a right-to-left view, but not these margins.
        left, right = (after, before) if self.is_rtl else (before, after)
        if self.viewportMargins() != QMargins(left, 0, right, 0):
            self.setViewportMargins(left, 0, right, 0)

    def _apply_width(self) -> None:
        self._rest.stop()
        width = max(1, self.viewport().width())
        self._placing = True
        if self.lineWrapColumnOrWidth() != width:
            self.setLineWrapColumnOrWidth(width)
        self._placing = False
        self._return_to_anchor()
        self.laid_out.emit()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the text out to the new width, at once or when the mouse rests."""
        placing, self._placing = self._placing, True
        self._place_margins()
        super().resizeEvent(event)
        self._placing = placing
        if self.viewport().width() == self.lineWrapColumnOrWidth():
            self._return_to_anchor()
            self.laid_out.emit()
        elif len(self._text) >= _SLOW_TO_LAY_OUT:
            self._rest.start()
            self.laid_out.emit()
        else:
            self._apply_width()

    def showEvent(self, event: QShowEvent) -> None:
        """Come up at the place that was asked for; Qt would scroll to the caret."""
        placing, self._placing = self._placing, True
        super().showEvent(event)
        self._placing = placing
        self._return_to_anchor()

    @property
    def lane_width(self) -> int:
        """Width of the margin lane; it grows with the text, and never below its plain size."""
        return round(int(token("size", "lane")) * min(2.0, max(1.0, self._sizes.zoom)))

    def lane_rect(self) -> QRect:
        """Where the margin lane belongs, beside the text, in this widget's pixels."""
        text, width = self.viewport().geometry(), self.lane_width
        left = text.right() + 1 if self.is_rtl else text.left() - width
        return QRect(left, text.top(), width, text.height())

    def ruler_rect(self) -> QRect:
        """Where the overview ruler belongs, beside the scroll bar, in this widget's pixels."""
        text, width = self.viewport().geometry(), int(token("size", "ruler"))
        bar = self.verticalScrollBar().sizeHint().width()
        left = bar if self.is_rtl else self.width() - bar - width
        return QRect(left, text.top(), width, text.height())

    # --- scrolling ---------------------------------------------------------------------------

    def visible_lines(self) -> list[LaidLine]:
        """The lines on screen, in document pixels; subtract ``scroll_y`` for those on screen."""
        top = self.scroll_y
        return mark_layout.lines_between(self.document(), top, top + self.viewport().height())

    @property
    def scroll_y(self) -> int:
        """How many pixels of the document are above the view."""
        return self.verticalScrollBar().value()

    def line_top(self, line: LaidLine) -> float:
        """The upper edge of a line's pitch, in document pixels."""
        centre = line.baseline - self._sizes.scaled(CENTRE_ABOVE_BASELINE)
        return centre - self._sizes.pitch / 2

    def _remember_anchor(self) -> None:
        if self._placing:
            return
        if self.scroll_y <= 0:
            self._anchor = _TOP
            return
        for line in self.visible_lines():
            offset = self.line_top(line) - self.scroll_y
            if offset > -self._sizes.pitch / 2:
                self._anchor = (line.start, offset)
                return

    def _return_to_anchor(self) -> None:
        position, offset = self._anchor
        line = None if offset is None else mark_layout.line_at(self.document(), position)
        self._placing = True
        top = self.line_top(line) - offset if line and offset is not None else 0
        self.verticalScrollBar().setValue(round(top))
        self._placing = False

    @property
    def anchor(self) -> Anchor:
        """What a new layout keeps in its place; it changes when somebody scrolls."""
        return self._anchor

    def scroll_position(self) -> int:
        """The code point at the beginning of the first visible line."""
        return self._offsets.to_code_points(self._anchor[0])

    def restore_scroll(self, code_point: int) -> None:
        """Bring the line of a code point to the top."""
        inside = min(max(0, code_point), len(self._text))
        self._anchor = (self._offsets.to_qt(inside), 0.0) if inside else _TOP
        self._return_to_anchor()

    def reveal_span(self, span: Span) -> None:
        """Scroll so that ``span`` is seen at a comfortable height, unless all of it is seen."""
        last_offset = max(span.start, span.end - 1)
        first = mark_layout.line_at(self.document(), self._offsets.to_qt(span.start))
        last = mark_layout.line_at(self.document(), self._offsets.to_qt(last_offset))
        if first is None or last is None:
            return
        top, bottom = self.line_top(first), self.line_top(last) + self._sizes.pitch
        height = self.viewport().height()
        if self.scroll_y <= top and bottom <= self.scroll_y + height:
            return
        above = min(height * _COMFORTABLE, max(0.0, height - (bottom - top)))
        self.verticalScrollBar().setValue(round(top - above))

    # --- focus and wheel ---------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the reader came here."""
        super().focusInEvent(event)
        self.focused.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; a wheel with Ctrl is left to the window, whose zoom is for all columns."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().wheelEvent(event)
