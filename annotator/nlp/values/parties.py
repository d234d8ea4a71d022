"""Who does something in a claim, and what it is done to or said of."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.nlp.values.claim_words import Word

WHOLE = "="
"""Begins a number that is that of all there are: "the four crossings"."""

NO_ONE = frozenset({"nobody", "none", "nothing", "neither"})

_OF_NOUN = ("compound", "nmod", "poss", "conj", "appos")
_COPULAS = frozenset({"be", "remain", "stay", "becom", "becam", "get", "seem", "go", "keep", "hav",
                      "have", "stand", "lie", "feel", "look"})  # fmt: skip
_DEEPEST = 5
_MOST = 12


def parties_of(
    words: Sequence[Word], index: int, own: tuple[int, ...], *, is_verb: bool
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who does it, and what it is done to or said of: places of nouns, none of its own."""
    word = words[index]
    if word.dep in ("amod", "det", "predet") and words[word.head].tag.startswith("NN"):
        return (), _nouns(words, [word.head])
    if word.tag.startswith("RB") and word.dep == "advmod" and not is_verb:
        return _nouns(words, _subjects(words, word.head)[0]), (word.head,)
    if word.tag.startswith("NN") and not is_verb:
        owners = under(words, index, ("poss", "compound"))
        of = [p for q in under(words, index, ("prep",)) for p in under(words, q, ("pobj",))]
        verb = _verb_above(words, index)
        is_told = verb >= 0 and (words[verb].stem in _COPULAS or word.dep not in ("dobj", "pobj"))
        subjects = _subjects(words, verb)[0] if is_told else []
        things = _nouns(words, [*owners, *of])
        subjects = [place for place in subjects if place != index and place not in own]
        return ((), _nouns(words, subjects)) if not things else (_nouns(words, subjects), things)
    subject = [] if is_verb else under(words, index, ("nsubj", "nsubjpass"))
    if subject:
        return (), _nouns(words, subject)
    verb = index if word.tag.startswith("VB") or is_verb else _verb_above(words, index)
    if verb < 0:
        return (), ()
    subjects, passive = _subjects(words, verb)
    objects = [one for one in under(words, verb, ("dobj", "dative")) if one not in own]
    by = [p for q in under(words, verb, ("agent",)) for p in under(words, q, ("pobj",))]
    if verb != index and not passive:
        return (), _nouns(words, subjects)
    if passive:
        return _nouns(words, by), _nouns(words, subjects)
    doers = _nouns(words, subjects)
    if objects:
        return doers, _nouns(words, objects)
    prep = [p for q in under(words, verb, ("prep",)) if words[q].lower in _AT
            for p in under(words, q, ("pobj",)) if p not in own]  # fmt: skip
    return doers, _nouns(words, prep) or doers


_AT = frozenset({"of", "for", "against", "to", "with", "from", "on"})
_OF = frozenset({"of", "for", "against", "to", "with", "from", "on", "in"})


def _verb_above(words: Sequence[Word], index: int) -> int:
    at = index
    for _ in range(_DEEPEST):
        if words[at].head == at:
            return at if words[at].tag.startswith("VB") else -1
        at = words[at].head
        if words[at].tag.startswith("VB"):
            return at
    return -1


def _subjects(words: Sequence[Word], verb: int) -> tuple[list[int], bool]:
    """The subject of a verb, borrowed from above where it has none; whether it is passive."""
    for _ in range(_DEEPEST):
        passive = under(words, verb, ("nsubjpass",))
        found = passive or under(words, verb, ("nsubj", "csubj"))
        head = words[verb].head
        if found and not words[found[0]].tag.startswith("W"):
            return found, bool(passive)
        dep = words[verb].dep
        if dep == "acl" and any(w.head == verb and w.tag == "TO" for w in words):
            verb = _verb_above(words, head)
            if verb < 0:
                return [], False
            continue
        if dep in ("relcl", "acl") and words[head].tag.startswith("NN"):
            return [head], bool(passive) or (words[verb].tag == "VBN" and not found)
        if head == verb or dep not in ("xcomp", "advcl", "conj", "dep", "oprd"):
            return [], False
        verb = head
    return [], False


def under(words: Sequence[Word], head: int, relations: tuple[str, ...]) -> list[int]:
    """The places of the words that hang on the one at ``head`` by one of these relations."""
    return [
        place
        for place, word in enumerate(words)
        if word.head == head and place != head and word.dep in relations
    ]


def _nouns(words: Sequence[Word], places: Sequence[int]) -> tuple[int, ...]:
    found = list(places)
    for place in found:
        if len(found) > _MOST:
            break
        found.extend(new for new in under(words, place, _OF_NOUN) if new not in found)
    return tuple(place for place in found if words[place].tag.startswith("NN")
                 or (words[place].tag == "CD" and place in places)
                 or words[place].lower in NO_ONE)  # fmt: skip


def is_still_to_be(words: Sequence[Word], verb: int) -> bool:
    """ "Seconds were still to be played"."""
    head = words[verb].head
    return (
        head != verb
        and words[head].stem == "be"
        and any(words[p].tag == "TO" for p in under(words, verb, ("aux",)))
    )


def stems_of(words: Sequence[Word], places: Sequence[int]) -> frozenset[str]:
    """The stems of the words at ``places``, but for numbers."""
    return frozenset(words[place].stem for place in places if words[place].tag != "CD")


def tells_apart(words: Sequence[Word], parties: Sequence[int]) -> frozenset[str]:
    """Stems of what tells apart things of one kind: "the delegation of the Republic"."""
    found: set[str] = set()
    for place in parties:
        for q in under(words, place, ("prep",)):
            if words[q].lower in _OF:
                found.update(words[p].stem for p in under(words, q, ("pobj",)))
        for p in under(words, place, ("amod",)):
            if words[p].lower in _APART or words[p].entity == "ORDINAL":
                found.add(words[p].lower)
    return frozenset(found)


_APART = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western",
                    "left", "right", "upper", "lower", "other", "last", "next", "previous",
                    "former", "new", "old", "first", "second", "third", "fourth",
                    "final"})  # fmt: skip
_SOME = frozenset({"some", "several", "few", "most", "many", "half", "part"})


_NO_COUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
"""Kinds of numbers that count no parties: "begins on 10 June"."""


def counted(words: Sequence[Word], parties: Sequence[int]) -> str:
    """The number of some of a kind, "" without one; `WHOLE` begins that of all there are."""
    for place in parties:
        if words[place].entity in _NO_COUNTS:
            continue
        if words[place].tag == "CD":
            return words[place].lower
        if any(words[one].lower in _SOME for one in under(words, place, ("amod", "det"))):
            return "some"
        for number in under(words, place, ("nummod",)):
            if words[number].entity in _NO_COUNTS:
                continue
            before = words[number - 1].lower if number else ""
            whole = before in ("the", "all", "these", "those", "both")
            return (WHOLE if whole else "") + words[number].lower
    return ""
