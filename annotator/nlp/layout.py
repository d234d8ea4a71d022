"""The blocks of an article: paragraphs, headings, bylines and the rest, told from its text alone.

A block is what no claim may cross the border of. It is a line, or several lines in a text that was
wrapped by hand. All offsets are code points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

HEADING_WORDS = 12
"""A line of up to so many words without a final full stop reads as a heading."""

TITLE_WORDS = 30
"""The same for a line in title case or capitals, and for the first line of an article."""


TITLES = 2
"""So many headings before the text are its title and what explains it; they state facts."""

_TITLE_LEAST = 4
"""A heading with fewer words states no fact, not even as a title."""


class BlockRole(StrEnum):
    """What a block is for."""

    PARAGRAPH = "paragraph"
    TITLE = "title"
    HEADING = "heading"
    REPEATED_TITLE = "repeated title"
    BYLINE = "byline"
    CAPTION = "caption"
    COPYRIGHT = "copyright"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text between line breaks, without white space at its ends.

    Attributes:
        body: where its statements begin; later than ``start`` after a dateline or a bullet.
    """

    start: int
    end: int
    role: BlockRole
    body: int


_COPYRIGHT = re.compile(
    r"©|\(c\)\s*\d{4}|\bcopyright\s+(?:\(c\)|\d{4}|by\b)|\ball rights reserved\b"
    r"|\breproduction reserved\b",
    re.I,
)
_COPYRIGHT_LENGTH = 240
_BYLINE = re.compile(
    r"(?:\(?(?:reporting|report|writing|written|editing|edited|compiled|story|text|words) by\b"
    r"|by [A-ZÀ-Þ][\w'’.-]+|by (?:our|the|staff)\b"
    r"|(?:updated|published|posted|last modified|last updated|first published)\b"
    r"|(?:media|press) contact\b|authors?:|translat(?:ed|ion) (?:by|automatically)\b)",
    re.I,
)
_READING_TIME = re.compile(r"\b\d+[ -]min(?:ute)?s?[ -]read\b", re.I)
_DATE_LINE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\s*(?:\d{1,2}(?:st|nd|rd|th)?)?,?\s*(?:\d{4})?"
    r"[\s,|•·-]*(?:\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?)?(?:\s+[A-Z]{2,4})?",
    re.I,
)
_NAME_WORDS = 4
_CAPTION = re.compile(
    r"(?:photo(?:graph)?s?|image|picture|pictured|credit|file (?:photo|picture)|caption|video|"
    r"graphic|illustration|sources?|above|below|left|right)(?:\s+by\b|\s+credit\b|\s*[:/(–—])",
    re.I,
)
_PICTURES = frozenset({"So", "Sk", "Cf", "Mn", "Me"})
"""Categories of emoji, their colours, joiners and variation selectors."""
_FINAL = re.compile(r"[.!?…。؟।]['\"’”»)\]*_]*$")
_DATELINE = re.compile(r"[A-ZÀ-Þ][^.!?\n]{1,70}?\s[—–-]{1,2}\s+(?=\S)")
_DATELINE_ALONE = re.compile(r"[A-ZÀ-Þ]{3}[^.!?\n]{1,70}?\s[—–-]{1,2}")
_BULLET = re.compile(r"(?:[-*•·‣▪◦–—]|\d{1,2}[.)])\s+")
_BARE_WORD = re.compile(r"\w+")
_WORD = re.compile(r"\w[\w'’.,-]*")
_SMALL_WORD = re.compile(
    "an?|and|as|at|but|by|for|from|into?|nor|off?|on|or|over|per|the|to|up|via|vs|with", re.I
)
_WRAP_WIDTH = 120
_WRAP_SHARE = 0.3


def blocks_of(text: str, title: str = "") -> tuple[Block, ...]:
    """The blocks of ``text`` in order; white space alone makes none.

    ``title`` is what the article is called elsewhere, "" when unknown: a block that repeats it is
    a heading whatever it looks like, unless it is the only paragraph there is.
    """
    spans = list(_block_spans(text))
    lines = [text[start:end] for start, end in spans]
    roles = [
        _role(line, first=number == 0, alone=len(spans) == 1) for number, line in enumerate(lines)
    ]
    paragraphs = {_folded(line) for line, role in zip(lines, roles, strict=True)
                  if role is BlockRole.PARAGRAPH}  # fmt: skip
    # A title may have been made of the text's own first line: the only paragraph is no title.
    seen = set() if paragraphs == {_folded(title)} else {_folded(title)} - {""}
    blocks: list[Block] = []
    titles = 0
    for number, (start, end) in enumerate(spans):
        line, role = lines[number], roles[number]
        folded = _folded(line) if end - start < 400 else ""
        if folded and folded in seen:
            again = number > 0 and role is not BlockRole.PARAGRAPH
            role = BlockRole.REPEATED_TITLE if again else BlockRole.HEADING
        elif folded and role is BlockRole.HEADING:
            seen.add(folded)
        if role is BlockRole.PARAGRAPH:
            titles = TITLES
        elif role is BlockRole.HEADING and paragraphs and titles < TITLES:
            if len(folded.split()) >= _TITLE_LEAST:
                role = BlockRole.TITLE
            titles += 1
        blocks.append(Block(start, end, role, start + _lead_length(line, role)))
    return tuple(blocks)


