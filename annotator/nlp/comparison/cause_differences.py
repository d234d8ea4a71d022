"""Two causes or reasons of one thing."""

from __future__ import annotations

from annotator.domain.link import DifferenceField
from annotator.nlp.comparison.findings import SOFT, Findings, differing
from annotator.nlp.comparison.stance_differences import are_kindred, shared_words
from annotator.nlp.values.causes import Cause
from annotator.nlp.values.parsed_claim import ParsedClaim


def cause_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """ "Cancelled because of a cold" against "cancelled after a quarrel": a tension."""
    for one in a.causes:
        for two in b.causes:
            if not (one.firm or two.firm) or _is_known(a, two) or _is_known(b, one):
                continue
            if not _are_of_one_effect(a, b, one, two):
                continue
            sides = (one.span, one.words), (two.span, two.words)
            return Findings((differing(DifferenceField.OTHER, SOFT, *sides),))
    return Findings()


def _is_known(claim: ParsedClaim, cause: Cause) -> bool:
    """Whether a claim or its sentence has a word of the other's cause."""
    own = {word.stem for word in claim.words}
    return any(are_kindred(stem, other) for stem in cause.stems for other in own if len(other) > 2)


def _are_of_one_effect(a: ParsedClaim, b: ParsedClaim, one: Cause, two: Cause) -> bool:
    """Whether the causes are of one thing, as far as the claims tell what came of them."""
    both = bool(one.effect and two.effect)
    if both and are_kindred(one.effect, two.effect):
        return True
    if not (one.firm and two.firm):
        return False
    shared = shared_words(a, b, one.stems | two.stems)
    return shared >= (2 if both else 1)
