"""Reads the claims of articles for a comparison, each text once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from annotator.domain.span import Span
from annotator.nlp.chunks import Chunk, chunks_of
from annotator.nlp.claim_detector import BLOCKS_KEY, TEXT_KEY
from annotator.nlp.comparison.compared import ComparedArticle
from annotator.nlp.layout import blocks_of
from annotator.nlp.values.moment import Dating
from annotator.nlp.values.parsed_claim import ParsedClaim, parse_claim

_BATCH = 64
_LONG = 200
"""Tokens from which a Doc is cut down to a claim's sentences before that is parsed."""

_REMEMBERED_CLAIMS = 60_000
"""Claims kept between comparisons; one takes some ten kilobytes."""


@dataclass(frozen=True, slots=True)
class _Read:
    text: str
    title: str
    dating: Dating
    claims: dict[Span, ParsedClaim]

    def is_of(self, article: ComparedArticle, dating: Dating) -> bool:
        # Another project's texts have the same numbers.
        own = (self.dating, self.title, self.text)
        return own == (dating, article.title, article.text)


class ArticleReader:
    """Parses claims and remembers them by their texts' ids."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._unused = [name for name in ("claim_detector",) if name in nlp.pipe_names]
        self._read: OrderedDict[int, _Read] = OrderedDict()
        self._kept = 0

    def claims(self, article: ComparedArticle, dating: Dating) -> tuple[ParsedClaim, ...]:
        """The claims of ``article``, in the order given; ``dating`` is when it was written."""
        known = self._read.get(article.text_id)
        if known is None or not known.is_of(article, dating):
            known = _Read(article.text, article.title, dating, {})
            self._forget(article.text_id)
            self._read[article.text_id] = known
        self._read.move_to_end(article.text_id)
        missing = sorted({claim.span for claim in article.claims} - known.claims.keys())
        if missing:
            found = self._parsed(article, missing, dating)
            known.claims.update(found)
            self._kept += len(found)
        claims = tuple(known.claims[claim.span] for claim in article.claims)
        while self._kept > _REMEMBERED_CLAIMS and len(self._read) > 1:
            self._forget(next(iter(self._read)))
        return claims

    def _forget(self, text_id: int) -> None:
        gone = self._read.pop(text_id, None)
        if gone is not None:
            self._kept -= len(gone.claims)

    def _parsed(
        self, article: ComparedArticle, spans: Sequence[Span], dating: Dating
    ) -> dict[Span, ParsedClaim]:
        chunks = list(chunks_of(article.text, blocks_of(article.text, article.title)))
        found: dict[Span, ParsedClaim] = {}
        shares: dict[Span, int] = dict.fromkeys(spans, -1)
        # Without the zone the vocabulary would grow with every new word for ever.
        with self._nlp.memory_zone():
            docs = self._nlp.pipe(map(self._doc, chunks), batch_size=_BATCH, disable=self._unused)
            for chunk, doc in zip(chunks, docs, strict=True):
                sentences = _Sentences(doc, chunk.start)
                for span in _touched(spans, chunk):
                    # A claim that crosses paragraphs is read where most of it stands.
                    share = _shared(span, chunk)
                    if share > shares[span]:
                        shares[span] = share
                        around, offset = sentences.around(span)
                        found[span] = parse_claim(around, offset, span, dating)
            for span in spans:
                if span not in found:
                    found[span] = parse_claim(self._nlp.make_doc(""), span.start, span, dating)
        return found

    def _doc(self, chunk: Chunk) -> Doc:
        doc = self._nlp.make_doc(chunk.text)
        doc.user_data[TEXT_KEY] = chunk.text
        doc.user_data[BLOCKS_KEY] = chunk.blocks
        return doc


class _Sentences:
    """Cuts a Doc down to the sentences around a claim, so that a long block is not read anew."""

    def __init__(self, doc: Doc, offset: int) -> None:
        self._doc = doc
        self._offset = offset
        if len(doc) > _LONG:
            self._places: list[int] = doc.to_array(IDX).tolist()
            marks = doc.to_array(SENT_START).tolist()
            self._starts = [index for index, mark in enumerate(marks) if mark == 1 or index == 0]

    def around(self, span: Span) -> tuple[Doc, int]:
        """A Doc with the sentences that ``span`` touches, and where it begins in the article."""
        if len(self._doc) <= _LONG:
            return self._doc, self._offset
        first = max(0, bisect_right(self._places, span.start - self._offset) - 1)
        last = max(first + 1, bisect_left(self._places, span.end - self._offset))
        first = self._starts[bisect_right(self._starts, first) - 1]
        after = bisect_left(self._starts, last)
        end = self._starts[after] if after < len(self._starts) else len(self._doc)
        return self._doc[first:end].as_doc(), self._offset + self._places[first]


def _touched(spans: Sequence[Span], chunk: Chunk) -> Iterator[Span]:
    for span in spans:
        if _shared(span, chunk) > 0:
            yield span


def _shared(span: Span, chunk: Chunk) -> int:
    return min(span.end, chunk.start + len(chunk.text)) - max(span.start, chunk.start)
