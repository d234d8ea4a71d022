"""Pairs of claims with some words left out: how like they are but for what they differ in.

Two claims in conflict are unlike exactly where they conflict. Whether they are about one fact shows
in all the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from annotator.domain.span import Span
from annotator.nlp.comparison.claim_table import ClaimTable, Floats, Ints, Part, meanings
from annotator.nlp.comparison.likeness import likeness
from annotator.nlp.comparison.stated_values import stated_values
from annotator.nlp.comparison.terms import is_telling, term_of
from annotator.nlp.values.parsed_claim import ParsedClaim

Spans = Sequence[Span]

_BATCH = 1_000
"""Pairs that lie in memory at a time, each with tables of its own two claims."""


def masked_likeness(
    table: ClaimTable,
    claims: Sequence[ParsedClaim],
    pairs: Sequence[tuple[int, int]],
    hidden: Sequence[tuple[Spans, Spans]],
) -> Floats:
    """The features of `likeness` of ``pairs`` of rows, without the words at the spans beside them.

    The character n-grams of a claim stay those of all its words.
    """
    found = [likeness(table, np.zeros(0, np.int64), np.zeros(0, np.int64))]
    for start in range(0, len(pairs), _BATCH):
        part = slice(start, start + _BATCH)
        rows = np.array([row for pair in pairs[part] for row in pair], np.int64)
        spans = [own for both in hidden[part] for own in both]
        masked = _masked(table, claims, rows, spans)
        places = np.arange(len(rows), dtype=np.int64)
        found.append(likeness(masked, places[::2], places[1::2]))
    return np.concatenate(found)


def _masked(
    table: ClaimTable, claims: Sequence[ParsedClaim], rows: Ints, spans: Sequence[Spans]
) -> ClaimTable:
    """A table of ``rows`` without the terms and values that stand at their ``spans``."""
    terms, parts = table.terms[rows].copy(), table.parts[rows].copy()
    kept: dict[tuple[int, tuple[Span, ...]], ParsedClaim] = {}
    bare: list[ParsedClaim] = []
    for number, (row, own) in enumerate(zip(rows, spans, strict=True)):
        claim = claims[row]
        hidden = np.isin(terms[number], list(_terms_at(table, claim, own)))
        order = np.argsort(hidden, kind="stable")
        left = int((~hidden).sum())
        terms[number], parts[number] = terms[number][order], parts[number][order]
        terms[number, left:], parts[number, left:] = -1, 0
        key = int(row), tuple(own)
        if key not in kept:
            kept[key] = _without_values(claim, own)
        bare.append(kept[key])
    inside = (parts & Part.INSIDE) > 0
    return replace(
        table,
        articles=table.articles[rows],
        places=table.places[rows],
        starts=table.starts[rows],
        hosts=np.arange(len(rows)),
        lengths=table.lengths[rows],
        terms=terms,
        parts=parts,
        values=replace(stated_values(bare, np.arange(len(bare))), kinds=table.values.kinds[rows]),
        passages=table.passages[rows],
        meanings=meanings(terms, inside, table.weights, table.static),
    )


def _terms_at(table: ClaimTable, claim: ParsedClaim, spans: Spans) -> set[int]:
    return {
        table.vocabulary[term]
        for word in claim.words
        if is_telling(word) and _touches(Span(word.start, word.end), spans)
        for term in (term_of(word),)
        if term in table.vocabulary
    }


def _touches(span: Span, spans: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in spans)


def _without_values(claim: ParsedClaim, spans: Spans) -> ParsedClaim:
    return replace(
        claim,
        quantities=tuple(one for one in claim.quantities if not _touches(one.figure, spans)),
        moments=tuple(one for one in claim.moments if not _touches(one.span, spans)),
        ordinals=tuple(one for one in claim.ordinals if not _touches(one.span, spans)),
    )
