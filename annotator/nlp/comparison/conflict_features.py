"""What speaks for and against a told conflict being one: the features of the conflict decision.

A conflict is none when the two claims are about different facts. Then one of them often has a
better partner in the other's article, whose values agree; a third article that sides with one of
them against the other speaks for a conflict.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

import numpy as np

from annotator.domain.link import Relation
from annotator.nlp.comparison import surroundings
from annotator.nlp.comparison.claim_table import ClaimTable, Floats, Ints
from annotator.nlp.comparison.conflict_evidence import EVIDENCE_NAMES
from annotator.nlp.comparison.relation import Relating
from annotator.nlp.comparison.surroundings import log_odds
from annotator.nlp.comparison.told_relations import ToldRelations

FEATURES = (
    *("log_odds", "log_odds_before", "log_odds_masked"),
    *surroundings.FEATURES[1:],
    *("agreeing_elsewhere", "agreeing_elsewhere_both"),
    *("conflict_elsewhere", "conflict_elsewhere_both"),
    *("third_takes_sides", "third_takes_both_sides", "third_agrees", "third_conflicts"),
    *(f"evidence_{name}" for name in EVIDENCE_NAMES),
)
"""The columns of `conflict_features`."""

_evidence = attrgetter(*EVIDENCE_NAMES)


def conflict_features(
    table: ClaimTable,
    firsts: Ints,
    seconds: Ints,
    told: ToldRelations,
    scores: tuple[Floats, Floats, Floats],
) -> Floats:
    """The features of the told conflicts, a row each.

    Args:
        firsts, seconds: the pairs that were judged, rows of ``table``.
        scores: the last scores of all pairs, their first scores, and the first scores of the
            conflicts without the differing words.
    """
    last, before, masked = scores
    pairs = told.conflicting
    if not len(pairs):
        return np.zeros((0, len(FEATURES)), np.float32)
    around = surroundings.surroundings(table, firsts, seconds, last, pairs)[:, 1:]
    partners = _Partners(table, firsts, seconds, told, last)
    elsewhere = [partners.of_conflict(int(firsts[pair]), int(seconds[pair])) for pair in pairs]
    evidence = [_evidence(told.relatings[place].evidence) for place in told.conflicts]
    columns = (
        log_odds(last[pairs]),
        log_odds(before[pairs]),
        log_odds(masked),
        around,
        np.array(elsewhere, np.float32),
        np.array(evidence, np.float32),
    )
    return np.column_stack(columns).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Row:
    """The related partners of a claim.

    Attributes:
        others: their rows, ascending.
        articles: their articles.
        agreeing, unlike: the scores of those whose values agree, and of those in conflict; 0 for
            the others.
    """

    others: Ints
    articles: Ints
    agreeing: Floats
    unlike: Floats


class _Partners:
    """The related partners of each claim, whatever their article."""

    def __init__(
        self, table: ClaimTable, firsts: Ints, seconds: Ints, told: ToldRelations, scores: Floats
    ) -> None:
        one, other = firsts[told.places], seconds[told.places]
        own = np.concatenate((one, other))
        others = np.concatenate((other, one))
        order = np.lexsort((others, own))
        self._articles = table.articles
        self._others = others[order]
        self._starts = np.searchsorted(own[order], np.arange(len(table) + 1))
        kept = np.concatenate((scores[told.places],) * 2)[order]
        unlike = [found.relation is Relation.CONFLICT for found in told.relatings]
        agreeing = [_agree(found) for found in told.relatings]
        self._unlike = kept * np.array(unlike * 2, np.float32)[order]
        self._agreeing = kept * np.array(agreeing * 2, np.float32)[order]

    def of_conflict(self, one: int, other: int) -> tuple[float, ...]:
        """What the partners of two claims in conflict say; eight numbers from 0 to 1."""
        here, there = self._row(one), self._row(other)
        beside = [
            (
                _most(row.agreeing[rivals]),
                _most(row.unlike[rivals]),
            )
            for row, partner in ((here, other), (there, one))
            for rivals in ((row.articles == self._articles[partner]) & (row.others != partner),)
        ]
        sides = [
            value
            for left, right in zip(*beside, strict=True)
            for value in (max(left, right), min(left, right))
        ]
        _, left, right = np.intersect1d(
            here.others, there.others, assume_unique=True, return_indices=True
        )
        with_one = _most(np.sqrt(here.agreeing[left] * there.unlike[right]))
        with_other = _most(np.sqrt(here.unlike[left] * there.agreeing[right]))
        return (
            *sides,
            max(with_one, with_other),
            min(with_one, with_other),
            _most(np.sqrt(here.agreeing[left] * there.agreeing[right])),
            _most(np.sqrt(here.unlike[left] * there.unlike[right])),
        )

    def _row(self, claim: int) -> _Row:
        part = slice(self._starts[claim], self._starts[claim + 1])
        others = self._others[part]
        return _Row(
            others,
            self._articles[others],
            self._agreeing[part],
            self._unlike[part],
        )


def _agree(found: Relating) -> bool:
    if found.relation is Relation.CONFLICT:
        return False
    return found.relation is Relation.NEAR_COPY or bool(found.agreeing)


def _most(values: Floats) -> float:
    return float(values.max(initial=0))
