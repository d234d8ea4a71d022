"""Statements: claims of several articles about one fact, the rows of the matrix."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.claim import Claim
from annotator.domain.link import ConflictLevel, DifferenceField, Link, Relation, level_of


@dataclass(frozen=True, slots=True)
class Statement:
    """Linked claims, at least one.

    Attributes:
        key: the smallest claim id, a name that lasts while the claims stay together.
        claims: in the order of articles and then of reading.
        links: the drawn links among them.
        elsewhere: articles that are silent here, but have a passage in another statement that a
            drawn link joins to a claim of this one; they are not silent about it altogether.
    """

    key: int
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    elsewhere: frozenset[int] = frozenset()

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
