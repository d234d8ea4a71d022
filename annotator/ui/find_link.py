"""Find in all columns: the field in the tool bar and the columns of the desk."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.ui.desk import Desk
from annotator.ui.desk_articles import DeskArticles
from annotator.ui.search_field import SearchField

_REST_MS = 120


class FindLink(QObject):
    """Fills the hits while a person types, and goes from one to the next."""

    left = Signal()
    """The field was left; the focus belongs to the desk."""

    def __init__(
        self, field: SearchField, desk: Desk, articles: DeskArticles, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._field, self._desk = field, desk
        self._count = 0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._search)
        field.words_changed.connect(lambda _words: self._rest.start())
        field.next_asked.connect(lambda: self.step(1))
        field.previous_asked.connect(lambda: self.step(-1))
        field.left.connect(self._leave)
        articles.desk_changed.connect(self._count_again)

    def focus(self) -> None:
        """Take the keyboard into the field."""
        self._field.focus_words()

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) hit."""
        if self._rest.isActive():
            self._search()
        hit = self._desk.next_hit() if by > 0 else self._desk.previous_hit()
        if hit is not None:
            self._tell_place()

    def _search(self) -> None:
        self._rest.stop()
        self._count = sum(self._desk.find_in_all(self._field.text()).values())
        words = self._field.text()
        self._field.set_remark("" if not words else f"{self._count}" if self._count else "none")

    def _count_again(self) -> None:
        if self._field.text():
            self._search()

    def _tell_place(self) -> None:
        current = self._desk.current_hit
        if current is None:
            return
        before = 0
        for article_id in self._desk.article_ids():
            column = self._desk.column(article_id)
            if column is None:
                continue
            if article_id == current[0]:
                place = before + column.hits.index(current[1]) + 1
                self._field.set_remark(f"{place} of {self._count}")
                return
            before += len(column.hits)

    def _leave(self) -> None:
        self._search()
        self.left.emit()
