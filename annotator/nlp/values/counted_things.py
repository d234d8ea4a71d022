"""What a number counts, and numbers that count nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.stems import stem

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
_AGED = re.compile(
    r"\b(?:aged|a (?:man|woman|boy|girl) of|age of|(?:die[sd]?|dead|passed away) at)\s$", re.I
)
_YEARS_OLD = re.compile(r"[- ]years?[- ]olds?\b", re.I)
_BEHIND_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+, $")
_BEHIND_NOUN = re.compile(
    r"\b(?:man|woman|boy|girl|driver|pilot|captain|student|pupil|teacher|suspect|victim|mother|father|"
    r"son|daughter|brother|sister|wife|husband|worker|officer|nurse|doctor|farmer|tourist|hiker|singer|"
    r"actor|actress|writer|teenager|pensioner|player|soldier|manager|owner|widow|widower|child), $"
)
_WAS = re.compile(r"(?P<name>[A-ZÀ-Þ][\w’'-]+) (?:is|was) (?:only |just )?$")
_WHO_WAS = re.compile(r"\bwho (?:is|was|turned|turns) (?:only |just |then |now |still )?$", re.I)
_FULL_NAME_WAS = re.compile(
    r"(?:(?:^|[.!?:“\"]\s?|\b(?:and|but|that)\s)(?:[Ss]?[Hh]e)|"
    r"[A-ZÀ-Þ][a-zà-ÿ’'-]+ [A-ZÀ-Þ][a-zà-ÿ’'-]+) (?:is|was) (?:only |just )?$"
)
_AFTER_AGE = re.compile(r"\s?[,.;:“”)]|$")


def is_age(text: str, words: Sequence[Word], offset: int, start: int, end: int) -> bool:
    """ "Anita Holm, 29", "a man of 34", "aged 41", "41-year-old"."""
    before = text[max(0, start - 24) : start]
    if _YEARS_OLD.match(text, end):
        return True
    was = _WAS.search(text, max(0, start - 40), start)
    if was and text[start:end].isdecimal() and end - start == 2:
        named = any(
            word.entity == "PERSON" and word.end - offset == was.end("name") for word in words
        )
        if named:
            return _AFTER_AGE.match(text, end) is not None
    if _FULL_NAME_WAS.search(text, max(0, start - 50), start) and text[start:end].isdecimal():
        return end - start == 2 and _AFTER_AGE.match(text, end) is not None
    if _WHO_WAS.search(before) and text[start:end].isdecimal() and end - start == 2:
        return _AFTER_AGE.match(text, end) is not None
    if _AGED.search(before):
        return True
    if _BEHIND_NAME.search(before) and _AFTER_AGE.match(text, end):
        return True
    return bool(
        text[start:end].isdecimal()
        and end - start <= 2
        and _BEHIND_NOUN.search(before)
        and text[end : end + 1] == ","
    )


def is_label(text: str, words: Sequence[Word], offset: int, start: int, end: int) -> bool:
    """ "Lock 3", "COVID-19", "one another": a label or a pronoun, not a number of things."""
    if _LABEL.search(text, max(0, start - 16), start) or _is_sequel(
        text, words, offset, start, end
    ):
        return True
    return text[start:end].lower() == "one" and _PRONOUN.match(text, end) is not None


def _is_sequel(text: str, words: Sequence[Word], offset: int, start: int, end: int) -> bool:
    """ "Toy Story 4", "Fortune Bros. 3": the number ends a name."""
    if not text[start:end].isdecimal() or end - start > 2:
        return False
    named = _NAMED.search(text, max(0, start - 30), start)
    behind = next((word for word in words if word.start >= end + offset), None)
    verb = behind is not None and behind.tag.startswith(("VB", "MD"))
    if named is None or not (verb or _BEHIND_LABEL.match(text, end)):
        return False
    if text[named.start() - 1 : named.start()] in _OPENING and text[end : end + 1] in _CLOSING:
        return named.start() > 0
    # At the start of a sentence a capital letter makes no name.
    return named.start() > 0 and text[max(0, named.start() - 2) : named.start()].strip() not in (
        "", ".", "!", "?", ":", "“", "”", '"'
    )  # fmt: skip


_NAMED = re.compile(r"[A-ZÀ-Þ][\w’'-]+\.?\s$")
_OPENING, _CLOSING = ("“", '"', "«", "„"), ("”", '"', "»", "“")
_BEHIND_LABEL = re.compile(r"\s?[,.;)!?”’\"»]|$|\s(?:and|in|on|for|with)\b")


def is_added(text: str, start: int, end: int) -> bool:
    """ "Twelve more cases", "another 5": what came on top, not how many there are in all."""
    if _ANOTHER.search(text, max(0, start - 12), start):
        return True
    return _MORE.match(text, end) is not None


def is_known(text: str, start: int, end: int) -> bool:
    """ "The two", "the two sides", "one of the largest": it only points to what is known."""
    lower = text[start:end].lower()
    if lower == "one":
        return _ONE_OF.match(text, end) is not None
    if _THE_OTHER.search(text, max(0, start - 16), start):
        return True
    if lower not in ("two", "three", "both"):
        return False
    return _THE.search(text, max(0, start - 16), start) is not None


_THE_OTHER = re.compile(r"\b(?:the|these|those|all)\sother\s$", re.I)
_THE = re.compile(r"\b(?:the|these|those|his|her|their|its)\s(?:other\s)?$", re.I)
_ONE_OF = re.compile(
    r"\sof\s(?:the|its|his|her|their|our|my)\s(?:[\w’'-]+\s)?"
    r"(?:most|best|worst|great|few|leading|top|main|major|[a-z]{3,}est)\b",
    re.I,
)
_ANOTHER = re.compile(r"\b(?:another|a further|an additional|an extra)\s$", re.I)
_MORE = re.compile(r"\s(?:more|additional|further|extra|new|newly)\b(?!\s(?:than|or less)\b)", re.I)


def counted_stems(words: Sequence[Word], end: int) -> frozenset[str]:
    """Stems of the noun that a number ending at ``end`` counts, and of that noun's describers."""
    index = next((i for i, word in enumerate(words) if word.end >= end), -1)
    if index < 0:
        return frozenset()
    head = words[index].head
    if index > 1 and words[index - 1].lower == "of" and words[index - 2].stem in _GROUPS:
        after = words[index + 1] if index + 1 < len(words) else None
        if after and after.tag == "NNS" and after.dep == "compound":
            # "Gang of four swipes museum treasures": the verb of a headline, read as a noun.
            return frozenset({words[index - 2].stem})
    if words[index].dep == "nummod" and head > index and words[head].tag in NOUNS:
        return frozenset(
            word.stem
            for word in words[index + 1 : head + 1]
            if word.tag in NOUNS or word.tag.startswith("JJ")
        )
    stems = []
    for word in words[index + 1 : index + _REACH]:
        if word.lower in _OF_TIME:
            break
        if word.tag not in _BETWEEN or (word.tag in ("IN", "DT") and word.lower not in _LINKS):
            break
        if word.tag in NOUNS or word.tag.startswith("JJ"):
            stems.append(word.stem)
        if word.tag in ("NNS", "NNPS"):
            break
    return frozenset(stems) or _before(words, index) or _subject(words, index)


