"""The banner above the columns that says what went wrong, until the person closes it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import ReportedError
from annotator.ui.eliding_label import ElidingLabel
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.icons import draw_icon, themed_icon
from annotator.ui.theme import Theme

Severity = Literal["error", "warning"]
"""An error is what could not be done; a warning is what the person should know."""


class Banner(QWidget):
    """Shows reported errors, the newest first, and counts the others.

    Nothing here is timed: an error stays until it is closed or withdrawn by its key.

    Signals:
        all_closed: the last error is gone, and the banner is hidden.
    """

    all_closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: list[tuple[ReportedError, Severity, str]] = []
        self._line = QWidget(self)
        self._line.setFixedHeight(scaled(36))
        row = QHBoxLayout(self._line)
        row.setContentsMargins(16 + scaled(16) + 10, 0, 8, 0)
        row.setSpacing(10)
        self._words = ElidingLabel(self._line)
        row.addWidget(self._words, 1)
        self._more = QLabel(self._line)
        self._more.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self._more)
        self._show = QPushButton("Show details", self._line)
        self._show.setProperty("look", "small")
        self._show.clicked.connect(self._toggle_details)
        row.addWidget(self._show)
        self._close = QToolButton(self._line)
        self._close.setAccessibleName("Close this message")
        self._close.setToolTip("Close")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.close_newest)
        row.addWidget(self._close)
        self._details = QPlainTextEdit(self)
        self._details.setReadOnly(True)
        self._details.setAccessibleName("Details")
        self._details.setFixedHeight(scaled(108))
        self._details.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(0)
        column.addWidget(self._line)
        below = QHBoxLayout()
        below.setContentsMargins(16 + scaled(16) + 10, 0, 12, 0)
        below.addWidget(self._details)
        column.addLayout(below)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_theme(theme)
        self.hide()

    def show_error(self, error: ReportedError, severity: Severity = "error", key: str = "") -> None:
        """Show an error in front of the others.

        An earlier one with the same ``key`` is replaced; the same words are not shown twice.
        """
        same = (error.what, error.safe, error.remedy)
        self._shown = [
            kept
            for kept in self._shown
            if not (key and kept[2] == key) and (kept[0].what, kept[0].safe, kept[0].remedy) != same
        ]
        self._shown.append((error, severity, key))
        self._details.hide()
        self._tell()
        _say_aloud(self)

    def withdraw(self, key: str) -> None:
        """Take back what was shown under ``key``, because it no longer holds."""
        self._shown = [kept for kept in self._shown if kept[2] != key]
        self._tell()

    def close_newest(self) -> None:
        """Close the error in front; the next one comes forward."""
        if self._shown:
            self._shown.pop()
        self._details.hide()
        self._tell()

    @property
    def errors(self) -> tuple[ReportedError, ...]:
        """What is shown, the one in front last."""
        return tuple(error for error, _severity, _key in self._shown)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._tell()

    def _tell(self) -> None:
        if not self._shown:
            if not self.isHidden():
                self.hide()
                self.all_closed.emit()
            return
        error, severity, _key = self._shown[-1]
        ground, ink = f"{severity}_ground", f"{severity}_ink"
        rest = " ".join(part for part in (error.safe, error.remedy) if part)
        self._words.set_words(error.what, rest, self._theme.colour("text"))
        others = len(self._shown) - 1
        self._more.setText(f"{others} more" if others else "")
        self._more.setVisible(others > 0)
        every = [_whole(kept[0]) for kept in reversed(self._shown)]
        self._details.setPlainText("\n\n".join(every))
        self._show.setText("Hide details" if not self._details.isHidden() else "Show details")
        self._close.setIcon(themed_icon("x", self._theme, ground))
        kind = "Error" if severity == "error" else "Warning"
        self.setAccessibleName(f"{kind}: {error}")
        self._ground, self._ink = self._theme.colour(ground), self._theme.colour(ink)
        self.show()
        self.update()

    def _toggle_details(self) -> None:
        self._details.setVisible(self._details.isHidden())
        self._tell()

    def sizeHint(self) -> QSize:
        """36 px in the design, more with open details."""
        return QSize(scaled(480), super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the icon and the rule below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ground)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._ink)
        side = scaled(16)
        at = QPointF(16, round((self._line.height() - side) / 2))
        painter.setFont(chrome_font())
        draw_icon(painter, "warn", at, self._ink, self._ground, side)


def _whole(error: ReportedError) -> str:
    """Everything an error has to say, a part a line."""
    parts = (error.what, error.safe, error.remedy, error.details)
    return "\n".join(part for part in parts if part)


def _say_aloud(widget: QWidget) -> None:
    # Named here: its long lists of roles are made when they are first named, and few starts err.
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
