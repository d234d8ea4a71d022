"""How two linked claims relate, and which of their words conflict."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.domain.link import Difference, Relation
from annotator.nlp.comparison.absence_differences import absence_findings
from annotator.nlp.comparison.alignment import are_near, own_words
from annotator.nlp.comparison.cause_differences import cause_findings
from annotator.nlp.comparison.conflict_evidence import (
    NO_EVIDENCE,
    ConflictEvidence,
    evidence_of,
)
from annotator.nlp.comparison.contrast_differences import contrast_findings
from annotator.nlp.comparison.direction_differences import direction_findings
from annotator.nlp.comparison.doer_differences import doer_findings
from annotator.nlp.comparison.existence_differences import existence_findings
from annotator.nlp.comparison.findings import Findings, joined
from annotator.nlp.comparison.frame_differences import frame_findings
from annotator.nlp.comparison.label_differences import label_findings
from annotator.nlp.comparison.moment_differences import (
    OTHER_TIME,
    counted_first,
    moment_findings,
)
from annotator.nlp.comparison.negation_differences import negation_findings
from annotator.nlp.comparison.ordinal_differences import ordinal_findings
from annotator.nlp.comparison.person_differences import person_findings
from annotator.nlp.comparison.place_differences import place_findings
from annotator.nlp.comparison.quantity_differences import (
    LATER_COUNT,
    quantity_findings,
    telling_numbers,
)
from annotator.nlp.comparison.quotation_differences import quotation_findings
from annotator.nlp.comparison.rejected_differences import rejected_findings
from annotator.nlp.comparison.speaker_differences import speaker_findings
from annotator.nlp.comparison.substitutions import substitution_findings
from annotator.nlp.values.parsed_claim import ParsedClaim

NEAR_COPY = 0.82
"""From this likeness of words on a claim is a near-copy."""


@dataclass(frozen=True, slots=True)
class Relating:
    """The relation of two claims about one fact.

    Attributes:
        reason: in a few words why the relation is what it is; may be empty.
        differences: hard ones first; empty unless the relation is a conflict.
        agreeing: how many values (numbers, dates, names) were compared and agree.
        evidence: what speaks for and against the conflict; all zero without one.
    """

    relation: Relation
    reason: str
    differences: tuple[Difference, ...]
    agreeing: int = 0
    evidence: ConflictEvidence = NO_EVIDENCE


def relate(a: ParsedClaim, b: ParsedClaim) -> Relating:
    """How ``a`` and ``b`` relate, given that they are about one fact."""
    numbers = _without_growth(a, b, quantity_findings(a, b))
    found = joined(
        (
            numbers,
            moment_findings(
                a,
                b,
                same_numbers=bool(numbers.agreeing)
                and not numbers.differences
                and numbers.partial != LATER_COUNT,
                grown=numbers.partial == OTHER_TIME,
            ),
            ordinal_findings(a, b),
            absence_findings(a, b),
            label_findings(a, b),
            negation_findings(a, b),
            existence_findings(a, b),
            direction_findings(a, b),
            person_findings(a, b),
            speaker_findings(a, b),
            doer_findings(a, b),
            place_findings(a, b),
            quotation_findings(a, b),
            substitution_findings(a, b),
            contrast_findings(a, b),
            cause_findings(a, b),
            rejected_findings(a, b),
        )
    )
    if not found.differences:
        found = joined((found, frame_findings(a, b)))
    if found.differences:
        reason = ", ".join(dict.fromkeys(str(one.field) for one in found.differences))
        evidence = evidence_of(a, b, found)
        return Relating(Relation.CONFLICT, reason, found.differences, found.agreeing, evidence)
    words_a, words_b = own_words(a), own_words(b)
    stems_a, stems_b = [word.stem for word in words_a], [word.stem for word in words_b]
    if not found.partial and are_near(stems_a, stems_b, NEAR_COPY):
        return Relating(Relation.NEAR_COPY, "", (), found.agreeing)
    partial = found.partial or _partial(a, b, found.agreeing, numbers)
    if partial:
        return Relating(Relation.PARTIAL, partial, (), found.agreeing)
    return Relating(Relation.SAME, "", (), found.agreeing)


def _without_growth(a: ParsedClaim, b: ParsedClaim, numbers: Findings) -> Findings:
    """The numbers without differences that time explains: "46 as of 3 May", "53 by 5 May"."""
    first = counted_first(a, b) if numbers.differences else None
    if first is None:
        return numbers
    kept = []
    for one in numbers.differences:
        here = next((q.stated for q in a.quantities if q.span == one.a), 0.0)
        there = next((q.stated for q in b.quantities if q.span == one.b), 0.0)
        early, late = (here, there) if first is a else (there, here)
        if early > late:
            kept.append(one)
    partial = numbers.partial if kept else OTHER_TIME
    return replace(numbers, differences=tuple(kept), partial=partial)


def _partial(a: ParsedClaim, b: ParsedClaim, agreeing: int, numbers: Findings) -> str:
    """Why two claims without a conflict agree only in part, or ""."""
    if bool(a.directions) != bool(b.directions) and numbers.agreeing:
        return "the direction is in one only"
    if bool(a.ordinals) != bool(b.ordinals) and numbers.agreeing:
        return "the rank is in one only"
    if agreeing:
        return ""
    telling_a, telling_b = (bool(telling_numbers(claim)) for claim in (a, b))
    if telling_a != telling_b:
        return "the number is in one only"
    if telling_a and telling_b:
        return "other numbers of it"
    if bool(a.moments) != bool(b.moments):
        return "the time is in one only"
    return ""
