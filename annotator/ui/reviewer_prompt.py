"""Asks once for the name under which verdicts are recorded."""

from __future__ import annotations

import getpass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from annotator.ui.eliding_label import ElidingLabel
from annotator.ui.fonts import scaled
from annotator.ui.theme import Theme

LONGEST_NAME = 80


def system_user_name() -> str:
    """The name to propose: the person's on this machine, else "Reviewer"."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):
        # No entry for this user in the password database, as in some containers.
        return "Reviewer"
    return " ".join(name.split())[:LONGEST_NAME] or "Reviewer"


class ReviewerPrompt(QWidget):
    """One line above the columns: a question, a field, a button; nothing else is blocked.

    Signals:
        accepted: the name that was given.
        cancelled: the person wants to give none now.
    """

    accepted = Signal(str)
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(scaled(44))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 1)
        row.setSpacing(8)
        question = QLabel("Who is reviewing?", self)
        question.setProperty("role", "strong")
        row.addWidget(question)
        self.field = QLineEdit(self)
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setAccessibleName("Reviewer name")
        self.field.setFixedWidth(scaled(180))
        self.field.textChanged.connect(self._enable)
        row.addWidget(self.field)
        self._use = QPushButton("Use this name", self)
        self._use.setProperty("look", "primary")
        self._use.clicked.connect(self._accept)
        row.addWidget(self._use)
        self._reason = ElidingLabel(self, "small")
        row.addWidget(self._reason, 1)
        self._tell_reason()
        self.hide()

    def ask(self, name: str) -> None:
        """Come up with a name to accept or change."""
        self.field.setText(name or system_user_name())
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def _enable(self) -> None:
        self._use.setEnabled(bool(self.field.text().split()))

    def _accept(self) -> None:
        name = " ".join(self.field.text().split())
        if name:
            self.hide()
            self.accepted.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return accepts, Esc gives no name now."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _tell_reason(self) -> None:
        words = "Recorded with every verdict."
        self._reason.set_words("", words, self._theme.colour("text_muted"))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._tell_reason()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the rule below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("accent_tint"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("rule_strong"))
