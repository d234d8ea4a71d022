"""The word lists of values are sound: nothing in them can never match."""

from __future__ import annotations

import pytest

from annotator.assets import asset_path
from annotator.nlp.values.claim_words import folded
from annotator.nlp.values.quantity import Dimension
from annotator.nlp.values.units import unit_forms
from annotator.nlp.values.word_groups import (
    are_alike,
    role_forms,
    state_forms,
)

LISTS = sorted(asset_path("resources", "nlp", "values").glob("*.txt"))


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_line_can_be_read(path: object) -> None:
    text = getattr(path, "read_text")(encoding="utf-8")  # noqa: B009 - a Path or a Traversable
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        _, colon, forms = line.partition(" : ")
        names = (forms if colon else line).replace("|", ",").split(",")
        assert all(name.strip() for name in names), line
        for name in names:
            bare = name.strip()
            assert bare == bare.lower(), line


def test_lists_say_what_they_are_for() -> None:
    assert role_forms()["chief", "executive"] == role_forms()["boss",]
    assert state_forms()["killed"] == "dead"
    assert are_alike("dialogu", "conversation")
    assert not are_alike("guard", "thief")


def test_units_convert() -> None:
    forms = unit_forms()
    assert forms["nautical miles"].in_base(2) == 3704
    assert forms["mph"].in_base(56) == pytest.approx(25, abs=0.1)
    assert forms["degrees fahrenheit"].in_base(104) == pytest.approx(40)
    assert forms["€"].dimension is Dimension.MONEY
    assert forms["€"].currency == forms["euros"].currency != forms["$"].currency
    assert folded("Østhus Łódź") == "osthus lodz"
