"""A project beside the one the window works with, for other threads: whatever takes long."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.domain.errors import NotSaved, ProjectRefused, ReportedError
from annotator.domain.learning import LearningClaim
from annotator.nlp.comparison.compared import ComparedArticle
from annotator.services.comparing import articles_to_compare, refuse_too_many, unchanged_events
from annotator.services.learning import claims_to_learn_from, is_learned
from annotator.services.project import (
    PROJECT_SUFFIX,
    CheckReport,
    Project,
    create_project,
    open_project,
    project_path,
)
from annotator.storage.backup import back_up, daily_backup
from annotator.storage.old_logs import without_old_logs


def save_copy(project: Path, target: Path) -> Path:
    """Write a checked copy of a project to ``target``; gives its path with the right ending.

    It is read through a connection of its own, so that another thread may do this.

    Raises:
        NotSaved: the copy could not be written; a file that was there before is as it was.
        ProjectRefused: the project cannot be read, or somebody writes the one at ``target``.
    """
    target = project_path(target).resolve()
    if target.exists() and target.samefile(project):
        raise NotSaved(
            "A copy cannot take the place of the project itself.",
            "Nothing was changed.",
            "Choose another name.",
        )
    opened = open_project(project, "", target.parent, read_only=True)
    try:
        # Made in a folder beside the target, so that the last step is a rename.
        folder = Path(tempfile.mkdtemp(prefix=".copy-", dir=target.parent))
        try:
            copy = back_up(opened.database, folder, reason="copy").path
            with without_old_logs(target):
                copy.replace(target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        raise NotSaved(
            f"The copy “{target.name}” could not be written.",
            "The project is as it was.",
            "Choose a folder that you may write to.",
            str(error),
        ) from error
    finally:
        opened.close()
    return target


def back_up_today(project: Path, backups: Path) -> None:
    """Take today's backup of a project into its folder under ``backups`` if there is none yet.

    Raises:
        ReportedError: it could not be made; earlier backups are untouched.
    """
    try:
        opened = open_project(project, "", backups, read_only=True)
    except OSError as error:
        raise ReportedError(
            "Today's backup could not be made.", "The project is as it was.", details=str(error)
        ) from error
    try:
        daily_backup(opened.database, opened.backups)
    finally:
        opened.close()


def unlearned_claims(project: Path, uuid: str) -> tuple[LearningClaim, ...]:
    """What a project would learn from now; empty when it learned from just that already.

    Args:
        uuid: of the project that is meant; another one may lie at its place by now.

    Raises:
        ReportedError: it could not be opened or read, or is not there any more.
    """
    with _beside(project, uuid) as opened:
        claims = claims_to_learn_from(opened)
        return () if is_learned(opened, claims) else claims


def what_to_compare(
    project: Path, uuid: str, *, again: bool = False
) -> tuple[tuple[ComparedArticle, ...], frozenset[tuple[int, ...]]]:
    """What a comparison of a project would read now, and the events that are known.

    No articles when everything is compared.

    Args:
        uuid: of the project that is meant; another one may lie at its place by now.
        again: nothing counts as known.

    Raises:
        ReportedError: it could not be opened or read, or is not there any more, or there are too
            many claims.
    """
    with _beside(project, uuid) as opened:
        articles = articles_to_compare(opened)
        unchanged = frozenset() if again else unchanged_events(opened, articles)
    refuse_too_many(articles)
    done = sum(map(len, unchanged)) == len(articles)
    return ((), frozenset()) if done else (articles, unchanged)


@contextmanager
def _beside(path: Path, uuid: str) -> Iterator[Project]:
    opened = open_project(path, "", path.parent, read_only=True)
    try:
        if opened.uuid != uuid:
            raise ProjectRefused(
                f"“{path.name}” is another project now than the one that is open.",
                "Both are as they were.",
                "Put the open project back to its place, or open it where it lies now.",
            )
        yield opened
    finally:
        opened.close()


def prepare_creation() -> None:
    """Do once, for nothing, what making a project takes, so that the first one is made at once.

    Loading what migrations need takes a fifth of a second, too long for the window's thread.
    """
    with tempfile.TemporaryDirectory(prefix="fact-annotator-") as folder:
        create_project(Path(folder) / f"prepared{PROJECT_SUFFIX}")


def checked(project: Path) -> CheckReport:
    """Check a whole project through a connection of its own; changes nothing.

    Raises:
        ReportedError: it could not be opened.
    """
    opened = open_project(project, "", project.parent, read_only=True)
    try:
        return opened.check()
    finally:
        opened.close()
