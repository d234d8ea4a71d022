"""The signs of single tokens: what a word, its tag and its entity say without their sentence."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.strings import StringStore

from annotator.nlp.signs import BIT, Sign
from annotator.nlp.word_lists import WordLists

_ALL = (1 << len(BIT)) - 1


def _bits(*signs: Sign) -> int:
    return sum(BIT[sign] for sign in signs)


_VERB_SIGNS = _bits(Sign.HAPPENING, Sign.PREDICTION)
_PROPER_NAME = _bits(Sign.DATE, Sign.LAW, Sign.FIGURE)
_NOUN = _ALL & ~(_VERB_SIGNS | _bits(Sign.SPEAKER))
_VERB = _ALL & ~_bits(Sign.VAGUE_AMOUNT)
_BY_TAG: dict[str, int] = {
    "NNP": _PROPER_NAME,
    "NNPS": _PROPER_NAME,
    "NN": _NOUN,
    "NNS": _NOUN,
    "JJ": _ALL & ~_bits(Sign.SPEAKER, Sign.HAPPENING),
}
"""Which signs of the word lists a tag allows: "May" the month is no speculation."""

_BY_ENTITY: dict[str, int] = {
    "DATE": _ALL & ~_bits(Sign.FIRST_OF_KIND, Sign.FIGURE, Sign.VAGUE_AMOUNT, Sign.COMPARISON),
    "TIME": _ALL & ~_bits(Sign.FIRST_OF_KIND, Sign.FIGURE, Sign.VAGUE_AMOUNT, Sign.COMPARISON),
    "ORDINAL": _ALL & ~_bits(Sign.FIGURE),
}
"""Which signs an entity label allows: "the second quarter" is a date and no rank."""

_NAME = BIT[Sign.NAME]
_ENTITY_SIGNS: dict[str, int] = {
    **dict.fromkeys(
        ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART"), _NAME
    ),
    "LAW": _NAME | BIT[Sign.LAW],
    "DATE": BIT[Sign.DATE],
    "TIME": BIT[Sign.DATE],
    "MONEY": 0,
}
_FIGURE = BIT[Sign.FIGURE]
_PAST = BIT[Sign.PAST]
_DATED = {"DATE", "TIME", "ORDINAL"}
_NUMBER_SIGN_OFF = {"one"}


class _Names(dict[int, str]):
    """spaCy's labels by their number, remembered."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, number: int) -> str:
        name = self[number] = str(self._strings[number])
        return name


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
        self._one = strings.add("one")

    def number_of(self, word: str) -> int:
        """spaCy's number for a lower-case word."""
        return int(self._strings.add(word))

    def of(
        self,
        lowers: Sequence[int],
        tags: Sequence[str],
        ent_types: Sequence[str],
        like_nums: Sequence[int],
    ) -> list[int]:
        """The sign bits of each token; the columns are as long as one another."""
        words, by_tag, by_entity, entity_signs = self._words, _BY_TAG, _BY_ENTITY, _ENTITY_SIGNS
        signs = [
            (words.get(lower, 0) & by_tag.get(tag, _ALL) & by_entity.get(ent, _ALL))
            | entity_signs.get(ent, 0)
            for lower, tag, ent in zip(lowers, tags, ent_types, strict=True)
        ]
        one = self._one
        for index, tag in enumerate(tags):
            if tag == "CD" or like_nums[index]:
                if lowers[index] != one and ent_types[index] not in _DATED:
                    signs[index] |= _FIGURE
            elif tag == "VBD":
                signs[index] |= _PAST
        phrases = self._phrases
        for index, lower in enumerate(lowers):
            if lower in phrases:
                for phrase, bits in phrases[lower]:
                    if tuple(lowers[index : index + len(phrase)]) == phrase:
                        signs[index] |= bits
                        break
        return signs
