"""The signs of single tokens: what a word, its tag and its entity say without their sentence."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.strings import StringStore

from annotator.nlp.signs import BIT, Sign
from annotator.nlp.word_lists import WordLists

_ALL = (1 << len(BIT)) - 1


def _bits(*signs: Sign) -> int:
    return sum(BIT[sign] for sign in signs)


_VERBAL = _bits(Sign.HAPPENING, Sign.PREDICTION, Sign.SPEAKER)
_NOUN = _ALL & ~_VERBAL
_PROPER = _bits(Sign.DATE, Sign.LAW, Sign.FIGURE, Sign.FIRST_OF_KIND)
_BY_TAG: dict[str, int] = {
    "NNP": _PROPER,
    "NNPS": _PROPER,
    "NN": _NOUN,
    "NNS": _NOUN,
    "JJ": _ALL & ~_bits(Sign.SPEAKER, Sign.HAPPENING, Sign.CHANGE),
    **dict.fromkeys(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"), _ALL & ~_bits(Sign.LAW)),
}
"""Which signs of the word lists a tag allows: "May" the month is no speculation."""

_IN_DATE = _ALL & ~_bits(
    Sign.FIRST_OF_KIND, Sign.FIGURE, Sign.SMALL_NUMBER, Sign.VAGUE_AMOUNT, Sign.COMPARISON
)
_BY_ENTITY: dict[str, int] = {
    "DATE": _IN_DATE,
    "TIME": _IN_DATE,
    "ORDINAL": _ALL & ~_bits(Sign.FIGURE, Sign.SMALL_NUMBER),
}
"""Which signs an entity label allows: "the second quarter" is a date and no rank."""

_NAMES = (
    *("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"),
)
_ENTITY_SIGNS: dict[str, int] = {
    **dict.fromkeys(_NAMES, BIT[Sign.NAME]),
    "LAW": BIT[Sign.NAME] | BIT[Sign.LAW],
}

_NAME, _FIGURE, _DATE = BIT[Sign.NAME], BIT[Sign.FIGURE], BIT[Sign.DATE]
_SMALL, _PAST, _COMPARISON = BIT[Sign.SMALL_NUMBER], BIT[Sign.PAST], BIT[Sign.COMPARISON]
_CAUSE = BIT[Sign.CAUSE]
_PERFECT = BIT[Sign.PERFECT]
_MEASURES = dict.fromkeys(("MONEY", "PERCENT", "QUANTITY"), BIT[Sign.MEASURED])
_OPENING_TAGS = frozenset({".", "_SP", "``", ":", "-LRB-"})
_SPECULATION, _OPINION, _VAGUE_AMOUNT = (
    BIT[Sign.SPECULATION],
    BIT[Sign.OPINION],
    BIT[Sign.VAGUE_AMOUNT],
)
_LENGTHS = tuple(
    unit + ending
    for unit in ("year", "month", "week", "day", "hour", "minute")
    for ending in ("", "s")
)


class _Names(dict[int, str]):
    """spaCy's labels by their number, remembered."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        name = self[number] = str(self._strings[number])
        return name


def _dated(index: int, signs: list[int], tags: Sequence[str], ent_types: Sequence[str]) -> bool:
    """Whether a month, a weekday or the like stands beside a number of the same entity."""
    return any(
        ent_types[near] == "DATE" and (signs[near] & _DATE or tags[near] == "NNP")
        for near in range(max(0, index - 3), min(len(signs), index + 4))
        if near != index
    )


def _is_label(index: int, tags: Sequence[str]) -> bool:
    """Whether a number only tells one thing of a name from others: "Lock 3", "Flight 370"."""
    if not index or tags[index - 1] not in ("NNP", "NNPS"):
        return False
    after = tags[index + 1] if index + 1 < len(tags) else "."
    return after in (".", ",", "IN", "VBD", "VBZ", "VBP", "MD", "POS", "CC", "``", "''", "TO")


