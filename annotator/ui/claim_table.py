"""The table of all claims of the project."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from annotator.domain.claim import Claim
from annotator.domain.claim_filter import ClaimFilter
from annotator.ui.claim_filters import ClaimFilters, FilterNames
from annotator.ui.claim_model import ClaimColumn, ClaimTableModel
from annotator.ui.claim_rows import ClaimRows
from annotator.ui.empty_page import EmptyPage
from annotator.ui.link_model import LinkModel
from annotator.ui.no_claims import why_no_claims
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import Theme


class ClaimTable(QWidget):
    """Every claim of the project, with filters in ``filter_bar`` for the bar of the dock.

    Signals:
        claim_chosen: the id of the claim that a person clicked or moved to.
        claim_activated: the id of the claim to go to in its article (double click, Return).
        shown_count_changed: how many claims the filters leave.
        left: Esc; the focus belongs to the desk now.
    """

    claim_chosen = Signal(int)
    claim_activated = Signal(int)
    shown_count_changed = Signal(int)
    left = Signal()

    def __init__(
        self,
        model: ProjectModel,
        theme: Theme,
        links: LinkModel | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._announced = -1
        self._searching = False
        self._rows = ClaimTableModel(model, links, self)
        self.view = ClaimRows(self._rows, theme, self)
        self.filter_bar = ClaimFilters(theme)
        self.filter_bar.filter_changed.connect(self._rows.set_filter)
        self.filter_bar.rows_asked.connect(self._go_to_rows)
        self.filter_bar.left.connect(self._after_filtering)
        self._empty = EmptyPage(self)
        self._empty.clear_asked.connect(self.clear_filters)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self.setFocusProxy(self.view)
        self.view.claim_chosen.connect(self.claim_chosen)
        self.view.claim_activated.connect(self.claim_activated)
        self.view.menu_asked.connect(self._open_menu)
        for changed in (self._rows.modelReset, self._rows.rowsInserted, self._rows.rowsRemoved):
            changed.connect(self._tell_count)
            changed.connect(self._follow)
        self._rows.layoutChanged.connect(self._follow)
        model.current_changed.connect(self._follow)
        model.project_changed.connect(self.clear_filters)
        model.project_changed.connect(self._offer_names)
        model.articles_changed.connect(self._offer_names)
        model.claims_changed.connect(self._offer_names)
        model.articles_changed.connect(self._say_why_empty)
        model.claims_changed.connect(self._say_why_empty)
        self.set_theme(theme)
        self._offer_names()
        self._tell_count()
        self._follow()

    @property
    def total(self) -> int:
        """How many claims the filters leave."""
        return self._rows.rowCount()

    @property
    def filter(self) -> ClaimFilter:
        """What the rows are chosen by."""
        return self._rows.filter

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.view.set_theme(theme)
        self.filter_bar.set_theme(theme)
        self._empty.set_theme(theme)

    def focus_filter(self) -> None:
        """Take the focus into the field for words."""
        self.filter_bar.focus_words()

    def clear_filters(self) -> None:
        """Show every claim."""
        self.filter_bar.clear()

    def _offer_names(self, _ids: object = None) -> None:
        claims = self._model.all_claims()
        reviewers = sorted({claim.reviewer for claim in claims if claim.reviewer})
        articles = tuple(self._model.articles().values())
        self.filter_bar.set_names(FilterNames(articles, tuple(reviewers), len(claims)))

    def _tell_count(self, *_: object) -> None:
        self._say_why_empty()
        self._stack.setCurrentWidget(self.view if self.total else self._empty)
        if self.total != self._announced:
            self._announced = self.total
            self.shown_count_changed.emit(self.total)

    def set_searching(self, searching: bool) -> None:
        """Say whether articles are being searched for claims now."""
        if searching != self._searching:
            self._searching = searching
            self._say_why_empty()

    def _say_why_empty(self, _ids: object = None) -> None:
        if self.total:
            return
        hidden = any(map(self._model.shown_claims, self._model.articles()))
        words = "No claim matches" if hidden else why_no_claims(self._model, self._searching)
        self._empty.say(words, can_clear=hidden)

    def _follow(self, *_: object) -> None:
        current = self._model.current
        row = None if current is None else self._rows.row_of(current.id)
        if row is None:
            self.view.setCurrentIndex(QModelIndex())
            return
        index = self._rows.index(row, ClaimColumn.CLAIM)
        if self.view.currentIndex().row() != row:
            self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def _go_to_rows(self) -> None:
        if not self.total:
            return
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self._rows.index(0, ClaimColumn.CLAIM))
            claim = self.view.current_claim()
            if claim is not None:
                self.claim_chosen.emit(claim.id)

    def _after_filtering(self) -> None:
        self.left.emit()

    def _open_menu(self, claim: Claim, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        go = menu.addAction("Show in the article")
        go.triggered.connect(lambda: self.claim_activated.emit(claim.id))
        copy = menu.addAction("Copy the quote")
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(claim.quote))
        menu.popup(at)
