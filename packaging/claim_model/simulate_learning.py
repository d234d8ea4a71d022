"""Print what learning from the desk is worth: the table of docs/claim-detector.md.

    python packaging/claim_model/simulate_learning.py DATA_DIR [--seeds 40]

Labelled sentences of one topic stand for a project. A reviewer decides 50 of them (at most half):
four in five are drawn from the upper part of the ranking, the others from all of it. The rest is
ranked before and after; what is told is the change of average precision. The shipped program is
used throughout. Needs the repository's root on PYTHONPATH or as the working folder.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from annotator.domain.learning import LearningClaim
from annotator.domain.score_quality import average_precision
from annotator.nlp.desk_learning import learn
from annotator.nlp.static_vectors import StaticVectors, load_static_vectors
from annotator.nlp.text_scoring import TextScorer

DECISIONS = 50
TOP_SHARE = 0.8
"""How many of the decisions are drawn from the upper part of the ranking."""

PART = 375
"""Sentences of a debate follow each other by number: so many numbers are taken for a topic."""

FILES = (
    "claimbuster_dev.jsonl",
    "news_dev_silver.jsonl",
    "factcheck_bench_sent.jsonl",
    "policlaim_dev.jsonl",
)


@dataclass(frozen=True)
class Labelled:
    """A sentence with its label and its shipped check-worthiness."""

    text: str
    label: bool
    score: float


def topics_of(folder: Path) -> dict[str, list[Labelled]]:
    """The sentences of each topic; news are told as a whole and by their two sources."""
    scorer = TextScorer()
    topics: dict[str, list[Labelled]] = {}
    for name in FILES:
        rows = [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]
        scores = scorer.scores([row["text"] for row in rows])
        for row, score in zip(rows, scores, strict=True):
            label = row["cw"] == 2 if "cw" in row else row["label"] == 1
            for topic in _topics(name, row):
                topics.setdefault(topic, []).append(Labelled(row["text"], label, score))
    return dict(sorted(topics.items()))


def _topics(name: str, row: dict[str, str]) -> tuple[str, ...]:
    if name.startswith("claimbuster"):
        return (f"debates, part {int(row['id'].split('-')[1]) % 1_000_000 // PART:03d}",)
    if name.startswith("news"):
        return ("news", "news, Wikinews" if "gum" in row["source"] else "news, PUD")
    return (f"speech {row['doc']}",) if name.startswith("policlaim") else ("machine-written",)


def chosen(sentences: list[Labelled], seed: int, decisions: int) -> set[int]:
    """Which sentences a reviewer decides."""
    chance = np.random.default_rng(seed)
    count = min(decisions, len(sentences) // 2)
    top = int(count * TOP_SHARE)
    order = np.argsort([-one.score for one in sentences], kind="stable")
    found = set(chance.choice(order[: 2 * top], top, replace=False).tolist())
    rest = [place for place in range(len(sentences)) if place not in found]
    return found | set(chance.choice(rest, count - top, replace=False).tolist())


def gain(
    sentences: list[Labelled], seed: int, decisions: int, vectors: StaticVectors
) -> tuple[float, float]:
    """Average precision of the undecided sentences before and after."""
    decided = chosen(sentences, seed, decisions)
    claims = [
        LearningClaim(
            place, one.text, one.score, one.label if place in decided else None, place in decided
        )
        for place, one in enumerate(sentences)
    ]
    rest = [one for place, one in enumerate(sentences) if place not in decided]
    labels = [one.label for one in rest]
    before = average_precision(labels, [one.score for one in rest])
    learned = learn(claims, vectors, lambda _: ()).scores
    after = [one.check_worthiness for one in learned]
    return before, average_precision(labels, after) if after else before


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--decisions", type=int, default=DECISIONS)
    arguments = parser.parse_args()
    vectors = load_static_vectors()
    print("| topic | sentences | positive | before | after | change | worst tenth | helped |")
    print("|---|---|---|---|---|---|---|---|")
    changes = []
    for topic, sentences in topics_of(arguments.data).items():
        pairs = np.array(
            [gain(sentences, seed, arguments.decisions, vectors) for seed in range(arguments.seeds)]
        )
        change = pairs[:, 1] - pairs[:, 0]
        changes.append(change.mean())
        positive = np.mean([one.label for one in sentences])
        print(
            f"| {topic} | {len(sentences)} | {positive:.2f} | {pairs[:, 0].mean():.3f} |"
            f" {pairs[:, 1].mean():.3f} | {change.mean():+.4f} |"
            f" {np.percentile(change, 10):+.4f} | {(change > 0).mean():.0%} |"
        )
    print(f"\nMean over topics {np.mean(changes):+.4f}, worst topic {min(changes):+.4f}.")


if __name__ == "__main__":
    main()
