"""How well check-worthiness ranks labelled sentences.

``python tests/benchmarks/detector_quality.py FILE.jsonl...``, one ``{"text", "label"}`` a line with
label 1 for check-worthy. Prints average precision (the mean, over the positives, of the precision
at their rank) and how the display threshold of 0.5 does.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class DetectorQuality:
    """What was measured on one set; all numbers from 0 to 1."""

    base_rate: float
    average_precision: float
    precision: float
    recall: float


def average_precision(labels: Sequence[bool], scores: Sequence[float]) -> float:
    """Mean precision at the ranks of the positives; equal scores keep their order."""
    order = sorted(range(len(scores)), key=lambda index: -scores[index])
    found, total = 0, 0.0
    for rank, index in enumerate(order, 1):
        if labels[index]:
            found += 1
            total += found / rank
    return total / found if found else 0.0


def measure_quality(texts: Sequence[str], labels: Sequence[bool]) -> DetectorQuality:
    """Score each text by its best candidate."""
    from annotator.nlp.detector import load_detector

    detector = load_detector()
    scores = [max((row[3] for row in detector.read(text)), default=0.0) for text in texts]
    shown = [label for label, score in zip(labels, scores, strict=True) if score >= THRESHOLD]
    positives = sum(labels)
    return DetectorQuality(
        positives / max(1, len(labels)),
        average_precision(labels, scores),
        sum(shown) / max(1, len(shown)),
        sum(shown) / max(1, positives),
    )


def main(arguments: Sequence[str]) -> int:
    """Print one line a file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    for path in parser.parse_args(arguments).files:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        quality = measure_quality([r["text"] for r in rows], [r["label"] == 1 for r in rows])
        print(
            f"{path.name}: {len(rows)} texts, base rate {quality.base_rate:.3f}, "
            f"average precision {quality.average_precision:.3f}, at {THRESHOLD}: "
            f"precision {quality.precision:.3f}, recall {quality.recall:.3f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
