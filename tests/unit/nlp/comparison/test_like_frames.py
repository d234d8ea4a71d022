"""Claims that say the same but for a word that denies, an opposite or a small word."""

from __future__ import annotations

import pytest

from .conftest import Parse, check_agreement, check_conflict

pytestmark = pytest.mark.spacy

CONFLICTING = [
    # a denied verb against another one
    ("The new bridge stands on a bed of gravel.",
     "The new bridge does not rest on a bed of gravel.",
     "stands", "rest"),
    ("He never served as the mayor of the old port town.",
     "He was a former mayor of the old port town.",
     "never", "former"),
    ("The clinic has stopped treating patients from the northern villages.",
     "The clinic treats patients from the northern villages.", "stopped treating", "treats"),
    # words that deny by themselves
    ("The wolf is found in the hills above Torsby.",
     "The wolf is absent from the hills above Torsby.", "found", "absent"),
    ("The price includes the flight, the hotel and the meals.",
     "The price excludes the flight, the hotel and the meals.", "includes", "excludes"),
    ("The ministry was uninvolved in the sale of the harbour.",
     "The ministry was involved in the sale of the harbour.", "uninvolved", "involved"),
    ("The club failed to sell its ground to the city.",
     "The club sold its ground to the city.", "failed", "sold"),
    ("The firm was exempted from paying the fine for the spill.",
     "The firm had to pay the fine for the spill.", "exempted", "pay"),
    ("The old lift is incapable of carrying four skiers.",
     "The old lift carries four skiers.", "incapable", "carries"),
    ("Divers were unable to reach the wreck in the strait.",
     "Divers could reach the wreck in the strait.", "unable", "reach"),
    ("The island lies outside of the protected zone around the reef.",
     "The island is part of the protected zone around the reef.", "outside", "part"),
    ("The old tram is hardly ever used by commuters and tourists.",
     "The old tram is used by commuters and tourists.", "hardly", "used"),
    # opposites that stand in no list of their own
    ("Heavy rain delayed the opening of the fair in Lund.",
     "Heavy rain hastened the opening of the fair in Lund.", "delayed", "hastened"),
    ("It is the oldest printing works in the province.",
     "It is the newest printing works in the province.", "oldest", "newest"),
    ("The report praised the rescue service of Norby.",
     "The report criticised the rescue service of Norby.", "praised", "criticised"),
    # small words
    ("The convoy moved into the valley of the Tarn at dawn.",
     "The convoy moved from the valley of the Tarn at dawn.", "into", "from"),
    ("All houses on the shore were flooded by the storm.",
     "Some houses on the shore were flooded by the storm.", "All", "Some"),
    ("Orvik has the most reliable railway in the union.",
     "Orvik has the least reliable railway in the union.", "most", "least"),
    ("The fund also supports farmers in the mountains.",
     "The fund only supports farmers in the mountains.", "also", "only"),
    ("The council also grants money to the theatres of the city.",
     "The council only allots money to the theatres of the city.", "also", "only"),
    ("The gang operated openly in the harbour of Sund.",
     "The gang operated secretly in the harbour of Sund.", "openly", "secretly"),
    ("The landslide may have damaged the gas line to Sund.",
     "The landslide has definitely damaged the gas line to Sund.", "may", "definitely"),
]  # fmt: skip

AGREEING = [
    # both deny, or deny the opposite
    ("The mayor was absent from the opening of the fair.",
     "The mayor did not attend the opening of the fair."),
    ("The court did not overturn the ruling on the mine.",
     "The court upheld the ruling on the mine."),
    ("Divers were unable to reach the wreck.", "Divers could not reach the wreck."),
    ("The firm was not exempted from the fine for the spill.",
     "The firm had to pay the fine for the spill."),
    # what is denied is another time, or its beginning
    ("Nobody noticed the theft until Monday.", "The theft was noticed on Monday."),
    ("The river had never risen as high before.", "The river has risen high."),
    # what one claim only names
    ("Farmers were exempted from the new fuel duty.", "the new fuel duty of farmers"),
    ("Police searched the area outside the stadium gate.", "the area of the stadium gate"),
    # others, and other things
    ("Captain Moen did not leave the ship.", "Captain Ruud left the ship."),
    ("The council did not publish the report.", "The council commissioned the report."),
    # one thing from two sides
    ("The brewery will be sold to Arden.", "Arden will buy the brewery."),
    ("Residents were told to keep their windows shut.",
     "Residents were told to leave their windows closed."),
    # a house has both, and the world other leagues
    ("Flames damaged the roof on Friday.",
     "The door was damaged by flames, the fire service said."),
    ("The Norby Super League was modelled on the Sund Super League.",
     "The league was modelled on other leagues such as the Orvik Super League."),
    # small words that change nothing
    ("The fund also supports farmers in the mountains.",
     "The fund supports farmers in the mountains."),
    ("The road from Sund to Orvik is closed.", "The road to Orvik from Sund is closed."),
    ("Only twelve people were on board the plane.", "Twelve people were on board the plane."),
    ("The strike may last until the end of May.", "The strike could last until the end of May."),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "one", "two"), CONFLICTING)
def test_one_says_what_the_other_denies(parse: Parse, a: str, b: str, one: str, two: str) -> None:
    check_conflict(parse, a, b, "negation", (one, two))


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_what_only_looks_like_a_denial(parse: Parse, a: str, b: str) -> None:
    check_agreement(parse, a, b)
