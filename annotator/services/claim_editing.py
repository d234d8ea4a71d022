"""Making, trimming, splitting, merging and dismissing claims."""

from __future__ import annotations

import unicodedata

from annotator.domain.article import Article
from annotator.domain.claim import Claim, ClaimState, Origin
from annotator.domain.errors import RuleBroken
from annotator.domain.history import Act, Change
from annotator.domain.span import Span, quote_at, trimmed_span
from annotator.services.project import Project, present_article
from annotator.services.review import open_claim, short_quote, short_words
from annotator.storage.operations import OperationWriter, operation


def add_claim(project: Project, article_id: int, span: Span) -> Change:
    """Make a claim of selected words; white space at the ends is left out.

    A dismissed claim on exactly these words is brought back instead, and a candidate that nobody
    touched becomes the reviewer's: it shows from now on, however little the detector thinks of it.

    Raises:
        RuleBroken: the words are a claim already, are only white space, or lie outside the text.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    article = present_article(project, article_id)
    text = project.text(article)
    span = _trimmed(text, span)
    for claim in project.claims(article_id):
        if claim.span == span and claim.state is ClaimState.OPEN:
            if claim.touched:
                raise RuleBroken("These words are a claim already.", "Nothing was changed.")
            label = f"Added {short_quote(claim)}"
            return _set_state(project, claim, Act.ADD_CLAIM, ClaimState.OPEN, label)
        if claim.span == span and claim.state is ClaimState.DISMISSED:
            return bring_back(project, claim.id)
    quote = quote_at(text, span)
    label = f"Added {short_words(quote.exact)}"
    with operation(project.database, Act.ADD_CLAIM, label, project.reviewer) as writer:
        writer.add_claim(article, span, quote, Origin.REVIEWER)
    return writer.change()


def trim_claim(project: Project, claim_id: int, span: Span) -> Change | None:
    """Give a claim another span in its article; None when it is the same.

    Raises:
        RuleBroken: the claim was dismissed or removed, or another claim has exactly this span.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    claim = open_claim(project, claim_id)
    article = project.article(claim.article_id)
    span = _trimmed(project.text(article), span)
    if span == claim.span:
        return None
    _refuse_twin(project, article, span)
    label = f"Trimmed {short_quote(claim)}"
    with operation(project.database, Act.TRIM_CLAIM, label, project.reviewer) as writer:
        _set(writer, project, article, claim.id, ClaimState.OPEN, span)
    return writer.change()


def split_claim(project: Project, claim_id: int, at: int) -> Change:
    """Cut a claim in two before the word at a code point of the article.

    The first part keeps the verdict and the justification.

    Raises:
        RuleBroken: ``at`` leaves one side without words, or the claim was dismissed or removed.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    claim = open_claim(project, claim_id)
    article = project.article(claim.article_id)
    text = project.text(article)
    at = _word_start(text, min(max(at, claim.span.start), claim.span.end), claim.span.start)
    first = trimmed_span(text, claim.span.start, at)
    second = trimmed_span(text, at, claim.span.end)
    if first is None or second is None:
        raise RuleBroken(
            "A claim can only be split between its words.",
            "Nothing was changed.",
            "Click between two words inside the claim first.",
        )
    _refuse_twin(project, article, first)
    _refuse_twin(project, article, second)
    label = f"Split {short_quote(claim)}"
    with operation(project.database, Act.SPLIT_CLAIM, label, project.reviewer) as writer:
        _set(writer, project, article, claim.id, ClaimState.OPEN, first)
        writer.add_claim(article, second, quote_at(text, second), Origin.REVIEWER)
    return writer.change()


def merge_claims(project: Project, claim_id: int, other_id: int) -> Change:
    """Make one claim of two in the same article; the first one stays and spans both.

    A verdict or justification that only the other one has passes to it.

    Raises:
        RuleBroken: they lie in different articles, or have different verdicts or justifications.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    kept, other = open_claim(project, claim_id), open_claim(project, other_id)
    _refuse_merge(kept, other)
    article = project.article(kept.article_id)
    span = Span(min(kept.span.start, other.span.start), max(kept.span.end, other.span.end))
    if span not in (kept.span, other.span):
        _refuse_twin(project, article, span)
    label = f"Merged {short_quote(kept)} and {short_quote(other)}"
    with operation(project.database, Act.MERGE_CLAIMS, label, project.reviewer) as writer:
        _set(writer, project, article, kept.id, ClaimState.OPEN, span)
        _set(writer, project, article, other.id, ClaimState.REMOVED, other.span)
        if kept.verdict is None and other.verdict is not None:
            writer.set_verdict(kept.id, other.verdict)
        if not kept.justification and other.justification:
            writer.set_justification(kept.id, other.justification)
    return writer.change()


