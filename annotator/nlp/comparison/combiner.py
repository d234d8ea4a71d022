"""The trained judgements: logistic models and small trees whose weights ship as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from annotator.assets import asset_path
from annotator.nlp.comparison import conflict_features, likeness, surroundings, told_relations
from annotator.nlp.comparison.boosted_trees import BoostedTrees, boosted_trees
from annotator.nlp.comparison.claim_table import Bools, ClaimTable, Floats, Ints
from annotator.nlp.comparison.compared import Rest, without_rest
from annotator.nlp.comparison.told_relations import ToldRelations
from annotator.nlp.values.parsed_claim import ParsedClaim

LATER = surroundings.FEATURES + told_relations.FEATURES + likeness.FEATURES
"""What the second and the third judgement may see."""

CLOSER_FROM = 0.02
"""From this second score on a pair is looked at by trees too, which cost more."""

_FEW_CLAIMS = 8
_SURE_OF_FEW = 0.1
"""The chance from which conflicts are told bears a false alarm an article; an article of few claims
bears it from a lower one on."""

_BLOCK = 50_000
"""Pairs scored at a time, so that a desk of very many articles fits into memory."""


class LinkWeightsDamaged(Exception):
    """The shipped weights do not fit the program; says what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model over named features, each centred and scaled."""

    names: tuple[str, ...]
    means: Floats
    scales: Floats
    weights: Floats
    bias: float

    def score(self, rows: Floats) -> Floats:
        """Probabilities, one a row; the columns are ``names``."""
        total = (rows - self.means) / self.scales @ self.weights + self.bias
        chances: Floats = (1 / (1 + np.exp(-np.clip(total, -30, 30)))).astype(np.float32)
        return chances


@dataclass(frozen=True, slots=True)
class Blended:
    """A logistic model and trees over the same rows; the mean of what they say is the score.

    The trees see where one feature means something only beside another, the logistic model errs
    less where there was little to learn from.
    """

    logistic: Logistic
    trees: BoostedTrees

    def score(self, rows: Floats, names: Sequence[str], closer: Bools) -> Floats:
        """Probabilities, one a row.

        Args:
            names: of the columns.
            closer: the rows that trees see too; of the others the logistic model tells alone.
        """
        scores = self.logistic.score(_columns(rows, names, self.logistic.names))
        seen = np.flatnonzero(closer)
        if len(seen):
            by_trees = self.trees.score(_columns(rows[seen], names, self.trees.names))
            scores[seen] = (scores[seen] + by_trees) / 2
        return scores


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found about pairs of claims.

    Attributes:
        scores: of every pair, 0 to 1: that the two claims are about one fact.
        told: how the likelier pairs relate, as the rules have it.
        chances: of each of ``told.conflicts``, 0 to 1: that it is one, about one fact.
        sure: for each of ``told.conflicts``, whether it is to be told.
    """

    scores: Floats
    told: ToldRelations
    chances: Floats
    sure: Bools


