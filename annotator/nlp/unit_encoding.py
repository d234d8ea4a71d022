"""Claim units as arrays of numbers: what the trained scorer reads.

Names are masked, so that nothing can be learned of particular people, places and parties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator.nlp.claim_features import ClaimFeatures
from annotator.nlp.token_table import TokenTable

LONGEST = 120
"""Tokens of a unit that are read; what is longer is no sentence any more."""

NAME_TYPES = frozenset(
    {"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART"}
)
NAME_TAGS = frozenset({"NNP", "NNPS"})
NAME_WORD = "<name>"
DIGIT_WORDS = ("<year>", "<digit>", "<two digits>", "<digits>", "<parts>")
SPECIAL_WORDS = (NAME_WORD, *DIGIT_WORDS)

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The rows of what a token can be; row 0 of each table stands for anything unknown.

    Attributes:
        words: by spaCy's number of the lower-case word.
        specials: by `SPECIAL_WORDS`.
        tags, deps, ent_types: by spaCy's label.
    """

    words: Mapping[int, int]
    specials: Mapping[str, int]
    tags: Mapping[str, int]
    deps: Mapping[str, int]
    ent_types: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class EncodedUnits:
    """The tokens of several units, one after the other.

    Attributes:
        words, tags, deps, ent_types: table rows, one a token.
        heads: the position of each token's syntactic head; its own when that is outside its unit.
        signs: sign bits of each token.
        starts: at which position each unit begins.
        unit_signs: sign bits of each unit.
        contexts: `TokenTable.contexts` of each token, zeros for a masked name.
    """

    words: Ints
    tags: Ints
    deps: Ints
    ent_types: Ints
    heads: Ints
    signs: Ints
    starts: Ints
    unit_signs: Ints
    contexts: NDArray[np.float32]


def encoded(
    units: Sequence[ClaimFeatures], vocabulary: Vocabulary, context_width: int
) -> EncodedUnits:
    """Turn ``units`` into arrays; none of them may be empty.

    Contexts of another width than ``context_width`` are those of another language model: zeros
    take their place.
    """
    words: list[int] = []
    tags: list[str] = []
    deps: list[str] = []
    ent_types: list[str] = []
    heads: list[int] = []
    signs: list[int] = []
    starts: list[int] = []
    contexts: list[NDArray[np.float32]] = []
    for features in units:
        table, first = features.table, features.unit.first
        end = min(features.unit.end, first + LONGEST)
        start = len(tags)
        starts.append(start)
        shift = start - first
        heads.extend(
            head + shift if first <= head < end else index + shift
            for index, head in enumerate(table.heads[first:end], first)
        )
        words.extend(_words(table, first, end, vocabulary))
        tags.extend(table.tags[first:end])
        deps.extend(table.deps[first:end])
        ent_types.extend(table.ent_types[first:end])
        signs.extend(table.signs[first:end])
        read = table.contexts[first:end]
        fits = read.shape[1] == context_width
        contexts.append(read if fits else np.zeros((end - first, context_width), np.float32))
    tag_row, dep_row, type_row = vocabulary.tags, vocabulary.deps, vocabulary.ent_types
    rows = np.array(words, np.int64)
    return EncodedUnits(
        rows,
        np.array([tag_row.get(tag, 0) for tag in tags], np.int64),
        np.array([dep_row.get(dep, 0) for dep in deps], np.int64),
        np.array([type_row.get(label, 0) for label in ent_types], np.int64),
        np.array(heads, np.int64),
        np.array(signs, np.int64),
        np.array(starts, np.int64),
        np.array([features.signs for features in units], np.int64),
        np.concatenate(contexts) * (rows != vocabulary.specials[NAME_WORD])[:, None],
    )


def _words(table: TokenTable, first: int, end: int, vocabulary: Vocabulary) -> list[int]:
    row, specials = vocabulary.words, vocabulary.specials
    tags, ent_types = table.tags, table.ent_types
    rows = [row.get(lower, 0) for lower in table.lowers[first:end]]
    for index in range(first, end):
        tag = tags[index]
        if tag == "CD":
            shape = digit_word(table.words(index, index + 1))
            if shape:
                rows[index - first] = specials[shape]
        elif tag in NAME_TAGS:
            if ent_types[index] not in ("DATE", "TIME"):
                rows[index - first] = specials[NAME_WORD]
        elif ent_types[index] in NAME_TYPES and tag in ("NN", "NNS", "JJ", "CD"):
            rows[index - first] = specials[NAME_WORD]
    return rows


def digit_word(word: str) -> str:
    """Which of `DIGIT_WORDS` stands for a number in digits; "" for any other word."""
    if not any(map(str.isdigit, word)):
        return ""
    if not word.isdecimal():
        return "<parts>"
    if len(word) == 4 and word[:2] in ("16", "17", "18", "19", "20"):
        return "<year>"
    return {1: "<digit>", 2: "<two digits>"}.get(len(word), "<digits>")
