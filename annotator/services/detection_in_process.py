"""Detection inside this very process, for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from annotator.domain.claim import Candidate, DetectorVersion
from annotator.domain.errors import DetectionFailed
from annotator.nlp.protocol import candidates_from, version_by

if TYPE_CHECKING:
    from annotator.nlp.detector import Detector

Detected = tuple[int, DetectorVersion, tuple[Candidate, ...]]


def detect_in_process(
    texts: Iterable[tuple[int, str]],
    titles: Mapping[int, str] | None = None,
    failed: dict[int, DetectionFailed] | None = None,
    detector: Detector | None = None,
) -> Iterator[Detected]:
    """Find candidates in canonical texts, one after the other, in the order given.

    The language model is loaded into this process when the first article is asked for.

    Args:
        texts: pairs of text id and canonical text.
        titles: titles by text id, where they are known.
        failed: takes what went wrong, by text id; such an article yields nothing.
        detector: one that was loaded already.

    Raises:
        DetectionFailed: no language model is installed; or an article cannot be read and
            ``failed`` is None.
    """
    # spaCy comes in here: a program that never detects anything never pays for it.
    from annotator.nlp.detector import load_detector
    from annotator.nlp.worker import reading_failed

    detector = detector or load_detector()
    for text_id, text in texts:
        try:
            rows = detector.read(text, (titles or {}).get(text_id, ""))
        # What an odd article sets off is anybody's guess, and the others must still be read.
        except Exception as error:
            problem = reading_failed(error)
            if failed is None:
                raise problem from error
            failed[text_id] = problem
        else:
            version = version_by(detector.version, detector.other_model_for(text))
            yield text_id, version, candidates_from(rows)
