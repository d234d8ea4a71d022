"""Two claims with one number, one of which tells of a rise and the other of a fall."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.link import DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.findings import HARD, Findings, differing
from annotator.nlp.comparison.stance_differences import are_of_other_times
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.opposites import sides_of_stems
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import NEGATIONS
from annotator.nlp.values.quantity import Dimension, Quantity

_UP = frozenset({"more", "higher", "up", "plus", "dearer", "upwards", "upward"})
_DOWN = frozenset({"less", "fewer", "lower", "down", "minus", "cheaper", "downwards", "downward"})
_TOPIC = "up"
_MOVING = frozenset({"go", "be", "edg", "mov", "clos", "com", "push", "driv", "creep", "inch",
                     "end", "finish", "tick"})  # fmt: skip
_OF_PACE = frozenset({"slow", "eas", "accelerat", "pick", "expand", "weak"})
"""What slows may still rise."""

_SIGNS = frozenset({"plus", "minus"})
_BEHIND = 3
_HIGHEST = 5


def direction_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """ "An increase of 8 per cent" against "8 percent less than a year earlier"."""
    if not a.quantities or not b.quantities or not _share_a_number(a, b):
        return Findings()
    if are_of_other_times(a, b):
        return Findings()
    here, there = _direction(a), _direction(b)
    if here is None or there is None or here[1] == there[1]:
        return Findings()
    one, two = here[0], there[0]
    sides = (Span(one.start, one.end), one.text), (Span(two.start, two.end), two.text)
    return Findings((differing(DifferenceField.NEGATION, HARD, *sides),))


def _share_a_number(a: ParsedClaim, b: ParsedClaim) -> bool:
    """Whether the claims state the same share, sum or large count."""
    return any(
        one.dimension is two.dimension
        and one.stated == two.stated
        and _tells(one)
        and (one.dimension is not Dimension.PERCENT or (one.slot == "to") == (two.slot == "to"))
        for one in a.quantities
        for two in b.quantities
    )


def _tells(one: Quantity) -> bool:
    return one.dimension is not Dimension.COUNT or one.stated >= _HUNDRED


_HUNDRED = 100


def _direction(claim: ParsedClaim) -> tuple[Word, bool] | None:
    """The word that tells which way the only number or numbers of a claim went."""
    if any(word.inside and word.lower in NEGATIONS for word in claim.words):
        return None
    found: list[tuple[Word, bool]] = []
    for place, word in enumerate(claim.words):
        if not word.inside:
            continue
        side = _side(claim, place)
        if side is not None and not _turns_off(claim.words, place):
            if not any(_hang_together(claim, place, one) for one in claim.quantities):
                return None
            found.append((word, side))
    return found[0] if found and len({side for _, side in found}) == 1 else None


def _side(claim: ParsedClaim, place: int) -> bool | None:
    """Whether a word tells of a rise or of a fall; None when of neither."""
    words, word = claim.words, claim.words[place]
    if word.lower in ("up", "down"):
        verb = words[word.head]
        moved = word.dep != "prt" or verb.stem in _MOVING
        if (
            words[place + 1 : place + 2]
            and words[place + 1].lower == "to"
            and word.dep != "prt"
            and verb.stem not in _MOVING
        ):
            # "Up to 500" is a bound.
            return None
        near = any(w.tag == "CD" for w in (*words[max(0, place - 3) : place],
                                           *words[place + 1 : place + 4]))  # fmt: skip
        return word.lower == "up" if moved and near else None
    if word.lower in _UP or word.lower in _DOWN:
        # "More than 500" is no rise: what tells of one stands behind the number.
        before = words[max(0, place - _BEHIND) : place]
        behind = any(w.tag == "CD" for w in before)
        sign = word.lower in _SIGNS and before[-1:] and before[-1].lower in ("a", "of")
        return word.lower in _UP if behind or sign else None
    if not word.tag.startswith(("VB", "NN")) or word.stem in _OF_PACE:
        return None
    sides = {positive for topic, positive in sides_of_stems().get(word.stem, ())
             if topic == _TOPIC}  # fmt: skip
    return sides.pop() if len(sides) == 1 else None


def _turns_off(words: Sequence[Word], place: int) -> bool:
    """ "Cut off" is no fall: whether a particle makes a verb tell of something else."""
    particle = next((w for w in words if w.head == place and w.dep == "prt"), None)
    return particle is not None and particle.lower not in ("up", "down")


def _hang_together(claim: ParsedClaim, place: int, quantity: Quantity) -> bool:
    """Whether a number stands beside a word or hangs below it."""
    words = claim.words
    own = [p for p, w in enumerate(words) if w.end > quantity.span.start
           and w.start < quantity.span.end]  # fmt: skip
    if not own:
        return False
    if place < own[0] <= place + _BEHIND or own[-1] < place <= own[-1] + _BEHIND:
        return True
    at = own[0]
    for _ in range(_HIGHEST):
        if at == place or words[place].head == at:
            return True
        at = words[at].head
    return False
