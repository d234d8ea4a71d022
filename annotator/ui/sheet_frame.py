"""The frame of a sheet: a page over the desk that is never modal, with one main act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.ui.eliding_label import ElidingLabel
from annotator.ui.fonts import scaled
from annotator.ui.keyed_button import KeyedButton
from annotator.ui.theme import Theme, token

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_OWN_KEYS = _ENTER | {Qt.Key.Key_Escape}


class SheetFrame(QWidget):
    """Title, body and footer; Enter does the main act, Esc closes.

    In a text field of several lines Enter is a new line, and Ctrl+Enter does the main act.

    Signals:
        closed: the sheet is done with, by its main act or without.
    """

    closed = Signal()

    def __init__(
        self, title: str, act: str, theme: Theme, key: str = "Enter", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._note, self._foot, self._foot_ink = "", "", "text_muted"
        self.setAccessibleName(title)
        self.setAutoFillBackground(True)
        heading = QLabel(title, self)
        heading.setProperty("role", "strong")
        self._note_label = ElidingLabel(self, "small")
        head = QWidget(self)
        head.setFixedHeight(scaled(token("size", "dock_bar")))
        self.head_row = QHBoxLayout(head)
        self.head_row.setContentsMargins(16, 0, 12, 0)
        self.head_row.setSpacing(12)
        self.head_row.addWidget(heading)
        self.head_row.addWidget(self._note_label, 1)
        self.body = QWidget(self)
        self._foot_label = ElidingLabel(self)
        self.cancel = KeyedButton("Cancel", "Esc", theme, parent=self)
        self.cancel.clicked.connect(self.close_sheet)
        self.act = KeyedButton(act, key, theme, primary=True, parent=self)
        self.act.clicked.connect(self.do_act)
        foot = QWidget(self)
        foot.setFixedHeight(scaled(48))
        self.foot_row = QHBoxLayout(foot)
        self.foot_row.setContentsMargins(16, 0, 12, 0)
        self.foot_row.setSpacing(12)
        self.foot_row.addWidget(self._foot_label, 1)
        self.foot_row.addWidget(self.cancel)
        self.foot_row.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(rule(self))
        column.addWidget(self.body, 1)
        column.addWidget(rule(self))
        column.addWidget(foot)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.theme = theme
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.colour("panel"))
        self.setPalette(palette)
        self.act.set_theme(theme)
        self.cancel.set_theme(theme)
        self.set_note(self._note)
        self.set_foot(self._foot, self._foot_ink)

    @property
    def note(self) -> str:
        """The words beside the title."""
        return self._note

    @property
    def foot(self) -> str:
        """The words of the footer."""
        return self._foot

    def set_note(self, words: str) -> None:
        """Say something beside the title."""
        self._note = words
        self._note_label.set_words("", words, self.theme.colour("text_muted"))

    def set_foot(self, words: str, ink: str = "text_muted") -> None:
        """Say something in the footer, in a colour of the theme."""
        self._foot, self._foot_ink = words, ink
        self._foot_label.set_words("", words, self.theme.colour(ink))

    def do_act(self) -> None:
        """Do what the sheet is for; sheets say what that is."""
        raise NotImplementedError

    def close_sheet(self) -> None:
        """Leave without the act."""
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Esc for the sheet, whatever else they would do in the window."""
        asked = event.type() is QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does the act, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif Qt.Key(event.key()) in _ENTER:
            if self.act.isEnabled():
                self.do_act()
        else:
            super().keyPressEvent(event)


class SheetText(QPlainTextEdit):
    """Plain text of several lines on a sheet; leaves Esc, Tab and Ctrl+Enter to the sheet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, unless the key is the sheet's."""
        enter = Qt.Key(event.key()) in _ENTER
        asked = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape or (enter and (asked or self.isReadOnly())):
            event.ignore()
        else:
            super().keyPressEvent(event)


def rule(parent: QWidget) -> QFrame:
    """A 1 px line across."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    return line
