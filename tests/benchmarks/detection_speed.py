"""Words a second of our whole detection, held against bare spaCy with the same components.

Both read the same texts in turns, so that a busy machine slows both. Run with
``python tests/benchmarks/detection_speed.py [FILE...]``; without files a text of our own is read.
"""

from __future__ import annotations

import argparse
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
    """

    ours: float
    bare: float
    ratio: float


def measure_detection_speed(texts: Sequence[str], rounds: int = 7) -> DetectionSpeed:
    """Read ``texts`` with and without our part, ``rounds`` times in turns."""
    from annotator.nlp.detector import load_detector

    detector = load_detector()
    nlp = detector.nlp
    words = sum(len(text.split()) for text in texts)

    def ours() -> None:
        for text in texts:
            detector.read(text)

    def bare() -> None:
        with nlp.memory_zone():
            for _ in nlp.pipe(texts, disable=OURS):
                pass

    ours()
    bare()
    samples: list[tuple[float, float]] = []
    for number in range(rounds):
        order = (ours, bare) if number % 2 else (bare, ours)
        seconds = {run: _cpu_seconds(run) for run in order}
        samples.append((words / seconds[ours], words / seconds[bare]))
    return DetectionSpeed(
        statistics.median(speed for speed, _ in samples),
        statistics.median(speed for _, speed in samples),
        statistics.median(mine / theirs for mine, theirs in samples),
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
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
