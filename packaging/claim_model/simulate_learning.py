"""Print what learning from the desk is worth: the tables of docs/claim-detector.md.

    python packaging/claim_model/simulate_learning.py DATA_DIR [--events DIR] [--seeds 20]

Labelled sentences of one topic stand for a project. A reviewer decides 50 of them (at most half):
four in five are drawn from the upper part of the ranking, the others from all of it. The rest is
ranked before and after; what is told is the change of average precision. The shipped program is
used throughout. Needs the repository's root on PYTHONPATH or as the working folder.

The first table has reviewers who want what the labels say. Those of the second want a part of it:
figures, what somebody said, a country, one matter. What they want is told by the labels and by
named entities or words that the learning does not know of, or by hand (in events).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from annotator.domain.claim import ClaimKind
from annotator.domain.learning import LearningClaim
from annotator.domain.score_quality import average_precision
from annotator.exchange.gold_event import read_gold_event
from annotator.nlp.claim_detector import SPANS_KEY, ClaimDetector
from annotator.nlp.claim_kind import claim_kinds
from annotator.nlp.desk_learning import learn
from annotator.nlp.pipeline import load_pipeline
from annotator.nlp.static_vectors import StaticVectors, load_static_vectors
from annotator.nlp.whole_text import whole_text_features

DECISIONS = 50
TOP_SHARE = 0.8
"""How many of the decisions are drawn from the upper part of the ranking."""

PART = 375
"""Sentences of a debate follow each other by number: so many numbers are taken for a topic."""

WRITTEN = Path(__file__).resolve().parent / "written_news.tsv"
WRITTEN_PART, WRITTEN_THIRD = 270, 720
"""Sentences written for this project: so many are a topic, or material for a taste."""

LEAST_POSITIVE = 12
"""Of what a reviewer wants there must be so many in a project."""

LEAST_SHARED = 0.4
"""A candidate counts as a claim marked by hand when so much of either is shared."""

FILES = (
    "claimbuster_dev.jsonl",
    "news_dev_silver.jsonl",
    "factcheck_bench_sent.jsonl",
    "policlaim_dev.jsonl",
)

_FIGURES = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
_PLACES = frozenset({"GPE", "NORP"})
_SAID = re.compile(
    '["“”]|\\b(?:said|says|told|announced|stated|according to|confirmed|claimed|warned'
    "|insisted|denied|argued|added)\\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:tax|taxes|budget|jobs?|econom\w+|deficits?|debt|inflation|wages?|bank\w*|prices?"
    r"|spending|dollars)\b",
    re.IGNORECASE,
)
_WAR = re.compile(
    r"\b(?:war|military|troops?|terror\w*|weapons?|nuclear|soldiers?|army|defen[cs]e|attack\w*)\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:law|laws|courts?|crime\w*|police|guns?|judges?|justice|arrest\w*)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Labelled:
    """A sentence or candidate with its label, as the shipped program sees it.

    Attributes:
        entities: labels of the names and figures in it.
        type: of the claim that it was marked as by hand; "" elsewhere.
    """

    text: str
    label: bool
    score: float
    kinds: tuple[ClaimKind, ...]
    entities: frozenset[str]
    type: str = ""


Topics = dict[str, list[Labelled]]

TASTES: Mapping[str, Callable[[Labelled], bool]] = {
    "figures": lambda one: bool(one.entities & _FIGURES),
    "what somebody said": lambda one: _SAID.search(one.text) is not None,
    "countries": lambda one: bool(one.entities & _PLACES),
    "money": lambda one: _MONEY.search(one.text) is not None,
    "war": lambda one: _WAR.search(one.text) is not None,
    "law": lambda one: _LAW.search(one.text) is not None,
}
MARKED_TASTES: Mapping[str, frozenset[str]] = {
    "figures": frozenset({"quantity"}),
    "what somebody said": frozenset({"quote", "attribution"}),
    "what happened": frozenset({"event"}),
    "dates": frozenset({"date"}),
}


class Reader:
    """The shipped program, which says of sentences and articles what a project would hold."""

    def __init__(self) -> None:
        self._nlp, _ = load_pipeline()
        component = self._nlp.get_pipe("claim_detector")
        assert isinstance(component, ClaimDetector)
        self._component = component

    def sentences(self, texts: Iterable[str], labels: Iterable[bool]) -> list[Labelled]:
        """Each text as one claim, as `evaluate` reads it."""
        found = []
        with self._nlp.select_pipes(disable=["claim_detector"]):
            for label, doc in zip(labels, self._nlp.pipe(texts), strict=True):
                features = whole_text_features(doc, doc.text, self._component.token_signs)
                score = 0.0
                kinds: tuple[ClaimKind, ...] = (ClaimKind.OTHER,)
                if features is not None:
                    score = self._component.scorer.score([features])[0].value
                    kinds = claim_kinds(features)
                entities = frozenset(entity.label_ for entity in doc.ents)
                found.append(Labelled(doc.text, label, score, kinds, entities))
        return found

    def candidates(self, folder: Path) -> list[Labelled]:
        """All candidates of a gold event's articles."""
        event = read_gold_event(folder)
        rows = json.loads((folder / "gold.json").read_text("utf-8"))["claims"]
        marked = {row["id"]: row for row in rows}
        found = []
        for number, article in enumerate(event.articles):
            claims = [claim for claim in event.claims if claim.article == number]
            doc = self._nlp(article.text)
            for span in doc.spans[SPANS_KEY]:
                start, end = span.start_char, span.end_char
                shared = {
                    claim.id: (min(end, claim.span.end) - max(start, claim.span.start))
                    / min(end - start, claim.span.end - claim.span.start)
                    for claim in claims
                }
                best = max(shared, key=shared.__getitem__, default="")
                row = marked[best] if best and shared[best] >= LEAST_SHARED else {}
                found.append(
                    Labelled(
                        span.text,
                        row.get("checkworthy") == 3,
                        span._.check_worthiness,
                        span._.claim_kinds,
                        frozenset(entity.label_ for entity in span.ents),
                        str(row.get("type", "")),
                    )
                )
        return found


