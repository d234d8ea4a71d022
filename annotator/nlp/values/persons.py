"""Persons a text names, with the roles it gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.given_names import is_given_name
from annotator.nlp.values.roles import PLAIN, TITLES, Role, shown_words
from annotator.nlp.values.told_offices import headed, stands_in


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


_NAME_TAGS = frozenset({"NNP", "NNPS"})


def persons_of(words: Sequence[Word], roles: Sequence[Role]) -> tuple[Person, ...]:
    """The persons named among ``words``, each with the role written beside the name."""
    found: list[Person] = []
    index = 0
    while index < len(words):
        end = _name_end(words, index)
        if end == index:
            index += 1
            continue
        part = [word for word in words[index:end] if word.lower not in TITLES]
        role = _role_beside(words, index, end, roles)
        while part and role and part[0].start < role.span.end and part[0].end > role.span.start:
            part.pop(0)
        named = [word for word in part if word.text != "-"]
        known = any(word.entity == "PERSON" for word in named) or _is_full_name(words, index, end)
        role = _held(role or headed(words, end), stands_in(words, end))
        if named and (role or (known and len(named) > 1) or (known and _is_surname(words, end))):
            span = Span(part[0].start, part[-1].end)
            names = tuple(shown_words(part).split())
            folded_names = tuple(word for word in _lower_names(part))
            found.append(Person(span, folded_names, role, " ".join(names)))
        index = end
    return tuple(found)


def _held(role: Role | None, acting: Role | None) -> Role | None:
    """A role with how it is held."""
    if role is None or acting is None:
        return role or acting
    return replace(role, standing=role.standing | acting.standing)


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


def _is_full_name(words: Sequence[Word], index: int, end: int) -> bool:
    """Whether two or three words are a given name and a surname, whatever the model takes them for.

    "Victoria Park" and "the Charlotte station" are none.
    """
    run = [
        word
        for place, word in enumerate(words[index:end])
        if word.text != "-" and (not place or words[index + place - 1].text != "-")
    ]
    if not 2 <= len(run) <= 3 or not is_given_name(run[0].lower):
        return False
    articled = index > 0 and words[index - 1].tag == "DT"
    capitals = all(word.text[:1].isupper() and not word.text.isupper() for word in run)
    return capitals and not articled and run[-1].lower not in _SITES


_SITES = frozenset({"park", "street", "station", "hospital", "university", "college", "school",
                    "airport", "bridge", "square", "road", "avenue", "hall", "church", "island",
                    "bay", "river", "lake", "stadium", "arena", "hotel", "county", "city", "town",
                    "beach", "point", "hill", "valley", "harbour", "harbor", "port", "bank",
                    "prize", "award", "group", "centre", "center", "house", "court", "theatre",
                    "falls", "cup", "week", "day", "museum"})  # fmt: skip


def _name_end(words: Sequence[Word], index: int) -> int:
    """Where a run of capitalised words that begins at ``index`` ends."""
    end = index
    if _may_be_given(words, index):
        end = index + 1
        while end < len(words) and end - index < 3 and words[end].tag == "NNP":
            end += 1
        while end + 1 < len(words) and words[end].text == "-" and words[end + 1].text[:1].isupper():
            end += 2
        if _is_full_name(words, index, end):
            return end
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


def _may_be_given(words: Sequence[Word], index: int) -> bool:
    """Whether a word is a given name, though the model may take it for another ("Per")."""
    word = words[index]
    if word.tag in ("NN", "NNP"):
        return is_given_name(word.lower)
    capital = word.text[:1].isupper() and not word.text.isupper()
    within = index > 0 and words[index - 1].text[:1].isalpha()
    odd = word.tag in ("IN", "FW", "JJ", "RB", "NNS", "UH")
    return odd and capital and within and is_given_name(word.lower)


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
            word.lower in PLAIN or word.text == "," or word.lower in _APPOSING for word in between
        ):
            return _once(words, role, lowers)
        owner = between[1:] if lowers[:1] == [","] else []
        if owner and owner[-1].tag == "POS" and all(word.tag in _OWNING for word in owner):
            return role
        if lowers and lowers[0] in ("is", "was") and set(lowers[1:]) <= PLAIN | {"once"}:
            return _once(words, role, lowers)
    return None


def _once(words: Sequence[Word], role: Role, before: Sequence[str]) -> Role:
    """A role with how long it was held: "who was mayor until 2020", "who was once a judge"."""
    behind = [word for word in words if word.start >= role.span.end][:2]
    ended = len(behind) == 2 and behind[0].lower in ("until", "till") and _is_year(behind[1])
    if "once" in before or ended:
        return replace(role, standing=role.standing | {"former"})
    # "Who was the mayor" may be so still, or have been so then.
    past = {"was", "had"} & set(before) and not {"has", "now", "until"} & set(before)
    return replace(role, standing=role.standing | {"then"}) if past else role


def _is_year(word: Word) -> bool:
    return len(word.lower) == 4 and word.lower.isdecimal()


_OWNING = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "JJ", "POS"})
_APPOSING = frozenset({"who", "has", "been", "is", "was", "as", "until", "now", "recently", "till",
                       "hitherto", "currently", "once", "had"})  # fmt: skip
