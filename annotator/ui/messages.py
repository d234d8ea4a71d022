"""What the window tells a person: counts, what is saved, what went wrong, who else writes."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from annotator.domain.errors import NotSaved, ReportedError, RuleBroken
from annotator.domain.history import Act, Change
from annotator.ui.desk import MOST_COLUMNS
from annotator.ui.detection_bridge import DetectionProgress
from annotator.ui.history_list import local_time
from annotator.ui.project_model import ProjectModel
from annotator.ui.project_session import ProjectSession
from annotator.ui.window_actions import WindowActions
from annotator.ui.window_parts import WindowParts

if TYPE_CHECKING:
    from annotator.services.exporting import ExportReport

_NOT_SAVED = "not saved"
_SLIP = "slip"
_EMPTY_HINT = "Press F1 for all keys"
_COMPARE_AGAIN = "Claim > Compare the articles again begins anew."
_BAR_STEPS = 1_000


class Messages(QObject):
    """Fills the status line, the banner and the notice."""

    def __init__(
        self,
        model: ProjectModel,
        session: ProjectSession,
        parts: WindowParts,
        actions: WindowActions,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._model, self._session, self._parts = model, session, parts
        self._actions = actions
        self._unsaved: NotSaved | None = None
        self._stop = ""
        self._again = QAction("Try again", self)
        self._again.triggered.connect(session.try_writing)
        self._copy = QAction("Save a copy…", self)
        self._copy.triggered.connect(actions["save_copy"].trigger)
        model.claims_changed.connect(self.show_counts)
        model.change_saved.connect(self.tell_saved)
        parts.banner.all_closed.connect(self._keep_unsaved)

    # --- counts and what is saved ------------------------------------------------------------

    def show_counts(self, _ids: object = None) -> None:
        """Show how far the review is, and how many candidates the sensitivity hides."""
        some = bool(self._model.articles())
        progress = self._model.progress()
        self._parts.status_line.set_progress(progress if some else None)
        if not some and self._unsaved is None:
            self._parts.status_line.set_hint(_EMPTY_HINT)
        open_claims = self._model.open_count()
        self._parts.sensitivity.set_sensitivity(
            1 - self._model.threshold, progress.total, max(0, open_claims - progress.total)
        )

    def tell_saved(self, change: Change) -> None:
        """Say what was committed."""
        self._unsaved = None
        self._parts.banner.withdraw(_NOT_SAVED)
        self._parts.banner.withdraw(_SLIP)
        words = f"{self._doing(change)}{change.label}"
        self._parts.status_line.set_saved(f"Saved {local_time(change.at)} · {words}")

    def _doing(self, change: Change) -> str:
        """ "Undid" or "Redid" for what bears the label of an earlier act."""
        if change.act is not Act.REVERSE:
            return ""
        redo = self._model.undo_state().redo
        undone = bool(redo) and redo[-1].id == change.operation_id
        return "Undid: " if undone else "Redid: "

    def hint(self, words: str) -> None:
        """Say something in passing."""
        self._stop = ""
        self._parts.status_line.set_hint(words)

    def tell_stop(self, words: str) -> None:
        """Say why a step led to no further claim, until one leads somewhere."""
        self.hint(words)
        self._stop = words

    def forget_stop(self, _claim_id: int) -> None:
        """A step led to a claim: what was said of an end is no longer so."""
        if self._stop and not self._parts.status_line.tells_what_is_saved:
            self.hint("")

    def tell_copy(self, path: Path) -> None:
        """A copy was made."""
        self._parts.status_line.set_saved(f"Copied to {path.name}")

    def tell_export(self, report: ExportReport) -> None:
        """An export was written."""
        rows = "1 row" if report.rows == 1 else f"{report.rows:,} rows"
        self._parts.status_line.set_saved(f"Exported {rows} to {report.path.name}")

    def tell_desk_is_full(self) -> None:
        """A seventh article was asked for."""
        self.show_error(
            ReportedError(
                f"The desk holds {MOST_COLUMNS} articles.",
                "The others are in the list.",
                "Untick one to make room.",
            ),
            key="desk full",
            warning=True,
        )

    # --- detection ---------------------------------------------------------------------------

    def show_detection(self, progress: DetectionProgress) -> None:
        """Show how far the detection is."""
        self._parts.set_searching(progress.running)
        self._parts.matrix.set_busy("Detecting claims…" if progress.running else "")
        if not progress.running:
            self._parts.status_line.set_detection(None)
            return
        articles = "article" if progress.total == 1 else "articles"
        words = f"Detecting claims: {progress.done} of {progress.total} {articles}"
        share = round(progress.share * _BAR_STEPS)
        self._parts.status_line.set_detection(words, share, _BAR_STEPS)

    def show_comparison(self, progress: DetectionProgress) -> None:
        """Show how far the comparison is."""
        words = "Comparing the articles"
        self._parts.matrix.set_busy(f"{words}…" if progress.running else "")
        if not progress.running:
            self._parts.status_line.set_detection(None)
            return
        share = round(progress.share * _BAR_STEPS)
        self._parts.status_line.set_detection(words, share, _BAR_STEPS)

    def tell_compared(self, articles: int, conflicting: Collection[int], asked: bool) -> None:
        """Say how many of the shown claims are among the ``conflicting`` ones.

        What was saved last stays in sight, unless a person had asked for the comparison.
        """
        if self._parts.status_line.tells_what_is_saved and not asked:
            return
        shown = (claim for one in self._model.articles() for claim in self._model.shown_claims(one))
        count = sum(claim.id in conflicting for claim in shown)
        conflicts = "1 claim is in conflict" if count == 1 else f"{count:,} claims are in conflict"
        self.hint(f"Compared {articles:,} articles: {conflicts if count else 'no conflict found'}")

    def tell_uncompared(self, error: ReportedError) -> None:
        """The articles were not compared; the matrix says so too where it would show them."""
        self._parts.matrix.set_uncompared(f"{error.what}\n{error.remedy}".strip())
        self.show_error(error)

    def tell_comparison_cancelled(self) -> None:
        """The person stopped the comparison."""
        words = "Comparison cancelled"
        self._parts.matrix.set_uncompared(f"{words}\n{_COMPARE_AGAIN}")
        self.hint(f"{words}. {_COMPARE_AGAIN}")

    def tell_cancelled(self, left: int) -> None:
        """The person stopped the detection; so many articles were not read."""
        articles = "1 article has" if left == 1 else f"{left} articles have"
        self.hint(f"Detection cancelled; {articles} no candidates yet")

    def tell_restart(self, reason: str) -> None:
        """The worker had to be started again."""
        self.show_error(
            ReportedError(
                "The detection stopped and was started again.",
                "No verdict is affected.",
                details=reason,
            ),
            key="restart",
            warning=True,
        )

    def tell_rules_stand_in(self, notice: str) -> None:
        """The trained scorer is missing or damaged, and fixed rules rank the candidates."""
        self.show_error(
            ReportedError(
                notice,
                "No verdict is affected.",
                "Install the program again to have it back.",
            ),
            key="rules",
            warning=True,
        )

    # --- faults ------------------------------------------------------------------------------

    def show_error(self, error: ReportedError, key: str = "", warning: bool = False) -> None:
        """Show what went wrong until the person closes it; "not saved" until a save works."""
        if isinstance(error, NotSaved):
            key, self._unsaved = _NOT_SAVED, error
            self._parts.status_line.set_saved("Not saved", good=False)
        elif isinstance(error, RuleBroken):
            # A slip, not a fault: it goes by itself with the next act that succeeds.
            key, warning = _SLIP, True
        self._parts.banner.show_error(error, "warning" if warning else "error", key)

    def _keep_unsaved(self) -> None:
        if self._unsaved is not None:
            self._parts.banner.show_error(self._unsaved, "error", _NOT_SAVED)

    def warn_of_drafts(self) -> None:
        """Words in the justification could not be saved, and the window was to be closed."""
        self.show_error(
            NotSaved(
                "A justification is not saved yet.",
                "The window stays open.",
                "Copy the words, or close the window again to give them up.",
            )
        )

    # --- who writes --------------------------------------------------------------------------

    def show_project(self) -> None:
        """Say when the project can only be read, and who writes it."""
        project = self._model.project
        self._unsaved = None
        self._parts.banner.withdraw(_NOT_SAVED)
        self._parts.banner.withdraw(_SLIP)
        self._parts.status_line.set_reviewer(self._session.given_reviewer)
        self._parts.status_line.set_hint("" if self._model.articles() else _EMPTY_HINT)
        if project is None or not project.read_only:
            self._parts.notice.withdraw()
            return
        writer = project.writer
        why = f"{writer} is writing it" if writer else "its file cannot be written here"
        self._parts.notice.tell(
            "Read-only.",
            # In a small window the end is cut.
            f"Nothing you do here is recorded: {why}.",
            (self._again, self._copy),
        )
        self._parts.status_line.set_hint("Read-only")
