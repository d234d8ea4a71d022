"""Speakers: who says what a claim says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from annotator.assets import asset_path
from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.persons import Person
from annotator.nlp.values.roles import Role, roles_of
from annotator.nlp.values.word_groups import role_forms
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
    return (frozenset(form for form in forms if " " not in form) | _MORE) - _OF_OTHERS


_MORE = frozenset(
    {"told", "called", "calling", "vowed", "sobbed", "beamed", "wrote", "purred", "informed",
     "assures", "assured", "promised", "welcomed", "announced", "spoke", "speaks", "cried",
     "shouted", "yelled", "raged", "grumbled", "thundered", "gushed", "moaned", "grovelled",
     "repeated", "repeats", "repeat", "compared", "likened", "joked", "quipped", "snapped",
     "fumed", "cackled", "sneered", "stressed", "retorted", "countered", "scoffed"}
)  # fmt: skip
_OF_OTHERS = frozenset({"reject", "rejects", "rejected", "rejecting", "refute", "refutes",
                        "refuted", "refuting", "accuse", "accuses", "accused", "quote", "quotes",
                        "quoting"})  # fmt: skip
"""What somebody else said stands behind these."""
_OPENING = frozenset({"“", '"', "„", "«", "‘", "``"})
_CLOSING = frozenset({"”", '"', "“", "»", "’", "''", ","})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NAMES = frozenset({"NNP", "NNPS"})
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
                if place < index and _ends_quotation(words, index - 1) and other.tag in _NOUNS:
                    # "“A tax on bread”, said Ann Holm": the tax says nothing.
                    behind = _following(words, index, persons)
                    if behind:
                        return behind
                if other.tag in _NOUNS:
                    behind = None if other.tag in _NAMES else _following(words, index, persons)
                    return behind or _named(words, persons, place, place)
                break
        else:
            behind = _following(words, index, persons)
            if behind:
                return behind
    return _beside(words, persons) or _after_quotation(words, persons)


_NEAR = 11


def _following(words: Sequence[Word], verb: int, persons: Sequence[Person]) -> Speaker | None:
    person = next((one for one in persons if _follows(words, verb, one)), None)
    return _as_speaker(person, words[verb]) if person else None


_BEFORE_NAMES = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "PRP$", "POS", "CD", "VB"})


def _follows(words: Sequence[Word], verb: int, person: Person) -> bool:
    """Whether a person is who said it behind a quotation: "said the engineer Paul Sorrel"."""
    if verb == 0 or words[verb - 1].text not in _CLOSING:
        return False
    called = False
    for word in words[verb + 1 : verb + 1 + _NEAR]:
        if word.start >= person.span.start:
            return word.start < person.span.end
        if word.text == "," and called:
            # "Said the leader of the dockers' union, Ann Holm."
            continue
        called = called or (word.lower,) in role_forms()
        if word.tag not in _BEFORE_NAMES and word.lower not in ("of", "for"):
            return False
    return False


def _beside(words: Sequence[Word], persons: Sequence[Person]) -> Speaker | None:
    """Who is named beside a quotation without a verb: "Ann Holm: “No”", "“No”, so Ann Holm"."""
    for person in persons:
        last = max((i for i, word in enumerate(words) if word.start < person.span.end), default=0)
        behind = [word.text for word in words[last + 1 : last + 3]]
        first = min((i for i, word in enumerate(words) if word.end > person.span.start), default=0)
        begin = person.role.span.start if person.role else person.span.start
        before = [word.lower for word in words if word.end <= begin][-4:]
        while before and (before[-1] == "the" or _is_plain_noun(words, begin, before[-1])):
            before.pop()
        before = before[-2:]
        if behind[:2] == ["put", "it"] or (behind[:1] == [":"] and behind[1:2]
                                           and behind[1] in _OPENING):  # fmt: skip
            return _as_speaker(person, words[last])
        if before == ["it", "was"] and behind[:1] == ["who"] and _opens(words):
            return _as_speaker(person, words[last])
        if before[-1:] == ["so"] and len(before) == 2 and before[0] in _CLOSING:
            return _as_speaker(person, words[last])
        if before == ["words", "of"] or (before[-1:] == ["by"] and words[first - 2].lower in _SAID):
            return _as_speaker(person, words[last])
    for name, own, noun in zip(words, words[1:], words[2:], strict=False):
        if own.tag == "POS" and noun.lower in _SAID and name.tag in _NAMES:
            return _named(words, persons, words.index(name), words.index(name))
    # "..., so Lang." names the speaker by one name.
    for word, so, name in zip(words, words[1:], words[2:], strict=False):
        last = name.tag == "NNP" and name.end >= words[-1].start - 1
        if last and so.lower == "so" and word.text in _CLOSING and name.text[:1].isupper():
            return Speaker(Span(name.start, name.end), (name.lower,), None, name.stem, name.text)
    return None


def _opens(words: Sequence[Word]) -> bool:
    """Whether a quotation stands behind a colon."""
    return any(word.text == ":" and behind.text in _OPENING for word, behind in pairwise(words))


def _ends_quotation(words: Sequence[Word], place: int) -> bool:
    """Whether a quotation ends at ``place``, before or behind a comma."""
    pair = {word.text for word in words[max(0, place - 1) : place + 1]}
    return place > 0 and bool(pair & _ENDING)


def _is_plain_noun(words: Sequence[Word], begin: int, lower: str) -> bool:
    """Whether a noun stands right before a name: "the seismologist Ruta Halmi"."""
    return any(word.lower == lower and word.tag == "NN" and word.end == begin - 1 for word in words)


def _after_quotation(words: Sequence[Word], persons: Sequence[Person]) -> Speaker | None:
    """Who does anything right beside a quotation: "“No”, Oster cackled", "Oster hit back: “No”"."""
    for index, word in enumerate(words[1:], 1):
        if word.text == ":" and index + 1 < len(words) and words[index + 1].text in _OPENING:
            for place, other in enumerate(words[:index]):
                leads = other.dep == "nsubj" and other.tag in _NAMES and other.head < index
                if leads and words[other.head].tag in ("VBD", "VBZ"):
                    return _named(words, persons, place, place)
        closed = words[index - 1].text in _ENDING and index > 1
        if word.tag in ("VBD", "VBZ") and closed:
            behind = _following(words, index, persons)
            if behind:
                return behind
        if word.dep == "nsubj" and word.tag in _NAMES and words[word.head].tag in ("VBD", "VBZ"):
            first = index
            while first and words[first - 1].head == index:
                first -= 1
            if first > 1 and words[first - 1].text in _ENDING and word.head > index:
                return _named(words, persons, first, index)
    return None


_ENDING = frozenset({"”", "»", "''", '"'})
_SAID = frozenset({"sentence", "line", "remark", "quote", "words", "verdict", "phrase", "quip",
                   "saying"})  # fmt: skip


def _as_speaker(person: Person, word: Word) -> Speaker:
    return Speaker(person.span, person.names, person.role, word.stem, person.words)


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
            return _as_speaker(person, word)
    start = head
    while start and words[start - 1].head == head and words[start - 1].tag in (*_NOUNS, "JJ"):
        start -= 1
    span = Span(words[start].start, word.end)
    shown = " ".join(other.text for other in words[start : head + 1])
    # A single name that the model takes for nothing else is a person's.
    alone = start == head and word.tag == "NNP" and word.entity in ("", "PERSON")
    office = _office(words, word)
    named = alone and word.text[:1].isupper() and not word.text.isupper() and office is None
    return Speaker(span, (word.lower,) if named else (), office, word.stem, shown)


def _office(words: Sequence[Word], word: Word) -> Role | None:
    """The role that a speaker without a name is called by: "the prime minister"."""
    roles = roles_of(words) if word.tag in ("NN", "NNP") else ()
    return next((one for one in roles if one.span.start <= word.start < one.span.end), None)
