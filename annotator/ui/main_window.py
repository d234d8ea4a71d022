"""The main window: joins the parts, the project and the commands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMainWindow

from annotator.services.second_connection import prepare_creation
from annotator.services.settings import Settings
from annotator.ui.appearance import Appearance
from annotator.ui.article_import import ArticleImport, paths_in
from annotator.ui.background_work import BackgroundWork
from annotator.ui.claim_acts import ClaimActs
from annotator.ui.claim_steps import ClaimSteps
from annotator.ui.comparison_bridge import ComparisonBridge
from annotator.ui.counterpart_desk import CounterpartDesk
from annotator.ui.desk_articles import DeskArticles
from annotator.ui.detection_bridge import DetectionBridge, MakeDetection
from annotator.ui.find_link import FindLink
from annotator.ui.fonts import scaled
from annotator.ui.help_pages import HelpPages
from annotator.ui.learning_acts import LearningActs
from annotator.ui.link_model import LinkModel
from annotator.ui.matrix_acts import MatrixActs
from annotator.ui.messages import Messages
from annotator.ui.preferences import Preferences
from annotator.ui.project_model import ProjectModel
from annotator.ui.project_name import ProjectName
from annotator.ui.project_session import ProjectSession
from annotator.ui.sheets import Sheets
from annotator.ui.text_field_guard import TextFieldGuard
from annotator.ui.theme import Theme, token
from annotator.ui.window_actions import WindowActions
from annotator.ui.window_commands import WindowCommands
from annotator.ui.window_geometry import WindowGeometry
from annotator.ui.window_menus import WindowMenus
from annotator.ui.window_parts import WindowParts
from annotator.ui.window_state import WindowState

_BACKUP_AFTER_MS = 4_000
_COLUMNS_AT_ONCE = 2


class MainWindow(QMainWindow):
    """One project on one desk.

    The worker that reads articles is made by ``make_detection``, after the first paint.
    """

    first_painted = Signal()
    """The window was shown for the first time."""

    def __init__(
        self,
        model: ProjectModel,
        session: ProjectSession,
        preferences: Preferences,
        appearance: Appearance,
        make_detection: MakeDetection,
    ) -> None:
        super().__init__()
        self.model, self.session = model, session
        self.preferences, self.appearance = preferences, appearance
        settings, theme = preferences.settings, appearance.theme
        self._painted = self._closing = False
        self._preparing = BackgroundWork(self)
        self._backup = QTimer(self)
        self._backup.setSingleShot(True)
        self._backup.setInterval(_BACKUP_AFTER_MS)
        self._backup.timeout.connect(session.back_up_soon)
        self.setAcceptDrops(True)
        self.setMinimumSize(scaled(820), scaled(520))
        self.links = LinkModel(model, self)
        self.actions_ = WindowActions(self, settings.keys)
        self.parts = WindowParts(
            model, self.links, self.actions_.actions, self.actions_.keys, theme,
            settings.csv_columns, settings.csv_bom,
        )  # fmt: skip
        self.setCentralWidget(self.parts)
        self.actions_.set_desk(self.parts.desk)
        parts, dock = self.parts, self.parts.dock
        self.articles = DeskArticles(model, parts.desk, self)
        self.steps = ClaimSteps(model, parts.desk, self.articles, self)
        self.acts = ClaimActs(model, preferences, parts.desk, self.steps, self)
        self.detection = DetectionBridge(model, make_detection, self)
        self.comparison = ComparisonBridge(model, self.links, self.detection, self)
        self.counterparts = CounterpartDesk(
            model, self.links, parts.desk, self.articles, self.steps, parts.claim_panel.others,
            preferences, self.acts.when_named, self,
        )  # fmt: skip
        self.matrix_acts = MatrixActs(parts.matrix, model, self.acts, self)
        self.learning = LearningActs(model, self.detection, self.acts, parts, self.actions_, self)
        self.importing = ArticleImport(model, session, self, BackgroundWork(self))
        self.sheets = Sheets(model, appearance, parts, self.importing, self)
        self.help = HelpPages(model, preferences, appearance, self.actions_, dock, self)
        self.finding = FindLink(parts.tool_bar.find_field, parts.desk, self.articles, self)
        self.state = WindowState(model, parts.desk, self.articles, dock, parts.claim_panel, self)
        self.geometry_ = WindowGeometry(self, parts, self.actions_, preferences)
        self.messages = Messages(model, session, parts, self.actions_, self)
        self.menus = WindowMenus(self)
        self.commands = WindowCommands(self)
        self._guard = TextFieldGuard(self)
        self._make_menu_bar()
        self._connect()
        self._take_look(theme)
        self._take_article_type(settings.article_zoom / 100, settings.article_face)
        parts.articles_panel.set_compact(settings.density == "compact")
        self.commands.show_choices()
        self.geometry_.restore()
        self._show_project()

    def _make_menu_bar(self) -> None:
        bar = self.menuBar()
        bar.setNativeMenuBar(False)
        bar.setFixedHeight(scaled(token("size", "menu_bar")))
        menus = self.actions_.fill(bar)
        self.menus.add_recent(menus["File"], self.actions_["save_copy"])
        self._name = ProjectName(bar)
        bar.setCornerWidget(self._name)

    def _connect(self) -> None:
        model, parts = self.model, self.parts
        self.actions_.triggered.connect(self.commands.run)
        for changed in (model.claims_changed, model.current_changed, model.history_changed,
                        model.articles_changed, self.detection.progressed,
                        self.comparison.progressed, parts.desk.selection_changed,
                        parts.desk.active_changed):  # fmt: skip
            changed.connect(self.commands.refresh)
        model.project_changed.connect(self._show_project)
        model.articles_changed.connect(self._follow_articles)
        self.session.about_to_leave.connect(self._save_everything)
        self.preferences.changed.connect(self._follow_settings)
        self.appearance.theme_changed.connect(self._take_look)
        self.appearance.article_type_changed.connect(self._take_article_type)
        self.appearance.density_changed.connect(parts.articles_panel.set_compact)
        self.importing.arrived.connect(self._welcome)
        self.detection.progressed.connect(self.messages.show_detection)
        self.comparison.progressed.connect(self.messages.show_comparison)
        self.links.links_changed.connect(self.counterparts.refresh)
        self.links.links_changed.connect(self.commands.refresh)
        self.links.offices_changed.connect(self.counterparts.show_offices)
        parts.matrix.can_be_written_changed.connect(self.commands.refresh)
        self.counterparts.chosen_changed.connect(self.commands.refresh)
        self._connect_desk()
        self._connect_words()

    def _connect_desk(self) -> None:
        parts = self.parts
        parts.desk.claim_clicked.connect(self.steps.go_to)
        parts.desk.claim_activated.connect(self._open_claim)
        parts.desk.column_closed.connect(self.articles.remove)
        parts.desk.context_menu_asked.connect(self.menus.open_for_place)
        parts.desk.active_changed.connect(parts.articles_panel.set_active)
        self.articles.desk_changed.connect(self._follow_desk)
        self.articles.desk_full.connect(self.messages.tell_desk_is_full)
        parts.articles_panel.desk_toggled.connect(self._toggle_on_desk)
        parts.articles_panel.article_opened.connect(self._open_article)
        parts.articles_panel.menu_asked.connect(self.menus.open_for_article)
        parts.articles_panel.open_asked.connect(self.importing.choose_files)
        parts.claim_table.claim_chosen.connect(lambda claim: self.steps.go_to(claim, False))
        parts.claim_table.claim_activated.connect(self._open_claim)
        parts.matrix.claim_chosen.connect(lambda claim: self.steps.go_to(claim, False))
        parts.matrix.claim_activated.connect(self._open_claim)
        parts.claim_panel.justification_given.connect(self.acts.justify)
        parts.sensitivity.sensitivity_changed.connect(self.commands.set_sensitivity)
        parts.start_page.open_clicked.connect(self.importing.choose_files)
        parts.start_page.paste_clicked.connect(self.importing.paste)
        parts.start_page.sample_clicked.connect(self.importing.open_sample)
        parts.start_page.recent_clicked.connect(self.menus.open_recent)
        self.acts.reviewer_needed.connect(self.ask_reviewer)
        parts.reviewer_prompt.accepted.connect(self._take_reviewer)
        parts.reviewer_prompt.cancelled.connect(self._drop_reviewer)
        for left in (parts.claim_panel.desk_asked, parts.claim_table.left, parts.matrix.left,
                     self.finding.left,
                     self.sheets.left, self.help.left):  # fmt: skip
            left.connect(self.focus_desk)

    def _connect_words(self) -> None:
        """Everything that is told to a person goes through the messages."""
        messages, parts = self.messages, self.parts
        for failed in (self.model.act_failed, self.session.failed, self.importing.failed,
                       self.matrix_acts.failed, self.detection.failed, self.help.failed,
                       self.preferences.not_kept, parts.export_part.failed,
                       self.learning.failed):  # fmt: skip
            failed.connect(messages.show_error)
        self.comparison.failed.connect(messages.tell_uncompared)
        self.comparison.compared.connect(
            lambda count, asked: messages.tell_compared(
                count, self.links.claims_in_conflict(), asked
            )
        )
        self.steps.stopped.connect(messages.tell_stop)
        self.steps.arrived.connect(messages.forget_stop)
        for words in (self.acts.refused, self.importing.told,
                      self.counterparts.told, self.matrix_acts.told,
                      self.learning.told):  # fmt: skip
            words.connect(messages.hint)
        self.detection.restarted.connect(messages.tell_restart)
        self.detection.rules_stood_in.connect(messages.tell_rules_stand_in)
        self.detection.cancelled.connect(messages.tell_cancelled)
        self.session.copied.connect(messages.tell_copy)
        parts.export_part.exported.connect(messages.tell_export)
        parts.export_part.choice_changed.connect(
            lambda columns, bom: self.preferences.change(csv_columns=tuple(columns), csv_bom=bom)
        )
        parts.status_line.cancel_asked.connect(lambda: self.commands.run("cancel_detection"))
        parts.status_line.reviewer_asked.connect(self.ask_reviewer)
        parts.status_line.zoom_asked.connect(lambda: self.commands.run("zoom_reset"))

    # --- the project -------------------------------------------------------------------------

    def _show_project(self) -> None:
        project = self.model.project
        self._name.show_project(project)
        self.setWindowTitle(f"{project.name} - Fact Annotator" if project else "Fact Annotator")
        self.parts.start_page.set_recent(self.menus.recent_paths())
        if project is not None:
            self.state.restore(self.preferences.settings.threshold)
            self._backup.start()
        self.messages.show_project()
        self._follow_articles()
        # Else a start page that goes leaves the keyboard to a button that closes a column.
        self.focus_desk()

    def _follow_articles(self) -> None:
        focus, some = self.focusWidget(), bool(self.model.articles())
        if some and focus is not None and self.parts.start_page.isAncestorOf(focus):
            # Else the keyboard would fall to the close button of the first column.
            QTimer.singleShot(0, self, self.focus_desk)
        self.parts.set_starting(not some)
        self.messages.show_counts()
        self.commands.refresh()

    def _follow_desk(self) -> None:
        self.parts.articles_panel.set_on_desk(self.articles.ids)
        self.parts.articles_panel.set_active(self.parts.desk.active_article_id)
        self.commands.refresh()

    def _welcome(self, article_ids: list[int]) -> None:
        """Lay new articles on the desk and go to the first one."""
        self._lay_out(article_ids)
        if article_ids[0] in self.articles.ids:
            self.parts.desk.set_active(article_ids[0])
            self.focus_desk()

    def _lay_out(self, article_ids: list[int]) -> None:
        """Put articles on the desk, a few at a time so that the window stays lively."""
        self.articles.add(article_ids[:_COLUMNS_AT_ONCE])
        later = article_ids[_COLUMNS_AT_ONCE:]
        if later:
            QTimer.singleShot(0, self, lambda: self._lay_out(later))

    def _toggle_on_desk(self, article_id: int, on: bool) -> None:
        if on:
            self.articles.add([article_id])
        else:
            self.articles.remove(article_id)

    def _open_article(self, article_id: int) -> None:
        if self.articles.go_to(article_id):
            self.focus_desk()

    def _open_claim(self, claim_id: int) -> None:
        self.steps.go_to(claim_id)
        self.focus_desk()

    def focus_desk(self) -> None:
        """Give the keyboard to the active column."""
        column = self.parts.desk.active_column()
        if column is not None:
            column.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the reviewer ------------------------------------------------------------------------

    def ask_reviewer(self) -> None:
        """Ask for the reviewer's name above the columns."""
        self.parts.reviewer_prompt.ask(self.preferences.settings.reviewer_name)

    def _take_reviewer(self, name: str) -> None:
        self.focus_desk()
        self.acts.take_reviewer(name)

    def _drop_reviewer(self) -> None:
        self.acts.drop_waiting()
        self.focus_desk()

    # --- look --------------------------------------------------------------------------------

    def _take_look(self, theme: Theme) -> None:
        self.parts.set_theme(theme)
        if self._painted:
            self.actions_.set_theme(theme)
        self.messages.show_counts()

    def _take_article_type(self, zoom: float, face: str) -> None:
        self.parts.desk.set_zoom(zoom)
        self.parts.desk.set_face(face)
        self.parts.status_line.set_zoom(round(zoom * 100))

    def _follow_settings(self, before: Settings, after: Settings) -> None:
        if before.keys != after.keys:
            self.actions_.set_keys(after.keys)
            self.parts.set_keys(self.actions_.keys)
            self.help.set_keys()
        if before.reviewer_name != after.reviewer_name:
            self.parts.status_line.set_reviewer(after.reviewer_name)
        self.commands.show_choices()

    # --- events ------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keyboard begin in the active column, or on the start page if that is shown."""
        super().showEvent(event)
        focused = self.focusWidget()
        if focused is None or not focused.isVisibleTo(self):
            self.focus_desk()

    def event(self, event: QEvent) -> bool:
        """Begin the slow things when the window has been painted once."""
        handled = super().event(event)
        if event.type() is QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._begin)
        return handled

    def _begin(self) -> None:
        self.first_painted.emit()
        if not self._closing:
            self.detection.start()
            self.actions_.set_theme(self.appearance.theme)
            if self.model.project is None:
                self._preparing.start(lambda _progress, _is_stopped: prepare_creation())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes what lies over the desk."""
        if event.key() == Qt.Key.Key_Escape:
            self.counterparts.stop_waiting()
            if self.sheets.open_sheet is not None:
                self.sheets.close()
            else:
                self.parts.dock.close_sheet()
            self.focus_desk()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A wheel with Ctrl makes article text larger or smaller."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and turned:
            self.commands.run("zoom_in" if turned > 0 else "zoom_out")
            event.accept()
        else:
            super().wheelEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and folders can be dropped anywhere."""
        if paths_in(event.mimeData()):
            event.acceptProposedAction()
            self.parts.articles_panel.set_files_over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """They were taken elsewhere."""
        self.parts.articles_panel.set_files_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring the dropped files in."""
        self.parts.articles_panel.set_files_over(False)
        paths = paths_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.importing.bring_in(paths)

    def _save_everything(self) -> None:
        self.parts.claim_panel.save_justification()
        self.state.keep()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is in the field; words that cannot be saved keep the window open once."""
        self._save_everything()
        if self.parts.claim_panel.drafts and self.model.can_write and not self._closing:
            self._closing = True
            event.ignore()
            self.messages.warn_of_drafts()
            return
        self._closing = True
        self._backup.stop()
        self.detection.close()
        self.session.close()
        self.preferences.keep()
        super().closeEvent(event)