def _block_spans(text: str) -> Iterator[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    blank_before: list[bool] = []
    offset, blank = 0, True
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = offset + line.index(stripped[0])
            lines.append((start, start + len(stripped)))
            blank_before.append(blank)
        blank = not stripped
        offset += len(line)
    if not lines:
        return
    joins = _joined_lines(text, lines, blank_before)
    start, end = lines[0]
    for number in range(1, len(lines)):
        if number in joins:
            end = lines[number][1]
        else:
            yield start, end
            start, end = lines[number]
    yield start, end


def _joined_lines(
    text: str, lines: list[tuple[int, int]], blank_before: list[bool]
) -> frozenset[int]:
    """The lines that go on with the one before, in a text that was wrapped by hand."""
    breaks = [number for number in range(1, len(lines)) if not blank_before[number]]
    going_on = frozenset(
        number
        for number in breaks
        if lines[number - 1][1] - lines[number - 1][0] > _WRAP_WIDTH / 4
        and not _FINAL.search(text, max(0, lines[number - 1][1] - 8), lines[number - 1][1])
    )
    wrapped = sum(text[lines[number][0]].islower() for number in going_on)
    if not breaks or wrapped < _WRAP_SHARE * len(breaks):
        return frozenset()
    widths = sorted(end - start for start, end in lines)
    if widths[-1] > _WRAP_WIDTH:
        return frozenset()
    # A line that ends a sentence in the middle of a wrapped paragraph is still a full line.
    full = 0.6 * widths[-1]
    return frozenset(
        number
        for number in breaks
        if number in going_on or lines[number - 1][1] - lines[number - 1][0] > full
    )


def _role(line: str, *, first: bool, alone: bool) -> BlockRole:
    if len(line) <= _COPYRIGHT_LENGTH and _COPYRIGHT.search(line):
        return BlockRole.COPYRIGHT
    words = _WORD.findall(line[:600])
    final = _FINAL.search(_without_pictures(line)[-8:]) is not None
    if len(words) <= TITLE_WORDS:
        bracketed = line.startswith("(") and line.endswith(")")
        if _READING_TIME.search(line) or _DATE_LINE.fullmatch(line):
            return BlockRole.BYLINE
        if _BYLINE.match(line) and (not final or bracketed or len(words) <= _NAME_WORDS):
            return BlockRole.BYLINE
        if _DATELINE_ALONE.fullmatch(line):
            return BlockRole.BYLINE
        if _CAPTION.match(line):
            return BlockRole.CAPTION
        capitals = line.isupper() and len(words) > 1
        if capitals and len(words) <= HEADING_WORDS:
            return BlockRole.HEADING
        if not final and not _BULLET.match(line):
            limit = TITLE_WORDS if first or capitals or _title_case(words) else HEADING_WORDS
            if len(words) <= limit and not (alone and not (capitals or _title_case(words))):
                return BlockRole.HEADING
    return BlockRole.PARAGRAPH


def _without_pictures(line: str) -> str:
    """``line`` without emoji and other pictures at its end: "It burned. 🔥" ends a sentence."""
    end = len(line)
    while end and (line[end - 1].isspace() or unicodedata.category(line[end - 1]) in _PICTURES):
        end -= 1
    return line[:end]


def _title_case(words: list[str]) -> bool:
    telling = [word for word in words if not _SMALL_WORD.fullmatch(word)]
    if len(telling) < 3:
        return False
    raised = sum(not word[0].islower() for word in telling)
    return raised >= 0.8 * len(telling)


def _lead_length(line: str, role: BlockRole) -> int:
    """Code points before the first statement: a bullet, or a dateline such as "OSLO (AP) —"."""
    if role is not BlockRole.PARAGRAPH:
        return 0
    if bullet := _BULLET.match(line):
        return bullet.end()
    if dateline := _DATELINE.match(line):
        place = line.split(maxsplit=1)[0].strip(",")
        if place.isupper() and len(place) > 2:
            return dateline.end()
    return 0


def _folded(line: str) -> str:
    return " ".join(_BARE_WORD.findall(line.casefold()))
