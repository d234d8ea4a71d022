"""Article text in code points: making it canonical, hashing it, and the way back to its source."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

BYTE_ORDER_MARK = "\ufeff"
QUOTE_CONTEXT = 32
"""Code points of prefix and suffix kept beside a quote (W3C Web Annotation, TextQuoteSelector)."""

Direction = Literal["ltr", "rtl"]

_CHANGED_AT_IMPORT = re.compile("\r\n|\r|\0")


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Turns code-point offsets of a canonical text into offsets of the text it was made from.

    Attributes:
        starts: canonical offsets at which the shift changes, ascending, the first is 0.
        shifts: what to add to a canonical offset from that start on; as long as ``starts``.
    """

    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def to_source(self, offset: int) -> int:
        """The source offset of the character that stands at the canonical ``offset``."""
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]

    def span_to_source(self, start: int, end: int) -> tuple[int, int]:
        """The half-open source span of a non-empty half-open canonical span.

        It ends right after the source of its last character, so nothing that was removed at
        import trails it.
        """
        return self.to_source(start), self.to_source(end - 1) + 1


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """A text as it is frozen at import, and the way back to the source it was made from."""

    text: str
    offsets: OffsetMap


def canonical_text(source: str) -> CanonicalText:
    r"""Make a text canonical: ``\r\n`` and ``\r`` become ``\n``; NUL and a leading BOM go.

    Nothing else is normalised: composed and decomposed letters, white space and every other
    character stay as they were written.
    """
    begin = 1 if source.startswith(BYTE_ORDER_MARK) else 0
    shift = begin
    starts, shifts = [0], [shift]
    pieces: list[str] = []
    length = 0
    for match in _CHANGED_AT_IMPORT.finditer(source, begin):
        pieces.append(source[begin : match.start()])
        length += match.start() - begin
        begin = match.end()
        if match.group() != "\0":
            pieces.append("\n")
            length += 1
        removed = len(match.group()) - (match.group() != "\0")
        if not removed:
            continue
        shift += removed
        if starts[-1] == length:
            shifts[-1] = shift
        else:
            starts.append(length)
            shifts.append(shift)
    pieces.append(source[begin:])
    return CanonicalText("".join(pieces), OffsetMap(tuple(starts), tuple(shifts)))


def text_sha256(text: str) -> str:
    """SHA-256 of the UTF-8 form of ``text``, in lower-case hexadecimal.

    A lone surrogate, which UTF-8 cannot carry, is hashed as its three-byte form.
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def text_direction(text: str) -> Direction:
    """The base direction of ``text`` by its first strong character (Unicode UAX #9, rule P2)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return "ltr"
