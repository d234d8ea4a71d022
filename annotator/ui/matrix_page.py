"""The matrix in the dock: statements down, articles across, and a word when there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedLayout, QWidget

from annotator.domain.statement import Statement
from annotator.domain.statement_filter import StatementFilter
from annotator.domain.verdict import Verdict
from annotator.services.matrix_export import Matrix, matrix_as_table
from annotator.ui.article_labels import article_labels, short_labels
from annotator.ui.empty_page import EmptyPage
from annotator.ui.link_model import LinkModel
from annotator.ui.matrix_bar import MatrixBar
from annotator.ui.matrix_model import MatrixModel, ShownCell, ShownStatement
from annotator.ui.matrix_rows import MatrixRows
from annotator.ui.project_model import ProjectModel
from annotator.ui.shown_statements import shown_statement
from annotator.ui.statement_model import StatementModel
from annotator.ui.theme import Theme

_REST_MS = 40
"""Changes come in bursts; they are shown together."""


class MatrixPage(QWidget):
    """Shows the statements of the project; its controls, ``bar``, stand in the bar of the dock.

    It is put together only while it is seen, for a large project has many statements.

    Signals:
        claim_chosen, claim_activated: as of the claims table.
        verdict_asked: the claims of a whole row, and the Verdict for them.
        shown_count_changed: how many statements the filters leave.
        can_be_written_changed: there may be something to write or copy now, or nothing.
        csv_asked, page_asked: the `Matrix` to write into a file.
        copied: how many statements were put on the clipboard.
        left: Esc; the focus belongs to the desk now.
    """

    claim_chosen = Signal(int)
    claim_activated = Signal(int)
    verdict_asked = Signal(object, object)
    shown_count_changed = Signal(int)
    can_be_written_changed = Signal()
    csv_asked = Signal(object)
    page_asked = Signal(object)
    copied = Signal(int)
    left = Signal()

    def __init__(
        self, model: ProjectModel, links: LinkModel, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._links = model, links
        self._stale = True
        self._short: dict[int, str] = {}
        self._full: dict[int, str] = {}
        self._busy = ""
        self._uncompared = ""
        self._uses: list[Callable[[Matrix], None]] = []
        self._statements = StatementModel(model, links, self)
        self._statements.arranged.connect(self._show)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._arrange)
        self.bar = MatrixBar(theme)
        self._rows = MatrixModel(self)
        self.view = MatrixRows(self._rows, theme, self)
        self._empty = EmptyPage(self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self.setFocusProxy(self.view)
        self.view.claim_chosen.connect(self.claim_chosen)
        self.view.claim_activated.connect(self.claim_activated)
        self.view.menu_asked.connect(self._open_menu)
        self.view.copy_asked.connect(self.copy)
        self.view.left.connect(self.left)
        self.view.header_clicked.connect(self._follow_header)
        self.bar.changed.connect(self._arrange)
        self.bar.left.connect(self.left)
        self.bar.copy_asked.connect(self.copy)
        self.bar.csv_asked.connect(self.write_csv)
        self.bar.page_asked.connect(self.write_page)
        self._empty.clear_asked.connect(self.bar.clear)
        model.project_changed.connect(self._forget)
        self.can_be_written_changed.connect(lambda: self.bar.set_writable(self.can_be_written))
        model.articles_changed.connect(lambda _ids: self._offer_articles())
        model.current_changed.connect(lambda _id: self._follow())
        links.links_changed.connect(self._mark_stale)
        self.set_theme(theme)
        self._offer_articles()

    # --- what is shown -----------------------------------------------------------------------

    def set_busy(self, words: str) -> None:
        """Say what is done with the articles just now that can bring statements; "" for nothing."""
        if words != self._busy:
            self._busy = words
            if words:
                self._uncompared = ""
            self._tell_emptiness()

    def set_uncompared(self, why: str) -> None:
        """Say why the last comparison came to no end, until the next one begins."""
        self._uncompared = why
        self._tell_emptiness()

    def _offer_articles(self) -> None:
        articles = self._model.articles().values()
        self.bar.set_articles(articles)
        self._short, self._full = short_labels(articles), article_labels(articles)
        self._mark_stale()

    def _forget(self) -> None:
        """Show nothing of the project that was open before."""
        self._uses.clear()
        self._uncompared = ""
        self._rows.show((), {}, None, ())
        self.shown_count_changed.emit(0)
        self._offer_articles()

    def _follow_header(self, section: int) -> None:
        """Compare with the article that was clicked, or offer other orders of the statements."""
        if section == 0:
            header = self.view.horizontalHeader()
            self.bar.order.open_menu_at(header.mapToGlobal(QPoint(0, header.height())))
        elif self.bar.reference_id != (article_id := self._article_ids()[section - 1]):
            self.bar.set_reference(article_id)

    def _mark_stale(self) -> None:
        was, self._stale = self._stale, True
        if not self.isVisible():
            if not was:
                self.can_be_written_changed.emit()
        elif not self._rest.isActive():
            # Not begun anew by each change: a long row of them would never be shown.
            self._rest.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the rows together when they are first seen after a change."""
        super().showEvent(event)
        if self._stale:
            self._arrange()

    def _arrange(self) -> None:
        self._stale = False
        self._rest.stop()
        self._statements.ask(self.bar.filter, self.bar.statement_order)

    def _article_ids(self) -> list[int]:
        """The reference first, then the others in the order of the project."""
        ids = list(self._model.articles())
        reference = self.bar.reference_id
        if reference in ids:
            ids.remove(reference)
            ids.insert(0, reference)
        return ids

    def _chosen(self) -> Sequence[Statement]:
        return self._statements.chosen if len(self._model.articles()) > 1 else ()

    def _show(self) -> None:
        ids, reference = self._article_ids(), self.bar.reference_id
        statements = self._chosen()
        places = {article_id: place for place, article_id in enumerate(ids)}
        self._rows.show(
            self._statements.keys if statements else (),
            self._statements.row_of,
            lambda place: shown_statement(statements[place], places, reference),
            [self._short[one] for one in ids],
            [self._full[one] for one in ids],
        )
        self._tell_emptiness()
        self._follow()
        self.shown_count_changed.emit(len(statements))
        self.can_be_written_changed.emit()
        if not self._statements.is_running:
            uses, self._uses = self._uses, []
            for use in uses:
                use(self._matrix())

    def _tell_emptiness(self) -> None:
        if self._rows.rowCount():
            self._stack.setCurrentWidget(self.view)
            return
        self._stack.setCurrentWidget(self._empty)
        compared = self._links.has_links
        narrowed = self.bar.filter != StatementFilter() and compared
        if len(self._model.articles()) < 2:
            words = "Add a second article about the event: the matrix lays them side by side."
        elif self._busy:
            words = self._busy
        elif self._links.is_reading or self._statements.is_running:
            words = "Putting the statements together…"
        elif narrowed:
            words = "No statement matches"
        elif self._uncompared:
            words = self._uncompared
        elif not (compared or self._model.can_write):
            words = "This project can only be read: its articles are not compared."
        else:
            words = "No article states what another one states, as far as can be told."
        self._empty.say(words, narrowed and not self._busy)

    def _follow(self) -> None:
        current = self._model.current
        if not self._stale:
            self.view.show_claim(current.id if current is not None else None)

    # --- out of the program ------------------------------------------------------------------

    @property
    def can_be_written(self) -> bool:
        """Whether there is, as far as is known, a statement to write or copy."""
        if self._stale or self._statements.is_running:
            return self._links.has_links and len(self._model.articles()) > 1
        return self._rows.rowCount() > 0

    def write_csv(self) -> None:
        """Have what is shown written to a CSV file."""
        self._with_matrix(self.csv_asked.emit)

    def write_page(self) -> None:
        """Have what is shown written to a web page."""
        self._with_matrix(self.page_asked.emit)

    def copy(self) -> None:
        """Put the table on the clipboard, for a spreadsheet or a document."""
        self._with_matrix(self._copy)

    def _copy(self, matrix: Matrix) -> None:
        QGuiApplication.clipboard().setText(matrix_as_table(matrix))
        self.copied.emit(len(matrix.statements))

    def _with_matrix(self, use: Callable[[Matrix], None]) -> None:
        """Use what is shown, once it is as it should be."""
        if self._stale:
            self._uses.append(use)
            self._arrange()
        elif self._statements.is_running:
            self._uses.append(use)
        else:
            use(self._matrix())

    def _matrix(self) -> Matrix:
        articles = self._model.articles()
        return Matrix(
            tuple(articles[one] for one in self._article_ids()),
            tuple(self._chosen()),
            self.bar.reference_id,
        )

    def statement_of(self, claim_id: int) -> tuple[int, ...]:
        """All claims of the statement that a claim belongs to; itself when it stands alone."""
        return self._statements.statement_of(claim_id)

    # --- a row -------------------------------------------------------------------------------

    def _open_menu(self, row: ShownStatement, cell: ShownCell | None, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if cell is not None and cell.claim_ids:
            claim_id = cell.claim_ids[0]
            go = menu.addAction("Show in the article")
            go.triggered.connect(lambda: self.claim_activated.emit(claim_id))
            menu.addSeparator()
        count = len(row.claim_ids)
        for verdict in Verdict:
            words = f"{verdict.value.capitalize()}, all {count} claims of this statement"
            act = menu.addAction(words if count > 1 else verdict.value.capitalize())
            act.setEnabled(self._model.can_write)
            act.triggered.connect(
                lambda _on=False, given=verdict: self.verdict_asked.emit(row.claim_ids, given)
            )
        menu.addSeparator()
        menu.addAction("Copy as a table").triggered.connect(self.copy)
        menu.popup(at)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.view.set_theme(theme)
        self.bar.set_theme(theme)
        self._empty.set_theme(theme)
