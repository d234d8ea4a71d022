"""Count the conflicts found and the false alarms on events that were held back.

    python packaging/link_weights/conflicts.py EVENT...

Prints what ``fact-annotator evaluate-links`` prints for each event, with weights and thresholds
that never saw the event. Means and sums stand below, for each kind of event. Needs what
``train.py`` needs.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from desks import loaded, read_event
from figures import SHIPPED_THRESHOLD, least_sure
from study import Judged, Study

from annotator.domain.link import ConflictLevel, ProposedLink, Relation
from annotator.exchange.gold_event import GoldEvent
from annotator.nlp.comparison.compared import ComparedArticle
from annotator.nlp.comparison.comparer import told_of_link
from annotator.services.link_evaluation import LinkFigures, evaluate_links

LEAST_SCORE = 0.005


@dataclass(frozen=True, slots=True)
class Told:
    """Draws the links of an event as it was judged.

    Attributes:
        sure: conflicts are told from this chance on.
    """

    judged: Judged
    sure: float

    def links(self, articles: Sequence[ComparedArticle]) -> list[ProposedLink]:
        """The pairs of the event as links; how they relate is told of those that are drawn."""
        desk, told = self.judged.desk, self.judged.told
        ids = [claim.id for article in articles for claim in article.claims]
        scores = self.judged.scores.copy()
        is_sure = np.ones(len(told.places), np.bool_)
        is_sure[told.conflicts] = self.judged.chances >= self.sure
        sure_pairs = told.conflicting[self.judged.chances >= self.sure]
        scores[sure_pairs] = np.maximum(scores[sure_pairs], SHIPPED_THRESHOLD)
        relatings = {
            int(place): told_of_link(relating, sure=bool(sure))
            for place, relating, sure in zip(told.places, told.relatings, is_sure, strict=True)
        }
        found = []
        for index in np.flatnonzero(scores >= LEAST_SCORE):
            ends = ids[int(desk.firsts[index])], ids[int(desk.seconds[index])]
            score = round(float(scores[index]), 4)
            relating = relatings.get(int(index))
            if score < SHIPPED_THRESHOLD or relating is None:
                link = ProposedLink(*ends, score, False, Relation.SAME, "", ())
            else:
                link = ProposedLink(
                    *ends, score, True, relating.relation, relating.reason, relating.differences
                )
            found.append(link)
        return found


def main() -> None:
    """Print the figures of each event, and those of all folders and of all texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="+", type=Path, help="folders with gold.json, or texts")
    paths: list[Path] = parser.parse_args().events
    judgements = Study(loaded(paths)).held_back()
    by_kind: dict[str, list[LinkFigures]] = {}
    for path in paths:
        event = read_event(path)
        others = [judged for name, judged in judgements.items() if name != event.name]
        told = Told(judgements[event.name], least_sure(others))
        figures = evaluated(event, told)
        print(line(event.name, figures), flush=True)
        desk = judgements[event.name].desk
        if desk.with_conflicts:
            by_kind.setdefault(desk.kind, []).append(figures)
    for kind, rows in sorted(by_kind.items()):
        print(summary(kind, rows))


def evaluated(event: GoldEvent, told: Told) -> LinkFigures:
    """What was found in the event's own claims."""
    spans = [
        sorted(claim.span for claim in event.claims if claim.article == number)
        for number in range(len(event.articles))
    ]
    return evaluate_links(event, spans, told.links)


def line(name: str, figures: LinkFigures) -> str:
    """The figures of an event."""
    counts = ", ".join(
        f"{level.value} {figures.conflicts_found[level]} of {figures.conflicts[level]}"
        for level in ConflictLevel
    )
    return (
        f"{name}: MRR {figures.mrr:.3f}, right first {figures.right_first:.3f},"
        f" F1 {figures.f1:.3f}; conflicts found: {counts};"
        f" {figures.false_alarms:.2f} false alarms per article;"
        f" relation right on {figures.relations_right:.3f}"
    )


def summary(name: str, rows: Sequence[LinkFigures]) -> str:
    """Means and sums over events."""
    counts = ", ".join(
        f"{level.value} {sum(row.conflicts_found[level] for row in rows)}"
        f" of {sum(row.conflicts[level] for row in rows)}"
        for level in ConflictLevel
    )
    articles = sum(row.articles for row in rows)
    alarms = sum(row.false_alarms * row.articles for row in rows)
    means = (
        sum(getattr(row, key) for row in rows) / len(rows) for key in ("mrr", "right_first", "f1")
    )
    mrr, first, f1 = means
    return (
        f"all {len(rows)} {name}: MRR {mrr:.3f}, right first {first:.3f}, F1 {f1:.3f};"
        f" conflicts found: {counts}; {alarms / articles:.2f} false alarms per article"
    )


if __name__ == "__main__":
    main()
