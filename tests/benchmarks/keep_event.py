"""How long the window stands still while it keeps what was found in one very large event.

``python -m tests.benchmarks.keep_event`` makes a project of 400 articles of 40 claims that are all
about one event, hands 28 links a claim to the window as the worker does, twice, and prints how long
it took until the window showed them and the longest time in between in which the window answered
nothing. The aim is 50 ms at a time.
"""

from __future__ import annotations

import argparse
import pickle
import random
import tempfile
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    ProposedLink,
    Relation,
)
from annotator.domain.span import Span
from annotator.nlp.comparison.compared import ComparedArticle, ComparedEvent
from annotator.nlp.protocol import LinkRow, event_from, event_parts
from annotator.services.articles import import_articles
from annotator.services.comparing import articles_to_compare
from annotator.services.project import Project, create_project
from annotator.ui.event_keeping import EventKeeping
from annotator.ui.link_model import LinkModel
from annotator.ui.project_model import ProjectModel
from tests.benchmarks.matrix_scale import AIM_MS, THRESHOLD, Pulse, measured
from tests.made_projects import detect, incoming, opened

SENTENCES = 40
LINKS = 28
NEAR = 40
"""A claim is linked with claims of so many articles that follow."""

_CONFLICT = (
    Difference(DifferenceField.NUMBER, ConflictLevel.HARD, Span(0, 3), Span(4, 8), "two", "three"),
)


def large_project(folder: Path, articles: int) -> Project:
    """A project with so many articles of 40 claims, and no links."""
    path = folder / f"{articles}.fact"
    create_project(path)
    project = opened(path)
    connection = project.database.connection
    connection.execute("PRAGMA synchronous = OFF")
    texts = [
        " ".join(f"Article {n} says that {m} people came." for m in range(SENTENCES))
        for n in range(articles)
    ]
    import_articles(project, [incoming(text, f"Article {n}") for n, text in enumerate(texts)])
    detect(project)
    connection.execute("PRAGMA synchronous = FULL")
    return project


def large_event(articles: Sequence[ComparedArticle], seed: int) -> ComparedEvent:
    """Links of each claim with claims of the articles that follow, a tenth of them in conflict."""
    draw = random.Random(seed)
    claims = [claim.id for article in articles for claim in article.claims]
    links = []
    for place, claim_id in enumerate(claims):
        first = (place // SENTENCES + 1) * SENTENCES
        others = range(first, min(len(claims), first + NEAR * SENTENCES))
        for other in sorted(draw.sample(others, min(LINKS, len(others)))):
            differences = _CONFLICT if draw.random() < 0.1 else ()
            relation = Relation.CONFLICT if differences else Relation.SAME
            drawn = draw.random() < 0.3
            links.append(
                ProposedLink(claim_id, claims[other], 0.5, drawn, relation, "", differences)
            )
    return ComparedEvent(tuple(article.text_id for article in articles), tuple(links), ())


def main() -> int:
    """Measure a large event; 1 when the window ever stands still for too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    articles = parser.parse_args().articles
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        project = large_project(Path(folder), articles)
        desk = articles_to_compare(project)
        model = ProjectModel(THRESHOLD)
        model.set_project(project)
        links = LinkModel(model)
        keeping = EventKeeping(model)
        keeping.kept.connect(links.read_event)
        pulse = Pulse()
        longest = []
        for seed in (1, 2):
            event = large_event(desk, seed)
            sent = [pickle.dumps(part) for part in event_parts(event)]
            print(f"{len(event.links):,} links, {sum(map(len, sent)) / 1e6:.1f} MB")
            longest.append(
                measured(
                    pulse,
                    "the event is kept and shown",
                    partial(_hand_over, sent, keeping, desk),
                    partial(_is_shown, links, links.version),
                )
            )
        model.set_project(None)
        project.close()
    application.quit()
    print(f"aim: {AIM_MS:.0f} ms")
    return 0 if max(longest) < AIM_MS else 1


def _is_shown(links: LinkModel, before: int) -> bool:
    return links.version > before and not links.is_reading


def _hand_over(
    sent: Sequence[bytes], keeping: EventKeeping, desk: Sequence[ComparedArticle]
) -> None:
    """Turn messages into an event in another thread, as the one that hears the worker does."""
    found: list[ComparedEvent] = []

    def hear() -> None:
        links: list[LinkRow] = []
        for message in sent:
            text_ids, _, rows, offices, is_last = pickle.loads(message)
            links.extend(rows)
            if is_last:
                found.append(event_from(text_ids, links, offices))

    thread = threading.Thread(target=hear)
    timer = QTimer(keeping)

    def look() -> None:
        if found:
            timer.stop()
            keeping.start(desk, found[0])

    timer.timeout.connect(look)
    timer.start(5)
    thread.start()


if __name__ == "__main__":
    raise SystemExit(main())
