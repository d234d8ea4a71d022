"""The panel at the right: the current claim, why it was marked, the verdict, and its history."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.claim import Claim, ClaimState
from annotator.domain.verdict import Verdict
from annotator.ui.claim_summary import ClaimSummary
from annotator.ui.command_button import CommandButton
from annotator.ui.control_box import RING_ROOM
from annotator.ui.eliding_label import ElidingLabel
from annotator.ui.fonts import scaled
from annotator.ui.history_list import HistoryList
from annotator.ui.justification_drafts import JustificationDrafts, as_saved
from annotator.ui.justification_field import JustificationField
from annotator.ui.key_hint import KeyHint
from annotator.ui.no_claims import why_no_claims
from annotator.ui.other_articles import OtherArticles
from annotator.ui.project_model import ProjectModel
from annotator.ui.theme import Theme, token
from annotator.ui.verdict_button import VerdictButton

VERDICT_COMMANDS = {
    Verdict.VERIFIED: "verdict_verified",
    Verdict.DISPUTED: "verdict_disputed",
    Verdict.UNSUPPORTED: "verdict_unsupported",
}
_EDGE = 16


class ClaimPanel(QWidget):
    """Shows the current claim of the model and takes what a reviewer does with it.

    Buttons run the actions given by command id. A justification that was typed is held as a draft
    until the project has it; ``justification_given`` asks for that.
    """

    justification_given = Signal(int, str)
    """A claim's id and the words that are to be saved for it."""
    drafts_changed = Signal()
    """Words were typed that are not saved yet, or they were saved."""
    desk_asked = Signal()
    """The focus belongs to the desk again."""

    def __init__(
        self,
        model: ProjectModel,
        actions: Mapping[str, QAction],
        theme: Theme,
        keys: Mapping[str, tuple[str, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._actions, self._theme = model, actions, theme
        self._claim_id: int | None = None
        self._drafts = JustificationDrafts(model, self)
        self._drafts.changed.connect(self.drafts_changed)
        self._filling = self._searching = False
        self.setAccessibleName("Claim")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._made_header())
        self._nothing = QLabel(self)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setProperty("role", "muted")
        self._nothing.setWordWrap(True)
        empty = self._empty = QWidget(self)
        around = QVBoxLayout(empty)
        around.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        around.addWidget(self._nothing)
        around.addStretch(1)
        column.addWidget(empty, 1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = self._body = self._made_body()
        self._area.setWidget(body)
        body.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        column.addWidget(self._area, 1)
        self.set_keys(keys)
        model.current_changed.connect(self._show_current)
        model.claims_changed.connect(self._refresh)
        model.articles_changed.connect(self._refresh)
        model.project_changed.connect(self._forget)
        self._show_current()
        body.installEventFilter(self)
        self._take_room()

    # --- parts -------------------------------------------------------------------------------

    def _made_header(self) -> QWidget:
        header = QWidget(self)
        header.setFixedHeight(scaled(token("size", "dock_bar")))
        row = QHBoxLayout(header)
        row.setContentsMargins(_EDGE, 0, 8, 0)
        row.setSpacing(0)
        self._title = ElidingLabel(header)
        row.addWidget(self._title, 1)
        self._step_buttons = {}
        for command_id, icon in (("previous_claim", "up"), ("next_claim", "down")):
            button = CommandButton(self._actions[command_id], "", self._theme, icon, parent=header)
            self._step_buttons[command_id] = button
            row.addWidget(button)
        return header

    def _made_body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.summary = ClaimSummary(self._theme)
        column.addWidget(self.summary)
        column.addWidget(_rule())
        column.addWidget(self._made_verdicts())
        column.addWidget(_rule())
        self.others = OtherArticles(self._actions, self._theme)
        column.addWidget(self.others)
        column.addWidget(_rule())
        column.addWidget(self._made_justification())
        column.addWidget(_rule())
        self.history = HistoryList()
        self._history_part = _section("History", self.history)
        column.addWidget(self._history_part)
        column.addStretch(1)
        return body

    def _made_verdicts(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(_EDGE - RING_ROOM, 12 - RING_ROOM, _EDGE - RING_ROOM, 8)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(0)
        self._verdicts = {}
        for verdict, command_id in VERDICT_COMMANDS.items():
            button = VerdictButton(verdict, self._theme)
            action = self._actions[command_id]
            button.clicked.connect(action.trigger)
            action.changed.connect(lambda b=button, a=action: b.setEnabled(a.isEnabled()))
            self._verdicts[verdict] = button
            row.addWidget(button)
        column.addLayout(row)
        second = QHBoxLayout()
        second.setContentsMargins(RING_ROOM - 7, 0, 0, 0)
        second.setSpacing(4)
        self._small_buttons = {}
        for command_id, words in (
            ("withdraw", "Withdraw"), ("dismiss", "Not a claim"), ("bring_back", "Bring back"),
        ):  # fmt: skip
            action = self._actions[command_id]
            self._small_buttons[command_id] = CommandButton(
                action, words, self._theme, role="small"
            )
            second.addWidget(self._small_buttons[command_id])
        second.addStretch(1)
        column.addLayout(second)
        return part

    def _made_justification(self) -> QWidget:
        self._field = JustificationField()
        self._field.textChanged.connect(self._note_typing)
        self._field.finished.connect(self.save_justification)
        self._field.left.connect(self.desk_asked)
        self._field_key = KeyHint("", self._theme)
        part = _section("Justification", self._field, self._field_key)
        self._unsaved = QLabel("Not saved yet")
        self._unsaved.setProperty("role", "warning")
        self._unsaved.hide()
        layout = part.layout()
        assert layout is not None
        layout.addWidget(self._unsaved)
        return part

    # --- look --------------------------------------------------------------------------------

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Show these keys, by command id."""
        shown = {command_id: given[0] if given else "" for command_id, given in keys.items()}
        for verdict, command_id in VERDICT_COMMANDS.items():
            self._verdicts[verdict].set_key(shown.get(command_id, ""))
        for command_id, button in (*self._small_buttons.items(), *self._step_buttons.items()):
            button.set_key(shown.get(command_id, ""))
        self._field_key.set_key(shown.get("justify", ""))
        self.others.set_keys(shown)
        self._field_key.setVisible(bool(shown.get("justify", "")))
        self._first_key = shown.get("next_claim", "")
        self._say_nothing_is_chosen()
        self._take_room()

    def changeEvent(self, event: QEvent) -> None:
        """Ask for more room when the chrome's text grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setMinimumWidth(0)
            self._take_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice when what is in the body needs another width."""
        if watched is self._body and event.type() is QEvent.Type.LayoutRequest:
            self._take_room()
        return super().eventFilter(watched, event)

    def _take_room(self) -> None:
        """Never be narrower than what is in it, for it does not scroll sideways.

        It does not become narrower again by itself: the columns beside it would jump.
        """
        bar = self._area.verticalScrollBar().sizeHint().width()
        needed = self._body.minimumSizeHint().width() + bar
        self.setMinimumWidth(max(self.minimumWidth(), needed))

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of ``theme``."""
        self._theme = theme
        self.summary.set_theme(theme)
        self._field_key.set_theme(theme)
        self.others.set_theme(theme)
        for verdict_button in self._verdicts.values():
            verdict_button.set_theme(theme)
        for button in (*self._small_buttons.values(), *self._step_buttons.values()):
            button.set_theme(theme)
        self._show_title()
        self.update()

    def sizeHint(self) -> QSize:
        """336 px wide in the design."""
        return QSize(scaled(token("size", "panel_width")), 480)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the rule under the header."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("panel"))
        height = scaled(token("size", "dock_bar"))
        painter.fillRect(0, height - 1, self.width(), 1, self._theme.colour("rule"))

    # --- the claim ---------------------------------------------------------------------------

    def _forget(self) -> None:
        self._claim_id = None
        self._drafts.forget()
        self._show_current()

    def _show_current(self, _claim_id: int | None = None) -> None:
        claim = self._model.current
        claim_id = claim.id if claim else None
        # A project that opens tells its claim twice; only a person who goes on is done with words.
        if claim_id != self._claim_id:
            self.save_justification()
        self._claim_id = claim_id
        self._area.verticalScrollBar().setValue(0)
        self._refresh()

    def _refresh(self, _ids: frozenset[int] | None = None) -> None:
        self._drafts.drop_saved()
        claim = self._model.current
        self._area.setVisible(claim is not None)
        self._empty.setVisible(claim is None)
        self._show_title()
        if claim is None:
            self._say_nothing_is_chosen()
            return
        self.summary.show_claim(claim, self._model.text(claim.article_id))
        for verdict, button in self._verdicts.items():
            button.set_chosen(claim.verdict is verdict)
        dismissed = claim.state is not ClaimState.OPEN
        self._small_buttons["bring_back"].setVisible(dismissed)
        self._small_buttons["dismiss"].setVisible(not dismissed)
        self._small_buttons["withdraw"].setVisible(not dismissed)
        self._fill_field(claim)
        self.history.set_entries(self._model.claim_history(claim.id), claim.quote)

    def _show_title(self) -> None:
        ink, muted = self._theme.colour("text"), self._theme.colour("text_muted")
        claim = self._model.current
        if claim is None:
            self._title.set_words("Claim", "", ink)
            return
        shown = self._model.shown_claims(claim.article_id)
        places = [nth for nth, one in enumerate(shown, 1) if one.id == claim.id]
        words = f"Claim {places[0]} of {len(shown)}" if places else "Claim"
        label = self._model.articles()[claim.article_id].label
        self._title.set_words(words, label, ink, muted)

    def set_searching(self, searching: bool) -> None:
        """Say whether articles are being searched for claims now."""
        if searching != self._searching:
            self._searching = searching
            self._say_nothing_is_chosen()

    def _say_nothing_is_chosen(self) -> None:
        if any(self._model.shown_claims(article_id) for article_id in self._model.articles()):
            words = f"Press {self._first_key} for the first claim."
        else:
            words = why_no_claims(self._model, self._searching)
        self._nothing.setText(words)

    # --- justification -----------------------------------------------------------------------

    @property
    def first_control(self) -> QWidget:
        """Where the keyboard comes in."""
        return self._verdicts[Verdict.VERIFIED]

    def focus_justification(self) -> None:
        """Take the keyboard into the justification."""
        self._area.ensureWidgetVisible(self._field)
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def save_justification(self) -> None:
        """Ask for the words in the field to be saved, if they differ from what is saved."""
        claim_id = self._claim_id
        claim = None if claim_id is None else self._model.claim(claim_id)
        # The detector may give a claim up: nobody is asked for a name for that.
        if claim is not None and claim.id in self.drafts and claim.state is ClaimState.OPEN:
            self.justification_given.emit(claim.id, self.drafts[claim.id])

    @property
    def drafts(self) -> Mapping[int, str]:
        """Words that the project does not have yet, by claim id."""
        return self._drafts.words

    def restore_drafts(self, drafts: Mapping[int, str]) -> None:
        """Take over words that an earlier run could not save."""
        self._drafts.restore(drafts)
        self._refresh()

    def forget_drafts(self) -> None:
        """Give up what is not saved."""
        self._drafts.forget()
        self._refresh()

    def _note_typing(self) -> None:
        if self._filling or self._claim_id is None:
            return
        self._drafts.take(self._claim_id, self._field.toPlainText())
        self._show_draft_state()

    def _fill_field(self, claim: Claim) -> None:
        words = self._drafts.shown(claim)
        self._field.setReadOnly(claim.state is not ClaimState.OPEN or not self._model.can_write)
        same = as_saved(self._field.toPlainText()) == as_saved(words)
        # Words that are being typed stay as they are, with their caret and their spaces.
        if not (same and self._field.hasFocus()) and self._field.toPlainText() != words:
            self._filling = True
            self._field.setPlainText(words)
            self._filling = False
        self._show_draft_state()

    def _show_draft_state(self) -> None:
        waiting = self._claim_id in self.drafts and not self._field.hasFocus()
        self._unsaved.setVisible(waiting)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("role", "rule")
    return rule


def _section(title: str, content: QWidget, beside: QWidget | None = None) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(_EDGE, 12, _EDGE, 12)
    column.setSpacing(8)
    head = QHBoxLayout()
    label = QLabel(title)
    label.setProperty("role", "section")
    head.addWidget(label)
    head.addStretch(1)
    if beside is not None:
        head.addWidget(beside)
    column.addLayout(head)
    column.addWidget(content)
    return part
