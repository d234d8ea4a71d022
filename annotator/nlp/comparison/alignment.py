"""Which words of two claims stand for each other."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from annotator.domain.span import Span
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parsed_claim import ParsedClaim

_CONTENT = ("NN", "VB", "JJ")
_LIGHT = frozenset({"be", "hav", "have", "do", "say", "will", "would", "can", "more", "other"})
_REACH = 7


def near_stems(claim: ParsedClaim, span: Span, reach: int = _REACH) -> frozenset[str]:
    """Stems of the content words of the claim within ``reach`` words of ``span``."""
    words = claim.words
    first = next((i for i, word in enumerate(words) if word.end > span.start), len(words))
    last = next((i for i, word in enumerate(words) if word.start >= span.end), len(words))
    near = (*words[max(0, first - reach) : first], *words[last : last + reach])
    inside = [word for word in words[first:last] if word.tag.startswith("NN")]
    return frozenset(
        word.stem
        for word in (*near, *inside)
        if word.tag.startswith(_CONTENT) and word.stem not in _LIGHT and word.lower[:1].isalpha()
    )


def own_words(claim: ParsedClaim) -> tuple[Word, ...]:
    """The words of the claim itself, without punctuation."""
    return tuple(word for word in claim.words if word.inside and word.lower[:1].isalnum())


def likeness(one: Sequence[str], two: Sequence[str]) -> float:
    """0 to 1: how alike two sequences of words are, in order."""
    if not one or not two:
        return 0.0
    return SequenceMatcher(None, one, two, autojunk=False).ratio()
