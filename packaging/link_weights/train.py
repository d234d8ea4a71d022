"""Train the weights of the comparison from gold events.

    python packaging/link_weights/train.py EVENT_FOLDER... --write resources/nlp/link_weights.json

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

from annotator.exchange.gold_event import GoldEvent, read_gold_event
from annotator.nlp.comparison import likeness, surroundings
from annotator.nlp.comparison.article_reading import ArticleReader
from annotator.nlp.comparison.claim_table import ClaimTable, claim_table
from annotator.nlp.comparison.combiner import Logistic
from annotator.nlp.comparison.compared import ComparedArticle, ComparedClaim
from annotator.nlp.comparison.comparer import pairs_of
from annotator.nlp.pipeline import load_pipeline
from annotator.nlp.static_vectors import StaticVectors, load_static_vectors
from annotator.nlp.values.dating import datings_of
from annotator.nlp.values.parsed_claim import ParsedClaim

PENALTY = 3.0
"""Of squared weights, beside features of spread one."""

AROUND = "log_odds"


@dataclass(frozen=True, slots=True)
class Desk:
    """Some articles of an event laid side by side, with the features of all pairs."""

    event: str
    table: ClaimTable
    firsts: np.ndarray
    seconds: np.ndarray
    alike: np.ndarray
    linked: np.ndarray
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
    read: Sequence[tuple[ParsedClaim, ...]],
    vectors: StaticVectors,
    *,
    parts: bool,
) -> Iterator[Desk]:
    """All articles together and, with ``parts``, every two and three of them."""
    spans = {claim.id: (claim.article, claim.span) for claim in event.claims}
    links = {frozenset((spans[link.a], spans[link.b])) for link in event.links}
    numbers = range(len(event.articles))
    sets = [tuple(numbers)]
    if parts:
        sets += [*itertools.combinations(numbers, 2), *itertools.combinations(numbers, 3)]
    for chosen in sets:
        table = claim_table([read[number] for number in chosen], vectors)
        firsts, seconds = pairs_of(table)
        rows = [(number, claim.span) for number in chosen for claim in read[number]]
        linked = np.array(
            [frozenset((rows[a], rows[b])) in links for a, b in zip(firsts, seconds, strict=True)]
        )
        alike = likeness.likeness(table, firsts, seconds)
        share = 1.0 if len(chosen) == len(event.articles) else 1 / (len(sets) - 1)
        yield Desk(event.name, table, firsts, seconds, alike, linked, share)


def fitted(
    names: Sequence[str], rows: np.ndarray, linked: np.ndarray, shares: np.ndarray
) -> Logistic:
    """A logistic model by Newton's method, with a penalty on its weights."""
    rows = rows.astype(np.float64)
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
        if np.abs(step).max() < 1e-9:
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


def models(
    training: Sequence[Desk], first_names: Sequence[str], second_names: Sequence[str]
) -> tuple[Logistic, Logistic]:
    """Both models; the second learns from scores of events that the first had not seen."""
    events = sorted({desk.event for desk in training})
    rows, linked, shares = [], [], []
    for held in events:
        others = [desk for desk in training if desk.event != held]
        first = first_model(others or training, first_names)
        for desk in training:
            if desk.event == held:
                rows.append(
                    columns(
                        around(desk, first),
                        surroundings.FEATURES + likeness.FEATURES,
                        second_names,
                    )
                )
                linked.append(desk.linked)
                shares.append(np.full(len(desk.linked), desk.weight))
    second = fitted(
        second_names, np.concatenate(rows), np.concatenate(linked), np.concatenate(shares)
    )
    return first_model(training, first_names), second


def judged(desk: Desk, first: Logistic, second: Logistic) -> np.ndarray:
    """The scores of a desk's pairs."""
    names = surroundings.FEATURES + likeness.FEATURES
    return second.score(columns(around(desk, first), names, second.names))


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
    """The threshold with the best mean F1 over these desks."""
    grid = np.linspace(0.05, 0.95, 181)
    means = [np.mean([f1(desk, scores, t)[0] for desk, scores in judgements]) for t in grid]
    smooth = np.convolve(np.pad(means, 4, "edge"), np.ones(9) / 9, "valid")
    return float(grid[int(np.argmax(smooth))])


def held_back(
    all_desks: Sequence[Desk],
    whole: Sequence[Desk],
    first_names: Sequence[str],
    second_names: Sequence[str],
) -> dict[str, dict[str, float]]:
    """Figures for each event by models and a threshold that never saw it."""
    figures = {}
    for desk in whole:
        training = [one for one in all_desks if one.event != desk.event]
        first, second = models(training, first_names, second_names)
        threshold = threshold_for(training, first_names, second_names)
        scores = judged(desk, first, second)
        found = ranks(desk, scores)
        value, precision, recall = f1(desk, scores, threshold)
        best = best_threshold([(desk, scores)])
        figures[desk.event] = {
            "mrr": float(np.mean([1 / rank for rank in found])),
            "right_first": float(np.mean([rank == 1 for rank in found])),
            "f1": value,
            "precision": precision,
            "recall": recall,
            "threshold": threshold,
            "f1_at_best": f1(desk, scores, best)[0],
        }
    return figures


def threshold_for(
    training: Sequence[Desk], first_names: Sequence[str], second_names: Sequence[str]
) -> float:
    """The threshold from scores of training events, each judged by models of the others."""
    judgements = []
    events = sorted({desk.event for desk in training})
    for held in events:
        others = [desk for desk in training if desk.event != held]
        first, second = models(others or training, first_names, second_names)
        judgements += [
            (desk, judged(desk, first, second))
            for desk in training
            if desk.event == held and desk.weight == 1.0
        ]
    return best_threshold(judgements)


def printed(figures: dict[str, dict[str, float]], name: str) -> None:
    """One line of means and the events' own F1."""
    keys = ("mrr", "right_first", "f1", "precision", "recall", "f1_at_best")
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


def loaded(folders: Sequence[Path]) -> tuple[list[Desk], list[Desk]]:
    """All desks made of the events, and those with all articles of an event."""
    nlp, _ = load_pipeline()
    reader, vectors = ArticleReader(nlp), load_static_vectors()
    everything: list[Desk] = []
    for folder in folders:
        event = read_gold_event(folder)
        everything += desks(event, parsed_claims(event, reader), vectors, parts=True)
    return everything, [desk for desk in everything if desk.weight == 1.0]


def main() -> None:
    """Print the figures and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="+", type=Path)
    parser.add_argument("--write", type=Path)
    chosen = parser.parse_args()
    everything, whole = loaded(chosen.events)
    figures = held_back(everything, whole, FIRST, SECOND)
    printed(figures, "held back")
    if chosen.write:
        first, second = models(everything, FIRST, SECOND)
        threshold = threshold_for(everything, FIRST, SECOND)
        gold = hashlib.sha256()
        for folder in chosen.events:
            gold.update((folder / "gold.json").read_bytes())
        values = {
            "provenance": {
                "made_by": "packaging/link_weights/train.py",
                "data": "gold events written for this project, free to use",
                "events": sorted(folder.name for folder in chosen.events),
                "gold_sha256": gold.hexdigest(),
                "held_back": {
                    event: {key: round(value, 4) for key, value in row.items()}
                    for event, row in sorted(figures.items())
                },
            },
            "first": model_values(first),
            "second": model_values(second),
            "threshold": round(threshold, 4),
        }
        chosen.write.write_text(json.dumps(values, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
