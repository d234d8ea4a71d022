"""Columns whose passages stand level, and come level again when they are laid out anew."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, QTimer

from annotator.ui.article_column import ArticleColumn
from annotator.ui.article_page import Anchor
from annotator.ui.desk import Desk
from annotator.ui.desk_articles import DeskArticles
from annotator.ui.level import level_height


class LevelColumns(QObject):
    """Scrolls columns so that one claim of each stands at the same height on the screen.

    They come level again after another width, height or text size, until somebody scrolls.
    """

    def __init__(self, desk: Desk, articles: DeskArticles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._articles = desk, articles
        self._home: int | None = None
        self._claims: dict[int, int] = {}
        self._anchors: dict[int, Anchor] = {}
        self._watched: set[int] = set()
        # A window that changes its size lays out one column after the other.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._bring_again)
        articles.desk_changed.connect(self._watch)

    def bring(self, home: int, claims: Mapping[int, int]) -> None:
        """Bring ``claims`` (by article id) level with that of the article ``home``, one of them."""
        self.forget()
        columns = {one: self._desk.column(one) for one in claims}
        there = {one: column for one, column in columns.items() if column is not None}
        here = there[home].view.mark_height(claims[home]) if home in there else None
        if here is None:
            return
        reach = []
        # A column with a strip above its text has its view lower down than the others.
        lower = {}
        for article_id, column in there.items():
            heights = column.view.reachable_heights(claims[article_id])
            if heights is not None:
                lower[article_id] = self._top(column) - self._top(there[home])
                reach.append((heights[0] + lower[article_id], heights[1] + lower[article_id]))
        view = there[home].view
        height = level_height(here, reach, view.viewport().height() - view.pitch)
        for article_id, column in there.items():
            column.view.bring_to_height(claims[article_id], height - lower.get(article_id, 0))
        self._home, self._claims = home, dict(claims)
        self._anchors = {article_id: column.view.anchor for article_id, column in there.items()}
        self._watch()

    def forget(self) -> None:
        """Leave the columns as they are from now on."""
        self._home = None
        self._claims, self._anchors = {}, {}

    def _top(self, column: ArticleColumn) -> int:
        """Where the text of a column begins, in px from the top of the desk."""
        return column.view.mapTo(self._desk, QPoint(0, 0)).y()

    def _watch(self) -> None:
        for article_id in self._articles.ids:
            column = self._desk.column(article_id)
            if column is not None and id(column) not in self._watched:
                key = id(column)
                self._watched.add(key)
                column.view.laid_out.connect(self._rest.start)
                column.destroyed.connect(lambda _gone=None, key=key: self._watched.discard(key))

    def _bring_again(self) -> None:
        if self._home is None:
            return
        for article_id, anchor in self._anchors.items():
            column = self._desk.column(article_id)
            if column is None or column.view.anchor != anchor:
                self.forget()
                return
        self.bring(self._home, self._claims)
