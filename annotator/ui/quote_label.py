"""A claim's words in the sentence they stand in, in the place of three lines."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotator.domain.span import Span
from annotator.domain.text import text_direction
from annotator.ui.claim_words import plain_tooltip
from annotator.ui.fonts import article_font
from annotator.ui.offsets import Utf16Map, display_text
from annotator.ui.theme import Theme, token

MOST_LINES = 3

_REACH = 240
"""Code points of the sentence that are looked at on each side of the claim."""
_LONGEST = 1_200
"""Code points of a claim that are laid out; three lines never need more."""

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+|\n+")


def sentence_around(text: str, span: Span) -> tuple[str, str, str]:
    """The sentence in which ``span`` stands: before it, its words, after it; on one line each.

    A sentence that begins or ends more than 240 code points away is cut at a word with "…".
    """
    head = text[max(0, span.start - _REACH) : span.start]
    ends = [match.end() for match in _SENTENCE_END.finditer(head)]
    if ends:
        before = head[ends[-1] :]
    elif span.start > _REACH:
        before = "… " + head.partition(" ")[2]
    else:
        before = head
    tail = text[span.end : span.end + _REACH]
    # The claim's own last mark ends the sentence when nothing but white space follows it.
    whole = text[max(span.start, span.end - 8) : span.end] + tail
    own = min(8, len(span))
    stop = next((m for m in _SENTENCE_END.finditer(whole) if m.end() > own), None)
    if stop is not None:
        after = whole[own : max(own, stop.end())].rstrip()
    elif span.end + _REACH < len(text):
        after = tail.rpartition(" ")[0] + " …"
    else:
        after = tail.rstrip()
    words = text[span.start : min(span.end, span.start + _LONGEST)]
    return _flat(before), _flat(words), _flat(after)


def _flat(words: str) -> str:
    return re.sub(r"\s", " ", display_text(words))


class QuoteLabel(QWidget):
    """Shows a claim in the serif of the articles, the rest of its sentence in muted ink."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._before = self._quote = self._after = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_quote(self, text: str, span: Span) -> None:
        """Show the words at ``span`` of an article's canonical ``text``."""
        self._before, self._quote, self._after = sentence_around(text, span)
        self.setAccessibleName(self._quote)
        self.setToolTip(plain_tooltip(" ".join(text[span.start : span.end].split())))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    @property
    def _pitch(self) -> int:
        return int(token("type", "panel_quote", "line"))

    def _laid_out(self, width: float) -> tuple[QTextLayout, int]:
        """The lines for a width, and how many of them the words need in all."""
        before = self._before
        layout, needed = self._lines(before, self._after, width)
        if needed > MOST_LINES and before:
            # The claim itself comes first: its surroundings go before its words do.
            words = before.split()
            layout, needed = self._lines("… " if words else "", self._after, width)
        return layout, needed

    def _lines(self, before: str, after: str, width: float) -> tuple[QTextLayout, int]:
        layout = QTextLayout(before + self._quote + after, article_font("panel_quote"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        rtl = text_direction(self._quote) == "rtl"
        option.setTextDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        layout.setTextOption(option)
        muted = QTextCharFormat()
        muted.setForeground(self._theme.colour("text_muted"))
        layout.setFormats(
            [
                _range(0, _units(before), muted),
                _range(_units(before + self._quote), _units(after), muted),
            ]
        )
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, count * self._pitch))
            count += 1
        layout.endLayout()
        return layout, count

    def sizeHint(self) -> QSize:
        """Three lines of 24 px, however few the words need: what is below keeps its place."""
        return QSize(240, MOST_LINES * self._pitch)

    def minimumSizeHint(self) -> QSize:
        """All three lines."""
        return QSize(120, MOST_LINES * self._pitch)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines; the last one is elided when there are more."""
        painter = QPainter(self)
        layout, needed = self._laid_out(self.width())
        ink: QColor = self._theme.colour("text_article")
        metrics = QFontMetricsF(layout.font())
        shift = (self._pitch - metrics.height()) / 2
        painter.setPen(ink)
        painter.setFont(layout.font())
        shown = min(needed, MOST_LINES)
        full = shown if needed <= MOST_LINES else shown - 1
        origin = QPointF(0, shift)
        if full == needed:
            layout.draw(painter, origin)
            return
        painter.save()
        painter.setClipRect(0, 0, self.width(), full * self._pitch)
        layout.draw(painter, origin)
        painter.restore()
        self._draw_elided(painter, layout, full, metrics)

    def _draw_elided(
        self, painter: QPainter, layout: QTextLayout, number: int, metrics: QFontMetricsF
    ) -> None:
        line = layout.lineAt(number)
        start = Utf16Map(layout.text()).to_code_points(line.textStart())
        rest = layout.text()[start:]
        words = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width())
        quote_ends = len(layout.text()) - len(self._after)
        if start >= quote_ends:
            painter.setPen(self._theme.colour("text_muted"))
        top = number * self._pitch
        rect = self.rect().adjusted(0, top, 0, 0)
        rect.setHeight(self._pitch)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


def _units(words: str) -> int:
    return Utf16Map(words).to_qt(len(words))


def _range(start: int, length: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, style
    return made
