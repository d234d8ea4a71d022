"""Projects: creating, opening and reading them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.domain.article import Article, ArticleState
from annotator.domain.claim import Claim
from annotator.domain.errors import RuleBroken
from annotator.domain.history import HistoryEntry, UndoState, undo_state
from annotator.storage import articles, claims, history, view_state
from annotator.storage.backup import backup_folder, daily_backup
from annotator.storage.check import CheckReport, check_project
from annotator.storage.connection import ProjectDatabase
from annotator.storage.project_file import (
    PROJECT_SUFFIX,
    ProjectFile,
    create_project_file,
    open_project_file,
)

__all__ = [
    "PROJECT_SUFFIX",
    "CheckReport",
    "Project",
    "create_project",
    "open_project",
    "present_article",
    "project_path",
    "removed_article",
]


@dataclass
class Project:
    """An open project, as services and surfaces hold it.

    Reads always answer from the project file, so nothing on screen can differ from it.

    Attributes:
        reviewer: who acts; every operation needs a name.
        backups: the folder of this project's backups.
    """

    file: ProjectFile
    reviewer: str
    backups: Path
    _undo_state: UndoState = field(default_factory=UndoState)
    _last_operation: int = 0
    _texts: dict[int, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Where the project lies."""
        return self.file.path

    @property
    def uuid(self) -> str:
        """The same as long as the project lives, wherever its file lies."""
        return self.file.uuid

    @property
    def name(self) -> str:
        """The project's name on screen: its file's name without the ending."""
        return self.path.stem

    @property
    def read_only(self) -> bool:
        """Whether acts are refused because another window writes, or the file cannot be written."""
        return self.file.read_only

    @property
    def writer(self) -> str:
        """Who writes instead of this window, in words; empty when nobody does."""
        return self.file.holder.words() if self.file.holder else ""

    @property
    def database(self) -> ProjectDatabase:
        """For services only."""
        return self.file.database

    def articles(self) -> list[Article]:
        """The articles that take part in the project, in the order in which they came in."""
        return [
            article
            for article in articles.read_articles(self.database)
            if article.state is ArticleState.PRESENT
        ]

    def article(self, article_id: int) -> Article:
        """One article, present or removed; UnknownRecord when there is none."""
        return articles.read_article(self.database, article_id)

    def text(self, article: Article) -> str:
        """The text of an article; kept in memory, for it never changes."""
        if article.text_id not in self._texts:
            self._texts[article.text_id] = articles.read_text(self.database, article.text_id)
        return self._texts[article.text_id]

    def claims(self, article_id: int | None = None) -> list[Claim]:
        """All claims of one article or of all, dismissed and removed ones too, in reading order."""
        return claims.read_claims(self.database, article_id)

    def claim(self, claim_id: int) -> Claim:
        """One claim; UnknownRecord when there is none."""
        return claims.read_claim(self.database, claim_id)

    def claims_by_id(self, claim_ids: frozenset[int]) -> list[Claim]:
        """The claims with these ids."""
        return claims.read_claims_by_id(self.database, sorted(claim_ids))

    def find_claim(self, uuid_start: str) -> Claim:
        """The claim whose uuid begins like this; UnknownRecord unless there is just one."""
        return claims.find_claim(self.database, uuid_start)

    def claim_history(self, claim_id: int) -> list[HistoryEntry]:
        """What happened to a claim, oldest first."""
        return claims.read_claim_history(self.database, claim_id)

    def reviewers(self) -> list[str]:
        """The names of all who ever acted in the project."""
        return history.read_reviewers(self.database)

    def undo_state(self) -> UndoState:
        """What undo and redo would take next, also after a restart."""
        operations = history.read_operations(self.database, self._last_operation)
        if operations:
            self._undo_state = undo_state(operations, self._undo_state)
            self._last_operation = operations[-1].id
        return self._undo_state

    def view_state(self) -> dict[str, Any]:
        """How the desk was left."""
        return view_state.read_view_state(self.database)

    def keep_view_state(self, state: dict[str, Any]) -> None:
        """Remember how the desk is; a project that cannot be written just does not remember."""
        if self.read_only:
            return
        view_state.write_view_state(self.database, state)

    def check(self) -> CheckReport:
        """Check the whole project; changes nothing."""
        return check_project(self.database)

    def back_up_daily(self) -> None:
        """Take today's backup if there is none yet; NotSaved when it fails."""
        if not self.read_only:
            daily_backup(self.database, self.backups)

    def close(self) -> None:
        """Close the file and let another window write."""
        self.file.close()


def present_article(project: Project, article_id: int) -> Article:
    """An article that takes part in the project.

    Raises:
        RuleBroken: it was removed.
        UnknownRecord: there is no such article.
    """
    article = project.article(article_id)
    if article.state is ArticleState.REMOVED:
        raise removed_article()
    return article


def removed_article() -> RuleBroken:
    """What is told about an act on an article that was removed."""
    return RuleBroken("This article is no longer in the project.", "Nothing was changed.")


def project_path(path: Path) -> Path:
    """``path`` with the ending of a project file, if it has none."""
    return path if path.suffix == PROJECT_SUFFIX else path.with_name(path.name + PROJECT_SUFFIX)


def create_project(path: Path) -> None:
    """Make an empty project; ProjectRefused when something is there or cannot be written."""
    create_project_file(path)


def open_project(path: Path, reviewer: str, backups: Path, *, read_only: bool = False) -> Project:
    """Open a project, for reading only when another window writes.

    Args:
        path: the project file.
        reviewer: the name under which acts are recorded.
        backups: the folder of all backups; this project's go into a folder of their own there.
        read_only: do not try to write.

    Raises:
        ProjectRefused: the file is no project, newer, or damaged; it is as it was.
    """
    file = open_project_file(path, backups=backups, read_only=read_only)
    return Project(file, reviewer, backup_folder(backups, file.uuid, file.path))
