"""Scores of whole texts, one sentence each, for measuring the detector on labelled data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language

from annotator.nlp.claim_detector import ClaimDetector
from annotator.nlp.model_packages import MODEL_PACKAGES
from annotator.nlp.pipeline import load_pipeline
from annotator.nlp.whole_text import whole_text_features

_BATCH = 128
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def iter_scores(nlp: Language, component: ClaimDetector, texts: Sequence[str]) -> Iterator[float]:
    """The check-worthiness of each text, as `TextScorer.scores` has it."""
    read = [_LONE_SURROGATES.sub("\ufffd", text) for text in texts]
    with nlp.memory_zone():
        docs = nlp.pipe(read, batch_size=_BATCH, disable=["claim_detector"])
        for text, doc in zip(read, docs, strict=True):
            features = whole_text_features(doc, text, component.token_signs)
            yield component.scorer.score([features])[0].value if features is not None else 0.0


def scores_by(nlp: Language, texts: Sequence[str]) -> tuple[float, ...]:
    """The same by a pipeline that is loaded already."""
    component = nlp.get_pipe("claim_detector")
    assert isinstance(component, ClaimDetector)
    return tuple(iter_scores(nlp, component, texts))


class TextScorer:
    """The loaded detector, for single texts.

    Attributes:
        threshold: the check-worthiness from which a text counts as worth a check.
        version: of the detector.
    """

    def __init__(self, packages: tuple[str, ...] = MODEL_PACKAGES) -> None:
        """Load the language model.

        Raises:
            DetectionFailed: see `load_pipeline`.
        """
        self._nlp, self.version = load_pipeline(packages)
        component = self._nlp.get_pipe("claim_detector")
        assert isinstance(component, ClaimDetector)
        self._component = component
        self.threshold = component.scorer.threshold

    def scores(self, texts: Sequence[str]) -> Iterator[float]:
        """The check-worthiness of each text, read as one sentence; 0 for one without words.

        What follows `annotator.nlp.unit_encoding.LONGEST` tokens is not read.
        """
        return iter_scores(self._nlp, self._component, texts)
