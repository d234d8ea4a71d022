"""What a row of the matrix is called."""

from __future__ import annotations

import pytest

from annotator.domain.claim import Claim, ClaimKind, ClaimState, Origin
from annotator.domain.span import Span
from annotator.domain.statement import Statement
from annotator.domain.statement_name import LONGEST_NAME, statement_name, telling_part


def statement(*quotes: str) -> Statement:
    claims = tuple(
        Claim(
            number,
            f"c{number}",
            number,
            number,
            Span(0, len(quote)),
            quote,
            Origin.DETECTOR,
            ClaimState.OPEN,
            (ClaimKind.OTHER,),
            0.5,
            (),
            False,
            None,
        )
        for number, quote in enumerate(quotes, 1)
    )
    return Statement(1, claims, ())


@pytest.mark.parametrize(
    ("quotes", "name"),
    [
        # What both say, without what only one says.
        (("However, the ferry was built in 1998 in Hull", "The ferry, built in 1989, sank"),
         "Ferry was built"),
        # The shorter way to say it wins.
        (("the bank, which met on Monday, raised its key rate", "it raised the key rate"),
         "Raised its key rate"),
        # Plurals and possessives are the same word.
        (("four lifeboats launched", "one lifeboat was launched"), "Lifeboats launched"),
        # What happened tells more than who.
        (("Erik Ravn said the captain was detained", "captain detained, said Erik Ravn"),
         "Captain detained, said Erik Ravn"),
        # When it was does not tell what it is about.
        (("Police said on Friday 9 October 2026 that 12 people died",
          "on Friday 9 October 2026 eleven people died"), "People died"),
        (("It opened on Monday, 3 May", "on Monday, 3 May, it shut"), "It opened on Monday, 3 May"),
        # One more word far away would make it long for little.
        (("the dam broke near the old mill and the quarry with a noise that many people heard",
          "many people fled from the whole valley as the dam broke"), "Dam broke"),
        # What limits a number belongs to it.
        (("nobody thought that nearly 70 tonnes", "nearly 70 tonnes"), "Nearly 70 tonnes"),
        (("At least 40 were hurt", "at least 40 hurt, officials said"), "At least 40 hurt"),
        # It ends with a word that tells something.
        (("Nobody was hurt just then", "nobody hurt just after it"), "Nobody hurt"),
        # Half a pair of quotation marks would stay.
        (("“All procedures were followed,” said Aas", "that procedures were followed, Aas told me"),
         "Procedures were followed, Aas"),
        # Too little in common, and one article alone: the passage.
        (("it is from 1989", "built in 1998"), "it is from 1989"),
        (("Nobody was killed",), "Nobody was killed"),
        # Function words alone tell nothing.
        (("that it was in the", "that it was of the"), "that it was in the"),
    ],
)  # fmt: skip
def test_a_statement_is_called_by_what_its_articles_share(
    quotes: tuple[str, ...], name: str
) -> None:
    assert statement_name(statement(*quotes)) == name


def test_a_name_is_one_short_line() -> None:
    long = "the council\nvoted on\tMonday evening to close the old stadium after a long debate"
    name = statement_name(statement(long, f"On Monday {long}"))
    assert len(name) <= LONGEST_NAME
    assert "\n" not in name
    assert "\t" not in name


@pytest.mark.parametrize(
    ("quotes", "parts"),
    [
        # From where the others say it too.
        (("However, as was known long ago, the dam broke in May", "the dam broke"),
         ("…dam broke in May", "the dam broke")),
        # A few words before are no gain.
        (("Yesterday the dam broke", "The\ndam broke"),
         ("Yesterday the dam broke", "The dam broke")),
        # What limits the words that follow belongs to them.
        (("In his book he wrote that they spoke as many as seven times", "many, seven times"),
         ("…as many as seven times", "many, seven times")),
        # Nothing in common, or nobody else.
        (("It is from nineteen eighty-nine", "built in 1998"),
         ("It is from nineteen eighty-nine", "built in 1998")),
        (("On Monday evening in the old town nobody was hurt",),
         ("On Monday evening in the old town nobody was hurt",)),
    ],
)  # fmt: skip
def test_a_passage_begins_where_it_says_what_others_say(
    quotes: tuple[str, ...], parts: tuple[str, ...]
) -> None:
    made = statement(*quotes)
    assert tuple(telling_part(made, claim) for claim in made.claims) == parts
