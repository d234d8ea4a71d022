"""How well the detector's spans and kinds fit those that a person marked.

``python -m tests.benchmarks.unit_quality EVENTS_DIR [--at-least 0.5] [--missed]``. Every directory
in ``EVENTS_DIR`` holds ``gold.json`` and ``articles/*.txt``: the file names under "articles", and
"claims" with "article" (an index), "start", "end" (code points) and "type".

A candidate is matched with one claim at most, the best overlap first. Overlap is the intersection
over the union of code points; "exact" means equal but for punctuation and white space at the ends.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.nlp.detector import Detector

LEAST_OVERLAP = 0.5
_KIND_OF_TYPE = {"quote": "quotation"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of an article, marked by a person or by the detector; kinds first one first."""

    start: int
    end: int
    kinds: tuple[str, ...]
    score: float = 1.0


@dataclass(slots=True)
class UnitQuality:
    """Counts of one event or of several.

    Attributes:
        gold, found, matched, exact: claims, candidates, and pairs of both.
        overlaps: for each claim, its overlap with the best candidate.
        first_kind, any_kind: matched pairs with the claim's type as first, or as any kind.
    """

    gold: int = 0
    found: int = 0
    matched: int = 0
    exact: int = 0
    first_kind: int = 0
    any_kind: int = 0
    overlaps: list[float] = field(default_factory=list)

    def add(self, other: UnitQuality) -> None:
        """Count ``other`` in."""
        for name in ("gold", "found", "matched", "exact", "first_kind", "any_kind"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.overlaps += other.overlaps

    def line(self) -> str:
        """All figures in one line."""
        recall, precision = self.matched / max(1, self.gold), self.matched / max(1, self.found)
        f1 = 2 * recall * precision / max(1e-9, recall + precision)
        return (
            f"{self.gold:4} claims {self.found:4} candidates  recall {recall:.3f}  "
            f"precision {precision:.3f}  F1 {f1:.3f}  exact {self.exact / max(1, self.gold):.3f}  "
            f"overlap {sum(self.overlaps) / max(1, self.gold):.3f}  "
            f"first kind {self.first_kind / max(1, self.matched):.3f}  "
            f"any kind {self.any_kind / max(1, self.matched):.3f}"
        )


def overlap(a: Marked, b: Marked) -> float:
    """Intersection over union, 0 to 1."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / (max(a.end, b.end) - min(a.start, b.start)) if shared > 0 else 0.0


def core(text: str, marked: Marked) -> tuple[int, int]:
    """The stretch without what is neither letter nor digit at its ends."""
    start, end = marked.start, marked.end
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def compare(text: str, gold: Sequence[Marked], found: Sequence[Marked]) -> UnitQuality:
    """Match candidates with claims of one article."""
    quality = UnitQuality(len(gold), len(found))
    quality.overlaps = [max((overlap(g, f) for f in found), default=0.0) for g in gold]
    pairs = sorted(
        (
            (overlap(g, f), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if overlap(g, f) >= LEAST_OVERLAP
        ),
        reverse=True,
    )
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for _, i, j in pairs:
        if i in taken_gold or j in taken_found:
            continue
        taken_gold.add(i)
        taken_found.add(j)
        quality.matched += 1
        quality.exact += core(text, gold[i]) == core(text, found[j])
        quality.first_kind += gold[i].kinds[0] == found[j].kinds[0]
        quality.any_kind += gold[i].kinds[0] in found[j].kinds
    return quality


def measure_event(
    detector: Detector, event: Path, at_least: float, missed: bool = False
) -> UnitQuality:
    """Read the articles of one event."""
    labels = json.loads((event / "gold.json").read_text(encoding="utf-8"))
    total = UnitQuality()
    for number, article in enumerate(labels["articles"]):
        raw = (event / "articles" / article["file"]).read_bytes().decode("utf-8")
        gold = [
            Marked(claim["start"], claim["end"], (_KIND_OF_TYPE.get(claim["type"], claim["type"]),))
            for claim in labels["claims"]
            if claim["article"] == number
        ]
        rows = detector.read(raw)
        found = [Marked(row[0], row[1], row[2], row[3]) for row in rows if row[3] >= at_least]
        total.add(compare(raw, gold, found))
        if missed:
            _print_missed(raw, gold, found)
    return total


def _print_missed(text: str, gold: Sequence[Marked], found: Sequence[Marked]) -> None:
    for claim in gold:
        best = max(found, key=lambda candidate: overlap(claim, candidate), default=None)
        if best is None or core(text, claim) != core(text, best):
            share = overlap(claim, best) if best else 0.0
            near = text[best.start : best.end] if best and share else ""
            print(f"{share:.2f} {claim.kinds[0]:11} [{text[claim.start : claim.end]}]")
            print(f"                 [{near}]")


def main(arguments: Sequence[str]) -> int:
    """Print one line an event and one for all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=Path)
    parser.add_argument("--at-least", type=float, default=0.0)
    parser.add_argument("--rules", action="store_true", help="score by rules, not trained weights")
    parser.add_argument("--missed", action="store_true", help="print the claims not met exactly")
    chosen = parser.parse_args(arguments)
    from annotator.nlp.check_worthiness import RuleScorer
    from annotator.nlp.claim_detector import ClaimDetector
    from annotator.nlp.detector import load_detector

    detector = load_detector()
    if chosen.rules:
        component = detector.nlp.get_pipe("claim_detector")
        assert isinstance(component, ClaimDetector)
        component.scorer = RuleScorer()
    total = UnitQuality()
    for event in sorted(path.parent for path in chosen.events.glob("*/gold.json")):
        quality = measure_event(detector, event, chosen.at_least, chosen.missed)
        print(f"{event.name:16} {quality.line()}")
        total.add(quality)
    print(f"{'all':16} {total.line()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
