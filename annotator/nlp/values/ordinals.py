"""Ordinals: "third in a row", "the sixth call", "first since 2022"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.word_groups import are_alike

_NAMES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_RANKS = {name: number for number, name in enumerate(_NAMES, 1)}
_DIGITS = re.compile(r"(\d{1,4})(?:st|nd|rd|th)")
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_DESCRIBES = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "CD", "RB", "RBS"})


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A rank that a claim states.

    Attributes:
        span: the ordinal and, with "since ...", nothing of it; code points of the article.
        rank: 1 for "first".
        noun: the stem of what is ranked, "" when it is not named.
        describers: stems of the words between ("direct", "deadly").
        since: the words of a "since ..." or "in five years" that limits it, or "".
        words: the ordinal, its noun and its limit as one line.
        frame: how long a time the count covers: "days", "year", "years" or "" when it is not told.
        narrowed: stems of what follows the noun and tells which ("that folds", "to resign").
        scope: stems of where or among what it ranks ("on the continent", "the region's").
        subject: whether the ranked thing is who or what does something ("the third stage began").
        top: whether it is the last of several ranks ("in the top ten").
    """

    span: Span
    rank: int
    noun: str
    describers: frozenset[str]
    since: str
    words: str
    frame: str = ""
    narrowed: frozenset[str] = frozenset()
    scope: frozenset[str] = frozenset()
    subject: bool = False
    top: bool = False


def ordinals_of(words: Sequence[Word], taken: Sequence[Span]) -> tuple[Ordinal, ...]:
    """The ordinals among ``words`` that lie in the claim; ``taken`` spans hold dates."""
    found = []
    for index, word in enumerate(words):
        unknown = _never_before(words, index)
        if unknown is not None:
            found.append(unknown)
        numbered = 0 if _rank(word.lower) else _numbered(words, index)
        top = 0 if numbered else _top(words, index)
        rank = numbered or top or _rank(word.lower)
        if not rank or not word.inside:
            continue
        if any(span.start < word.end and word.start < span.end for span in taken):
            continue
        if _is_fraction(words, index) or _is_adverb(words, index):
            continue
        noun, describers, place = _ranked(words, index)
        since = _since(words, index)
        shown = " ".join(filter(None, (word.lower, since)))
        place -= 1 if numbered else 0
        narrowed, scope = _told_behind(words, place)
        found.append(
            Ordinal(
                Span(word.start, word.end), rank, noun, describers, since, shown,
                _frame(words, index), narrowed, scope, words[place].dep in _SUBJECTS, bool(top),
            )
        )  # fmt: skip
    return tuple(found)


def _rank(lower: str) -> int:
    if lower in _RANKS:
        return _RANKS[lower]
    match = _DIGITS.fullmatch(lower)
    return int(match[1]) if match else 0


def _never_before(words: Sequence[Word], index: int) -> Ordinal | None:
    """ "Never before had a team won": it is the first time."""
    word = words[index]
    if word.lower != "never" or not word.inside or index + 1 >= len(words):
        return None
    behind = words[index + 1 : index + _FAR]
    last = next((other for other in behind if other.lower == "before"), None)
    if last is None:
        return None
    words_shown = "never before"
    return Ordinal(Span(word.start, last.end), 1, NEVER, frozenset(), "", words_shown)


NEVER = "never before"
"""Stands for the noun of a rank that is told by "never before"."""

_FAR = 8


def _numbered(words: Sequence[Word], index: int) -> int:
    """ "Number four on the continent": a rank, 0 for none."""
    if index < 1 or words[index - 1].lower not in ("number", "no.") or words[index].tag != "CD":
        return 0
    behind = words[index + 1] if index + 1 < len(words) else None
    led = index > 1 and words[index - 2].lower in _REACHING
    if not led and (behind is None or behind.lower not in ("on", "in", "worldwide", "of")):
        return 0
    return _cardinal(words[index].lower)


def _top(words: Sequence[Word], index: int) -> int:
    """ "In the top ten", not "the top three teams": the last of these ranks, 0 for none."""
    if index < 2 or words[index].tag != "CD":
        return 0
    before = index - (2 if words[index - 1].text == "-" else 1)
    led = {word.lower for word in words[max(0, before - 3) : before]}
    if words[before].lower != "top" or not led & _INTO:
        return 0
    behind = words[index + 1] if index + 1 < len(words) else None
    if behind is not None and behind.tag in _NOUNS:
        return 0
    return _cardinal(words[index].lower)


_INTO = frozenset({"in", "into", "inside", "reach", "reached", "reaching", "entered", "cracked",
                   "made"})  # fmt: skip


def _cardinal(lower: str) -> int:
    if lower in _CARDINALS:
        return _CARDINALS[lower]
    return int(lower) if lower.isdecimal() and len(lower) <= 3 else 0


_REACHING = frozenset({"at", "to", "reached", "reach", "reaching", "hit", "hitting", "peaked"})
_CARDINALS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
              "eight": 8, "nine": 9, "ten": 10}  # fmt: skip


