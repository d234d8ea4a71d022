"""Directions and routes: "south of the island", "from Oslo to Bergen"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word


@dataclass(frozen=True, slots=True)
class Direction:
    """A compass direction: degrees clockwise from north."""

    span: Span
    degrees: int
    words: str


@dataclass(frozen=True, slots=True)
class Route:
    """A way from one named place to another; the names folded."""

    span: Span
    origin: str
    goal: str
    words: str


_DEGREES = {"north": 0, "east": 90, "south": 180, "west": 270, "northeast": 45, "southeast": 135,
            "southwest": 225, "northwest": 315}  # fmt: skip
_ENDINGS = ("ern", "wards", "ward", "")
_ENDS = frozenset({".", "!", "?", ":", "“", '"', "\n", "\n\n"})


def directions_of(words: Sequence[Word]) -> tuple[Direction, ...]:
    """The directions in the claim itself, but not those in names ("South Korea", "Western aid")."""
    found = []
    for index, word in enumerate(words):
        degrees = _degrees(word.lower)
        if degrees is None or not word.inside:
            continue
        after = words[index + 1] if index + 1 < len(words) else None
        capital = word.text[:1].isupper()
        if capital and after is not None and after.text[:1].isupper():
            continue
        if capital and index and word.lower.endswith("ern") and words[index - 1].lower not in _ENDS:
            continue
        found.append(Direction(Span(word.start, word.end), degrees, word.text))
    return tuple(found)


def _degrees(lower: str) -> int | None:
    for ending in _ENDINGS:
        if ending and not lower.endswith(ending):
            continue
        bare = lower[: len(lower) - len(ending)] if ending else lower
        if bare.replace("-", "") in _DEGREES:
            return _DEGREES[bare.replace("-", "")]
    return None


def routes_of(words: Sequence[Word]) -> tuple[Route, ...]:
    """The routes "from A to B" and "between A and B" (origin and goal as written)."""
    found = []
    for index, word in enumerate(words):
        if word.lower != "from" or not word.inside:
            continue
        origin, place = _name(words, index + 1)
        if not origin or place >= len(words) or words[place].lower not in ("to", "for"):
            continue
        goal, end = _name(words, place + 1)
        if goal:
            span = Span(word.start, words[end - 1].end)
            shown = " ".join(w.text for w in words[index:end])
            found.append(Route(span, origin, goal, shown))
    return tuple(found)


_CALENDAR = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january",
     "february", "march", "april", "may", "june", "july", "august", "september", "october",
     "november", "december"}
)  # fmt: skip


def _name(words: Sequence[Word], index: int) -> tuple[str, int]:
    parts: list[str] = []
    while index < len(words) and words[index].text[:1].isupper() and len(parts) < 4:
        if words[index].lower in _CALENDAR:
            return "", index
        parts.append(words[index].lower)
        index += 1
    return " ".join(parts), index
