"""What the comparison knows of English words: meanings, how rare they are, who speaks by them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from annotator.assets import asset_path
from annotator.nlp.static_vectors import StaticVectors, Vector, load_static_vectors
from annotator.nlp.values.stems import stem
from annotator.nlp.values.word_groups import synonym_groups
from annotator.nlp.word_lists import read_word_list

_FREQUENT_RANKS = 20


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Knowledge of single words.

    Attributes:
        vectors: what words mean.
        by_stem: the row of the most frequent word of each stem.
        reporting: lower-case forms of verbs by which somebody says something.
        synonyms: for each stem the numbers of the groups of synonyms it is in.
    """

    vectors: StaticVectors
    by_stem: Mapping[str, int]
    reporting: frozenset[str]
    synonyms: Mapping[str, frozenset[int]]

    def row(self, word: str) -> int | None:
        """The row of a lower-case word, or of one with its stem; None when there is none."""
        found = self.vectors.rows.get(word)
        return found if found is not None else self.by_stem.get(stem(word))

    def vector(self, words: Iterable[str]) -> Vector:
        """The mean vector of lower-case forms of one word, of length one; zeros without any."""
        rows = [row for row in map(self.row, sorted(words)) if row is not None]
        if not rows:
            return np.zeros(self.vectors.dimensions, np.float32)
        mean = self.vectors.matrix[rows].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean))

    def rarity(self, word: str) -> float:
        """0 for the most frequent words of English to 1 for those too rare to be listed."""
        count = len(self.vectors.rows)
        found = self.row(word)
        rank = count if found is None else found
        return math.log((rank + _FREQUENT_RANKS) / _FREQUENT_RANKS) / math.log(
            (count + _FREQUENT_RANKS) / _FREQUENT_RANKS
        )


def load_lexicon() -> Lexicon:
    """Read what ships.

    Raises:
        StaticVectorsDamaged, WordListDamaged: a shipped file is not as it should be.
        FileNotFoundError: one is missing.
    """
    vectors = load_static_vectors()
    by_stem: dict[str, int] = {}
    for word, row in vectors.rows.items():
        by_stem.setdefault(stem(word), row)
    reporting = frozenset(read_word_list(asset_path("resources", "nlp", "reporting_verbs.txt")))
    return Lexicon(vectors, by_stem, reporting, synonym_groups())
