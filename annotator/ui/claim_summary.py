"""The top of the claim panel: the claim's words, its kinds, its score and the reasons for it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain.claim import Claim, ClaimState, Origin
from annotator.ui.chip import Chip
from annotator.ui.few_lines import FewLines
from annotator.ui.fonts import scaled
from annotator.ui.quote_label import QuoteLabel
from annotator.ui.score_meter import ScoreMeter
from annotator.ui.theme import Theme

_MOST_CUES = 4
_MOST_KINDS = 3
_CHIP_HEIGHT = 20
_REASON_LINES = 3
"""Always kept free, so that the verdict buttons keep their place from claim to claim."""


class ClaimSummary(QWidget):
    """Says what the claim is and why it was marked; everything in it is plain text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self._quote = QuoteLabel(theme)
        column.addWidget(self._quote)
        row = QHBoxLayout()
        row.setSpacing(4)
        # A claim without kinds leaves their place free.
        row.addStrut(scaled(_CHIP_HEIGHT))
        self._chips = [Chip("", theme, filled=nth == 0) for nth in range(_MOST_KINDS)]
        for chip in self._chips:
            row.addWidget(chip)
        row.addStretch(1)
        self._meter = ScoreMeter(theme)
        row.addWidget(self._meter)
        column.addLayout(row)
        self._why = FewLines(_REASON_LINES, reserved=_REASON_LINES)
        self._why.setProperty("role", "small")
        column.addWidget(self._why)

    def show_claim(self, claim: Claim, text: str) -> None:
        """Show a claim of the article with this canonical text."""
        self._quote.set_quote(text, claim.span)
        for chip, kind in zip(self._chips, (*claim.kinds, *[None] * _MOST_KINDS), strict=False):
            chip.setVisible(kind is not None)
            if kind is not None:
                chip.set_words(kind.value)
        self._meter.set_score(claim.check_worthiness)
        lines = self._reasons(claim)
        self._why.set_words("\n".join(lines))
        self._why.setAccessibleName("Why it was marked: " + "; ".join(lines))

    @staticmethod
    def _reasons(claim: Claim) -> list[str]:
        if claim.state is ClaimState.DISMISSED:
            first = ["Marked as not a claim. It is kept, and it is not in the counts."]
        elif claim.state is ClaimState.REMOVED:
            first = ["No longer a claim of its own."]
        elif claim.origin is Origin.REVIEWER:
            first = ["Added by a reviewer."]
        else:
            first = []
        return first + [cue[:1].upper() + cue[1:] for cue in claim.cues[:_MOST_CUES]]

    @property
    def reasons(self) -> str:
        """The lines under the chips."""
        return self._why.text()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self._quote.set_theme(theme)
        self._meter.set_theme(theme)
        for chip in self._chips:
            chip.set_theme(theme)
