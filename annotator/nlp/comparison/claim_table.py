"""The claims of a group of articles as arrays, so that many pairs are compared at once."""

from __future__ import annotations

import math
import zlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag
from typing import Any

import numpy as np
from numpy.typing import NDArray

from annotator.nlp.comparison.lexicon import Lexicon
from annotator.nlp.comparison.stated_values import StatedValues, stated_values
from annotator.nlp.comparison.syntax import governors, host_word, reporting_words
from annotator.nlp.comparison.term_likeness import TermLikeness
from annotator.nlp.comparison.terms import (
    NUMBER_MARK,
    character_vector,
    is_telling,
    term_of,
)
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parsed_claim import ParsedClaim

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_LONGEST = 40
"""Terms kept of a claim and its sentences, those of the claim first."""

_PASSAGE_DIMENSIONS = 1_024
_GRAM_LENGTHS = (3, 4, 5)
_PASSAGE_LENGTH = 600
_UNSEEN_SHARE = 0.3
_NUMBER_RARITY = 0.9
_ALONE = 1_000
"""As if so much stood before the only claim of an article: it is no headline, nor an opening."""

_FEWEST = 40
"""As if of so many claims at least: on a tiny desk every word that is shared stands in many."""


class Part(IntFlag):
    """What a term does in its claim."""

    INSIDE = 1
    NUMBER = 2
    VERB = 4
    SUBJECT = 8
    OBJECT = 16
    PLACE = 32
    NAME = 64
    TIME = 128
    COUNTED = 256
    GOVERNOR = 512
    REPORTING = 1024


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "oprd"})
_TIMES = frozenset({"DATE", "TIME"})
_PROPER = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """Claims as rows, ordered by article and place in it.

    Attributes:
        articles: the number of each claim's article, ascending.
        places: where in its article a claim stands, 0 to 1.
        starts: code points of the article before a claim.
        hosts: the row of the claim whose words govern those of a claim; its own for none.
        lengths: words of a claim.
        terms: term numbers, -1 beyond the last; a row a claim.
        parts: `Part` bits beside ``terms``.
        weights: of a term, 0 to 1; rare words in English and in the group weigh more.
        static: vectors of a term, rows of length one or zero.
        alike: how like terms are to each other.
        values: the numbers and times that claims state.
        passages: hashed character 3- to 5-grams of a claim, centred, rows of length one.
        meanings: mean static vectors of a claim, rows of length one.
        vocabulary: the number of each term.
    """

    articles: Ints
    places: Floats
    starts: Floats
    hosts: Ints
    lengths: Floats
    terms: Ints
    parts: Ints
    weights: Floats
    static: Floats
    alike: TermLikeness
    values: StatedValues
    passages: Floats
    meanings: Floats
    vocabulary: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.articles)


def claim_table(groups: Sequence[Sequence[ParsedClaim]], lexicon: Lexicon) -> ClaimTable:
    """The table of articles that are about one event; each gives its claims in text order."""
    claims = [claim for group in groups for claim in group]
    articles = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    numbers: dict[str, int] = {}
    forms: list[set[str]] = []
    rows = [_row(claim, numbers, forms, lexicon) for claim in claims]
    width = max((len(row) for row in rows), default=0)
    terms = np.full((len(rows), width), -1, np.int64)
    parts = np.zeros((len(rows), width), np.int64)
    for index, row in enumerate(rows):
        terms[index, : len(row)] = list(row)
        parts[index, : len(row)] = list(row.values())
    static = np.zeros((len(numbers), lexicon.vectors.dimensions), np.float32)
    characters = np.zeros((len(numbers), len(character_vector(""))), np.float32)
    for term, number in numbers.items():
        if not term.startswith(NUMBER_MARK):
            static[number] = lexicon.vector(forms[number])
            characters[number] = character_vector(term)
    inside = (parts & Part.INSIDE) > 0
    weights = _weights(terms, _rarities(numbers, forms, lexicon))
    return ClaimTable(
        articles=articles,
        places=np.array(
            [place / max(1, len(group) - 1) for group in groups for place in range(len(group))],
            np.float32,
        ),
        starts=np.array(
            [claim.span.start if len(group) > 1 else _ALONE for group in groups for claim in group],
            np.float32,
        ),
        hosts=_hosts(groups),
        lengths=np.array(
            [max(1, sum(word.inside for word in claim.words)) for claim in claims], np.float32
        ),
        terms=terms,
        parts=parts,
        weights=weights,
        static=static,
        alike=TermLikeness(static, characters, _synonyms(list(numbers), lexicon)),
        values=stated_values(claims, articles),
        passages=_passages(claims),
        meanings=meanings(terms, inside, weights, static),
        vocabulary=numbers,
    )


def _hosts(groups: Sequence[Sequence[ParsedClaim]]) -> Ints:
    """For each claim the row of the claim whose words govern it, or its own."""
    rows, before = [], 0
    for group in groups:
        starts = [claim.span.start for claim in group]
        rows += [before + _host(group, starts, place) for place in range(len(group))]
        before += len(group)
    return np.array(rows, np.int64)


