"""Things that one claim counts and the other says there were none of."""

from __future__ import annotations

from annotator.domain.link import DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.alignment import tied_stems
from annotator.nlp.comparison.findings import HARD, Findings, differing
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.quantity import Dimension, Quantity
from annotator.nlp.values.word_groups import are_alike

_LIGHT = frozenset({"reason", "need", "doubt", "way", "time", "plan", "question", "comment", "sign",
                    "indication", "evidence", "idea", "choice", "one", "longer", "matter", "point",
                    "report", "information", "detail", "chance", "problem"})  # fmt: skip
_PERSON = "person"


def absence_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """ "There were no children among the dead" against "eleven of them children"."""
    there, back = _against(a, b), _against(b, a)
    if there is not None:
        one, two = there
    elif back is not None:
        two, one = back
    else:
        return Findings()
    return Findings((differing(DifferenceField.NUMBER, HARD, one, two),))


def _against(
    none: ParsedClaim, some: ParsedClaim
) -> tuple[tuple[Span, str], tuple[Span, str]] | None:
    """The words for none, and the number against them."""
    if any(word.inside and word.lower in ("no", "none", "without") for word in some.words):
        return None
    for start, noun in _absent(none):
        for quantity in some.quantities:
            if _counts(some, quantity, noun):
                inside = (w.text for w in none.words if start.start <= w.start <= noun.start)
                left = Span(start.start, noun.end), " ".join(inside)
                return left, (quantity.span, quantity.words)
    return None


def _absent(claim: ParsedClaim) -> list[tuple[Word, Word]]:
    """Each "no" or "not one" with its noun."""
    found = []
    for place, word in enumerate(claim.words):
        if not word.inside:
            continue
        if word.lower == "no":
            noun = claim.words[word.head]
        elif word.lower == "not":
            behind = [one.lower for one in claim.words[place + 1 : place + 3]]
            if behind[:1] == ["one"]:
                noun = claim.words[claim.words[place + 1].head]
            elif behind == ["a", "single"]:
                noun = claim.words[claim.words[place + 2].head]
            else:
                continue
        else:
            continue
        plain = noun.tag in ("NN", "NNS") and noun.start > word.end and noun.inside
        if plain and noun.stem not in _LIGHT:
            found.append((word, noun))
    return found


def _counts(claim: ParsedClaim, quantity: Quantity, noun: Word) -> bool:
    if quantity.dimension is not Dimension.COUNT or quantity.high < 1 or quantity.known:
        return False
    counted = quantity.counted | tied_stems(claim, quantity.span)
    if are_alike(noun.stem, _PERSON):
        return noun.stem in counted
    return any(are_alike(noun.stem, stem) for stem in counted)
