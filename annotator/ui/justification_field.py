"""The field in which a reviewer says why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from annotator.ui.fonts import scaled

_LEAST_LINES = 2
_MOST_LINES = 8
_EDGE = 14
"""px of border and padding above and below the lines."""


class JustificationField(QPlainTextEdit):
    """A plain text field that grows with its words and says when a person is done with it.

    Signals:
        finished: the focus went elsewhere, or Ctrl+Return was pressed.
        left: Esc or Ctrl+Return; the focus belongs to the desk again.
    """

    finished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Justification")
        self.setPlaceholderText("Why this verdict? Ctrl+Enter saves, Esc leaves the field.")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Two to eight lines."""
        line = QFontMetrics(self.font()).lineSpacing()
        # A plain text document measures its height in lines.
        lines = round(self.document().size().height())
        lines = min(_MOST_LINES, max(_LEAST_LINES, lines))
        return QSize(
            scaled(240), lines * line + _EDGE + 2 * round(self.document().documentMargin())
        )

    def minimumSizeHint(self) -> QSize:
        """As high as its words ask for."""
        return QSize(scaled(120), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Keep Esc for this field, whatever else it would close."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the field, Ctrl+Return saves and leaves it."""
        with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and with_control:
            self.finished.emit()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere is done; a menu of the field itself is not elsewhere."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.finished.emit()
