"""Measure what stands in one row of the matrix.

    python packaging/link_weights/rows.py EVENT... [--weights WEIGHTS.json]

An event is a folder with ``gold.json``, or a text as in ``packaging/link_weights/events``. Two
claims of two articles in one row are right when they are a gold link. Printed are precision, recall
and F1 of these pairs, once for the claims marked by hand and once for the detector's own; beside
them those of the drawn links alone, and with the rule for joining rows varied.

The shipped weights have seen these events. What ``train.py`` writes from other events, given as
``--weights``, tells what to expect of new ones.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from marked_events import read_marked_event
from spacy.language import Language

from annotator.domain import statement_grouping
from annotator.domain.claim import Claim, ClaimKind, ClaimState, Origin
from annotator.domain.link import Link, ProposedLink
from annotator.domain.span import Span
from annotator.domain.statement_grouping import shown_statements
from annotator.exchange.gold_event import GoldEvent, read_gold_event
from annotator.nlp.comparison.combiner import load_combiner
from annotator.nlp.comparison.comparer import Comparer
from annotator.nlp.detector import Detector, load_detector
from annotator.services.link_evaluation import compared_event

SENSITIVITY = 0.25
"""Of the desk: the detector's candidates below it stand in a row only when linked to others."""
RULES = ((0.25, 0.0), (0.3, 0.0), (0.35, 0.0), (0.4, 0.0), (0.25, 0.1), (0.3, 0.05), (0.35, 0.1))
"""Other values of ``LEAST_MEAN`` and ``MORE_PER_ARTICLE``."""

Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Compared:
    """An event with its links.

    Attributes:
        stands_for: the gold claims that a claim overlaps.
    """

    event: GoldEvent
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    stands_for: dict[int, frozenset[str]]


def compared(event: GoldEvent, detector: Detector, weights: Path | None, *, own: bool) -> Compared:
    """The event compared; by the claims that the detector finds when ``own``."""
    spans: list[list[Span]] = [[] for _ in event.articles]
    worth: list[float] = []
    if own:
        for number, article in enumerate(event.articles):
            for start, end, _, check_worthiness, *_ in detector.read(article.text):
                spans[number].append(Span(start, end))
                worth.append(check_worthiness)
    else:
        for claim in event.claims:
            spans[claim.article].append(claim.span)
        worth = [1.0] * len(event.claims)
    articles, stands_for = compared_event(event, spans)
    claims = tuple(
        Claim(
            claim.id, str(claim.id), article.text_id, article.text_id, claim.span,
            article.text[claim.span.start : claim.span.end], Origin.DETECTOR, ClaimState.OPEN,
            (ClaimKind.OTHER,), worth[claim.id], (), touched=False,
        )
        for article in articles
        for claim in article.claims
    )  # fmt: skip
    comparer = WeighingComparer(detector.nlp, weights)
    found = comparer.compare(articles, lambda _done, _total: None)
    return Compared(event, claims, tuple(map(_link, found)), stands_for)


class WeighingComparer(Comparer):
    """The comparison with other weights, or with the shipped ones."""

    def __init__(self, nlp: Language, weights: Path | None) -> None:
        super().__init__(nlp)
        self._combiner = load_combiner(weights)


def _link(found: ProposedLink) -> Link:
    return Link(
        found.a, found.b, found.score, found.drawn, found.relation, found.reason, found.differences
    )


def pairs_in_rows(case: Compared) -> Pairs:
    """The pairs of claims of two articles that stand in one row."""
    rows = shown_statements(case.claims, case.links, SENSITIVITY)
    return [
        (one.id, other.id)
        for row in rows
        for one, other in itertools.combinations(row.claims, 2)
        if one.article_id != other.article_id
    ]


def pairs_drawn(case: Compared) -> Pairs:
    """The pairs that a link joins, for comparison."""
    worth = {claim.id: claim.check_worthiness or 0.0 for claim in case.claims}
    return [
        (link.a, link.b)
        for link in case.links
        if link.drawn and max(worth[link.a], worth[link.b]) >= SENSITIVITY
    ]


def figures(case: Compared, pairs: Pairs) -> tuple[float, float, float]:
    """Precision, recall and F1; gold links with an end that no claim stands for do not count."""
    gold = {frozenset((link.a, link.b)) for link in case.event.links}
    there = {name for names in case.stands_for.values() for name in names}
    wanted = {pair for pair in gold if pair <= there}
    right, wrong, found = 0, 0, set()
    for one, other in pairs:
        meant = {
            frozenset((a, b)) for a in case.stands_for[one] for b in case.stands_for[other]
        } & gold
        found |= meant
        # A candidate that no gold claim overlaps may be right or wrong.
        if case.stands_for[one] and case.stands_for[other]:
            right, wrong = right + bool(meant), wrong + (not meant)
    precision, recall = right / max(1, right + wrong), len(found & wanted) / max(1, len(wanted))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def tell(name: str, cases: Sequence[Compared], pairs_of: Callable[[Compared], Pairs]) -> None:
    """Print the means over events."""
    means = np.mean([figures(case, pairs_of(case)) for case in cases], axis=0)
    words = ", ".join(
        f"{word} {mean:.3f}"
        for word, mean in zip(("precision", "recall", "F1"), means, strict=True)
    )
    print(f"  {name:30} {words}", flush=True)


def tell_all(title: str, cases: Sequence[Compared]) -> None:
    """Print the shipped rule, the links alone, and other rules."""
    print(f"{title}:")
    tell("rows, as shipped", cases, pairs_in_rows)
    tell("drawn links alone", cases, pairs_drawn)
    shipped = statement_grouping.LEAST_MEAN, statement_grouping.MORE_PER_ARTICLE
    for least, more in RULES:
        statement_grouping.LEAST_MEAN, statement_grouping.MORE_PER_ARTICLE = least, more
        tell(f"mean {least:.2f} + {more:.2f} an article", cases, pairs_in_rows)
    statement_grouping.LEAST_MEAN, statement_grouping.MORE_PER_ARTICLE = shipped


def main() -> None:
    """Print the figures of folders and of small events."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="+", type=Path, help="folders with gold.json, or texts")
    parser.add_argument("--weights", type=Path, help="other weights than those shipped")
    options = parser.parse_args()
    detector = load_detector()
    for own in (False, True):
        claims = "the detector's claims" if own else "claims marked by hand"
        cases: dict[bool, list[Compared]] = {True: [], False: []}
        for path in options.events:
            event = read_gold_event(path) if path.is_dir() else read_marked_event(path)
            cases[path.is_dir()].append(compared(event, detector, options.weights, own=own))
        for is_folder, kind in ((True, "folders"), (False, "small events")):
            if cases[is_folder]:
                tell_all(f"{len(cases[is_folder])} {kind}, {claims}", cases[is_folder])


if __name__ == "__main__":
    main()
