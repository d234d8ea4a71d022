"""How two linked claims relate, and which of their words conflict."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.link import Difference, Relation
from annotator.nlp.values.parsed_claim import ParsedClaim


@dataclass(frozen=True, slots=True)
class Relating:
    """The relation of two claims about one fact.

    Attributes:
        reason: in a few words why the relation is what it is; may be empty.
        differences: hard ones first; empty unless the relation is a conflict.
        agreeing: how many values (numbers, dates, names) were compared and agree.
    """

    relation: Relation
    reason: str
    differences: tuple[Difference, ...]
    agreeing: int = 0


def relate(a: ParsedClaim, b: ParsedClaim) -> Relating:
    """How ``a`` and ``b`` relate, given that they are about one fact."""
    if a.text.casefold() == b.text.casefold():
        return Relating(Relation.NEAR_COPY, "the same words", ())
    return Relating(Relation.SAME, "", ())
