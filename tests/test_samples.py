"""The sample articles: complete, of a length to read, and telling one event in different ways."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples"
SAMPLE: dict[str, Any] = json.loads((SAMPLES / "sample.json").read_text("utf-8"))
ARTICLES: list[dict[str, str]] = SAMPLE["articles"]
TEXTS = {article["file"]: (SAMPLES / article["file"]).read_text("utf-8") for article in ARTICLES}

FIELDS = {"file", "title", "outlet", "author", "published", "url"}


def test_there_are_four_of_four_outlets() -> None:
    assert len(ARTICLES) == 4
    assert len({article["outlet"] for article in ARTICLES}) == 4
    assert {path.name for path in SAMPLES.glob("*.txt")} == set(TEXTS)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["file"])
def test_everything_about_an_article_is_known(article: dict[str, str]) -> None:
    assert set(article) == FIELDS
    assert all(article.values())
    date.fromisoformat(article["published"])
    assert TEXTS[article["file"]].split("\n", 1)[0] == article["title"]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["file"])
def test_an_article_is_invented_and_says_so(article: dict[str, str]) -> None:
    assert (urlsplit(article["url"]).hostname or "").endswith(".example")  # RFC 2606
    assert "Fiction" in SAMPLE["note"]
    assert "://" not in TEXTS[article["file"]]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_an_article_can_be_read_in_two_minutes(text: str) -> None:
    assert 300 <= len(text.split()) <= 420
    assert "“" in text
    assert '"' not in text
    assert "\r" not in text


def test_the_texts_try_more_than_ascii() -> None:
    assert all(any(ord(character) > 0xFF for character in text) for text in TEXTS.values())
    assert any(ord(character) > 0xFFFF for text in TEXTS.values() for character in text)


# One expression per fact, and what it finds in each article; None where one says nothing of it.
FACTS: dict[str, tuple[str, tuple[str | None, ...]]] = {
    "objects": (r"\b(14|20|13)(?=,? (?:objects|priceless|exhibits|not))", ("14", "20", "13", "14")),
    "value": (r"([\d.]+) million", ("6.2", "9", "6.2", "2.6")),
    "made": (r"\b(15\d\d)\b", ("1587", "1578", "1587", "1587")),
    "survive": (r"(?:one of (?:only|just)?|world only) ?(\d+|ten|eleven)",
                ("11", "ten", "11", "eleven")),
    "ordinal": (r"the (second|third) (?:theft|break-in)",
                ("second", "THIRD", "second", "second")),
    "bell": (r"\b(1974|1947)\b", ("1974", None, "1974", "1947")),
    "thieves": (r"(Two people|gang of four|two people|were three)",
                ("two people", "Gang of four", "two people", "were three")),
    "museums": (r"all (\d+) state", ("37", None, None, "27")),
    "minister": (r"(Culture|Interior) Minister", ("Culture", None, None, "Interior")),
    "reward": (r"(50,000|500,000) florins", ("50,000", "500,000", "50,000", None)),
    "wars": (r"(a|one|two) wars?\b", ("a", "two", "a", "one")),
    "witness": (r"lafsdottir, (\d\d)|lafsdóttir, (\d\d)", (None, "74", "47", None)),
    "reopens": (r"(?:until|on) (Thursday|Friday)(?:\.| at)",
                ("Thursday", None, "Friday", "Thursday")),
}  # fmt: skip


@pytest.mark.parametrize(("pattern", "told"), FACTS.values(), ids=FACTS.keys())
def test_the_articles_disagree(pattern: str, told: tuple[str | None, ...]) -> None:
    found = []
    for text in TEXTS.values():
        match = re.search(pattern, text, re.IGNORECASE)
        found.append(next(filter(None, match.groups())) if match else None)
    assert tuple(found) == told
    assert len({value for value in told if value}) > 1


def test_one_article_copies_a_sentence_of_another() -> None:
    copied = (
        "About 212,000 people visited the museum last year. It will stay closed until Thursday."
    )
    assert [copied in text for text in TEXTS.values()] == [True, False, False, True]
