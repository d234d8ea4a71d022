"""Count the conflicts found and the false alarms on events that were held back.

    python packaging/link_weights/conflicts.py EVENT...

Prints what ``fact-annotator evaluate-links`` prints, for each event that is a folder, with weights
that never saw the event; the texts among the events are only learned from.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from train import FIRST, SECOND, SHIPPED_THRESHOLD, Desk, Study, loaded, parsed_claims

from annotator.domain.link import ConflictLevel, ProposedLink, Relation
from annotator.exchange.gold_event import read_gold_event
from annotator.nlp.comparison.article_reading import ArticleReader
from annotator.nlp.comparison.compared import ComparedArticle
from annotator.nlp.comparison.comparer import SURE_OF_CONFLICT, told_of_link
from annotator.nlp.comparison.relation import relate
from annotator.nlp.pipeline import load_pipeline
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.services.link_evaluation import evaluate_links

LEAST_SCORE = 0.005


def links(
    articles: Sequence[ComparedArticle],
    desk: Desk,
    scores: np.ndarray,
    claims: Sequence[ParsedClaim],
    sure: float,
) -> list[ProposedLink]:
    """The pairs of the desk as links; how they relate is told of those that are drawn."""
    ids = [claim.id for article in articles for claim in article.claims]
    found = []
    for index in np.flatnonzero(scores >= LEAST_SCORE):
        one, other = int(desk.firsts[index]), int(desk.seconds[index])
        score = float(scores[index])
        if score < SHIPPED_THRESHOLD:
            link = ProposedLink(ids[one], ids[other], score, False, Relation.SAME, "", ())
        else:
            told = told_of_link(relate(claims[one], claims[other]), score, sure)
            link = ProposedLink(
                ids[one], ids[other], score, True, told.relation, told.reason, told.differences
            )
        found.append(link)
    return found


def main() -> None:
    """Print the figures of each folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="+", type=Path, help="folders with gold.json, or texts")
    folders = parser.parse_args().events
    judged = Study(loaded(folders), FIRST, SECOND).held_back()
    reader = ArticleReader(load_pipeline()[0])
    for sure in (0.0, 0.5, SURE_OF_CONFLICT, 0.7):
        print(f"conflicts told of links from {sure}:")
        tell(folders, judged, reader, sure)


def tell(
    folders: Sequence[Path],
    judged: Mapping[str, tuple[Desk, np.ndarray]],
    reader: ArticleReader,
    sure: float,
) -> None:
    """Print the figures of each folder; conflicts are told of links scored ``sure`` and more."""
    found, all_conflicts, alarms, articles = 0, 0, 0.0, 0
    for folder in folders:
        if not folder.is_dir():
            continue
        event = read_gold_event(folder)
        read = parsed_claims(event, reader)
        spans = [[claim.span for claim in own] for own in read]
        claims = [claim for own in read for claim in own]
        desk, scores = judged[event.name]
        figures = evaluate_links(
            event, spans, partial(links, desk=desk, scores=scores, claims=claims, sure=sure)
        )
        counts = ", ".join(
            f"{level.value} {figures.conflicts_found[level]} of {figures.conflicts[level]}"
            for level in ConflictLevel
        )
        print(
            f"{event.name}: MRR {figures.mrr:.3f}, right first {figures.right_first:.3f},"
            f" F1 {figures.f1:.3f}; conflicts found: {counts};"
            f" {figures.false_alarms:.2f} false alarms per article;"
            f" relation right on {figures.relations_right:.3f}",
            flush=True,
        )
        found += sum(figures.conflicts_found.values())
        all_conflicts += sum(figures.conflicts.values())
        alarms += figures.false_alarms * figures.articles
        articles += figures.articles
    print(f"all: {found} of {all_conflicts} conflicts, {alarms / articles:.2f} false alarms")


if __name__ == "__main__":
    main()
