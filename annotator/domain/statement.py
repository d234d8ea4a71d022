"""Statements: claims of several articles about one fact, the rows of the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.domain.claim import Claim, ClaimState, is_shown, reading_order
from annotator.domain.link import (
    ConflictLevel,
    Difference,
    DifferenceField,
    Link,
    LinkDecision,
    Relation,
    level_of,
)

LEAST_MEAN_SCORE = 0.25
"""Two groups join when the links between them, with 0 for pairs that have none, reach this mean.

Half of what a drawn link has at least: otherwise one doubtful link would chain two facts.
"""

WORST_FIRST = (Relation.CONFLICT, Relation.NEAR_COPY, Relation.SAME, Relation.PARTIAL)
"""What is said of an article that has several passages: a conflict before all, then the best."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article says of a statement.

    Attributes:
        claims: its passages, the one with the best links first; empty when it is silent.
        relation: to the passage of the row's reference; None there, for silence, and where
            only a third article links the two.
        differences: those between this cell and the reference, hard ones first.
        value: the shortest words of this article that conflict with some other; "" without any.
        disputed_elsewhere: it does not conflict with the reference, but with a third article.
    """

    article_id: int
    claims: tuple[Claim, ...] = ()
    relation: Relation | None = None
    level: ConflictLevel | None = None
    value: str = ""
    disputed_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Linked claims, at least one.

    Attributes:
        key: the smallest claim id, a name that lasts while the claims stay together.
        claims: in the order of articles and then of reading.
        links: the drawn links among them.
    """

    key: int
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]

    @property
    def article_ids(self) -> tuple[int, ...]:
        """The articles that speak of it, in order."""
        return tuple(dict.fromkeys(claim.article_id for claim in self.claims))

    @property
    def coverage(self) -> int:
        """In how many articles it stands."""
        return len(self.article_ids)

    @property
    def check_worthiness(self) -> float:
        """The highest of its claims; 1 for one that a reviewer added."""
        return max(
            1.0 if claim.check_worthiness is None else claim.check_worthiness
            for claim in self.claims
        )

    def conflicts(self, level: ConflictLevel) -> int:
        """How many of its links conflict at this level."""
        return sum(
            link.relation is Relation.CONFLICT and level_of(link.differences) is level
            for link in self.links
        )

    @property
    def fields(self) -> frozenset[DifferenceField]:
        """The fields in which its articles conflict."""
        return frozenset(
            difference.field
            for link in self.links
            if link.relation is Relation.CONFLICT
            for difference in link.differences
        )

    @property
    def headline(self) -> Claim:
        """The claim that names the row: the most check-worthy, the earliest among equals."""
        return max(self.claims, key=lambda claim: (claim.check_worthiness or 0.0, -claim.id))

    def odd_one_out(self) -> int | None:
        """The article that conflicts with all others that are linked to it, which agree; or None.

        At least two others must stand against it.
        """
        owner = {claim.id: claim.article_id for claim in self.claims}
        opposed: dict[int, set[int]] = {}
        for link in self.links:
            if link.relation is Relation.CONFLICT:
                a, b = owner[link.a], owner[link.b]
                opposed.setdefault(a, set()).add(b)
                opposed.setdefault(b, set()).add(a)
        odd = [one for one, others in opposed.items() if len(others) >= 2]
        if len(odd) == 1 and all(
            others == {odd[0]} for o, others in opposed.items() if o != odd[0]
        ):
            return odd[0]
        return None


