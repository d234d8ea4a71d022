"""What reviewers say of links: this is one, this is none, this is no conflict."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from annotator.domain.claim import Claim
from annotator.domain.errors import RuleBroken
from annotator.domain.history import Act, Change
from annotator.domain.link import Link, LinkDecision, Relation
from annotator.domain.office import OfficeDispute
from annotator.domain.statement import Statement
from annotator.domain.statement_grouping import shown_statements
from annotator.services.project import Project
from annotator.services.review import open_claim, short_quote
from annotator.storage.links import read_links, read_links_in_parts, read_offices, read_said
from annotator.storage.operations import operation


def links(project: Project, claim_id: int | None = None) -> list[Link]:
    """All links of a project or of one claim, as they stand."""
    return read_links(project.database, None if claim_id is None else (claim_id,))


def links_of(project: Project, claim_ids: Collection[int]) -> list[Link]:
    """The links of some claims, as they stand."""
    return read_links(project.database, claim_ids)


def links_in_parts(project: Project, size: int) -> Iterator[list[Link]]:
    """All links of a project, about ``size`` at a time, each part as it stands when it is read."""
    return read_links_in_parts(project.database, size)


def statements(project: Project, threshold: float) -> list[Statement]:
    """The statements of a project in reading order; ``threshold`` as for `shown_statements`."""
    present = {article.id for article in project.articles()}
    claims = (claim for claim in project.claims() if claim.article_id in present)
    return shown_statements(claims, links(project), threshold)


def offices(project: Project) -> list[OfficeDispute]:
    """The persons whom articles call by different offices."""
    return read_offices(project.database)


def confirm_link(project: Project, one: int, other: int) -> Change | None:
    """Say that two claims state the same fact, proposed or not; None when that was said before.

    Raises:
        RuleBroken: they are of one article, or one of them is no open claim.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    return _say(project, one, other, Act.CONFIRM_LINK, LinkDecision.CONFIRMED)


def reject_link(project: Project, one: int, other: int) -> Change | None:
    """Say that two claims do not state the same fact; None when that was said before.

    Raises:
        RuleBroken, UnknownRecord, ProjectReadOnly, NotSaved: as `confirm_link`.
    """
    return _say(project, one, other, Act.REJECT_LINK, LinkDecision.REJECTED)


def clear_link(project: Project, one: int, other: int) -> Change | None:
    """Take back whatever was said of a link; None when nothing was.

    Raises:
        RuleBroken, UnknownRecord, ProjectReadOnly, NotSaved: as `confirm_link`.
    """
    return _say(project, one, other, Act.CLEAR_LINK, LinkDecision.UNDECIDED)


def deny_conflict(project: Project, one: int, other: int) -> Change | None:
    """Say that two linked claims do not conflict; None when that was said before.

    Raises:
        RuleBroken: they are not linked, or no conflict was found between them.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    a, b = _pair(project, one, other)
    link = _link(project, a, b)
    if link is not None and link.no_conflict:
        return None
    if link is None or link.relation is not Relation.CONFLICT:
        raise RuleBroken("No conflict was found between these passages.", "Nothing was changed.")
    label = f"Not a conflict: {short_quote(a)} and {short_quote(b)}"
    with operation(project.database, Act.NO_CONFLICT, label, project.reviewer) as writer:
        writer.set_link(a.id, b.id, link.decision, True)
    return writer.change()


_WORDS = {
    LinkDecision.CONFIRMED: "Linked",
    LinkDecision.REJECTED: "Not linked:",
    LinkDecision.UNDECIDED: "Took back what was said of the link between",
}


def _say(project: Project, one: int, other: int, act: Act, decision: LinkDecision) -> Change | None:
    a, b = _pair(project, one, other)
    said, denied = read_said(project.database, a.id, b.id)
    # Taking back what was said takes back all of it.
    kept = denied and decision is LinkDecision.CONFIRMED
    if said is decision and denied == kept:
        return None
    label = f"{_WORDS[decision]} {short_quote(a)} and {short_quote(b)}"
    with operation(project.database, act, label, project.reviewer) as writer:
        writer.set_link(a.id, b.id, decision, kept)
    return writer.change()


def _pair(project: Project, one: int, other: int) -> tuple[Claim, Claim]:
    first, second = open_claim(project, one), open_claim(project, other)
    if first.article_id == second.article_id:
        raise RuleBroken(
            "A link joins claims of two articles.",
            "Nothing was changed.",
            "Choose a claim in another article.",
        )
    return (first, second) if first.article_id < second.article_id else (second, first)


def _link(project: Project, a: Claim, b: Claim) -> Link | None:
    known = read_links(project.database, (a.id,))
    return next((link for link in known if (link.a, link.b) == (a.id, b.id)), None)
