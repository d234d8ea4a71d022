"""The words of a claim's sentences, read from a spaCy Doc once."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc

from annotator.domain.span import Span
from annotator.nlp.values.stems import stem


@dataclass(frozen=True, slots=True)
class Word:
    """One token of a claim's sentences.

    Attributes:
        text: as it stands in the article.
        lower: folded for comparing: lower case, without accents.
        stem: the word's stem (`stem`), for comparing forms of a word.
        tag, dep: spaCy's part of speech (Penn tags) and relation to ``head``.
        head: the index of the syntactic head in the same tuple of words; a root is its own.
        entity: spaCy's label of the name it belongs to, "" for none.
        start, end: code points of the article.
        inside: whether it lies in the claim itself, not only in its sentence.
    """

    text: str
    lower: str
    stem: str
    tag: str
    dep: str
    head: int
    entity: str
    start: int
    end: int
    inside: bool


LONGEST_CLAIM = 400
"""Words of a claim that are read: comparing takes time that grows with their square."""

_AROUND = 150
"""Words read on either side of a claim; no sentence is so long, but hostile text has no end."""

_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d"}
)


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """``text`` in lower case and without accents, so that spelling variants are equal."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return bare.translate(_LETTERS).replace("’", "'")


def words_before(doc: Doc, offset: int, start: int, sentences: int = 2) -> tuple[Word, ...]:
    """The words of the last ``sentences`` that end before code point ``start``."""
    here = tokens_at(doc, start - offset, start - offset + 1)
    end = here[0] if here else len(doc)
    first, found = end, 0
    while first > 0 and found < sentences:
        first -= 1
        found += bool(doc[first].is_sent_start)
    if first == end:
        return ()
    begin, stop = doc[first].idx + offset, doc[end - 1].idx + len(doc[end - 1].text) + offset
    return words_of(doc, offset, Span(begin, stop)) if begin < stop else ()


def tokens_at(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The tokens that code points ``start`` to before ``end`` of a Doc touch, or None."""
    start, end = max(0, start), max(0, end)
    if not len(doc) or start >= end:
        return None
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        token = doc[middle]
        if token.idx + len(token.text) > start:
            high = middle
        else:
            low = middle + 1
    last = low
    while last < len(doc) and doc[last].idx < end:
        last += 1
    return (low, last) if low < last else None


def words_of(doc: Doc, offset: int, span: Span) -> tuple[Word, ...]:
    """The words of the sentences of ``doc`` that ``span`` touches, without white space.

    ``doc`` begins at code point ``offset`` of the article; ``span`` is of the article. What is
    longer than any sentence is cut.
    """
    touched = tokens_at(doc, span.start - offset, span.end - offset)
    if touched is None:
        return ()
    first, end = touched[0], min(touched[1], touched[0] + LONGEST_CLAIM)
    least, most = max(0, first - _AROUND), min(len(doc), end + _AROUND)
    while first > least and not doc[first].is_sent_start:
        first -= 1
    while end < most and not doc[end].is_sent_start:
        end += 1
    chosen = [token for token in doc[first:end] if not token.is_space]
    place = {token.i: number for number, token in enumerate(chosen)}
    words = []
    for number, token in enumerate(chosen):
        lower = folded(token.text)
        start = token.idx + offset
        end = start + len(token.text)
        words.append(
            Word(
                text=token.text,
                lower=lower,
                stem=stem(lower),
                tag=token.tag_,
                dep=token.dep_,
                head=place.get(token.head.i, number),
                entity=token.ent_type_,
                start=start,
                end=end,
                inside=start < span.end and end > span.start,
            )
        )
    return tuple(words)
