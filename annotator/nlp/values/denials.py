"""Denials that stand apart from what they deny: "not one of them", "no sign that", "rules out"."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parties import NO_ONE, under

_DEEPEST = 5
_DENYING = frozenset({"refuse", "refus", "declin", "fail", "deny"})
_UNDOING = frozenset({"suspend", "cancel", "call", "rul", "avert", "avoid", "prevent", "end",
                      "drop", "abandon", "halt", "withdraw", "scrap", "exclud", "deny", "reject",
                      "refut", "dismiss", "lift", "stop"})  # fmt: skip
_EXCLUDING = frozenset({"rul", "exclud", "avoid", "deny"})
_ENDING = frozenset({"end", "stop", "ceas", "collaps"})
_GONE = frozenset({"over", "off", "dead", "void"})
_BE = frozenset({"be", "look", "seem"})
_OFF = {"call": "off", "rul": "out"}


def denies_another(words: Sequence[Word], index: int) -> bool:
    """ "Refused to go": what counts is what was refused."""
    return words[index].stem in _DENYING and any(
        word.head == index and word.dep == "xcomp" for word in words
    )


def is_on(words: Sequence[Word], negation: int, index: int) -> bool:
    """Whether a negation is one of a state's own word or of the noun it describes."""
    word = words[index]
    if word.dep in ("amod", "det", "predet"):
        return words[negation].head in (word.head, index) or negation == index - 1
    return word.dep != "advmod" or 0 < index - negation <= 2


_DENIED = frozenset({"not", "n't", "no", "never"})


def denied_by_verb(words: Sequence[Word], index: int) -> bool:
    """ "The alarm did not sound", "made no sound": its verb is denied, not the thing itself."""
    word = words[index]
    if word.dep == "compound":
        word = words[word.head]
    if not word.tag.startswith("NN") or word.dep not in ("nsubj", "nsubjpass"):
        return False
    verb = word.head
    return (
        words[verb].tag.startswith("VB")
        and words[verb].stem not in _BE
        and any(
            one.lower in _DENIED
            and (one.head == verb or (words[one.head].head == verb and place > verb))
            for place, one in enumerate(words)
            if words[one.head] is not word
        )
    )


def quantifies(words: Sequence[Word], negation: int, index: int) -> bool:
    """ "No large bank would fail" denies what banks do, not that they are large."""
    noun = words[index].head
    return (
        words[index].dep == "amod"
        and words[negation].lower == "no"
        and words[negation].head == noun
        and words[noun].dep == "nsubj"
        and words[words[noun].head].stem not in _BE
    )


def left_out(words: Sequence[Word], places: Sequence[int]) -> int:
    """The negation of a part of a phrase: "lost a vote, but not the majority"; or -1."""
    if len(places) == 1:
        return -1
    return next(
        (
            place
            for place in range(places[0] + 1, places[-1])
            if words[place].lower == "not" and words[place].head == places[-1]
        ),
        -1,
    )


def none_of(words: Sequence[Word], parties: Sequence[int]) -> int:
    """The word that says there is none of the parties ("not one officer", "nobody"), or -1."""
    for place in parties:
        if words[place].lower in NO_ONE:
            return place
        numbers = under(words, place, ("nummod",))
        for top in (place, *numbers):
            for own in under(words, top, ("det", "neg", "advmod", "preconj")):
                if words[own].text == "No" and own:
                    # The "No committee" is a side in a vote.
                    continue
                if any(word.lower in ("only", "just") for word in words[own + 1 : own + 2]):
                    continue
                if words[own].lower in ("no", "not", "neither", "never") and own < place:
                    return own
    return -1


_BELIEVING = frozenset({"believ", "think", "suspect", "assum", "see", "find", "expect"})
_SIGNS = frozenset({"sign", "evidence", "indication", "proof", "reason", "hint", "trace"})


def without_belief(words: Sequence[Word], index: int) -> int:
    """The negation above a whole clause: "no sign that it was", "do not believe that"; or -1."""
    at = index
    for _ in range(_DEEPEST):
        if words[at].head == at or not words[at].tag.startswith(("VB", "JJ", "IN", "NN")):
            break
        clause = words[at].dep in ("ccomp", "acl", "relcl")
        at = words[at].head
        if not clause:
            continue
        if words[at].stem == "deny" and not under(words, at, ("neg",)):
            return at
        if words[at].stem in _REPORTS:
            return called_false(words, at)
        if words[at].stem in _SIGNS:
            return next((p for p in under(words, at, ("det",)) if words[p].lower == "no"), -1)
        if words[at].stem in _BELIEVING:
            return next(iter(under(words, at, ("neg",))), -1)
        break
    return -1


def _is_over(words: Sequence[Word], index: int) -> bool:
    """ "Strike over after six weeks", as headlines have it; not "strike over pay"."""
    behind = words[index + 1 : index + 3]
    if not behind or behind[0].lower != "over":
        return False
    return len(behind) == 1 or behind[1].tag in ("IN", "CC", ".", ",", ":")