@dataclass(frozen=True, slots=True)
class Combiner:
    """Judges pairs by their likeness, then twice by how they relate and what other pairs got.

    Attributes:
        threshold: pairs from this score on are drawn.
        sure_of_conflict: a conflict is told from this chance on.
        digest: eight hexadecimal digits that change with the weights.
    """

    first: Logistic
    second: Logistic
    third: Blended
    conflict: Blended
    threshold: float
    sure_of_conflict: float
    digest: str

    def judge(
        self,
        table: ClaimTable,
        claims: Sequence[ParsedClaim],
        firsts: Ints,
        seconds: Ints,
        rest: Rest = without_rest,
    ) -> Judgement:
        """Judge pairs of rows of ``table``; each pair once, smaller row first.

        Two claims in conflict are about one fact: a sure conflict is drawn, and its score is not
        lower than its chance.

        Args:
            claims: those of the table, beside its rows.
            rest: called again and again meanwhile.
        """
        alike = likeness.likeness(table, firsts, seconds, rest)
        before = _scored(self.first, ((alike, likeness.FEATURES),))
        likely = np.flatnonzero(before >= told_relations.RELATED_FROM)
        told = told_relations.told_relations(table, claims, firsts, seconds, likely, rest)
        masked = _scored(self.first, ((told.masked, likeness.FEATURES),))
        related = told_relations.relation_features(before, told, masked)
        scores = before
        for model in (self.second, self.third):
            rest()
            around = surroundings.surroundings(table, firsts, seconds, scores)
            scores = _scored(
                model,
                (
                    (around, surroundings.FEATURES),
                    (related, told_relations.FEATURES),
                    (alike, likeness.FEATURES),
                ),
                scores >= CLOSER_FROM,
            )
        rest()
        rows = conflict_features.conflict_features(
            table, firsts, seconds, told, (scores, before, masked)
        )
        chances = _scored(self.conflict, ((rows, conflict_features.FEATURES),))
        sure = chances >= self._sure_enough(table)
        drawn = np.maximum(chances[sure], np.float32(self.threshold))
        pairs = told.conflicting[sure]
        scores[pairs] = np.maximum(scores[pairs], drawn)
        return Judgement(scores, told, chances, np.asarray(sure))

    def _sure_enough(self, table: ClaimTable) -> float:
        """The chance from which conflicts are told, of articles so long as these on average."""
        articles = int(table.articles[-1]) + 1
        share = len(table) / articles / _FEW_CLAIMS
        return min(self.sure_of_conflict, max(_SURE_OF_FEW, self.sure_of_conflict * share))


def _scored(
    model: Logistic | Blended,
    parts: Sequence[tuple[Floats, tuple[str, ...]]],
    closer: Bools | None = None,
) -> Floats:
    """The model's scores from columns that lie in several arrays, block by block."""
    count = len(parts[0][0])
    scores = np.zeros(count, np.float32)
    names = [name for _, own in parts for name in own]
    for start in range(0, count, _BLOCK):
        part = slice(start, start + _BLOCK)
        rows = np.column_stack([cells[part] for cells, _ in parts])
        if isinstance(model, Blended):
            seen = np.ones(len(rows), np.bool_) if closer is None else closer[part]
            scores[part] = model.score(rows, names, seen)
        else:
            scores[part] = model.score(_columns(rows, names, model.names))
    return scores


def _columns(rows: Floats, names: Sequence[str], wanted: Sequence[str]) -> Floats:
    places = {name: place for place, name in enumerate(names)}
    chosen: Floats = rows[:, [places[name] for name in wanted]]
    return chosen


def load_combiner(path: Path | None = None) -> Combiner:
    """Read the shipped weights, or those at ``path``.

    Raises:
        LinkWeightsDamaged: they are unreadable or name features that there are not.
        FileNotFoundError: they are missing.
    """
    path = path or asset_path("resources", "nlp", "link_weights.json")
    data = path.read_bytes()
    try:
        values = json.loads(data)
        first = _logistic(values["first"], likeness.FEATURES)
        second = _logistic(values["second"], LATER)
        third = _blended(values["third"], LATER)
        conflict = _blended(values["conflict"], conflict_features.FEATURES)
        threshold, sure = float(values["threshold"]), float(values["sure_of_conflict"])
        if not (0 < threshold < 1 and 0 < sure < 1):
            raise ValueError("a threshold that is no probability")
    except (ValueError, KeyError, TypeError) as error:
        raise LinkWeightsDamaged(f"{path.name}: {type(error).__name__}: {error}") from error
    digest = hashlib.sha256(data).hexdigest()[:8]
    return Combiner(first, second, third, conflict, threshold, sure, digest)


def _logistic(values: dict[str, Any], known: tuple[str, ...]) -> Logistic:
    names = tuple(str(name) for name in values["features"])
    if not names or not set(names) <= set(known):
        raise ValueError("unknown features")
    rows = [np.array(values[key], np.float32) for key in ("means", "scales", "weights")]
    if any(row.shape != (len(names),) or not np.isfinite(row).all() for row in rows):
        raise ValueError("not one number a feature")
    if not (rows[1] > 0).all():
        raise ValueError("a scale that is not positive")
    return Logistic(names, rows[0], rows[1], rows[2], float(values["bias"]))


def _blended(values: dict[str, Any], known: tuple[str, ...]) -> Blended:
    return Blended(_logistic(values["logistic"], known), boosted_trees(values["boosted"], known))
