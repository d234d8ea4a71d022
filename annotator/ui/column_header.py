"""The header of an article column: outlet, date, progress, title, close button."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QIcon,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolButton, QToolTip, QWidget

from annotator.domain.article import ArticleMetadata
from annotator.domain.claim import rules_only_words
from annotator.domain.progress import Progress
from annotator.ui.claim_words import plain_tooltip
from annotator.ui.fonts import chrome_font, scaled
from annotator.ui.icons import icon_pixmap
from annotator.ui.theme import Theme, token

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_EDGE, _CLOSE, _GAP = 16, 24, 8
_LINE = 2
_LEAST_DATE = 64
"""px from which on a long date is shown cut."""


def date_words(published: str, this_year: int) -> str:
    """A publication date for the header: "10 Oct", with the year when it is not this one.

    ``published`` is ISO 8601, or words that are given back as they are; empty gives "no date".
    """
    if not published.strip():
        return "no date"
    try:
        day = date.fromisoformat(published.strip()[:10])
    except ValueError:
        return " ".join(published.split())
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == this_year else f"{words} {day.year}"


class ColumnHeader(QWidget):
    """Two lines about an article and its progress; paints text plainly, whatever it holds."""

    clicked = Signal()
    close_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._metadata = ArticleMetadata(title="")
        self._subtitle = ""
        self._notice = ""
        self._progress = Progress()
        self._active = False
        self._title_rect = QRect()
        self._close = QToolButton(self)
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self.close_clicked)
        self.set_theme(theme)
        self._name_itself()

    @property
    def outlet(self) -> str:
        """The short name on line 1."""
        return self._metadata.outlet or self._metadata.title

    @property
    def is_compact(self) -> bool:
        """Whether the column is so narrow that the date moves to line 2."""
        return self.width() < int(token("size", "column_compact_header_below"))

    def sizeHint(self) -> QSize:
        """As wide as a column must be, as high as two lines of chrome."""
        return QSize(int(token("size", "column_min")), scaled(token("size", "column_header")))

    def set_article(self, metadata: ArticleMetadata, subtitle: str) -> None:
        """Show another article: outlet and date, and its title or source on line 2."""
        self._metadata = metadata
        self._subtitle = " ".join(subtitle.split())
        self._name_itself()

    def set_progress(self, progress: Progress) -> None:
        """Show how far the review of the article has come."""
        if progress != self._progress:
            self._progress = progress
            self._name_itself()

    def set_rules_only(self, language: str) -> None:
        """Say before the title that only rules marked the article, for it is in ``language``."""
        notice = rules_only_words(language)
        if notice != self._notice:
            self._notice = notice
            self._name_itself()

    @property
    def notice(self) -> str:
        """What is said of how the article was marked; mostly nothing."""
        return self._notice

    def set_active(self, active: bool) -> None:
        """Show whether keys act on this column."""
        if active != self._active:
            self._active = active
            self._set_icon()
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._set_icon()
        self.update()

    def _set_icon(self) -> None:
        ink, ground = self._theme.colour("text_muted"), self._theme.colour(self._ground_role)
        icon = QIcon()
        for ratio in (1.0, 2.0):
            pixmap: QPixmap = icon_pixmap("x", ink, ground, 16, ratio)
            icon.addPixmap(pixmap)
        self._close.setIcon(icon)

    @property
    def _ground_role(self) -> str:
        return "paper" if self._active else "panel"

    def _count_words(self) -> str:
        words = f"{self._progress.reviewed} of {self._progress.total}"
        return words if self.is_compact else f"{words} reviewed"

    def _second_line(self) -> str:
        if not self.is_compact:
            return self._subtitle
        return f"{date_words(self._metadata.published, date.today().year)} · {self._subtitle}"

    def _name_itself(self) -> None:
        when = date_words(self._metadata.published, date.today().year)
        counted = f"{self._progress.reviewed} of {self._progress.total} reviewed"
        self.setAccessibleName(f"{self.outlet}, {when}, {counted}")
        described = (self._notice, self._metadata.title)
        self.setAccessibleDescription(". ".join(words for words in described if words))
        self._close.setAccessibleName(f"Take {self.outlet} off the desk")
        self._close.setToolTip(plain_tooltip(f"Take {self.outlet} off the desk"))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the close button at the right end of line 1."""
        super().resizeEvent(event)
        size = scaled(_CLOSE)
        self._close.setFixedSize(size, size)
        self._close.move(self.width() - size - 6, scaled(9) + (scaled(20) - size) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, both lines, the progress and the sign of the active column."""
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour(self._ground_role))
        self._paint_first_line(painter)
        self._paint_second_line(painter)
        bottom = self.height() - _LINE
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("rule"))
        if self._progress.total:
            share = self._progress.reviewed / self._progress.total
            ink = theme.colour("accent" if self._active else "text_muted")
            painter.fillRect(0, bottom, round(self.width() * share), _LINE, ink)
        if self._active:
            painter.fillRect(0, 0, self.width(), _LINE, theme.colour("accent"))
        painter.end()

    def _paint_first_line(self, painter: QPainter) -> None:
        strong, small = chrome_font("column_outlet"), chrome_font("small")
        top, height = scaled(9), scaled(20)
        right = self._close.x() - 4
        counted = self._count_words()
        width = QFontMetrics(small).horizontalAdvance(counted) + 1
        self._paint(painter, small, "text", QRect(right - width, top, width, height), counted)
        room = right - width - _GAP - _EDGE
        used = self._paint(painter, strong, "text", QRect(_EDGE, top, room, height), self.outlet)
        if not self.is_compact:
            when = date_words(self._metadata.published, date.today().year)
            left = _EDGE + used + _GAP
            rect = QRect(left, top, right - width - _GAP - left, height)
            needed = QFontMetrics(small).horizontalAdvance(when)
            # Half of "no date" or of a day tells nothing; of longer words the beginning does.
            if rect.width() >= min(needed, scaled(_LEAST_DATE)):
                self._paint(painter, small, "text_muted", rect, when)

    def _paint_second_line(self, painter: QPainter) -> None:
        font = chrome_font("table")
        width = self.width() - _EDGE - scaled(_CLOSE) - 10
        self._title_rect = QRect(_EDGE, scaled(32), width, scaled(18))
        rest = QRect(self._title_rect)
        if self._notice:
            used = self._paint(painter, font, "warning_ink", rest, self._notice)
            rest.setLeft(rest.left() + used + _GAP)
        self._paint(painter, font, "text_muted", rest, self._second_line())

    def _paint(self, painter: QPainter, font: QFont, role: str, rect: QRect, words: str) -> int:
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, rect.width()))
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rect, flags, shown)
        return metrics.horizontalAdvance(shown)

    def event(self, event: QEvent) -> bool:
        """Say in full what the lines may have cut."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._metadata.title
            if event.pos().y() < self._title_rect.top() and self._metadata.outlet:
                when = date_words(self._metadata.published, date.today().year)
                words = f"{self.outlet}, {when}\n{words}"
            if self._notice:
                words = f"{words}\n{self._notice}"
            QToolTip.showText(event.globalPos(), plain_tooltip(words), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the column."""
        self.clicked.emit()
        event.accept()
