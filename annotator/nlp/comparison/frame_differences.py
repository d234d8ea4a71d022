"""Comparing two claims that say the same but for a word that denies or an opposite."""

from __future__ import annotations

from annotator.domain.link import DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.frame_matching import Match, match_of
from annotator.nlp.comparison.negation_differences import ALL_DENIALS
from annotator.nlp.comparison.small_word_differences import small_word_findings
from annotator.nlp.comparison.stance_differences import are_of_other_times, tells_of_before
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.frames import Denial
from annotator.nlp.values.moods import Mood, mood_of
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.parties import is_still_to_be
from annotator.nlp.values.polarity import COMPARING, EVER

_LEAST = 0.65
"""Share of telling words from which on two claims say the same but for what differs."""

_ALIKE = 0.72

_SURE = 0.85
_FEWEST = 2


def frame_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """ "She was denied membership" against "she became a member"."""
    match = match_of(a, b, _LEAST)
    if match is None or len(match.pairs) < _FEWEST:
        return Findings()
    odd = len(a.frame.denials) + len(b.frame.denials) + len(match.opposed)
    if odd > 1 or are_of_other_times(a, b) or _are_of_others(a, b, match):
        return Findings()
    if not odd:
        return small_word_findings(a, b, match) if len(match.pairs) > _FEWEST else Findings()
    if match.share < _ALIKE or _may_deny_too(a, b):
        return Findings()
    if match.opposed:
        i, j = match.opposed[0]
        if not _stand_alike(a, b, match, i, j):
            return Findings()
        sides = _side(a.words, i, i), _side(b.words, j, j)
        return Findings((differing(DifferenceField.NEGATION, HARD, *sides),))
    denied, plain = (a, b) if a.frame.denials else (b, a)
    denial = denied.frame.denials[0]
    partner = _partner(denied is a, match, denial)
    taken = frozenset(pair[1 if denied is a else 0] for pair in match.pairs)
    if not _tells_otherwise(plain, denial, taken):
        return Findings()
    if not _may_deny(denied, plain, denial, partner, match):
        return Findings()
    here = _side(denied.words, min(denial.first, denial.scope), max(denial.last, denial.scope))
    place = partner if partner >= 0 else _told_at(plain, denied is a, match)
    there = _side(plain.words, place, place)
    sides = (here, there) if denied is a else (there, here)
    level = SOFT if denial.is_seldom else HARD
    return Findings((differing(DifferenceField.NEGATION, level, *sides),))


def _side(words: tuple[Word, ...], first: int, last: int) -> tuple[Span, str]:
    span = Span(words[first].start, words[last].end)
    return span, " ".join(word.text for word in words[first : last + 1])


def _partner(first: bool, match: Match, denial: Denial) -> int:
    """The place in the other claim of the word that is denied, or -1."""
    for i, j in match.pairs:
        if (i if first else j) == denial.scope:
            return j if first else i
    return -1


def _told_at(plain: ParsedClaim, first: bool, match: Match) -> int:
    """The word of a claim that stands where the other denies: its verb, or what is left over."""
    over = match.right if first else match.left
    verbs = [p for p in over if plain.words[p].tag[:2] == "VB"]
    if verbs or over:
        return (verbs or list(over))[0]
    return next((p for p, w in enumerate(plain.words) if w.inside and w.head == p),
                plain.frame.slots[0])  # fmt: skip


def _may_deny(
    denied: ParsedClaim, plain: ParsedClaim, denial: Denial, partner: int, match: Match
) -> bool:
    known = {word.lower for word in plain.words}
    if any(
        word.inside and word.lower not in known and (word.lower == "since" or word.tag in COMPARING)
        for word in denied.words
    ):
        # "Not used since 1998", "none was deadlier".
        return False
    if any(word.inside and word.lower == "since" for word in denied.words) and any(
        word.inside and word.lower in ("last", "since") for word in plain.words
    ):
        return False
    if partner >= 0 and is_still_to_be(plain.words, partner):
        return False
    if not tells_of_before(plain) and any(
        word.inside
        and word.lower not in known
        and (word.tag in COMPARING or word.lower in _EVER)
        and not (denial.is_seldom and word.lower == "ever")
        for word in denied.words
    ):
        return False
    wished = [
        mood_of(claim.words, place) is Mood.WISH
        for claim, place in ((denied, denial.scope), (plain, partner))
        if place >= 0
    ]
    # "Can" is denied by "unable" as by "cannot".
    if len(set(wished)) > 1 and denied.words[denial.first].stem not in _UNABLE:
        return False
    if denial.is_loose and len(match.pairs) <= _MANY:
        return False
    if partner >= 0 or match.share >= _SURE or _rest_alike(denied, plain, denial, match):
        return True
    return match.share >= _NEARLY and (denial.scope == denial.first or len(match.pairs) > _MANY)