_GROUPS = frozenset(map(stem, ("gang", "crew", "family", "group", "team", "band", "party")))
_OF_TIME = frozenset({"last", "next", "this"})


def counts_nothing(words: Sequence[Word], end: int) -> bool:
    """Whether no noun follows a number ending at ``end`` that it could count."""
    index = next((i for i, word in enumerate(words) if word.end >= end), -1)
    if index < 0:
        return True
    if words[index].dep == "nummod" and words[words[index].head].tag in NOUNS:
        return False
    after = words[index + 1] if index + 1 < len(words) else None
    if after is not None and after.lower in _OF_TIME:
        # "Profits of 480 million last year."
        return True
    return after is None or after.tag not in (*NOUNS, "JJ", "JJR", "JJS", "VBN", "HYPH", "POS")


def _before(words: Sequence[Word], index: int) -> frozenset[str]:
    """Of "an urban population of 183,658": what the number is "of"."""
    place = index - 1
    while place > 0 and words[place].tag in ("RB", "JJR", "IN", "DT", "JJS") and index - place < 4:
        if words[place].lower == "of" and words[place - 1].tag in NOUNS:
            noun = words[place - 1]
            return frozenset() if noun.stem in _TOTALS else frozenset({noun.stem})
        if words[place].lower in _BOUNDING and words[place - 1].tag in NOUNS:
            # "An average rating above 7".
            return frozenset({words[place - 1].stem})
        place -= 1
    return frozenset()


_BOUNDING = frozenset({"above", "below", "over", "under"})


def _brought(words: Sequence[Word], verb: int, index: int) -> frozenset[str]:
    """Of "bringing the total of confirmed cases to 143": what is brought there."""
    preposition = words[index].head
    if words[preposition].lower != "to" or words[preposition].head != verb:
        return frozenset()
    for place in range(verb + 1, index):
        if words[place].head == verb and words[place].dep == "dobj":
            return frozenset(
                word.stem
                for word in words[place:index]
                if word.tag in NOUNS and word.stem not in _TOTALS
            )
    return frozenset()


def _subject(words: Sequence[Word], index: int) -> frozenset[str]:
    """Of "the cases reached 2,855" and "the number of dead rose to 12": what stands before."""
    verb = words[index].head
    if words[verb].tag in ("IN", "TO"):
        verb = words[verb].head
    if not words[verb].tag.startswith("VB") or verb >= index:
        return frozenset()
    brought = _brought(words, verb, index)
    if brought:
        return brought
    for place, word in enumerate(words[:verb]):
        if word.head == verb and word.dep in ("nsubj", "nsubjpass"):
            return frozenset(
                other.stem
                for other in words[place : min(verb, place + 5)]
                if other.tag in NOUNS or other.tag.startswith("JJ")
            )
    return frozenset()
