"""Arguments that several commands share, and opening the project they name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from annotator.cli.output import USAGE, print_fault
from annotator.domain.errors import ExportFailed, ProjectOutdated, ProjectRefused
from annotator.services.candidates import undetected_articles
from annotator.services.places import backup_dir, settings_path
from annotator.services.project import (
    PROJECT_SUFFIX,
    Project,
    create_project,
    open_project,
    project_path,
)
from annotator.services.settings import read_settings
from annotator.storage.writer_lock import system_user

if TYPE_CHECKING:
    Subparsers: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]


def add_project(parser: argparse.ArgumentParser) -> None:
    """The project file as the first argument."""
    parser.add_argument(
        "project", type=Path, metavar="PROJECT", help=f"project file (*{PROJECT_SUFFIX})"
    )


def add_reviewer(parser: argparse.ArgumentParser) -> None:
    """The name under which an act is recorded."""
    parser.add_argument(
        "--reviewer",
        metavar="NAME",
        default="",
        help="who acts; otherwise the name in the settings, or that of the system's user",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """JSON instead of lines for people."""
    parser.add_argument("--json", action="store_true", help="print one JSON object a line")


def add_at_least(
    parser: argparse.ArgumentParser,
    what: str = "least check-worthiness (0 to 1) of candidates that nobody touched",
) -> None:
    """The least check-worthiness; ``what`` says of which candidates."""
    parser.add_argument("--at-least", type=_score, default=0.0, metavar="SCORE", help=what)


def _score(text: str) -> float:
    score = float(text)
    if not 0 <= score <= 1:
        raise argparse.ArgumentTypeError("not a number from 0 to 1")
    return score


def reviewer_name(given: str) -> str:
    """Who acts: the name given, else that of the settings, else the system's user.

    Damaged settings are told on standard error.
    """
    settings, damage = read_settings(settings_path())
    if damage is not None:
        print_fault(damage)
    return given.strip() or settings.reviewer_name or system_user()


@contextmanager
def opened_project(
    path: Path, reviewer: str = "", *, create: bool = False, read_only: bool = False
) -> Iterator[Project]:
    """The project at ``path``, closed when the block is left.

    Args:
        path: the ending of a project file may be left out.
        reviewer: the ``--reviewer`` argument.
        create: make the project when there is none.
        read_only: only reading is meant, so another window may write meanwhile.

    Raises:
        ProjectRefused: it cannot be opened, or another window writes it and writing is meant; or
            only reading is meant, and it must be converted before.
    """
    if not path.exists():
        path = project_path(path)
        if create and not path.exists():
            create_project(path)
    try:
        project = open_project(path, reviewer_name(reviewer), backup_dir(), read_only=read_only)
    except ProjectOutdated as error:
        if not read_only:
            raise
        raise ProjectRefused(
            error.what,
            error.safe,
            f"Run “fact-annotator compare {path}”, or open it in the window: both convert it, and"
            " keep a backup of it as it was.",
        ) from error
    try:
        if project.read_only and not read_only:
            raise ProjectRefused(
                f"“{path.name}” is open in {project.writer}."
                if project.writer
                else f"“{path.name}” cannot be written.",
                "Nothing was changed.",
                "Close it there and try again." if project.writer else "Check its rights.",
            )
        yield project
    finally:
        project.close()


def run_on_targets(
    arguments: argparse.Namespace,
    in_project: Callable[[argparse.Namespace, Project], int],
    with_files: Callable[[argparse.Namespace], int],
) -> int:
    """Run in the one project among ``arguments.targets``, or with all of them as files.

    Gives back the exit code. The ending of a project file may be left out where no file has the
    name without it.

    Raises:
        ReportedError: the project cannot be opened or written, and whatever the run raises.
    """
    projects = [path for path in arguments.targets if _is_project(path)]
    if not projects:
        return with_files(arguments)
    if len(arguments.targets) > 1:
        print("fact-annotator: give one project, or files, not both.", file=sys.stderr)
        return USAGE
    with opened_project(projects[0]) as project:
        return in_project(arguments, project)


def _is_project(path: Path) -> bool:
    ended = path.suffix.lower() == PROJECT_SUFFIX
    return ended or (not path.exists() and project_path(path).exists())


def tell_of_unread(project: Project) -> int:
    """Say on standard error how many articles have no candidates yet; gives back that number."""
    unread = len(undetected_articles(project))
    if unread:
        print(
            f"fact-annotator: {unread} of {len(project.articles())} articles have no candidates"
            f" yet; “fact-annotator detect {project.path}” finds them.",
            file=sys.stderr,
        )
    return unread


def refuse_to_replace(target: Path, *, force: bool) -> None:
    """Raise ExportFailed when ``target`` is there and nobody said that it may be replaced."""
    if target.exists() and not force:
        raise ExportFailed(
            f"“{target.name}” is there already.",
            "It was not changed.",
            "Give another name, or --force to replace it.",
        )
