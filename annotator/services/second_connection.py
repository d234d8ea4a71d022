"""A project beside the one the window works with, for other threads: whatever takes long."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from annotator.domain.errors import NotSaved, ReportedError
from annotator.domain.learning import LearningClaim
from annotator.nlp.comparison.compared import ComparedArticle
from annotator.services.comparing import articles_to_compare, refuse_too_many, unchanged_events
from annotator.services.learning import claims_to_learn_from, is_learned
from annotator.services.project import (
    PROJECT_SUFFIX,
    CheckReport,
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


def unlearned_claims(project: Path) -> tuple[LearningClaim, ...]:
    """What a project would learn from now; empty when it learned from just that already.

    Raises:
        ReportedError: it could not be opened or read.
    """
    opened = open_project(project, "", project.parent, read_only=True)
    try:
        claims = claims_to_learn_from(opened)
        return () if is_learned(opened, claims) else claims
    finally:
        opened.close()


def what_to_compare(
    project: Path, *, again: bool = False
) -> tuple[tuple[ComparedArticle, ...], frozenset[tuple[int, ...]]]:
    """What a comparison of a project would read now, and the events that are known.

    No articles when everything is compared.

    Args:
        again: nothing counts as known.

    Raises:
        ReportedError: it could not be opened or read, or there are too many claims.
    """
    opened = open_project(project, "", project.parent, read_only=True)
    try:
        articles = articles_to_compare(opened)
        unchanged = frozenset() if again else unchanged_events(opened, articles)
    finally:
        opened.close()
    refuse_too_many(articles)
    done = sum(map(len, unchanged)) == len(articles)
    return ((), frozenset()) if done else (articles, unchanged)


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
