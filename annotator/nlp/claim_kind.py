"""Claim kinds: what sort of fact a unit states, told from its signs and its highest verb."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.domain.claim import ClaimKind
from annotator.nlp.claim_features import ClaimFeatures
from annotator.nlp.layout import BlockRole
from annotator.nlp.signs import BIT, Sign

_MOSTLY_QUOTED = 0.4
"""A unit is a quotation first of all when so much of it stands in quotation marks."""

_EXPECTATION = frozenset(
    f"{stem}{ending}"
    for stem in ("expect", "forecast", "predict", "project", "foresee", "anticipate")
    for ending in ("", "s", "ed", "n", "d")
) | {"foresaw", "set", "due"}
_CALENDAR_WORDS = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sept sep oct nov dec spring summer autumn fall winter
midnight noon century decade
"""
_STATE_VERBS = """
is are was were be been being am 's 're has have had having seem seems seemed remain remains
remained mean means meant want wants wanted need needs needed hope hopes hoped feel feels felt
think thinks thought believe believes believed know knows knew like likes liked
"""
_CALENDAR = frozenset(_CALENDAR_WORDS.split())
_STATES = frozenset(_STATE_VERBS.split())
_PAST = frozenset({"VBD", "VBN"})
_ACTIVE = frozenset({"VBD", "VBZ", "VBP"})
_PRESENT = frozenset({"VBZ", "VBP"})


def claim_kinds(features: ClaimFeatures) -> tuple[ClaimKind, ...]:
    """The kinds that the signs of a unit speak for, most telling first; at least one."""
    return tuple(dict.fromkeys(_kinds(features))) or (ClaimKind.OTHER,)


def _kinds(features: ClaimFeatures) -> Iterator[ClaimKind]:
    has, unit, table = features.has, features.unit, features.table
    valued = has(Sign.FIGURE) or has(Sign.SMALL_NUMBER) or has(Sign.VAGUE_AMOUNT)
    quoted = has(Sign.QUOTATION)
    if quoted and unit.quoted >= _MOSTLY_QUOTED * (unit.end - unit.first):
        yield ClaimKind.QUOTATION
    if has(Sign.PREDICTION) and _is_expected(features, figure=has(Sign.FIGURE)):
        yield ClaimKind.PREDICTION
    if has(Sign.FIRST_OF_KIND):
        yield ClaimKind.ORDINAL
    if valued:
        yield ClaimKind.QUANTITY
    if has(Sign.DATE) and _is_calendar_date(features):
        yield ClaimKind.DATE
    if quoted:
        yield ClaimKind.QUOTATION
    says = table.signs[unit.root] & BIT[Sign.SPEAKER] and features.subject >= 0
    if says or (unit.quoted and not quoted):
        yield ClaimKind.ATTRIBUTION
    if has(Sign.PREDICTION):
        yield ClaimKind.PREDICTION
    if has(Sign.HAPPENING) or has(Sign.CHANGE) or (not valued and _happens(features)):
        yield ClaimKind.EVENT
    if has(Sign.SPEAKER):
        yield ClaimKind.ATTRIBUTION
    if has(Sign.LAW):
        yield ClaimKind.LAW
    if has(Sign.CAUSE):
        yield ClaimKind.CAUSAL
    if has(Sign.COMPARISON):
        yield ClaimKind.COMPARISON
    if has(Sign.DATE):
        yield ClaimKind.DATE


def _is_expected(features: ClaimFeatures, *, figure: bool) -> bool:
    """Whether somebody expects it, or a ``figure`` is expected; a mere "will" does not say so."""
    table = features.table
    return any(
        table.words(index, index + 1).lower() in _EXPECTATION
        and (figure or table.tags[index] in _ACTIVE)
        for index in features.hits
        if table.signs[index] & BIT[Sign.PREDICTION]
    )


def _is_calendar_date(features: ClaimFeatures) -> bool:
    """Whether a date names a year, a month, a day by number or an hour, not just "on Friday"."""
    table = features.table
    return any(
        table.tags[index] == "CD" or table.words(index, index + 1).lower() in _CALENDAR
        for index in features.hits
        if table.signs[index] & BIT[Sign.DATE]
    )


def _happens(features: ClaimFeatures) -> bool:
    """Whether the highest verb tells of a deed, in the past or in the present of a title."""
    table, unit = features.table, features.unit
    tag = table.tags[unit.root]
    if table.words(unit.root, unit.root + 1).lower() in _STATES:
        return False
    return tag in _PAST or (tag in _PRESENT and unit.block.role is BlockRole.TITLE)
