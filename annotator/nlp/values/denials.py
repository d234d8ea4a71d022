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
        if words[at].stem in _SIGNS:
            return next((p for p in under(words, at, ("det",)) if words[p].lower == "no"), -1)
        if words[at].stem in _BELIEVING:
            return next(iter(under(words, at, ("neg",))), -1)
        break
    return -1


def undoing(words: Sequence[Word], index: int) -> int:
    """The verb that ends or denies what the word at ``index`` names, or -1."""
    word = words[index]
    verb = word.head
    if word.tag == "VBG" and word.dep in ("xcomp", "ccomp", "dobj", "pcomp"):
        out = words[verb].stem in _EXCLUDING and not any(
            w.head == verb and w.dep == "neg" for w in words
        )
        return verb if out else -1
    if not word.tag.startswith("NN") or word.dep not in ("dobj", "nsubjpass", "nsubj"):
        return -1
    if word.dep == "nsubj":
        over = words[verb].stem in _ENDING or any(
            w.head == verb and w.lower in _GONE and words[verb].stem in _BE for w in words
        )
        return verb if over else -1
    particle = _OFF.get(words[verb].stem)
    if words[verb].stem not in _UNDOING:
        return -1
    if particle and not any(w.head == verb and w.lower == particle for w in words):
        return -1
    return verb
