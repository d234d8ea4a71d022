"""Puts linked claims together into statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.domain.claim import Claim, ClaimState, is_shown, reading_order
from annotator.domain.link import Link, LinkDecision
from annotator.domain.statement import Statement

LEAST_MEAN = 0.3
"""Two groups join when the links between them, with 0 for pairs that have none, have this mean."""
MORE_PER_ARTICLE = 0.1
"""For each article that speaks in both groups the mean must be so much higher.

An article seldom tells one fact twice; two passages of it are two facts more often than not.
"""
MOST_ASKED = 0.6
"""No higher mean is asked for: a headline and its lead are one fact in any number of articles."""


def group_statements(claims: Iterable[Claim], links: Iterable[Link]) -> list[Statement]:
    """Put linked claims together, each claim into one statement.

    Groups join along drawn links, the surest first, as long as the mean score between them is high
    enough (average linkage), more so the more articles speak in both; a confirmed link always
    joins, a rejected one counts -1. The result does not depend on the order of what is given.

    Args:
        claims: those that take part; links to others are passed over.
        links: drawn and others; those that are not drawn only weigh.
    """
    known = {claim.id: claim for claim in claims}
    weights: dict[tuple[int, int], float] = {}
    drawn: list[Link] = []
    for link in links:
        if link.a not in known or link.b not in known:
            continue
        pair = (min(link.a, link.b), max(link.a, link.b))
        weights[pair] = _weight(link)
        if link.drawn:
            drawn.append(link)
    groups = _Groups(known.values(), weights)
    for link in sorted(
        drawn, key=lambda link: (-_weight(link), min(link.a, link.b), max(link.a, link.b))
    ):
        groups.offer(link.a, link.b, sure=link.decision is LinkDecision.CONFIRMED)
    inside: dict[int, list[Link]] = {}
    across: dict[int, set[int]] = {}
    for link in drawn:
        one, other = groups.of[link.a], groups.of[link.b]
        if one == other:
            inside.setdefault(one, []).append(link)
        else:
            across.setdefault(one, set()).add(known[link.b].article_id)
            across.setdefault(other, set()).add(known[link.a].article_id)
    return sorted(
        (
            Statement(
                min(ids),
                tuple(sorted((known[one] for one in ids), key=_place)),
                tuple(sorted(inside.get(group, ()), key=lambda link: (link.a, link.b))),
                frozenset(across.get(group, ())) - {known[one].article_id for one in ids},
            )
            for group, ids in groups.members.items()
        ),
        key=lambda statement: _place(statement.claims[0]),
    )


def shown_statements(
    claims: Iterable[Claim], links: Iterable[Link], threshold: float
) -> list[Statement]:
    """The rows of the matrix, in reading order: claims on the desk, and open ones linked to them.

    Args:
        claims: of articles that take part in the project.
        threshold: the least check-worthiness (0 to 1) of a claim on the desk.
    """
    known = {claim.id: claim for claim in claims if claim.state is ClaimState.OPEN}
    given = [link for link in links if link.a in known and link.b in known]
    shown = {claim.id for claim in known.values() if is_shown(claim, threshold)}
    linked = {
        link.other(here)
        for link in given
        if link.drawn
        for here in (link.a, link.b)
        if here in shown
    }
    part = shown | linked
    return group_statements((known[one] for one in part), given)


def _weight(link: Link) -> float:
    if link.decision is LinkDecision.REJECTED:
        return -1.0
    return 1.0 if link.decision is LinkDecision.CONFIRMED else link.strength


def _place(claim: Claim) -> tuple[int, tuple[int, int, int]]:
    return claim.article_id, reading_order(claim)


class _Groups:
    """Claims that join along links; what lies between two groups is summed as they grow.

    Attributes:
        of: the group of each claim.
        members: the claims of each group.
    """

    def __init__(self, claims: Iterable[Claim], weights: Mapping[tuple[int, int], float]) -> None:
        article_of = {claim.id: claim.article_id for claim in claims}
        self.of = {claim_id: claim_id for claim_id in article_of}
        self.members = {claim_id: {claim_id} for claim_id in article_of}
        self._articles = {claim_id: {article: 1} for claim_id, article in article_of.items()}
        self._between: dict[int, dict[int, float]] = {claim_id: {} for claim_id in article_of}
        for (a, b), weight in weights.items():
            if article_of[a] != article_of[b]:
                self._between[a][b] = self._between[b][a] = weight

    def offer(self, a: int, b: int, *, sure: bool) -> None:
        """Join the groups of two claims if the mean weight suffices, or in any case if ``sure``."""
        one, other = self.of[a], self.of[b]
        if one == other or not (sure or self._may_join(one, other)):
            return
        small, large = sorted((one, other), key=lambda group: (len(self.members[group]), group))
        for claim_id in self.members[small]:
            self.of[claim_id] = large
        self.members[large] |= self.members.pop(small)
        counts = self._articles[large]
        for article, count in self._articles.pop(small).items():
            counts[article] = counts.get(article, 0) + count
        near = self._between[large]
        for third, weight in self._between.pop(small).items():
            del self._between[third][small]
            if third != large:
                near[third] = self._between[third][large] = near.get(third, 0.0) + weight

    def _may_join(self, one: int, other: int) -> bool:
        """Whether the mean over all pairs of claims of two articles is high enough."""
        few, many = sorted((self._articles[one], self._articles[other]), key=len)
        both = [(count, many[article]) for article, count in few.items() if article in many]
        pairs = len(self.members[one]) * len(self.members[other])
        pairs -= sum(here * there for here, there in both)
        asked = min(MOST_ASKED, LEAST_MEAN + MORE_PER_ARTICLE * len(both))
        return pairs > 0 and self._between[one].get(other, 0.0) / pairs >= asked
