"""Pairs of claims that turn on who gives or decides, on why, and on names one word apart."""

from __future__ import annotations

import pytest

from .conftest import Parse, check_agreement, check_conflict

pytestmark = pytest.mark.spacy

CONFLICTING = [
    ("The city will pay 50,000 crowns to each household.",
     "Each family is to get 50,000 crowns from Velgas.",
     "attribution", "city", "Velgas"),
    ("The National Development Bank lends 250 million euros.",
     "250 million euros comes as a loan from the Northern Investment Bank.",
     "attribution", "National Development Bank", "Northern Investment Bank"),
    ("It received a grant of 25 million crowns from the National Space Agency.",
     "It received 25 million crowns from the regional fund.",
     "attribution", "National Space Agency", "regional fund"),
    ("The state pays 60 million euros.", "The province pays 60 million euros.",
     "attribution", "state", "province"),
    ("the electoral commission ruled", "Friday’s decision by the administrative court",
     "attribution", "electoral commission", "administrative court"),
    ("the electoral commission ruled", "yesterday’s court ruling",
     "attribution", "electoral commission", "court"),
    ("The entrance will be in Upper Hollen.",
     "At Lower Hollen, where the entrance will be, houses must go.",
     "place", "Upper Hollen", "Lower Hollen"),
    ("The minister missed the ceremony because of illness.",
     "The minister missed the ceremony out of protest.",
     "other", "illness", "protest"),
    ("The wind was to blame for the accident.",
     "The accident was caused by an engine failure.",
     "other", "wind", "engine failure"),
]  # fmt: skip

AGREEING = [
    ("The city will pay 50,000 crowns to each household.",
     "Every household will receive 50,000 crowns from the city."),
    ("The company will pay 50,000 crowns to each household.",
     "Each family is to get 50,000 crowns from Velgas."),
    ("The city will pay 50,000 crowns to each household.",
     "Goods worth 50,000 crowns were stolen from the museum."),
    ("The National Development Bank lends 250 million euros.",
     "The region waits; 250 million euros comes from the National Development Bank."),
    ("The firm paid 60 million euros to Selmark.", "Selmark got 60 million euros."),
    ("The government paid 60 million euros for the site.",
     "The ministry paid 60 million euros for the site."),
    ("the administrative court ruled", "yesterday’s court ruling"),
    ("The tunnel runs from Upper Hollen to Lower Hollen.", "The exit is in Lower Hollen."),
    ("The entrance will be in Upper Hollen.", "The entrance will be in Hollen."),
    ("The wind was to blame for the accident.", "The accident was caused by strong wind."),
    ("The bus drove out of town.", "The bus stopped because of a flat tyre."),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "field", "words_a", "words_b"), CONFLICTING)
def test_conflict(parse: Parse, a: str, b: str, field: str, words_a: str, words_b: str) -> None:
    check_conflict(parse, a, b, field, (words_a, words_b))


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_no_conflict(parse: Parse, a: str, b: str) -> None:
    check_agreement(parse, a, b)
