"""A number against words that hint at one: "a shot" and "three shots", "slightly" and 7 percent."""

from __future__ import annotations

from annotator.domain.link import Difference, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.findings import SOFT, differing
from annotator.nlp.comparison.value_setting import accord, setting_of
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Bound, Dimension, Quantity
from annotator.nlp.values.stems import stem
from annotator.nlp.values.word_groups import are_alike

_SLIGHT = frozenset({"slightly", "marginally", "fractionally", "barely", "hardly", "minimally",
                     "imperceptibly"})  # fmt: skip
_SHARP = frozenset({"sharply", "dramatically", "steeply", "massively", "drastically",
                    "spectacularly"})  # fmt: skip
_MUCH, _LITTLE = 5.0, 1.0
"""Percent from which a change is more than slight, and up to which it is not sharp."""

_CHANGING = frozenset({"ris", "rise", "fall", "los", "lose", "gain", "drop", "slip", "climb",
                       "grow", "jump", "plung", "slump", "weaken", "strengthen", "declin",
                       "increas", "decreas", "shrink", "soar", "tumbl", "sink", "surg", "eas",
                       "add", "shed", "dip"})  # fmt: skip
_COUNTED = frozenset({"nsubj", "nsubjpass", "dobj"})
_NARROWING = frozenset({"amod", "compound", "nmod", "poss"})
_TYING = frozenset({"relcl", "acl", "appos"})
_TELLING = frozenset({Bound.EXACT, Bound.AT_LEAST, Bound.OVER, Bound.ABOUT})


def untold_differences(a: ParsedClaim, b: ParsedClaim) -> list[Difference]:
    """The differences between a number of one claim and a hint of the other; soft ones."""
    found = []
    for one, two, turned in ((a, b, False), (b, a, True)):
        sides = _single(one, two) or _change(one, two)
        if sides:
            hint, number = sides
            pair = (number, hint) if turned else (hint, number)
            found.append(differing(DifferenceField.NUMBER, SOFT, *pair))
    return found


_Sides = tuple[tuple[Span, str], tuple[Span, str]]


def _single(one: ParsedClaim, two: ParsedClaim) -> _Sides | None:
    """ "A shot was fired", "three shots were fired": one noun, and one thing done with it."""
    counts = [
        q
        for q in two.quantities
        if q.dimension is Dimension.COUNT and q.bound in _TELLING and q.stated >= 2
        and q.stated % 1 == 0 and not (q.added or q.known or q.of_whole)
    ]  # fmt: skip
    if not counts:
        return None
    for place, word in enumerate(one.words):
        if not word.inside or word.lower not in ("a", "an") or word.dep != "det":
            continue
        noun = one.words[word.head]
        if noun.tag != "NN" or noun.dep not in _COUNTED or word.head < place:
            continue
        describers = _describers(one.words, word.head)
        if describers is None:
            continue
        # "Shot" alone has the stem of "shoot".
        stems = {noun.stem, stem(noun.lower + "s")}
        for count in counts:
            if stems & count.counted and count.counted - stems == describers:
                span = Span(word.start, noun.end)
                here = setting_of(one, span)
                there = setting_of(two, count.figure)
                if here.verb and there.verb and are_alike(here.verb, there.verb):
                    shown = f"{word.text} {noun.text}"
                    return (span, shown), (count.span, count.words)
    return None


def _describers(words: tuple[Word, ...], noun: int) -> frozenset[str] | None:
    """What narrows a noun; None when more stands with it than two claims would share."""
    if any(word.head == noun and word.dep in _TYING for word in words):
        return None
    return frozenset(word.stem for word in words if word.head == noun and word.dep in _NARROWING)


def _change(one: ParsedClaim, two: ParsedClaim) -> _Sides | None:
    """ "The crown slipped slightly", "the crown fell 7 percent"."""
    hints = [word for word in one.words if word.inside and word.lower in _SLIGHT | _SHARP]
    if len(hints) != 1 or any(q.dimension is Dimension.PERCENT for q in one.quantities):
        return None
    changes = [q for q in two.quantities if _is_change(two, q)]
    if len(changes) != 1:
        return None
    hint, change = hints[0], changes[0]
    slight = hint.lower in _SLIGHT
    if not (change.stated >= _MUCH if slight else change.stated <= _LITTLE):
        return None
    span = Span(hint.start, hint.end)
    here, there = setting_of(one, span), setting_of(two, change.figure)
    if accord(here.subjects, there.subjects) <= 0:
        return None
    return (span, hint.text), (change.span, change.words)


def _is_change(claim: ParsedClaim, quantity: Quantity) -> bool:
    """Whether a percentage is what something changed by, not where it stands."""
    if quantity.dimension is not Dimension.PERCENT or quantity.slot in ("to", "at", "from"):
        return False
    return setting_of(claim, quantity.figure).verb in _CHANGING or quantity.slot == "by"
