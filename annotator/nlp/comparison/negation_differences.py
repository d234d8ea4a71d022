"""Comparing which side two linked claims take: negation and opposites."""

from __future__ import annotations

from annotator.domain.link import DifferenceField
from annotator.nlp.comparison.findings import HARD, Findings, differing
from annotator.nlp.comparison.quantity_pairing import is_negated
from annotator.nlp.comparison.stance_differences import (
    are_kindred,
    are_of_other_times,
    stance_difference,
    tells_of_before,
)
from annotator.nlp.values.denials import without_belief
from annotator.nlp.values.moods import Mood, mood_of
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.parties import is_still_to_be, tells_apart, under
from annotator.nlp.values.polarity import COMPARING, EVER, NEGATIONS, Predicate
from annotator.nlp.values.quantity import Dimension
from annotator.nlp.values.word_groups import are_alike


def negation_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What negation and opposites of two linked claims say of each other."""
    if (_tell_parts(a) and _tell_parts(b)) or _split_one_whole(a, b):
        return Findings()
    opposed = stance_difference(a, b)
    if opposed is not None:
        return Findings((opposed,))
    if are_of_other_times(a, b):
        return Findings()
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


def _split_one_whole(a: ParsedClaim, b: ParsedClaim) -> bool:
    """ "Of 1,900 trains 560 ran", "of the 1,900 trains 1,340 did not run"."""
    left, right = (
        {one.stated for one in claim.quantities if one.dimension is Dimension.COUNT}
        for claim in (a, b)
    )
    return bool(left & right and left - right and right - left)


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
                      "refused", "nobody", "zero", "accused", "alleged", "suspected",
                      "excluding", "excludes", "except", "minus", "barring", "omits", "omitting",
                      "omitted"})  # fmt: skip
ALL_DENIALS = NEGATIONS | _DENIALS
"""Words that may deny what a claim tells."""

_EXCLUDING = frozenset({"rul", "exclud", "prevent", "avoid", "deny", "stop"})
"""Stems of verbs that may themselves be denied: "would not rule out"."""


def _is_told(claim: ParsedClaim, predicate: Predicate) -> bool:
    """Whether a word is what is said ("was empty"), not what a thing is called by, nor "asking"."""
    word = claim.words[_place(claim, predicate)]
    if word.tag.startswith("JJ"):
        return word.dep in _SAID
    if word.tag == "VBN" and word.dep == "amod":
        # "A stolen password" tells of a password.
        return False
    return word.tag != "VBG" or word.dep not in ("pcomp", "csubj", "acl", "advcl")


def _is_wished(claim: ParsedClaim, predicate: Predicate) -> bool:
    """Whether what a predicate tells is only wanted, feared or possible."""
    return _mood(claim, predicate) is Mood.WISH


def _mood(claim: ParsedClaim, predicate: Predicate) -> Mood:
    return mood_of(claim.words, _place(claim, predicate))


def _place(claim: ParsedClaim, predicate: Predicate) -> int:
    """Where the last word of a predicate stands among the words of its claim."""
    return next(i for i, word in enumerate(claim.words) if word.end == predicate.span.end)


def _are_told_of(a: ParsedClaim, one: Predicate, b: ParsedClaim, two: Predicate) -> bool:
    """ "She is a trustee" against "she is not a trustee"."""
    return all(
        claim.words[_place(claim, predicate)].dep == "attr"
        for claim, predicate in ((a, one), (b, two))
    )


_TILL = frozenset({"until", "till"})


def _are_of_others(a: ParsedClaim, one: Predicate, b: ParsedClaim, two: Predicate) -> bool:
    """ "Captain Moen left the ship", "Captain Ruud did not leave the ship"."""
    left, right = _named(a, one), _named(b, two)
    if left - right and right - left:
        return True
    if not (one.tag.startswith("VB") and two.tag.startswith("VB")):
        return False
    here, there = _subject(a, one), _subject(b, two)
    if {a.words[p].dep for p in here} != {b.words[p].dep for p in there}:
        # "Were not handed out", "the pharmacy handed them out".
        return False
    own, other = tells_apart(a.words, here), tells_apart(b.words, there)
    return bool(own and other and not own & other)


def _subject(claim: ParsedClaim, predicate: Predicate) -> list[int]:
    """The places of the subject of a verb."""
    return under(claim.words, _place(claim, predicate), _SUBJECT)


def _named(claim: ParsedClaim, predicate: Predicate) -> frozenset[str]:
    """The names in the subject of a verb, folded."""
    words = claim.words
    subject = set(_subject(claim, predicate))
    return frozenset(
        word.lower
        for i, word in enumerate(words)
        if word.tag == "NNP" and (i in subject or (word.dep == "compound" and word.head in subject))
    )


_SUBJECT = ("nsubj", "nsubjpass")
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
    if any(word.inside and word.lower == "since" for word in denied.words):
        # "Not used since 1997" and "last used in 1997" say the same.
        return False
    at = _place(plain, own)
    if without_belief(plain.words, at) >= 0 or is_still_to_be(plain.words, at):
        return False
    if (_mood(plain, own), _mood(denied, negated)) == (Mood.FUTURE, Mood.PAST):
        return False
    # What is feared or possible may well be what somebody else says is not so.
    if own.tag.startswith("VB") and _is_wished(plain, own) and not _is_wished(denied, negated):
        return False
    denials = [word for word in plain.words if word.inside and word.lower in ALL_DENIALS]
    if denials and not (
        len(denials) == 1
        and denials[0].stem in _EXCLUDING
        and denials[0].end == own.span.end
        and any(are_kindred(x, y) for x in one.about for y in two.about)
    ):
        return False
    if any(
        word.inside and (word.tag in COMPARING or word.lower in EVER) for word in denied.words
    ) and not tells_of_before(plain):
        return False
    if not _is_told(plain, own) or _are_of_others(plain, own, denied, negated):
        return False
    if plain.moments and any(word.inside and word.lower in _TILL for word in denied.words):
        return False
    return _shared(one.about, two.about) or one.tag.startswith("VB")
