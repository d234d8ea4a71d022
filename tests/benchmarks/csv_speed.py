"""What a CSV of 100,000 claims costs: ``python -m tests.benchmarks.csv_speed``.

Compares the processor time of ``services.exporting.export_claims`` with that of the ``sqlite3``
shell's ``-csv`` mode on a query for the same columns of the same project, taking turns in one run.
Aim: at most 2.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from annotator.domain.claim_filter import ClaimFilter
from annotator.domain.verdict import Verdict
from annotator.services import review
from annotator.services.articles import import_articles
from annotator.services.exporting import DEFAULT_COLUMNS, export_claims
from annotator.services.project import create_project
from tests.made_projects import detect, incoming, opened

if sys.platform != "win32":
    import resource

A_ARTICLE = 100
DECIDED = 2_000

QUERY = """
SELECT 'fact-annotator-csv/1', claim_now.uuid, verdict, justification, reviewer, decided_at,
    article_now.uuid, title, outlet, author, published, url, source_name, sha256, span_start,
    span_end, quote, prefix, suffix, kinds, check_worthiness, cues, origin, claim_now.state, ''
FROM claim_now JOIN article_now ON article_now.id = claim_now.article_id
WHERE claim_now.state = 'open' AND article_now.state = 'present'
ORDER BY article_now.id, span_start, span_end DESC, claim_now.id
"""


def make_project(folder: Path, claims: int) -> Path:
    """A project with so many claims, some of them decided; gives its path."""
    path = folder / "Many.fact"
    create_project(path)
    project = opened(path)
    project.database.connection.execute("PRAGMA synchronous = OFF")
    articles = []
    for first in range(0, claims, A_ARTICLE):
        text = " ".join(
            f"The dam near {n} held “{n * 7} million” litres, the mayor said on 3 May."
            for n in range(first, min(first + A_ARTICLE, claims))
        )
        articles.append(incoming(text, f"Dam number {first}, seen from the valley"))
    import_articles(project, articles)
    detect(project)
    verdicts = tuple(Verdict)
    for claim in project.claims()[:DECIDED]:
        review.decide(project, claim.id, verdicts[claim.id % 3])
    project.close()
    return path


def _ours(project: Path, target: Path) -> float:
    begun = time.process_time()
    export_claims(project, ClaimFilter(), DEFAULT_COLUMNS, target)
    return time.process_time() - begun


def _shell(project: Path, target: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with target.open("wb") as file:
        subprocess.run(
            ["sqlite3", "-readonly", "-csv", str(project), QUERY], stdout=file, check=True
        )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    if sys.platform == "win32" or shutil.which("sqlite3") is None:
        raise SystemExit("needs the sqlite3 shell and getrusage")
    with tempfile.TemporaryDirectory() as folder:
        project = make_project(Path(folder), options.claims)
        ways: dict[str, Callable[[Path, Path], float]] = {"export": _ours, "sqlite3 -csv": _shell}
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(options.turns):
            for name, way in ways.items():
                taken[name].append(way(project, Path(folder) / f"{name}.csv"))
        written = {name: _rows(Path(folder) / f"{name}.csv") for name in ways}
    # The export has a header.
    if written != {"export": options.claims + 1, "sqlite3 -csv": options.claims}:
        raise SystemExit(f"not the same rows: {written}")
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    for name, seconds in medians.items():
        print(f"{name:<14} {options.claims} claims: cpu {seconds:6.2f} s")
    ratio = medians["export"] / medians["sqlite3 -csv"]
    print(f"CSV export / sqlite3 shell: cpu {ratio:.2f}")


if __name__ == "__main__":
    main()
