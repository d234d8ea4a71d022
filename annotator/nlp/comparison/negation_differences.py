"""Comparing which side two linked claims take: negation and opposites."""

from __future__ import annotations

from annotator.domain.link import Difference, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.alignment import are_near, own_words
from annotator.nlp.comparison.findings import HARD, Findings, differing
from annotator.nlp.comparison.quantity_pairing import is_negated
from annotator.nlp.comparison.stance_differences import (
    are_kindred,
    stance_difference,
    tells_of_before,
)
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.moods import Mood, mood_of
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import NEGATIONS, Predicate
from annotator.nlp.values.word_groups import are_alike


def negation_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What negation and opposites of two linked claims say of each other."""
    if _tell_parts(a) and _tell_parts(b):
        return Findings()
    opposed = stance_difference(a, b)
    if opposed is not None:
        return Findings((opposed,))
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
    denied = _denied_whole(a, b)
    return Findings((denied,)) if denied else Findings()


_ALIKE = 0.6
"""From this likeness on, a claim and its denial are one sentence but for a word or two."""

_LEAST = 5


def _denied_whole(a: ParsedClaim, b: ParsedClaim) -> Difference | None:
    """ "It rests on stone" against "it does not lie on stone": one sentence, once denied."""
    # The cheapest first: most pairs begin with different words.
    if a.quantities or b.quantities or _first(a) != _first(b):
        return None
    one, two = _main(a), _main(b)
    if one is None or two is None or one[1] == two[1]:
        return None
    words_a, words_b = own_words(a), own_words(b)
    if min(len(words_a), len(words_b)) < _LEAST:
        return None
    stems_a, stems_b = [word.stem for word in words_a], [word.stem for word in words_b]
    if not are_near(stems_a, stems_b, _ALIKE) or stems_a[:2] != stems_b[:2]:
        return None
    if any(x.topic == y.topic and x.positive == y.positive for x in a.stances for y in b.stances
           if x.negated != y.negated):  # fmt: skip
        return None
    sides = [(Span(word.start, word.end), word.text) for word in (one[0], two[0])]
    return differing(DifferenceField.NEGATION, HARD, sides[0], sides[1])


def _main(claim: ParsedClaim) -> tuple[Word, bool] | None:
    """The main verb of a claim that denies at most that, and whether it does."""
    words = claim.words
    roots = [w for p, w in enumerate(words) if w.inside and w.head == p and w.tag[:2] == "VB"]
    if len(roots) != 1:
        return None
    place = words.index(roots[0])
    denied = any(w.dep == "neg" and w.head == place for w in words)
    others = sum(w.inside and w.lower in (NEGATIONS | _DENIALS) for w in words)
    return (roots[0], denied) if others == denied else None


def _first(claim: ParsedClaim) -> str:
    return next((w.stem for w in claim.words if w.inside and w.lower[:1].isalnum()), "")


def _tell_parts(claim: ParsedClaim) -> bool:
    """ "One of the four was not launched": its number tells what a negation means."""
    return any(one.of_whole or (one.counted and is_negated(claim, one))
               for one in claim.quantities)  # fmt: skip


def _shared(one: frozenset[str], two: frozenset[str]) -> bool:
    return any(are_alike(x, y) for x in one for y in two)


def _has_no(word: Predicate) -> bool:
    """ "No warning" right before a noun, not "none of the employees", "without the captain"."""
    if word.words.lower().startswith("without the "):
        return False
    return word.negation in ("no", "without") and len(word.words.split()) <= 3


_DENIALS = frozenset({"ruled", "rule", "rules", "ruling", "avoid", "avoided", "avoids", "exclude",
                      "excluded", "prevent", "prevented", "prevents", "stop", "stopped", "against",
                      "lack", "lacks", "lacked", "free", "absence", "denied", "denies", "deny",
                      "refused", "nobody", "zero", "accused", "alleged", "suspected"})  # fmt: skip
_ALL_DENIALS = NEGATIONS | _DENIALS
_EXCLUDING = frozenset({"rul", "exclud", "prevent", "avoid", "deny", "stop"})
"""Stems of verbs that may themselves be denied: "would not rule out"."""

_COMPARING = frozenset({"JJR", "RBR"})
_EVER = frozenset({"ever", "before", "since", "other", "yet"})


def _is_told(claim: ParsedClaim, predicate: Predicate) -> bool:
    """Whether a word is what is said ("was empty"), not what a thing is called by, nor "asking"."""
    word = next(word for word in claim.words if word.end == predicate.span.end)
    if word.tag.startswith("JJ"):
        return word.dep in _SAID
    return word.tag != "VBG" or word.dep not in ("pcomp", "csubj", "acl", "advcl")


def _is_wished(claim: ParsedClaim, predicate: Predicate) -> bool:
    """Whether what a predicate tells is only wanted, feared or possible."""
    index = next(i for i, word in enumerate(claim.words) if word.end == predicate.span.end)
    return mood_of(claim.words, index) is Mood.WISH


def _are_told_of(a: ParsedClaim, one: Predicate, b: ParsedClaim, two: Predicate) -> bool:
    """ "She is a trustee" against "she is not a trustee"."""
    return all(
        next(word for word in claim.words if word.end == predicate.span.end).dep == "attr"
        for claim, predicate in ((a, one), (b, two))
    )


_SAID = frozenset({"acomp", "attr", "oprd", "ROOT", "ccomp", "conj", "xcomp"})


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
    plain_noun = not one.tag.startswith(("VB", "JJ"))
    if (
        plain_noun
        and not _has_no(one if one.negation else two)
        and not _are_told_of(a, one, b, two)
    ):
        return False
    plain, denied = (b, a) if one.negation else (a, b)
    own, negated = (two, one) if one.negation else (one, two)
    # What is feared or possible may well be what somebody else says is not so.
    if own.tag.startswith("VB") and _is_wished(plain, own) and not _is_wished(denied, negated):
        return False
    denials = [word for word in plain.words if word.inside and word.lower in _ALL_DENIALS]
    if denials and not (
        len(denials) == 1
        and denials[0].stem in _EXCLUDING
        and denials[0].end == own.span.end
        and any(are_kindred(x, y) for x in one.about for y in two.about)
    ):
        return False
    if any(
        word.inside and (word.tag in _COMPARING or word.lower in _EVER) for word in denied.words
    ) and not tells_of_before(plain):
        return False
    affirmed = two if one.negation else one
    if not _is_told(plain, affirmed):
        return False
    return _shared(one.about, two.about) or one.tag.startswith("VB")
