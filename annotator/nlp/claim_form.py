"""What can be seen of a claim without parsing it: figures, quotation marks, names, its length.

A project may hold twenty thousand candidates; their forms are told in a part of a second, so that
what a desk wants ("only figures", "what officials said") can be learned from few decisions.
"""

from __future__ import annotations

import re
from functools import cache

from annotator.domain.claim import ClaimKind

KINDS = tuple(ClaimKind)

_TOKEN = re.compile(r"\w+(?:[.,]\d+)*(?:['’]\w+)?|[^\w\s]")
_DIGIT = re.compile(r"\d")
_MEASURE = re.compile(r"[%$€£]|\b(?:percent|per cent|million|billion|trillion)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")
_QUOTED = re.compile('["“”«»„]')
_ENDED = re.compile(r"\w\w+ed$")
_SUBJECTS = frozenset(["i", "we", "you", "he", "she", "it", "they", "that", "this", "there"])
_CONNECTIVES = frozenset(["and", "but", "so", "because", "well", "now"])
_I = ("I", "I'", "I’")

_MANY_NAMES = 3
_SHORT, _LONG = 7, 22
"""Words and marks: claims of fewer, or of more, count as short or long."""

FORMS = 12
"""How many things `forms_of` tells."""


def forms_of(text: str) -> tuple[bool, ...]:
    """Which of `FORMS` things hold of a claim's text, always in the same order."""
    tokens: list[str] = _TOKEN.findall(text)
    words = [token for token in tokens if token[0].isalnum()]
    first = words[0].lower() if words else ""
    names = sum(word[0].isupper() and word[:2] not in _I for word in words[1:])
    return (
        _DIGIT.search(text) is not None,
        _MEASURE.search(text) is not None,
        _YEAR.search(text) is not None,
        _QUOTED.search(text) is not None,
        "?" in text,
        names > 0,
        names >= _MANY_NAMES,
        any(_ENDED.match(word) for word in words),
        len(tokens) < _SHORT,
        len(tokens) > _LONG,
        first in _SUBJECTS,
        first in _CONNECTIVES,
    )


@cache
def kinds_of(kinds: tuple[ClaimKind, ...]) -> tuple[bool, ...]:
    """Which of `KINDS` a claim is of, in their order."""
    return tuple(kind in kinds for kind in KINDS)
