"""The persons of a whole text, by whom a lone surname or office in a claim may be meant."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word, words_before, words_of
from annotator.nlp.values.persons import Person, persons_of
from annotator.nlp.values.roles import Role, roles_of
from annotator.nlp.values.speakers import Speaker

_KEY = "annotator.persons"
_MOST_TOKENS = 20_000
"""Tokens of a text that are read for names; no article of one event is so long."""


def persons_in(doc: Doc, offset: int) -> tuple[Person, ...]:
    """The persons whom ``doc``, which begins at ``offset``, names in full; it keeps them."""
    known: tuple[Person, ...] | None = doc.user_data.get(_KEY)
    if known is None:
        found: list[Person] = []
        parsed = doc.has_annotation("SENT_START")
        for sentence in doc.sents if parsed else ():
            if sentence.start > _MOST_TOKENS:
                break
            start = sentence.start_char + offset
            words = words_of(doc, offset, Span(start, max(start + 1, sentence.end_char + offset)))
            found.extend(persons_of(words, roles_of(words)) if words else ())
        known = tuple(person for person in found if len(person.names) > 1)
        doc.user_data[_KEY] = known
    return known


def in_full(doc: Doc, offset: int, speaker: Speaker) -> Speaker:
    """A speaker named by a surname or by an office alone, with the only full name that fits."""
    if len(speaker.names) > 1:
        fitting = [one for one in persons_in(doc, offset) if speaker.names == one.names]
    elif speaker.names:
        fitting = [one for one in persons_in(doc, offset) if speaker.names[0] == one.names[-1]]
        fitting = fitting or [
            one for one in persons_in(doc, offset) if speaker.names[0] == one.names[0]
        ]
    elif speaker.role is not None and _is_definite(doc, offset, speaker.span):
        role = speaker.role
        fitting = [one for one in persons_in(doc, offset) if one.role and _may_hold(one.role, role)]
    else:
        return speaker
    if len({one.names[-1] for one in fitting}) != 1 or len({one.names[0] for one in fitting}) != 1:
        return speaker
    held = speaker.role or next((one.role for one in fitting if one.role), None)
    return replace(speaker, names=fitting[0].names, role=held)


_PAST = frozenset({"former", "retired", "then", "elect"})


def _may_hold(held: Role, named: Role) -> bool:
    """Whether who holds one office may be called by another: "the minister"."""
    apart = held.standing ^ named.standing
    if held.field and named.field and not held.field & named.field:
        return False
    return held.group == named.group and not apart and not held.standing & _PAST


def _is_definite(doc: Doc, offset: int, span: Span) -> bool:
    """Whether "the" stands before a speaker, and nothing tells which one of many it is."""
    words = words_of(doc, offset, span)
    place = next((i for i, word in enumerate(words) if word.start == span.start), 0)
    return place > 0 and words[place - 1].lower == "the"


def meant_before(doc: Doc, offset: int, start: int) -> Person | None:
    """Whom "he" or "she" means: who is named last in the two sentences before.

    Where somebody else is the subject there, it may be either of them: None. Whoever is named by
    surname alone counts as well.
    """
    before = words_before(doc, offset, start)
    known = {one.names[-1]: one for one in persons_in(doc, offset)}
    named: list[tuple[int, bool, Person]] = []
    for person in persons_of(before, roles_of(before)):
        own = [i for i, word in enumerate(before) if person.span.overlaps(_span(word))]
        if own and (person.role or len(person.names) > 1):
            named.append((own[-1], any(before[i].dep in _DOING for i in own), person))
    for place, word in enumerate(before):
        if not word.tag.startswith("NNP") or word.lower not in known:
            continue
        if all(word.lower not in person.names for _, _, person in named):
            named.append((place, word.dep in _DOING, known[word.lower]))
    if not named:
        return None
    last = max(named, key=_place)
    doing = max((one for one in named if one[1]), key=_place, default=last)
    return last[2] if last[2].names[-1] == doing[2].names[-1] else None


def _place(named: tuple[int, bool, Person]) -> int:
    return named[0]


_DOING = frozenset({"nsubj", "nsubjpass"})


def _span(word: Word) -> Span:
    return Span(word.start, word.end)
