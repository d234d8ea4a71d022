"""Does one thing over and over, in children that are there to be killed.

Each line of standard input, ``WORK ARGUMENT...``, forks a child that does the work and says so on
standard output, one line for each thing that was acknowledged. Forking from a process that has
everything loaded makes hundreds of deaths cheap. Run as ``python -m tests.crash.victim``.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable
from pathlib import Path

import sqlite_utils.migrations  # noqa: F401  Loaded before forking, not in each child.

from annotator.domain.link import ProposedLink, Relation
from annotator.domain.verdict import Verdict
from annotator.nlp.comparison.compared import ComparedEvent
from annotator.services import review
from annotator.services.comparing import (
    articles_to_compare,
    keep_event_in_steps,
    keep_links,
)
from annotator.services.project import create_project
from annotator.storage import compared_events, migrations
from annotator.storage.backup import back_up
from tests.made_projects import opened

VERDICTS = tuple(Verdict)


def _say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def give_verdicts(path: str) -> None:
    """Give verdicts as fast as the disk confirms them."""
    project = opened(Path(path))
    claims = [claim.id for claim in project.claims()]
    for number in itertools.count():
        claim_id = claims[number % len(claims)]
        # Another one in every round, so that each is an act.
        verdict = VERDICTS[(number // len(claims) + os.getpid()) % len(VERDICTS)]
        change = review.decide(project, claim_id, verdict)
        if change:
            _say(f"{change.operation_id} {claim_id} {verdict.value}")


def create_projects(folder: str) -> None:
    """Make one project after the other."""
    for number in itertools.count():
        path = Path(folder) / f"{os.getpid()}-{number}.fact"
        create_project(path)
        _say(path.name)


def make_backups(path: str, folder: str) -> None:
    """Make one backup after the other."""
    project = opened(Path(path))
    for number in itertools.count():
        _say(back_up(project.database, Path(folder), reason=f"number-{number}").path.name)


def keep_events(path: str) -> None:
    """Keep links of articles 1 and 2, then of 3 and 4, and over again with another score."""
    project = opened(Path(path))
    compared = articles_to_compare(project)
    events = compared[:2], compared[2:]
    for number in itertools.count():
        event, score = events[number % len(events)], number % 1000 / 1000
        pairs = itertools.product(*(article.claims for article in event))
        links = [ProposedLink(a.id, b.id, score, True, Relation.SAME, "", ()) for a, b in pairs]
        keep_links(project, event, links, ())
        _say(f"{event[0].text_id} {score}")


def keep_events_in_steps(path: str) -> None:
    """The same, two links at a time."""
    compared_events.ROWS = 2
    project = opened(Path(path))
    compared = articles_to_compare(project)
    events = compared[:2], compared[2:]
    for number in itertools.count():
        event, score = events[number % len(events)], number % 1000 / 1000
        pairs = itertools.product(*(article.claims for article in event))
        links = tuple(
            ProposedLink(a.id, b.id, score, True, Relation.SAME, "", ()) for a, b in pairs
        )
        texts = tuple(article.text_id for article in event)
        for _ in keep_event_in_steps(project, event, ComparedEvent(texts, links, ())):
            _say("step")
        _say(f"{event[0].text_id} {score}")


def convert(path: str, folder: str) -> None:
    """Open a project with the migrations of another folder."""
    migrations.migration_folder = lambda: Path(folder)
    _say("begun")
    opened(Path(path)).close()
    _say("converted")


WORKS: dict[str, Callable[..., None]] = {
    work.__name__: work
    for work in (
        give_verdicts,
        create_projects,
        make_backups,
        keep_events,
        keep_events_in_steps,
        convert,
    )
}


def main() -> None:
    """Fork a child for each line, name it, and say when it is gone."""
    for line in sys.stdin:
        work, *arguments = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            try:
                WORKS[work](*arguments)
            finally:
                os._exit(0)
        _say(f"child {child}")
        os.waitpid(child, 0)
        _say("gone")


if __name__ == "__main__":
    main()
