"""What a claim says, but for whether it denies it: its telling words, and the words that deny."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.polarity import LIGHT, NEGATIONS, is_named


@dataclass(frozen=True, slots=True)
class Denial:
    """A word that denies or excludes by itself.

    Attributes:
        first, last: places of its first and last word among the claim's words.
        scope: the place of the word it is said of; its own when it is the predicate itself.
        is_seldom: whether it only says that something is rare.
        is_loose: whether it may as well tell where something is ("outside the hall").
    """

    first: int
    last: int
    scope: int
    is_seldom: bool = False
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The telling words of a claim, by their places among its words, and its denials."""

    slots: tuple[int, ...] = ()
    denials: tuple[Denial, ...] = ()


NO_FRAME = Frame()
MOST_SLOTS = 24
"""A longer claim tells of too much: a denial in it may be of anything."""


def frame_of(words: Sequence[Word]) -> Frame:
    """The frame of the claim's own words; empty for a long claim."""
    denials = tuple(_denials(words))
    taken = {place for one in denials for place in range(one.first, one.last + 1)}
    slots = tuple(place for place, word in enumerate(words)
                  if word.inside and place not in taken and _tells(word))  # fmt: skip
    return Frame(slots, denials) if len(slots) <= MOST_SLOTS else NO_FRAME


_TELLING = ("NN", "VB", "JJ", "CD")
_EMPTY = LIGHT | {"there", "also", "still", "such"}
MEASURING = frozenset({"more", "most", "less", "least", "fewer", "fewest", "many", "few", "several",
                       "some", "all", "only", "other", "another", "much"})  # fmt: skip
"""Words that tell how many or how much of what the telling words name."""


def _tells(word: Word) -> bool:
    return (
        word.tag.startswith(_TELLING)
        and word.lower[:1].isalnum()
        and word.dep not in ("aux", "auxpass")
        and word.stem not in _EMPTY
        and word.lower not in MEASURING
    )


_GOVERNING = frozenset({"fail", "refus", "declin", "unable", "incapable", "impossible", "forbid",
                        "forbidden", "forbad", "prohibit", "ban", "bar", "disallow", "prevent",
                        "avoid", "stop", "ceas", "neglect", "unwilling", "disqualify", "abstain",
                        "refrain", "unabl", "incapabl", "impossibl", "skip", "forget",
                        "exempt"})  # fmt: skip
"""Stems of what denies the verb that hangs on it."""

_EXCLUDING = frozenset({"absent", "nonexistent", "inexistent", "uninvolv", "unaffiliat",
                        "unrelat", "unconnect", "lack", "exclud", "exclusiv", "devoid", "omit",
                        "unlik", "unlike", "exempt", "disqualify", "deny", "withhold", "withheld",
                        "unaffect"})  # fmt: skip
"""Stems of what denies by itself."""

_EXCLUDING_WITH = {
    "missing": frozenset({"from", "a", "an", "any"}),
    "independent": frozenset({"of"}), "independently": frozenset({"of"}),
    "separate": frozenset({"from"}), "distinct": frozenset({"from"}),
    "different": frozenset({"from"}), "outside": frozenset({"of", "the"}),
    "free": frozenset({"of", "from"}), "rid": frozenset({"of"}), "immune": frozenset({"to"}),
    "except": frozenset({"for"}), "removed": frozenset({"from"}), "kept": frozenset({"out"}),
    "away": frozenset({"from"}), "banned": frozenset({"from"}), "barred": frozenset({"from"}),
}  # fmt: skip
"""What denies before certain words."""

_SELDOM = frozenset({"hardly", "seldom", "rarely", "scarcely", "barely"})
_NO_DENIAL = frozenset({"only", "just", "merely", "simply", "until", "least", "all", "every",
                        "necessarily", "yet", "fewer", "less", "later", "more", "sooner", "doubt",
                        "matter", "earlier", "but", "other", "alone", "even", "always", "one",
                        "because", "so", "first", "enough"})  # fmt: skip
"""What behind "not", "no" or "nothing" makes it deny something else, or nothing."""


def _denials(words: Sequence[Word]) -> Iterator[Denial]:
    for place, word in enumerate(words):
        if not word.inside:
            continue
        behind = words[place + 1] if place + 1 < len(words) and words[place + 1].inside else None
        found = _denial(words, place, behind)
        if found is not None:
            yield found


def _denial(words: Sequence[Word], place: int, behind: Word | None) -> Denial | None:
    word = words[place]
    lower, then = word.lower, behind.lower if behind else ""
    if lower in NEGATIONS or lower in _SELDOM:
        if lower in ("no", "not", "nothing", "never") and then in _NO_DENIAL:
            return None
        if is_named(words, place) or (lower == "without" and then in ("the", "his", "her")):
            return None
        if lower == "no" and then == "longer":
            return Denial(place, place + 1, words[place + 1].head)
        scope = word.head
        if lower == "not" and scope < place and place and words[place - 1].lower == ",":
            # "Peace, not war" denies no peace.
            return None
        if lower == "without":
            scope = next((p for p in range(place + 1, len(words)) if words[p].head == place), place)
        return Denial(place, place, scope, lower in _SELDOM)
    if word.stem in _GOVERNING:
        below = next((p for p, one in enumerate(words) if p > place and one.head == place
                      and one.dep in ("xcomp", "ccomp", "pcomp")), -1)  # fmt: skip
        if below < 0:
            out = next((p for p, one in enumerate(words)
                        if one.head == place and one.lower in ("from", "of")), -1)  # fmt: skip
            below = next((p for p, one in enumerate(words) if out >= 0 and one.head == out), -1)
        if below < 0 and behind is not None and behind.tag == "VBG":
            below = place + 1
        if below >= 0 and words[below].tag[:2] in ("VB", "NN"):
            return Denial(place, place, below)
    if word.stem in _EXCLUDING:
        return Denial(place, place, place)
    if then in _EXCLUDING_WITH.get(lower, ()):
        return Denial(place, place, place, is_loose=True)
    if lower == "yet" and then == "to" and place and words[place - 1].stem in ("have", "hav"):
        return Denial(place, place, _next_verb(words, place))
    return None


def _next_verb(words: Sequence[Word], place: int) -> int:
    return next((p for p in range(place + 1, len(words)) if words[p].tag[:2] == "VB"), place)
