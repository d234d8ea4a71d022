"""Article words on one line of the chrome, whatever their direction."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

_LONGEST = 600
"""Code points that a line of chrome can show at most; more would only cost time to measure."""

# Left open, they would turn the words beside them round; isolation replaces them.
_BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def one_line(text: str) -> str:
    """The beginning of ``text`` on one line, without characters that order other text."""
    return " ".join(text[:_LONGEST].split()).translate(_BIDI_CONTROLS)


def shortened(words: str, most: int = 60) -> str:
    """``words`` cut to ``most`` characters, behind a whole word where one ends not far before."""
    if len(words) <= most:
        return words
    kept = words[: most - 1]
    if not words[most - 1].isspace() and len(kept.rpartition(" ")[0]) > most // 2:
        kept = kept.rpartition(" ")[0]
    return f"{kept.rstrip(' …')}…"


def isolated(words: str) -> str:
    """``words`` so that their direction ends with them (Unicode UAX #9, FSI and PDI)."""
    return f"\u2068{words}\u2069"


def elided_line(text: str, metrics: QFontMetrics, width: int) -> str:
    """``text`` as one isolated line of at most ``width`` px, cut at its own end."""
    line = one_line(text)
    return isolated(metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(0, width)))
