"""Fills a QTextDocument with article text: paragraphs, fixed line pitch, direction."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextOption,
)

from annotator.domain.text import Direction
from annotator.ui.article_type import ArticleType

# The share of breaks that must be blank lines for single newlines to be mere line breaks.
_BLANK_LINE_SHARE = 1 / 12
_COLLAPSED = 1.0
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


def fill_document(document: QTextDocument, display: str, direction: Direction) -> None:
    """Put ``display`` (see ``offsets.display_text``) into an empty or old document."""
    document.setUndoRedoEnabled(False)
    option = QTextOption()
    rtl = direction == "rtl"
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setPlainText(display)


def set_type(document: QTextDocument, display: str, sizes: ArticleType, font: QFont) -> None:
    """Give all text its font, line pitch, paragraph gaps and the room round it.

    Lines that are blank take the height of a paragraph gap, and no more however many follow each
    other. In a text that parts its paragraphs by blank lines, a single newline opens no gap.
    """
    rtl = document.defaultTextOption().textDirection() is Qt.LayoutDirection.RightToLeft
    document.setDefaultFont(font)
    room = QTextFrameFormat()
    room.setTopMargin(sizes.top)
    room.setBottomMargin(sizes.bottom)
    room.setLeftMargin(sizes.after if rtl else sizes.before)
    room.setRightMargin(sizes.before if rtl else sizes.after)
    document.setDocumentMargin(0)
    document.rootFrame().setFrameFormat(room)

    lines = display.split("\n")
    blank = [not line or line.isspace() for line in lines]
    gap = 0 if _parts_by_blank_lines(blank) else sizes.gap
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setBlockFormat(_block_format(sizes.pitch, gap, rtl))
    block = document.firstBlock()
    for nth, is_blank in enumerate(blank):
        height = None
        if is_blank:
            height = _COLLAPSED if nth and blank[nth - 1] else float(sizes.gap)
        elif gap and nth + 1 < len(blank) and blank[nth + 1]:
            height = float(sizes.pitch)
        if height is not None:
            cursor.setPosition(block.position())
            cursor.setBlockFormat(_block_format(height, 0, rtl))
        block = block.next()
    cursor.endEditBlock()


def _parts_by_blank_lines(blank: list[bool]) -> bool:
    parted = sum(1 for nth, is_blank in enumerate(blank) if is_blank and nth and not blank[nth - 1])
    single = sum(1 for nth in range(1, len(blank)) if not blank[nth] and not blank[nth - 1])
    return parted > 0 and parted >= (parted + single) * _BLANK_LINE_SHARE


def _block_format(height: float, gap: float, rtl: bool) -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(height, _FIXED)
    made.setBottomMargin(gap)
    made.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    return made


_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def has_right_to_left(text: str) -> bool:
    """Whether any letter or control of ``text`` runs from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None
