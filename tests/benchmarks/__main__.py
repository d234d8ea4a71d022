"""All measurements in one run: ``python -m tests.benchmarks``.

Each prints ratios against a bare program that does the same on this machine, so that a slow or
busy machine slows both sides.
"""

from __future__ import annotations

import importlib
import sys
import time

MEASUREMENTS = (
    ("durable_verdict", "a verdict, held against a bare INSERT and COMMIT"),
    ("repaint", "a changed verdict until it is painted, long article against short"),
    ("first_window", "the first window, its memory and its longest wait"),
    ("detection_speed", "detection, held against bare spaCy"),
    ("csv_speed", "the CSV export of 100,000 claims, held against the sqlite3 shell"),
)


def main() -> int:
    """Run every measurement, or those named on the command line."""
    wanted = sys.argv[1:] or [name for name, _ in MEASUREMENTS]
    for name, what in MEASUREMENTS:
        if name not in wanted:
            continue
        print(f"== {what}", flush=True)
        began = time.perf_counter()
        module = importlib.import_module(f"tests.benchmarks.{name}")
        module.main()
        print(f"   ({time.perf_counter() - began:.0f} s)\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
