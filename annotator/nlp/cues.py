"""Cues: the reasons for a score, in words a fact-checker can hold against the text."""

from __future__ import annotations

from annotator.nlp.check_worthiness import Score
from annotator.nlp.claim_features import ClaimFeatures, entity_range
from annotator.nlp.signs import BIT, Sign

CUES = 3
"""How many reasons are given at most."""

_WORDS = 7
"""Tokens quoted in a cue at most."""

_PLAIN: dict[Sign, str] = {
    Sign.QUESTION: "asks a question",
    Sign.IMPERATIVE: "tells the reader what to do",
    Sign.HEADING: "is a heading",
    Sign.FURNITURE: "is a byline, caption, notice or repeated title",
    Sign.NO_VERB: "states nothing: no verb",
    Sign.FIRST_PERSON: "opinion in the first person",
    Sign.QUOTATION: "quotes somebody",
    Sign.MORE_VAGUE: "speaks in general terms",
}
_QUOTED: dict[Sign, str] = {
    Sign.FIGURE: "states a figure",
    Sign.VAGUE_AMOUNT: "gives an amount",
    Sign.DATE: "gives a date",
    Sign.FIRST_OF_KIND: "first of its kind",
    Sign.COMPARISON: "compares",
    Sign.HAPPENING: "reports an event",
    Sign.CAUSE: "gives a cause",
    Sign.LAW: "speaks of law",
    Sign.PREDICTION: "looks ahead",
    Sign.SPECULATION: "does not commit to it",
    Sign.OPINION: "judges",
    Sign.VAGUE: "speaks in general terms",
}
_IMPLIED = {Sign.MORE_VAGUE: Sign.VAGUE}


def cues_of(features: ClaimFeatures, score: Score) -> tuple[str, ...]:
    """The weightiest contributions that can be put into words, at most `CUES`.

    A high score is explained by what raised it, a low one by what lowered it first.
    """
    raised = score.value >= 0.5
    ordered = sorted(score.contributions, key=lambda item: (item[1] > 0) != raised)
    cues: list[str] = []
    for sign, weight in ordered:
        if raised and weight < 0 and cues:
            break
        cue = _cue(features, sign)
        if cue and cue not in cues:
            cues.append(cue)
        if len(cues) == CUES:
            break
    return tuple(cues)


def _cue(features: ClaimFeatures, sign: Sign) -> str:
    table = features.table
    if sign in _PLAIN:
        return _PLAIN[sign]
    if sign is Sign.SPEAKER:
        return f"says who said it: {_flat(table.words(*features.speaker))}"
    if sign is Sign.NAME:
        return _names(features)
    if sign in _QUOTED:
        bit = BIT[sign]
        for index in features.hits:
            if table.signs[index] & bit:
                return f"{_QUOTED[sign]}: {_evidence(features, sign, index)}"
    return ""


def _evidence(features: ClaimFeatures, sign: Sign, index: int) -> str:
    table, unit = features.table, features.unit
    start, stop = index, index + 1
    if sign in (Sign.FIGURE, Sign.DATE) and table.ent_types[index]:
        start, stop = entity_range(table, index, unit.first, unit.end)
    if sign in (Sign.FIGURE, Sign.VAGUE_AMOUNT, Sign.FIRST_OF_KIND):
        head = table.heads[index]
        if stop <= head < min(unit.end, start + _WORDS) and table.tags[head].startswith("N"):
            stop = head + 1
        if sign is Sign.FIRST_OF_KIND:
            stop = min(unit.end, max(stop, index + 4))
    stop = min(stop, start + _WORDS)
    return _flat(table.words(start, stop))


def _names(features: ClaimFeatures) -> str:
    table, unit = features.table, features.unit
    found: list[str] = []
    for index in features.hits:
        if table.signs[index] & BIT[Sign.NAME] and table.ent_begins[index]:
            name = _flat(table.words(*entity_range(table, index, unit.first, unit.end)))
            if name not in found:
                found.append(name)
    return f"names: {', '.join(found[:3])}" if found else ""


def _flat(words: str) -> str:
    return " ".join(words.split())
