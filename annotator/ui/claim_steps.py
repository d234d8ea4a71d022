"""Moving the current claim: by key, by click, back, and after an undo."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from annotator.domain.claim import Claim, ClaimState
from annotator.domain.history import Act, Change
from annotator.ui.claim_navigation import (
    ClaimTrail,
    nearest,
    next_in_column,
    next_unreviewed,
)
from annotator.ui.desk import Desk
from annotator.ui.desk_articles import DeskArticles
from annotator.ui.project_model import ProjectModel


class ClaimSteps(QObject):
    """Chooses claims and brings them into view.

    Signals:
        stopped: why there was no further claim, in words for the status line.
    """

    stopped = Signal(str)
    arrived = Signal(int)
    """A claim became the current one and its place was brought into view."""

    def __init__(
        self,
        model: ProjectModel,
        desk: Desk,
        articles: DeskArticles,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._desk, self._articles = model, desk, articles
        self._trail = ClaimTrail()
        self._left: dict[int, int] = {}
        model.project_changed.connect(self._forget)
        model.claims_changed.connect(self._leave_removed)
        model.change_saved.connect(self._follow_change)

    def _forget(self) -> None:
        self._trail.clear()
        self._left.clear()

    def go_to(self, claim_id: int, bring_in: bool = True) -> None:
        """Make a claim the current one and show it; ``bring_in`` puts its article on the desk."""
        claim = self._model.claim(claim_id)
        if claim is None:
            return
        self._trail.note(claim_id)
        self._left[claim.article_id] = claim_id
        self._model.set_current(claim_id)
        if claim.article_id not in self._articles.ids and not bring_in:
            return
        if self._articles.go_to(claim.article_id):
            column = self._desk.column(claim.article_id)
            if column is not None:
                column.reveal_span(claim.span)
                self.arrived.emit(claim_id)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) claim of the active column."""
        active = self._desk.active_article_id
        if active is None:
            return
        shown = self._model.shown_claims(active)
        found = next_in_column(shown, self._place_in(active), by)
        if found is None and self._model.current is None and shown:
            found = shown[0] if by > 0 else shown[-1]
        if found is not None:
            self.go_to(found.id)
        elif not shown:
            self.stopped.emit("No claim is marked in this article")
        else:
            end = "last" if by > 0 else "first"
            label = self._model.articles()[active].label
            self.stopped.emit(f"This is the {end} claim of {label}")

    def _place_in(self, article_id: int) -> Claim | None:
        """Where stepping goes on in a column: the current claim, else the one last left there."""
        current = self._model.current
        if current is not None and current.article_id == article_id:
            return current
        return self._model.claim(self._left.get(article_id, -1))

    def step_unreviewed(self, by: int = 1) -> bool:
        """Go to the next or previous claim without a verdict, over all columns."""
        found = next_unreviewed(
            self._articles.columns_with_claims(),
            self._desk.active_article_id,
            self._model.current,
            by,
        )
        if found is None:
            self.stopped.emit(self._why_none_is_left())
            return False
        self.go_to(found.id)
        return True

    def _why_none_is_left(self) -> str:
        if not any(claims for _, claims in self._articles.columns_with_claims()):
            return "No claim is marked on the desk"
        current = self._model.current
        left = current is not None and current.verdict is None
        if left and current is not None and current.state is ClaimState.OPEN:
            return "This is the last unreviewed claim on the desk"
        return "Every claim on the desk is reviewed"

    def back(self) -> None:
        """Go to the claim that was the current one before."""
        known = {claim.id: claim for claim in self._model.all_claims()}
        claim_id = self._trail.back(known)
        if claim_id is not None:
            self.go_to(claim_id)

    def _follow_change(self, change: Change) -> None:
        if change.act is not Act.REVERSE:
            return
        claims = [self._model.claim(claim_id) for claim_id in sorted(change.claim_ids)]
        there = [claim for claim in claims if claim and claim.state is not ClaimState.REMOVED]
        if there and not change.article_ids:
            # Of several claims, as of a row or of a link, the person has one before them.
            there.sort(key=lambda claim: claim != self._model.current)
            self.go_to(there[0].id)

    def _leave_removed(self, _ids: frozenset[int]) -> None:
        current = self._model.current
        if current is None or current.state is not ClaimState.REMOVED:
            return
        found: Claim | None = nearest(self._model.shown_claims(current.article_id), current)
        self._model.set_current(found.id if found is not None else None)