def _host(group: Sequence[ParsedClaim], starts: Sequence[int], place: int) -> int:
    """The place of the claim that governs the one at ``place``, or that one."""
    words = group[place].words
    owners = {}
    for index, word in enumerate(words):
        owner = bisect_right(starts, word.start) - 1
        if owner >= 0 and word.start < group[owner].span.end:
            owners[index] = owner
    found = host_word(words, owners)
    return place if found is None else owners[found]


def _row(
    claim: ParsedClaim, numbers: dict[str, int], forms: list[set[str]], lexicon: Lexicon
) -> dict[int, int]:
    """The claim's term numbers with their `Part` bits, those inside the claim first."""
    row: dict[int, int] = {}
    counted = {word.head for word in claim.words if word.tag == "CD" and word.inside}
    above, said = governors(claim.words), reporting_words(claim.words, lexicon.reporting)
    order = sorted(range(len(claim.words)), key=lambda index: not claim.words[index].inside)
    for index in order:
        word = claim.words[index]
        if not is_telling(word):
            continue
        term = term_of(word)
        number = numbers.setdefault(term, len(numbers))
        if number == len(forms):
            forms.append(set())
        forms[number].add(word.lower)
        if number in row or len(row) < _LONGEST:
            parts = _parts(word, index in counted) if word.inside else 0
            if index in above:
                parts |= Part.GOVERNOR
            if index in said:
                parts |= Part.REPORTING
            row[number] = row.get(number, 0) | parts
    return row


def _parts(word: Word, is_counted: bool) -> int:
    parts = Part.INSIDE
    if word.tag.startswith("VB"):
        parts |= Part.VERB
    if word.dep in _SUBJECTS:
        parts |= Part.SUBJECT
    if word.dep in _OBJECTS:
        parts |= Part.OBJECT
    if word.dep == "pobj":
        parts |= Part.PLACE
    if word.tag in _PROPER:
        parts |= Part.NAME
    if word.entity in _TIMES:
        parts |= Part.TIME
    if is_counted and word.tag.startswith("NN"):
        parts |= Part.COUNTED
    if term_of(word).startswith(NUMBER_MARK):
        parts |= Part.NUMBER
    return int(parts)


def _rarities(
    numbers: Mapping[str, int], forms: Sequence[set[str]], lexicon: Lexicon
) -> NDArray[np.float64]:
    """How rare each term is in English: as rare as its most frequent form."""
    rare = np.full(len(numbers), _NUMBER_RARITY)
    for term, number in numbers.items():
        if not term.startswith(NUMBER_MARK):
            rare[number] = min(map(lexicon.rarity, forms[number]))
    return rare


def _weights(terms: Ints, rare: NDArray[np.float64]) -> Floats:
    claims = max(_FEWEST, len(terms))
    found = np.bincount(terms[terms >= 0], minlength=len(rare))
    seldom = np.log((claims + 1) / (found + 0.5)) / math.log(claims + 2)
    weights: Floats = (seldom * (_UNSEEN_SHARE + (1 - _UNSEEN_SHARE) * rare)).astype(np.float32)
    return np.maximum(weights, np.float32(1e-3))


def _synonyms(terms: Sequence[str], lexicon: Lexicon) -> Floats:
    groups = 1 + max((max(numbers) for numbers in lexicon.synonyms.values()), default=0)
    member = np.zeros((len(terms), groups), np.float32)
    for row, term in enumerate(terms):
        for group in lexicon.synonyms.get(term, ()):
            member[row, group] = 1
    return member


def _passage(claim: ParsedClaim) -> Floats:
    kept = (word.lower for word in claim.words if word.inside and word.tag not in ("DT", ".", ","))
    text = f" {' '.join(kept)[:_PASSAGE_LENGTH]} ".encode("utf-8", "surrogatepass")
    vector = np.zeros(_PASSAGE_DIMENSIONS, np.float32)
    for length in _GRAM_LENGTHS:
        for start in range(len(text) - length + 1):
            digest = zlib.crc32(text[start : start + length])
            vector[digest % _PASSAGE_DIMENSIONS] += 1 if digest & 0x100000 else -1
    return np.sign(vector) * np.log1p(np.abs(vector))


def _passages(claims: Sequence[ParsedClaim]) -> Floats:
    # In place: at tens of thousands of claims each further copy takes a quarter of a gigabyte.
    rows = np.zeros((len(claims), _PASSAGE_DIMENSIONS), np.float32)
    for row, claim in zip(rows, claims, strict=True):
        row[:] = _passage(claim)
    if len(rows):
        rows -= rows.mean(axis=0)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-9))
    return rows


def meanings(terms: Ints, inside: Bools, weights: Floats, static: Floats) -> Floats:
    """The mean static vector of each row of terms, of length one or zero."""
    rows = np.zeros((len(terms), static.shape[1]), np.float32)
    for index, (numbers, kept) in enumerate(zip(terms, inside, strict=True)):
        chosen = numbers[kept]
        rows[index] = weights[chosen] @ static[chosen]
    return _unit(rows)


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Floats = np.where(lengths > 0, rows / np.maximum(lengths, 1e-9), 0).astype(np.float32)
    return unit
