"""Type and mark sizes of article text at a zoom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QFont, QFontMetricsF

from annotator.ui.fonts import article_font
from annotator.ui.theme import token

# English prose; its mean width per character decides the measure in every script.
_SAMPLE = (
    "The coast guard said on Friday that the vessel was carrying 213 people, most of them asleep."
)
_POINTS_PER_INCH = 72
CENTRE_ABOVE_BASELINE = 5.7
"""How far above its baseline the middle of a 25 px line is, in px at 100 %."""


@dataclass(frozen=True, slots=True)
class ArticleType:
    """Sizes in device-independent pixels at one zoom; whole ones keep lines and tints crisp.

    Attributes:
        zoom: 1.0 is 100 %.
        pitch: from line to line.
        gap: between paragraphs.
        top, bottom, before, after: room round the text; ``before`` is on the side of the lane.
    """

    zoom: float
    face: str
    font_size: float
    pitch: int
    gap: int
    top: int
    bottom: int
    before: int
    after: int

    def font(self, dpi: float) -> QFont:
        """The font of article text on a screen of ``dpi`` logical dots per inch."""
        font = article_font("article", self.zoom, self.face)
        font.setPointSizeF(self.font_size * _POINTS_PER_INCH / dpi)
        # Full hinting would round every letter's width and make words ragged.
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        return font

    def measure(self, dpi: float) -> int:
        """The widest that text is set, with the room at both sides of it."""
        mean_width = QFontMetricsF(self.font(dpi)).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        return (
            round(mean_width * int(token("size", "text_max_width_ch"))) + self.before + self.after
        )

    def scaled(self, size: float) -> float:
        """A size of the tokens at this zoom."""
        return size * self.zoom


@cache
def article_type(zoom: float, face: str = "serif") -> ArticleType:
    """The sizes at ``zoom`` (1.0 is 100 %) of a ``face``, "serif" or "sans"."""
    text = token("type", "article")
    return ArticleType(
        zoom=zoom,
        face=face,
        font_size=text["size"] * zoom,
        pitch=round(text["line"] * zoom),
        gap=round(text["paragraph_gap"] * zoom),
        top=16,
        bottom=48,
        before=4,
        after=10,
    )
