"""How the window was left: kept with the project soon after each change, and brought back."""

from __future__ import annotations

import logging
from typing import Any

from PySide6.QtCore import QObject, QTimer

from annotator.domain.errors import ReportedError
from annotator.ui.claim_panel import ClaimPanel
from annotator.ui.desk import MOST_COLUMNS, Desk
from annotator.ui.desk_articles import DeskArticles
from annotator.ui.dock import Dock
from annotator.ui.project_model import ProjectModel

_REST_MS = 600
"""How long the desk must rest before its state is written."""

_LOG = logging.getLogger(__name__)


class WindowState(QObject):
    """Articles on the desk, column widths, scroll positions, current claim, sensitivity, drafts."""

    def __init__(
        self,
        model: ProjectModel,
        desk: Desk,
        articles: DeskArticles,
        dock: Dock,
        panel: ClaimPanel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._desk, self._articles = model, desk, articles
        self._dock, self._panel = dock, panel
        self._kept: dict[str, Any] = {}
        self._restoring = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.keep)
        articles.desk_changed.connect(self._watch_columns)
        articles.desk_changed.connect(self.note)
        desk.active_changed.connect(self.note)
        model.current_changed.connect(self.note)
        model.threshold_changed.connect(self.note)
        dock.tabs.current_changed.connect(self.note)
        panel.drafts_changed.connect(self.note)
        self._watched: set[int] = set()

    def _watch_columns(self) -> None:
        for article_id in self._articles.ids:
            column = self._desk.column(article_id)
            if column is not None and id(column) not in self._watched:
                watched = id(column)
                self._watched.add(watched)
                self._go_back_to(article_id)
                column.view.verticalScrollBar().valueChanged.connect(self.note)
                column.view.laid_out.connect(self.note)
                column.destroyed.connect(lambda _gone=None, key=watched: self._unwatch(key))

    def _go_back_to(self, article_id: int) -> None:
        """An article that comes back on the desk is where it was left."""
        at = (self._kept.get("scroll") or {}).get(str(article_id))
        column = self._desk.column(article_id)
        if column is not None and isinstance(at, int) and not self._restoring:
            column.restore_scroll(at)

    def _unwatch(self, key: int) -> None:
        self._watched.discard(key)

    def note(self, *_what: object) -> None:
        """Something changed; it is written when the desk has come to rest."""
        if not self._restoring and self._model.project is not None:
            self._rest.start()

    def keep(self) -> None:
        """Write what differs from the last time, now."""
        self._rest.stop()
        project = self._model.project
        if project is None or not self._model.can_write:
            return
        state = self._state()
        changed = {key: value for key, value in state.items() if self._kept.get(key) != value}
        if not changed:
            return
        try:
            project.keep_view_state(changed)
        except ReportedError as error:
            # A lost scroll position is no harm; acts tell of a disk that cannot be written.
            _LOG.info("The view state was not kept: %s", type(error).__name__)
            return
        self._kept.update(changed)

    def _state(self) -> dict[str, Any]:
        scroll = dict(self._kept.get("scroll") or {})
        for article_id in self._articles.ids:
            column = self._desk.column(article_id)
            if column is not None:
                scroll[str(article_id)] = column.scroll_position()
        current = self._model.current
        return {
            "desk": self._articles.ids,
            "widths": self._desk.column_sizes(),
            "active": self._desk.active_article_id,
            "scroll": scroll,
            "current": current.id if current else None,
            "threshold": self._model.threshold,
            "page": self._dock.current_page,
            "drafts": {str(claim_id): words for claim_id, words in self._panel.drafts.items()},
        }

    def restore(self, threshold: float) -> None:
        """Lay the desk as the open project was left; a new one shows its first articles.

        ``threshold`` is the sensitivity of a project that has none of its own.
        """
        project = self._model.project
        if project is None:
            return
        state = self._kept = project.view_state()
        if not isinstance(state.get("scroll"), dict):
            state["scroll"] = {}
        self._restoring = True
        try:
            self._bring_back(state, threshold)
        finally:
            self._restoring = False

    def _bring_back(self, state: dict[str, Any], threshold: float) -> None:
        kept = state.get("threshold")
        ok = isinstance(kept, int | float) and not isinstance(kept, bool) and 0 <= kept <= 1
        self._model.set_threshold(float(kept) if ok and kept is not None else threshold)
        ids = _numbers(state.get("desk"))
        if state.get("desk") is None:
            ids = list(self._model.articles())[:MOST_COLUMNS]
        self._articles.show(ids)
        self._desk.restore_column_sizes(_numbers(state.get("widths")))
        drafts = state.get("drafts")
        if isinstance(drafts, dict):
            self._panel.restore_drafts(
                {int(key): str(words) for key, words in drafts.items() if str(key).isdecimal()}
            )
        current = state.get("current")
        if isinstance(current, int):
            self._model.set_current(current)
        active = state.get("active")
        if active in self._articles.ids:
            self._desk.set_active(active)
        self._scroll(state.get("scroll"))
        # Once more when the columns have their width: lines break elsewhere then.
        QTimer.singleShot(0, self, lambda: self._scroll(state.get("scroll")))
        if state.get("page") in self._dock.pages:
            self._dock.show_page(str(state["page"]))

    def _scroll(self, positions: object) -> None:
        if not isinstance(positions, dict):
            return
        for article_id in self._articles.ids:
            column, at = self._desk.column(article_id), positions.get(str(article_id))
            if column is not None and isinstance(at, int):
                column.restore_scroll(at)


def _numbers(value: object) -> list[int]:
    """The whole numbers in a list that was read from the project; empty for anything else."""
    if not isinstance(value, list):
        return []
    return [one for one in value if isinstance(one, int) and not isinstance(one, bool)]
