"""Why something is so: what a claim names as the cause or reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word


@dataclass(frozen=True, slots=True)
class Cause:
    """What a claim names as the cause or reason of something.

    Attributes:
        span: the words of the cause, code points of the article.
        words: as written.
        stems: of the nouns, verbs and adjectives of the cause.
        effect: stem of what came of it, "" when that is not told by one word.
        firm: whether the words can mean nothing else ("because of"), as "after" can.
    """

    span: Span
    words: str
    stems: frozenset[str]
    effect: str
    firm: bool


_PAIRS = frozenset({("because", "of"), ("due", "to"), ("owing", "to"), ("on", "account"),
                    ("thanks", "to"), ("attributed", "to"), ("blamed", "on"),
                    ("down", "to")})  # fmt: skip
_WEAK = frozenset({"after", "following", "over", "amid"})
_CAUSING = frozenset({"caus", "trigger", "spark", "ignit", "provok", "prompt"})
_FEELINGS = frozenset({"protest", "fear", "anger", "spite", "revenge", "solidarity", "jealousy",
                       "greed", "respect", "concern", "caution", "pity", "love"})  # fmt: skip
_NAMING = frozenset({"caus", "reason", "sourc", "trigger", "culprit", "ground", "origin"})
_CONTENT = ("NN", "VB", "JJ")
_LONGEST = 12


def causes_of(words: Sequence[Word]) -> tuple[Cause, ...]:
    """The causes that the claim's own words name."""
    found = []
    for top, effect, firm in _tops(words):
        places = _below(words, top)
        if not places or not words[top].inside:
            continue
        stems = frozenset(
            words[p].stem
            for p in places
            if words[p].tag.startswith(_CONTENT) and words[p].stem not in _EMPTY
        )
        if not stems or any(words[p].entity in ("DATE", "TIME") for p in places):
            continue
        span = Span(words[places[0]].start, words[places[-1]].end)
        shown = " ".join(words[p].text for p in places)
        found.append(Cause(span, shown, stems, effect, firm))
    return tuple(found)


_EMPTY = frozenset({"be", "have", "hav", "do", "get", "that"})


def _tops(words: Sequence[Word]) -> Iterator[tuple[int, str, bool]]:
    """The word on which each cause hangs, what came of it, and whether it is sure to be one."""
    for place, word in enumerate(words):
        if not word.inside:
            continue
        lower = word.lower
        behind = words[place + 1].lower if place + 1 < len(words) else ""
        if (lower, behind) in _PAIRS:
            for top in _under(words, (place, place + 1), ("pobj", "pcomp")):
                yield top, _governor(words, place), True
        elif (lower, behind) == ("out", "of"):
            for top in _under(words, (place, place + 1), ("pobj",)):
                if words[top].lower in _FEELINGS:
                    yield top, _governor(words, place), True
        elif lower == "blame" and behind != "on" and place and words[place - 1].lower == "to":
            for top in _under(words, (words[place].head,), ("nsubj",)):
                yield top, "", True
        elif lower == "because" and word.dep == "mark":
            yield word.head, words[words[word.head].head].stem, True
        elif lower in _WEAK and word.dep == "prep" and words[word.head].tag.startswith("VB"):
            for top in _under(words, (place,), ("pobj", "pcomp")):
                yield top, words[word.head].stem, False
        elif word.stem in _CAUSING and word.tag.startswith("VB"):
            agents = _under(words, (place,), ("agent",))
            passive = _under(words, (place,), ("nsubjpass",))
            effect = words[passive[0]].stem if passive else _object(words, place)
            for agent in agents:
                for top in _under(words, (agent,), ("pobj",)):
                    yield top, effect or _head_noun(words, place), True
            if not agents:
                for top in _under(words, (place,), ("nsubj",)):
                    yield top, effect, True
        elif word.stem in _NAMING and word.tag.startswith("NN") and word.dep == "nsubj":
            verb = word.head
            if words[verb].stem == "be":
                of = _under(words, _under(words, (place,), ("prep",)), ("pobj",))
                effect = words[of[0]].stem if of else ""
                for top in _under(words, (verb,), ("attr", "ccomp", "acomp")):
                    yield top, effect, True


def _under(words: Sequence[Word], heads: Sequence[int], relations: tuple[str, ...]) -> list[int]:
    return [
        place
        for place, word in enumerate(words)
        if word.head in heads and word.head != place and word.dep in relations
    ]


def _governor(words: Sequence[Word], place: int) -> str:
    head = words[words[place].head]
    return head.stem if head.tag.startswith(("VB", "NN")) else words[head.head].stem


def _object(words: Sequence[Word], verb: int) -> str:
    found = _under(words, (verb,), ("dobj",))
    return words[found[0]].stem if found else ""


def _head_noun(words: Sequence[Word], verb: int) -> str:
    head = words[words[verb].head]
    return head.stem if words[verb].dep == "acl" else ""


def _below(words: Sequence[Word], top: int) -> list[int]:
    """The places of ``top`` and all that hangs on it, as far as they stand together."""
    found = []
    for place in range(max(0, top - _LONGEST), min(len(words), top + _LONGEST + 1)):
        at = place
        for _ in range(_LONGEST):
            if at == top:
                if words[place].inside:
                    found.append(place)
                break
            if words[at].head == at or words[at].dep in ("relcl", "punct", "mark"):
                break
            at = words[at].head
    return found
