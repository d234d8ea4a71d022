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
    tokens = [token for token in doc if not token.is_space and token.idx + offset < start]
    borders = [number for number, token in enumerate(tokens) if token.is_sent_start]
    if not borders:
        return ()
    first = tokens[borders[-min(sentences, len(borders))]]
    begin, end = first.idx + offset, tokens[-1].idx + len(tokens[-1].text) + offset
    return words_of(doc, offset, Span(begin, end)) if begin < end else ()


def words_of(doc: Doc, offset: int, span: Span) -> tuple[Word, ...]:
    """The words of the sentences of ``doc`` that ``span`` touches, without white space.

    ``doc`` begins at code point ``offset`` of the article; ``span`` is of the article.
    """
    if not len(doc):
        return ()
    tokens = [token for token in doc if not token.is_space]
    touched = [
        number
        for number, token in enumerate(tokens)
        if token.idx + offset < span.end and token.idx + len(token.text) + offset > span.start
    ]
    if not touched:
        return ()
    first, last = touched[0], touched[-1]
    while first > 0 and not tokens[first].is_sent_start:
        first -= 1
    while last + 1 < len(tokens) and not tokens[last + 1].is_sent_start:
        last += 1
    chosen = tokens[first : last + 1]
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