def _rest_alike(denied: ParsedClaim, plain: ParsedClaim, denial: Denial, match: Match) -> bool:
    """ "Stands on rock", "does not lie on rock": all but two verbs that have no object."""
    if len(match.left) != 1 or len(match.right) != 1 or len(match.pairs) < _MANY:
        return False
    other = match.right[0] if denial.scope == match.left[0] else match.left[0]
    return denial.scope in (*match.left, *match.right) and all(
        claim.words[place].tag[:2] == "VB"
        and not any(word.head == place and word.dep == "dobj" for word in claim.words)
        for claim, place in ((denied, denial.scope), (plain, other))
    )


def _may_deny_too(a: ParsedClaim, b: ParsedClaim) -> bool:
    """Whether a claim has a word that may deny, besides what its frame tells, and alone."""
    known = [{word.lower for word in claim.words if word.inside} for claim in (a, b)]
    for claim, other in ((a, known[1]), (b, known[0])):
        told = {place for one in claim.frame.denials for place in range(one.first, one.last + 1)}
        if any(
            word.inside and place not in told and word.lower in ALL_DENIALS - other
            for place, word in enumerate(claim.words)
        ):
            return True
    return False


def _tells_otherwise(plain: ParsedClaim, denial: Denial, taken: frozenset[int]) -> bool:
    """Whether a claim has a verb, in place of a verb that denies by itself one of its own."""
    return any(
        word.inside
        and word.tag[:2] in ("VB", "MD")
        and not (denial.scope == denial.first and place in taken)
        for place, word in enumerate(plain.words)
    )


_NEARLY, _MANY = 0.78, 3
_UNABLE = frozenset({"unable", "unabl", "incapable", "incapabl", "impossible", "impossibl"})
_EVER = EVER | {"until", "till", "unless"}
_SUBJECT = ("nsubj", "nsubjpass")


def _are_of_others(a: ParsedClaim, b: ParsedClaim, match: Match) -> bool:
    """Whether both claims name another person, thing or number that the other does not."""
    left = [a.words[i] for i in match.left]
    right = [b.words[j] for j in match.right]
    for one, two in ((left, right), (right, left)):
        names = any(word.tag[:3] == "NNP" or word.tag == "CD" for word in one)
        if names and any(word.tag[:2] in ("NN", "CD") for word in two):
            return True
    return any(w.dep in _SUBJECT for w in left) and any(w.dep in _SUBJECT for w in right)


def _stand_alike(a: ParsedClaim, b: ParsedClaim, match: Match, i: int, j: int) -> bool:
    """Whether two words stand in the same place: beside or under words that are partners."""
    pairs = set(match.pairs)
    one, two = _subject(a, i), _subject(b, j)
    if min(one, two) >= 0 and any((x == one) != (y == two) for x, y in pairs):
        # "It is sold to Arden", "Arden buys it".
        return False
    if (a.words[i].head, b.words[j].head) in pairs or (
        a.words[i].head == i and b.words[j].head == j
    ):
        return True
    for step in (-1, 1):
        x, y = _beside(a.frame.slots, i, step), _beside(b.frame.slots, j, step)
        if (x, y) in pairs:
            return True
    return any(a.words[x].head == i and b.words[y].head == j for x, y in pairs)


def _subject(claim: ParsedClaim, place: int) -> int:
    """The place of the subject of a verb, or -1."""
    return next((p for p, word in enumerate(claim.words)
                 if word.head == place and word.dep in _SUBJECT), -1)  # fmt: skip


def _beside(slots: tuple[int, ...], place: int, step: int) -> int:
    at = slots.index(place) + step
    return slots[at] if 0 <= at < len(slots) else -2
