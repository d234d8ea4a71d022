"""Which telling words of two claims mean the same, and which are opposites."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.nlp.comparison.stance_differences import are_kindred
from annotator.nlp.values.antonyms import are_antonyms
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parsed_claim import ParsedClaim


@dataclass(frozen=True, slots=True)
class Match:
    """Which telling words of two claims stand for each other.

    Attributes:
        pairs: places of words that mean the same.
        opposed: places of words that are opposites of each other.
        left, right: places of words of either claim without a partner.
    """

    pairs: tuple[tuple[int, int], ...]
    opposed: tuple[tuple[int, int], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def share(self) -> float:
        """How much of both claims found a partner, 0 to 1."""
        matched = 2 * (len(self.pairs) + len(self.opposed))
        return matched / max(1, matched + len(self.left) + len(self.right))


def match_of(a: ParsedClaim, b: ParsedClaim, least: float) -> Match | None:
    """The partners of the telling words of two claims; None when their share is below ``least``."""
    one, two = a.frame.slots, b.frame.slots
    both = len(one) + len(two)
    if not one or not two or 2 * min(len(one), len(two)) < least * both:
        return None
    # The cheapest first: most pairs of claims share next to nothing.
    stems = {b.words[j].stem for j in two}
    if 4 * sum(a.words[i].stem in stems for i in one) < least * both:
        return None
    pairs: list[tuple[int, int]] = []
    opposed: list[tuple[int, int]] = []
    left, right = list(one), list(two)
    for are_partners, found in ((_are_same, pairs), (_are_near, pairs), (_oppose, opposed)):
        for i in list(left):
            partner = next((j for j in right if are_partners(a.words[i], b.words[j])), None)
            if partner is not None:
                left.remove(i)
                right.remove(partner)
                found.append((i, partner))
    match = Match(tuple(pairs), tuple(opposed), tuple(left), tuple(right))
    return match if match.share >= least else None


def _are_same(x: Word, y: Word) -> bool:
    return x.stem == y.stem


def _oppose(x: Word, y: Word) -> bool:
    return are_antonyms(x.stem, y.stem)


_SHORTEST = 5


def _are_near(x: Word, y: Word) -> bool:
    if are_antonyms(x.stem, y.stem):
        return False
    if x.tag[:2] == y.tag[:2] and are_kindred(x.stem, y.stem):
        return True
    return _are_of_one_root(x.lower, y.lower)


def _are_of_one_root(x: str, y: str) -> bool:
    """ "Publish" and "publication"."""
    size = 0
    for one, two in zip(x, y, strict=False):
        if one != two:
            break
        size += 1
    return size >= _SHORTEST and size >= 0.7 * min(len(x), len(y))
