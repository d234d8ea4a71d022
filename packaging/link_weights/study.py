"""Models of events with some of them held back, and what these say of the events held back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from desks import Desk
from grow_trees import grown

from annotator.nlp.comparison import conflict_features, likeness, surroundings
from annotator.nlp.comparison.combiner import CLOSER_FROM, LATER, Blended, Logistic
from annotator.nlp.comparison.told_relations import (
    RELATED_FROM,
    ToldRelations,
    relation_features,
)

PENALTY = 30.0
"""Of squared weights, beside features of spread one."""

LEAST_SPREAD = 0.05

CONFLICT_PENALTY = 100.0

THINNED = 4

Fit = Callable[[Sequence[str], np.ndarray, np.ndarray, np.ndarray], Logistic]


@dataclass(frozen=True, slots=True)
class Judged:
    """A desk with what models say that never saw its event.

    Attributes:
        scores: of all pairs, by the last judgement.
        told: the pairs that were related.
        chances: of each of ``told.conflicts``.
    """

    desk: Desk
    scores: np.ndarray
    told: ToldRelations
    chances: np.ndarray


def fitted(
    names: Sequence[str],
    rows: np.ndarray,
    wanted: np.ndarray,
    shares: np.ndarray,
    thinned: int = THINNED,
    penalized: float = PENALTY,
) -> Logistic:
    """A logistic model by Newton's method, with a penalty on its weights.

    Of the rows that are not wanted, which may be nearly all, only every ``thinned``-th is seen and
    counts for as many.
    """
    kept = wanted | (np.arange(len(wanted)) % thinned == 0)
    shares = np.where(wanted, shares, shares * thinned)[kept]
    rows, wanted = rows[kept].astype(np.float64), wanted[kept]
    means = np.average(rows, axis=0, weights=shares)
    spread = np.sqrt(np.average((rows - means) ** 2, axis=0, weights=shares))
    # Divided by the spread of a feature that is seen once in a thousand pairs, its weight would
    # escape the penalty: one such sign alone then linked any two claims.
    scales = np.maximum(spread, LEAST_SPREAD)
    scaled = np.column_stack(((rows - means) / scales, np.ones(len(rows))))
    weights = np.zeros(scaled.shape[1])
    penalty = np.full(scaled.shape[1], penalized)
    penalty[-1] = 0
    for _ in range(60):
        chances = 1 / (1 + np.exp(-np.clip(scaled @ weights, -30, 30)))
        slope = scaled.T @ (shares * (chances - wanted)) + penalty * weights
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


@dataclass(frozen=True, slots=True)
class Features:
    """Which features each judgement sees; none for one that is left out.

    Attributes:
        trees: whether trees stand beside the logistic model of the third judgement.
    """

    first: tuple[str, ...] = tuple(likeness.FEATURES)
    second: tuple[str, ...] = tuple(LATER)
    third: tuple[str, ...] = tuple(LATER)
    conflict: tuple[str, ...] = tuple(conflict_features.FEATURES)
    trees: bool = True


class Study:
    """Models of events with folds of them held back, each fitted once.

    ``test`` is the fold that is measured, which nothing sees; "" for none. What a model learns
    from a desk was judged by models that saw neither the fold of the desk nor ``test``.
    """

    def __init__(self, desks: Sequence[Desk], features: Features | None = None) -> None:
        self.desks = desks
        self.features = features or Features()
        self.events = sorted({desk.event for desk in desks})
        self.folds = sorted({desk.fold for desk in desks})
        self._models: dict[tuple[str, frozenset[str]], Logistic] = {}
        self._known: dict[tuple[str, int, str], Any] = {}

    def first(self, own: str = "", test: str = "") -> Logistic:
        """The first judgement, from likeness alone, learned without these two folds."""
        return self._model("first", likeness.FEATURES, (own, test), lambda desk: desk.alike)

    def second(self, own: str = "", test: str = "") -> Logistic:
        """The second judgement, from the relations and the first scores around a pair."""
        return self._model("second", LATER, (own, test), lambda desk: self._second(desk, test))

    def third(self, own: str = "", test: str = "") -> Logistic | Blended:
        """The third judgement, which sees the second scores around a pair."""
        logistic = self._model("third", LATER, (own, test), lambda desk: self._third(desk, test))
        if not self.features.trees:
            return logistic
        seen = []
        for desk in self._kept(own, test):
            closer = self._scores("second", desk, test) >= CLOSER_FROM
            rows = columns(self._third(desk, test), LATER, self.features.third)
            seen.append((rows[closer], desk.linked[closer], np.full(closer.sum(), desk.weight)))
        rows, linked, shares = (np.concatenate(parts) for parts in zip(*seen, strict=True))
        return Blended(logistic, grown(self.features.third, rows, linked, shares, leaf_rows=60))

    def conflict(self, test: str = "") -> Blended:
        """The conflict decision, learned from the conflicts that the rules tell."""
        kept = [desk for desk in self._kept(test) if desk.with_conflicts]
        names = self.features.conflict
        pairs = [self._base(desk, test).told.conflicting for desk in kept]
        beside = list(zip(kept, pairs, strict=True))
        rows = columns(
            np.concatenate([self._conflicts(desk, test) for desk in kept]),
            conflict_features.FEATURES,
            names,
        )
        wanted = np.concatenate([desk.conflict[own] for desk, own in beside])
        shares = np.concatenate([np.full(len(own), desk.weight) for desk, own in beside])
        logistic = fitted(names, rows, wanted, shares, thinned=1, penalized=CONFLICT_PENALTY)
        return Blended(logistic, grown(names, rows, wanted, shares))

    def held_back(self, *, conflicts: bool = True) -> dict[str, Judged]:
        """Each event's whole desk as judged by models that never saw the event."""
        judged = {}
        for fold in self.folds:
            model = self.conflict(fold) if conflicts else None
            for desk in self.desks:
                if not desk.whole or desk.fold != fold:
                    continue
                told = self._base(desk, fold).told
                chances = np.zeros(len(told.conflicts), np.float32)
                if model:
                    rows = self._conflicts(desk, fold)
                    every = np.ones(len(rows), np.bool_)
                    chances = model.score(rows, conflict_features.FEATURES, every)
                judged[desk.event] = Judged(desk, self._last(desk, fold), told, chances)
            # What was known for this fold is not asked for again.
            self._known.clear()
        return judged

    def _kept(self, *held: str) -> list[Desk]:
        return [desk for desk in self.desks if desk.fold not in held] or list(self.desks)

    def _model(
        self,
        which: str,
        known: Sequence[str],
        held: tuple[str, str],
        rows_of: Callable[[Desk], np.ndarray],
    ) -> Logistic:
        key = which, frozenset(held)
        if key not in self._models or which != "first":
            names = getattr(self.features, which)
            kept = self._kept(*held)
            self._models[key] = fitted(
                names,
                np.concatenate([columns(rows_of(desk), known, names) for desk in kept]),
                np.concatenate([desk.linked for desk in kept]),
                np.concatenate([np.full(len(desk.linked), desk.weight) for desk in kept]),
            )
        return self._models[key]

    def _base(self, desk: Desk, test: str) -> _Base:
        key = "base", id(desk), test
        if key not in self._known:
            model = self.first(desk.fold, test)
            before = model.score(columns(desk.alike, likeness.FEATURES, model.names))
            told = desk.told.among(before >= RELATED_FROM)
            masked = model.score(columns(told.masked, likeness.FEATURES, model.names))
            self._known[key] = _Base(before, told, masked)
        base: _Base = self._known[key]
        return base

    def _rows(self, desk: Desk, scores: np.ndarray, base: _Base) -> np.ndarray:
        around = surroundings.surroundings(desk.table, desk.firsts, desk.seconds, scores)
        related = relation_features(base.before, base.told, base.masked)
        return np.column_stack((around, related, desk.alike))

    def _second(self, desk: Desk, test: str) -> np.ndarray:
        key = "second", id(desk), test
        if key not in self._known:
            base = self._base(desk, test)
            self._known[key] = self._rows(desk, base.before, base)
        return np.asarray(self._known[key])

    def _third(self, desk: Desk, test: str) -> np.ndarray:
        key = "third", id(desk), test
        if key not in self._known:
            scores = self._scores("second", desk, test)
            self._known[key] = self._rows(desk, scores, self._base(desk, test))
        return np.asarray(self._known[key])

    def _scores(self, which: str, desk: Desk, test: str) -> np.ndarray:
        key = which + " scores", id(desk), test
        if key not in self._known:
            fold = "models", 0, f"{which} {desk.fold} {test}"
            if fold not in self._known:
                self._known[fold] = getattr(self, which)(desk.fold, test)
            model: Logistic | Blended = self._known[fold]
            rows = (self._second if which == "second" else self._third)(desk, test)
            if isinstance(model, Blended):
                closer = self._scores("second", desk, test) >= CLOSER_FROM
                self._known[key] = model.score(rows, LATER, closer)
            else:
                self._known[key] = model.score(columns(rows, LATER, model.names))
        return np.asarray(self._known[key])

    def _last(self, desk: Desk, test: str) -> np.ndarray:
        if not self.features.second:
            return self._base(desk, test).before
        return self._scores("third" if self.features.third else "second", desk, test)

    def _conflicts(self, desk: Desk, test: str) -> np.ndarray:
        base = self._base(desk, test)
        scores = self._last(desk, test), base.before, base.masked
        return conflict_features.conflict_features(
            desk.table, desk.firsts, desk.seconds, base.told, scores
        )


@dataclass(frozen=True, slots=True)
class _Base:
    """First scores, what was related for them, and the first scores of conflicts masked."""

    before: np.ndarray
    told: ToldRelations
    masked: np.ndarray
