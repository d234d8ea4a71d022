"""Verdicts, justifications, and taking acts back."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.claim import Claim, ClaimState
from annotator.domain.errors import RuleBroken
from annotator.domain.history import Act, Change
from annotator.domain.verdict import Verdict
from annotator.services.project import Project, removed_article
from annotator.storage.articles import article_is_present
from annotator.storage.operations import operation, storable
from annotator.storage.reversal import reverse

LABEL_QUOTE_LENGTH = 40
"""Code points of a quote that an act's label shows."""


def short_quote(claim: Claim) -> str:
    """The beginning of a claim's quote on one line, in quotation marks, for labels."""
    return short_words(claim.quote)


def short_words(quote: str) -> str:
    """The beginning of a text on one line, in quotation marks."""
    words = " ".join(quote.split())
    if len(words) > LABEL_QUOTE_LENGTH:
        words = words[: LABEL_QUOTE_LENGTH - 1].rstrip() + "…"
    return f"“{words}”"


def refuse_unless_open(claim: Claim) -> None:
    """Raise RuleBroken for a claim that was dismissed or removed."""
    if claim.state is ClaimState.DISMISSED:
        raise RuleBroken(
            "This was marked as not a claim.", "Nothing was changed.", "Bring it back first."
        )
    if claim.state is ClaimState.REMOVED:
        raise RuleBroken("This claim is no longer there.", "Nothing was changed.")


def open_claim(project: Project, claim_id: int) -> Claim:
    """A claim that can be acted on.

    Raises:
        RuleBroken: it was dismissed or removed, or its article was removed.
        UnknownRecord: there is no such claim.
    """
    claim = project.claim(claim_id)
    refuse_unless_open(claim)
    if not article_is_present(project.database, claim.article_id):
        raise removed_article()
    return claim


def decide(
    project: Project, claim_id: int, verdict: Verdict, justification: str | None = None
) -> Change | None:
    """Give a claim a verdict; None when it has that verdict already from the same reviewer.

    A ``justification`` is set with it, in the same operation.

    Raises:
        RuleBroken: the claim was dismissed or removed.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    claim = open_claim(project, claim_id)
    words = claim.justification if justification is None else storable(justification).strip()
    decided = claim.verdict is verdict and claim.reviewer == project.reviewer
    if decided and words == claim.justification:
        return None
    label = f"{verdict.value.capitalize()} {short_quote(claim)}"
    with operation(project.database, Act.DECIDE, label, project.reviewer) as writer:
        if not decided:
            writer.set_verdict(claim_id, verdict)
        if words != claim.justification:
            writer.set_justification(claim_id, words)
    return writer.change()


def decide_statement(project: Project, claim_ids: Iterable[int], verdict: Verdict) -> Change | None:
    """Give several claims, those of a statement, one verdict in one operation.

    Claims that have it already from the same reviewer stay as they are; None when all have.

    Raises:
        RuleBroken: one of the claims was dismissed or removed.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    claims = [open_claim(project, claim_id) for claim_id in dict.fromkeys(claim_ids)]
    undecided = [
        claim
        for claim in claims
        if not (claim.verdict is verdict and claim.reviewer == project.reviewer)
    ]
    if not undecided:
        return None
    count = f"{len(undecided)} claims" if len(undecided) > 1 else "1 claim"
    label = f"{verdict.value.capitalize()} {count} like {short_quote(undecided[0])}"
    with operation(project.database, Act.DECIDE_STATEMENT, label, project.reviewer) as writer:
        for claim in undecided:
            writer.set_verdict(claim.id, verdict)
    return writer.change()


def withdraw(project: Project, claim_id: int) -> Change | None:
    """Take a claim's verdict away; None when it has none.

    Raises:
        RuleBroken: the claim was dismissed or removed.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    claim = open_claim(project, claim_id)
    if claim.verdict is None:
        return None
    label = f"Withdrew the verdict on {short_quote(claim)}"
    with operation(project.database, Act.WITHDRAW, label, project.reviewer) as writer:
        writer.set_verdict(claim_id, None)
    return writer.change()


def justify(project: Project, claim_id: int, justification: str) -> Change | None:
    """Set a claim's justification; None when it is the same as before.

    White space at the ends is dropped; an empty justification takes it away.

    Raises:
        RuleBroken: the claim was dismissed or removed.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    claim = open_claim(project, claim_id)
    justification = storable(justification).strip()
    if justification == claim.justification:
        return None
    label = f"Justified {short_quote(claim)}"
    with operation(project.database, Act.JUSTIFY, label, project.reviewer) as writer:
        writer.set_justification(claim_id, justification)
    return writer.change()


def undo(project: Project) -> Change | None:
    """Take the last act back; None when there is nothing to take back.

    Raises:
        ProjectReadOnly, NotSaved: nothing was changed.
    """
    operations = project.undo_state().undo
    return reverse(project.database, operations[-1], project.reviewer) if operations else None


def redo(project: Project) -> Change | None:
    """Do again what was last taken back; None when there is nothing.

    Raises:
        ProjectReadOnly, NotSaved: nothing was changed.
    """
    operations = project.undo_state().redo
    return reverse(project.database, operations[-1], project.reviewer) if operations else None
