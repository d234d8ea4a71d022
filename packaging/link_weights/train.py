"""Train the weights of the comparison from gold events.

    python packaging/link_weights/train.py EVENT... --write resources/nlp/link_weights.json

An event is a folder with ``gold.json``, or a text as in ``packaging/link_weights/events``.

Prints figures in which each event was held back from all that judged it: its weights, its
threshold, and the scores that the second model learned from. The same data gives the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from marked_events import read_marked_event

from annotator.exchange.gold_event import GoldEvent, read_gold_event
from annotator.nlp.comparison import likeness, surroundings
from annotator.nlp.comparison.article_reading import ArticleReader
from annotator.nlp.comparison.candidates import candidate_pairs
from annotator.nlp.comparison.claim_table import ClaimTable, claim_table
from annotator.nlp.comparison.combiner import Logistic
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim
from annotator.nlp.comparison.lexicon import Lexicon, load_lexicon
from annotator.nlp.pipeline import load_pipeline
from annotator.nlp.values.dating import datings_of
from annotator.nlp.values.parsed_claim import ParsedClaim

PENALTY = 30.0
"""Of squared weights, beside features of spread one."""

THINNED = 4

SHIPPED_THRESHOLD = 0.35
"""The best F1 over all events held back, in steps of .05; the small ones alone choose the same."""

FOLDS = 6
"""Small events are held back some at a time; a folder is always held back alone."""

PAIR_WEIGHT = 0.5
"""What a pair counts on a desk of two articles, beside 1 on the desk of the whole event."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Some articles of an event laid side by side, with the features of all pairs.

    Attributes:
        fold: what is held back together with this desk.
    """

    event: str
    fold: str
    table: ClaimTable
    firsts: np.ndarray
    seconds: np.ndarray
    alike: np.ndarray
    linked: np.ndarray
    whole: bool
    weight: float


def parsed_claims(event: GoldEvent, reader: ArticleReader) -> list[tuple[ParsedClaim, ...]]:
    """The claims of each article, in text order."""
    datings = datings_of([(article.text, "") for article in event.articles])
    read = []
    for number, (article, dating) in enumerate(zip(event.articles, datings, strict=True)):
        spans = sorted(claim.span for claim in event.claims if claim.article == number)
        claims = tuple(ComparedClaim(place, span) for place, span in enumerate(spans))
        key = hash((event.name, number))
        compared = ComparedArticle(key, article.text, "", article.outlet, "", claims)
        read.append(reader.claims(compared, dating))
    return read


def desks(
    event: GoldEvent,
    fold: str,
    read: Sequence[tuple[ParsedClaim, ...]],
    lexicon: Lexicon,
) -> Iterator[Desk]:
    """All articles together, and every two of them, as many desks are small."""
    spans = {claim.id: (claim.article, claim.span) for claim in event.claims}
    links = {frozenset((spans[link.a], spans[link.b])) for link in event.links}
    numbers = range(len(event.articles))
    sets = [tuple(numbers), *itertools.combinations(numbers, 2)]
    for chosen in sets:
        table = claim_table([read[number] for number in chosen], lexicon)
        firsts, seconds = candidate_pairs(table)
        rows = [(number, claim.span) for number in chosen for claim in read[number]]
        linked = np.array(
            [frozenset((rows[a], rows[b])) in links for a, b in zip(firsts, seconds, strict=True)]
        )
        alike = likeness.likeness(table, firsts, seconds)
        whole = len(chosen) == len(event.articles)
        weight = 1.0 if whole else PAIR_WEIGHT
        yield Desk(event.name, fold, table, firsts, seconds, alike, linked, whole, weight)


def fitted(
    names: Sequence[str], rows: np.ndarray, linked: np.ndarray, shares: np.ndarray
) -> Logistic:
    """A logistic model by Newton's method, with a penalty on its weights.

    Of the pairs that are no links, which are nearly all, every fourth counts for four.
    """
    kept = linked | (np.arange(len(linked)) % THINNED == 0)
    shares = np.where(linked, shares, shares * THINNED)[kept]
    rows, linked = rows[kept].astype(np.float64), linked[kept]
    means = np.average(rows, axis=0, weights=shares)
    scales = np.sqrt(np.average((rows - means) ** 2, axis=0, weights=shares)) + 1e-6
    scaled = np.column_stack(((rows - means) / scales, np.ones(len(rows))))
    weights = np.zeros(scaled.shape[1])
    penalty = np.full(scaled.shape[1], PENALTY)
    penalty[-1] = 0
    for _ in range(60):
        chances = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ (shares * (chances - linked)) + penalty * weights
        bend = (scaled * (shares * chances * (1 - chances))[:, None]).T @ scaled
        step = np.linalg.solve(bend + np.diag(penalty + 1e-9), slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return Logistic(
        tuple(names),
        means.astype(np.float32),
        scales.astype(np.float32),
        weights[:-1].astype(np.float32),
        float(weights[-1]),
    )


def columns(rows: np.ndarray, known: Sequence[str], wanted: Sequence[str]) -> np.ndarray:
    """The wanted columns of ``rows``."""
    return rows[:, [list(known).index(name) for name in wanted]]


def first_model(desks_: Sequence[Desk], names: Sequence[str]) -> Logistic:
    """The first judgement, from likeness alone."""
    rows = np.concatenate([columns(desk.alike, likeness.FEATURES, names) for desk in desks_])
    linked = np.concatenate([desk.linked for desk in desks_])
    shares = np.concatenate([np.full(len(desk.linked), desk.weight) for desk in desks_])
    return fitted(names, rows, linked, shares)


def around(desk: Desk, first: Logistic) -> np.ndarray:
    """The rows of the second judgement's features."""
    before = first.score(columns(desk.alike, likeness.FEATURES, first.names))
    return np.column_stack(
        (surroundings.surroundings(desk.table, desk.firsts, desk.seconds, before), desk.alike)
    )


