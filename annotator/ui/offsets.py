"""Code points to Qt's UTF-16 positions and back; no other module knows about UTF-16."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

from PySide6.QtCore import QTextBoundaryFinder

from annotator.domain.span import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# Line and paragraph separators, and the other characters that a layout breaks lines at.
_BREAKING = re.compile("[\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
# Control characters but tab and newline, lone surrogates, the marks that a QTextDocument keeps
# for its own frames, and the character that it takes for an embedded object.
_UNSHOWABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0\ufdd1\ufffc]")
_REPLACEMENT = "\ufffd"
_GRAPHEME_WINDOW = 256
"""Code points looked at on each side of a border; prose has no longer grapheme clusters."""


class Utf16Map:
    """Turns code-point offsets of a text into positions of a QTextDocument that shows it, and back.

    The document holds ``display_text(text)``. Both ways take O(log n) time; the memory taken
    is two integers for every character beyond the Basic Multilingual Plane.
    """

    def __init__(self, text: str) -> None:
        self._points = array("Q")
        if not text.isascii():
            self._points.extend(match.start() for match in _ASTRAL.finditer(text))
        self._positions = array("Q", (at + nth for nth, at in enumerate(self._points)))

    def to_qt(self, code_point_offset: int) -> int:
        """The UTF-16 position of a code-point offset from 0 to the text's length."""
        return code_point_offset + bisect_left(self._points, code_point_offset)

    def to_code_points(self, qt_position: int) -> int:
        """The code-point offset of a UTF-16 position; inside a pair, that of its character."""
        return qt_position - bisect_left(self._positions, qt_position)


def display_text(text: str) -> str:
    r"""``text`` as a QTextDocument shows it: same length in code points and in UTF-16.

    Only ``\n`` starts a new block. Every other character that Qt would break a line at becomes a
    space, and every one that it would swallow or keep for itself becomes U+FFFD.
    """
    return _UNSHOWABLE.sub(_REPLACEMENT, _BREAKING.sub(" ", text))


def grapheme_span(text: str, span: Span) -> Span:
    """``span`` widened to the nearest borders of what a reader takes for one character.

    The borders are those of UAX #29 (extended grapheme clusters), found by Qt.
    """
    return Span(_grapheme_border(text, span.start, -1), _grapheme_border(text, span.end, 1))


def _grapheme_border(text: str, offset: int, step: int) -> int:
    begin = max(0, offset - _GRAPHEME_WINDOW)
    window = display_text(text[begin : offset + _GRAPHEME_WINDOW])
    positions = Utf16Map(window)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, window)
    at = offset - begin
    while 0 < at < len(window):
        finder.setPosition(positions.to_qt(at))
        if finder.isAtBoundary():
            break
        at += step
    return begin + at
