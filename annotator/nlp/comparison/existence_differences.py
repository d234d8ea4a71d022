"""What one claim says there was none of, and the other tells of."""

from __future__ import annotations

from itertools import pairwise

from annotator.domain.link import ConflictLevel, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.alignment import own_words
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.stance_differences import are_kindred, are_of_other_times
from annotator.nlp.values.absences import AGAIN, Absence
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.denials import undoing, without_belief
from annotator.nlp.values.moods import Mood, mood_of
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import COMPARING, NEGATIONS, negation_of
from annotator.nlp.values.word_groups import are_alike


def existence_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """ "There was no second blast" against "a second explosion shook the ground"."""
    if bool(a.absences) == bool(b.absences):
        return Findings()
    none, some = (a, b) if a.absences else (b, a)
    if some.moments and any(word.inside and word.lower in ("until", "till") for word in none.words):
        # "Nobody noticed until Monday."
        return Findings()
    if len(own_words(some)) > _LONGEST or are_of_other_times(a, b) or _denies(some):
        return Findings()
    if any(word.inside and word.tag in COMPARING for word in none.words):
        # "No accident has been deadlier" is no word against an accident.
        return Findings()
    for absence in none.absences:
        found = _told(some, absence)
        if found is None:
            continue
        level, word = found
        denied = absence.span, absence.words
        there = Span(word.start, word.end), word.text
        sides = (denied, there) if none is a else (there, denied)
        return Findings((differing(DifferenceField.NEGATION, level, *sides),))
    return Findings()


_LONGEST = 25
_DENYING = NEGATIONS | {"any", "false", "denied", "denies", "deny", "ruled", "only", "avoided",
                        "prevented", "if", "whether", "despite", "rumours", "rumors",
                        "except", "excluding", "excludes", "minus", "barring", "omitting",
                        "?"}  # fmt: skip


def _denies(claim: ParsedClaim) -> bool:
    words = claim.words
    return any(word.inside and word.lower in _DENYING for word in words) or any(
        word.inside
        and (
            (word.lower == "out" and behind.lower == "of")
            or (word.stem == "leav" and behind.lower == "out")
        )
        for word, behind in pairwise(words)
    )


def _told(claim: ParsedClaim, absence: Absence) -> tuple[ConflictLevel, Word] | None:
    """The word of a claim that tells of what is absent elsewhere, and how sure it is the same."""
    words = claim.words
    own = {word.stem for word in words if word.inside}
    if absence.again and not any(word.inside and word.lower in AGAIN for word in words):
        return None
    if not all(any(are_alike(x, y) for y in own) for x in absence.which):
        return None
    covered = sum(any(are_kindred(x, y) for y in own) for x in absence.rest)
    if covered < len(absence.rest) or (absence.is_deed and not covered):
        return None
    for place, word in enumerate(words):
        if not word.inside or not _is_it(word, absence):
            continue
        if (word.dep == "pobj" and undoing(words, place) >= 0) or without_belief(words, place) >= 0:
            continue
        if negation_of(words, place) >= 0 or mood_of(words, place) is Mood.WISH:
            continue
        sure = covered or absence.again or absence.which
        return (HARD if sure else SOFT), word
    return None


_PERSON = "person"


def _is_it(word: Word, absence: Absence) -> bool:
    if word.stem == absence.what:
        return word.tag[:2] == ("VB" if absence.is_deed else "NN")
    if absence.is_deed:
        return word.tag.startswith("VB") and are_alike(word.stem, absence.what)
    if not absence.rest and not absence.which and word.tag[:2] in ("NN", "VB"):
        # All that a claim says is that there was none of it.
        return are_kindred(word.stem, absence.what)
    if are_alike(absence.what, _PERSON):
        return False
    return word.tag.startswith("NN") and are_alike(word.stem, absence.what)
