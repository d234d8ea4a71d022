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


def tied_stems(claim: ParsedClaim, span: Span) -> frozenset[str]:
    """Stems of the content words that hang on the number at ``span`` and on no other number."""
    several = len(claim.quantities) > 1
    return frozenset(
        _TOTALS.get(word.lower, word.stem)
        for word in _tied(claim, span)
        if word.tag.startswith((*_CONTENT, "RB"))
        and not (several and _is_of_subject(claim.words, word))
        and word.stem not in _LIGHT
        and word.lower[:1].isalpha()
    )


def _is_of_subject(words: Sequence[Word], word: Word) -> bool:
    """Whether a word names who did it: that is the same for all numbers of a sentence."""
    if word.dep in _SUBJECT:
        return True
    head = words[word.head]
    return word.dep in ("compound", "amod") and head.dep in _SUBJECT


_SUBJECT = frozenset({"nsubj", "nsubjpass"})


def names_tied(claim: ParsedClaim, span: Span) -> frozenset[str]:
    """The names among the words that hang on the number at ``span``, folded."""
    return frozenset(
        word.lower
        for word in _tied(claim, span)
        if word.tag in ("NNP", "NNPS") and word.text[:1].isupper() and len(word.lower) > 1
    )


def names_near(claim: ParsedClaim, span: Span, reach: int = _REACH) -> frozenset[str]:
    """The names within ``reach`` words of ``span``, folded."""
    words = claim.words
    first = next((i for i, word in enumerate(words) if word.end > span.start), len(words))
    last = next((i for i, word in enumerate(words) if word.start >= span.end), len(words))
    near = words[max(0, first - reach) : last + reach]
    return frozenset(word.lower for word in near if word.entity == "PERSON")


def are_of_others(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether both sides have names and share none, not even the beginning of one."""
    if not one or not two:
        return False
    return not any(x[:4] == y[:4] for x in one for y in two)


def _tied(claim: ParsedClaim, span: Span) -> tuple[Word, ...]:
    """The words around a number up to the end of its clause or where the next number's begin.

    Between two numbers they part at the last comma or "and".
    """
    words = claim.words
    first = next((i for i, word in enumerate(words) if word.end > span.start), len(words))
    last = next((i for i, word in enumerate(words) if word.start >= span.end), len(words))
    others = {
        place
        for one in claim.quantities
        if not one.span.overlaps(span)
        for place, word in enumerate(words)
        if word.start < one.span.end and one.span.start < word.end
    }
    before = _clause(words, range(first - 1, -1, -1), others)
    behind = _clause(words, range(last, len(words)), others)
    begin = _parting(words, before + 1, first) if before in others else before + 1
    end = _parting(words, last, behind) if behind in others else behind
    inside = [word for word in words[first:last] if word.tag.startswith("NN")]
    return (*words[begin:first], *words[last:end], *inside)


_HARD_STOPS = frozenset({".", ";", ":", "!", "?"})
_JOINTS = ("CC", ",")
_LEADING = frozenset({"for", "with", "while", "against", "including", "as", "when", "after"})
_TOTALS = dict.fromkeys(
    ("total", "worldwide", "globally", "global", "overall", "altogether", "combined"), "total"
)


def _clause(words: Sequence[Word], places: range, others: set[int]) -> int:
    """The first of the places that holds another number or ends the sentence."""
    for place in places:
        if place in others or words[place].text in _HARD_STOPS:
            return place
    return places.stop


def _parting(words: Sequence[Word], first: int, end: int) -> int:
    """Where what stands between two numbers passes from the one to the other."""
    for place in range(end - 1, first - 1, -1):
        if words[place].tag in _JOINTS:
            return place
    for place in range(end - 1, first - 1, -1):
        if words[place].lower in _LEADING:
            return place
    return (first + end) // 2


def own_words(claim: ParsedClaim) -> tuple[Word, ...]:
    """The words of the claim itself, without punctuation."""
    return tuple(word for word in claim.words if word.inside and word.lower[:1].isalnum())


def likeness(one: Sequence[str], two: Sequence[str]) -> float:
    """0 to 1: how alike two sequences of words are, in order."""
    if not one or not two:
        return 0.0
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def are_near(one: Sequence[str], two: Sequence[str], least: float) -> bool:
    """Whether the `likeness` of two sequences of words is at least ``least``, above 0."""
    return matcher_of_near(one, two, least) is not None


def matcher_of_near(
    one: Sequence[str], two: Sequence[str], least: float
) -> SequenceMatcher[str] | None:
    """What matches two sequences of words whose `likeness` is at least ``least``, above 0."""
    if not one or not two:
        return None
    words = set(two)
    shared = min(sum(word in words for word in one), len(two))
    # No more words can match than are shared, and most pairs share few: to match costs far more.
    if 2.0 * shared / (len(one) + len(two)) < least:
        return None
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher if matcher.ratio() >= least else None
