"""What models say of events held back, in figures; thresholds come from the other events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from desks import Desk
from study import Judged

SHIPPED_THRESHOLD = 0.35
"""The best F1 over all events held back, in steps of .05; the small ones alone choose the same."""

MOST_FALSE_ALARMS = 1.0
"""So many false alarms an article are borne; every kind of event counts alike."""

_CHANCES = np.arange(0.10, 0.96, 0.01)


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


def best_threshold(judgements: Sequence[Judged]) -> float:
    """The threshold with the best F1 over all pairs of these desks, smoothed over its nearest."""
    grid = np.linspace(0.05, 0.95, 181)
    linked = np.concatenate([judged.desk.linked for judged in judgements])
    scores = np.concatenate([judged.scores for judged in judgements])
    all_scores, right_scores = np.sort(scores), np.sort(scores[linked])
    drawn = len(scores) - np.searchsorted(all_scores, grid)
    right = len(right_scores) - np.searchsorted(right_scores, grid)
    values = 2 * right / np.maximum(1, drawn + len(right_scores))
    smooth = np.convolve(np.pad(values, 10, "edge"), np.ones(21) / 21, "valid")
    return float(grid[int(np.argmax(smooth))])


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Conflicts of some events.

    Attributes:
        found: gold conflicts that are told.
        all: all gold conflicts.
        false: told conflicts that are none.
        articles: of the events.
    """

    found: int
    all: int
    false: int
    articles: int

    @property
    def alarms(self) -> float:
        """False alarms an article."""
        return self.false / max(1, self.articles)


def conflicts_of(judgements: Sequence[Judged], sure: float) -> Conflicts:
    """Conflicts told from the chance ``sure`` on, of the events that know their conflicts."""
    counts = np.zeros(4, np.int64)
    for judged in judgements:
        if not judged.desk.with_conflicts:
            continue
        right = judged.desk.conflict[judged.told.conflicting]
        is_told = judged.chances >= sure
        counts += (
            (is_told & right).sum(),
            judged.desk.conflict.sum(),
            (is_told & ~right).sum(),
            judged.desk.articles,
        )
    return Conflicts(*(int(count) for count in counts))


def least_sure(judgements: Sequence[Judged]) -> float:
    """The lowest chance to tell conflicts from without too many false alarms."""
    kinds: dict[str, list[Judged]] = {}
    for judged in judgements:
        if judged.desk.with_conflicts:
            kinds.setdefault(judged.desk.kind, []).append(judged)
    bearable = (
        chance
        for chance in _CHANCES
        if not kinds
        or np.mean([conflicts_of(own, chance).alarms for own in kinds.values()])
        <= MOST_FALSE_ALARMS
    )
    return round(float(next(bearable, 1.0)), 2)


def figures_of(judgements: Mapping[str, Judged]) -> dict[str, dict[str, float]]:
    """Figures for each event; its thresholds come from the other events."""
    figures = {}
    for event, judged in judgements.items():
        others = [other for name, other in judgements.items() if name != event]
        threshold, sure = best_threshold(others), least_sure(others)
        desk, scores = judged.desk, judged.scores
        found = ranks(desk, scores)
        value, precision, recall = f1(desk, scores, threshold)
        shipped = f1(desk, scores, SHIPPED_THRESHOLD)
        conflicts = conflicts_of([judged], sure)
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
            "f1_at_best": f1(desk, scores, best_threshold([judged]))[0],
            "conflicts": float(conflicts.all),
            "conflicts_found": float(conflicts.found),
            "false_alarms": float(conflicts.false),
            "articles": float(conflicts.articles),
            "sure_of_conflict": sure,
        }
    return figures


def printed(figures: Mapping[str, Mapping[str, float]], name: str) -> None:
    """Two lines: means and the events' own F1, and conflicts."""
    keys = ("mrr", "right_first", "f1", "precision", "recall", "f1_as_shipped", "f1_at_best")
    means = [np.mean([values[key] for values in figures.values()]) for key in keys]
    own = " ".join(f"{values['f1']:.3f}@{values['threshold']:.2f}" for values in figures.values())
    print(
        f"{name:24}",
        *(f"{key} {mean:.3f}" for key, mean in zip(keys, means, strict=True)),
        f"| f1 {own}",
        flush=True,
    )
    found, total, false, articles = (
        int(sum(values[key] for values in figures.values()))
        for key in ("conflicts_found", "conflicts", "false_alarms", "articles")
    )
    print(
        f"{name:24} conflicts {found} of {total} = {found / max(1, total):.3f},"
        f" {false / max(1, articles):.2f} false alarms per article",
        flush=True,
    )
