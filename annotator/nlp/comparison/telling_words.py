"""The words of claims that tell what happened, without names and offices."""

from __future__ import annotations

from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import LIGHT

COMMON = ("NN", "VB", "JJ", "CD")


def shared_words(a: ParsedClaim, b: ParsedClaim) -> frozenset[str]:
    """The stems of telling words in both claims that are no names and not of a role."""
    return common_words(a) & common_words(b)


def common_words(claim: ParsedClaim) -> frozenset[str]:
    """The stems of a claim's telling words that are no names and not of a role."""
    taken = [role.span for role in claim.roles]
    return frozenset(
        word.stem
        for word in claim.words
        if word.inside
        and word.tag.startswith(COMMON)
        and not word.tag.startswith("NNP")
        and word.stem not in LIGHT
        and not any(span.start <= word.start < span.end for span in taken)
    )


_MORE = frozenset({"also", "too", "another", "other", "others", "both", "besides", "further",
                   "additional", "likewise"})  # fmt: skip


def tells_of_more(claim: ParsedClaim) -> bool:
    """Whether a claim tells of one more of a kind: "it was also felt in Porto"."""
    return any(word.inside and word.lower in _MORE for word in claim.words)
