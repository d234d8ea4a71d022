"""Comparing places, directions and routes of two linked claims."""

from __future__ import annotations

from annotator.domain.link import Difference, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.findings import HARD, Findings, differing
from annotator.nlp.comparison.telling_words import shared_words, tells_of_more
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.lands import is_land
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.places import Direction, Site
from annotator.nlp.values.stems import stem
from annotator.nlp.values.word_groups import are_alike

OPPOSED = 90
"""Degrees from which on two directions are not one told loosely."""


_SHORT = 10
_SHORTEST = 8
_NAMES = ("NNP", "NNPS")


def _other_places(a: ParsedClaim, b: ParsedClaim) -> Difference | None:
    """One verb with two places: "takes place in Porto Ferro", "takes place in Sant Aurel"."""
    for one in a.sites:
        for two in b.sites:
            if not one.governor or one.way != two.way or one.named != two.named:
                continue
            if are_alike(one.governor, two.governor) and _are_apart(a, one, b, two):
                return _difference(one, two)
    return None


def _only_places(a: ParsedClaim, b: ParsedClaim) -> Difference | None:
    """Two short claims of one fact that each name one place: "made in Lomania", "in Korand"."""
    left, right = _own_sites(a, b), _own_sites(b, a)
    if len(left) != 1 or len(right) != 1:
        return None
    one, two = left[0], right[0]
    from_there = "from" in (one.way, two.way) and one.way != two.way
    if from_there or one.named != two.named:
        return None
    if not _are_apart(a, one, b, two) or _are_two_events(one, two):
        return None
    short = _is_short(a, one) and _is_short(b, two)
    return _difference(one, two) if short else None


_KINDS = frozenset({"hotel", "hospital", "street", "road", "hall", "avenue", "square", "stadium",
                    "school", "church", "station", "theatre", "museum", "bridge", "clinic",
                    "arena", "prison", "airport", "park", "lane", "centre", "center"})  # fmt: skip


def _other_houses(a: ParsedClaim, b: ParsedClaim) -> Difference | None:
    """One kind of house with two names: "the Hotel Adler", "the Hotel Krone"."""
    for one in a.sites:
        for two in b.sites:
            kinds = one.names & two.names & _KINDS
            if len(kinds) == 1 and one.named and two.named and one.way == two.way == "at":
                anchored = are_alike(one.governor, two.governor) or shared_words(a, b)
                short = _is_short(a, one) or _is_short(b, two)
                if (anchored or short) and _are_apart(a, one, b, two):
                    return _difference(one, two)
    return None


_OPPOSED_PARTS = {
    "upper": "lower", "lower": "upper", "inner": "outer", "outer": "inner", "old": "new",
    "new": "old", "north": "south", "south": "north", "east": "west", "west": "east",
    "greater": "lesser", "lesser": "greater", "northern": "southern", "southern": "northern",
    "eastern": "western", "western": "eastern", "great": "little", "little": "great",
}  # fmt: skip


def _other_ends(a: ParsedClaim, b: ParsedClaim) -> Difference | None:
    """ "Upper Hollen" against "Lower Hollen", whatever else is told of them."""
    for one in a.sites:
        for two in b.sites:
            shared = one.names & two.names
            if not (shared and one.named and two.named) or is_land(shared) or one.way != two.way:
                continue
            here, there = one.names - shared, two.names - shared
            if len(here) == len(there) == 1 and {_OPPOSED_PARTS.get(next(iter(here)))} == there:
                known = {word.lower for word in a.words}, {word.lower for word in b.words}
                if not (here & known[1] or there & known[0]):
                    return _difference(one, two)
    return None


_PAIRED = frozenset({"left", "right"})


def _other_sides(a: ParsedClaim, b: ParsedClaim) -> Difference | None:
    """ "The left knee" against "the right knee"."""
    left = _sides(a)
    right = _sides(b) if left else {}
    for part, one in left.items():
        two = right.get(part)
        if two is None or one.lower == two.lower:
            continue
        spans = [Span(word.start, word.end) for word in (one, two)]
        sides = (spans[0], one.text), (spans[1], two.text)
        return differing(DifferenceField.PLACE, HARD, *sides)
    return None


def _sides(claim: ParsedClaim) -> dict[str, Word]:
    """The parts that a claim says are on one side only, by the stem of the part."""
    found: dict[str, Word] = {}
    twice = set()
    if not any(side in claim.text for side in _PAIRED):
        return found
    for word in claim.words:
        head = claim.words[word.head]
        if word.inside and word.lower in _PAIRED and head.tag in ("NN", "NNS") and head is not word:
            if head.stem in found:
                twice.add(head.stem)
            found[head.stem] = word
    return {part: word for part, word in found.items() if part not in twice}


