"""What comparing again costs when little changed, held against comparing everything.

A project of synthetic articles, six to an event, is compared in this very process, with a comparer
that remembers nothing, as after a restart: all of it, after one article came to one event, after
one claim was dismissed, and when nothing changed. Run with
``python -m tests.benchmarks.comparison_again [EVENTS...]``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.nlp.comparison.compared import ComparedArticle, ComparedEvent
    from annotator.services.project import Project

ARTICLES_OF_AN_EVENT = 6


def _seconds(
    project: Project,
    find: Callable[
        [Sequence[ComparedArticle], Collection[tuple[int, ...]]], Iterator[ComparedEvent]
    ],
) -> tuple[float, int]:
    """Processor time of comparing what changed, and how many events that were."""
    from annotator.services.comparison_in_process import compare_project

    begin = time.process_time()
    events = sum(1 for _ in compare_project(project, find=find))
    return time.process_time() - begin, events


def _measure(events: int) -> None:
    from annotator.nlp.comparison.comparer import Comparer
    from annotator.nlp.comparison.lexicon import load_lexicon
    from annotator.nlp.detector import load_detector
    from annotator.services import claim_editing
    from annotator.services.articles import import_articles
    from annotator.services.project import create_project
    from tests.benchmarks.comparison_scale import articles
    from tests.made_projects import detect, incoming, opened

    nlp = load_detector().nlp
    words = list(load_lexicon().vectors.rows)
    texts = [
        " ".join(sentences)
        for sentences in articles(events * ARTICLES_OF_AN_EVENT, ARTICLES_OF_AN_EVENT, words)
    ]

    def find(
        desk: Sequence[ComparedArticle], unchanged: Collection[tuple[int, ...]]
    ) -> Iterator[ComparedEvent]:
        return Comparer(nlp).events(desk, lambda *_: None, unchanged)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Again.fact"
        create_project(path)
        project = opened(path)
        import_articles(project, [incoming(text, f"Told {n}") for n, text in enumerate(texts[1:])])
        detect(project)
        whole, count = _seconds(project, find)
        print(
            f"{len(texts) - 1:5} articles, {len(project.claims()):6,} claims, {count:3} events:"
            f" everything {whole:7.2f} s",
            flush=True,
        )
        import_articles(project, [incoming(texts[0], "Told last")])
        detect(project)
        _print("one article came", whole, *_seconds(project, find))
        claim_editing.dismiss(project, project.claims()[0].id)
        _print("one claim dismissed", whole, *_seconds(project, find))
        _print("nothing changed", whole, *_seconds(project, find))
        project.close()


def _print(what: str, whole: float, took: float, events: int) -> None:
    print(
        f"      {what:<20} {events:3} events {took:7.2f} s, {took / whole:7.1%} of everything",
        flush=True,
    )


def main(arguments: Sequence[str] = ()) -> int:
    """Print what each change costs, for each number of events."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="*", type=int, default=[2, 10])
    for events in parser.parse_args(arguments).events:
        _measure(events)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
