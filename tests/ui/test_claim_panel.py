"""The claim panel: what it shows, and that words typed into it are never lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.claim import ClaimKind
from annotator.domain.history import HistoryEntry
from annotator.domain.span import Span
from annotator.domain.verdict import Verdict
from annotator.ui.claim_panel import ClaimPanel
from annotator.ui.commands import COMMANDS
from annotator.ui.few_lines import FewLines
from annotator.ui.fonts import set_chrome_font
from annotator.ui.justification_field import JustificationField
from annotator.ui.project_model import ProjectModel
from annotator.ui.shortcuts import effective_keys
from annotator.ui.theme import Theme, load_theme
from annotator.ui.verdict_button import VerdictButton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def actions(qapp: object) -> dict[str, QAction]:
    return {known.id: QAction(known.text) for known in COMMANDS}


@pytest.fixture
def panel(
    ferry_model: ProjectModel, theme: Theme, actions: dict[str, QAction], qtbot: QtBot
) -> ClaimPanel:
    panel = ClaimPanel(ferry_model, actions, theme, effective_keys(COMMANDS, {}))
    qtbot.addWidget(panel)
    panel.resize(336, 760)
    panel.show()
    return panel


def first_claim(model: ProjectModel) -> int:
    claim_id = model.shown_claims(next(iter(model.articles())))[0].id
    model.set_current(claim_id)
    return claim_id


def field_of(panel: ClaimPanel) -> JustificationField:
    (field,) = panel.findChildren(JustificationField)
    return field


def title(panel: ClaimPanel) -> str:
    return panel._title.accessibleName()


def visible_words(panel: QWidget) -> str:
    return "\n".join(
        label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel)
    )


def test_without_a_claim_it_says_how_to_get_to_one(panel: ClaimPanel) -> None:
    assert "Press J for the first claim." in visible_words(panel)
    panel.set_keys({"next_claim": ("G",)})
    assert "Press G for the first claim." in visible_words(panel)


def test_it_shows_place_kinds_reasons_and_history(
    panel: ClaimPanel, ferry_model: ProjectModel
) -> None:
    first_claim(ferry_model)
    assert title(panel) == "Claim 1 of 2 Wire"
    assert panel.summary.reasons == "A cue"
    assert panel.history.words()[0].endswith("Detected as a candidate, 0.90")


def test_the_verdict_is_painted_only_after_it_was_saved(
    panel: ClaimPanel, ferry_model: ProjectModel
) -> None:
    claim_id = first_claim(ferry_model)
    buttons = {button.verdict: button for button in panel.findChildren(VerdictButton)}
    QTest.mouseClick(buttons[Verdict.DISPUTED], Qt.MouseButton.LeftButton)
    assert not any(button.chosen for button in buttons.values()), "a click alone paints nothing"
    assert ferry_model.decide(claim_id, Verdict.DISPUTED)
    assert [verdict for verdict, button in buttons.items() if button.chosen] == [Verdict.DISPUTED]
    assert panel.history.words()[0].endswith("Ada: disputed")


def test_a_button_runs_the_action_of_its_command(
    panel: ClaimPanel, ferry_model: ProjectModel, actions: dict[str, QAction], qtbot: QtBot
) -> None:
    first_claim(ferry_model)
    (button,) = [b for b in panel.findChildren(VerdictButton) if b.verdict is Verdict.VERIFIED]
    with qtbot.waitSignal(actions["verdict_verified"].triggered):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    actions["verdict_verified"].setEnabled(False)
    assert not button.isEnabled()


@pytest.mark.parametrize("how", ["leave", "ctrl_return", "other_claim", "save"])
def test_every_way_of_leaving_asks_for_the_words_to_be_saved(
    panel: ClaimPanel, ferry_model: ProjectModel, qtbot: QtBot, how: str
) -> None:
    claim_id = first_claim(ferry_model)
    field = field_of(panel)
    field.setPlainText("Ship register, page 4")
    ways: dict[str, Callable[[], object]] = {
        "leave": lambda: field.finished.emit(),
        "ctrl_return": lambda: QTest.keyClick(
            field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        ),
        "other_claim": lambda: ferry_model.set_current(ferry_model.all_claims()[-1].id),
        "save": panel.save_justification,
    }
    with qtbot.waitSignal(panel.justification_given) as given:
        ways[how]()
    assert given.args == [claim_id, "Ship register, page 4"]


def test_words_that_could_not_be_saved_stay(panel: ClaimPanel, ferry_model: ProjectModel) -> None:
    claim_id = first_claim(ferry_model)
    field = field_of(panel)
    field.setPlainText("Ship register")
    # Nobody answers justification_given here: the save has failed.
    ferry_model.set_current(ferry_model.all_claims()[-1].id)
    assert field.toPlainText() == ""
    ferry_model.set_current(claim_id)
    assert field.toPlainText() == "Ship register"
    assert "Not saved yet" in visible_words(panel)
    assert dict(panel.drafts) == {claim_id: "Ship register"}
    assert ferry_model.justify(claim_id, "Ship register")
    assert not panel.drafts
    assert "Not saved yet" not in visible_words(panel)


def test_an_undone_justification_leaves_the_field(
    panel: ClaimPanel, ferry_model: ProjectModel
) -> None:
    claim_id = first_claim(ferry_model)
    assert ferry_model.justify(claim_id, "Ship register")
    assert field_of(panel).toPlainText() == "Ship register"
    assert ferry_model.undo()
    assert field_of(panel).toPlainText() == ""
    assert not panel.drafts


def test_escape_leaves_the_field(
    panel: ClaimPanel, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    first_claim(ferry_model)
    with qtbot.waitSignal(panel.desk_asked):
        QTest.keyClick(field_of(panel), Qt.Key.Key_Escape)


def test_a_dismissed_claim_says_so_and_offers_the_way_back(
    panel: ClaimPanel, ferry_model: ProjectModel
) -> None:
    claim_id = first_claim(ferry_model)
    assert ferry_model.dismiss(claim_id)
    assert panel.summary.reasons.startswith("Marked as not a claim.")
    assert panel._small_buttons["bring_back"].isVisible()
    assert not panel._small_buttons["dismiss"].isVisible()
    assert field_of(panel).isReadOnly()
    assert title(panel) == "Claim Wire"


def test_every_theme_can_be_taken(panel: ClaimPanel, ferry_model: ProjectModel) -> None:
    first_claim(ferry_model)
    grabs = set()
    for name in ("light", "dark", "high_contrast"):
        panel.set_theme(load_theme(name))
        grabs.add(panel.grab().toImage().pixelColor(4, 300).name())
    assert len(grabs) == 3


CUES = (
    (),
    ("states a figure",),
    ("states a figure", "names a date", "quotes a person", "compares two things"),
    ("states a figure that was measured by somebody " * 6,),
)


def test_the_verdict_buttons_keep_their_place(
    panel: ClaimPanel, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    claim = ferry_model.claim(first_claim(ferry_model))
    assert claim is not None
    button = panel.first_control
    places = set()
    for text in ("Short.", "Nine people died on the ferry on that Friday night. " * 12):
        for cues in CUES:
            for kinds in ((), claim.kinds):
                span = Span(0, len(text))
                shown = replace(claim, cues=cues, kinds=kinds, span=span, quote=text)
                panel.summary.show_claim(shown, text)
                QApplication.processEvents()
                places.add(button.mapTo(panel, button.rect().topLeft()).y())
    assert len(places) == 1


def test_lines_that_are_left_out_are_in_the_tooltip(qtbot: QtBot) -> None:
    label = FewLines(2, reserved=1)
    qtbot.addWidget(label)
    label.resize(200, 60)
    label.set_words("One line.")
    assert label.shown_lines(200) == ["One line."]
    assert label.toolTip() == ""
    label.set_words("First.\n<b>" + "many words 😱 " * 40)
    first, second = label.shown_lines(200)
    assert first == "First."
    assert second.startswith("<b>many")
    assert second.endswith("…")
    assert "&lt;b&gt;" in label.toolTip()
    assert label.heightForWidth(200) == 2 * label.fontMetrics().lineSpacing()
    assert label.fontMetrics().horizontalAdvance(second) <= 200
    assert not label.grab().isNull()


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_it_is_never_narrower_than_its_buttons(
    ferry_model: ProjectModel,
    theme: Theme,
    actions: dict[str, QAction],
    qtbot: QtBot,
    qapp: QApplication,
    scale: float,
) -> None:
    before = qapp.font()
    set_chrome_font(qapp, scale)
    try:
        panel = ClaimPanel(ferry_model, actions, theme, effective_keys(COMMANDS, {}))
        qtbot.addWidget(panel)
        first_claim(ferry_model)
        panel.show()
        panel.resize(10, 400)
        QApplication.processEvents()
        assert panel._area.verticalScrollBar().isVisible()
        port = panel._area.viewport()
        for part in (*panel.findChildren(VerdictButton), field_of(panel)):
            right = part.mapTo(port, part.rect().topRight()).x()
            assert part.width() >= part.minimumSizeHint().width()
            assert right < port.width(), "nothing is cut at the right edge"
    finally:
        qapp.setFont(before)


def test_it_asks_for_more_room_when_a_claim_needs_it(
    panel: ClaimPanel, ferry_model: ProjectModel
) -> None:
    claim = ferry_model.claim(first_claim(ferry_model))
    assert claim is not None
    before = panel.minimumWidth()
    kinds = (ClaimKind.ATTRIBUTION, ClaimKind.COMPARISON, ClaimKind.PREDICTION)
    panel.summary.show_claim(replace(claim, kinds=kinds), ferry_model.text(claim.article_id))
    QApplication.processEvents()
    needed = panel.summary.minimumSizeHint().width()
    assert panel.minimumWidth() >= max(before, needed)
    assert panel._area.viewport().width() >= needed


def test_only_a_person_who_goes_on_has_restored_words_saved(
    panel: ClaimPanel, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    claim_id = first_claim(ferry_model)
    with qtbot.assertNotEmitted(panel.justification_given):
        panel.restore_drafts({claim_id: "half a sen"})
        # Opening a project tells the claim it was left at a second time.
        ferry_model.current_changed.emit(claim_id)
        ferry_model.claims_changed.emit(frozenset(ferry_model.articles()))
    assert field_of(panel).toPlainText() == "half a sen"
    assert "Not saved yet" in visible_words(panel)
    with qtbot.waitSignal(panel.justification_given) as given:
        ferry_model.set_current(ferry_model.all_claims()[-1].id)
    assert given.args == [claim_id, "half a sen"]


def test_the_history_shows_words_that_were_overwritten(
    panel: ClaimPanel, ferry_model: ProjectModel
) -> None:
    claim_id = first_claim(ferry_model)
    first = "<b>Ship</b> register, page 4, as read in the harbour office. " * 5
    assert ferry_model.justify(claim_id, first)
    assert ferry_model.justify(claim_id, "Harbour log.\nPage 7.")
    QApplication.processEvents()
    newest, older, oldest = panel.history.words()
    assert newest.endswith("Ada: justified Harbour log. Page 7.")
    assert older.endswith(f"Ada: justified {first.strip()}")
    assert oldest.endswith("Detected as a candidate, 0.90")
    (label,) = [w for w in panel.history.findChildren(FewLines) if w.text() == first.strip()]
    assert label.isVisible()
    assert label.textFormat() is Qt.TextFormat.PlainText
    lines = label.shown_lines(label.width())
    assert len(lines) == 2
    assert lines[0].startswith("<b>Ship</b>")
    assert lines[1].endswith("…")
    assert label.height() == 2 * label.fontMetrics().lineSpacing()
    assert "&lt;b&gt;Ship" in label.toolTip()
    visible = [w for w in panel.history.findChildren(FewLines) if w.isVisible()]
    assert len(visible) == 5, "the line of the detector has nothing under it"


def test_a_long_name_in_the_history_makes_the_panel_no_wider(
    panel: ClaimPanel, ferry_model: ProjectModel
) -> None:
    first_claim(ferry_model)
    before = panel.minimumWidth()
    panel.history.set_entries([HistoryEntry(1, "", "N" * 80, "Disputed “It”", False, "w" * 300)])
    QApplication.processEvents()
    assert panel.minimumWidth() == before


def test_words_for_a_claim_that_is_no_claim_any_more_are_not_given(
    panel: ClaimPanel, ferry_model: ProjectModel, qtbot: QtBot
) -> None:
    claim_id = first_claim(ferry_model)
    panel.restore_drafts({claim_id: "half a sen"})
    assert ferry_model.dismiss(claim_id)
    with qtbot.assertNotEmitted(panel.justification_given):
        ferry_model.set_current(ferry_model.all_claims()[-1].id)
    assert dict(panel.drafts) == {claim_id: "half a sen"}, "they are there when it comes back"
