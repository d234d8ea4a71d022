"""Candidates of articles that no language model here can read: by rules for any language.

spaCy's multi-language tokenizer and sentence splitter find the sentences; figures, dates,
quotation marks and names by their capitals make them candidates. Nothing is parsed, so the words
of a language mean nothing here, and the scores stay modest.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from annotator.domain.claim import ClaimKind
from annotator.nlp.chunks import chunks_of
from annotator.nlp.layout import Block, BlockRole, blocks_of
from annotator.nlp.protocol import CandidateRow

_END_MARKS = ".!?…。．！？؟۔।॥։።"
_UNSPACED = "。．！？，、；：「」『』"
"""Marks that stand between words without white space."""

_QUOTATION = re.compile('[“„«»][^“”„«»\n]{8,}[”“»«]|「[^」\n]{4,}」|『[^』\n]{4,}』|"[^"\n]{8,}"')
_DATE = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b|\b\d{4}-\d{2}-\d{2}\b"
    r"|\b\d{1,2}\.?(?: de)? [^\W\d_]{3,10}(?: de)? (?:1[5-9]|20)\d{2}\b"
    r"|\b\d{1,2}\. [^\W\d_]{3,10}|\b(?:1[5-9]|20)\d{2}\b|\b\d{1,2}:\d{2}\b|\d{1,4}[年月日]"
)
"""What is written as a date in most of Europe, a year, an hour, a day in China and Japan."""

_FIGURE = re.compile(
    r"[$€£¥₽₹]\s?\d[\d.,\u00a0\u202f]*"
    r"|(?<![A-Za-z\d])(?<!\d[.,])\d+(?:[.,\u00a0\u202f]\d+)*(?:\s?[%€£$‰])?"
)
_NAME = re.compile(r"(?<=[^\W\d_A-Z][ ,])(?:[^\W\d_][\w’'-]+ )[^\W\d_][\w’'-]+")
_OPENING = frozenset("“„«「『 ([")
_NO_END = re.compile(r"(?<!\w)(?:\d{1,2}|[^\W\d_])\.\s*$")
"""The stop in "12. März" or "S. Berg"."""
_LEADING = frozenset(" \t\u00a0,;:.!?…—–-)]}/|•*_”’»、，。；：」』")
_TRAILING = frozenset(" \t\u00a0,;:.…—–-([{/|•*_“‘«„、，。；：「『")
_PAIRS = {"(": ")", "[": "]", "{": "}"}

_BASE = -1.4
_FIGURE_WEIGHT, _MORE_FIGURES, _DATE_WEIGHT = 1.5, 0.5, 0.6
_QUOTE_WEIGHT, _NAME_WEIGHT = 0.6, 0.4
_QUESTION, _SHORT, _HEADING = -2.5, -1.0, -1.5
"""Log-odds, as in the rule scorer for English; fewer signs are known, so they weigh less."""

_SHORT_UNIT = 24
_LEFT_OUT = frozenset(
    {BlockRole.BYLINE, BlockRole.CAPTION, BlockRole.COPYRIGHT, BlockRole.REPEATED_TITLE}
)
_LEAST = 0.25
"""Below this a sentence shows no sign of a fact at all."""

_NOTE = "by rules only: no language model for this language"


@dataclass(frozen=True, slots=True)
class _Found:
    kinds: tuple[ClaimKind, ...]
    score: float
    cues: tuple[str, ...]


class RulesOnlyReader:
    """Reads articles in any language by rules."""

    def read(self, text: str, title: str = "") -> tuple[CandidateRow, ...]:
        """The candidates of an article, in text order; ``title`` is "" when unknown."""
        rows: list[CandidateRow] = []
        with self._pipeline.memory_zone():
            for chunk in chunks_of(text, blocks_of(text, title)):
                doc = self._pipeline(chunk.text)
                for block in chunk.blocks:
                    if block.role in _LEFT_OUT:
                        continue
                    for start, end in _sentences(doc, chunk.text, block):
                        found = _signs_of(chunk.text[start:end], block)
                        if found.score >= _LEAST:
                            kinds = tuple(kind.value for kind in found.kinds)
                            place = (chunk.start + start, chunk.start + end)
                            rows.append((*place, kinds, round(found.score, 4), found.cues))
        return tuple(rows)

    @cached_property
    def _pipeline(self) -> Language:
        # Most sessions never meet another language, so it is made when it is needed.
        nlp = spacy.blank("xx")
        infixes = [*(nlp.Defaults.infixes or ()), f"[{re.escape(_UNSPACED)}]"]
        tokenizer = nlp.tokenizer
        assert isinstance(tokenizer, Tokenizer)
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
        nlp.add_pipe("sentencizer", config={"punct_chars": list(_END_MARKS)})
        return nlp


def _sentences(doc: Doc, text: str, block: Block) -> Iterator[tuple[int, int]]:
    """Sentences of a block without punctuation and white space at their ends."""
    begin = block.body
    quotations = [match.span() for match in _QUOTATION.finditer(text, block.start, block.end)]
    borders = [sentence.end_char for sentence in doc.sents]
    for border in [*(end for end in borders if block.body < end < block.end), block.end]:
        while border < block.end and text[border - 1] in _OPENING:
            # The splitter takes an opening mark for the end of the sentence before.
            border -= 1
        if border < block.end and (
            _NO_END.search(text[max(begin, border - 6) : border])
            or text[border : border + 3].lstrip()[:1].islower()
            or any(start < border < end for start, end in quotations)
        ):
            continue
        trimmed = _trimmed(text, begin, border)
        if trimmed is not None:
            yield trimmed
        begin = border


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end:
        if text[start].isspace() or text[start] in _LEADING:
            start += 1
        elif text[end - 1].isspace() or text[end - 1] in _TRAILING:
            end -= 1
        elif _PAIRS.get(text[start]) == text[end - 1]:
            start, end = start + 1, end - 1
        else:
            return (start, end) if any(map(str.isalnum, text[start:end])) else None
    return None


def _signs_of(words: str, block: Block) -> _Found:
    kinds: list[ClaimKind] = []
    weighted: list[tuple[float, str]] = []
    dates = [match.group().strip() for match in _DATE.finditer(words)]
    figures = [
        match.group().strip()
        for match in _FIGURE.finditer(_DATE.sub(lambda match: " " * len(match.group()), words))
    ]
    quotation = _QUOTATION.search(words)
    if figures:
        kinds.append(ClaimKind.QUANTITY)
        weighted.append((_FIGURE_WEIGHT, f"states a figure: {figures[0]}"))
        if len(figures) > 1:
            weighted.append((_MORE_FIGURES, ""))
    if dates:
        kinds.append(ClaimKind.DATE)
        weighted.append((_DATE_WEIGHT, f"gives a date: {dates[0]}"))
    if quotation:
        kinds.append(ClaimKind.QUOTATION)
        weighted.append((_QUOTE_WEIGHT, "quotes somebody"))
    name = next((found for found in _NAME.finditer(words) if _is_name(found.group())), None)
    if name:
        weighted.append((_NAME_WEIGHT, f"names: {name.group()}"))
    if words.endswith(("?", "？", "؟")):
        weighted.append((_QUESTION, "asks a question"))
    if len(words) < _SHORT_UNIT and words.isascii():
        weighted.append((_SHORT, ""))
    if block.role is BlockRole.HEADING:
        weighted.append((_HEADING, "is a heading"))
    score = 1 / (1 + math.exp(-_BASE - sum(weight for weight, _ in weighted)))
    weighted.sort(key=lambda item: -abs(item[0]))
    cues = [cue for _, cue in weighted if cue][:2]
    return _Found(tuple(kinds) or (ClaimKind.OTHER,), score, (*cues, _NOTE))


def _is_name(words: str) -> bool:
    return all(part[0].isupper() for part in words.split())