class TokenSigns:
    """Looks up the sign bits of tokens.

    Attributes:
        names: labels by spaCy's number for them.
        number_of: spaCy's numbers of lower-case words, for comparing columns of a table.
    """

    def __init__(self, lists: WordLists, strings: StringStore) -> None:
        self.names = _Names(strings)
        self._strings = strings
        self._words = {strings.add(word): bits for word, bits in lists.words.items()}
        self._phrases = {
            strings.add(first): tuple(
                (tuple(strings.add(word) for word in words), bits) for words, bits in phrases
            )
            for first, phrases in lists.phrases.items()
        }
        self._lengths = frozenset(map(strings.add, _LENGTHS))
        self._ago, self._one, self._than = map(strings.add, ("ago", "one", "than"))
        self._instead = frozenset(map(strings.add, ("rather", "other")))
        self._have = frozenset(map(strings.add, ("has", "have", "’ve", "'ve")))
        self._years = frozenset(strings.add(str(year)) for year in range(1000, 2100))
        self._not = frozenset(map(strings.add, ("not", "n't", "n’t")))

    def number_of(self, word: str) -> int:
        """spaCy's number for a lower-case word."""
        return int(self._strings.add(word))

    def of(
        self,
        lowers: Sequence[int],
        tags: Sequence[str],
        deps: Sequence[str],
        ent_types: Sequence[str],
    ) -> list[int]:
        """The sign bits of each token; the columns are as long as one another."""
        words, by_tag, by_entity, entity_signs = self._words, _BY_TAG, _BY_ENTITY, _ENTITY_SIGNS
        signs = [
            (words.get(lower, 0) & by_tag.get(tag, _ALL) & by_entity.get(ent, _ALL))
            | entity_signs.get(ent, 0)
            for lower, tag, ent in zip(lowers, tags, ent_types, strict=True)
        ]
        for index, tag in enumerate(tags):
            if tag == "CD":
                self._mark_number(index, signs, lowers, tags, ent_types)
            elif tag == "VBD":
                signs[index] |= _PAST
            elif tag == "NNP":
                # A capital at the beginning of a sentence is no name yet.
                if not ent_types[index] and index and tags[index - 1] not in _OPENING_TAGS:
                    signs[index] |= _NAME
            elif deps[index] == "aux" and lowers[index] in self._have:
                signs[index] |= _PERFECT
            elif tag == "JJS" and not signs[index] & (_OPINION | _VAGUE_AMOUNT):
                signs[index] |= _COMPARISON
        self._mark_context(signs, lowers, tags)
        return signs

    def _mark_number(
        self,
        index: int,
        signs: list[int],
        lowers: Sequence[int],
        tags: Sequence[str],
        ent_types: Sequence[str],
    ) -> None:
        """A number is a figure, a part of a date, or neither ("one", "two leaders")."""
        label = ent_types[index]
        after = lowers[index + 1 : index + 4]
        is_year = lowers[index] in self._years and tags[index + 1 : index + 2] != ["NNS"]
        is_clock = label == "TIME" and self._lengths.isdisjoint(after)
        is_day = label == "DATE" and (self._ago in after or _dated(index, signs, tags, ent_types))
        if is_year or is_clock or is_day:
            signs[index] |= _DATE
        elif label == "DATE" and tags[index - 1] == "," and tags[index + 1 : index + 2] == [","]:
            # "Anita Holm, 29," is an age, whatever the model calls it.
            return
        elif _is_label(index, tags):
            signs[index] &= ~(_SMALL | _FIGURE)
        elif label != "ORDINAL" and lowers[index] != self._one and not signs[index] & _SMALL:
            signs[index] |= _FIGURE | _MEASURES.get(label, 0)

    def _mark_context(self, signs: list[int], lowers: Sequence[int], tags: Sequence[str]) -> None:
        """What two or more words say together."""
        phrases, than, not_ = self._phrases, self._than, self._not
        last = len(lowers) - 1
        for index, lower in enumerate(lowers):
            if lower in phrases:
                for phrase, bits in phrases[lower]:
                    end = index + len(phrase)
                    if tuple(lowers[index:end]) == phrase:
                        if bits & _CAUSE and tags[end : end + 1] == ["VB"]:
                            # "Due to open" looks ahead; it names no cause.
                            bits = bits & ~_CAUSE | BIT[Sign.PREDICTION]
                        signs[index] |= bits
                        break
            if index == last:
                continue
            if lower == than:
                # "More than 200" bounds a figure; "rather than" chooses. Neither compares.
                bounds = signs[index + 1] & (_FIGURE | _SMALL)
                if bounds or (index and lowers[index - 1] in self._instead):
                    signs[index] &= ~_COMPARISON
            elif signs[index] & _SPECULATION and lowers[index + 1] in not_:
                # "Could not be launched" is a fact.
                signs[index] &= ~_SPECULATION
