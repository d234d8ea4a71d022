"""Comparing the wording of quotations of two linked claims by alignment."""

from __future__ import annotations

from difflib import SequenceMatcher

from annotator.domain.link import Difference, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import NEGATIONS
from annotator.nlp.values.quotations import Quotation
from annotator.nlp.values.word_groups import are_alike

LEAST_ALIKE = 0.6
"""Below this two quotations are two sayings, or a translation."""

_ONE = frozenset({"a", "an", "one", "the"})
_SMALL = frozenset({"DT", "IN", "TO", "CC", "PRP", "PRP$", "RP", "EX", "WDT", "POS", "UH"})
_SOFTENING = frozenset({"believe", "think", "hope", "may", "might", "could", "perhaps", "probably",
                        "possibly", "almost", "one", "some", "nearly", "if", "only", "seem",
                        "would", "should"})  # fmt: skip


def quotation_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What the wording of two linked claims' quotations says of each other."""
    best: tuple[float, Quotation, Quotation] | None = None
    for one in a.quotations:
        for two in b.quotations:
            share = _matched(one, two)
            if best is None or share > best[0]:
                best = (share, one, two)
    if best is None or best[0] < LEAST_ALIKE:
        return Findings()
    return Findings(tuple(_changes(best[1].words, best[2].words)), 1)


def _matched(one: Quotation, two: Quotation) -> float:
    """The share of the shorter quotation that stands in the other in the same order."""
    matcher = SequenceMatcher(
        None, [word.stem for word in one.words], [word.stem for word in two.words], autojunk=False
    )
    size = sum(block.size for block in matcher.get_matching_blocks())
    return size / min(len(one.words), len(two.words))


def _changes(one: tuple[Word, ...], two: tuple[Word, ...]) -> list[Difference]:
    matcher = SequenceMatcher(
        None, [word.stem for word in one], [word.stem for word in two], autojunk=False
    )
    found = []
    stems_one, stems_two = {word.stem for word in one}, {word.stem for word in two}
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        # Words that stand elsewhere in the other quotation were only moved.
        left = tuple(word for word in one[a1:a2] if word.stem not in stems_two)
        right = tuple(word for word in two[b1:b2] if word.stem not in stems_one)
        if not left and not right:
            continue
        at_end = (a1 == 0 and b1 == 0) or (a2 == len(one) and b2 == len(two))
        level = _weight(left, right, at_end=at_end)
        if level is None:
            continue
        left, right = left or one[max(0, a1 - 1) : a1 + 1], right or two[max(0, b1 - 1) : b1 + 1]
        found.append(
            differing(
                DifferenceField.QUOTE,
                HARD if level == "hard" else SOFT,
                (Span(left[0].start, left[-1].end), " ".join(word.text for word in left)),
                (Span(right[0].start, right[-1].end), " ".join(word.text for word in right)),
            )
        )
    return found


_NOW = frozenset({"today", "yesterday", "tonight", "now"})


def _weight(left: tuple[Word, ...], right: tuple[Word, ...], *, at_end: bool) -> str | None:
    """ "hard", "soft", or None for a change that keeps the sense."""
    changed = (*left, *right)
    if {word.lower for word in changed} <= _ONE:
        return None
    if bool(_negations(left)) != bool(_negations(right)):
        return "hard"
    if at_end and not (left and right):
        return "soft" if any(word.lower in _SOFTENING for word in changed) else None
    telling_left = [w for w in left if w.tag not in _SMALL and w.lower not in _NOW]
    telling_right = [w for w in right if w.tag not in _SMALL and w.lower not in _NOW]
    if not telling_left and not telling_right:
        return None
    if len(telling_left) == len(telling_right) and all(
        are_alike(x.stem, y.stem) for x, y in zip(telling_left, telling_right, strict=True)
    ):
        return None
    return "soft"


def _negations(words: tuple[Word, ...]) -> list[Word]:
    return [word for word in words if word.lower in NEGATIONS]
