"""More sentences for the teacher to score: clauses of sentences, and sentences with words swapped.

The student learns from the teacher what such words and clauses are worth; nobody labelled them.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc
from spacy.vocab import Vocab
from training_data import SentenceReader

from annotator.nlp.claim_units import claim_units
from annotator.nlp.layout import Block, BlockRole
from annotator.nlp.static_vectors import StaticVectors
from annotator.nlp.token_table import token_table

_SWAPPED = frozenset(
    "NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ JJ JJR JJS RB CD".split()  # noqa: SIM905
)
_NEIGHBOURS = 16


@dataclass(frozen=True, slots=True)
class Source:
    """Parsed sentences, and how many variants each is to have.

    Attributes:
        share: how often a word of these stands in the pool that swapped words come from.
        rates: the least and the greatest share of words that are swapped.
    """

    docs: Sequence[Doc]
    variants: int
    share: int
    rates: tuple[float, float]


def variants_of(
    sources: Sequence[Source], reader: SentenceReader, vectors: StaticVectors, seed: int
) -> Iterator[Doc]:
    """Variants of all sources in a fixed order; the same arguments give the same texts."""
    chance = random.Random(seed)
    pool: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source in sources:
        for doc in source.docs:
            for token in doc:
                pool[token.tag_, token.ent_type_] += [token.text] * source.share
    swapper = _Swapper(pool, vectors, chance, reader.nlp.vocab)
    for source in sources:
        for doc in source.docs:
            for _ in range(source.variants):
                swapped = swapper.swapped(doc, chance.uniform(*source.rates))
                if swapped is not None:
                    yield swapped
            yield from _clauses(doc, reader)


def _clauses(doc: Doc, reader: SentenceReader) -> Iterator[Doc]:
    text = doc.text
    if not text.strip():
        return
    table = token_table(doc, text, reader.token_signs)
    units = list(claim_units(doc, table, (Block(0, len(text), BlockRole.PARAGRAPH, 0),)))
    if len(units) > 1:
        for unit in units:
            if unit.end - unit.first < len(doc) - 3:
                yield doc[unit.first : unit.end].as_doc()


class _Swapper:
    """Swaps words for others of the same tag, or for neighbours in meaning."""

    def __init__(
        self,
        pool: dict[tuple[str, str], list[str]],
        vectors: StaticVectors,
        chance: random.Random,
        vocab: Vocab,
    ) -> None:
        self._pool, self._vectors, self._chance = pool, vectors, chance
        self._vocab = vocab
        self._near: dict[str, list[str]] = {}
        self._words = list(vectors.rows)

    def swapped(self, doc: Doc, rate: float) -> Doc | None:
        """``doc`` with about ``rate`` of its content words swapped; None when none was."""
        chance, words, changed = self._chance, [token.text for token in doc], False
        for index, token in enumerate(doc):
            if token.tag_ not in _SWAPPED or chance.random() > rate:
                continue
            named = token.ent_type_ or token.tag_ in ("NNP", "NNPS", "CD")
            if named or chance.random() < 0.5 or token.lower_ not in self._vectors.rows:
                word = chance.choice(self._pool[token.tag_, token.ent_type_])
            else:
                word = chance.choice(self._neighbours(token.lower_))
            if not word.strip():
                continue
            if index == 0 and token.text[:1].isupper():
                word = word[:1].upper() + word[1:]
            words[index], changed = word, True
        if not changed:
            return None
        types = [(token.ent_iob_, token.ent_type_) for token in doc]
        return Doc(
            self._vocab,
            words=words,
            spaces=[bool(token.whitespace_) for token in doc],
            tags=[token.tag_ for token in doc],
            deps=[token.dep_ for token in doc],
            heads=[token.head.i for token in doc],
            ents=[f"{iob}-{label}" if iob in "BI" and label else "O" for iob, label in types],
            sent_starts=[bool(token.is_sent_start) for token in doc],
        )

    def _neighbours(self, word: str) -> list[str]:
        if word not in self._near:
            matrix = self._vectors.matrix
            likeness = matrix @ matrix[self._vectors.rows[word]]
            nearest = np.argpartition(-likeness, _NEIGHBOURS)[:_NEIGHBOURS].tolist()
            self._near[word] = [self._words[row] for row in nearest if self._words[row] != word]
        return self._near[word]