class Study:
    """Models of events with one or two folds of them held back, each fitted once."""

    def __init__(
        self, desks_: Sequence[Desk], first_names: Sequence[str], second_names: Sequence[str]
    ) -> None:
        self.desks = desks_
        self.first_names, self.second_names = tuple(first_names), tuple(second_names)
        self.events = sorted({desk.event for desk in desks_})
        self._firsts: dict[frozenset[str], Logistic] = {}

    def first(self, *held: str) -> Logistic:
        """The first judgement, learned without the folds ``held``."""
        key = frozenset(held)
        if key not in self._firsts:
            kept = [desk for desk in self.desks if desk.fold not in key] or self.desks
            self._firsts[key] = first_model(kept, self.first_names)
        return self._firsts[key]

    def second(self, *held: str) -> Logistic:
        """The second judgement, without ``held``: learned from scores of events not seen."""
        kept = [desk for desk in self.desks if desk.fold not in held]
        rows = [self._rows(desk, self.first(desk.fold, *held)) for desk in kept]
        shares = [np.full(len(desk.linked), desk.weight) for desk in kept]
        return fitted(
            self.second_names,
            np.concatenate(rows),
            np.concatenate([desk.linked for desk in kept]),
            np.concatenate(shares),
        )

    def _rows(self, desk: Desk, first: Logistic) -> np.ndarray:
        names = surroundings.FEATURES + likeness.FEATURES
        return columns(around(desk, first), names, self.second_names)

    def held_back(self) -> dict[str, tuple[Desk, np.ndarray]]:
        """Each event's whole desk with scores by models that never saw the event."""
        judged = {}
        for fold in sorted({desk.fold for desk in self.desks}):
            first, second = self.first(fold), self.second(fold)
            for desk in self.desks:
                if desk.whole and desk.fold == fold:
                    judged[desk.event] = (desk, second.score(self._rows(desk, first)))
        return judged


def ranks(desk: Desk, scores: np.ndarray) -> list[int]:
    """For each claim with a counterpart in an article, the rank of the best right one there."""
    found = []
    articles = desk.table.articles
    for own, other in ((desk.firsts, desk.seconds), (desk.seconds, desk.firsts)):
        order = np.lexsort((desk.linked, -scores, articles[other], own))
        keys = own[order] * len(desk.table) + articles[other][order]
        borders = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
        for begin, end in zip(borders, np.r_[borders[1:], len(keys)], strict=True):
            right = np.flatnonzero(desk.linked[order[begin:end]])
            if len(right):
                found.append(int(right[0]) + 1)
    return found


def f1(desk: Desk, scores: np.ndarray, threshold: float) -> tuple[float, float, float]:
    """F1, precision and recall of the links drawn from ``threshold`` on."""
    drawn = scores >= threshold
    right = int((drawn & desk.linked).sum())
    total = int(drawn.sum()) + int(desk.linked.sum())
    return (
        2 * right / max(1, total),
        right / max(1, int(drawn.sum())),
        right / max(1, int(desk.linked.sum())),
    )


