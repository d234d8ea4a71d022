"""What a number counts, and numbers that count nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.nlp.values.claim_words import Word

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_BETWEEN = NOUNS | {"JJ", "JJR", "JJS", "VBN", "VBG", "CD", "HYPH", "IN", "DT", "POS"}
_LINKS = frozenset({"of", "the", "its", "their"})
_REACH = 6
_TOTALS = frozenset({"total", "number", "maximum", "minimum", "averag", "sum", "record", "out"})
_LABEL = re.compile(
    r"(?:\b(?:number|no\.|nr\.?|page|chapter|section|article|part|room|lock|gate|line|route|"
    r"flight|phase|stage|season|version|level|channel|highway|platform|episode)\s|[^\W\d_]-)$",
    re.I,
)
_PRONOUN = re.compile(
    r"\s(?:another|day\b|thing\b|reason\b|told\b|said\b|was\b|had\b|could\b|must\b|may\b|would\b|"
    r"should\b|side\b|hand\b|can\b|has\b)",
    re.I,
)
_AGED = re.compile(r"\b(?:aged|a (?:man|woman|boy|girl) of)\s$", re.I)
_YEARS_OLD = re.compile(r"[- ]years?[- ]olds?\b", re.I)
_BEHIND_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+, $")
_AFTER_AGE = re.compile(r"\s?[,.;:“”)]|$")


def is_age(text: str, start: int, end: int) -> bool:
    """ "Anita Holm, 29", "a man of 34", "aged 41", "41-year-old"."""
    before = text[max(0, start - 24) : start]
    if _AGED.search(before) or _YEARS_OLD.match(text, end):
        return True
    return bool(_BEHIND_NAME.search(before) and _AFTER_AGE.match(text, end))


def is_label(text: str, start: int, end: int) -> bool:
    """ "Lock 3", "COVID-19", "one another": a label or a pronoun, not a number of things."""
    if _LABEL.search(text, max(0, start - 16), start):
        return True
    return text[start:end].lower() == "one" and _PRONOUN.match(text, end) is not None


def counted_stems(words: Sequence[Word], end: int) -> frozenset[str]:
    """Stems of the noun that a number ending at ``end`` counts, and of that noun's describers."""
    index = next((i for i, word in enumerate(words) if word.end >= end), -1)
    if index < 0:
        return frozenset()
    head = words[index].head
    if words[index].dep == "nummod" and head > index and words[head].tag in NOUNS:
        return frozenset(
            word.stem
            for word in words[index + 1 : head + 1]
            if word.tag in NOUNS or word.tag.startswith("JJ")
        )
    stems = []
    for word in words[index + 1 : index + _REACH]:
        if word.tag not in _BETWEEN or (word.tag in ("IN", "DT") and word.lower not in _LINKS):
            break
        if word.tag in NOUNS or word.tag.startswith("JJ"):
            stems.append(word.stem)
        if word.tag in ("NNS", "NNPS"):
            break
    return frozenset(stems) or _before(words, index) or _subject(words, index)


def _before(words: Sequence[Word], index: int) -> frozenset[str]:
    """Of "an urban population of 183,658": what the number is "of"."""
    place = index - 1
    while place > 0 and words[place].tag in ("RB", "JJR", "IN", "DT", "JJS") and index - place < 4:
        if words[place].lower == "of" and words[place - 1].tag in NOUNS:
            noun = words[place - 1]
            return frozenset() if noun.stem in _TOTALS else frozenset({noun.stem})
        place -= 1
    return frozenset()


def _subject(words: Sequence[Word], index: int) -> frozenset[str]:
    """Of "the cases reached 2,855" and "the number of dead rose to 12": what stands before."""
    verb = words[index].head
    if words[verb].tag in ("IN", "TO"):
        verb = words[verb].head
    if not words[verb].tag.startswith("VB") or verb >= index:
        return frozenset()
    for place, word in enumerate(words[:verb]):
        if word.head == verb and word.dep in ("nsubj", "nsubjpass"):
            return frozenset(
                other.stem
                for other in words[place : min(verb, place + 5)]
                if other.tag in NOUNS or other.tag.startswith("JJ")
            )
    return frozenset()
