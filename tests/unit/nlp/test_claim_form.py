"""What is seen of a claim without parsing it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.claim import ClaimKind
from annotator.nlp.claim_form import FORMS, KINDS, forms_of, kinds_of

_NAMES = (
    *("digit", "measure", "year", "quoted", "asks", "name", "names"),
    *("ended", "short", "long", "subject", "connective"),
)


def seen(text: str) -> set[str]:
    return {name for name, holds in zip(_NAMES, forms_of(text), strict=True) if holds}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The council met again in the old town hall.", set()),
        ("The council paid 3,500 crowns for the old hall.", {"digit"}),
        ("Prices rose by nine percent over the last long winter", {"measure"}),
        ("The bridge was built by a farmer in 1907", {"digit", "year"}),
        ("“We are ready to sail,” the captain told the port", {"quoted", "subject"}),
        ("Who would pay for the new bridge over the river?", {"asks"}),
        ("The harbour of Kvistad was quiet for a whole week", {"name"}),
        ("The mayor of Kvistad met Ada Holm on the quay", {"name", "names"}),
        ("Police searched the old mill near the river again", {"ended"}),
        ("Rates rose", {"short"}),
        ("They were on the ship for a very long time", {"subject"}),
        ("And now I'm told that I can go on", {"connective"}),
    ],
)
def test_forms(text: str, forms: set[str]) -> None:
    assert seen(text) == forms


def test_a_long_claim_is_long() -> None:
    assert "long" in seen("the old ship " * 8)


@given(st.text())
def test_any_text_has_as_many_forms(text: str) -> None:
    assert len(forms_of(text)) == FORMS


def test_kinds_stand_in_a_fixed_order_and_unknown_ones_are_none() -> None:
    assert kinds_of(()) == (False,) * len(KINDS)
    found = kinds_of((ClaimKind.OTHER, ClaimKind.QUANTITY))
    assert [kind for kind, holds in zip(KINDS, found, strict=True) if holds] == [
        ClaimKind.QUANTITY,
        ClaimKind.OTHER,
    ]
