"""What the rules say of the likelier pairs, as features of the later judgements.

Two claims whose values agree are likelier about one fact, and a conflict leaves two claims unlike
exactly in what they conflict.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from annotator.domain.link import ConflictLevel, Relation
from annotator.nlp.comparison.claim_table import Bools, ClaimTable, Floats, Ints
from annotator.nlp.comparison.compared import Rest, without_rest
from annotator.nlp.comparison.masking import masked_likeness
from annotator.nlp.comparison.relation import Relating, relate
from annotator.nlp.comparison.surroundings import log_odds
from annotator.nlp.values.parsed_claim import ParsedClaim

FEATURES = (
    *("related", "conflict", "hard", "near_copy", "same", "partial", "nothing_shared"),
    *("agreeing", "agreeing_two", "differences", "masked_gain"),
)
"""The columns of `relation_features`.

In which field two claims differ is none: most fields are so rare among the pairs learned from that
a single one would link any two claims that name a president each.
"""

RELATED_FROM = 0.02
"""Only pairs with this first score are related: it costs as much as judging some six pairs."""

_MOST_AGREEING = 3

_BETWEEN_RESTS = 100
"""Pairs that are related in some ten milliseconds."""


@dataclass(frozen=True, slots=True)
class ToldRelations:
    """How some of the pairs relate.

    Attributes:
        places: which pairs were related, ascending.
        relatings: what was found, beside ``places``.
        conflicts: which of ``places`` are told as conflicts, ascending.
        masked: the features of `likeness` without the differing words; a row a conflict.
        rows: the features of `relation_features` that need no scores, beside ``places``.
    """

    places: Ints
    relatings: tuple[Relating, ...]
    conflicts: Ints
    masked: Floats
    rows: Floats

    @property
    def conflicting(self) -> Ints:
        """Which pairs are told as conflicts."""
        return self.places[self.conflicts]

    def among(self, pairs: Bools) -> ToldRelations:
        """Only those of ``pairs``, which tells of every pair whether it is meant."""
        kept = np.flatnonzero(pairs[self.places])
        stays = np.isin(self.conflicts, kept)
        return ToldRelations(
            self.places[kept],
            tuple(self.relatings[place] for place in kept),
            np.searchsorted(kept, self.conflicts[stays]),
            self.masked[stays],
            self.rows[kept],
        )


def told_relations(
    table: ClaimTable,
    claims: Sequence[ParsedClaim],
    firsts: Ints,
    seconds: Ints,
    places: Ints,
    rest: Rest = without_rest,
) -> ToldRelations:
    """Relate the pairs at ``places`` of ``firsts`` and ``seconds``, rows of ``table``."""
    pairs = [(int(firsts[place]), int(seconds[place])) for place in places]
    relatings = tuple(_related(claims, pairs, rest))
    conflicts = [
        place for place, found in enumerate(relatings) if found.relation is Relation.CONFLICT
    ]
    hidden = [
        (
            [difference.a for difference in relatings[place].differences],
            [difference.b for difference in relatings[place].differences],
        )
        for place in conflicts
    ]
    masked = masked_likeness(table, claims, [pairs[place] for place in conflicts], hidden)
    rows = np.array([_row(found) for found in relatings], np.float32).reshape(-1, len(FEATURES))
    return ToldRelations(places, relatings, np.array(conflicts, np.int64), masked, rows)


def _related(
    claims: Sequence[ParsedClaim], pairs: Sequence[tuple[int, int]], rest: Rest
) -> Iterator[Relating]:
    for number, (one, other) in enumerate(pairs):
        if number % _BETWEEN_RESTS == 0:
            rest()
        yield relate(claims[one], claims[other])


def relation_features(before: Floats, told: ToldRelations, masked_scores: Floats) -> Floats:
    """The features of all pairs, a row each; zeros for those that were not related.

    Args:
        before: the first scores of all pairs.
        masked_scores: first scores of the conflicts from ``told.masked``.
    """
    rows = np.zeros((len(before), len(FEATURES)), np.float32)
    rows[told.places] = told.rows
    pairs = told.conflicting
    gain = log_odds(masked_scores) - log_odds(before[pairs])
    rows[pairs, FEATURES.index("masked_gain")] = gain
    return rows


def _row(found: Relating) -> list[float]:
    relation = found.relation
    partial = relation is Relation.PARTIAL
    hard = any(difference.level is ConflictLevel.HARD for difference in found.differences)
    return [
        1.0,
        float(relation is Relation.CONFLICT),
        float(hard),
        float(relation is Relation.NEAR_COPY),
        float(relation is Relation.SAME),
        float(partial),
        float(partial and not found.agreeing),
        float(min(found.agreeing, _MOST_AGREEING)),
        float(found.agreeing >= 2),
        float(len(found.differences)),
        0.0,
    ]
