"""Negation: which words a claim denies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word


@dataclass(frozen=True, slots=True)
class Predicate:
    """A content word with whether it is negated.

    Attributes:
        span: the word and its negation.
        stem: of the word.
        negation: the word that negates it, "" when nothing does.
        about: stems of its subject and objects.
        words: as written.
    """

    span: Span
    stem: str
    tag: str
    negation: str
    about: frozenset[str]
    words: str


NEGATIONS = frozenset({"not", "n't", "no", "never", "nobody", "none", "nothing", "neither", "nor",
                       "without", "cannot", "hardly"})  # fmt: skip
_DENYING = frozenset({"deny", "denies", "denied", "denying", "refused", "refuses", "refuse",
                      "refusing", "failed", "fails", "fail", "failing", "declined", "declines",
                      "declining", "unable"})  # fmt: skip
COMPARING = frozenset({"JJR", "RBR"})
"""Tags of comparatives: "no crash was deadlier" denies no crash."""

EVER = frozenset({"ever", "before", "since", "other", "yet"})
"""Words by which a denial may be of another time or thing only."""

_PREVENTING = frozenset({"bar", "block", "ban", "deter", "discourag", "dissuad", "forbid", "keep",
                         "prevent", "prohibit", "refrain", "stop"})  # fmt: skip
"""Stems of verbs that make what follows "from" not happen."""

_BREAKS = frozenset({",", ";", ".", ":", "but", "and", "–", "—", "“", "”", '"', "while", "which",
                     "who"})  # fmt: skip
LIGHT = frozenset({"be", "hav", "have", "do", "say", "tell", "will", "would", "can", "could",
                    "may", "might", "shall", "should", "must", "get", "go", "mak", "tak", "giv",
                    "com", "us", "put", "let"})  # fmt: skip
_NO_SIGN = frozenset({"evidence", "sign", "signs", "indication", "proof", "trace", "traces"})
_NO_WAY = frozenset({"time", "point", "stage", "moment", "way", "means", "circumstances",
                     "account"})  # fmt: skip
_BEGINS = frozenset({".", ":", ";", "“", '"', "!", "?", "–", "—"})
_REACH = 5
_CONTENT = ("VB", "NN", "JJ")


def predicates_of(words: Sequence[Word]) -> tuple[Predicate, ...]:
    """The content words of the claim itself, with whether they are negated."""
    found = []
    for index, word in enumerate(words):
        if not word.inside or not word.tag.startswith(_CONTENT) or not word.lower[:1].isalpha():
            continue
        if word.stem in LIGHT or word.lower in _DENYING or word.dep in ("aux", "auxpass"):
            continue
        negation = negation_of(words, index)
        first = negation if 0 <= negation < index and index - negation <= 4 else index
        found.append(
            Predicate(
                Span(words[first].start, word.end),
                word.stem,
                word.tag,
                words[negation].lower if negation >= 0 else "",
                about(words, index),
                " ".join(w.text for w in words[first : index + 1]),
            )
        )
    return tuple(found)


def negation_of(words: Sequence[Word], index: int) -> int:
    """The index of the word that negates the one at ``index``, or -1."""
    found = _negation_of(words, index)
    if found >= 0 and words[index].lower == "confidence" and words[found].lower == "no":
        # A vote of no confidence is the same vote as one of confidence.
        return -1
    if found < 0 or words[found].lower not in ("not", "n't"):
        return found
    if any(word.lower in _ONLY for word in words[found + 1 : found + 2]):
        return -1
    # "Not the first strike" is a strike.
    noun = words[index].tag.startswith("NN")
    picked = noun and any(w.head == index and w.lower in _PICKING for w in words)
    return -1 if picked else found


_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_ONLY = frozenset({"only", "just", "merely", "simply"})
_PICKING = frozenset({"first", "only", "last", "same", "second", "sole"})


def is_named(words: Sequence[Word], place: int) -> bool:
    """Whether a "No" is a name: the "No committee" is a side in a vote."""
    named = words[place].text == "No" and place > 0
    return named and words[place - 1].lower not in _BEGINS


def _negation_of(words: Sequence[Word], index: int) -> int:
    for place, word in enumerate(words):
        if word.dep == "neg" and word.head == index:
            return place
    verb = words[words[index].head]
    if words[index].tag.startswith("NN") and verb.stem == "be":
        # "Dismissals there will not be."
        there = not_ = -1
        for place, word in enumerate(words):
            if word.head == words[index].head:
                there = place if word.dep == "expl" else there
                not_ = place if word.dep == "neg" else not_
        if there >= 0 and not_ >= 0:
            return not_
    if words[index].tag.startswith("VB"):
        for place, word in enumerate(words):
            if word.lower == "no" and word.head != place and place > index - 6:
                if is_named(words, place):
                    continue
                noun = words[word.head]
                if noun.head == index and noun.dep in ("dobj", "nsubj", "nsubjpass", "attr"):
                    return place
    longer = _longer(words, index)
    if longer >= 0:
        return longer
    if words[index].tag.startswith("VB"):
        for place, word in enumerate(words[:index]):
            noun = words[word.head]
            if (
                word.lower in ("no", "none")
                and noun.lower in _NO_WAY
                and words[noun.head].tag == "IN"
            ):
                return place
    free = _freed(words, index)
    if free >= 0:
        return free
    head = words[index].head
    if words[head].lower == "from" and words[words[head].head].stem in _PREVENTING:
        return words[head].head
    linked = words[index].dep in ("acomp", "attr", "xcomp", "dobj", "ccomp", "oprd", "conj")
    verb = words[head]
    if linked and (verb.stem in LIGHT or words[index].dep in ("xcomp", "dobj", "attr")):
        for place, word in enumerate(words):
            if word.dep == "neg" and word.head == head and place < index:
                return place
    # "We have not kept what was given to us": what has a subject of its own is not denied.
    subjects = [
        place
        for place, word in enumerate(words[:index])
        if word.head == index and word.dep in ("nsubj", "nsubjpass")
    ]
    for place in range(index - 1, max(-1, index - 1 - _REACH), -1):
        lower = words[place].lower
        if lower in _BREAKS:
            break
        if lower in NEGATIONS or lower in _DENYING:
            if is_named(words, place):
                continue
            if lower == "without" and words[index].tag in _FINITE:
                # "A day without trains costs a million."
                continue
            if any(place < own < index and words[place].head != own for own in subjects):
                continue
            if lower == "no" and words[words[place].head].lower in _NO_SIGN:
                return place
            if lower == "no" and not (
                words[place].head == index or words[index].head == words[place].head
                or words[words[place].head].dep.startswith("nsubj") or index - place == 1
            ):  # fmt: skip
                continue
            if lower == "not" and place + 1 < len(words) and words[place + 1].lower in (
                "only", "just", "in", "on", "at", "yet"
            ) and words[place + 1].lower != "yet":  # fmt: skip
                continue
            return place
    return -1


def _longer(words: Sequence[Word], index: int) -> int:
    """The "no" of "no longer allowed", or -1."""
    at = index
    for _ in range(2):
        for place, word in enumerate(words):
            if not place or word.lower != "longer" or word.head != at:
                continue
            if words[place - 1].lower == "no":
                return place - 1
        if words[words[at].head].stem not in LIGHT or words[at].dep not in _LINKED:
            break
        at = words[at].head
    return -1


_LINKED = frozenset({"acomp", "attr", "xcomp", "oprd", "prep"})


def _freed(words: Sequence[Word], index: int) -> int:
    """The word that says that there is none of the noun or of what it describes: "free of"."""
    noun = words[index].head if words[index].dep == "amod" else index
    of = words[noun].head
    if words[noun].dep != "pobj" or words[of].lower != "of":
        return -1
    return words[of].head if words[words[of].head].lower in _FREE else -1


_FREE = frozenset({"free", "clear", "devoid", "rid", "bare"})


def about(words: Sequence[Word], index: int) -> frozenset[str]:
    """Stems of the content words that hang together with the word at ``index``."""
    head = words[index].head
    near = set()
    for place, word in enumerate(words):
        if place == index or not word.tag.startswith(("NN", "JJ")):
            continue
        if word.head in (index, head) or place == head or words[word.head].head == index:
            near.add(word.stem)
    return frozenset(near)
