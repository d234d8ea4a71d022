"""What a check of the whole project found, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from annotator.services.project import CheckReport
from annotator.ui.fonts import scaled
from annotator.ui.theme import Theme


def report_words(report: CheckReport) -> str:
    """A report as plain lines: what is wrong first, then what was looked at."""
    lines = [f"{finding.check}: {finding.message}" for finding in report.findings]
    if lines:
        lines.append("")
    return "\n".join([*lines, *(f"{name}: {count:,} looked at" for name, count in report.checks)])


class CheckSheet(QWidget):
    """A sheet in the place of the dock; the text can be selected and copied.

    Signals:
        closed: Esc or Close.
    """

    closed = Signal()

    def __init__(self, project_name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.title = QLabel(f"Checking “{project_name}”…", self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("role", "strong")
        head.addWidget(self.title, 1)
        close = QPushButton("Close", self)
        close.clicked.connect(self.closed)
        head.addWidget(close)
        column.addLayout(head)
        self.words = QPlainTextEdit(self)
        self.words.setReadOnly(True)
        self.words.setAccessibleName("Report of the check")
        self.words.setMinimumHeight(scaled(60))
        column.addWidget(self.words, 1)
        self._name = project_name

    def show_report(self, report: CheckReport) -> None:
        """Say what was found."""
        count = len(report.findings)
        if report.sound:
            words = f"“{self._name}” is sound. Every check passed."
        else:
            faults = "1 fault" if count == 1 else f"{count} faults"
            words = f"“{self._name}” has {faults}. Keep the file and open the newest backup."
        self.title.setText(words)
        self.words.setPlainText(report_words(report))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground."""
        QPainter(self).fillRect(self.rect(), self._theme.colour("panel"))
