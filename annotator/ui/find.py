"""Finds words in article text, whatever their case and the white space between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from annotator.domain.span import Span


class FoldedText:
    """A text folded for searching, with the way back to its own offsets.

    Folding is that of ``str.casefold`` (Unicode full case folding), which makes some characters
    longer: "ß" becomes "ss". A hit is reported only when it begins and ends between characters.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _folded(self) -> str:
        return self._text.casefold()

    @cached_property
    def _grown(self) -> tuple[list[int], list[int]]:
        """Folded offsets right after each character that grew, and the growth up to there."""
        if len(self._folded) == len(self._text):
            return [], []
        growing = {c: len(c.casefold()) - 1 for c in set(self._text) if len(c.casefold()) > 1}
        ends, growth, total = [], [], 0
        for match in re.finditer("[" + re.escape("".join(growing)) + "]", self._text):
            total += growing[match.group()]
            ends.append(match.end() + total)
            growth.append(total)
        return ends, growth

    def _offset(self, folded: int) -> int | None:
        """The text's own offset, or None inside a character that grew."""
        ends, growth = self._grown
        if not ends:
            return folded
        nth = bisect_right(ends, folded) - 1
        shift = growth[nth] if nth >= 0 else 0
        following = bisect_left(ends, folded)
        if following < len(ends) and ends[following] != folded:
            own = growth[following] - shift
            if folded > ends[following] - own - 1:
                return None
        return folded - shift

    def spans_of(self, words: str) -> list[Span]:
        """Every place of ``words``, in reading order and not overlapping; none for no words.

        White space in ``words`` matches any white space, so a hit may run over a line break.
        """
        parts = [re.escape(part) for part in words.casefold().split()]
        if not parts:
            return []
        pattern = re.compile(r"\s+".join(parts))
        found = []
        match = pattern.search(self._folded)
        while match:
            start, end = self._offset(match.start()), self._offset(match.end())
            whole = start is not None and end is not None
            if start is not None and end is not None:
                found.append(Span(start, end))
            match = pattern.search(self._folded, match.end() if whole else match.start() + 1)
        return found