def group_statements(claims: Iterable[Claim], links: Iterable[Link]) -> list[Statement]:
    """Put linked claims together, each claim into one statement.

    Groups join along drawn links, the surest first, as long as the mean score between them is at
    least `LEAST_MEAN_SCORE` (average linkage); a confirmed link always joins, a rejected one
    counts -1. The result does not depend on the order in which things are given.

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
        groups.offer(link.a, link.b, LEAST_MEAN_SCORE if _may_part(link) else None)
    inside: dict[int, list[Link]] = {}
    for link in drawn:
        if groups.of[link.a] == groups.of[link.b]:
            inside.setdefault(groups.of[link.a], []).append(link)
    return sorted(
        (
            Statement(
                min(ids),
                tuple(sorted((known[one] for one in ids), key=_place)),
                tuple(sorted(inside.get(group, ()), key=lambda link: (link.a, link.b))),
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
    if link.decision is LinkDecision.CONFIRMED or link.score is None:
        return 1.0
    return link.score


def _place(claim: Claim) -> tuple[int, tuple[int, int, int]]:
    return claim.article_id, reading_order(claim)


def _may_part(link: Link) -> bool:
    return link.decision is not LinkDecision.CONFIRMED


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

    def offer(self, a: int, b: int, least: float | None) -> None:
        """Join the groups of two claims; only from this mean weight on when ``least`` is given."""
        one, other = self.of[a], self.of[b]
        if one == other or (least is not None and not self._reach(one, other, least)):
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

    def _reach(self, one: int, other: int, least: float) -> bool:
        """Whether the mean over all pairs of claims of two articles reaches ``least``."""
        few, many = sorted((self._articles[one], self._articles[other]), key=len)
        pairs = len(self.members[one]) * len(self.members[other]) - sum(
            count * many.get(article, 0) for article, count in few.items()
        )
        return pairs > 0 and self._between[one].get(other, 0.0) / pairs >= least


# --- cells -------------------------------------------------------------------------------------


def reference_of(statement: Statement, wanted: int | None) -> int:
    """The article that a row is compared with: ``wanted``, or the first that speaks of it."""
    ids = statement.article_ids
    return wanted if wanted is not None and wanted in ids else ids[0]


def cells_of(
    statement: Statement, article_ids: Sequence[int], reference: int | None
) -> tuple[Cell, ...]:
    """The cells of a statement for these articles, compared with the article ``reference``."""
    chosen = reference_of(statement, reference)
    by_article: dict[int, list[Claim]] = {}
    for claim in statement.claims:
        by_article.setdefault(claim.article_id, []).append(claim)
    against = {claim.id for claim in by_article[chosen]}
    owner = {claim.id: claim.article_id for claim in statement.claims}
    ends: dict[int, list[tuple[Link, int, int]]] = {}
    for link in statement.links:
        for here, there in ((link.a, link.b), (link.b, link.a)):
            ends.setdefault(owner[here], []).append((link, here, there))
    return tuple(
        _cell(
            article_id,
            by_article.get(article_id, []),
            ends.get(article_id, []),
            against,
            article_id == chosen,
        )
        for article_id in article_ids
    )


def _cell(
    article_id: int,
    claims: list[Claim],
    ends: list[tuple[Link, int, int]],
    against: set[int],
    own: bool,
) -> Cell:
    """``ends`` are links with their claim in this article and that at the other end."""
    if not claims:
        return Cell(article_id)
    strength = dict.fromkeys((claim.id for claim in claims), 0.0)
    direct: list[Link] = []
    disputes: list[tuple[Link, int]] = []
    for link, here, there in ends:
        strength[here] = max(strength[here], link.score or 1.0)
        if there in against and not own:
            direct.append(link)
        if link.relation is Relation.CONFLICT:
            disputes.append((link, here))
    best = sorted(claims, key=lambda claim: (-strength[claim.id], reading_order(claim)))
    direct.sort(key=_worst)
    worst = direct[0] if direct else None
    if worst is not None and not own:
        # The passage that is compared leads the cell.
        best.sort(key=lambda claim: claim.id not in (worst.a, worst.b))
    relation = worst.relation if worst is not None else None
    level = level_of(worst.differences) if relation is Relation.CONFLICT and worst else None
    elsewhere = relation is not Relation.CONFLICT and not own and bool(disputes)
    told = [pair for pair in disputes if worst is None or pair[0] is worst] or disputes
    return Cell(article_id, tuple(best), relation, level, _shortest(told), elsewhere)


def _worst(link: Link) -> tuple[int, int, float, int, int]:
    soft = level_of(link.differences) is not ConflictLevel.HARD
    return WORST_FIRST.index(link.relation), int(soft), -(link.score or 1.0), link.a, link.b


def _shortest(disputes: Iterable[tuple[Link, int]]) -> str:
    values = []
    for link, here in disputes:
        for difference in link.differences:
            hard = difference.level is ConflictLevel.HARD
            values.append((not hard, _value(link, here, difference)))
    return min(values, key=lambda one: (one[0], len(one[1]), one[1]))[1] if values else ""


def _value(link: Link, claim_id: int, difference: Difference) -> str:
    return difference.a_value if claim_id == link.a else difference.b_value
