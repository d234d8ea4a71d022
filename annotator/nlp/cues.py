"""Cues: the reasons for a score, in words a fact-checker can hold against the text.

A cue is made of what the scorer added or took, never of anything else.
"""

from __future__ import annotations

from dataclasses import replace

from annotator.nlp.check_worthiness import Score
from annotator.nlp.claim_features import ClaimFeatures
from annotator.nlp.evidence import evidence_of, flat
from annotator.nlp.signs import VALUES, Sign

CUES = 3
"""How many reasons are given at most."""

_FEWEST = 2

HIGH, LOW = 0.5, 0.2
"""From here a score is explained by what raised it first, below by what lowered it first."""

_LEAST_WEIGHT, _FAINT_WEIGHT = 0.1, 0.03
"""Log-odds below which a contribution is no reason worth reading; the second holds where there
would be one reason only."""

_SAID = "says who said it"
_VAGUE_SUBJECTS = frozenset({"it", "this", "that", "these", "those", "they", "some", "many"})

_FOR: dict[Sign, str] = {
    Sign.FIGURE: "states a figure",
    Sign.SMALL_NUMBER: "gives a number",
    Sign.VAGUE_AMOUNT: "gives an amount",
    Sign.DATE: "gives a date",
    Sign.FIRST_OF_KIND: "first of its kind",
    Sign.COMPARISON: "compares",
    Sign.CHANGE: "says how it changed",
    Sign.PAST: "says what happened",
    Sign.PERFECT: "says what happened",
    Sign.HAPPENING: "reports an event",
    Sign.CAUSE: "gives a cause",
    Sign.LAW: "speaks of law",
    Sign.PREDICTION: "looks ahead",
    Sign.SPEAKER: _SAID,
    Sign.NAME: "names",
}
"""What raises a score, in words; its evidence follows."""

_AGAINST: dict[Sign, str] = {
    Sign.FIRST_PERSON: "personal experience",
    Sign.OPINION: "judges",
    Sign.SPECULATION: "does not commit to it",
    Sign.PREDICTION: "looks ahead",
    Sign.VAGUE: "speaks in general terms",
    Sign.VAGUE_AMOUNT: "gives only a vague amount",
    Sign.SMALL_NUMBER: "gives only a small number",
    Sign.NAME: "tells little but names",
    Sign.HAPPENING: "event that is seldom checked",
    Sign.PAST: "event that is seldom checked",
    Sign.PERFECT: "event that is seldom checked",
    Sign.FIGURE: "figure that is seldom checked",
    Sign.DATE: "gives little but a date",
    Sign.SPEAKER: "tells what somebody said",
    Sign.SECOND_PERSON: "speaks to the reader",
}
"""What lowers a score, in words; its evidence follows."""

_PLAIN_FOR: dict[Sign, str] = {Sign.QUOTATION: "quotes somebody"}
_PLAIN_AGAINST: dict[Sign, str] = {
    Sign.QUESTION: "asks a question",
    Sign.IMPERATIVE: "tells the reader what to do",
    Sign.HEADING: "is a heading",
    Sign.FURNITURE: "is a byline, caption, notice or repeated title",
    Sign.NO_VERB: "has no verb, so states nothing",
    Sign.QUOTATION: "quotes somebody",
    Sign.SHORT: "is very short",
}


def cues_of(features: ClaimFeatures, score: Score) -> tuple[str, ...]:
    """The weightiest contributions that can be put into words, at most `CUES`.

    A high score is explained by what raised it, a low one by what lowered it first. Who says it
    is told last when those words are not in the unit.
    """
    unit, speaker = features.unit, features.speaker
    cues = _reasons(features, score)
    if len(cues) < _FEWEST:
        cues = _reasons(features, score, _FAINT_WEIGHT) or _faintest(features, score)
    outside = speaker[0] < speaker[1] and not unit.first <= speaker[0] < unit.end
    room = len(cues) < CUES and any(
        sign is Sign.SPEAKER and weight > 0 for sign, weight in score.contributions
    )
    if (outside or room) and not any(cue.startswith(_SAID) for cue in cues):
        cues = [*cues[: CUES - 1], f"{_SAID}: {evidence_of(features, Sign.SPEAKER)}"]
    words = features.table.words(unit.first, unit.end)
    if not cues and not features.signs & VALUES and not any(map(str.isdigit, words)):
        return ("gives no figure and no date",)
    return tuple(cues)


def _faintest(features: ClaimFeatures, score: Score) -> list[str]:
    """Reasons where next to nothing weighed: only such as go the way of the score."""
    raises = score.value >= LOW
    weights = tuple(item for item in score.contributions if (item[1] > 0) is raises)
    return _reasons(features, replace(score, contributions=weights), 0.0)


def _reasons(features: ClaimFeatures, score: Score, least: float = _LEAST_WEIGHT) -> list[str]:
    contributions = score.contributions
    if score.value >= HIGH:
        contributions = tuple(item for item in contributions if item[1] > 0) or contributions
    elif score.value < LOW:
        contributions = tuple(sorted(contributions, key=lambda item: item[1] > 0))
    cues: list[str] = []
    shown: list[str] = []
    for sign, weight in contributions:
        # What words without any sign weighed (`Sign.WORDING`) names nothing that could be checked.
        if abs(weight) < least or not features.has(sign):
            continue
        words, evidence = _cue(features, sign, weight)
        if not words or any(evidence and evidence in other for other in shown):
            continue
        cues.append(f"{words}: {evidence}" if evidence else words)
        shown.append(evidence)
        if len(cues) == CUES:
            break
    return cues


def _cue(features: ClaimFeatures, sign: Sign, weight: float) -> tuple[str, str]:
    """A reason in words and its evidence in the text, "" for a reason that needs none."""
    raises = weight > 0
    plain = (_PLAIN_FOR if raises else _PLAIN_AGAINST).get(sign, "")
    if plain:
        return plain, ""
    if sign is Sign.PRONOUN_SUBJECT and not raises:
        subject = flat(features.table.words(features.subject, features.subject + 1))
        return "does not say who" if subject.lower() in _VAGUE_SUBJECTS else "", subject
    words = (_FOR if raises else _AGAINST).get(sign, "")
    if sign is Sign.FIRST_PERSON and features.has(Sign.OPINION):
        words = words and "opinion"
    evidence = evidence_of(features, sign) if words else ""
    return words if evidence else "", evidence
