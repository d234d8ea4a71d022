"""What a reviewer does with claims, each under a name that was asked for once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from annotator.domain.claim import Claim, ClaimState
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.ui.claim_navigation import next_in_column
from annotator.ui.claim_panel import VERDICT_COMMANDS
from annotator.ui.claim_steps import ClaimSteps
from annotator.ui.desk import Desk
from annotator.ui.preferences import Preferences
from annotator.ui.project_model import ProjectModel
from annotator.ui.word_steps import WORD_STEPS

_VERDICTS = {command_id: verdict for verdict, command_id in VERDICT_COMMANDS.items()}


class ClaimActs(QObject):
    """Runs the commands that change claims.

    The first act waits for the reviewer's name; ``reviewer_needed`` asks for it, and
    ``take_reviewer`` carries on with what was waiting.
    """

    reviewer_needed = Signal()
    refused = Signal(str)
    """Why an act made no sense here, in words for the status line."""

    def __init__(
        self,
        model: ProjectModel,
        preferences: Preferences,
        desk: Desk,
        steps: ClaimSteps,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._preferences = model, preferences
        self._desk, self._steps = desk, steps
        self._waiting: list[Callable[[], object]] = []
        model.project_changed.connect(self._waiting.clear)

    # --- the name ----------------------------------------------------------------------------

    def when_named(self, act: Callable[[], object]) -> None:
        """Run ``act`` now, or when the reviewer has said who they are."""
        if self._preferences.settings.reviewer_name:
            act()
            return
        self._waiting.append(act)
        self.reviewer_needed.emit()

    def take_reviewer(self, name: str) -> None:
        """Record from now on under ``name``, and do what waited for it."""
        self._preferences.change(reviewer_name=name)
        self._preferences.keep()
        self._model.set_reviewer(name)
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def drop_waiting(self) -> None:
        """Forget what waited for a name that was not given."""
        self._waiting = []

    # --- commands ----------------------------------------------------------------------------

    def run(self, command_id: str) -> bool:
        """Run a command of this kind; False when it is none."""
        if command_id in ("undo", "redo"):
            self.when_named(self._undo if command_id == "undo" else self._redo)
            return True
        if command_id == "add_claim":
            self.when_named(self._add_claim)
            return True
        if command_id in _CLAIM_COMMANDS:
            claim = self._model.current
            if claim is not None:
                self._run_on(command_id, claim)
            return True
        return False

    def _run_on(self, command_id: str, claim: Claim) -> None:
        if command_id in _VERDICTS:
            self.when_named(lambda: self.decide(claim.id, _VERDICTS[command_id]))
        elif command_id in WORD_STEPS:
            self.when_named(lambda: self._step_end(command_id, claim.id))
        elif command_id == "withdraw":
            self.when_named(lambda: self._withdraw(claim.id))
        elif command_id == "dismiss":
            self.when_named(lambda: self._dismiss(claim.id))
        elif command_id == "bring_back":
            self.when_named(lambda: self._bring_back(claim.id))
        elif command_id == "trim_to_selection":
            self.when_named(lambda: self._trim_to_selection(claim.id))
        elif command_id == "split_claim":
            self.when_named(lambda: self._split(claim.id))
        elif command_id == "merge_claims":
            self.when_named(lambda: self._merge(claim.id))
        elif command_id == "copy_quote":
            QGuiApplication.clipboard().setText(claim.quote)

    def _undo(self) -> None:
        self._model.undo()

    def _redo(self) -> None:
        self._model.redo()

    def decide(self, claim_id: int, verdict: Verdict) -> None:
        """Give a verdict and, when it was saved, go on to the next unreviewed claim."""
        if self._model.decide(claim_id, verdict):
            self._go_on(claim_id)

    def justify(self, claim_id: int, words: str) -> None:
        """Save a justification."""
        self.when_named(lambda: self._justify(claim_id, words))

    def _justify(self, claim_id: int, words: str) -> None:
        claim = self._model.claim(claim_id)
        if claim is not None and claim.state is ClaimState.OPEN:
            self._model.justify(claim_id, words)

    def _go_on(self, claim_id: int) -> None:
        current = self._model.current
        # The person may have gone elsewhere while the name was asked for.
        if self._preferences.settings.goes_on and current is not None and current.id == claim_id:
            self._steps.step_unreviewed()

    def _withdraw(self, claim_id: int) -> None:
        self._model.withdraw(claim_id)

    def _dismiss(self, claim_id: int) -> None:
        if self._model.dismiss(claim_id):
            self._go_on(claim_id)

    def _bring_back(self, claim_id: int) -> None:
        self._model.bring_back(claim_id)

    # --- spans -------------------------------------------------------------------------------

    def _selection(self) -> tuple[int, Span] | None:
        article_id, column = self._desk.active_article_id, self._desk.active_column()
        span = column.selected_span() if column is not None else None
        return (article_id, span) if article_id is not None and span is not None else None

    def _add_claim(self) -> None:
        selection = self._selection()
        if selection is None:
            return
        article_id, span = selection
        if self._model.add_claim(article_id, span):
            self._clear_selection(article_id)
            if self._model.current is not None:
                self._steps.go_to(self._model.current.id)

    def _trim_to_selection(self, claim_id: int) -> None:
        selection, claim = self._selection(), self._model.claim(claim_id)
        if selection is None or claim is None:
            return
        article_id, span = selection
        if article_id != claim.article_id:
            self.refused.emit("The selection is in another article than the claim")
        elif self._model.trim_claim(claim_id, span):
            self._clear_selection(article_id)

    def _clear_selection(self, article_id: int) -> None:
        column = self._desk.column(article_id)
        if column is not None:
            column.clear_selection()

    def _step_end(self, command_id: str, claim_id: int) -> None:
        claim = self._model.claim(claim_id)
        if claim is None:
            return
        span = WORD_STEPS[command_id](self._model.text(claim.article_id), claim.span)
        if span is None:
            self.refused.emit("There is no further word on that side")
        else:
            self._model.trim_claim(claim_id, span)

    def _split(self, claim_id: int) -> None:
        claim = self._model.claim(claim_id)
        column = self._desk.column(claim.article_id) if claim is not None else None
        if claim is None or column is None:
            return
        span = column.selected_span()
        at = span.start if span is not None else column.caret_position()
        self._model.split_claim(claim_id, at)

    def _merge(self, claim_id: int) -> None:
        claim = self._model.claim(claim_id)
        if claim is None:
            return
        shown = self._model.shown_claims(claim.article_id)
        following = next_in_column(shown, claim, 1)
        if following is None:
            self.refused.emit("There is no claim after this one in the article")
        else:
            self._model.merge_claims(claim_id, following.id)


_CLAIM_COMMANDS = frozenset(
    {*_VERDICTS, *WORD_STEPS, "withdraw", "dismiss", "bring_back", "trim_to_selection",
     "split_claim", "merge_claims", "copy_quote"}
)  # fmt: skip
