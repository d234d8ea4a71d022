"""What the matrix shows and in what order: the controls in the bar of the dock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from annotator.domain.article import Article
from annotator.domain.link import DifferenceField
from annotator.domain.statement_filter import StatementChoice, StatementFilter, StatementOrder
from annotator.ui.article_labels import short_labels
from annotator.ui.claim_filters import article_choices
from annotator.ui.commands import REASONS
from annotator.ui.fonts import scaled
from annotator.ui.isolated_text import isolated
from annotator.ui.menu_filter_button import Choice, MenuFilterButton
from annotator.ui.search_field import SearchField
from annotator.ui.theme import Theme

_REST_MS = 120
_BETWEEN = 8
_LEAST_REFERENCE = 110
"""px in which an article can be told by its name."""
_SHOWN = (
    Choice(StatementChoice.LINKED, "Linked statements", short="Linked"),
    Choice(StatementChoice.CONFLICTS, "Conflicts only", "relation-conflict", short="Conflicts"),
    Choice(StatementChoice.ODD_ONE_OUT, "One article the odd one out", short="Odd one out"),
    Choice(StatementChoice.ONE_ARTICLE, "In one article only", short="One article"),
    Choice(StatementChoice.ALL, "Every statement", short="All"),
)
_ORDERS = (
    Choice(StatementOrder.CONFLICTS, "Conflicts first"),
    Choice(StatementOrder.CHECK_WORTHINESS, "Check-worthiness"),
    Choice(StatementOrder.COVERAGE, "Coverage"),
    Choice(StatementOrder.READING, "Reading order"),
)
_FIELDS = tuple(Choice(field, field.value.capitalize()) for field in DifferenceField)


class MatrixBar(QWidget):
    """Reference article, filters, order, words, and the way out of the program.

    Signals:
        changed: something else is wanted.
        csv_asked, page_asked, copy_asked: the matrix as CSV, as an HTML page, on the clipboard.
        left: Esc in the field; the focus belongs somewhere else now.
    """

    changed = Signal()
    csv_asked = Signal()
    page_asked = Signal()
    copy_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reference = MenuFilterButton("Compared with", "", theme, single=True, shrinks=True)
        self.shown = MenuFilterButton("", "", theme, single=True)
        self.fields = MenuFilterButton("Any field", "fields", theme)
        self.order = MenuFilterButton("", "", theme, single=True)
        # A short word, so that the bar fits beside the tabs in a small window.
        self.words = SearchField("Filter", theme, width=136, clears_on_escape=True)
        self.words.setAccessibleName("Filter statements")
        self.export = QPushButton("Save")
        self.set_writable(False)
        self.shown.set_choices(_SHOWN)
        self.fields.set_choices(_FIELDS)
        self.order.set_choices(_ORDERS)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.changed)
        self.words.words_changed.connect(lambda _words: self._rest.start())
        self.words.left.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        row.addStretch(1)
        for button in self._buttons:
            button.choice_changed.connect(lambda _values: self._tell_change())
        # Order and fields are seldom changed: they live in the menu of what is shown.
        self.shown.add_submenu("Sorted by", self.order)
        self.shown.add_submenu("Conflicts in", self.fields)
        for hidden in (self.order, self.fields):
            hidden.setParent(self)
            hidden.hide()
        row.addWidget(self.reference)
        row.addWidget(self.shown)
        row.addWidget(self.words)
        row.addWidget(self.export)
        self.export.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.export.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._fill_export()

    def set_writable(self, writable: bool) -> None:
        """Say whether there is a statement to write or copy."""
        self.export.setEnabled(writable)
        self.export.setToolTip(
            "Write the matrix to a file, or copy it" if writable else REASONS["matrix"]
        )

    def _fill_export(self) -> None:
        menu = QMenu(self.export)
        for words, signal in (
            ("CSV file…", self.csv_asked),
            ("Web page…", self.page_asked),
            ("Copy as a table", self.copy_asked),
        ):
            menu.addAction(words).triggered.connect(signal)
        self.export.setMenu(menu)

    @property
    def _buttons(self) -> tuple[MenuFilterButton, ...]:
        return (self.reference, self.shown, self.fields, self.order)

    def set_articles(self, articles: Iterable[Article]) -> None:
        """Offer these articles to compare with."""
        known = list(articles)
        short = short_labels(known)
        self.reference.set_choices(
            tuple(
                replace(choice, short=isolated(short[article.id]))
                for choice, article in zip(article_choices(known), known, strict=True)
            )
        )

    @property
    def reference_id(self) -> int | None:
        """The article that others are compared with."""
        return next((value for value in self.reference.chosen if isinstance(value, int)), None)

    def set_reference(self, article_id: int) -> None:
        """Compare with another article."""
        self.reference.set_chosen((article_id,))
        self.changed.emit()

    @property
    def filter(self) -> StatementFilter:
        """What is wanted."""
        shown = next(iter(self.shown.chosen), StatementChoice.LINKED)
        fields = frozenset(
            field for field in self.fields.chosen if isinstance(field, DifferenceField)
        )
        return StatementFilter(StatementChoice(str(shown)), fields, self.words.text())

    @property
    def statement_order(self) -> StatementOrder:
        """The order that is wanted."""
        return StatementOrder(str(next(iter(self.order.chosen), StatementOrder.CONFLICTS)))

    def sizeHint(self) -> QSize:
        """Room for everything, whether the reference is shown or not."""
        controls = (self.reference, self.shown, self.words, self.export)
        width = sum(one.sizeHint().width() for one in controls)
        return QSize(width + _BETWEEN * (len(controls) - 1), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for everything but the reference, which a click on a header chooses too."""
        others = (self.shown, self.words, self.export)
        width = sum(one.minimumSizeHint().width() for one in others)
        return QSize(width + _BETWEEN * (len(others) - 1), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the reference out where only its first letters would show."""
        super().resizeEvent(event)
        least = min(scaled(_LEAST_REFERENCE), self.reference.sizeHint().width())
        room = self.width() - self.minimumSizeHint().width() - _BETWEEN
        self.reference.setVisible(room >= least)

    def clear(self) -> None:
        """Show every linked statement again."""
        self.words.clear()
        self.fields.set_chosen(())
        self.shown.set_chosen((StatementChoice.LINKED,))
        self._tell_change()

    def _tell_change(self) -> None:
        # The fields have no button of their own in the bar.
        fields = self.filter.fields
        named = next(iter(fields)).value if len(fields) == 1 else f"{len(fields)} fields"
        self.shown.set_more(named if fields else "")
        self.changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        for button in self._buttons:
            button.set_theme(theme)
        self.words.set_theme(theme)
