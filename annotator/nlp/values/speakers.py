"""Speakers: who says what a claim says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from annotator.assets import asset_path
from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.persons import Person, Role
from annotator.nlp.word_lists import read_word_list


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is named as saying it.

    Attributes:
        span: the words that name the speaker, code points of the article.
        names: parts of the person's name, folded; empty when only a role or a body is named.
        role: the role, or None.
        head: the stem of the noun that names the speaker.
        words: as written.
    """

    span: Span
    names: tuple[str, ...]
    role: Role | None
    head: str
    words: str


@cache
def _verbs() -> frozenset[str]:
    forms = read_word_list(asset_path("resources", "nlp", "reporting_verbs.txt"))
    return frozenset(form for form in forms if " " not in form) | _MORE


_MORE = frozenset(
    {"told", "called", "calling", "vowed", "sobbed", "beamed", "wrote", "purred", "informed",
     "assures", "assured", "promised", "welcomed", "announced"}
)  # fmt: skip
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def speaker_of(words: Sequence[Word], persons: Sequence[Person]) -> Speaker | None:
    """Who says what ``words``, a claim's sentence, says; None when nobody is named."""
    for index, word in enumerate(words):
        if word.lower == "to" and index and words[index - 1].lower == "according":
            return _named(words, persons, index + 1, _noun_after(words, index + 1))
    for index, word in enumerate(words):
        if word.lower not in _verbs() or not word.tag.startswith("VB"):
            continue
        for place, other in enumerate(words):
            if other.head == index and place != index and other.dep in _SUBJECTS:
                if other.tag in _NOUNS:
                    return _named(words, persons, place, place)
                break
    return None


def pronoun_speaker(words: Sequence[Word]) -> Word | None:
    """The "he" or "she" that says what ``words`` say, or None."""
    for index, word in enumerate(words):
        if word.lower in _verbs() and word.tag.startswith("VB"):
            for other in words:
                if other.head == index and other.dep in _SUBJECTS:
                    return other if other.lower in ("he", "she") else None
    return None


def _noun_after(words: Sequence[Word], index: int) -> int:
    while index + 1 < len(words) and words[index].tag not in _NOUNS:
        index += 1
    while index + 1 < len(words) and words[index + 1].tag in _NOUNS:
        index += 1
    return min(index, len(words) - 1)


def _named(
    words: Sequence[Word], persons: Sequence[Person], first: int, head: int
) -> Speaker | None:
    if head < 0 or first >= len(words):
        return None
    word = words[head]
    for person in persons:
        near = abs(person.span.start - word.end) < 3
        if person.role and person.role.span.start <= word.start < person.role.span.end:
            near = True
        if person.span.start <= word.start < person.span.end or near:
            return Speaker(person.span, person.names, person.role, word.stem, person.words)
    start = head
    while start and words[start - 1].head == head and words[start - 1].tag in (*_NOUNS, "JJ"):
        start -= 1
    span = Span(words[start].start, word.end)
    shown = " ".join(other.text for other in words[start : head + 1])
    return Speaker(span, (), None, word.stem, shown)
