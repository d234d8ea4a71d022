"""Comparing the small words of two claims that say the same: how many, how sure, which way."""

from __future__ import annotations

from annotator.domain.link import ConflictLevel, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.frame_matching import Match
from annotator.nlp.values.antonyms import are_antonyms
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.stems import stem

_EVERY = frozenset({"all", "every", "each", "always", "entirely", "everyone", "everybody"})
_SOME = frozenset({"some", "several", "few", "partly", "partially", "sometimes", "occasionally"})
_MAYBE = frozenset({"may", "might", "could", "probably", "possibly", "perhaps", "maybe"})
_SURELY = frozenset({"definitely", "certainly", "undoubtedly", "surely"})
_IN = frozenset({"in", "inside", "within", "into"})
_OVER = frozenset({"above", "over"})
_UNDER = frozenset({"below", "under", "beneath", "underneath"})
_OFTEN = frozenset({"often", "usually", "frequently", "mostly", "generally", "typically"})

PAIRS: tuple[tuple[frozenset[str], frozenset[str], ConflictLevel], ...] = (
    (_EVERY, _SOME | {"many", "most", "part"} | _OFTEN, SOFT),
    (frozenset({"most", "many", "almost"}), frozenset({"few"}), HARD),
    (frozenset({"most"}), frozenset({"least"}), HARD),
    (frozenset({"more"}), frozenset({"less", "fewer"}), HARD),
    (_OFTEN, frozenset({"occasionally"}), SOFT),
    (frozenset({"also", "another", "other", "too", "even"}), frozenset({"only", "solely"}), SOFT),
    (_MAYBE, _SURELY, SOFT),
    (frozenset({"partly", "partially"}), frozenset({"fully", "completely", "wholly", "totally"}),
     HARD),
    (frozenset({"from"}), frozenset({"to", "into", "toward", "towards", "for"}), HARD),
    (frozenset({"before"}), frozenset({"after", "since", "during"}), HARD),
    (frozenset({"until", "till"}), frozenset({"after", "since"}), HARD),
    (_OVER, _UNDER, HARD),
    (_IN, frozenset({"outside"}), HARD),
    (frozenset({"up", "upward", "upwards"}), frozenset({"down", "downward", "downwards"}), HARD),
    (frozenset({"on"}), frozenset({"off"}), HARD),
    (frozenset({"for"}), frozenset({"against", "despite"}), HARD),
)  # fmt: skip
"""Small words that exclude each other in the same place."""

_WORDS = frozenset().union(*(one | two for one, two, _ in PAIRS))
_REACH = 4


def small_word_findings(a: ParsedClaim, b: ParsedClaim, match: Match) -> Findings:
    """ "Moved into the valley" against "moved from the valley"."""
    only_a, only_b = _only(a, b), _only(b, a)
    if not only_a or not only_b:
        return Findings()
    for i in only_a:
        for j in only_b:
            level = _level(a.words[i].lower, b.words[j].lower)
            if level is None or not _stand_alike(a, b, match, i, j):
                continue
            one, two = a.words[i], b.words[j]
            sides = (Span(one.start, one.end), one.text), (Span(two.start, two.end), two.text)
            return Findings((differing(DifferenceField.NEGATION, level, *sides),))
    return Findings()


def _only(claim: ParsedClaim, other: ParsedClaim) -> list[int]:
    """Places of the small words of a claim that the other lacks."""
    known = {word.lower for word in other.words if word.inside}
    return [
        place
        for place, word in enumerate(claim.words)
        if word.inside
        and (word.lower in _WORDS or word.tag[:2] == "RB")
        and word.lower not in known
    ]


def _level(one: str, two: str) -> ConflictLevel | None:
    for left, right, level in PAIRS:
        if (one in left and two in right) or (two in left and one in right):
            return level
    return HARD if one.endswith("ly") and are_antonyms(stem(one), stem(two)) else None


def _stand_alike(a: ParsedClaim, b: ParsedClaim, match: Match, i: int, j: int) -> bool:
    """Whether the next telling words are partners, and the ones before too, as far as any are."""
    before = _next(a, i, -1), _next(b, j, -1)
    behind = _next(a, i, 1), _next(b, j, 1)
    pairs = set(match.pairs)
    if behind in pairs or (behind == (-1, -1) and before in pairs):
        return True
    # "Only gives", "also allots": the word behind is another one of its kind.
    x, y = behind
    other = x in match.left and y in match.right and a.words[x].tag[:2] == b.words[y].tag[:2]
    return other and (before == (-1, -1) or before in pairs)


def _next(claim: ParsedClaim, place: int, step: int) -> int:
    """The nearest telling word before or behind a place, or -1."""
    slots = [p for p in claim.frame.slots if (p - place) * step > 0 and abs(p - place) <= _REACH]
    return (min(slots) if step > 0 else max(slots)) if slots else -1
