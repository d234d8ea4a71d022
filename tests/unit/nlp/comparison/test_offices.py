"""Persons whom articles call by different offices."""

from __future__ import annotations

import pytest

from annotator.nlp.comparison.offices import office_disputes

from .conftest import Parse

pytestmark = pytest.mark.spacy


def _told(parse: Parse, *texts: str) -> dict[str, list[tuple[int, str]]]:
    articles = [(number, [parse(text)]) for number, text in enumerate(texts)]
    return {
        dispute.name: [(named.text_id, named.words) for named in dispute.named]
        for dispute in office_disputes(articles)
    }


def test_different_offices_are_told_once_for_a_person(parse: Parse) -> None:
    told = _told(
        parse,
        "Former President Ann Cole called the king. Former President Cole laughed.",
        "President-elect Ann Cole called the king.",
        "Ann Cole called the king.",
    )
    assert told == {"Ann Cole": [(0, "Former President"), (1, "President-elect")]}


def test_acting_and_full_and_other_fields_differ(parse: Parse) -> None:
    assert list(
        _told(parse, "Acting Governor Ilona Szabó spoke.", "Governor Ilona Szabo spoke.")
    ) == ["Ilona Szabó"]
    assert list(
        _told(parse, "Finance Minister Tom Brandl spoke.", "Economy Minister Tom Brandl spoke.")
    ) == ["Tom Brandl"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Chief executive Marit Holm resigned.", "Boss Marit Holm resigned."),
        ("Chairman Lars Brandt spoke.", "The chair, Lars Brandt, spoke."),
        ("Mayor Anna Lind spoke.", "Mayor Anna Lind left."),
        ("Mayor Anna Lind spoke.", "Governor Tom Brandl spoke."),
        ("Anna Lind spoke.", "Governor Anna Lind spoke."),
    ],
)
def test_synonyms_and_other_persons_are_no_dispute(parse: Parse, one: str, two: str) -> None:
    assert _told(parse, one, two) == {}


def test_the_span_is_the_office_in_its_article(parse: Parse) -> None:
    texts = ("Then acting director Signe Berg spoke.", "Signe Berg, the director, spoke.")
    articles = [(7 + number, [parse(text)]) for number, text in enumerate(texts)]
    (dispute,) = office_disputes(articles)
    for named, text in zip(dispute.named, texts, strict=True):
        assert text[named.span.start : named.span.end] == named.words
    assert [named.text_id for named in dispute.named] == [7, 8]
