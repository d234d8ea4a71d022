"""All measurements in one run: ``python -m tests.benchmarks``.

Each prints ratios against a bare program that does the same on this machine, so that a slow or
busy machine slows both sides.
"""

from __future__ import annotations

import os
import subprocess
import sys

MEASUREMENTS = (
    ("durable_verdict", "a verdict, held against a bare INSERT and COMMIT"),
    ("repaint", "a changed verdict until it is painted, long article against short"),
    ("first_window", "the first window, its memory and its longest wait"),
    ("detection_speed", "detection, held against bare spaCy"),
    ("comparison_scale", "the comparison of claims, from 5 to 1,000 articles"),
    ("comparison_again", "comparing again when little changed, held against everything"),
    ("link_click", "one click among 40,000 linked claims"),
    ("matrix_scale", "the matrix of 40,000 linked claims, and how long the window stands still"),
    ("learning_wait", "learning from decisions, and how long the window waits for it"),
    ("csv_speed", "the CSV export of 100,000 claims, held against the sqlite3 shell"),
)


def main() -> int:
    """Run every measurement, or those named on the command line, each in a process of its own."""
    wanted = sys.argv[1:] or [name for name, _ in MEASUREMENTS]
    # A person's second start has byte code; some build machines switch it off.
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    failed = 0
    for name, what in MEASUREMENTS:
        if name in wanted:
            print(f"== {what}", flush=True)
            command = [sys.executable, "-m", f"tests.benchmarks.{name}"]
            failed += subprocess.run(command, env=environment, check=False).returncode != 0
            print(flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
