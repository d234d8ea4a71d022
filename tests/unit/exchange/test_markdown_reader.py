"""Markdown keeps its text and tells its title."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import ArticleMetadata, SourceFormat
from annotator.exchange.article_reader import read_article
from annotator.exchange.markdown_reader import markdown_metadata


def test_front_matter_is_believed_and_stays_part_of_the_text(tmp_path: Path) -> None:
    text = (
        "---\ntitle: 'Ferry: the facts'\nPublication: \"Harbour Post\"\nauthors:\n  - Jane Doe\n"
        "  - John Roe\ndate: 2024-03-12 10:00\nlink: https://harbour.example/f\ntags: [a, b]\n---\n"
        "# Another title\n\nText.\n"
    )
    path = tmp_path / "ferry.markdown"
    path.write_text(text)
    article = read_article(path)
    assert article.text == text
    assert article.source.format is SourceFormat.MARKDOWN
    assert article.metadata == ArticleMetadata(
        "Ferry: the facts",
        "Harbour Post",
        "Jane Doe, John Roe",
        "2024-03-12",
        "https://harbour.example/f",
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Ferry sinks\n\nText", "Ferry sinks"),
        ("Intro.\n\n## **Ferry** [sinks](http://a.b) `now` ##\n", "Ferry sinks now"),
        ("Ferry sinks\n===\n\nText", "Ferry sinks"),
        ("```\n# a comment\n```\n# Real\n", "Real"),
        ("~~~\n```\n# no\n~~~\n# Real\n", "Real"),
        ("#hashtag is no heading\n", ""),
        ("---\nauthor: X\n---\n# After\n", "After"),
        ("---\nno end of the block\n# Title\n", "Title"),
        ("---\n", ""),
        ("", ""),
        ("# \n# Second\n", "Second"),
    ],
)
def test_the_title_is_the_first_heading(text: str, title: str) -> None:
    assert markdown_metadata(text).title == title


def test_a_list_of_authors_in_one_line_is_read() -> None:
    assert markdown_metadata("---\nauthors: [A. B, 'C']\n---\n").author == "A. B, C"


def test_without_a_heading_the_file_gives_the_title(tmp_path: Path) -> None:
    path = tmp_path / "day-two.md"
    path.write_text("Just text.\n")
    assert read_article(path).metadata.title == "Day two"


@given(st.text(st.sampled_from("-:#=`~[]()*_ \nab'\""), max_size=200))
def test_no_text_upsets_the_reader(text: str) -> None:
    metadata = markdown_metadata("---\n" + text)
    assert "\n" not in metadata.title + metadata.author
