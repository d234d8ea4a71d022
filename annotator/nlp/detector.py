"""Reads whole articles with the pipeline and hands back plain tuples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import tee

from spacy.language import Language
from spacy.tokens import Doc

from annotator.domain.claim import RULES_ONLY, DetectorVersion
from annotator.nlp.chunks import Chunk, chunks_of
from annotator.nlp.claim_detector import BLOCKS_KEY, SPANS_KEY, TEXT_KEY
from annotator.nlp.language import ENGLISH, language_of
from annotator.nlp.layout import blocks_of
from annotator.nlp.model_packages import MODEL_PACKAGES
from annotator.nlp.pipeline import load_pipeline
from annotator.nlp.protocol import CandidateRow
from annotator.nlp.rules_only import RulesOnlyReader

_BATCH = 64
"""Pieces that the model reads at a time, about 5,000 words; progress comes so often."""

Progress = Callable[[int, int], None]
"""Is told how many code points of how many are read."""


def _untold(done: int, total: int) -> None:
    """For callers who do not care how far it is."""


@dataclass(frozen=True, slots=True)
class Detector:
    """A loaded pipeline and what to call its results by."""

    nlp: Language
    version: DetectorVersion
    rules_only: RulesOnlyReader = field(default_factory=RulesOnlyReader)

    def read(
        self, text: str, title: str = "", tell_progress: Progress = _untold
    ) -> tuple[CandidateRow, ...]:
        """The candidates of an article, in text order; ``title`` is "" when unknown.

        Any text will do, also an empty one. Progress is told at the start and after each piece.
        An article that is not English is read by the rules alone (`other_model_for`).
        """
        rows: list[CandidateRow] = []
        tell_progress(0, len(text))
        if self.other_model_for(text):
            rules_only_rows = self.rules_only.read(text, title)
            tell_progress(len(text), len(text))
            return rules_only_rows
        chunks, piped = tee(chunks_of(text, blocks_of(text, title)))
        # Without the zone the vocabulary would grow with every new word for ever.
        with self.nlp.memory_zone():
            docs = self.nlp.pipe(map(self._doc, piped), batch_size=_BATCH)
            for chunk, doc in zip(chunks, docs, strict=True):
                rows.extend(
                    (
                        chunk.start + span.start_char,
                        chunk.start + span.end_char,
                        tuple(kind.value for kind in span._.claim_kinds),
                        round(span._.check_worthiness, 4),
                        span._.cues,
                    )
                    for span in doc.spans[SPANS_KEY]
                )
                tell_progress(chunk.start + len(chunk.text), len(text))
        return tuple(rows)

    def other_model_for(self, text: str) -> str:
        """What reads ``text`` in place of the language model; "" when it is English."""
        language = language_of(text)
        return "" if language == ENGLISH else f"{RULES_ONLY}{language.name}"

    def _doc(self, chunk: Chunk) -> Doc:
        doc = self.nlp.make_doc(chunk.text)
        doc.user_data[TEXT_KEY] = chunk.text
        doc.user_data[BLOCKS_KEY] = chunk.blocks
        return doc


def load_detector(packages: tuple[str, ...] = MODEL_PACKAGES) -> Detector:
    """Load the pipeline.

    Raises:
        DetectionFailed: see `load_pipeline`.
    """
    return Detector(*load_pipeline(packages))
