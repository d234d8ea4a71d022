"""What a claim says there was none of, or nobody did: "no second blast", "nobody came"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parties import under
from annotator.nlp.values.polarity import LIGHT


@dataclass(frozen=True, slots=True)
class Absence:
    """A thing that was not there, or a deed of no one.

    Attributes:
        span: the word that denies it, to the thing or the deed; code points of the article.
        what: the stem of the thing or the verb.
        is_deed: whether it is a verb of which nobody or nothing is the subject.
        which: stems that tell which thing ("a *dangerous* concentration").
        again: whether only another one is denied ("no second blast", "no further blasts").
        rest: stems of the claim's other telling words.
        words: as written.
    """

    span: Span
    what: str
    is_deed: bool
    which: frozenset[str]
    again: bool
    rest: frozenset[str]
    words: str


AGAIN = frozenset({"second", "another", "further", "new", "other", "additional", "more", "third",
                   "later", "renewed", "repeated", "again", "subsequent"})  # fmt: skip
"""Words that tell that a thing is not the first of its kind."""

_NOTHING_SAID = frozenset({
    "alternativ", "answer", "chanc", "choic", "choice", "comment", "detail", "doubt", "evidence",
    "hurry", "idea", "indication", "information", "longer", "matter", "mean", "means", "need", "on",
    "one", "option", "place", "plan", "point", "problem", "question", "reason", "report", "room",
    "sens", "sense", "sign", "tim", "time", "trac", "trace", "us", "way", "wonder", "word", "year",
    "day", "month", "week", "confid", "confidence", "more", "less", "part", "role",
})  # fmt: skip
_SHOWING = frozenset({
    "appear", "arise", "confirm", "deny", "detect", "discover", "exist", "find", "happen", "hear",
    "mak",
    "measur", "not", "notic", "observ", "occur", "record", "regist", "register", "remain", "report",
    "see", "show", "spot", "tak", "there",
})  # fmt: skip
"""Stems of verbs that say no more than that a thing is there or was noticed."""

_FRAMING = frozenset({"media", "report", "contrary", "statement", "authority", "police",
                      "according",
                      "accord", "official", "spokesman", "spokeswoman", "far", "present", "claim",
                      "rumour", "rumor", "newspaper", "press", "tell", "insist", "stress",
                      "emphasis", "emphasize", "assur"})  # fmt: skip
_NO_ONE = frozenset({"nobody", "none", "nothing"})
_TELLING = ("NN", "VB", "JJ", "CD")
MOST_ABSENCES = 4


def absences_of(words: Sequence[Word]) -> tuple[Absence, ...]:
    """What the claim's own words deny that there was."""
    if not any(word.lower in _CUES and word.inside for word in words):
        return ()
    return tuple(_found(words))[:MOST_ABSENCES]


_CUES = frozenset({"no", "not", "n't", "nobody", "none", "nothing", "any", "without"})


def _found(words: Sequence[Word]) -> Iterator[Absence]:
    for place, word in enumerate(words):
        if not word.inside or (word.text == "No" and word.start != words[0].start):
            continue
        deed = _deed(words, place)
        if deed >= 0:
            yield _absence(words, place, deed, is_deed=True)
            continue
        thing = _thing(words, place)
        if thing > place and words[thing].inside:
            yield _absence(words, place, thing, is_deed=False)


def _thing(words: Sequence[Word], place: int) -> int:
    """The noun that the word at ``place`` says there was none of, or -1."""
    lower, behind = words[place].lower, [one.lower for one in words[place + 1 : place + 3]]
    if lower == "no" and words[place].dep == "det":
        noun = words[place].head
    elif lower == "not" and behind[:1] == ["one"] and place + 1 < len(words):
        noun = words[place + 1].head
    elif lower == "not" and behind == ["a", "single"]:
        noun = words[place + 2].head
    elif lower == "any" and words[place].dep == "det" and _is_denied(words, words[place].head):
        noun = words[place].head
    else:
        return -1
    plain = words[noun].tag in ("NN", "NNS") and words[noun].stem not in _NOTHING_SAID
    return noun if plain else -1


def _is_denied(words: Sequence[Word], noun: int) -> bool:
    verb = words[noun].head
    return bool(under(words, verb, ("neg",))) or words[verb].lower in (
        "denied",
        "denies",
        "without",
    )


def _deed(words: Sequence[Word], place: int) -> int:
    """The verb of which nobody is the subject, or -1."""
    word = words[place]
    one = word.lower == "one" and place > 0 and words[place - 1].lower == "no"
    if word.lower not in _NO_ONE and not one:
        return -1
    if word.dep not in ("nsubj", "nsubjpass") or not words[word.head].tag.startswith("VB"):
        return -1
    verb = words[word.head]
    return word.head if verb.stem not in LIGHT and verb.inside and word.head > place else -1


def _absence(words: Sequence[Word], first: int, place: int, *, is_deed: bool) -> Absence:
    own = words[place]
    described = under(words, place, ("amod", "compound", "nmod"))
    which = frozenset(words[p].stem for p in described if words[p].lower not in AGAIN)
    finder = _finder(words, place)
    left = frozenset(
        word.stem
        for p, word in enumerate(words)
        if word.inside and p not in (place, finder) and p not in described and _tells(word)
    )
    if is_deed and first and words[first].lower == "one":
        first -= 1
    return Absence(
        Span(words[first].start, own.end), own.stem, is_deed, which,
        any(words[p].lower in AGAIN for p in described), left,
        " ".join(word.text for word in words[first : place + 1]),
    )  # fmt: skip


def _finder(words: Sequence[Word], place: int) -> int:
    """Who did not find it ("engineers found no damage"), or -1."""
    verb = words[place].head
    if words[verb].stem not in _SHOWING and words[verb].stem not in LIGHT:
        return -1
    return next((p for p in under(words, verb, ("nsubj",)) if p != place), -1)


def _tells(word: Word) -> bool:
    return (
        word.tag.startswith(_TELLING)
        and word.stem not in LIGHT
        and word.stem not in _SHOWING
        and word.lower not in _NO_ONE
        and word.stem not in _FRAMING
        and word.dep not in ("aux", "auxpass")
        and len(word.stem) > 1
    )
