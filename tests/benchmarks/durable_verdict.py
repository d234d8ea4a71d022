"""What a verdict costs beyond being put on the disk.

``python -m tests.benchmarks.durable_verdict`` compares ``services.review.decide`` with a bare
INSERT and COMMIT into a table of one's own, both with the pragmas of a project file, both on the
same disk, taking turns in one run. It prints medians for one verdict and the ratio of the two. The
faster the disk confirms, the more the rest weighs; the aim is 1.2 in wall time on a slow one.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator.domain.verdict import Verdict
from annotator.services import review
from annotator.services.articles import import_articles
from annotator.services.project import Project, create_project
from annotator.storage.connection import connect, use_write_ahead_log
from tests.made_projects import detect, incoming, opened

CLAIMS = 300
TURN = 25
"""Verdicts in a row before the other one takes its turn."""


def _project(folder: Path) -> Project:
    path = folder / "Decided.fact"
    create_project(path)
    project = opened(path)
    text = " ".join(f"The dam held {n} million litres." for n in range(CLAIMS))
    import_articles(project, [incoming(text)])
    detect(project)
    return project


def _deciding(project: Project) -> Iterator[Callable[[], object]]:
    ids = [claim.id for claim in project.claims()]
    for number in itertools.count():
        verdict = list(Verdict)[number // len(ids) % 3]
        claim_id = ids[number % len(ids)]
        yield lambda claim_id=claim_id, verdict=verdict: review.decide(project, claim_id, verdict)


def _inserting(folder: Path) -> Iterator[Callable[[], object]]:
    path = folder / "Bare.fact"
    create_project(path)
    connection = connect(path, read_only=False).connection
    use_write_ahead_log(connection)
    connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, claim_id INTEGER, verdict TEXT)")

    def insert(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO bare (claim_id, verdict) VALUES (?, 'verified')", (number,))
        connection.execute("COMMIT")

    for number in itertools.count():
        yield lambda number=number: insert(number)


def _seconds(act: Callable[[], object]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - cpu


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--verdicts", type=int, default=2_000, help="of each of the two")
    parser.add_argument("--folder", type=Path, help="on the disk to measure; a temporary one else")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        project = _project(Path(folder))
        deciding, inserting = _deciding(project), _inserting(Path(folder))
        taken: dict[str, list[tuple[float, float]]] = {"decide": [], "bare": []}
        for turn in range(max(2, options.verdicts // TURN)):
            for name, acts in (("decide", deciding), ("bare", inserting)):
                measured = [_seconds(next(acts)) for _ in range(TURN)]
                if turn:  # The first turn fills the caches.
                    taken[name] += measured
        project.close()
    medians = {}
    for name, measured in taken.items():
        wall = statistics.median(seconds for seconds, _ in measured)
        cpu = statistics.fmean(seconds for _, seconds in measured)
        medians[name] = (wall, cpu)
        print(f"{name:<8} wall p50 {wall * 1e6:8.0f} us   cpu mean {cpu * 1e6:8.0f} us")
    wall_ratio, cpu_ratio = (
        ours / bare for ours, bare in zip(medians["decide"], medians["bare"], strict=True)
    )
    print(f"durable verdict / bare INSERT+COMMIT: wall {wall_ratio:.2f}, cpu {cpu_ratio:.2f}")


if __name__ == "__main__":
    main()
