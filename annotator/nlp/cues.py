"""Cues: the reasons for a score, in words a fact-checker can hold against the text."""

from __future__ import annotations

from annotator.nlp.check_worthiness import Score
from annotator.nlp.claim_features import ClaimFeatures, is_rank
from annotator.nlp.entities import begins_name, entity_range
from annotator.nlp.signs import BIT, VALUES, Sign

CUES = 3
"""How many reasons are given at most."""

_SAID = "says who said it: "
_VAGUE_SUBJECTS = frozenset({"it", "this", "that", "these", "those", "they", "some", "many"})
_WORDS = 7
"""Tokens quoted in a cue at most."""

_PLAIN: dict[Sign, str] = {
    Sign.QUESTION: "asks a question",
    Sign.IMPERATIVE: "tells the reader what to do",
    Sign.HEADING: "is a heading",
    Sign.FURNITURE: "is a byline, caption, notice or repeated title",
    Sign.NO_VERB: "states nothing: no verb",
    Sign.QUOTATION: "quotes somebody",
    Sign.SHORT: "is very short",
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
    Sign.SECOND_PERSON: "speaks to the reader",
}
_LEAST_WEIGHT = 0.1
"""Log-odds below which a contribution is no reason worth reading."""

_TELLING_WORDS = 3
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_OBJECTS = frozenset({"dobj", "prt", "attr", "oprd"})
_IN_DATE = frozenset({"CD", "NNP", "JJ", "NN", "RB"})
_COPULAS = frozenset({"is", "are", "was", "were", "be", "been", "has", "have", "had", "did"})
_COUNTING = (Sign.FIGURE, Sign.SMALL_NUMBER, Sign.VAGUE_AMOUNT, Sign.FIRST_OF_KIND)


def cues_of(features: ClaimFeatures, score: Score) -> tuple[str, ...]:
    """The weightiest contributions that can be put into words, at most `CUES`.

    A high score is explained by what raised it, a low one by what lowered it first. Who says it
    is told last when those words are not in the unit.
    """
    unit, speaker = features.unit, features.speaker
    cues = _reasons(features, score)
    outside = speaker[0] < speaker[1] and not unit.first <= speaker[0] < unit.end
    if outside and not any(cue.startswith(_SAID) for cue in cues):
        cues = [*cues[: CUES - 1], f"{_SAID}{_flat(features.table.words(*speaker))}"]
    if not cues and not features.signs & VALUES:
        return ("gives no figure and no date",)
    return tuple(cues)


def _reasons(features: ClaimFeatures, score: Score) -> list[str]:
    raised = score.value >= 0.5
    ordered = sorted(score.contributions, key=lambda item: (item[1] > 0) != raised)
    cues: list[str] = []
    for sign, weight in ordered:
        if raised and weight < 0 and cues:
            break
        if abs(weight) < _LEAST_WEIGHT or not (sign is Sign.WORDING or features.has(sign)):
            continue
        worded = sign is Sign.WORDING
        cue = _wording(features, score, weight) if worded else _cue(features, sign)
        if cue and not any(_evidence_of(cue) == _evidence_of(other) for other in cues):
            cues.append(cue)
        if len(cues) == CUES:
            break
    return cues


def _evidence_of(cue: str) -> str:
    return cue.partition(": ")[2] or cue


def _wording(features: ClaimFeatures, score: Score, weight: float) -> str:
    """The words that a trained scorer weighed most in the direction of their sum, in text order."""
    unit = features.unit
    telling = sorted(
        index
        for index, part in score.words
        if part * weight > 0 and unit.first <= index < unit.end and _is_word(features, index)
    )[:_TELLING_WORDS]
    if not telling:
        return ""
    words = ", ".join(features.table.words(index, index + 1) for index in telling)
    return f"words of checked claims: {words}" if weight > 0 else f"words of mere talk: {words}"


def _is_word(features: ClaimFeatures, index: int) -> bool:
    words = features.table.words(index, index + 1)
    return len(words) > 2 and words[0].isalpha()


def _cue(features: ClaimFeatures, sign: Sign) -> str:
    table = features.table
    if sign in _PLAIN:
        return _PLAIN[sign]
    if sign is Sign.SPEAKER:
        return f"{_SAID}{_flat(table.words(*features.speaker))}"
    if sign is Sign.FIRST_PERSON:
        begin = "opinion" if features.has(Sign.OPINION) else "personal experience"
        return f"{begin}: {_first_person(features)}"
    if sign is Sign.PRONOUN_SUBJECT:
        subject = _flat(table.words(features.subject, features.subject + 1))
        return f"does not say who: {subject}" if subject.lower() in _VAGUE_SUBJECTS else ""
    if sign in (Sign.PAST, Sign.PERFECT):
        return _happened(features, sign)
    if sign is Sign.NAME:
        return _names(features)
    if sign in _QUOTED:
        bit = BIT[sign]
        for index in features.hits:
            if table.signs[index] & bit and _is_shown(features, sign, index):
                return f"{_QUOTED[sign]}: {_evidence(features, sign, index)}"
    return ""


def _first_person(features: ClaimFeatures) -> str:
    """The first word of the first person with its verb: "I think"."""
    table, end = features.table, features.unit.end
    bit = BIT[Sign.FIRST_PERSON]
    index = next(index for index in features.hits if table.signs[index] & bit)
    stop = index + 1
    while stop < min(end, index + 3) and table.tags[stop].startswith(("V", "MD", "RB")):
        stop += 1
    return _flat(table.words(index, stop))


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
        start, stop = _verb_phrase(features, index)
    words = _flat(table.words(start, min(stop, start + _WORDS)))
    if sign is Sign.FIRST_OF_KIND:
        return words + _since(features, stop)
    return words


def _verb_phrase(features: ClaimFeatures, verb: int) -> tuple[int, int]:
    """A verb with its auxiliaries and a near object, as token indices."""
    table, start, stop = features.table, verb, verb + 1
    while start > features.unit.first and table.deps[start - 1] in _AUXILIARIES:
        start -= 1
    for position in range(verb + 1, min(features.unit.end, verb + 4)):
        if table.heads[position] == verb and table.deps[position] in _OBJECTS:
            stop = position + 1
    return start, stop


def _happened(features: ClaimFeatures, sign: Sign) -> str:
    """What is told as past; verbs of being and of saying tell nothing."""
    table, unit = features.table, features.unit
    for index in features.hits:
        if not table.signs[index] & BIT[sign]:
            continue
        is_auxiliary = table.deps[index] in _AUXILIARIES | {"aux"}
        verb = table.heads[index] if is_auxiliary else index
        if not unit.first <= verb < unit.end or table.signs[verb] & BIT[Sign.SPEAKER]:
            continue
        if table.words(verb, verb + 1).lower() not in _COPULAS:
            return f"says what happened: {_flat(table.words(*_verb_phrase(features, verb)))}"
    return ""


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
    return " ".join(words.split()).strip("*_")
