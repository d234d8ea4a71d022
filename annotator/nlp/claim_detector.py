"""The spaCy component that marks claims: it fills ``doc.spans["claims"]``.

Each span carries ``span._.claim_kinds`` (tuple of `ClaimKind`), ``span._.check_worthiness`` (0 to
1) and ``span._.cues`` (tuple of str).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from spacy.attrs import IDX
from spacy.language import Language
from spacy.tokens import Doc, Span

from annotator.nlp.check_worthiness import Scorer
from annotator.nlp.claim_features import ClaimFeatures, claim_features
from annotator.nlp.claim_kind import claim_kinds
from annotator.nlp.claim_units import claim_units
from annotator.nlp.cues import cues_of
from annotator.nlp.layout import Block, blocks_of
from annotator.nlp.speech import Speech, speech_of
from annotator.nlp.token_signs import TokenSigns
from annotator.nlp.token_table import token_table
from annotator.nlp.trained_scorer import load_scorer
from annotator.nlp.word_lists import load_word_lists

SPANS_KEY = "claims"
TEXT_KEY = "fact_annotator_text"
"""Where a Doc's text lies in ``doc.user_data``: putting it together from tokens takes long."""

BLOCKS_KEY = "fact_annotator_blocks"
"""Where a Doc's blocks lie in ``doc.user_data``, when somebody knows them better than its text."""

LEAST_CHECK_WORTHINESS = 0.01
"""Candidates below this are dropped: nobody would want to see them at any sensitivity.

Of clauses that a person marked, trained weights put 7 in 100 between this and 0.05.
"""


def text_in(doc: Doc) -> str:
    """The text of a Doc, put together once."""
    text: str | None = doc.user_data.get(TEXT_KEY)
    if text is None:
        text = doc.user_data[TEXT_KEY] = doc.text
    return text


def blocks_in(doc: Doc) -> tuple[Block, ...]:
    """The blocks of a Doc, worked out once."""
    blocks: tuple[Block, ...] | None = doc.user_data.get(BLOCKS_KEY)
    if blocks is None:
        blocks = doc.user_data[BLOCKS_KEY] = blocks_of(text_in(doc))
    return blocks


@Language.component("block_borders")
def block_borders(doc: Doc) -> Doc:
    """Begin a sentence at every block, before the parser, which keeps to it."""
    starts = doc.to_array(IDX).tolist()
    for block in blocks_in(doc):
        for position in (block.start, block.body):
            index = bisect_left(starts, position)
            if 0 < index < len(starts):
                doc[index].is_sent_start = True
    return doc


class ClaimDetector:
    """Marks the claims of a parsed Doc with entities."""

    def __init__(self, token_signs: TokenSigns, digest: str, scorer: Scorer) -> None:
        self.token_signs = token_signs
        self.digest = digest
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc.spans["claims"]``, in text order."""
        self._mark([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """The same for many: the units of a batch are scored at once, which takes less time."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._mark(batch)
            yield from batch

    def _mark(self, docs: Sequence[Doc]) -> None:
        found = [(doc, pair) for doc in docs for pair in self._units(doc)]
        scores = self.scorer.score([judged for _, (_, judged) in found])
        for doc in docs:
            doc.spans[SPANS_KEY] = []
        for (doc, (features, _)), score in zip(found, scores, strict=True):
            if score.value < LEAST_CHECK_WORTHINESS:
                continue
            span = Span(doc, features.unit.first, features.unit.end)
            span._.claim_kinds = claim_kinds(features)
            span._.check_worthiness = score.value
            span._.cues = cues_of(features, score)
            doc.spans[SPANS_KEY].append(span)

    def _units(self, doc: Doc) -> Iterator[tuple[ClaimFeatures, ClaimFeatures]]:
        """What is known of each unit, and of the words that it is judged by."""
        if not len(doc):
            return
        table = token_table(doc, text_in(doc), self.token_signs)
        speech, sentence = Speech(), (-1, -1)
        for unit in claim_units(doc, table, blocks_in(doc)):
            if unit.sentence != sentence:
                sentence = unit.sentence
                speech = speech_of(table, *sentence)
            own = speech_of(table, unit.first, unit.end)
            if own.word < 0:
                own = speech
            features = claim_features(table, unit, own)
            context = unit.context
            yield features, claim_features(table, context, own) if context else features


@Language.factory("claim_detector")
def make_claim_detector(nlp: Language, name: str) -> ClaimDetector:
    """The component with the trained scorer, for ``nlp.add_pipe("claim_detector")``."""
    del name
    for attribute in ("claim_kinds", "check_worthiness", "cues"):
        if not Span.has_extension(attribute):
            Span.set_extension(attribute, default=None)
    lists = load_word_lists()
    strings = nlp.vocab.strings
    return ClaimDetector(TokenSigns(lists, strings), lists.digest, load_scorer(strings))