def _comes_to_an_end(words: Sequence[Word], verb: int) -> bool:
    """ "The strike has come to an end"."""
    if words[verb].stem not in ("com", "draw", "go"):
        return False
    return any(
        word.lower == "end" and words[word.head].lower == "to" and words[word.head].head == verb
        for word in words
    )


_GROUNDS = frozenset({"reason", "need", "caus", "cause", "ground", "call", "plan", "basis",
                      "occasion", "talk", "question", "intention"})  # fmt: skip
_REPORTS = frozenset({"report", "claim", "rumour", "rumor", "allegation", "talk", "story",
                      "suggestion", "assertion", "information", "speculation", "news",
                      "accusation"})  # fmt: skip
_FALSE = frozenset({"false", "untrue", "wrong", "unfounded", "baseless", "incorrect", "invented",
                    "groundless", "fabricated", "nonsense", "lie", "lies", "untruth", "fake",
                    "mistaken"})  # fmt: skip
_REFUTING = frozenset({"deny", "dismiss", "reject", "refut", "contradict", "rebut", "disprov",
                       "debunk"})  # fmt: skip


def called_false(words: Sequence[Word], place: int) -> int:
    """The word that calls the report at ``place`` false ("reports that X are false"), or -1."""
    for own in under(words, place, ("amod",)):
        if words[own].lower in _FALSE:
            return own
    verb, dep = words[place].head, words[place].dep
    denied = bool(under(words, verb, ("neg",)))
    if dep in ("dobj", "nsubjpass") and words[verb].stem in _REFUTING:
        return -1 if denied else verb
    if dep != "nsubj":
        return -1
    if words[verb].stem == "correspond" and denied:
        return verb
    said = under(words, verb, ("acomp", "attr"))
    return next((one for one in said if words[one].lower in _FALSE and not denied), -1)


def left_open(words: Sequence[Word], index: int) -> int:
    """The "not" of "would not rule out dismissals", "a shock cannot be excluded"; or -1."""
    word = words[index]
    verb = word.head
    object_ = word.dep in ("dobj", "nsubjpass") and word.tag.startswith("NN")
    deed = word.tag == "VBG" and word.dep in ("xcomp", "ccomp", "dobj", "pcomp")
    if words[verb].stem not in _NOT_YET or not (object_ or deed):
        return -1
    if words[verb].stem == "rul" and not any(w.head == verb and w.lower == "out" for w in words):
        return -1
    return next(iter(under(words, verb, ("neg",))), -1)


def comes_too_late(words: Sequence[Word], index: int) -> bool:
    """ "Turned up when it was over", "arrived too late"."""
    behind = [word.lower for word in words[index + 1 : index + 8] if word.inside]
    text = " ".join(behind)
    return any(late in text for late in _TOO_LATE)


_TOO_LATE = ("too late", "it was over", "it was all over", "all was over", "was already over")
_NOT_YET = frozenset({"rul", "exclud"})


def undoing(words: Sequence[Word], index: int) -> int:
    """The verb that ends or denies what the word at ``index`` names, or -1."""
    word = words[index]
    verb = word.head
    if word.dep == "pobj" and words[words[verb].head].stem in _REPORTS:
        # "Talk of a merger was dismissed."
        return called_false(words, words[verb].head)
    if (
        word.dep == "pobj"
        and words[verb].lower == "to"
        and any(words[p].lower == "end" for p in under(words, words[verb].head, ("dobj",)))
    ):
        return words[verb].head
    if word.dep == "pobj" and words[words[verb].head].lower == "end":
        # "The end of the strike", "put an end to the strike".
        return words[verb].head
    if word.dep == "pobj" and words[verb].lower in ("for", "to", "of"):
        # "Sees no reason for an inquiry."
        noun = words[verb].head
        if words[noun].stem in _GROUNDS:
            return next((p for p in under(words, noun, ("det",)) if words[p].lower == "no"), -1)
    if word.tag == "VBG" and word.dep in ("xcomp", "ccomp", "dobj", "pcomp"):
        out = words[verb].stem in _EXCLUDING and not any(
            w.head == verb and w.dep == "neg" for w in words
        )
        return verb if out else -1
    if word.tag.startswith("NN") and _is_over(words, index):
        return index + 1
    if not word.tag.startswith("NN") or word.dep not in ("dobj", "nsubjpass", "nsubj"):
        return -1
    if word.dep == "nsubj":
        over = (
            words[verb].stem in _ENDING
            or _comes_to_an_end(words, verb)
            or any(w.head == verb and w.lower in _GONE and words[verb].stem in _BE for w in words)
        )
        return verb if over else -1
    particle = _OFF.get(words[verb].stem)
    if words[verb].stem not in _UNDOING:
        return -1
    if particle and not any(w.head == verb and w.lower == particle for w in words):
        return -1
    return verb
