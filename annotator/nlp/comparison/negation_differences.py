"""Comparing which side two linked claims take: negation and opposites."""

from __future__ import annotations

from annotator.domain.link import DifferenceField
from annotator.nlp.comparison.findings import HARD, Findings, differing
from annotator.nlp.comparison.quantity_pairing import is_negated
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import NEGATIONS, Predicate, Stance
from annotator.nlp.values.word_groups import are_alike

_LOOSE_TOPICS = frozenset({"side", "pole", "hand"})
_PAIRED = frozenset({"up", "most", "early", "support", "truth", "start", "entry", "win", "buyer",
                     "payer", "size", "age", "reviews", "contents", "public", "within", "launch",
                     "open", "work", "allow", "life", "presence",
                     "staying", "schedule", "order", "intact", "operation", "payment",
                     "compliance", "balance", "attendance", "whereabouts"})  # fmt: skip
"""Opposites that say little without what they are said of: that must be shared."""


def negation_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What negation and opposites of two linked claims say of each other."""
    if _tell_parts(a) and _tell_parts(b):
        return Findings()
    for one in a.stances:
        for two in b.stances:
            if one.topic != two.topic or one.topic in _LOOSE_TOPICS:
                continue
            if one.positive == two.positive or _both(a.stances, one) or _both(b.stances, two):
                continue
            universal = _is_universal(one) or _is_universal(two)
            if one.topic in _PAIRED and not universal and not _shared(one.about, two.about):
                continue
            return Findings(
                (
                    differing(
                        DifferenceField.NEGATION, HARD, (one.span, one.words),
                        (two.span, two.words),
                    ),
                )
            )  # fmt: skip
    for one_word in a.predicates:
        for two_word in b.predicates:
            if _are_opposed(one_word, two_word, a, b):
                return Findings(
                    (
                        differing(
                            DifferenceField.NEGATION, HARD, (one_word.span, one_word.words),
                            (two_word.span, two_word.words),
                        ),
                    )
                )  # fmt: skip
    return Findings()


def _tell_parts(claim: ParsedClaim) -> bool:
    """ "One of the four was not launched": its number tells what a negation means."""
    return any(one.of_whole or (one.counted and is_negated(claim, one))
               for one in claim.quantities)  # fmt: skip


def _both(stances: tuple[Stance, ...], one: Stance) -> bool:
    """Whether a claim takes both sides of a topic ("resigned after he was dismissed")."""
    return any(other.topic == one.topic and other.positive != one.positive for other in stances)


def _is_universal(one: Stance) -> bool:
    """ "No one was killed": whoever the other claim is about is among them."""
    return one.negated and one.topic == "life" and one.words.lower().startswith(_NONE)


_NONE = ("no ", "nobody", "none", "not one", "not a single")


def _shared(one: frozenset[str], two: frozenset[str]) -> bool:
    return any(are_alike(x, y) for x in one for y in two)


def _has_no(word: Predicate) -> bool:
    """ "No warning" right before a noun, not "none of the employees"."""
    return word.negation in ("no", "without") and len(word.words.split()) <= 3


_DENIALS = frozenset({"ruled", "rule", "rules", "ruling", "avoid", "avoided", "avoids", "exclude",
                      "excluded", "prevent", "prevented", "prevents", "stop", "stopped", "against",
                      "lack", "lacks", "lacked", "free", "absence", "denied", "denies", "deny",
                      "refused", "nobody", "zero"})  # fmt: skip
_COMPARING = frozenset({"JJR", "RBR"})
_EVER = frozenset({"ever", "before", "since", "other", "yet"})


def _is_told(claim: ParsedClaim, predicate: Predicate) -> bool:
    """Whether a word is what is said ("was empty"), not what a thing is called by, nor "asking"."""
    word = next(word for word in claim.words if word.end == predicate.span.end)
    if word.tag.startswith("JJ"):
        return word.dep in _SAID
    return word.tag != "VBG" or word.dep not in ("pcomp", "csubj", "acl", "advcl")


_SAID = frozenset({"acomp", "oprd", "ROOT", "ccomp", "conj", "xcomp"})


def _are_opposed(one: Predicate, two: Predicate, a: ParsedClaim, b: ParsedClaim) -> bool:
    if bool(one.negation) == bool(two.negation) or one.stem != two.stem:
        return False
    if len(one.stem) < 3:
        return False
    # The same word may stand in the other claim with and without a negation.
    for claim, word in ((a, one), (b, two)):
        if any(p.stem == word.stem and bool(p.negation) != bool(word.negation)
               for p in claim.predicates):  # fmt: skip
            return False
    if one.tag.startswith("VB") != two.tag.startswith("VB") or "NNP" in (one.tag, two.tag):
        return False
    if not one.tag.startswith(("VB", "JJ")) and not _has_no(one if one.negation else two):
        return False
    plain, denied = (b, a) if one.negation else (a, b)
    if any(word.inside and word.lower in (NEGATIONS | _DENIALS) for word in plain.words):
        return False
    if any(
        word.inside and (word.tag in _COMPARING or word.lower in _EVER) for word in denied.words
    ):
        return False
    affirmed = two if one.negation else one
    if not _is_told(plain, affirmed):
        return False
    return _shared(one.about, two.about) or one.tag.startswith("VB")
