"""One article on the desk: header, margin lane, text and overview ruler."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain.article import Article
from annotator.domain.claim import Claim
from annotator.domain.progress import Progress
from annotator.domain.span import Span
from annotator.ui.article_view import ArticleView
from annotator.ui.column_header import ColumnHeader
from annotator.ui.counterparts import ShownCounterparts
from annotator.ui.find import FoldedText
from annotator.ui.margin_lane import MarginLane
from annotator.ui.office_strip import OfficeStrip
from annotator.ui.overview_ruler import OverviewRuler
from annotator.ui.theme import Theme, token

_COMING_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class _FocusRing(QWidget):
    """The ring round the text that has the keyboard; lets every click through.

    Who came by mouse knows where that was: the ring shows up with the first key.
    """

    def __init__(self, theme: Theme, view: ArticleView) -> None:
        super().__init__(view.parentWidget())
        self._theme = theme
        self._view = view
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.installEventFilter(self)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self.setGeometry(self._view.geometry())
        elif kind is QEvent.Type.FocusOut:
            self.hide()
        elif kind is QEvent.Type.FocusIn and isinstance(event, QFocusEvent):
            # Coming back from another window or a menu tells nothing new.
            if event.reason() not in _COMING_BACK:
                self._by_keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
            self._come_up()
        elif kind is QEvent.Type.KeyPress:
            self._by_keyboard = True
            self._come_up()
        return False

    def _come_up(self) -> None:
        self.setVisible(self._by_keyboard)
        self.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = int(token("focus_ring", "width"))
        inside = self.rect().adjusted(width, width, -width, -width)
        # Only the ring itself: a repaint of the text must not repaint this as well.
        self.setMask(QRegion(self.rect()).subtracted(QRegion(inside)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.colour("focus_ring"))
        painter.end()


class ArticleColumn(QWidget):
    """Shows one article and its claims, and tells what a person does there."""

    claim_clicked = Signal(int)
    claim_activated = Signal(int)
    selection_changed = Signal(object)
    """The selected Span, or None."""
    activated = Signal()
    close_clicked = Signal()
    context_menu_asked = Signal(object, QPoint)
    """The id of the claim there or None, and where on the screen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article: Article | None = None
        self._folded = FoldedText("")
        self._hits: list[Span] = []
        self.header = ColumnHeader(theme, self)
        self.offices = OfficeStrip(theme, self)
        self.view = ArticleView(theme, self)
        self.lane = MarginLane(self.view)
        self.ruler = OverviewRuler(self.view)
        self._ring = _FocusRing(theme, self.view)
        self.setMinimumWidth(int(token("size", "column_min")))
        self.setFocusProxy(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.offices)
        layout.addWidget(self.view, 1)
        self.header.setFixedHeight(self.header.sizeHint().height())
        self._connect()

    def _connect(self) -> None:
        self.view.claim_clicked.connect(self.claim_clicked)
        self.view.claim_activated.connect(self.claim_activated)
        self.view.selection_changed.connect(self.selection_changed)
        self.view.context_menu_asked.connect(self.context_menu_asked)
        self.view.focused.connect(self.activated)
        self.lane.claim_clicked.connect(self.claim_clicked)
        self.lane.claim_activated.connect(self.claim_activated)
        self.ruler.claim_clicked.connect(self._jump)
        self.ruler.place_clicked.connect(self._scroll_to_share)
        self.header.close_clicked.connect(self.close_clicked)
        self.header.clicked.connect(self._take_keyboard)
        self.offices.place_asked.connect(self.reveal_span)

    # --- what is shown -----------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """The article shown."""
        return self._article

    def set_article(self, article: Article, text: str) -> None:
        """Show an article; an edit of its metadata keeps text, claims and scroll position."""
        before, self._article = self._article, article
        self.header.set_article(article.metadata, article.subtitle)
        self.view.setAccessibleName(f"Text of {article.label}")
        if before is not None and before.text_id == article.text_id and before.id == article.id:
            return
        self._folded = FoldedText(text)
        self._hits = []
        self.view.set_text(text, article.direction)
        self.ruler.rebuild()

    def set_claims(self, claims: Sequence[Claim]) -> None:
        """Show these claims, in reading order, and repaint what differs from before."""
        changed = self.view.set_claims(claims)
        if changed is None:
            self.lane.show_current()
            self.ruler.rebuild()
            return
        for before, after in changed:
            self.lane.update_mark(after)
            self.ruler.update_mark(before, after)

    def set_progress(self, progress: Progress) -> None:
        """Show in the header how far the review has come."""
        self.header.set_progress(progress)

    def set_current(self, claim_id: int | None) -> None:
        """Outline a claim of this article; any other id outlines none."""
        before = self.view.current
        if claim_id == before:
            return
        self.view.set_current(claim_id)
        self.lane.show_current()
        self.ruler.show_current(before)

    def set_counterparts(self, shown: ShownCounterparts) -> None:
        """Outline the counterparts of the current claim and fill the words that differ."""
        if self.view.set_counterparts(shown):
            self.lane.update()
            self.ruler.update()

    def set_active(self, active: bool) -> None:
        """Show whether keys act on this column."""
        self.header.set_active(active)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self.header.set_theme(theme)
        self.offices.set_theme(theme)
        self.view.set_theme(theme)
        self._ring.set_theme(theme)
        self.lane.update()
        self.ruler.update()

    def set_zoom(self, zoom: float) -> None:
        """Scale article text and marks; 1.0 is 100 %."""
        self.view.set_zoom(zoom)

    def set_face(self, face: str) -> None:
        """Set article text in "serif" or "sans"."""
        self.view.set_face(face)

    # --- places ------------------------------------------------------------------------------

    def reveal(self, claim_id: int) -> None:
        """Scroll to a claim unless all of it is seen."""
        mark = self.view.marks.of(claim_id)
        if mark:
            self.view.reveal_span(mark.claim.span)

    def reveal_span(self, span: Span) -> None:
        """Scroll to a span unless all of it is seen."""
        self.view.reveal_span(span)

    def scroll_position(self) -> int:
        """The code point at the beginning of the first visible line."""
        return self.view.scroll_position()

    def restore_scroll(self, code_point: int) -> None:
        """Bring the line of a code point to the top."""
        self.view.restore_scroll(code_point)

    def _jump(self, claim_id: int) -> None:
        self.reveal(claim_id)
        self.claim_clicked.emit(claim_id)

    def _scroll_to_share(self, share: float) -> None:
        bar = self.view.verticalScrollBar()
        middle = share * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2
        bar.setValue(round(middle))

    def _take_keyboard(self) -> None:
        self.view.setFocus(Qt.FocusReason.MouseFocusReason)
        self.activated.emit()

    # --- words -------------------------------------------------------------------------------

    def set_find(self, words: str) -> int:
        """Fill every place of ``words`` (see ``find.FoldedText``); gives how many there are."""
        self._hits = self._folded.spans_of(words)
        self.view.set_hits(self._hits)
        return len(self._hits)

    def reveal_hit(self, index: int | None) -> None:
        """Outline one found place and scroll to it; None outlines none."""
        self.view.set_hits(self._hits, index)
        if index is not None:
            self.view.reveal_span(self._hits[index])

    @property
    def hits(self) -> tuple[Span, ...]:
        """The places that were found last."""
        return tuple(self._hits)

    def selected_span(self) -> Span | None:
        """The selected words, without white space at their ends, in whole graphemes."""
        return self.view.selected_span()

    def caret_position(self) -> int:
        """The code point before which a click put the caret."""
        return self.view.caret_position()

    def clear_selection(self) -> None:
        """Select nothing."""
        self.view.clear_selection()

    def text_rect(self) -> QRect:
        """Where the text is, in this column's pixels."""
        return self.view.geometry()
