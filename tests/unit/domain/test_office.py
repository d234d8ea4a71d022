"""Which conflicts the strips about offices tell of already."""

from __future__ import annotations

import pytest

from annotator.domain.link import ConflictLevel, Difference, DifferenceField
from annotator.domain.office import OfficeDispute, OfficeNamed, are_told_above, disputes_among
from annotator.domain.span import Span

HERE = Span(0, 1)
DISPUTES = (
    OfficeDispute(
        "Ada Roth", (OfficeNamed(1, "Mayor", HERE), OfficeNamed(2, "former mayor", HERE))
    ),
    OfficeDispute("Bo Lind", (OfficeNamed(1, "clerk", HERE), OfficeNamed(2, "judge", HERE))),
)


def role(a: str, b: str, field: DifferenceField = DifferenceField.ROLE) -> Difference:
    return Difference(field, ConflictLevel.SOFT, HERE, HERE, a, b)


@pytest.mark.parametrize(
    ("differences", "texts", "told"),
    [
        ([role("mayor", "Former Mayor")], (1, 2), True),
        ([role("mayor", "former mayor"), role("clerk", "judge")], (1, 2), True),
        # The sides the other way round, another article, offices of two persons.
        ([role("former mayor", "mayor")], (1, 2), False),
        ([role("former mayor", "mayor")], (2, 1), True),
        ([role("mayor", "former mayor")], (1, 3), False),
        ([role("mayor", "judge")], (1, 2), False),
        # Something else differs too, or something else alone, or nothing.
        ([role("mayor", "former mayor"), role("3", "4", DifferenceField.NUMBER)], (1, 2), False),
        ([role("mayor", "former mayor", DifferenceField.NAME)], (1, 2), False),
        ([], (1, 2), False),
    ],
)
def test_only_offices_that_both_articles_are_told_to_give(
    differences: list[Difference], texts: tuple[int, int], told: bool
) -> None:
    assert are_told_above(differences, *texts, DISPUTES) is told


def test_articles_that_were_taken_out_dispute_no_office() -> None:
    (ada, bo) = disputes_among(DISPUTES, {2, 3})
    assert ada == OfficeDispute("Ada Roth", (OfficeNamed(2, "former mayor", HERE),))
    assert [named.text_id for named in bo.named] == [2]
