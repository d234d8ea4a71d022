"""Places, directions and routes: "near Oslo", "south of the island", "from Oslo to Bergen"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.given_names import is_given_name


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


@dataclass(frozen=True, slots=True)
class Site:
    """A place where something is or happens.

    Attributes:
        span: its words, code points of the article.
        names: its words, folded.
        named: whether it is a name, not a noun such as "market".
        wide: whether it is not a place but what holds one: "the coast of Norway", "the Arena".
        way: "at", "from" or "to".
        governor: stem of the verb it hangs on, or of a noun such as "flight"; "" for none.
        words: as written.
    """

    span: Span
    names: frozenset[str]
    named: bool
    wide: bool
    way: str
    governor: str
    words: str


_WAYS = {"in": "at", "at": "at", "on": "at", "near": "at", "off": "at", "outside": "at",
         "inside": "at", "above": "at", "below": "at", "behind": "at", "beyond": "at",
         "beside": "at", "from": "from", "to": "to", "into": "to", "for": "to"}  # fmt: skip
_NO_PLACES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_JOURNEYS = frozenset({"flight", "train", "bus", "ferry", "route", "road", "line", "journey",
                       "trip", "crossing", "plane", "take-off", "takeoff", "departure", "arrival",
                       "express", "tram", "ship", "convoy", "way"})  # fmt: skip
_JOURNEY = "journey"
_SEATS = frozenset({"headquarters", "headquarter", "seat", "base"})
_SEATED = "base"
"""A stem, as of the verb in "the firm is based in Oslo"."""
_PART_OF = frozenset({"north", "south", "east", "west", "outskirts", "town", "city", "village",
                      "port", "island", "suburb", "centre", "center", "district", "region",
                      "shores", "coast", "edge", "front", "outside", "municipality", "resort",
                      "capital", "northeast", "northwest", "southeast", "southwest", "hamlet",
                      "side"})  # fmt: skip
_BUILDINGS = frozenset({"hall", "market", "station", "church", "cathedral", "school", "stadium",
                        "hospital", "hotel", "park", "bridge", "square", "airport", "harbour",
                        "harbor", "library", "museum", "theatre", "theater", "courthouse",
                        "prison", "embassy", "palace", "parliament", "university", "factory",
                        "mine", "beach", "forest", "warehouse", "cemetery", "castle", "monastery",
                        "mosque", "synagogue", "pub", "restaurant", "supermarket", "cinema", "gym",
                        "home", "quarry", "tunnel", "motorway", "lighthouse", "cellar",
                        "attic", "garage", "kitchen", "archive", "house", "barn", "basement",
                        "villa", "tent", "barracks", "canteen", "vault", "shed", "flat",
                        "apartment", "office", "cupboard", "hangar", "depot", "yard", "gallery",
                        "arena", "casino", "bar", "cafe", "clinic", "chapel", "abbey",
                        "monument", "farm", "stable", "pool", "gymnasium", "studio"})  # fmt: skip
_BOUND = frozenset({_JOURNEY, "head", "bind", "leav", "leave", "depart", "sail", "bound",
                    "tak", "bring", "brought", "fly", "travel", "mov", "transfer", "evacuat",
                    "driv", "rush", "deport", "relocat", "return"})  # fmt: skip
_WIDE = frozenset({"coast", "region", "district", "shores", "capital", "edge"})
_CLIMB = 5


def sites_of(words: Sequence[Word]) -> tuple[Site, ...]:
    """The places in the claim itself that stand behind a preposition of place."""
    found = []
    for index, word in enumerate(words):
        if not word.inside or word.dep != "pobj" or word.entity in _NO_PLACES:
            continue
        named = word.tag.startswith("NNP") and word.text[:1].isupper()
        if not named and not (word.lower in _BUILDINGS and word.tag == "NN"):
            continue
        way, governor, wide = _hung(words, index)
        first = index
        while first and words[first - 1].head == index and words[first - 1].dep == "compound":
            first -= 1
        if not way or (named and any(is_given_name(one.lower) for one in words[first:index])):
            continue
        if way == "to" and named and word.entity not in _PLACES and governor not in _BOUND:
            # "Went to Lomax" may be about whoever got it.
            continue
        span = Span(words[first].start, word.end)
        own = words[first : index + 1]
        names = frozenset(one.lower for one in own)
        shown = " ".join(one.text for one in own)
        wide = wide or (named and first > 0 and words[first - 1].lower == "the")
        found.append(Site(span, names, named, wide, way, governor, shown))
    return tuple(found)


def _hung(words: Sequence[Word], index: int) -> tuple[str, str, bool]:
    """The way in which the noun at ``index`` is a place, what it hangs on, and if it is wide."""
    way, place, wide = "", index, False
    for _ in range(_CLIMB):
        head = words[place].head
        if head == place:
            break
        word = words[head]
        if word.lower in _WAYS and word.tag in ("IN", "TO"):
            way = _WAYS[word.lower]
        elif word.lower in _JOURNEYS and way:
            return way, _JOURNEY, wide
        elif word.tag.startswith("VB"):
            aim = words[place].lower != "for" or word.stem in _BOUND
            return (way if aim else ""), word.stem, wide
        elif word.lower in _PART_OF:
            way = way or ("at" if words[place].lower == "of" else "")
            whole = head > 0 and words[head - 1].lower == "the" and word.lower in _DEGREES
            wide = wide or word.lower in _WIDE or whole
        elif word.lower in _SEATS and way == "at":
            return way, _SEATED, wide
        elif word.lower == "bound" and way == "to":
            return way, _JOURNEY, wide
        elif way and not word.inside:
            # The claim is the place alone: "(the talks) in the Hotel Adler".
            return way, "", wide
        elif word.lower != "of" and not (way == "at" and word.dep == "pobj"):
            # What hangs on another noun is a part of that noun's name.
            return "", "", wide
        place = head
    return way, "", wide


_DEGREES = {"north": 0, "east": 90, "south": 180, "west": 270, "northeast": 45, "southeast": 135,
            "southwest": 225, "northwest": 315}  # fmt: skip
_ENDINGS = ("ern", "wards", "ward", "")
_ENDS = frozenset({".", "!", "?", ":", "“", '"', "\n", "\n\n"})


def directions_of(words: Sequence[Word]) -> tuple[Direction, ...]:
    """The directions in the claim itself, but not those in names ("South Korea", "Western aid")."""
    found = []
    joined = -1
    for index, word in enumerate(words):
        degrees = _degrees(word.lower)
        if degrees is None or not word.inside or index <= joined:
            continue
        between = [other.text for other in words[index + 1 : index + 2]]
        if between == ["-"] and index + 2 < len(words):
            both = _degrees(word.lower + words[index + 2].lower)
            if both is not None:
                joined, end = index + 2, words[index + 2].end
                shown = f"{word.text}-{words[joined].text}"
                found.append(Direction(Span(word.start, end), both, shown))
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
