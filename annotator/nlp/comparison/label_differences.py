"""Numbers and letters that name a thing, such as "level three" and "Gate C"."""

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
                    "runway", "platform", "lane", "ward", "reactor", "route", "step", "tier",
                    "zone",
                    "block", "hall", "room", "pier", "berth", "dock", "track", "article", "section",
                    "paragraph", "chapter", "act", "scene", "lap", "unit", "group", "wing", "exit",
                    "junction", "pitch", "court", "bay", "shaft", "tunnel",
                    "plan", "option", "type"})  # fmt: skip
_LETTERED = frozenset({"gate", "terminal", "platform", "ward", "block", "hall", "pier", "zone",
                       "group", "wing", "plan", "option", "type", "exit", "bay",
                       "section"})  # fmt: skip
_SAME = {"step": "level", "tier": "level", "grade": "level"}


def _labels(claim: ParsedClaim) -> dict[str, tuple[Span, str]]:
    """The number or letter behind each kind of label that the claim has once."""
    found: dict[str, tuple[Span, str]] = {}
    twice = set()
    for word, behind in pairwise(claim.words):
        if not (word.inside and behind.inside) or word.lower not in _KINDS:
            continue
        value = _DIGITS.get(behind.lower, behind.lower)
        letter = word.lower in _LETTERED and len(behind.text) == 1 and behind.text.isupper()
        if not letter and (not value.isdecimal() or len(value) > _LONGEST):
            continue
        kind = _SAME.get(word.lower, word.lower)
        if kind in found:
            twice.add(kind)
        found[kind] = Span(word.start, behind.end), value
    return {kind: place for kind, place in found.items() if kind not in twice}


_LONGEST = 3
_DIGITS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
           "seven": "7", "eight": "8", "nine": "9", "ten": "10"}  # fmt: skip
