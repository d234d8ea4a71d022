"""What to say where no claim can be shown: why there is none, and what helps."""

from __future__ import annotations

from annotator.domain.claim import ClaimState
from annotator.ui.project_model import ProjectModel


def why_no_claims(model: ProjectModel, searching: bool) -> str:
    """Why the desk has no claim now, in words; ``searching`` says that articles are being read."""
    if not model.articles():
        return "No articles yet"
    if searching:
        return "Looking for claims…"
    if model.open_count():
        return "No claim at this sensitivity. Show more candidates to see what was found."
    if any(claim.state is ClaimState.DISMISSED for claim in model.all_claims()):
        return "Every claim was marked as “not a claim”."
    if model.unsearched():
        return "Not every article was searched for claims."
    return "No claims were found. Select words in an article to make a claim of them."
