"""The filters of the claims table, for the bar of the dock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.domain.claim import ClaimKind
from annotator.domain.claim_filter import ON_THE_DESK, ClaimFilter, Standing
from annotator.domain.verdict import Verdict
from annotator.ui.article_labels import article_labels
from annotator.ui.fonts import scaled
from annotator.ui.icons import VERDICT_ICONS
from annotator.ui.isolated_text import isolated, one_line, shortened
from annotator.ui.menu_filter_button import Choice, MenuFilterButton
from annotator.ui.search_field import SearchField
from annotator.ui.theme import Theme

_GAP = 8
_REST_MS = 120
_MANY_CLAIMS = 5_000
"""From so many claims on, filtering waits until the typing rests."""

STANDING_CHOICES = (
    *(
        Choice(Standing(verdict.value), verdict.value, VERDICT_ICONS[verdict])
        for verdict in Verdict
    ),
    Choice(Standing.UNREVIEWED, "candidate", "candidate-middle"),
    Choice(Standing.DISMISSED, "not a claim"),
)
_KIND_CHOICES = tuple(Choice(kind, kind.value) for kind in ClaimKind)


@dataclass(frozen=True, slots=True)
class FilterNames:
    """What can be filtered by in the open project."""

    articles: tuple[Article, ...] = ()
    reviewers: tuple[str, ...] = ()
    claims: int = 0


def article_choices(articles: Iterable[Article]) -> tuple[Choice, ...]:
    """Articles to choose from by their labels; those that share one are told apart by title."""
    known = list(articles)
    labels = article_labels(known)
    return tuple(Choice(article.id, isolated(shortened(labels[article.id]))) for article in known)


class ClaimFilters(QWidget):
    """Words, verdict, kind, article and reviewer to filter by; folds into one button when narrow.

    Signals:
        filter_changed: the ClaimFilter now wanted; its threshold says nothing.
        rows_asked: Return in the field; the focus belongs to what was found.
        left: Esc in the field; the focus belongs somewhere else now.
    """

    filter_changed = Signal(object)
    rows_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._claims = 0
        self._folded = False
        self._announced = ClaimFilter()
        self.words = SearchField("Filter claims", theme, width=180, clears_on_escape=True)
        self.verdicts = MenuFilterButton("Any verdict", "verdicts", theme)
        self.kinds = MenuFilterButton("Any kind", "kinds", theme)
        self.articles = MenuFilterButton("All articles", "articles", theme)
        self.reviewers = MenuFilterButton("Any reviewer", "reviewers", theme)
        self.verdicts.set_choices(STANDING_CHOICES)
        self.kinds.set_choices(_KIND_CHOICES)
        self._fold_button = FoldButton(theme, self)
        self._sheet = _FilterSheet(theme, self)
        self._sheet.clear_asked.connect(self.clear)
        self._fold_button.clicked.connect(self._open_sheet)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._announce)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addStretch(1)
        row.addWidget(self.words)
        row.addWidget(self._fold_button)
        self._row = row
        for button in self._buttons:
            row.addWidget(button)
            button.choice_changed.connect(self._announce)
        self._fold_button.hide()
        self.words.words_changed.connect(self._take_words)
        self.words.next_asked.connect(self._go_to_rows)
        self.words.left.connect(self._leave)
        self.setTabOrder(self.words, self._fold_button)

    @property
    def _buttons(self) -> tuple[MenuFilterButton, ...]:
        return (self.verdicts, self.kinds, self.articles, self.reviewers)

    @property
    def is_folded(self) -> bool:
        """Whether the four lists stand behind one button."""
        return self._folded

    def wanted(self) -> ClaimFilter:
        """The filter as it is set now."""
        standings = frozenset(Standing(str(value)) for value in self.verdicts.chosen)
        return ClaimFilter(
            standings=standings or ON_THE_DESK,
            kinds=frozenset(ClaimKind(str(value)) for value in self.kinds.chosen),
            article_ids=frozenset(v for v in self.articles.chosen if isinstance(v, int)),
            reviewers=frozenset(str(value) for value in self.reviewers.chosen),
            words=self.words.text().strip(),
        )

    def set_names(self, names: FilterNames) -> None:
        """Offer these articles and reviewers; what is chosen and gone is no longer filtered by."""
        self._claims = names.claims
        self.articles.set_choices(article_choices(names.articles))
        self.reviewers.set_choices(
            [Choice(name, isolated(shortened(one_line(name)))) for name in names.reviewers]
        )
        self._announce()
        self._fit()

    def clear(self) -> None:
        """Take every restriction away."""
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        for button in self._buttons:
            button.set_chosen(())
        # The field shows and hides its clear button by the signal that was held back.
        self.words.textChanged.emit("")
        self._announce()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.words.set_theme(theme)
        self._sheet.set_theme(theme)
        for button in (self._fold_button, *self._buttons):
            button.set_theme(theme)

    def focus_words(self) -> None:
        """Take the focus into the field."""
        self.words.focus_words()

    def _take_words(self, _words: str) -> None:
        self._rest.start(_REST_MS if self._claims > _MANY_CLAIMS else 0)

    def _go_to_rows(self) -> None:
        self._announce()
        self.rows_asked.emit()

    def _leave(self) -> None:
        self._announce()
        self.left.emit()

    def _announce(self, _chosen: object = None) -> None:
        self._rest.stop()
        wanted = self.wanted()
        self._fold_button.set_count(sum(bool(button.chosen) for button in self._buttons))
        if wanted != self._announced:
            self._announced = wanted
            self.filter_changed.emit(wanted)
        self._fit()

    # Folding

    def sizeHint(self) -> QSize:
        """Room for everything side by side, whether folded or not."""
        width = self.words.sizeHint().width()
        width += sum(button.sizeHint().width() + _GAP for button in self._buttons)
        return QSize(width, scaled(28))

    def minimumSizeHint(self) -> QSize:
        """Room for the field and one button."""
        field = self.words.minimumSizeHint().width()
        return QSize(field + _GAP + self._fold_button.sizeHint().width(), scaled(28))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.updateGeometry()
        fold = self.width() < self.sizeHint().width()
        if fold == self._folded:
            return
        self._folded = fold
        if fold:
            self._sheet.take(self._buttons)
        else:
            self._sheet.hide()
            for button in self._buttons:
                self._row.addWidget(button)
                button.show()
        self._fold_button.setVisible(fold)

    def _open_sheet(self) -> None:
        below = self._fold_button.mapToGlobal(QPoint(0, self._fold_button.height() + 2))
        self._sheet.adjustSize()
        right = below.x() + self._fold_button.width() - self._sheet.width()
        self._sheet.move(max(0, right), below.y())
        self._sheet.show()
        self.verdicts.setFocus(Qt.FocusReason.PopupFocusReason)


class FoldButton(MenuFilterButton):
    """Stands for all filters together: "Filters", "Filters: 2"."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Filters", "", theme, parent)
        self.clicked.disconnect(self.open_menu)

    def set_count(self, count: int) -> None:
        """Say how many of the filters restrict something."""
        self.setText(f"Filters: {count}" if count else "Filters")
        self.setAccessibleName(f"Filters: {count or 'none'}")
        self.updateGeometry()
        self.update()

    def open_menu(self) -> None:
        """Open what a click opens."""
        self.click()


class _FilterSheet(QWidget):
    """The filters one below the other, over the window."""

    clear_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.setAccessibleName("Filters")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(_GAP)
        title = QLabel("Filters", self)
        title.setProperty("role", "section")
        column.addWidget(title)
        self._clear = QPushButton("Clear filters", self)
        self._clear.setProperty("look", "small")
        self._clear.clicked.connect(self.clear_asked)
        column.addWidget(self._clear)

    def take(self, buttons: Sequence[MenuFilterButton]) -> None:
        """Put the filters onto the sheet."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        for place, button in enumerate(buttons, 1):
            column.insertWidget(place, button)
            button.show()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground and edge, as menus have them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("control_border"))
        painter.fillRect(self.rect().adjusted(1, 1, -1, -1), self._theme.colour("raised"))
