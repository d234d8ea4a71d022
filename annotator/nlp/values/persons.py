"""Persons a text names, and the roles it gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.word_groups import role_forms


@dataclass(frozen=True, slots=True)
class Role:
    """An office or role in a text.

    Attributes:
        span: its words with all that qualifies it, code points of the article.
        group: what kind of role it is ("minister"); synonyms share a group.
        standing: words that say how it is held ("acting", "former", "elect", "deputy"), folded.
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


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a text.

    Attributes:
        span: the name, code points of the article.
        names: its parts, folded, without titles; the last one is the surname.
        role: what the text calls them beside the name, or None.
        words: the name as written.
    """

    span: Span
    names: tuple[str, ...]
    role: Role | None
    words: str


_STANDING = {
    "acting": "acting", "interim": "acting", "provisional": "acting", "caretaker": "acting",
    "temporary": "acting", "former": "former", "ex": "former", "late": "former",
    "then": "former", "outgoing": "outgoing", "elect": "elect", "incoming": "elect",
    "designate": "elect", "deputy": "deputy", "vice": "deputy", "assistant": "deputy",
    "shadow": "shadow", "honorary": "honorary",
}  # fmt: skip
_RANKED = {"first": 1, "second": 2, "third": 3, "fourth": 4, "chief": 1}
_PLAIN = frozenset({"the", "a", "an", "its", "his", "her", "their", "our", "of", "for", "senior",
                    "new", "longtime", "country", "current", "-", "'s", "’s"})  # fmt: skip
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "sir", "dame", "lord", "lady", "prof", "mr.", "mrs.",
                     "ms.", "dr.", "st", "prof."})  # fmt: skip
_LONGEST = 5
_FIELD_TAGS = frozenset({"NN", "NNP", "NNS", "NNPS", "JJ"})


def roles_of(words: Sequence[Word]) -> tuple[Role, ...]:
    """The roles among ``words``, in text order, whether or not somebody is named with them."""
    found: list[Role] = []
    index = 0
    while index < len(words):
        length = _role_length(words, index)
        if not length or not _is_noun(words[index + length - 1]):
            index += 1
            continue
        role, end = _role(words, index, length)
        found.append(role)
        index = max(end, index + 1)
    return tuple(found)


def _is_noun(word: Word) -> bool:
    return word.tag.startswith("NN") or word.tag in ("FW", "JJ")


def _role_length(words: Sequence[Word], index: int) -> int:
    forms = role_forms()
    for length in range(min(_LONGEST, len(words) - index), 0, -1):
        if tuple(word.lower for word in words[index : index + length]) in forms:
            return length
    return 0


def _role(words: Sequence[Word], index: int, length: int) -> tuple[Role, int]:
    """The role whose name begins at ``index``, with what qualifies it on both sides."""
    group = role_forms()[tuple(word.lower for word in words[index : index + length])]
    standing: set[str] = set()
    field: list[str] = []
    rank, start, end = 0, index, index + length
    while start > 0 and index - start < 4:
        word = words[start - 1]
        if word.lower in _STANDING:
            standing.add(_STANDING[word.lower])
        elif word.lower in _RANKED and group in ("officer", "secretary"):
            rank = _RANKED[word.lower]
        elif word.text == "-" and start > 1 and words[start - 2].lower in _STANDING:
            pass
        elif word.tag in _FIELD_TAGS and word.lower not in _PLAIN and word.text[0].isalnum():
            if word.entity == "PERSON":
                break
            field.append(word.lower)
        else:
            break
        start -= 1
    if end + 1 < len(words) and words[end].text == "-" and words[end + 1].lower in _STANDING:
        standing.add(_STANDING[words[end + 1].lower])
        end += 2
    elif end + 2 < len(words) and words[end].lower in ("of", "for") and group != "spokesperson":
        place = end + 1
        while place < len(words) and words[place].lower in _PLAIN:
            place += 1
        while place < len(words) and words[place].tag in _FIELD_TAGS:
            field.append(words[place].lower)
            end = place = place + 1
    span = Span(words[start].start, words[end - 1].end)
    shown = _shown(words[start:end])
    return Role(span, group, frozenset(standing), rank, frozenset(field), shown), end


def _shown(words: Sequence[Word]) -> str:
    text = ""
    for word in words:
        joined = not text or word.text == "-" or text.endswith("-")
        text += word.text if joined else f" {word.text}"
    return text


def persons_of(words: Sequence[Word], roles: Sequence[Role]) -> tuple[Person, ...]:
    """The persons named among ``words``, each with the role written beside the name."""
    found: list[Person] = []
    index = 0
    while index < len(words):
        end = _name_end(words, index)
        if end == index:
            index += 1
            continue
        part = [word for word in words[index:end] if word.lower not in _TITLES]
        role = _role_beside(words, index, end, roles)
        while part and role and part[0].start < role.span.end and part[0].end > role.span.start:
            part.pop(0)
        named = [word for word in part if word.text != "-"]
        known = any(word.entity == "PERSON" for word in named)
        role = role or _acting(words, end)
        if named and (role or (known and len(named) > 1) or (known and _is_surname(words, end))):
            span = Span(part[0].start, part[-1].end)
            names = tuple(_shown(part).split())
            folded_names = tuple(word for word in _lower_names(part))
            found.append(Person(span, folded_names, role, " ".join(names)))
        index = end
    return tuple(found)


def _acting(words: Sequence[Word], end: int) -> Role | None:
    """ "Who has led the bank on an acting basis" behind a name."""
    for place in range(end, min(len(words) - 1, end + _FAR)):
        word = words[place]
        if word.lower in _STANDING and words[place + 1].lower in ("basis", "capacity"):
            span = Span(word.start, words[place + 1].end)
            standing = frozenset({_STANDING[word.lower]})
            return Role(
                span, "head", standing, 0, frozenset(), f"{word.text} {words[place + 1].text}"
            )
        if word.tag in _NAME_TAGS:
            break
    return None


_FAR = 12


def _lower_names(part: Sequence[Word]) -> list[str]:
    names: list[str] = []
    joined = False
    for word in part:
        if word.text == "-":
            joined = True
        elif joined and names:
            names[-1] += f"-{word.lower}"
            joined = False
        else:
            names.append(word.lower.removesuffix("'s").removesuffix("."))
    return names


def _is_surname(words: Sequence[Word], end: int) -> bool:
    """Whether a single name is followed by what a person does."""
    return end < len(words) and words[end].tag in ("VBD", "VBZ", "VBP", "MD", ",")


def _name_end(words: Sequence[Word], index: int) -> int:
    """Where a run of capitalised words that begins at ``index`` ends."""
    end = index
    while end < len(words) and end - index < 6:
        word = words[end]
        hyphen = word.text == "-" and end > index and end + 1 < len(words)
        if hyphen and words[end + 1].text[:1].isupper():
            end += 1
            continue
        capital = word.text[:1].isupper() and word.tag in _NAME_TAGS
        if not capital or word.entity in ("GPE", "DATE", "NORP", "LOC", "FAC"):
            break
        if end > index and words[end - 1].end == word.start and words[end - 1].text != "-":
            break
        end += 1
    return end


def _role_beside(words: Sequence[Word], start: int, end: int, roles: Sequence[Role]) -> Role | None:
    first, last = words[start].start, words[end - 1].end
    for role in roles:
        if role.span.start <= first and last > role.span.end >= first:
            return role
        gap = [word for word in words if role.span.end <= word.start < first]
        if role.span.end <= first and all(word.text in (",", "-") for word in gap) and len(gap) < 2:
            return role
        between = [word for word in words if last <= word.start < role.span.start]
        if role.span.start < last or len(between) > 6:
            continue
        lowers = [word.lower for word in between]
        if lowers[:1] == [","] and all(
            word.lower in _PLAIN or word.text == "," or word.lower in _APPOSING for word in between
        ):
            return role
        if lowers and lowers[0] in ("is", "was") and set(lowers[1:]) <= _PLAIN:
            return role
    return None


_APPOSING = frozenset({"who", "has", "been", "is", "was", "as"})
