"""Words a second of our whole detection, held against bare spaCy with the same components.

Bare spaCy is measured as it comes, and multiplying matrices as our pipeline does. All read the same
texts in turns, so that a busy machine slows all. Run with
``python tests/benchmarks/detection_speed.py [FILE...]``; without files a text of our own is read.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

OURS = ("block_borders", "claim_detector")
"""Our components: what bare spaCy does without."""

PARAGRAPH = (
    "The harbour authority said on Tuesday that 412 ships had called at Port Amsel in March, "
    "11 percent more than a year earlier. It was the busiest month since 2019, director Lina "
    "Moravec told reporters, and the two new cranes have worked since 4 February. Will the boom "
    "last? Some traders doubt it. The council approved a loan of 36 million crowns for a third "
    "berth by seven votes to four, while the opposition, which had asked for an audit of the "
    "port's debts, called the decision reckless. “We know what it costs, and we know what it "
    "brings,” Moravec said. Work is due to begin in the autumn and may take three years."
)


@dataclass(frozen=True, slots=True)
class DetectionSpeed:
    """What a run measured.

    Attributes:
        ours, bare: words a second of processor time, medians over the rounds.
        ratio: the median of the rounds' own ratios; 1.0 means that detection costs nothing.
        ratio_alike: the same against spaCy that multiplies matrices as our pipeline does.
    """

    ours: float
    bare: float
    ratio: float
    ratio_alike: float


def measure_detection_speed(texts: Sequence[str], rounds: int = 7) -> DetectionSpeed:
    """Read ``texts`` with and without our part, ``rounds`` times in turns."""
    from annotator.nlp.one_thread import use_one_thread

    use_one_thread()
    from annotator.nlp.detector import load_detector
    from annotator.nlp.pipeline import UNUSED

    detector = load_detector()
    package = detector.version.model.split()[0]
    as_it_comes = importlib.import_module(package).load(exclude=UNUSED)
    words = sum(len(text.split()) for text in texts)

    def ours() -> None:
        for text in texts:
            detector.read(text)

    def bare() -> None:
        with as_it_comes.memory_zone():
            for _ in as_it_comes.pipe(texts):
                pass

    def alike() -> None:
        with detector.nlp.memory_zone():
            for _ in detector.nlp.pipe(texts, disable=OURS):
                pass

    runs = (ours, bare, alike)
    for run in runs:
        run()
    samples: list[tuple[float, float, float]] = []
    for number in range(rounds):
        order = runs if number % 2 else runs[::-1]
        seconds = {run: _cpu_seconds(run) for run in order}
        ours_speed, bare_speed, alike_speed = (words / seconds[run] for run in runs)
        samples.append((ours_speed, bare_speed, alike_speed))
    return DetectionSpeed(
        statistics.median(speed for speed, _, _ in samples),
        statistics.median(speed for _, speed, _ in samples),
        statistics.median(mine / theirs for mine, theirs, _ in samples),
        statistics.median(mine / theirs for mine, _, theirs in samples),
    )


def _cpu_seconds(run: object) -> float:
    assert callable(run)
    begin = time.process_time()
    run()
    return time.process_time() - begin


def main(arguments: Sequence[str] = ()) -> int:
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    chosen = parser.parse_args(arguments)
    texts = [path.read_text(encoding="utf-8") for path in chosen.files]
    speed = measure_detection_speed(texts or ["\n\n".join([PARAGRAPH] * 6)] * 12, chosen.rounds)
    print(f"detection {speed.ours:,.0f} words/s, bare spaCy {speed.bare:,.0f} words/s")
    print(f"ratio {speed.ratio:.3f} (aim: at least 0.91, a tenth on top)")
    print(f"ratio {speed.ratio_alike:.3f} against spaCy that multiplies matrices with NumPy too")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
