"""What one click costs: reading a claim's links among those of 40,000 claims.

``python -m tests.benchmarks.link_click`` fills a project file with 1,000 articles of 40 claims and
some links for each, then reads the links of single claims as a click does. It prints the median and
the slowest, beside the same in a project a hundredth as large; the aim is 50 ms on any machine.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from pathlib import Path

from annotator.domain.link import ProposedLink, Relation
from annotator.services import comparing, linking
from annotator.services.articles import import_articles
from annotator.services.project import Project, create_project
from tests.made_projects import detect, incoming, opened

SENTENCES = 40
CLICKS = 300
AIM_MS = 50.0


def filled_project(folder: Path, articles: int) -> Project:
    """A project with so many articles of 40 claims, grouped by five, and links among them."""
    path = folder / f"{articles}.fact"
    create_project(path)
    project = opened(path)
    project.database.connection.execute("PRAGMA synchronous = OFF")
    texts = [
        " ".join(f"Article {n} says that {m} people came." for m in range(SENTENCES))
        for n in range(articles)
    ]
    import_articles(project, [incoming(text, f"Article {n}") for n, text in enumerate(texts)])
    detect(project)
    draw = random.Random(1)
    claims = [claim.id for claim in project.claims()]
    links = []
    for place, claim_id in enumerate(claims):
        # A group of five articles, and one drawn link and two others into each of them.
        first = place // (5 * SENTENCES) * 5 * SENTENCES
        article = place // SENTENCES
        for other in range(article + 1, min(first // SENTENCES + 5, articles)):
            for nth, number in enumerate(draw.sample(range(SENTENCES), 3)):
                other_id = claims[other * SENTENCES + number]
                score = round(0.9 - 0.3 * nth, 2)
                links.append(
                    ProposedLink(claim_id, other_id, score, nth == 0, Relation.SAME, "", ())
                )
    comparing.keep_links(project, comparing.articles_to_compare(project), links, ())
    print(f"{len(claims):>6} claims, {len(links):>7} links", end="  ", flush=True)
    return project


def _clicks(project: Project) -> list[float]:
    draw = random.Random(2)
    claims = [claim.id for claim in project.claims()]
    took = []
    for claim_id in draw.choices(claims, k=CLICKS):
        begun = time.perf_counter()
        project.claims_by_id(
            frozenset(link.other(claim_id) for link in linking.links(project, claim_id))
        )
        took.append((time.perf_counter() - begun) * 1000)
    return took


def main() -> int:
    """Measure a small and a large project; 1 when a click of the large one takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    articles = parser.parse_args().articles
    middle = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for count in (max(5, articles // 100), articles):
            project = filled_project(Path(folder), count)
            took = _clicks(project)
            project.close()
            middle = statistics.median(took)
            print(f"one click: median {middle:.2f} ms, slowest {max(took):.2f} ms")
    print(f"aim: {AIM_MS:.0f} ms")
    return 0 if middle < AIM_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
