"""Evidence: the words of a unit that show a sign, short enough for a cue."""

from __future__ import annotations

from annotator.nlp.claim_features import ClaimFeatures, is_rank
from annotator.nlp.entities import begins_name, entity_range
from annotator.nlp.signs import BIT, Sign

_WORDS = 7
"""Tokens quoted at most."""

_COPULAS = frozenset({"is", "are", "was", "were", "be", "been", "has", "have", "had", "did"})
_AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
_OBJECTS = frozenset({"dobj", "prt", "attr", "oprd"})
_IN_DATE = frozenset({"CD", "NNP", "JJ", "NN", "RB"})
_COUNTING = (Sign.FIGURE, Sign.SMALL_NUMBER, Sign.VAGUE_AMOUNT, Sign.FIRST_OF_KIND)
_MOST_NAMES = 3
_NAMED = (Sign.NAME, Sign.MORE_NAMES, Sign.NAMED_SUBJECT)


def evidence_of(features: ClaimFeatures, sign: Sign) -> str:
    """The words that show ``sign`` in a unit; "" when none show it well."""
    if sign in _NAMED:
        return _names(features)
    if sign is Sign.SPEAKER:
        return flat(features.table.words(*features.speaker))
    if sign is Sign.FIRST_PERSON:
        return _first_person(features)
    if sign in (Sign.PAST, Sign.PERFECT):
        return _happened(features, sign)
    bit = BIT[sign]
    for index in features.hits:
        if features.table.signs[index] & bit and _is_shown(features, sign, index):
            return _evidence(features, sign, index)
    return ""


def _first_person(features: ClaimFeatures) -> str:
    """The first word of the first person with its verb: "I think"."""
    table, end = features.table, features.unit.end
    bit = BIT[Sign.FIRST_PERSON]
    index = next((index for index in features.hits if table.signs[index] & bit), -1)
    if index < 0:
        return ""
    stop = index + 1
    while stop < min(end, index + 3) and table.tags[stop].startswith(("V", "MD", "RB")):
        stop += 1
    return flat(table.words(index, stop))


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
    words = flat(table.words(start, min(stop, start + _WORDS)))
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
            return flat(table.words(*_verb_phrase(features, verb)))
    return ""


def _since(features: ClaimFeatures, position: int) -> str:
    """The "since 2022" that says how far back a first goes, or ""."""
    table, end = features.table, features.unit.end
    for index in range(position, end):
        if table.words(index, index + 1) == "since":
            stop = index + 1
            while stop < min(end, index + 4) and table.tags[stop] in _IN_DATE:
                stop += 1
            return f" {flat(table.words(index, stop))}" if stop > index + 1 else ""
    return ""


def _names(features: ClaimFeatures) -> str:
    table = features.table
    found: list[str] = []
    for index in features.hits:
        if table.signs[index] & BIT[Sign.NAME] and begins_name(table, index):
            name = _name(features, index)
            if name and not name[0].islower() and name not in found:
                found.append(name)
    return ", ".join(found[:_MOST_NAMES])


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
    return flat(table.words(start, stop))


def flat(words: str) -> str:
    """Words in one line, without marks of emphasis."""
    return " ".join(words.split()).strip("*_")
