"""Numbers that name a thing, such as "level three" and "Gate 4"."""

from __future__ import annotations

from itertools import pairwise

from annotator.domain.link import DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.findings import HARD, Findings, differing
from annotator.nlp.values.parsed_claim import ParsedClaim


def label_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """ "Alert level three" against "alert level two": numbers that name a thing of one kind."""
    left, right = _labels(a), _labels(b)
    for kind, (span, value) in left.items():
        other = right.get(kind)
        if other is None or value == other[1]:
            continue
        sides = (span, f"{kind} {value}"), (other[0], f"{kind} {other[1]}")
        return Findings((differing(DifferenceField.NUMBER, HARD, *sides),))
    return Findings()


_KINDS = frozenset({"level", "category", "phase", "stage", "grade", "class", "gate", "terminal",
                    "runway", "platform", "lane", "ward", "reactor", "route"})  # fmt: skip


def _labels(claim: ParsedClaim) -> dict[str, tuple[Span, str]]:
    """The number behind each kind of label that the claim has once."""
    found: dict[str, tuple[Span, str]] = {}
    twice = set()
    for word, behind in pairwise(claim.words):
        if not (word.inside and behind.inside) or word.lower not in _KINDS:
            continue
        value = _DIGITS.get(behind.lower, behind.lower)
        if not value.isdecimal() or len(value) > _LONGEST:
            continue
        if word.lower in found:
            twice.add(word.lower)
        found[word.lower] = Span(word.start, behind.end), value
    return {kind: place for kind, place in found.items() if kind not in twice}


_LONGEST = 3
_DIGITS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
           "seven": "7", "eight": "8", "nine": "9", "ten": "10"}  # fmt: skip
