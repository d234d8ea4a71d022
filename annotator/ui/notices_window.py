"""The licences of what others made, to be read and searched."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.ui.fonts import scaled
from annotator.ui.search_field import SearchField
from annotator.ui.theme import Theme


class NoticesWindow(QDialog):
    """A long plain text with a field to find words in it; Return goes to the next hit."""

    def __init__(self, notices: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Third-party notices")
        self.setModal(False)
        self.resize(scaled(760), scaled(600))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        self.search = SearchField("Find in the notices", theme, width=280, parent=self)
        self.search.words_changed.connect(self._find_from_here)
        self.search.next_asked.connect(self.find_next)
        self.search.previous_asked.connect(self.find_previous)
        column.addWidget(self.search)
        self.page = QPlainTextEdit(notices, self)
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        self.page.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.page.setAccessibleName("Third-party notices")
        column.addWidget(self.page, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        close = QPushButton("Close", self)
        # Return belongs to the search field.
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        row.addWidget(close)
        column.addLayout(row)
        self.search.left.connect(self.page.setFocus)
        self.search.setFocus()

    def find_next(self) -> None:
        """Select the next place that holds the words of the field, from the top after the last."""
        self._find(QTextDocument.FindFlag(0), QTextCursor.MoveOperation.Start)

    def find_previous(self) -> None:
        """Select the place before, from the end before the first."""
        self._find(QTextDocument.FindFlag.FindBackward, QTextCursor.MoveOperation.End)

    def _find_from_here(self, _words: str) -> None:
        # A longer word may begin where the shorter one was found.
        cursor = self.page.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.page.setTextCursor(cursor)
        self.find_next()

    def _find(self, flags: QTextDocument.FindFlag, again_from: QTextCursor.MoveOperation) -> None:
        words = self.search.text()
        if not words:
            self.search.set_remark("")
            return
        found = self.page.find(words, flags)
        if not found:
            here = self.page.textCursor()
            self.page.moveCursor(again_from)
            found = self.page.find(words, flags)
            if not found:
                self.page.setTextCursor(here)
        self.search.set_remark("" if found else "Not found")
