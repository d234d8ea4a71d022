"""A field that takes the next key press as a key to assign."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.ui.shortcuts import normal_key, shown_key

_MODIFIER_KEYS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_unknown,
)


def key_of_event(event: QKeyEvent) -> str:
    """The key of a key press in normal form; empty for a modifier alone."""
    if event.key() in _MODIFIER_KEYS:
        return ""
    # The number pad's digits are to work like the others.
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    name = QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText)
    if len(name) == 1 and not name.isalnum():
        # "!" is pressed with Shift here and without it elsewhere: it is the same key.
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    combination = QKeyCombination(modifiers, Qt.Key(event.key()))
    sequence = QKeySequence(combination)
    return normal_key(sequence.toString(QKeySequence.SequenceFormat.PortableText))


class KeyCaptureField(QLineEdit):
    """Shows "Press a key", then the key that was pressed.

    Signals:
        key_pressed: the key, in normal form.
        given_up: Esc.
    """

    key_pressed = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setPlaceholderText("Press a key")
        self.setAccessibleName("New key")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        """Take every key before shortcuts and the focus chain do."""
        if isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.given_up.emit()
            return
        key = key_of_event(event)
        if key:
            self.setText(shown_key(key))
            self.key_pressed.emit(key)
