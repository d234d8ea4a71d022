"""Which statements the matrix shows, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.link import ConflictLevel, DifferenceField
from annotator.domain.statement import Statement


class StatementOrder(StrEnum):
    """What the rows of the matrix are sorted by; equal ones stay in reading order."""

    CONFLICTS = "conflicts"
    CHECK_WORTHINESS = "check-worthiness"
    COVERAGE = "coverage"
    READING = "reading"


class StatementChoice(StrEnum):
    """Which statements show, by who speaks of them and who disagrees."""

    ALL = "all"
    LINKED = "linked"
    CONFLICTS = "conflicts"
    ODD_ONE_OUT = "odd one out"
    ONE_ARTICLE = "one article"


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """What the matrix is narrowed to.

    Attributes:
        fields: only statements whose articles conflict in one of these; empty for any.
        words: only statements with a claim that holds these words, in any case.
    """

    choice: StatementChoice = StatementChoice.LINKED
    fields: frozenset[DifferenceField] = frozenset()
    words: str = ""


def chosen_statements(
    statements: Iterable[Statement], wanted: StatementFilter, order: StatementOrder
) -> list[Statement]:
    """The statements that ``wanted`` leaves, sorted; they come in reading order."""
    needle = " ".join(wanted.words.split()).casefold()
    kept = [one for one in statements if _is_kept(one, wanted, needle)]
    if order is StatementOrder.CONFLICTS:
        kept.sort(
            key=lambda one: (
                -one.conflicts(ConflictLevel.HARD),
                -one.conflicts(ConflictLevel.SOFT),
                -one.coverage,
                -one.check_worthiness,
            )
        )
    elif order is StatementOrder.CHECK_WORTHINESS:
        kept.sort(key=lambda one: -one.check_worthiness)
    elif order is StatementOrder.COVERAGE:
        kept.sort(key=lambda one: -one.coverage)
    return kept


def _is_kept(statement: Statement, wanted: StatementFilter, needle: str) -> bool:
    if wanted.fields and not (statement.fields & wanted.fields):
        return False
    if wanted.choice is StatementChoice.LINKED and statement.coverage < 2:
        return False
    if wanted.choice is StatementChoice.CONFLICTS and not statement.fields:
        return False
    if wanted.choice is StatementChoice.ODD_ONE_OUT and statement.odd_one_out() is None:
        return False
    alone = statement.coverage == 1 and not statement.elsewhere
    if wanted.choice is StatementChoice.ONE_ARTICLE and not alone:
        return False
    return not needle or any(
        needle in " ".join(claim.quote.split()).casefold() for claim in statement.claims
    )
