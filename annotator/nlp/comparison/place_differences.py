"""Comparing places, directions and routes of two linked claims."""

from __future__ import annotations

from annotator.domain.link import Difference, DifferenceField
from annotator.nlp.comparison.findings import HARD, Findings, differing
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.places import Site
from annotator.nlp.values.word_groups import are_alike

OPPOSED = 90
"""Degrees from which on two directions are not one told loosely."""


_SHORT = 10
_SHORTEST = 6
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
    if len(a.sites) != 1 or len(b.sites) != 1:
        return None
    one, two = a.sites[0], b.sites[0]
    from_there = "from" in (one.way, two.way) and one.way != two.way
    if from_there or one.named != two.named:
        return None
    if not _are_apart(a, one, b, two):
        return None
    short = _is_short(a, one) and _is_short(b, two)
    return _difference(one, two) if short else None


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
    other = _other_places(a, b) or _only_places(a, b)
    if other is not None:
        return Findings((other,))
    if len(a.directions) == 1 and len(b.directions) == 1:
        first, second = a.directions[0], b.directions[0]
        apart = abs(first.degrees - second.degrees)
        if min(apart, 360 - apart) >= OPPOSED:
            pair = differing(
                DifferenceField.PLACE, HARD, (first.span, first.words),
                (second.span, second.words),
            )  # fmt: skip
            return Findings((pair,))
        return Findings(agreeing=int(apart == 0))
    return Findings()
