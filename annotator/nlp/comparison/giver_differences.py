"""Comparing who gives one sum of money in two linked claims."""

from __future__ import annotations

from annotator.domain.link import ConflictLevel, DifferenceField
from annotator.domain.span import Span
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.values.claim_words import Word
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.parties import under
from annotator.nlp.values.quantity import Dimension
from annotator.nlp.values.stems import stem

_GIVING = frozenset(map(stem, ("pay", "fund", "finance", "lend", "contribute", "provide", "grant",
                               "donate", "give", "grants", "invest", "paid", "gave", "given",
                               "lends", "pledge", "spend", "promise")))  # fmt: skip
_GETTING = frozenset(map(stem, ("get", "receive", "obtain", "come", "got", "came", "collect",
                                "grant", "loan", "money", "aid", "help", "contribution",
                                "subsidy", "credit", "funding")))  # fmt: skip
_KINDS = {
    name: kind
    for kind, names in (
        ("town", "city town municipality village borough commune"),
        ("region", "region province county canton"),
        ("state", "state government ministry treasury country nation"),
        ("bank", "bank"),
        ("fund", "fund"),
        ("agency", "agency"),
        ("foundation", "foundation charity"),
        ("union", "union"),
    )
    for name in names.split()
}
_PUBLIC = frozenset({"town", "region", "state"})
_NAMES = ("NNP", "NNPS")
_NO_GIVERS = frozenset({"GPE", "LOC", "NORP", "DATE", "TIME", "MONEY", "CARDINAL", "QUANTITY",
                        "PERCENT", "ORDINAL", "PERSON"})  # fmt: skip


def giver_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """ "The city pays 900 crowns" against "they get 900 crowns from the firm"."""
    if not _tell_one_sum(a, b):
        return Findings()
    one, two = _giver(a), _giver(b)
    if one is None or two is None:
        return Findings()
    level = _level(a, one, b, two)
    if level is None:
        return Findings()
    sides = [
        (Span(own[0].start, own[-1].end), " ".join(word.text for word in own)) for own in (one, two)
    ]
    return Findings((differing(DifferenceField.ATTRIBUTION, level, sides[0], sides[1]),))


_LEAST = 1000
"""Sums without a currency that are smaller are too likely the numbers of something else."""


def _tell_one_sum(a: ParsedClaim, b: ParsedClaim) -> bool:
    return any(
        one.stated == two.stated
        and Dimension.MONEY in (one.dimension, two.dimension)
        and (one.dimension is two.dimension or one.stated >= _LEAST)
        for one in a.quantities
        for two in b.quantities
    )


def _giver(claim: ParsedClaim) -> list[Word] | None:
    """The words that name who gives, as far as they stand in the claim."""
    words = claim.words
    gets = any(word.inside and word.stem in _GETTING for word in words)
    for index, word in enumerate(words):
        if not word.inside:
            continue
        places: list[int] = []
        if word.lower == "from" and gets:
            places = under(words, index, ("pobj",))
        elif word.stem in _GIVING and word.tag.startswith("VB"):
            by = [p for q in under(words, index, ("agent",)) for p in under(words, q, ("pobj",))]
            passive = under(words, index, ("nsubjpass", "auxpass"))
            places = by if passive or by else under(words, index, ("nsubj",))
        for place in places:
            own = _named(claim, place)
            if own:
                return own
    return None


def _named(claim: ParsedClaim, place: int) -> list[Word]:
    """The words of a giver that ends at ``place``; [] when it is no body and no firm's name."""
    words = claim.words
    head = words[place]
    proper = head.tag in _NAMES and head.entity not in _NO_GIVERS and head.text[:1].isupper()
    if head.lower not in _KINDS and not proper:
        return []
    first = place
    while first and words[first - 1].head == place and words[first - 1].dep in ("compound", "amod"):
        first -= 1
    own = list(words[first : place + 1])
    return own if head.inside else []


def _level(
    a: ParsedClaim, one: list[Word], b: ParsedClaim, two: list[Word]
) -> ConflictLevel | None:
    known = ({word.lower for word in claim.words} for claim in (b, a))
    if any(
        {word.lower for word in own} <= other for own, other in zip((one, two), known, strict=True)
    ):
        return None
    kinds = [_KINDS.get(own[-1].lower, "") for own in (one, two)]
    if all(kinds):
        if kinds[0] != kinds[1]:
            return SOFT
        proper = [{word.lower for word in own[:-1] if word.tag in _NAMES} for own in (one, two)]
        return HARD if all(proper) and not proper[0] & proper[1] else None
    if any(kinds):
        # A firm's name and "the firm" may be one; "the city" and a firm's name are not.
        return SOFT if kinds[0] in _PUBLIC or kinds[1] in _PUBLIC else None
    names = [{word.lower for word in own if word.tag in _NAMES} for own in (one, two)]
    return HARD if not names[0] & names[1] else None