def best_threshold(judgements: Sequence[tuple[Desk, np.ndarray]]) -> float:
    """The threshold with the best F1 over all pairs of these desks, smoothed over its nearest."""
    grid = np.linspace(0.05, 0.95, 181)
    linked = np.concatenate([desk.linked for desk, _ in judgements])
    scores = np.concatenate([scores for _, scores in judgements])
    all_scores, right_scores = np.sort(scores), np.sort(scores[linked])
    drawn = len(scores) - np.searchsorted(all_scores, grid)
    right = len(right_scores) - np.searchsorted(right_scores, grid)
    values = 2 * right / np.maximum(1, drawn + len(right_scores))
    smooth = np.convolve(np.pad(values, 10, "edge"), np.ones(21) / 21, "valid")
    return float(grid[int(np.argmax(smooth))])


def figures_of(judgements: dict[str, tuple[Desk, np.ndarray]]) -> dict[str, dict[str, float]]:
    """Figures for each event; its threshold comes from the other events."""
    figures = {}
    for event, (desk, scores) in judgements.items():
        others = [judgement for name, judgement in judgements.items() if name != event]
        threshold = best_threshold(others)
        found = ranks(desk, scores)
        value, precision, recall = f1(desk, scores, threshold)
        shipped = f1(desk, scores, SHIPPED_THRESHOLD)
        figures[event] = {
            "mrr": float(np.mean([1 / rank for rank in found])),
            "right_first": float(np.mean([rank == 1 for rank in found])),
            "f1": value,
            "precision": precision,
            "recall": recall,
            "threshold": threshold,
            "f1_as_shipped": shipped[0],
            "precision_as_shipped": shipped[1],
            "recall_as_shipped": shipped[2],
            "f1_at_best": f1(desk, scores, best_threshold([(desk, scores)]))[0],
        }
    return figures


def printed(figures: dict[str, dict[str, float]], name: str) -> None:
    """One line of means and the events' own F1."""
    keys = ("mrr", "right_first", "f1", "precision", "recall", "f1_as_shipped", "f1_at_best")
    means = [np.mean([values[key] for values in figures.values()]) for key in keys]
    own = " ".join(f"{values['f1']:.3f}@{values['threshold']:.2f}" for values in figures.values())
    firsts = " ".join(f"{values['right_first']:.3f}" for values in figures.values())
    print(
        f"{name:24}",
        *(f"{key} {mean:.3f}" for key, mean in zip(keys, means, strict=True)),
        f"| f1 {own} | first {firsts}",
        flush=True,
    )


def model_values(model: Logistic) -> dict[str, object]:
    """A model for JSON, rounded so that the file stays readable."""
    return {
        "features": list(model.names),
        "means": [round(float(value), 5) for value in model.means],
        "scales": [round(float(value), 5) for value in model.scales],
        "weights": [round(float(value), 5) for value in model.weights],
        "bias": round(model.bias, 5),
    }


FIRST = tuple(likeness.FEATURES)
SECOND = tuple(surroundings.FEATURES + likeness.FEATURES)


def loaded(folders: Sequence[Path]) -> list[Desk]:
    """The desks made of the events."""
    nlp, _ = load_pipeline()
    reader, lexicon = ArticleReader(nlp), load_lexicon()
    found: list[Desk] = []
    for number, folder in enumerate(folders):
        event = read_gold_event(folder) if folder.is_dir() else read_marked_event(folder)
        fold = event.name if folder.is_dir() else f"small events {number % FOLDS + 1}"
        found += desks(event, fold, parsed_claims(event, reader), lexicon)
    return found


def data_digest(folders: Sequence[Path]) -> str:
    """SHA-256 of all labels."""
    digest = hashlib.sha256()
    for folder in folders:
        digest.update((folder / "gold.json" if folder.is_dir() else folder).read_bytes())
    return digest.hexdigest()


def main() -> None:
    """Print the figures and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="+", type=Path, help="folders with gold.json, or texts")
    parser.add_argument("--write", type=Path)
    chosen = parser.parse_args()
    study = Study(loaded(chosen.events), FIRST, SECOND)
    judgements = study.held_back()
    figures = figures_of(judgements)
    gold = {folder.name for folder in chosen.events if folder.is_dir()}
    printed({name: row for name, row in figures.items() if name in gold}, "gold events")
    printed({name: row for name, row in figures.items() if name not in gold}, "small events")
    if not chosen.write:
        return
    values = {
        "provenance": {
            "made_by": "packaging/link_weights/train.py",
            "data": "fictional events written for this project, free to use",
            "events": study.events,
            "data_sha256": data_digest(chosen.events),
            "held_back": {
                event: {key: round(value, 4) for key, value in row.items()}
                for event, row in sorted(figures.items())
            },
        },
        "first": model_values(study.first()),
        "second": model_values(study.second()),
        "threshold": SHIPPED_THRESHOLD,
    }
    chosen.write.write_text(json.dumps(values, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
