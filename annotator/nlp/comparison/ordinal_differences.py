"""Comparing the ordinals of two linked claims."""

from __future__ import annotations

from annotator.domain.link import DifferenceField
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.values.ordinals import Ordinal
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.word_groups import are_alike


def ordinal_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What the ordinals of two linked claims say of each other."""
    agreeing = 0
    differences = []
    for one in a.ordinals:
        for two in b.ordinals:
            if not _same_thing(one, two):
                continue
            if one.rank == two.rank:
                agreeing += 1
                continue
            level = SOFT if bool(one.since) != bool(two.since) else HARD
            differences.append(
                differing(DifferenceField.ORDINAL, level, (one.span, one.words),
                          (two.span, two.words))
            )  # fmt: skip
    return Findings(
        () if agreeing else tuple(differences), agreeing,
        lacking=0 if agreeing else len(a.ordinals) + len(b.ordinals),
    )  # fmt: skip


def _same_thing(one: Ordinal, two: Ordinal) -> bool:
    """Whether two ordinals rank the same: one noun, and no describer that narrows only one."""
    if one.noun and two.noun:
        if not are_alike(one.noun, two.noun):
            return False
        if 1 in (one.rank, two.rank) and one.rank != two.rank:
            return bool(one.describers & two.describers) or not (one.describers | two.describers)
        return True
    return not one.noun and not two.noun and 1 not in (one.rank, two.rank)
