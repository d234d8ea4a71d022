"""Wholes that are told before their parts: "of the 1,900 trains 1,340 did not run"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.quantity import Dimension, Quantity


def with_wholes_before(
    text: str, offset: int, words: Sequence[Word], found: Sequence[Quantity]
) -> list[Quantity]:
    """ "Of the 1,900 trains 1,340 did not run": the second counts trains, out of the first."""
    whole = list(found)
    for index in range(len(whole) - 1):
        one, two = whole[index], whole[index + 1]
        if not one.dimension is two.dimension is Dimension.COUNT or one.bare:
            continue
        behind = next((word for word in words if word.start >= two.span.end), None)
        if not two.bare and not (behind and behind.tag.startswith(("VB", "MD", "RB"))):
            continue
        gap = text[one.span.end - offset : two.span.start - offset]
        if two.of_whole or not 0 < two.stated <= one.stated or _SENTENCE.search(gap):
            continue
        if _WHOLE_FIRST.search(text, 0, one.span.start - offset) and one.counted:
            whole[index + 1] = replace(
                two, of_whole=one.stated, whole_figure=one.figure, counted=one.counted, bare=False
            )
    return whole


_WHOLE_FIRST = re.compile(
    r"(?:^|[.!?;:,“\"]\s?)[Oo]f\s(?:the\s|all\s|its\s|their\s|some\s|about\s)*$"
)
_SENTENCE = re.compile(r"[.;!?]")
