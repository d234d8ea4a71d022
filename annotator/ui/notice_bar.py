"""A line above the columns that says what holds now, and offers what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from annotator.ui.eliding_label import ElidingLabel
from annotator.ui.fonts import scaled
from annotator.ui.icons import draw_icon
from annotator.ui.theme import Theme


class NoticeBar(QWidget):
    """Words on the warning ground with one button for each action; hidden without words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strong = self._plain = ""
        self._buttons: list[QPushButton] = []
        self.setFixedHeight(scaled(36))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16 + scaled(16) + 10, 0, 12, 1)
        row.setSpacing(8)
        self._words = ElidingLabel(self)
        row.addWidget(self._words, 1)
        self._row = row
        self.hide()

    def tell(self, strong: str, plain: str, actions: Sequence[QAction] = ()) -> None:
        """Show words and buttons; words that begin strong."""
        self._strong, self._plain = strong, plain
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for action in actions:
            button = QPushButton(action.text(), self)
            button.setProperty("look", "small")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(action.trigger)
            self._row.addWidget(button)
            self._buttons.append(button)
        self._paint_words()
        self.setAccessibleName(f"{strong} {plain}".strip())
        self.setVisible(bool(strong))

    def withdraw(self) -> None:
        """Say nothing any more."""
        self.tell("", "")

    @property
    def words(self) -> str:
        """What is said now."""
        return f"{self._strong} {self._plain}".strip()

    def _paint_words(self) -> None:
        self._words.set_words(self._strong, self._plain, self._theme.colour("text"))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._paint_words()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground, the icon and the rule below."""
        painter = QPainter(self)
        ground, ink = self._theme.colour("warning_ground"), self._theme.colour("warning_ink")
        painter.fillRect(self.rect(), ground)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("rule_strong"))
        side = scaled(16)
        draw_icon(painter, "warn", QPointF(16, (self.height() - side) // 2), ink, ground, side)
