"""Comparing who says what two linked claims say."""

from __future__ import annotations

from annotator.domain.link import ConflictLevel, DifferenceField
from annotator.nlp.comparison.findings import HARD, SOFT, Findings, differing
from annotator.nlp.comparison.person_names import may_be_same
from annotator.nlp.comparison.role_conflicts import are_two_offices, role_conflict
from annotator.nlp.comparison.telling_words import COMMON, common_words, shared_words
from annotator.nlp.values.bodies import are_hardly_one_body, are_other_bodies
from annotator.nlp.values.claim_words import folded
from annotator.nlp.values.given_names import is_given_name
from annotator.nlp.values.parsed_claim import ParsedClaim
from annotator.nlp.values.polarity import LIGHT
from annotator.nlp.values.speakers import Speaker


def speaker_findings(a: ParsedClaim, b: ParsedClaim) -> Findings:
    """What it says of two linked claims who is named as saying them."""
    one, two = a.speaker, b.speaker
    if one is None or two is None:
        return Findings()
    level = _level(a, one, b, two)
    if level is None:
        return Findings()
    sides = (one.span, one.words), (two.span, two.words)
    return Findings((differing(DifferenceField.ATTRIBUTION, level, *sides),))


def _level(a: ParsedClaim, one: Speaker, b: ParsedClaim, two: Speaker) -> ConflictLevel | None:
    named = bool(one.names and two.names)
    if bool(a.quotations) != bool(b.quotations):
        retold = named and _tells_what_is_quoted(*((a, b) if b.quotations else (b, a)))
        return SOFT if retold and not _are_one_person(one, two) else None
    if a.quotations:
        return _speakers_apart(one, two) if _quote_the_same(a, b) else None
    ahead = named and _looks_ahead(a) and _looks_ahead(b) and shared_words(a, b)
    return SOFT if ahead and not _are_one_person(one, two) else None


_SAME_WORDS = 0.6
_LEAST_QUOTED = 3


def _quote_the_same(a: ParsedClaim, b: ParsedClaim) -> bool:
    words_a = [word.stem for quotation in a.quotations for word in quotation.words]
    words_b = [word.stem for quotation in b.quotations for word in quotation.words]
    least = min(len(set(words_a)), len(set(words_b)))
    shared = len(set(words_a) & set(words_b)) / max(1, least)
    return shared >= _SAME_WORDS and min(len(words_a), len(words_b)) >= _LEAST_QUOTED


def _tells_what_is_quoted(telling: ParsedClaim, quoting: ParsedClaim) -> bool:
    """Whether a claim tells without quotation marks what another quotes."""
    quoted = {
        word.stem
        for quotation in quoting.quotations
        for word in quotation.words
        if word.tag.startswith(COMMON) and word.stem not in LIGHT
    }
    told = common_words(telling)
    shared = len(quoted & told)
    return shared >= _LEAST_QUOTED and shared >= _SAME_WORDS * min(len(quoted), len(told))


_AHEAD = frozenset({"would", "will", "vowed", "announced", "promised", "pledged", "shall"})


def _looks_ahead(claim: ParsedClaim) -> bool:
    """Whether a claim is an announcement: who made it is part of it."""
    return not claim.quotations and any(
        word.inside and word.lower in _AHEAD for word in claim.words
    )


def _speakers_apart(one: Speaker, two: Speaker) -> ConflictLevel | None:
    """How surely two speakers are not one."""
    if one.names and two.names:
        return None if _are_one_person(one, two) else HARD
    if one.role and two.role:
        if one.names or two.names:
            return SOFT if are_two_offices(one.role, two.role) else None
        level = role_conflict(one.role, two.role)
        # "His state secretary" speaks for "the minister".
        return None if level is SOFT and one.role.group == two.role.group else level
    if one.names or two.names:
        return None
    here, there = (folded(speaker.words.split()[-1]) for speaker in (one, two))
    if are_other_bodies(here, there):
        return HARD
    return SOFT if are_hardly_one_body(here, there) else None


def _are_one_person(one: Speaker, two: Speaker) -> bool:
    """Whether two named speakers may be one; a first name alone may be anybody's."""
    for here, there in ((one.names, two.names), (two.names, one.names)):
        if len(here) == 1 and (here[0] in there or is_given_name(here[0])):
            return True
    return may_be_same(one.names, two.names)
