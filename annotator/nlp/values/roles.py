"""The offices and roles that a text names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.given_names import is_given_name
from annotator.nlp.values.word_groups import role_forms


@dataclass(frozen=True, slots=True)
class Role:
    """An office or role in a text.

    Attributes:
        span: its words with all that qualifies it, code points of the article.
        group: what kind of role it is ("minister"); synonyms share a group.
        standing: words that say how it is held ("acting", "former", "elect", "deputy", "then"),
            folded.
        rank: the number in it ("second officer": 2), 0 without one.
        field: folded words that say of what ("transport"); empty when not told.
        words: as written, on one line.
    """

    span: Span
    group: str
    standing: frozenset[str]
    rank: int
    field: frozenset[str]
    words: str


STANDING = {
    "acting": "acting", "interim": "acting", "provisional": "acting", "caretaker": "acting",
    "temporary": "acting", "former": "former", "ex": "former", "late": "former",
    "retired": "retired", "then": "then", "outgoing": "outgoing", "elect": "elect",
    "incoming": "elect", "designate": "elect", "deputy": "deputy", "vice": "deputy",
    "assistant": "deputy", "shadow": "shadow", "honorary": "honorary", "erstwhile": "former",
    "onetime": "former", "previous": "former", "substitute": "acting",
}  # fmt: skip
_DEPUTIES = frozenset({("number", "two"), ("second", "in", "command"),
                       ("second", "-", "in", "-", "command"), ("state", "secretary"),
                       ("undersecretary",), ("under", "-", "secretary"),
                       ("junior", "minister"), ("minister", "of", "state")})  # fmt: skip
"""Whoever stands below a head or a minister, without the word deputy."""
_PARLIAMENTS = frozenset({"parliament", "assembly", "chamber", "senate"})
_HOUSES = _PARLIAMENTS | {"house", "council", "lower", "upper", "national", "parliamentary"}
"""Whose speakers preside; speakers of anything else speak for it."""
_RANKED = {"first": 1, "second": 2, "third": 3, "fourth": 4, "chief": 1}
PLAIN = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "of", "for", "senior",
                    "new", "longtime", "country", "current", "incumbent", "sitting",
                    "serving", "-", "'s", "’s"})  # fmt: skip
TITLES = frozenset({"mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "prof", "mr.", "mrs.",
                     "ms.", "dr.", "st", "prof."})  # fmt: skip
_LONGEST = 5
_FIELD_TAGS = frozenset({"NN", "NNP", "NNS", "NNPS", "JJ"})


def is_title(word: Word) -> bool:
    """Whether a word may stand before a name as a title or in an office: "Mr", "Vice President"."""
    return word.lower in TITLES or word.lower in STANDING or (word.lower,) in role_forms()


def roles_of(words: Sequence[Word]) -> tuple[Role, ...]:
    """The roles among ``words``, in text order, whether or not somebody is named with them."""
    found: list[Role] = []
    index = 0
    while index < len(words):
        length = _role_length(words, index)
        if not length or not _is_noun(words, index + length - 1) or _is_field(words, index):
            index += 1
            continue
        role, end = _role(words, index, length)
        found.append(role)
        index = max(end, index + 1)
    return tuple(found)


def _is_field(words: Sequence[Word], index: int) -> bool:
    """Whether a word belongs to the next role: "the Justice Minister", "chief investigator"."""
    behind = [word.lower for word in words[index + 1 : index + 2]]
    if words[index].lower in ("chief", "head") and _role_length(words, index) == 1:
        return bool(_role_length(words, index + 1))
    return words[index].lower == "justice" and bool(behind) and behind[0] in _OF_JUSTICE


_OF_JUSTICE = frozenset({"minister", "secretary", "ministry", "department", "committee",
                         "spokesman", "spokeswoman", "spokesperson", "official"})  # fmt: skip


def _is_noun(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if word.lower == "two":
        return True
    if word.tag == "JJR":
        # "Cleaner Ann Holm" may be read as "more clean".
        behind = words[index + 1 : index + 2]
        return bool(behind) and behind[0].tag == "NNP" and behind[0].text[:1].isupper()
    return word.tag.startswith("NN") or word.tag in ("FW", "JJ")


def _role_length(words: Sequence[Word], index: int) -> int:
    """How many words from ``index`` on name a role, 0 for none."""
    forms = role_forms()
    for length in range(min(_LONGEST, len(words) - index), 0, -1):
        if tuple(word.lower for word in words[index : index + length]) in forms:
            return length
    return 0


def _role(words: Sequence[Word], index: int, length: int) -> tuple[Role, int]:
    """The role whose name begins at ``index``, with what qualifies it on both sides."""
    form = tuple(word.lower for word in words[index : index + length])
    group = role_forms()[form]
    standing: set[str] = {"deputy"} if form in _DEPUTIES else set()
    field: list[str] = []
    rank, start, end = 0, index, index + length
    if words[index].lower in ("co", "copilot", "co-pilot") and group in ("pilot", "driver"):
        standing.add("deputy")
    while start > 0 and index - start < 4:
        word = words[start - 1]
        if word.lower in STANDING:
            standing.add(STANDING[word.lower])
        elif word.lower == "second" and group in ("pilot", "driver"):
            standing.add("deputy")
        elif word.lower in _RANKED and group in ("officer", "secretary"):
            rank = _RANKED[word.lower]
        elif word.text == "-" and start > 1 and words[start - 2].lower in STANDING:
            pass
        elif word.tag in _FIELD_TAGS and word.lower not in PLAIN and word.text[0].isalnum():
            if word.entity == "PERSON":
                break
            field.append(word.lower)
        else:
            break
        start -= 1
    if end + 1 < len(words) and words[end].text == "-" and words[end + 1].lower in STANDING:
        standing.add(STANDING[words[end + 1].lower])
        end += 2
    elif [word.lower for word in words[end : end + 2]] == ["ad", "interim"]:
        standing.add("acting")
        end += 2
    elif end + 2 < len(words) and words[end].lower in ("of", "for") and group != "spokesperson":
        place = end + 1
        while place < len(words) and words[place].lower in PLAIN:
            place += 1
        while place < len(words) and words[place].tag in _FIELD_TAGS:
            if _begins_name(words, place):
                # "The minister of environment Ann Holm": the name is no part of the office.
                break
            field.append(words[place].lower)
            end = place = place + 1
    if group == "president" and _PARLIAMENTS & set(field):
        group = "speaker"
    if group == "speaker" and field and not _HOUSES & set(field):
        # Of whom they speak is told in as many ways as languages put it.
        group, field = "spokesperson", []
    span = Span(words[start].start, words[end - 1].end)
    shown = shown_words(words[start:end])
    return Role(span, group, frozenset(standing), rank, frozenset(field), shown), end


def _begins_name(words: Sequence[Word], place: int) -> bool:
    """Whether a capitalised word with another behind it is a person's first name."""
    pair = words[place : place + 2]
    if len(pair) < 2 or not all(word.text[:1].isupper() for word in pair):
        return False
    plain_before = words[place - 1].text[:1].islower() and pair[0].entity in ("", "PERSON")
    return plain_before or is_given_name(pair[0].lower)


def shown_words(words: Sequence[Word]) -> str:
    """Words on one line, with hyphens as they stand between them."""
    text = ""
    for word in words:
        joined = not text or word.text == "-" or text.endswith("-")
        text += word.text if joined else f" {word.text}"
    return text
