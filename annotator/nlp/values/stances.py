"""Opposites: which side of a question a claim takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.denials import (
    comes_too_late,
    denied_by_verb,
    denies_another,
    is_on,
    left_open,
    left_out,
    none_of,
    quantifies,
    undoing,
    without_belief,
)
from annotator.nlp.values.moods import Mood, mood_of
from annotator.nlp.values.opposites import Phrase, Tie, opposite_phrases
from annotator.nlp.values.parties import counted, parties_of, stems_of, tells_apart
from annotator.nlp.values.polarity import about, negation_of


@dataclass(frozen=True, slots=True)
class Stance:
    """A word of a pair of opposites, with negation counted in.

    Attributes:
        span: the word and its negation, code points of the article.
        topic: which pair of opposites.
        positive: which side.
        negated: whether a negation changed the side.
        tie: what two claims must share.
        mood: as a fact, a plan or a wish.
        about: stems of the words around it, for telling what it is about.
        doers: stems of the nouns of its subject; empty when unknown.
        things: stems of the nouns of what it is done to or said of; empty when unknown.
        whose: stems of what tells them apart from others of their kind.
        named: stems among ``doers`` and ``things`` that are names.
        counted: the number of its parties, "" without one; "=" begins that of all there are.
        picks: whether it is an adjective before its noun, which may tell one thing from another.
        own: stems of its own words.
        words: as written.
    """

    span: Span
    topic: str
    positive: bool
    negated: bool
    tie: Tie
    mood: Mood
    about: frozenset[str]
    doers: frozenset[str]
    things: frozenset[str]
    whose: frozenset[str]
    named: frozenset[str]
    counted: str
    picks: bool
    own: frozenset[str]
    words: str


_GAP = 4
_BEING_THERE = frozenset({"presence", "attendance"})

MOST_STANCES = 48
"""What takes more sides is a table, no claim."""


def stances_of(words: Sequence[Word]) -> tuple[Stance, ...]:
    """The opposites that the claim's own words take a side in."""
    found: list[Stance] = []
    taken: list[tuple[Phrase, frozenset[int]]] = []
    for index, word in enumerate(words):
        if not word.inside:
            continue
        matched = _matched(words, index)
        if matched is None:
            continue
        phrase, places = matched
        own = frozenset(places)
        if any(own <= other or (phrase == of and own & other) for of, other in taken):
            continue
        taken.append((phrase, own))
        found.extend(_stances(words, phrase, places))
        if len(found) >= MOST_STANCES:
            break
    return tuple(found)


def _matched(words: Sequence[Word], index: int) -> tuple[Phrase, tuple[int, ...]] | None:
    """The longest phrase that begins at ``index``, and where its words stand."""
    word = words[index]
    verbs, states = opposite_phrases()
    found = None
    for phrase in (*verbs.get(word.stem, ()), *states.get(word.lower, ())):
        if found and len(phrase.parts) <= len(found[0].parts):
            continue
        if not _is_of_class(word, phrase):
            continue
        places = _places(words, index, phrase)
        if places:
            found = phrase, places
    return found


def _is_of_class(word: Word, phrase: Phrase) -> bool:
    if word.tag.startswith("VB"):
        return phrase.is_verb or len(phrase.parts) > 1 or word.tag in ("VBN", "VBG")
    if not phrase.is_verb:
        return not word.tag.startswith(("NNP", "RP"))
    # Headlines mislead the tagger: "Minister quits", "Plan approved".
    if word.tag.startswith("NN") and word.dep not in ("ROOT", "conj"):
        return False
    return word.tag.startswith(("NN", "JJ")) and word.lower in _inflected(phrase.first)


@lru_cache(maxsize=4_000)
def _inflected(base: str) -> frozenset[str]:
    """The forms of a regular verb that headlines use."""
    forms = {f"{base}s", f"{base}es", f"{base}d", f"{base}ed", f"{base}{base[-1]}ed"}
    return frozenset(forms | {f"{base[:-1]}ies", f"{base[:-1]}ied"})


def _places(words: Sequence[Word], index: int, phrase: Phrase) -> tuple[int, ...]:
    places = [index]
    for part in phrase.parts[1:]:
        last = places[-1]
        reach = range(last + 1, min(len(words), last + 2 + (_GAP if phrase.is_verb else 0)))
        for place in reach:
            word = words[place]
            near = place == last + 1 or _hangs_on(words, place, places[0], last)
            if (word.stem if phrase.is_verb else word.lower) == part and near and word.inside:
                places.append(place)
                break
        else:
            return ()
    return tuple(places)


def _hangs_on(words: Sequence[Word], place: int, verb: int, last: int) -> bool:
    head = words[place].head
    if words[place].tag == "IN":
        # "Withdrew the painting from" is no "withdrew from".
        return head == verb and not any(w.dep == "dobj" for w in words[last + 1 : place])
    return head == verb or words[head].head == verb


def _stances(words: Sequence[Word], phrase: Phrase, places: tuple[int, ...]) -> Iterator[Stance]:
    index = _telling_place(words, phrase, places)
    if len(places) == 1 and denies_another(words, index):
        return
    if not phrase.is_verb and denied_by_verb(words, index):
        return
    negation = negation_of(words, index)
    if negation >= 0 and quantifies(words, negation, index):
        return
    opened = left_open(words, index)
    if opened >= 0:
        negation = -1
    elif negation < 0:
        negation = left_out(words, places)
    if negation < 0 and index != places[0] and opened < 0:
        negation = negation_of(words, places[0])
    if negation in places:
        negation = -1
    if negation >= 0 and not phrase.is_verb and not is_on(words, negation, index):
        return
    doers, things = parties_of(words, index, places, is_verb=phrase.is_verb)
    parties = (*doers, *things)
    if negation < 0 and opened < 0:
        negation = without_belief(words, index)
    universal = negation < 0 and none_of(words, parties) >= 0
    if negation < 0:
        negation = none_of(words, parties)
        negation = -1 if negation in places else negation
    undone = undoing(words, index) if negation < 0 and opened < 0 else -1
    negated = negation >= 0 or undone >= 0
    denial = max(negation, opened)
    near = denial >= 0 and 0 <= places[0] - denial <= 4
    first = denial if near else places[0]
    span = Span(words[first].start, words[places[-1]].end)
    shown = " ".join(word.text for word in words[first : places[-1] + 1])
    own = frozenset(words[place].stem for place in places)
    mood = Mood.FUTURE if opened >= 0 else mood_of(words, _above_a_name(words, index))
    nouns = about(words, index)
    late = comes_too_late(words, index)
    for side in phrase.sides:
        # Who came when all was over was not there.
        positive = side.positive != negated
        if late and positive and side.topic in _BEING_THERE:
            positive = False
        yield Stance(
            span, side.topic, positive, negated, side.tie, mood, nouns,
            stems_of(words, doers), stems_of(words, things), tells_apart(words, parties),
            frozenset(words[place].stem for place in parties if words[place].tag[:3] == "NNP"),
            "" if universal else counted(words, (index, *parties)),
            words[index].dep == "amod", own, shown,
        )  # fmt: skip


def _above_a_name(words: Sequence[Word], index: int) -> int:
    """ "Called the plan regrettable": the verb is one of naming, not of wishing."""
    word = words[index]
    return word.head if word.dep == "oprd" and words[word.head].stem == "call" else index


def _telling_place(words: Sequence[Word], phrase: Phrase, places: tuple[int, ...]) -> int:
    """The word of a phrase on which the rest of it hangs."""
    if phrase.is_verb:
        return places[0]
    for place in places:
        if words[place].head not in places:
            return place
    return places[0]
