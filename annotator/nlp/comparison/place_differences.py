"""Comparing directions and routes of two linked claims."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.domain.link import Difference, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.findings import HARD, Findings, differing
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parsed_claim import ParsedClaim

OPPOSED = 90
"""Degrees from which on two directions are not one told loosely."""


_WHERE = frozenset({"in", "at", "near", "from", "to", "into", "outside"})
_NO_PLACES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY"})


def _other_places(a: ParsedClaim, b: ParsedClaim) -> Difference | None:
    """One verb with two places: "takes place in Porto Ferro", "takes place in Sant Aurel"."""
    known_a, known_b = {word.lower for word in a.words}, {word.lower for word in b.words}
    for one, leading, verb in _places(a):
        for two, other_leading, other_verb in _places(b):
            if leading != other_leading or verb.stem != other_verb.stem:
                continue
            if {word.lower for word in one} & known_b or {word.lower for word in two} & known_a:
                continue
            sides = [
                (Span(words[0].start, words[-1].end), " ".join(word.text for word in words))
                for words in (one, two)
            ]
            return differing(DifferenceField.PLACE, HARD, sides[0], sides[1])
    return None


def _only_places(a: ParsedClaim, b: ParsedClaim) -> Difference | None:
    """Two short claims of one fact that each name one place: "made in Lomania", "in Korand"."""
    here, there = _only_place(a), _only_place(b)
    if here is None or there is None:
        return None
    if _knows(a, there[1]) or _knows(b, here[1]):
        return None
    return differing(DifferenceField.PLACE, HARD, here, there)


_SHORT = 10


def _only_place(claim: ParsedClaim) -> tuple[Span, str] | None:
    """The one name in a short claim, when it is a place's and stands behind "in" or the like."""
    inside = [index for index, word in enumerate(claim.words) if word.inside]
    named = [index for index in inside if claim.words[index].tag in ("NNP", "NNPS")]
    if len(inside) > _SHORT or not named or named[-1] - named[0] != len(named) - 1:
        return None
    first, last = claim.words[named[0]], claim.words[named[-1]]
    leading = claim.words[named[0] - 1].lower if named[0] else ""
    if leading not in _WHERE or any(claim.words[i].entity not in ("GPE", "LOC") for i in named):
        return None
    shown = " ".join(claim.words[index].text for index in named)
    return Span(first.start, last.end), shown


def _knows(claim: ParsedClaim, name: str) -> bool:
    return bool({word.lower for word in claim.words} & set(name.lower().split()))


def _places(claim: ParsedClaim) -> Iterator[tuple[tuple[Word, ...], str, Word]]:
    """The names behind a preposition of place, that preposition, and the verb both hang on."""
    words = claim.words
    for index, word in enumerate(words):
        if not word.inside or word.dep != "pobj" or not word.tag.startswith("NNP"):
            continue
        preposition = words[word.head]
        verb = words[preposition.head]
        if word.entity in _NO_PLACES or preposition.lower not in _WHERE:
            continue
        if verb.tag.startswith("VB"):
            first = index
            while first and words[first - 1].tag.startswith("NNP"):
                first -= 1
            yield words[first : index + 1], preposition.lower, verb


def place_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What directions and routes of two linked claims say of each other."""
    for one in a.routes:
        for two in b.routes:
            if one.origin == two.goal and one.goal == two.origin:
                pair = differing(
                    DifferenceField.PLACE, HARD, (one.span, one.words), (two.span, two.words)
                )
                return Findings((pair,))
    other = _other_places(a, b) or _only_places(a, b)
    if other is not None:
        return Findings((other,))
    if len(a.directions) == 1 and len(b.directions) == 1:
        first, second = a.directions[0], b.directions[0]
        apart = abs(first.degrees - second.degrees)
        if min(apart, 360 - apart) >= OPPOSED:
            pair = differing(
                DifferenceField.PLACE, HARD, (first.span, first.words),
                (second.span, second.words),
            )  # fmt: skip
            return Findings((pair,))
        return Findings(agreeing=int(apart == 0))
    return Findings()
