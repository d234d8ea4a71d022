"""Pairs of claims that turn on how an office is told or held, and on who is meant by a name."""

from __future__ import annotations

import pytest

from annotator.nlp.comparison.relation import relate

from .conftest import Parse, check_agreement, check_conflict

pytestmark = pytest.mark.spacy

CONFLICTING = [
    ("Interim chief financial officer Ida Marl spoke.",
     "Chief financial officer Ida Marl spoke.",
     "role", "Interim chief financial officer", "Chief financial officer"),
    ("Ida Marl, who has been standing in as finance chief since May, signed the accounts.",
     "Finance chief Ida Marl signed the accounts.",
     "role", "standing in", "Finance chief"),
    ("Coach Rita Bohn praised the keeper.",
     "Rita Bohn, who is looking after the team for the time being, praised the keeper.",
     "role", "Coach", "for the time being"),
    ("Trade Minister Bo Kern", "The deputy trade minister",
     "role", "Trade Minister", "deputy trade minister"),
    ("Lars Vik, who runs the Ministry of Trade, opened the fair.",
     "Defence Minister Lars Vik opened the fair.",
     "role", "runs the Ministry of Trade", "Defence Minister"),
    ("Pia Storm, number two at the bank, resigned.",
     "Pia Storm, the bank’s governor, resigned.",
     "role", "number two", "governor"),
    ("Mayor Tove Lind leads the inquiry.",
     "Tove Lind, who was mayor until 2020, leads the inquiry.",
     "role", "Mayor", "mayor"),
    ("The second pilot, Jan Ruud, was flying.",
     "Captain Jan Ruud was flying.",
     "role", "second pilot", "Captain"),
    ("Chief executive Wil Harme resigned.",
     "Wil Harme, the chairwoman of the supervisory board, resigned.",
     "role", "Chief executive", "chairwoman"),
    ("Kai Toll, chief investigator of the Air Safety Board, spoke.",
     "Kai Toll, head of the Air Safety Board, spoke.",
     "role", "investigator", "head of the Air Safety Board"),
    ("Bo Kern, the state secretary for transport,", "Transport Minister Bo Kern",
     "role", "state secretary for transport", "Transport Minister"),
    ("Deputy Speaker Mira Holm opened the sitting.",
     "The president of the parliament, Mira Holm, opened the sitting.",
     "role", "Deputy Speaker", "president of the parliament"),
    ("The Civic Union won the vote in Delm.", "The Labour Union won the vote in Delm.",
     "name", "Civic", "Labour"),
    ("Tessa Marner won.", "Tilda Marner won.", "name", "Tessa Marner", "Tilda Marner"),
    ("The house of architect Bo Kern was searched.",
     "The house of property developer Bo Kern was searched.",
     "role", "architect", "property developer"),
    ("It was prosecutor Emil Rask who found the words: “He sold the trust of a town.”",
     "“He sold the trust of a town,” said judge Marta Holm.",
     "attribution", "Emil Rask", "Marta Holm"),
]  # fmt: skip

AGREEING = [
    ("Deputy Trade Minister Bo Kern", "The deputy trade minister"),
    ("Deputy Trade Minister Bo Kern", "Vice trade minister Bo Kern"),
    ("Lars Vik, who runs the Ministry of Trade, opened the fair.",
     "Trade Minister Lars Vik opened the fair."),
    ("Lars Vik, who runs the marathon club, opened the fair.",
     "Trade Minister Lars Vik opened the fair."),
    ("Pia Storm, number two at the bank, resigned.", "Deputy governor Pia Storm resigned."),
    ("Interim coach Rita Bohn praised the keeper.",
     "Rita Bohn, who is looking after the team for the time being, praised the keeper."),
    ("Mayor Rita Bohn stays in hospital for the time being.", "Mayor Rita Bohn is in hospital."),
    ("Rita Bohn, who was standing in the rain, waved.", "Mayor Rita Bohn waved."),
    ("His former driver, Olav Ness, gave evidence.", "His driver, Olav Ness, gave evidence."),
    ("Former judge Tove Lind leads the inquiry.",
     "Tove Lind, who was once a judge, leads the inquiry."),
    ("Former mayor Tove Lind leads the inquiry.",
     "Tove Lind, who was mayor until 2020, leads the inquiry."),
    ("The co-pilot, Jan Ruud, was flying.", "The second pilot, Jan Ruud, was flying."),
    ("Bo Kern, the state secretary for transport,", "Deputy Transport Minister Bo Kern"),
    ("Speaker Mira Holm opened the sitting.",
     "The president of the parliament, Mira Holm, opened the sitting."),
    ("Boss Wil Harme resigned.", "Chairwoman Wil Harme resigned."),
    ("Chief investigator Kai Toll spoke.", "Kai Toll, head of the inquiry, spoke."),
    ("Justice Minister Eda Brook demanded a report.",
     "Eda Brook, the minister of justice, demanded a report."),
    ("Housing Minister Eda Brook demanded a report.",
     "The minister of dwellings, Eda Brook, demanded a report."),
    ("The speaker of the harbour, Dag Rohn, confirmed it.",
     "Harbour spokesman Dag Rohn confirmed it."),
    ("Sibyl Marner conceded.", "Sibilla Marner conceded."),
    ("Tessa Marner won.", "Teresa Marner won."),
    ("The Civic Union won the vote in Delm.", "The Citizen Union won the vote in Delm."),
    ("Minister Jutta Halmis resigned.", "Minister Jutta Halmisova resigned."),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "field", "words_a", "words_b"), CONFLICTING)
def test_conflict(parse: Parse, a: str, b: str, field: str, words_a: str, words_b: str) -> None:
    check_conflict(parse, a, b, field, (words_a, words_b))


@pytest.mark.parametrize(("a", "b"), AGREEING)
def test_no_conflict(parse: Parse, a: str, b: str) -> None:
    check_agreement(parse, a, b)


QUOTED = "“We will rebuild this street,” "


@pytest.mark.parametrize(
    ("before", "said", "other", "conflict"),
    [
        ("Mayor Ann Cole came at noon. ", "the mayor said.", "said Bo Kern.", True),
        ("Mayor Ann Cole came at noon. ", "the mayor said.", "said Ann Cole.", False),
        ("Former mayor Ann Cole came at noon. ", "the mayor said.", "said Bo Kern.", False),
        ("Prime Minister Andor Reisz came. ", "the prime minister said.",
         "said Prime Minister Andor Reisz.", False),
        ("Minister Pavol Derin came. ", "Derin said.", "geologist Ruta Halm said.", True),
        ("Pavol Derin came. ", "he said.", "Pavol Derin said.", False),
        ("Pavol Derin came. ", "he said.", "Bo Kern said.", True),
        ("Pavol Derin came and met Hugo Ferrand. ", "he said.", "Bo Kern said.", False),
    ],
)  # fmt: skip
def test_who_is_meant_is_known_from_the_text(
    parse: Parse, before: str, said: str, other: str, conflict: bool
) -> None:
    one = parse(before + QUOTED + said, QUOTED + said)
    assert bool(relate(one, parse(QUOTED + other)).differences) is conflict


def test_who_says_it_outside_two_claims_is_no_conflict_of_them(parse: Parse) -> None:
    claim = "The driver was questioned"
    one = parse(f"{claim}, prosecutor Hal Quint said.", claim)
    two = parse(f"{claim}, said judge Hal Quint.", claim)
    assert not relate(one, two).differences
