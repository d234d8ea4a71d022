"""The articles of the project as rows of a list."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.article import Article
from annotator.domain.progress import Progress
from annotator.ui.claim_words import plain_tooltip
from annotator.ui.project_model import ProjectModel

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

ARTICLE_ROLE = int(Qt.ItemDataRole.UserRole)
"""The Article of a row."""
PROGRESS_ROLE = ARTICLE_ROLE + 1
"""The Progress of a row."""


class ArticlesModel(QAbstractListModel):
    """Rows that follow the project; the check state says which articles are on the desk."""

    def __init__(self, project: ProjectModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self._articles: list[Article] = list(project.articles().values())
        self._on_desk: frozenset[int] = frozenset()
        project.project_changed.connect(self._rebuild)
        project.articles_changed.connect(self._rebuild)
        project.claims_changed.connect(self._repaint)

    def _rebuild(self) -> None:
        articles = list(self._project.articles().values())
        if [article.id for article in articles] == [article.id for article in self._articles]:
            self._articles = articles
            self._repaint(frozenset(article.id for article in articles))
            return
        self.beginResetModel()
        self._articles = articles
        self.endResetModel()

    def _repaint(self, article_ids: Collection[int]) -> None:
        for row, article in enumerate(self._articles):
            if article.id in article_ids:
                self.dataChanged.emit(self.index(row), self.index(row))

    def set_on_desk(self, article_ids: Collection[int]) -> None:
        """Tick these articles and no others."""
        before, self._on_desk = self._on_desk, frozenset(article_ids)
        self._repaint(before ^ self._on_desk)

    @property
    def on_desk(self) -> frozenset[int]:
        """The ticked articles."""
        return self._on_desk

    def row_of(self, article_id: int) -> Index:
        """Where an article is; an invalid index when it is not there."""
        for row, article in enumerate(self._articles):
            if article.id == article_id:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One row for each article."""
        return 0 if parent.isValid() else len(self._articles)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen and ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What a row shows, and says to a screen reader."""
        if not index.isValid() or index.row() >= len(self._articles):
            return None
        article = self._articles[index.row()]
        if role == ARTICLE_ROLE:
            return article
        if role == PROGRESS_ROLE:
            return self._project.progress(article.id)
        if role == Qt.ItemDataRole.CheckStateRole:
            on = article.id in self._on_desk
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return article.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{article.metadata.outlet}\n{article.metadata.title}".strip())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            progress = reviewed_words(self._project.progress(article.id))
            return f"{article.label}, {article.metadata.title}, {progress}"
        return None


def reviewed_words(progress: Progress) -> str:
    """How far a review is, such as "12 of 27 reviewed"."""
    return f"{progress.reviewed} of {progress.total} reviewed"
