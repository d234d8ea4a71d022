"""The desk: one to six article columns side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.domain.span import Span
from annotator.ui.article_column import ArticleColumn
from annotator.ui.columns_in_view import beside, place_for_both
from annotator.ui.theme import Theme, token

MOST_COLUMNS = 6
_SAME_WIDTH = 2
"""Columns whose widths (px) differ by no more were never made wider or narrower by hand."""


class Desk(QWidget):
    """Article columns in a splitter; what does not fit scrolls sideways by whole columns."""

    active_changed = Signal(int)
    claim_clicked = Signal(int)
    claim_activated = Signal(int)
    selection_changed = Signal(int, object)
    """The article's id, and the selected Span or None."""
    column_closed = Signal(int)
    """The close button of an article's column was pressed; the column is still there."""
    context_menu_asked = Signal(int, object, QPoint)
    """The article's id, the id of the claim there or None, and where on the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zoom = 1.0
        self._face = "serif"
        self._columns: dict[int, ArticleColumn] = {}
        # As they stand just now, where one was moved beside another.
        self._order: list[int] = []
        self._active: int | None = None
        self._equal = True
        self._words = ""
        self._hit: tuple[int, int] | None = None
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._splitter)
        self._area.viewport().installEventFilter(self)
        self._splitter.installEventFilter(self)
        self._splitter.splitterMoved.connect(self._follow_handle)
        self._area.horizontalScrollBar().sliderReleased.connect(self._snap)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)

    # --- columns -----------------------------------------------------------------------------

    def show_articles(self, articles: Sequence[tuple[Article, str]]) -> None:
        """Show these articles (with their canonical texts) from left to right, six at most.

        A column whose article stays keeps its scroll position, selection and claims.
        """
        if len(articles) > MOST_COLUMNS:
            raise ValueError(f"{len(articles)} columns: the desk holds {MOST_COLUMNS}")
        ids = [article.id for article, _ in articles]
        self._order = ids
        place = self.article_ids().index(self._active) if self._active in self._columns else 0
        same = ids == list(self._columns)
        for gone in self._columns.keys() - ids:
            self._remove(gone)
        kept = self._columns
        self._columns = {}
        for nth, (article, text) in enumerate(articles):
            column = kept.get(article.id) or self._new_column(article.id)
            self._columns[article.id] = column
            if self._splitter.indexOf(column) != nth:
                self._splitter.insertWidget(nth, column)
            column.set_article(article, text)
            column.show()
        if not same:
            self._fit()
            self.equalise()
            self._find_again()
        if self._active not in self._columns:
            self._active = None
            if ids:
                # Whoever closes the column at work goes on in the one that takes its place.
                self.set_active(ids[min(place, len(ids) - 1)])

    def _new_column(self, article_id: int) -> ArticleColumn:
        column = ArticleColumn(self._theme)
        column.set_zoom(self._zoom)
        column.set_face(self._face)
        column.claim_clicked.connect(self.claim_clicked)
        column.claim_activated.connect(self.claim_activated)
        column.activated.connect(lambda: self._follow_keyboard(article_id))
        column.close_clicked.connect(lambda: self.column_closed.emit(article_id))
        column.selection_changed.connect(lambda span: self.selection_changed.emit(article_id, span))
        column.context_menu_asked.connect(
            lambda claim_id, at: self.context_menu_asked.emit(article_id, claim_id, at)
        )
        return column

    def _remove(self, article_id: int) -> None:
        column = self._columns.pop(article_id)
        column.hide()
        column.setParent(None)
        column.deleteLater()
        if self._hit and self._hit[0] == article_id:
            self._hit = None

    def column(self, article_id: int) -> ArticleColumn | None:
        """The column of an article, or None when it is not on the desk."""
        return self._columns.get(article_id)

    def columns(self) -> list[ArticleColumn]:
        """The columns from left to right."""
        return list(self._columns.values())

    def article_ids(self) -> list[int]:
        """The articles from left to right."""
        return list(self._columns)

    # --- the active column -------------------------------------------------------------------

    @property
    def active_article_id(self) -> int | None:
        """The article that keys act on; None on an empty desk."""
        return self._active

    def active_column(self) -> ArticleColumn | None:
        """The column that keys act on; None on an empty desk."""
        return self._columns.get(self._active) if self._active is not None else None

    def set_active(self, article_id: int) -> None:
        """Let keys act on an article's column, and bring it into view."""
        column = self._columns[article_id]
        changed = article_id != self._active
        self._active = article_id
        for one_id, one in self._columns.items():
            one.set_active(one_id == article_id)
        self._bring_in(column)
        # Else the keyboard would take the desk back to the column it was left in.
        if self.window().focusWidget() in [one.view for one in self.columns() if one != column]:
            column.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if changed:
            self.active_changed.emit(article_id)

    def _follow_keyboard(self, article_id: int) -> None:
        # A column that was just taken off may still lose the focus.
        if article_id in self._columns:
            self.set_active(article_id)

    def next_column(self) -> None:
        """Move the keyboard one column to the right, from the last to the first."""
        self._step(1)

    def previous_column(self) -> None:
        """Move the keyboard one column to the left, from the first to the last."""
        self._step(-1)

    def _step(self, by: int) -> None:
        ids = self.article_ids()
        if not ids:
            return
        at = ids.index(self._active) if self._active in ids else -by
        chosen = ids[(at + by) % len(ids)]
        self.set_active(chosen)
        self._columns[chosen].view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- widths ------------------------------------------------------------------------------

    def column_sizes(self) -> list[int]:
        """The widths of the columns in px, from left to right."""
        return [column.width() for column in self._columns.values()]

    def restore_column_sizes(self, sizes: Sequence[int]) -> None:
        """Give the columns the proportions of ``sizes``; ignored when their number differs."""
        if sizes and len(sizes) == len(self._columns) and all(size > 0 for size in sizes):
            self._equal = max(sizes) - min(sizes) <= _SAME_WIDTH
            if self._equal:
                self.equalise()
            else:
                self._lay_out(list(self._columns))
                self._splitter.setSizes(list(sizes))

    def equalise(self) -> None:
        """Make all columns equally wide."""
        self._equal = True
        if self._columns:
            self._splitter.setSizes(self._equal_widths())

    def _equal_widths(self) -> list[int]:
        """The widths at which any columns that are seen together fill the desk to the px."""
        handle = self._splitter.handleWidth()
        room = self._area.viewport().width() + handle
        count, seen = len(self._columns), self._seen()
        edges = [nth * room // seen for nth in range(count + 1)]
        return [max(1, end - start - handle) for start, end in pairwise(edges)]

    def _seen(self) -> int:
        """How many columns are in view at a time."""
        least = int(token("size", "column_min")) + self._splitter.handleWidth()
        room = self._area.viewport().width() + self._splitter.handleWidth()
        return max(1, min(room // least, len(self._columns)))

    def _fit(self) -> None:
        """Make the splitter as wide as whole columns need when not all of them fit."""
        handle = self._splitter.handleWidth()
        least = int(token("size", "column_min")) + handle
        room = self._area.viewport().width() + handle
        seen, count = self._seen(), len(self._columns)
        # Never less than the columns need: a splitter that is too narrow lays them over each other.
        whole = max(count * room // seen, least * count) - handle
        self._splitter.setMinimumWidth(0 if count <= seen else whole)
        self._area.horizontalScrollBar().setSingleStep(max(1, room // seen))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep whole columns in view when the room for them changes."""
        if event.type() is QEvent.Type.Resize:
            if watched is self._area.viewport():
                self._fit()
            if self._equal and self._columns:
                self._splitter.setSizes(self._equal_widths())
            column = self.active_column()
            if column:
                self._bring_in(column)
        return super().eventFilter(watched, event)

    def _follow_handle(self) -> None:
        self._equal = False

    def _snap(self) -> None:
        """Stop at a whole column when the scroll bar is let go."""
        bar = self._area.horizontalScrollBar()
        if self._columns:
            lefts = [column.x() for column in self._columns.values()]
            bar.setValue(min(lefts, key=lambda left: abs(left - bar.value())))

    def bring_in(self, article_id: int) -> None:
        """Scroll sideways until the column of an article is in view."""
        self._bring_in(self._columns[article_id])

    def show_together(self, article_id: int, other_id: int) -> None:
        """Bring the columns of two articles into view together, as far as two columns fit.

        Where they stand too far apart, the other one moves beside the first; it goes back to its
        place as soon as a column is wanted that is not in view.
        """
        if self.is_in_view(article_id) and self.is_in_view(other_id):
            return
        natural = list(self._columns)
        for order in (natural, beside(natural, article_id, other_id)):
            self._lay_out(order)
            bar = self._area.horizontalScrollBar()
            columns = [(self._columns[one].x(), self._columns[one].width()) for one in order]
            place = place_for_both(
                columns,
                order.index(article_id),
                order.index(other_id),
                self._area.viewport().width(),
                bar.value(),
            )
            if place is not None:
                bar.setValue(place)
                return
        self.bring_in(other_id)

    def is_in_view(self, article_id: int) -> bool:
        """Whether all of an article's column is seen."""
        column, begin = self._columns[article_id], self._area.horizontalScrollBar().value()
        end = begin + self._area.viewport().width()
        return begin <= column.x() and column.x() + column.width() <= end

    def _lay_out(self, order: list[int]) -> None:
        """Put the columns into this order from left to right; each keeps its width."""
        if order == self._order:
            return
        self._order = order
        widths = [self._columns[one].width() for one in order]
        for nth, article_id in enumerate(order):
            column = self._columns[article_id]
            if self._splitter.indexOf(column) != nth:
                self._splitter.insertWidget(nth, column)
        self._splitter.setSizes(widths)

    def _bring_in(self, column: ArticleColumn) -> None:
        bar = self._area.horizontalScrollBar()
        shown = column.x() >= bar.value()
        if not shown or column.x() + column.width() > bar.value() + self._area.viewport().width():
            self._lay_out(list(self._columns))
        left, width = column.x(), column.width()
        room = self._area.viewport().width()
        if left < bar.value():
            bar.setValue(left)
        elif left + width > bar.value() + room:
            # By whole columns: the leftmost one that leaves room for this one.
            lefts = [one.x() for one in self._columns.values()]
            bar.setValue(min(x for x in lefts if left + width - x <= room or x == left))

    # --- look --------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        for column in self._columns.values():
            column.set_theme(theme)

    def set_zoom(self, zoom: float) -> None:
        """Scale article text and marks in all columns; 1.0 is 100 %."""
        self._zoom = zoom
        for column in self._columns.values():
            column.set_zoom(zoom)

    def set_face(self, face: str) -> None:
        """Set article text in "serif" or "sans"."""
        self._face = face
        for column in self._columns.values():
            column.set_face(face)

    # --- find --------------------------------------------------------------------------------

    def find_in_all(self, words: str) -> dict[int, int]:
        """Fill every place of ``words`` in every column; gives the hits per article id."""
        self._words, self._hit = words, None
        return {one_id: column.set_find(words) for one_id, column in self._columns.items()}

    def _find_again(self) -> None:
        if self._words:
            self.find_in_all(self._words)

    @property
    def current_hit(self) -> tuple[int, Span] | None:
        """The article id and the span of the found place looked at."""
        if self._hit is None:
            return None
        article_id, index = self._hit
        return article_id, self._columns[article_id].hits[index]

    def next_hit(self) -> tuple[int, Span] | None:
        """Go to the next found place, over all columns in order, from the last to the first."""
        return self._step_hit(1)

    def previous_hit(self) -> tuple[int, Span] | None:
        """Go to the found place before, over all columns in order, from the first to the last."""
        return self._step_hit(-1)

    def _step_hit(self, by: int) -> tuple[int, Span] | None:
        hits = [
            (article_id, index)
            for article_id, column in self._columns.items()
            for index in range(len(column.hits))
        ]
        if not hits:
            return None
        if self._hit in hits:
            chosen = hits[(hits.index(self._hit) + by) % len(hits)]
        else:
            chosen = self._first_hit(hits, by)
        if self._hit and self._hit[0] != chosen[0]:
            self._columns[self._hit[0]].reveal_hit(None)
        self._hit = chosen
        self.set_active(chosen[0])
        self._columns[chosen[0]].reveal_hit(chosen[1])
        return self.current_hit

    def _first_hit(self, hits: list[tuple[int, int]], by: int) -> tuple[int, int]:
        """Where a search begins: at the first line seen of the active column."""
        ids = self.article_ids()
        if self._active is None:
            return hits[0]
        at = (ids.index(self._active), self._columns[self._active].scroll_position())

        def place(hit: tuple[int, int]) -> tuple[int, int]:
            return ids.index(hit[0]), self._columns[hit[0]].hits[hit[1]].start

        if by > 0:
            return next((hit for hit in hits if place(hit) >= at), hits[0])
        return next((hit for hit in reversed(hits) if place(hit) < at), hits[-1])
