"""Cues: the reasons for a score, in words a fact-checker can hold against the text."""

from __future__ import annotations

from annotator.nlp.check_worthiness import Score
from annotator.nlp.claim_features import ClaimFeatures, is_rank
from annotator.nlp.entities import begins_name, entity_range
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
}
_QUOTED: dict[Sign, str] = {
    Sign.FIGURE: "states a figure",
    Sign.VAGUE_AMOUNT: "gives an amount",
    Sign.DATE: "gives a date",
    Sign.FIRST_OF_KIND: "first of its kind",
    Sign.COMPARISON: "compares",
    Sign.CHANGE: "says how it changed",
    Sign.SMALL_NUMBER: "gives a number",
    Sign.HAPPENING: "reports an event",
    Sign.CAUSE: "gives a cause",
    Sign.LAW: "speaks of law",
    Sign.PREDICTION: "looks ahead",
    Sign.SPECULATION: "does not commit to it",
    Sign.OPINION: "judges",
    Sign.VAGUE: "speaks in general terms",
}
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_OBJECTS = frozenset({"dobj", "prt", "attr", "oprd"})
_IN_DATE = frozenset({"CD", "NNP", "JJ", "NN", "RB"})
_COUNTING = (Sign.FIGURE, Sign.SMALL_NUMBER, Sign.VAGUE_AMOUNT, Sign.FIRST_OF_KIND)


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
    if not cues and not any(map(features.has, (Sign.FIGURE, Sign.SMALL_NUMBER, Sign.DATE))):
        return ("gives no figure and no date",)
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
            if table.signs[index] & bit and _is_shown(features, sign, index):
                return f"{_QUOTED[sign]}: {_evidence(features, sign, index)}"
    return ""


def _is_shown(features: ClaimFeatures, sign: Sign, index: int) -> bool:
    table = features.table
    if sign is Sign.CHANGE:
        # "Raised questions" changes no quantity; "raised the rate to 5 percent" does.
        after = table.signs[index + 1 : min(features.unit.end, index + 8)]
        return any(signs & BIT[Sign.FIGURE] for signs in after)
    if sign is Sign.FIRST_OF_KIND:
        return is_rank(table, features.unit, index)
    return True


def _evidence(features: ClaimFeatures, sign: Sign, index: int) -> str:
    table, end = features.table, features.unit.end
    start, stop = index, index + 1
    if sign in (Sign.FIGURE, Sign.DATE) and table.ent_types[index]:
        start, stop = entity_range(table, index, features.unit.first, end)
    if sign in _COUNTING:
        head = table.heads[index]
        if stop <= head < min(end, start + _WORDS) and table.tags[head].startswith("N"):
            stop = head + 1
    elif sign in (Sign.COMPARISON, Sign.CAUSE):
        for position in range(index + 1, min(end, index + 4)):
            if table.tags[position] in ("IN", "TO"):
                stop = position + 1
                break
    elif sign in (Sign.HAPPENING, Sign.CHANGE):
        while start > features.unit.first and table.deps[start - 1] in _AUXILIARIES:
            start -= 1
        for position in range(index + 1, min(end, index + 4)):
            if table.heads[position] == index and table.deps[position] in _OBJECTS:
                stop = position + 1
    words = _flat(table.words(start, min(stop, start + _WORDS)))
    if sign is Sign.FIRST_OF_KIND:
        return words + _since(features, stop)
    return words


def _since(features: ClaimFeatures, position: int) -> str:
    """The "since 2022" that says how far back a first goes, or ""."""
    table, end = features.table, features.unit.end
    for index in range(position, end):
        if table.words(index, index + 1) == "since":
            stop = index + 1
            while stop < min(end, index + 4) and table.tags[stop] in _IN_DATE:
                stop += 1
            return f" {_flat(table.words(index, stop))}" if stop > index + 1 else ""
    return ""


def _names(features: ClaimFeatures) -> str:
    table = features.table
    found: list[str] = []
    for index in features.hits:
        if table.signs[index] & BIT[Sign.NAME] and begins_name(table, index):
            name = _name(features, index)
            if name and not name[0].islower() and name not in found:
                found.append(name)
    return f"names: {', '.join(found[:3])}" if found else ""


def _name(features: ClaimFeatures, index: int) -> str:
    table, unit = features.table, features.unit
    if table.ent_types[index]:
        start, stop = entity_range(table, index, unit.first, unit.end)
        if table.deps[start] == "det" and stop - start > 1:
            start += 1
        if table.tags[stop - 1] == "POS" and stop - start > 1:
            stop -= 1
    else:
        start = stop = index
        while stop < unit.end and table.tags[stop] == "NNP" and not table.ent_types[stop]:
            stop += 1
        if stop - start < 2:
            return ""
    return _flat(table.words(start, stop))


def _flat(words: str) -> str:
    return " ".join(words.split())
