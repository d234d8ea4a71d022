"""A claim with all values it states, parsed once and compared many times."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word, words_of
from annotator.nlp.values.moment import Dating, Moment
from annotator.nlp.values.quantity import Quantity


@dataclass(frozen=True, slots=True)
class ParsedClaim:
    """What a claim states, for `relate`.

    Attributes:
        span: the claim, code points of the article.
        text: the claim's words as they stand in the article.
        words: the words of its sentences; ``inside`` tells those of the claim itself.
        dating: when the article was written.
        quantities: its numbers, in text order.
        moments: its dates and times, in text order.
    """

    span: Span
    text: str
    words: tuple[Word, ...]
    dating: Dating
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()


def parse_claim(doc: Doc, offset: int, span: Span, dating: Dating) -> ParsedClaim:
    """Parse the claim at ``span`` of an article.

    Args:
        doc: the parsed and tagged text around the claim, at least its sentences.
        offset: where ``doc`` begins in the article, in code points.
        span: the claim, code points of the article.
        dating: of the article, from `annotator.nlp.values.dating.datings_of`.
    """
    words = words_of(doc, offset, span)
    text = doc.text[max(0, span.start - offset) : max(0, span.end - offset)]
    return ParsedClaim(span, text, words, dating)
