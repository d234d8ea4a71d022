"""Offices told by what a person does: "who heads the bank", "who stands in for the minister"."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.domain.span import Span
from annotator.nlp.values.bodies import body_kind
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.roles import PLAIN, STANDING, Role, shown_words

STANDS_IN = "stand-in"
"""The group of a role of which is told only that it is held for a while."""

_FAR = 14
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_LEADING = frozenset(
    {"leads", "led", "leading", "heads", "headed", "heading", "runs", "ran", "running", "run",
     "holds", "held", "holding", "manages", "managed", "managing", "coaches", "coaching",
     "coached", "chairs", "chairing", "chaired", "looks", "looked", "looking", "serves", "served",
     "serving", "governs", "governing", "governed", "lead", "taken", "takes", "took"}
)  # fmt: skip
_FOR_A_WHILE = (
    ("for", "the", "time", "being"), ("for", "the", "moment"), ("ad", "interim"),
    ("as", "substitute"), ("as", "a", "substitute"), ("as", "a", "stand", "-", "in"),
    ("as", "caretaker"), ("until", "a", "successor"), ("till", "a", "successor"),
    ("until", "the", "successor"), ("in", "the", "interim"), ("provisionally",),
)  # fmt: skip
_STANDING_IN = frozenset({("standing", "in"), ("stands", "in"), ("stood", "in"), ("filling", "in"),
                          ("fills", "in"), ("filled", "in")})  # fmt: skip
_DEPUTISING = frozenset({"deputising", "deputizing", "deputises", "deputizes"})
_HEADING = {**dict.fromkeys(("heads", "leads", "runs"), "head"), "chairs": "chair",
            "coaches": "manager"}  # fmt: skip


def stands_in(words: Sequence[Word], end: int) -> Role | None:
    """What is told behind a name that ends at ``end`` of an office held only for a while."""
    last = min(len(words), end + _FAR)
    leads = False
    for place in range(end, last):
        word = words[place]
        if word.tag in _NAME_TAGS and word.entity == "PERSON":
            break
        leads = leads or word.lower in _LEADING
        behind = [other.lower for other in words[place : place + 4]]
        length = 0
        if word.lower in STANDING and behind[1:2] in (["basis"], ["capacity"]):
            standing = STANDING[word.lower]
            span = Span(word.start, words[place + 1].end)
            return _role(span, standing, words[place : place + 2])
        if tuple(behind[:2]) in _STANDING_IN and behind[2:3] in (["for"], ["as"]):
            length = 2
        elif word.lower in _DEPUTISING:
            length = 1
        elif leads:
            length = next(
                (len(form) for form in _FOR_A_WHILE if tuple(behind[: len(form)]) == form), 0
            )
        if length:
            own = words[place : place + length]
            return _role(Span(own[0].start, own[-1].end), "acting", own)
    return None


def _role(span: Span, standing: str, own: Sequence[Word]) -> Role:
    return Role(span, STANDS_IN, frozenset({standing}), 0, frozenset(), shown_words(own))


def headed(words: Sequence[Word], end: int) -> Role | None:
    """The office of whom is told behind the name: "who runs the Ministry of Economy"."""
    place = end + 1 if end < len(words) and words[end].text == "," else end
    if place + 2 >= len(words) or words[place].lower != "who":
        return None
    first = place + 1
    group = _HEADING.get(words[first].lower, "")
    if [word.lower for word in words[first : first + 2]] == ["speaks", "for"]:
        group, first = "spokesperson", first + 1
    if not group:
        return None
    field: list[str] = []
    kind, at = "", first + 1
    while at < len(words) and len(field) < _LONGEST:
        word = words[at]
        if word.tag.startswith(("NN", "JJ")):
            field.append(word.lower)
            kind = kind or (body_kind(word.lower) if word.tag.startswith("NN") else "")
        elif word.lower not in PLAIN and word.tag != "POS":
            break
        at += 1
    if not kind:
        return None
    if group == "spokesperson":
        field = []
    ministry = {"ministry"} & set(field)
    if ministry and field[-1] not in ministry and words[at - 2].lower not in ("of", "for"):
        # "Who heads the interior ministry's statistics office" is no minister.
        ministry = set()
    if ministry and group == "head":
        group, field = "minister", [word for word in field if word != "ministry"]
    span = Span(words[place + 1].start, words[at - 1].end)
    return Role(span, group, frozenset(), 0, frozenset(field), shown_words(words[place + 1 : at]))


_LONGEST = 5