def _is_fraction(words: Sequence[Word], index: int) -> bool:
    before = words[index - 1].lower if index else ""
    after = words[index + 1].lower if index + 1 < len(words) else ""
    if before in ("a", "an", "one", "two") and after in ("of", "less", "more"):
        return True
    led = words[index - 2].lower if index > 1 else ""
    return before == "a" and led in _BY_SHARE and not after.isalpha()


_BY_SHARE = frozenset({"by", "than", "about", "nearly", "almost", "over", "roughly", "around"})


def _is_adverb(words: Sequence[Word], index: int) -> bool:
    """ "First, ...", "at first", "first the lights went"."""
    lower = words[index].lower
    before = words[index - 1].lower if index else ""
    after = words[index + 1].lower if index + 1 < len(words) else ""
    if lower == "second" and after in ("later", "before", "after"):
        return True
    return lower == "first" and (before == "at" or after in (",", "the", "we", "he", "she", "they"))


def _ranked(words: Sequence[Word], index: int) -> tuple[str, frozenset[str], int]:
    """The noun that is ranked, its describers, and where it stands (the rank itself for none)."""
    describers: list[str] = []
    noun, place = "", index
    for number, word in enumerate(words[index + 1 : index + 7], index + 1):
        if word.lower in ("last", "this", "next", "on", "in"):
            break
        if word.tag in _NOUNS or (word.tag.startswith("VB") and are_alike(word.stem, "cut")):
            if noun:
                describers.append(noun)
            noun, place = word.stem + _second_half(words, word), number
        elif noun or word.tag not in _DESCRIBES:
            break
        else:
            describers.append(word.stem)
    return noun, frozenset(describers), place


def _told_behind(words: Sequence[Word], place: int) -> tuple[frozenset[str], frozenset[str]]:
    """What tells the ranked thing apart ("that folds", "to go"), and where it ranks."""
    narrowed, scope = set[str](), set[str]()
    if place + 2 < len(words) and words[place + 1].lower in ("that", "which", "who"):
        narrowed.add(words[place + 2].stem)
    held = {place} if words[place].tag in _NOUNS else {place, words[place].head}
    for number in range(max(0, place - _NEAR), min(len(words), place + _FAR + _NEAR)):
        word = words[number]
        if number not in held and word.head in held:
            if word.dep in ("relcl", "acl", "advcl"):
                narrowed.add(word.stem)
            elif word.dep == "poss":
                scope.add(word.stem)
        head = words[word.head]
        if word.dep == "xcomp" and words[place].dep == "attr" and word.head == words[place].head:
            narrowed.add(word.stem)
        if word.dep == "pobj" and held & {head.head, words[head.head].head}:
            if head.lower in _WITHIN and word.lower.isalpha() and word.stem not in _TIMES:
                scope.add(word.stem)
            elif head.lower == "with":
                narrowed |= {word.stem} | {o.stem for o in words if words[o.head] is word}
    return frozenset(narrowed), frozenset(scope)


_NEAR = 5
_TIMES = frozenset(
    {"year", "decad", "century", "month", "week", "season", "time", "tim", "history"}
)
_WITHIN = frozenset({"in", "on", "of", "among", "across", "within"})


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FRAMES = {
    "year": "year", "season": "year", "winter": "year", "summer": "year", "month": "days",
    "week": "days", "day": "days", "weekend": "days", "today": "days",
}  # fmt: skip
_MONTHS = frozenset({"january", "february", "march", "april", "may", "june", "july", "august",
                     "september", "october", "november", "december"})  # fmt: skip


def _frame(words: Sequence[Word], index: int) -> str:
    """How long a time is counted in: "this year", "since January", "in a week", "in five years"."""
    for place in range(index + 1, min(len(words) - 1, index + _FRAME_REACH)):
        lower, after = words[place].lower, words[place + 1].lower
        if lower == "this" and after in _FRAMES:
            return _FRAMES[after]
        if lower == "since":
            return "year" if after in _MONTHS else "years"
        if lower in ("in", "within") and place + 2 < len(words):
            third = words[place + 2].lower
            if third.endswith("s") and third[:-1] in ("year", "decade"):
                return "years"
            if third.rstrip("s") in _FRAMES and after not in ("the", "this", "last"):
                return _FRAMES[third.rstrip("s")]
    return ""


_FRAME_REACH = 12


def _second_half(words: Sequence[Word], word: Word) -> str:
    """The "-in" of "break-in"."""
    place = next(i for i, other in enumerate(words) if other is word)
    if place + 2 < len(words) and words[place + 1].text == "-":
        return f"-{words[place + 2].lower}"
    return ""


def _since(words: Sequence[Word], index: int) -> str:
    for place in range(index + 1, min(len(words), index + 12)):
        if words[place].lower == "since" or (
            words[place].lower == "in"
            and place + 2 < len(words)
            and words[place + 2].stem in ("year", "month", "decad", "week", "day")
        ):
            part = list(words[place : place + 4])
            while part and not part[-1].text[0].isalnum():
                part.pop()
            # As it stands in the article: "Trump's" is two words here, with no space between.
            joined = ""
            for before, word in pairwise([None, *part]):
                assert word is not None
                parted = before is not None and word.start > before.end
                joined += (" " if parted else "") + word.text
            return joined
    return ""
