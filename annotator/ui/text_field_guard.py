"""In a text field, letters are letters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from annotator.ui.key_capture_field import key_of_event
from annotator.ui.shortcuts import belongs_to_text


def is_text_field(widget: QWidget | None) -> bool:
    """Whether a person types words into ``widget``."""
    # Named here: the window itself has neither, and what Python knows of them takes time to make.
    from PySide6.QtWidgets import QAbstractSpinBox, QComboBox

    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        return not widget.isReadOnly() and widget.isEnabled()
    return isinstance(widget, QComboBox) and widget.isEditable()


class TextFieldGuard(QObject):
    """Keeps the keys of commands from a window's text fields while one has the focus.

    Qt asks a field first and then its window whether a key is theirs before a shortcut gets it;
    the guard answers for the window. Keep a reference; it is a child of ``window`` as well.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the key for the field when it belongs to text."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = key_of_event(event)
            plain = event.key() != Qt.Key.Key_Escape
            if key and plain and is_text_field(QApplication.focusWidget()) and belongs_to_text(key):
                event.accept()
                return True
        return super().eventFilter(watched, event)
