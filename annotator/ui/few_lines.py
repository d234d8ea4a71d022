"""A label of a few lines at most: plain text that wraps anywhere and is elided, never cut."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotator.ui.claim_words import plain_tooltip
from annotator.ui.fonts import scaled

_LONGEST = 2_000
"""Code points that are laid out; a few lines of the panel never need more."""


class FewLines(QLabel):
    """Shows ``most`` lines at most, always as high as ``reserved`` of them; the tooltip says all.

    It is a QLabel for the roles of the style sheet; what it draws is its own.
    """

    def __init__(self, most: int, reserved: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most, self._reserved = most, reserved
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_words(self, words: str) -> None:
        """Show these words; each of their lines begins a new one."""
        self.setText(words)
        self._tell_rest()
        self.updateGeometry()

    def shown_lines(self, width: int) -> list[str]:
        """The lines for a width in px, the last one elided when there are more."""
        lines: list[str] = []
        for paragraph in self.text()[:_LONGEST].splitlines():
            lines += self._broken(paragraph, width)
            if len(lines) > self._most:
                break
        if len(lines) <= self._most:
            return lines
        metrics = QFontMetrics(self.font())
        last = metrics.elidedText(
            lines[self._most - 1].rstrip() + " …", Qt.TextElideMode.ElideRight, width
        )
        return [*lines[: self._most - 1], last]

    def _broken(self, paragraph: str, width: int) -> list[str]:
        layout = QTextLayout(paragraph, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        lines: list[str] = []
        layout.beginLayout()
        units = paragraph.encode("utf-16-le")
        while (line := layout.createLine()).isValid() and len(lines) <= self._most:
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, 0))
            start = 2 * line.textStart()
            lines.append(
                units[start : start + 2 * line.textLength()].decode("utf-16-le", "replace")
            )
        layout.endLayout()
        return lines

    def _tell_rest(self) -> None:
        shown = "".join("".join(self.shown_lines(self.width())).split())
        cut = shown != "".join(self.text().split())
        self.setToolTip(plain_tooltip(self.text()) if cut else "")

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher, up to the most lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height in px of the lines for a width, and of those that are kept free."""
        lines = max(self._reserved, len(self.shown_lines(width)))
        return lines * QFontMetrics(self.font()).lineSpacing()

    def sizeHint(self) -> QSize:
        """The height at the present width."""
        return QSize(scaled(120), self.heightForWidth(self.width() or scaled(240)))

    def minimumSizeHint(self) -> QSize:
        """A few letters, and the lines that are kept free."""
        return QSize(scaled(40), self._reserved * QFontMetrics(self.font()).lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height when lines break elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._tell_rest()
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = QFontMetrics(self.font())
        for number, line in enumerate(self.shown_lines(self.width())):
            rect = self.rect()
            rect.setTop(number * metrics.lineSpacing())
            rect.setHeight(metrics.lineSpacing())
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, line.rstrip())