def topics_of(folder: Path, events: Path | None, reader: Reader) -> tuple[Topics, Topics]:
    """The projects of reviewers who want what the labels say, and of those with a taste."""
    topics: Topics = {}
    wide: Topics = {}
    for name in FILES:
        rows = [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]
        labels = [row["cw"] == 2 if "cw" in row else row["label"] == 1 for row in rows]
        read = reader.sentences([row["text"] for row in rows], labels)
        for row, one in zip(rows, read, strict=True):
            for topic in _topics(name, row):
                topics.setdefault(topic, []).append(one)
        if name.startswith(("claimbuster", "news")):
            wide["debates" if name.startswith("claimbuster") else "news"] = read
    graded = [
        line.split("\t")[:2]
        for line in WRITTEN.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    written = reader.sentences([text for _, text in graded], [grade == "2" for grade, _ in graded])
    topics |= _parts("written news", written, WRITTEN_PART)
    wide |= _parts("written news", written, WRITTEN_THIRD)
    wanted = {
        f"{topic}: {taste}": [_only(one, wants(one)) for one in sentences]
        for topic, sentences in wide.items()
        for taste, wants in TASTES.items()
    }
    for path in sorted(events.glob("*/gold.json")) if events is not None else ():
        topic = f"event {path.parent.name}"
        topics[topic] = reader.candidates(path.parent)
        for taste, types in MARKED_TASTES.items():
            wanted[f"{topic}: {taste}"] = [_only(one, one.type in types) for one in topics[topic]]
    return dict(sorted(topics.items())), {
        topic: sentences
        for topic, sentences in sorted(wanted.items())
        if sum(one.label for one in sentences) >= LEAST_POSITIVE
    }


def _only(one: Labelled, wanted: bool) -> Labelled:
    return Labelled(one.text, one.label and wanted, one.score, one.kinds, one.entities, one.type)


def _parts(name: str, sentences: list[Labelled], size: int) -> Topics:
    count = len(sentences) // size
    return {
        f"{name}, {number + 1} of {count}": sentences[
            number * size : (number + 1) * size if number + 1 < count else None
        ]
        for number in range(count)
    }


def _topics(name: str, row: Mapping[str, str]) -> tuple[str, ...]:
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
            place,
            one.text,
            one.score,
            one.label if place in decided else None,
            place in decided,
            one.kinds,
        )
        for place, one in enumerate(sentences)
    ]
    rest = [one for place, one in enumerate(sentences) if place not in decided]
    labels = [one.label for one in rest]
    before = average_precision(labels, [one.score for one in rest])
    learned = learn(claims, vectors, lambda _: ()).scores
    after = [one.check_worthiness for one in learned]
    return before, average_precision(labels, after) if after else before


def print_table(topics: Topics, seeds: int, decisions: int, vectors: StaticVectors) -> None:
    """A row for each topic, and what they come to."""
    print("| topic | sentences | positive | before | after | change | worst tenth | helped |")
    print("|---|---|---|---|---|---|---|---|")
    changes = []
    for topic, sentences in topics.items():
        pairs = np.array([gain(sentences, seed, decisions, vectors) for seed in range(seeds)])
        change = pairs[:, 1] - pairs[:, 0]
        changes.append(float(change.mean()))
        positive = np.mean([one.label for one in sentences])
        print(
            f"| {topic} | {len(sentences)} | {positive:.2f} | {pairs[:, 0].mean():.3f} |"
            f" {pairs[:, 1].mean():.3f} | {change.mean():+.4f} |"
            f" {np.percentile(change, 10):+.4f} | {(change > 0).mean():.0%} |"
        )
    gaining = sum(change > 0 for change in changes)
    print(
        f"\nMean over {len(changes)} topics {np.mean(changes):+.4f}, worst {min(changes):+.4f},"
        f" {gaining} gain.\n"
    )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--events", type=Path, help="a folder of gold events")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--decisions", type=int, default=DECISIONS)
    arguments = parser.parse_args()
    vectors = load_static_vectors()
    for topics in topics_of(arguments.data, arguments.events, Reader()):
        print_table(topics, arguments.seeds, arguments.decisions, vectors)


if __name__ == "__main__":
    main()