def _refuse_merge(kept: Claim, other: Claim) -> None:
    if kept.id == other.id or kept.article_id != other.article_id:
        raise RuleBroken("Only two claims of one article can be merged.", "Nothing was changed.")
    if kept.verdict and other.verdict and kept.verdict is not other.verdict:
        raise RuleBroken(
            "The two claims have different verdicts.",
            "Nothing was changed.",
            "Withdraw one of the verdicts first.",
        )
    if kept.justification and other.justification and kept.justification != other.justification:
        raise RuleBroken(
            "The two claims have different justifications.",
            "Nothing was changed.",
            "Make the justifications one first.",
        )


def dismiss(project: Project, claim_id: int) -> Change:
    """Say that something is not a claim; its verdict stays in the record.

    Raises:
        RuleBroken: it was dismissed or removed already.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    claim = open_claim(project, claim_id)
    return _set_state(
        project, claim, Act.DISMISS, ClaimState.DISMISSED, f"Not a claim: {short_quote(claim)}"
    )


def bring_back(project: Project, claim_id: int) -> Change:
    """Take a dismissal back.

    Raises:
        RuleBroken: it was not dismissed, or another claim has its words meanwhile.
        UnknownRecord, ProjectReadOnly, NotSaved: nothing was changed.
    """
    claim = project.claim(claim_id)
    if claim.state is not ClaimState.DISMISSED:
        raise RuleBroken("This claim was not dismissed.", "Nothing was changed.")
    _refuse_twin(project, present_article(project, claim.article_id), claim.span)
    return _set_state(
        project, claim, Act.BRING_BACK, ClaimState.OPEN, f"Brought back {short_quote(claim)}"
    )


def _set_state(project: Project, claim: Claim, act: Act, state: ClaimState, label: str) -> Change:
    article = project.article(claim.article_id)
    with operation(project.database, act, label, project.reviewer) as writer:
        _set(writer, project, article, claim.id, state, claim.span)
    return writer.change()


def _set(
    writer: OperationWriter,
    project: Project,
    article: Article,
    claim_id: int,
    state: ClaimState,
    span: Span,
) -> None:
    writer.set_claim(claim_id, article, state, span, quote_at(project.text(article), span))


def _trimmed(text: str, span: Span) -> Span:
    if span.end > len(text):
        raise RuleBroken("The selected words lie outside the article.", "Nothing was changed.")
    trimmed = trimmed_span(text, span.start, span.end)
    if trimmed is None:
        raise RuleBroken("There are no words in the selection.", "Nothing was changed.")
    return trimmed


def _word_start(text: str, at: int, least: int) -> int:
    """The start of the word around ``at``, so that no word is cut; ``at`` where words touch."""
    start = at
    while least < start < len(text) and _in_word(text[start - 1]) and _in_word(text[start]):
        start -= 1
    return at if start == least else start


def _in_word(character: str) -> bool:
    # Marks stand on the letter before them.
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _refuse_twin(project: Project, article: Article, span: Span) -> None:
    for claim in project.claims(article.id):
        if claim.span == span and claim.state is ClaimState.OPEN:
            raise RuleBroken("Another claim has exactly these words.", "Nothing was changed.")
