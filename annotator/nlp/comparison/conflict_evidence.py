"""What speaks for and against a told conflict, in plain numbers that a model can learn from."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from annotator.domain.link import Difference, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.alignment import likeness, near_stems, own_words
from annotator.nlp.comparison.findings import HARD, Findings
from annotator.nlp.comparison.value_setting import accord, setting_of
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.moment import Moment
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Bound, Quantity
from annotator.nlp.values.word_groups import are_alike

_FARTHEST = 3.0
_CONTENT = ("NN", "VB", "JJ", "CD")


@dataclass(frozen=True, slots=True)
class ConflictEvidence:
    """What is known of a told conflict; all zero when none is told.

    "Accord" is 1 when two sides share a word or a synonym, -1 when they do not, 0 when one side
    has none. What is said of one value is said of the first difference, a hard one if there is any.

    Attributes:
        hard, soft: how many differences of either level.
        agreeing: how many values were compared and agree.
        lacking: how many values only one claim has.
        number, date, ordinal, name, role, place, negation, quote, attribution, other: 1 when a
            difference is of that field.
        counted: accord of what the two numbers count.
        verb, subject, object: accord of the verbs above the two values, their subjects, and
            what lies between value and verb.
        near: how many telling words around the two values have a partner, at most 4.
        named: accord of the names in the two claims.
        likeness: 0 to 1, how alike the words of the claims are, in order.
        covered: 0 to 1, the share of the shorter claim's telling words with a partner.
        hedged: 1 when a bound or "about" stands at one of the two numbers, 2 at both.
        apart: how far two numbers (natural logarithm of their ratio) or days (of their distance
            plus one, a third of it) lie apart, at most 3.
        slip: whether two numbers differ by a slip of their digits (`digits_slipped`).
        rivals: how many other values of that kind the two claims state.
        length: words of the shorter claim.
    """

    hard: float = 0.0
    soft: float = 0.0
    agreeing: float = 0.0
    lacking: float = 0.0
    number: float = 0.0
    date: float = 0.0
    ordinal: float = 0.0
    name: float = 0.0
    role: float = 0.0
    place: float = 0.0
    negation: float = 0.0
    quote: float = 0.0
    attribution: float = 0.0
    other: float = 0.0
    counted: float = 0.0
    verb: float = 0.0
    subject: float = 0.0
    object: float = 0.0
    near: float = 0.0
    named: float = 0.0
    likeness: float = 0.0
    covered: float = 0.0
    hedged: float = 0.0
    apart: float = 0.0
    slip: float = 0.0
    rivals: float = 0.0
    length: float = 0.0


EVIDENCE_NAMES = tuple(field.name for field in fields(ConflictEvidence))
"""The names of the numbers, in order."""

NO_EVIDENCE = ConflictEvidence()


def evidence_of(a: ParsedClaim, b: ParsedClaim, found: Findings) -> ConflictEvidence:
    """What speaks for and against the differences ``found`` in two claims."""
    if not found.differences:
        return NO_EVIDENCE
    first = found.differences[0]
    words_a, words_b = own_words(a), own_words(b)
    here, there = setting_of(a, first.a), setting_of(b, first.b)
    near_a, near_b = near_stems(a, first.a), near_stems(b, first.b)
    told = {difference.field for difference in found.differences}
    hard = sum(difference.level is HARD for difference in found.differences)
    return ConflictEvidence(
        hard=float(hard),
        soft=float(len(found.differences) - hard),
        agreeing=float(found.agreeing),
        lacking=float(found.lacking),
        **{field.value: float(field in told) for field in DifferenceField},
        verb=accord([here.verb] if here.verb else (), [there.verb] if there.verb else ()),
        subject=accord(here.subjects, there.subjects),
        object=accord(here.objects, there.objects),
        near=min(4.0, float(sum(any(are_alike(x, y) for y in near_b) for x in near_a))),
        named=accord(_names(words_a), _names(words_b)),
        likeness=likeness([word.stem for word in words_a], [word.stem for word in words_b]),
        covered=_covered(words_a, words_b),
        **_of_values(a, b, first),
        length=float(min(len(words_a), len(words_b))),
    )


def _of_values(a: ParsedClaim, b: ParsedClaim, first: Difference) -> dict[str, float]:
    """What is known of the two numbers, or the two times, of the first difference."""
    if first.field is DifferenceField.NUMBER:
        one, two = _quantity(a, first.a), _quantity(b, first.b)
        if one is None or two is None:
            return {}
        rivals = sum(q.dimension is one.dimension for q in (*a.quantities, *b.quantities)) - 2
        return {
            "counted": accord(one.counted, two.counted),
            "hedged": float((one.bound is not Bound.EXACT) + (two.bound is not Bound.EXACT)),
            "apart": _numbers_apart(one, two),
            "slip": digits_slipped(one.stated, two.stated),
            "rivals": float(max(0, rivals)),
        }
    if first.field is DifferenceField.DATE:
        here, there = _moment(a, first.a), _moment(b, first.b)
        rivals = len(a.moments) + len(b.moments) - 2
        apart = _days_apart(here, there) if here and there else 0.0
        return {"apart": apart, "rivals": float(max(0, rivals))}
    return {}


def _quantity(claim: ParsedClaim, span: Span) -> Quantity | None:
    return next((one for one in claim.quantities if one.span.overlaps(span)), None)


def _moment(claim: ParsedClaim, span: Span) -> Moment | None:
    return next((one for one in claim.moments if one.span.overlaps(span)), None)


def _numbers_apart(one: Quantity, two: Quantity) -> float:
    low, high = sorted((abs(one.stated), abs(two.stated)))
    if high == 0:
        return 0.0
    return min(_FARTHEST, math.log(high / low)) if low else _FARTHEST


def _days_apart(one: Moment, two: Moment) -> float:
    if one.first is None or two.first is None:
        return 0.0
    return min(_FARTHEST, math.log1p(abs((one.first - two.first).days)) / 3)


def _names(words: tuple[Word, ...]) -> frozenset[str]:
    return frozenset(word.stem for word in words if word.tag.startswith("NNP"))


def _covered(one: tuple[Word, ...], two: tuple[Word, ...]) -> float:
    left = {word.stem for word in one if word.tag.startswith(_CONTENT)}
    right = {word.stem for word in two if word.tag.startswith(_CONTENT)}
    short, long = sorted((left, right), key=len)
    if not short:
        return 0.0
    return sum(any(are_alike(x, y) for y in long) for x in short) / len(short)


def digits_slipped(one: float, two: float) -> float:
    """Whether two numbers differ as a slip of the pen makes them differ: 1, or 0 when not.

    One digit too many or too few, another digit, two swapped, or the same digits with the point
    elsewhere. Of two digits, where that often is by chance, it is 0.5; of one digit, 0.
    """
    left, right = (f"{abs(number):.6f}".replace(".", "") for number in (one, two))
    if left.strip("0") == right.strip("0"):
        return float(one != two and len(left.strip("0")) > 1)
    longest = max(len(left.strip("0")), len(right.strip("0")))
    if longest < 2 or not _is_slip(*sorted((left, right), key=len)):
        return 0.0
    return 0.5 if longest == 2 else 1.0


def _is_slip(short: str, long: str) -> bool:
    if len(short) < len(long):
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    unlike = [at for at in range(len(short)) if short[at] != long[at]]
    if len(unlike) != 2:
        return len(unlike) == 1
    one, other = unlike
    return other == one + 1 and (short[one], short[other]) == (long[other], long[one])