def _are_two_parts(a: ParsedClaim, one: Direction, b: ParsedClaim, two: Direction) -> bool:
    """Whether directions only tell two parts of a thing apart, of which other things are told."""
    parts = [_part(claim, at) for claim, at in ((a, one), (b, two))]
    if not parts[0] or parts[0] != parts[1]:
        return False
    return not {word for word in shared_words(a, b) if word not in parts}


def _part(claim: ParsedClaim, direction: Direction) -> str:
    """The stem of the noun that a direction stands before ("the west wing"), or ""."""
    for word in claim.words:
        if word.start == direction.span.start and word.dep in ("amod", "compound", "nmod"):
            return claim.words[word.head].stem
    return ""


_HAPPENING = frozenset(map(stem, (
    "happen", "happens", "occur", "be", "lie", "lies", "hold", "held", "base", "locate", "situate",
    "take", "come", "produce", "make", "made", "find", "found", "meet", "stage", "stand", "have",
    "begin", "start", "end", "open", "stay", "await", "remain", "move", "go", "bring", "head",
    "travel", "journey",
)))  # fmt: skip
"""Verbs that may tell of anything that it was somewhere."""


def _are_two_events(one: Site, two: Site) -> bool:
    """ "He lives in Orn" and "he was arrested in Delm"."""
    if not one.governor or not two.governor or are_alike(one.governor, two.governor):
        return False
    return not {one.governor, two.governor} & _HAPPENING


def _own_sites(claim: ParsedClaim, other: ParsedClaim) -> list[Site]:
    """The places that another claim does not name as well, if there are several."""
    if len(claim.sites) < 2:
        return list(claim.sites)
    known = {word.lower for word in other.words}
    return [site for site in claim.sites if not site.names <= known]


def _is_short(claim: ParsedClaim, site: Site) -> bool:
    """Whether a claim tells little more than its place, and no other name."""
    inside = [word for word in claim.words if word.inside]
    if site.named:
        others = [word for word in inside if word.tag in _NAMES and word.lower not in site.names]
        return len(inside) <= _SHORT and not others
    return len(inside) <= _SHORTEST and not any(word.tag.startswith("VB") for word in inside)


def _are_apart(a: ParsedClaim, one: Site, b: ParsedClaim, two: Site) -> bool:
    """Whether either place has words of its own that the other claim does not know."""
    here, there = one.names - two.names, two.names - one.names
    if not here or not there or one.wide != two.wide:
        return False
    if one.named and is_land(one.names) != is_land(two.names):
        # A city and the country it lies in are one place.
        return False
    if not one.named and any(are_alike(x, y) for x in one.names for y in two.names):
        return False
    return not (here & _known(b, two) or there & _known(a, one))


def _known(claim: ParsedClaim, own: Site) -> set[str]:
    """The words of a claim's sentences but for the places where something else happens."""
    elsewhere = {
        name
        for site in claim.sites
        if site is not own and site.named and site.governor != own.governor
        for name in site.names
    }
    return {word.lower for word in claim.words} - elsewhere


def _difference(one: Site, two: Site) -> Difference:
    return differing(DifferenceField.PLACE, HARD, (one.span, one.words), (two.span, two.words))


def _are_other_ways(a: ParsedClaim, b: ParsedClaim) -> bool:
    """ "From Oslo to Bergen" against "from Oslo to Hamar"."""
    one, two = a.routes[0], b.routes[0]
    if (one.origin == two.origin) == (one.goal == two.goal):
        return False
    ends = (one.origin, two.origin) if one.goal == two.goal else (one.goal, two.goal)
    known = ({word.lower for word in claim.words} for claim in (b, a))
    return not any(set(end.split()) & other for end, other in zip(ends, known, strict=True))


def place_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What directions and routes of two linked claims say of each other."""
    for one in a.routes:
        for two in b.routes:
            if one.origin == two.goal and one.goal == two.origin:
                pair = differing(
                    DifferenceField.PLACE, HARD, (one.span, one.words), (two.span, two.words)
                )
                return Findings((pair,))
    if len(a.routes) == len(b.routes) == 1 and _are_other_ways(a, b):
        one, two = a.routes[0], b.routes[0]
        sides = (one.span, one.words), (two.span, two.words)
        return Findings((differing(DifferenceField.PLACE, HARD, *sides),))
    other = None
    if a.sites and b.sites and not (tells_of_more(a) or tells_of_more(b)):
        other = _other_places(a, b) or _other_houses(a, b) or _only_places(a, b)
        other = other or _other_ends(a, b)
    other = other or _other_sides(a, b)
    if other is not None:
        return Findings((other,))
    if len(a.directions) == 1 and len(b.directions) == 1:
        first, second = a.directions[0], b.directions[0]
        apart = abs(first.degrees - second.degrees)
        if min(apart, 360 - apart) >= OPPOSED and not _are_two_parts(a, first, b, second):
            pair = differing(
                DifferenceField.PLACE, HARD, (first.span, first.words),
                (second.span, second.words),
            )  # fmt: skip
            return Findings((pair,))
        return Findings(agreeing=int(apart == 0))
    return Findings()
