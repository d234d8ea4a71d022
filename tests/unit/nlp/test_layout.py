"""Blocks: paragraphs and everything in an article that is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.nlp.layout import BlockRole, blocks_of

ARTICLE = """Ferry runs aground off Torsk Island

By Tuva Lie and Per Eik | Updated 09:15
OSTHAVN, Oct 10 (CW) — At least 11 people were killed on Friday.

WHAT HAPPENED NEXT?
The captain was questioned. He was not detained.
Photo: the wreck at dawn
Ferry runs aground off Torsk Island
12 min read
© The Daily Lamp. All rights reserved."""


def test_every_kind_of_block_is_told_apart() -> None:
    found = [(block.role, ARTICLE[block.body : block.end]) for block in blocks_of(ARTICLE)]
    assert found == [
        (BlockRole.TITLE, "Ferry runs aground off Torsk Island"),
        (BlockRole.BYLINE, "By Tuva Lie and Per Eik | Updated 09:15"),
        (BlockRole.PARAGRAPH, "At least 11 people were killed on Friday."),
        (BlockRole.HEADING, "WHAT HAPPENED NEXT?"),
        (BlockRole.PARAGRAPH, "The captain was questioned. He was not detained."),
        (BlockRole.CAPTION, "Photo: the wreck at dawn"),
        (BlockRole.REPEATED_TITLE, "Ferry runs aground off Torsk Island"),
        (BlockRole.BYLINE, "12 min read"),
        (BlockRole.COPYRIGHT, "© The Daily Lamp. All rights reserved."),
    ]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("By Friday, twelve people had died.", BlockRole.PARAGRAPH),
        ("By Friday evening no leak had been found, the environment agency said, and the booms "
         "around the wreck were taken in again.", BlockRole.PARAGRAPH),
        ("Tuesday 17 June 2025", BlockRole.BYLINE),
        ("(Reporting by the northern bureau; editing by the desk)", BlockRole.BYLINE),
        ("The president signed the copyright act on Monday, which extends the protection of "
         "photographs, films and computer programs by another twenty years, and sent it to the "
         "printer of the official journal, where it will be published in the first week of the "
         "coming month.", BlockRole.PARAGRAPH),
        ("The copyright law was passed on Monday.", BlockRole.PARAGRAPH),
        ("Copyright 2025 The Daily Lamp", BlockRole.COPYRIGHT),
        ("By Our Own Man.", BlockRole.BYLINE),
        ("- 640 homes, of which 192 are affordable", BlockRole.PARAGRAPH),
        ("“We owe them an answer,” he said", BlockRole.HEADING),
        ("“We owe them an answer.”", BlockRole.PARAGRAPH),
    ],
)  # fmt: skip
def test_a_line_among_others_is_read_for_what_it_is(line: str, role: BlockRole) -> None:
    assert blocks_of(f"First paragraph of all.\n{line}")[1].role is role


@pytest.mark.parametrize("end", ["😀", " 🔥🔥", " 👨‍👩‍👧", " ❤️", "™"])
def test_a_picture_after_the_full_stop_makes_no_heading(end: str) -> None:
    text = f"It burned.\n\nThe fire began at 10 p.m. in a warehouse.{end}\n\nIt is out."
    assert blocks_of(text)[1].role is BlockRole.PARAGRAPH


def test_a_single_line_is_no_heading_for_want_of_a_full_stop() -> None:
    assert blocks_of("the ferry hit a reef at noon")[0].role is BlockRole.PARAGRAPH
    assert blocks_of("FERRY HITS REEF")[0].role is BlockRole.HEADING


def test_the_known_title_is_a_title_whatever_it_looks_like() -> None:
    text = "the ferry hit a reef.\n\nIt sank."
    assert blocks_of(text, "The ferry hit a reef")[0].role is BlockRole.TITLE


def test_a_sentence_that_comes_twice_is_no_title() -> None:
    roles = {block.role for block in blocks_of("It sank at noon.\n\nIt sank at noon.")}
    assert roles == {BlockRole.PARAGRAPH}


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "The ferry hit the reef about two nautical miles south of the\n"
        "island at 11:40 p.m., and nobody was hurt. It had left in the\n"
        "evening with 213 people on board.\n\n"
        "The next paragraph is wrapped by hand as well, because that is\n"
        "what mail programs do."
    )
    blocks = blocks_of(text)
    assert [text[block.start : block.end].count("\n") for block in blocks] == [2, 1]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = "The ferry hit the reef.\nIt sank by the stern.\nNobody was hurt in the accident."
    assert len(blocks_of(text)) == 3


@given(st.text(st.sampled_from("aB .?“”\n\u2028\u00a0\r\x85©1—"), max_size=60))
def test_blocks_hold_every_character_that_is_not_white_space(text: str) -> None:
    blocks = blocks_of(text)
    held = "".join(text[block.start : block.end] for block in blocks)
    assert [c for c in held if not c.isspace()] == [c for c in text if not c.isspace()]
    for block in blocks:
        assert block.start <= block.body <= block.end
        assert not text[block.start].isspace()
        assert not text[block.end - 1].isspace()
    assert all(one.end <= other.start for one, other in pairwise(blocks))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Twelve people died in the fire.", BlockRole.PARAGRAPH),
        ("  Twelve people died in the fire.\n\n", BlockRole.PARAGRAPH),
        ("Twelve people died in the fire", BlockRole.PARAGRAPH),
        ("Twelve people died in the fire.\n\nBy Tuva Lie", BlockRole.PARAGRAPH),
        ("Twelve people died in the fire.\n\nThe fire began at 3 a.m.", BlockRole.TITLE),
    ],
)
def test_a_title_made_of_the_only_paragraph_does_not_hide_it(text: str, role: BlockRole) -> None:
    title = text.strip().split("\n")[0]
    assert blocks_of(text, title)[0].role is role
