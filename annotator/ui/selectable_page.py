"""Selecting and copying words of an article, by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.domain.span import Span, trimmed_span
from annotator.ui.article_page import ArticlePage
from annotator.ui.offsets import grapheme_span
from annotator.ui.theme import Theme

_CARET = 2
_NAVIGATION = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)


class SelectablePage(ArticlePage):
    """Article text whose selection is told in code points of the canonical text."""

    selection_changed = Signal(object)
    """The selected Span, or None."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._announced: Span | None = None
        # A caret shows up when the keyboard moves it.
        self.setCursorWidth(0)
        self.selectionChanged.connect(self._announce_selection)

    def selected_span(self) -> Span | None:
        """The selected words without white space at their ends, in whole graphemes, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start = self._offsets.to_code_points(cursor.selectionStart())
        end = self._offsets.to_code_points(cursor.selectionEnd())
        trimmed = trimmed_span(self._text, start, end)
        return None if trimmed is None else grapheme_span(self._text, trimmed)

    def caret_position(self) -> int:
        """The code point before which a click put the caret."""
        return self._offsets.to_code_points(self.textCursor().position())

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def place_caret(self, position: int) -> None:
        """Let the keyboard go on from a UTF-16 position, without scrolling and unseen till then."""
        if self.textCursor().hasSelection():
            return
        height = self.scroll_y
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(height)
        self.setCursorWidth(0)

    def _announce_selection(self) -> None:
        span = self.selected_span()
        if span != self._announced:
            self._announced = span
            self.selection_changed.emit(span)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The canonical text of the selection, not what the widget shows in its place."""
        cursor = self.textCursor()
        start = self._offsets.to_code_points(cursor.selectionStart())
        end = self._offsets.to_code_points(cursor.selectionEnd())
        data = QMimeData()
        data.setText(self._text[start:end])
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and select by keyboard; letters and space are not for a text one cannot write in."""
        if event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()
            return
        if event.key() in _NAVIGATION:
            self.setCursorWidth(_CARET)
        super().keyPressEvent(event)
