"""What an export takes: which claims, of which articles, in which kind of file."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotator.domain.article import Article
from annotator.domain.claim_filter import ON_THE_DESK, REVIEWED, ClaimFilter, Standing
from annotator.ui.claim_filters import STANDING_CHOICES, article_choices
from annotator.ui.menu_filter_button import Choice, MenuFilterButton
from annotator.ui.theme import Theme

_REVIEWED = "reviewed"
_BELOW = "below"
_BOM = "bom"
_STANDING_CHOICES = tuple(c for c in STANDING_CHOICES if c.value is not Standing.DISMISSED)
_CHOICES = (
    Choice(_REVIEWED, "Reviewed claims"),
    *_STANDING_CHOICES,
    Choice(Standing.DISMISSED, "+ not a claim"),
    Choice(_BELOW, "+ below the sensitivity"),
)
_ADDED = frozenset({Standing.DISMISSED, _BELOW})


class WhichClaims(MenuFilterButton):
    """Every claim of the desk, or some; and what is not on the desk, if somebody wants it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Every claim", "standings", theme, parent)
        self.set_choices(_CHOICES)

    def standings(self) -> frozenset[Standing]:
        """The standings to write."""
        named = frozenset(value for value in self.chosen if isinstance(value, Standing))
        wanted = named - _ADDED
        if _REVIEWED in self.chosen:
            wanted |= REVIEWED
        return frozenset(wanted or ON_THE_DESK) | (named & _ADDED)

    @property
    def takes_all_candidates(self) -> bool:
        """Whether candidates below the sensitivity are written as well."""
        return _BELOW in self.chosen

    def _words(self) -> str:
        base, added = self.chosen - _ADDED, self.chosen & _ADDED
        names = [choice.words for choice in _CHOICES if choice.value in base]
        words = "Every claim" if not names else names[0] if len(names) == 1 else ""
        words = words or f"{len(names)} standings"
        return f"{words} +{len(added)}" if added else words


class ExportChoice(QWidget):
    """The controls of an export for the bar of the dock.

    Signals:
        choice_changed: something else is to be exported, or in another way.
    """

    choice_changed = Signal()

    def __init__(self, theme: Theme, bom: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.which = WhichClaims(theme)
        self.which.setToolTip("Which claims are written")
        self.articles = MenuFilterButton("All articles", "articles", theme)
        self.format = MenuFilterButton("CSV, UTF-8", "formats", theme)
        self.format.set_choices([Choice(_BOM, "CSV, UTF-8 with BOM (Excel)")])
        self.format.set_chosen([_BOM] if bom else [])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for part in (self.which, self.articles, self.format):
            row.addWidget(part)
            part.choice_changed.connect(lambda _: self.choice_changed.emit())

    @property
    def bom(self) -> bool:
        """Whether the file begins with a byte order mark."""
        return _BOM in self.format.chosen

    def wanted(self, threshold: float) -> ClaimFilter:
        """The claims to write, at the desk's sensitivity threshold (0 to 1)."""
        return ClaimFilter(
            standings=self.which.standings(),
            article_ids=frozenset(v for v in self.articles.chosen if isinstance(v, int)),
            threshold=0.0 if self.which.takes_all_candidates else threshold,
        )

    def set_articles(self, articles: Iterable[Article]) -> None:
        """Offer these articles."""
        self.articles.set_choices(article_choices(articles))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.which.set_theme(theme)
        self.articles.set_theme(theme)
        self.format.set_theme(theme)
