"""``evaluate``: how well check-worthiness ranks sentences that somebody labelled."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.cli.output import DONE, print_json
from annotator.services.evaluation import (
    Evaluation,
    EvaluationRefused,
    evaluate,
    read_labelled_texts,
)

if TYPE_CHECKING:
    from annotator.cli.options import Subparsers

_DESCRIPTION = """\
Measure how well check-worthiness ranks labelled sentences.

The file has one {"text": "...", "label": 0 or 1} on each line, 1 for worth a
check. Each text is scored as one sentence. Printed are average precision, F1
at the threshold that the detector ships with, the share of positives among
the highest 10 and 25 percent, the expected calibration error over ten bins,
and sentences a second, the language model included.
"""


def add_evaluate(subparsers: Subparsers) -> None:
    """Declare ``evaluate``."""
    parser = subparsers.add_parser(
        "evaluate",
        help="measure the detector on labelled sentences",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", type=Path, metavar="DATA.jsonl", help="the labelled sentences")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--scores", type=Path, metavar="FILE", help="write one score a line, in the file's order"
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    found = evaluate(read_labelled_texts(arguments.data))
    if found.detector.scorer_notice:
        print(f"fact-annotator: {found.detector.scorer_notice}", file=sys.stderr)
    if arguments.scores is not None:
        _write_scores(arguments.scores, found.scores)
    if arguments.json:
        print_json(_values(found))
        return DONE
    quality = found.quality
    detector = f"{found.detector.name} {found.detector.version}"
    print(f"{arguments.data.name}: {quality.count} sentences, detector {detector}")
    print(f"average precision             {quality.average_precision:.3f}")
    print(f"F1 at threshold {quality.threshold:.2f}          {quality.f1:.3f}")
    print(f"precision in the highest 10 % {quality.precision_at_10:.3f}")
    print(f"precision in the highest 25 % {quality.precision_at_25:.3f}")
    print(f"calibration error             {quality.calibration_error:.3f}")
    print(f"sentences a second            {found.texts_per_second:.0f}")
    return DONE


def _values(found: Evaluation) -> dict[str, float | int]:
    quality = found.quality
    return {
        "ap": quality.average_precision,
        "f1": quality.f1,
        "threshold": quality.threshold,
        "p_at_10": quality.precision_at_10,
        "p_at_25": quality.precision_at_25,
        "ece": quality.calibration_error,
        "sentences_per_second": found.texts_per_second,
        "n": quality.count,
    }


def _write_scores(path: Path, scores: tuple[float, ...]) -> None:
    try:
        path.write_text("".join(f"{score:.6f}\n" for score in scores), encoding="utf-8")
    except OSError as error:
        raise EvaluationRefused(
            f"The scores cannot be written to “{path.name}”: {error.strerror}.",
            "Nothing else was changed.",
            "Give a file in a folder that you may write to.",
        ) from error
