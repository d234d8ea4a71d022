"""Claims without measure: tables on one line, paragraphs of one word."""

from __future__ import annotations

from annotator.domain.link import Relation
from annotator.nlp.comparison.relation import relate
from annotator.nlp.values.claim_words import LONGEST_CLAIM
from annotator.nlp.values.parsed_claim import MOST_VALUES
from tests.unit.nlp.comparison.conftest import Parse

ROWS = " ".join(
    f"On {day} May 20{day} {day} of {day + 9} votes, the {day}th." for day in range(10, 29)
)


def test_of_a_table_only_the_first_values_are_compared(parse: Parse) -> None:
    claim = parse(ROWS.replace(".", ";"))
    kinds = (claim.quantities, claim.moments, claim.moments_around, claim.ordinals)
    assert [len(kind) for kind in kinds] == [MOST_VALUES] * 4
    assert all(kind[0].span.start < 60 for kind in kinds)
    assert relate(claim, claim).relation is Relation.NEAR_COPY


def test_of_words_without_end_only_so_many_are_read(parse: Parse) -> None:
    claim = parse("The mayor said that " + "since " * 900)
    assert LONGEST_CLAIM <= len(claim.words) <= 2 * LONGEST_CLAIM
    assert claim.words[0].text == "The"
    assert all(0 <= word.head < len(claim.words) for word in claim.words)


def test_a_claim_deep_in_words_without_end_is_read_with_those_around_it(parse: Parse) -> None:
    claim = parse("since " * 400 + "nine sailors drowned " + "since " * 400, "nine sailors drowned")
    assert [word.text for word in claim.words if word.inside] == ["nine", "sailors", "drowned"]
    assert len(claim.words) <= LONGEST_CLAIM
    assert [one.stated for one in claim.quantities] == [9]
