"""What one claim puts aside for another thing, and the other claim tells as a fact."""

from __future__ import annotations

from annotator.domain.link import DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.stance_differences import shared_words
from annotator.nlp.values.moods import Mood, mood_of
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import NEGATIONS
from annotator.nlp.values.rejected import Rejected
from annotator.nlp.values.word_groups import are_alike


def rejected_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """ "A removed wall, not gas, brought it down" against "gas brought the house down"."""
    if bool(a.rejected) == bool(b.rejected):
        return Findings()
    firm, other = (a, b) if a.rejected else (b, a)
    if any(word.inside and word.lower in _DENYING for word in other.words):
        return Findings()
    own = {word.stem for word in other.words if word.inside}
    around = {word.stem for word in other.words}
    for one in firm.rejected:
        places = _told(other, one)
        if not places or any(are_alike(x, y) for x in one.instead for y in around):
            continue
        if not all(any(are_alike(x, y) for y in own) for x in one.stems):
            continue
        shared = shared_words(a, b, one.stems)
        if not shared:
            continue
        word = other.words[places[0]]
        last = other.words[places[-1]] if places[-1] - places[0] < _FAR else word
        level = SOFT if mood_of(other.words, places[0]) is Mood.WISH else HARD
        aside = one.span, one.words
        there = (
            Span(word.start, last.end),
            " ".join(w.text for w in other.words if word.start <= w.start <= last.start),
        )
        sides = (aside, there) if firm is a else (there, aside)
        return Findings((differing(DifferenceField.OTHER, level, *sides),))
    return Findings()


_FAR = 5
_DENYING = NEGATIONS | {
    "denied",
    "denies",
    "deny",
    "ruled",
    "instead",
    "rather",
    "rejected",
    "against",
}


def _told(claim: ParsedClaim, one: Rejected) -> list[int]:
    """Where a claim names what the other puts aside."""
    return [
        place
        for place, word in enumerate(claim.words)
        if word.inside and any(are_alike(word.stem, stem) for stem in one.stems)
    ]
