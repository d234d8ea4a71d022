"""Links: two claims of different articles about one fact, their relation and differences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.span import Span


class Relation(StrEnum):
    """How the two claims of a link relate.

    ``PARTIAL``: one lacks the value, is clearly less precise, gives another part of it, or another
    stage of it, such as a toll that rose. ``CONFLICT`` beats the others.
    """

    SAME = "same"
    NEAR_COPY = "near-copy"
    PARTIAL = "partial"
    CONFLICT = "conflict"


class ConflictLevel(StrEnum):
    """``HARD``: both cannot be true as worded. ``SOFT``: a tension that a checker should see."""

    HARD = "hard"
    SOFT = "soft"


class DifferenceField(StrEnum):
    """What sort of thing differs."""

    NUMBER = "number"
    DATE = "date"
    ORDINAL = "ordinal"
    NAME = "name"
    ROLE = "role"
    PLACE = "place"
    NEGATION = "negation"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which the two claims of a link conflict.

    Attributes:
        a, b: the differing words, code points of the text of either claim's article.
        a_value, b_value: the values as short readable words ("sixth", "25 m/s"); never empty.
    """

    field: DifferenceField
    level: ConflictLevel
    a: Span
    b: Span
    a_value: str
    b_value: str


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """A link as the comparison proposes it.

    Attributes:
        a, b: ids of the claims; a's article came into the project before b's.
        score: 0 to 1, how likely the two state the same fact.
        drawn: whether the score is above the threshold; the others are there on request.
        reason: in a few words why the relation is what it is ("a later count"); may be empty.
        differences: hard ones first; not empty for a conflict, empty for every other relation.
    """

    a: int
    b: int
    score: float
    drawn: bool
    relation: Relation
    reason: str
    differences: tuple[Difference, ...]


class LinkDecision(StrEnum):
    """What a reviewer said of a link: nothing, "this is a link", or "this is none"."""

    UNDECIDED = "undecided"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands now: what the comparison proposed and what reviewers decided.

    Attributes:
        a, b: ids of the claims; a's article came into the project before b's.
        score: of the proposal; None for a link that only a reviewer made.
        drawn: whether it is drawn without being asked for; a reviewer's decision settles it.
        relation: as proposed, but never a conflict when ``no_conflict``.
        no_conflict: a reviewer said "not a conflict".
        reviewer, decided_at: of the decision that stands; empty without one. UTC, ISO 8601.
    """

    a: int
    b: int
    score: float | None
    drawn: bool
    relation: Relation
    reason: str = ""
    differences: tuple[Difference, ...] = ()
    decision: LinkDecision = LinkDecision.UNDECIDED
    no_conflict: bool = False
    reviewer: str = ""
    decided_at: str = ""

    @property
    def strength(self) -> float:
        """How likely both state the same fact, 0 to 1; 1 where only a reviewer says so."""
        return 1.0 if self.score is None else self.score

    def other(self, claim_id: int) -> int:
        """The claim at the other end."""
        return self.b if claim_id == self.a else self.a


def level_of(differences: tuple[Difference, ...]) -> ConflictLevel | None:
    """The level of the worst difference; None without any."""
    levels = {difference.level for difference in differences}
    if not levels:
        return None
    return ConflictLevel.HARD if ConflictLevel.HARD in levels else ConflictLevel.SOFT
