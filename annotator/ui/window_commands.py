"""Runs commands, and keeps them enabled only while they make sense."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.domain.claim import ClaimState
from annotator.services import places
from annotator.services.project import PROJECT_SUFFIX, project_path
from annotator.ui.sensitivity_control import KEY_STEP
from annotator.ui.window_actions import Situation

if TYPE_CHECKING:
    from annotator.ui.main_window import MainWindow

_PROJECT_FILTER = f"Projects (*{PROJECT_SUFFIX})"


class WindowCommands(QObject):
    """Takes the id of a command and does it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._situation: Situation | None = None
        self._table = self._made_table()

    def _made_table(self) -> dict[str, Callable[[], object]]:
        window = self._window
        parts, steps, desk = window.parts, window.steps, window.parts.desk
        return {
            "open_files": window.importing.choose_files,
            "import_folder": window.importing.choose_folder,
            "paste_article": window.importing.paste,
            "open_sample": window.importing.open_sample,
            "new_project": self._new_project,
            "open_project": self._open_project,
            "save_copy": self._save_copy,
            "export": self._export,
            "quit": window.close,
            "find": window.finding.focus,
            "find_next": lambda: window.finding.step(1),
            "find_previous": lambda: window.finding.step(-1),
            "filter_claims": self._filter_claims,
            "clear_filters": parts.claim_table.clear_filters,
            "edit_article": self._edit_article,
            "remove_article": self._remove_article,
            "set_reviewer": window.ask_reviewer,
            "sensitivity_up": lambda: self._step_sensitivity(KEY_STEP),
            "sensitivity_down": lambda: self._step_sensitivity(-KEY_STEP),
            "justify": self._justify,
            "goes_on": self._toggle_going_on,
            "show_matrix": self._show_matrix,
            "compare": window.comparison.compare_again,
            "detect": window.detection.submit_again,
            "cancel_detection": self._cancel,
            "next_claim": lambda: steps.step(1),
            "previous_claim": lambda: steps.step(-1),
            "next_unreviewed": lambda: steps.step_unreviewed(1),
            "previous_unreviewed": lambda: steps.step_unreviewed(-1),
            "other_column": desk.next_column,
            "previous_column": desk.previous_column,
            "close_column": self._close_column,
            "back": steps.back,
            "next_area": lambda: self._step_area(1),
            "previous_area": lambda: self._step_area(-1),
        }

    def run(self, command_id: str) -> None:
        """Do what a command says."""
        window = self._window
        if command_id in self._table:
            self._table[command_id]()
        elif not (
            window.acts.run(command_id)
            or window.counterparts.run(command_id)
            or window.matrix_acts.run(command_id)
            or window.learning.run(command_id)
            or window.appearance.run(command_id)
            or window.geometry_.run(command_id)
            or window.help.run(command_id)
        ):
            raise KeyError(command_id)

    # --- what can run ------------------------------------------------------------------------

    def refresh(self, *_: object) -> None:
        """Look at what is there now and enable commands by it."""
        window, model = self._window, self._window.model
        claim, undo = model.current, model.undo_state()
        column = window.parts.desk.active_column()
        situation = Situation(
            project=model.project is not None,
            writable=model.can_write,
            articles=bool(model.articles()),
            claim=claim is not None,
            open_claim=claim is not None and claim.state is ClaimState.OPEN,
            verdict=claim is not None and claim.verdict is not None,
            selection=column is not None and column.selected_span() is not None,
            undo=undo.undo[-1].label if undo.undo else "",
            redo=undo.redo[-1].label if undo.redo else "",
            detection=window.detection.progress.running or window.comparison.progress.running,
            counterpart=window.counterparts.chosen is not None,
            conflict=window.counterparts.chosen_conflicts,
            links=window.links.has_links,
            matrix=window.parts.matrix.can_be_written,
        )
        if situation != self._situation:
            self._situation = situation
            window.actions_.update(situation)

    def show_choices(self) -> None:
        """Tick the commands that stand for a choice as the settings have it."""
        settings, actions = self._window.preferences.settings, self._window.actions_
        actions[f"theme_{settings.theme}"].setChecked(True)
        actions[f"face_{settings.article_face}"].setChecked(True)
        actions["density_compact"].setChecked(settings.density == "compact")
        actions["goes_on"].setChecked(settings.goes_on)
        actions["keep_level"].setChecked(settings.keeps_level)
        actions["show_weak_links"].setChecked(settings.weak_links)

    # --- project -----------------------------------------------------------------------------

    def _new_project(self) -> None:
        path = self._ask_for_place("New project", f"My articles{PROJECT_SUFFIX}")
        if path is not None:
            self._window.session.create(path)

    def _open_project(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Open a project", str(_projects_folder()), _PROJECT_FILTER
        )
        if name:
            self._window.session.open(Path(name))

    def _save_copy(self) -> None:
        project = self._window.model.project
        if project is None:
            return
        path = self._ask_for_place("Save a copy", f"{project.name} copy{PROJECT_SUFFIX}")
        if path is not None:
            self._window.session.save_copy(path)

    def _ask_for_place(self, title: str, name: str) -> Path | None:
        given, _ = QFileDialog.getSaveFileName(
            self._window, title, str(_projects_folder() / name), _PROJECT_FILTER
        )
        return project_path(Path(given)) if given else None

    def _export(self) -> None:
        parts = self._window.parts
        if parts.dock.current_page == "export" and parts.export_part.isVisible():
            parts.export_part.page.export_now()
            return
        self._show_page("export")

    def _show_page(self, page_id: str) -> None:
        window = self._window
        if not window.preferences.settings.claims_shown:
            window.geometry_.run("toggle_claims")
        window.parts.dock.show_page(page_id)

    def _show_matrix(self) -> None:
        self._show_page("matrix")
        self._window.parts.matrix.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _filter_claims(self) -> None:
        self._show_page("claims")
        self._window.parts.claim_table.focus_filter()

    # --- articles ----------------------------------------------------------------------------

    def _edit_article(self) -> None:
        active = self._window.parts.desk.active_article_id
        if active is not None:
            self._window.sheets.edit_article(active)

    def _remove_article(self) -> None:
        active = self._window.parts.desk.active_article_id
        if active is not None:
            self._window.model.remove_article(active)

    def _close_column(self) -> None:
        active = self._window.parts.desk.active_article_id
        if active is not None:
            self._window.articles.remove(active)

    # --- claims ------------------------------------------------------------------------------

    def _justify(self) -> None:
        window = self._window
        if not window.preferences.settings.panel_shown:
            window.geometry_.run("toggle_panel")
        window.parts.claim_panel.focus_justification()

    def _toggle_going_on(self) -> None:
        preferences = self._window.preferences
        preferences.change(goes_on=not preferences.settings.goes_on)

    def set_sensitivity(self, sensitivity: float) -> None:
        """Show more (towards 1) or fewer (towards 0) candidates, in all columns at once."""
        window = self._window
        sensitivity = min(1.0, max(0.0, round(sensitivity, 2)))
        window.preferences.change(sensitivity=sensitivity)
        window.model.set_threshold(window.preferences.settings.threshold)

    def _step_sensitivity(self, by: float) -> None:
        self.set_sensitivity(1 - self._window.model.threshold + by)
        progress = self._window.model.progress()
        self._window.messages.hint(f"{progress.total} claims show")

    def _cancel(self) -> None:
        """Stop what the status line tells of."""
        window = self._window
        if window.detection.progress.running:
            window.detection.cancel()
        else:
            window.comparison.cancel()
            window.messages.tell_comparison_cancelled()

    # --- parts of the window -----------------------------------------------------------------

    def _step_area(self, by: int) -> None:
        parts = self._window.parts
        column = parts.desk.active_column()
        # The pages of the dock: one of them is in front.
        pages: list[QWidget] = [parts.claim_table.view, parts.matrix.view]
        if parts.export_part.isVisible():
            pages.append(parts.export_part.page.columns.list)
        areas: list[tuple[QWidget, QWidget | None]] = [
            (parts.tool_bar, parts.tool_bar.find_field),
            (parts.articles_panel, parts.articles_panel.list),
            (parts.desk, column.view if column is not None else None),
            (parts.dock, next((one for one in pages if one.isVisible()), None)),
            (parts.claim_panel, parts.claim_panel.first_control),
        ]
        there = [
            (area, inside) for area, inside in areas
            if inside is not None and area.isVisible() and inside.isVisible() and inside.isEnabled()
        ]  # fmt: skip
        if not there:
            return
        focus = self._window.focusWidget()
        at = next(
            (nth for nth, (area, _) in enumerate(there) if focus and area.isAncestorOf(focus)), -by
        )
        there[(at + by) % len(there)][1].setFocus(Qt.FocusReason.TabFocusReason)


def _projects_folder() -> Path:
    folder = places.default_projects_dir()
    return folder if folder.exists() else Path.home()
