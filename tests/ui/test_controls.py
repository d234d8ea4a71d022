"""The small controls that paint themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.verdict import Verdict
from annotator.ui.chip import Chip
from annotator.ui.command_button import CommandButton
from annotator.ui.control_box import RING_ROOM
from annotator.ui.eliding_label import ElidingLabel
from annotator.ui.fonts import (
    chrome_font,
    register_fonts,
    scaled,
    set_chrome_font,
    strong,
    text_scale,
)
from annotator.ui.key_hint import KeyHint
from annotator.ui.menu_filter_button import Choice, MenuFilterButton
from annotator.ui.score_meter import ScoreMeter, filled_boxes
from annotator.ui.search_field import SearchField
from annotator.ui.theme import THEME_NAMES, Theme, load_theme
from annotator.ui.verdict_button import VerdictButton

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    """Chrome at 125 %."""
    before = QFont(qapp.font())
    register_fonts()
    set_chrome_font(qapp, 1.25)
    yield
    qapp.setFont(before)


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_the_shipped_fonts_are_there_and_digits_are_equally_wide(qapp: QApplication) -> None:
    before = QFont(qapp.font())
    assert {"Inter", "Charis SIL"} <= set(register_fonts())
    set_chrome_font(qapp)
    metrics = QFontMetrics(qapp.font())
    widths = {metrics.horizontalAdvance(digit * 20) for digit in "0123456789"}
    assert text_scale() == 1.0
    assert scaled(28) == 28
    assert len(widths) == 1
    qapp.setFont(before)


def test_everything_grows_with_the_text(theme: Theme, qtbot: QtBot, large_text: None) -> None:
    assert text_scale() == pytest.approx(1.25, abs=0.04)
    button = VerdictButton(Verdict.UNSUPPORTED, theme, "3")
    qtbot.addWidget(button)
    word = QFontMetrics(chrome_font("table")).horizontalAdvance("Unsupported")
    assert button.sizeHint().height() > 52 + 2 * RING_ROOM
    assert button.sizeHint().width() >= word + 2 * RING_ROOM + 10


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("verdict", Verdict)
def test_a_chosen_verdict_wears_its_colours(
    theme: Theme, qtbot: QtBot, name: str, verdict: Verdict
) -> None:
    button = VerdictButton(verdict, theme, "1")
    qtbot.addWidget(button)
    button.set_theme(load_theme(name))
    button.resize(button.sizeHint())
    themed = load_theme(name)
    ink = themed.colour(f"{verdict}_ink")
    edge = (RING_ROOM, button.height() // 2)

    assert button.grab().toImage().pixelColor(*edge) != ink
    button.set_chosen(True)
    image = button.grab().toImage()

    assert image.pixelColor(*edge) == ink
    assert image.pixelColor(edge[0] + 1, edge[1]) == ink
    assert image.pixelColor(edge[0] + 4, edge[1]) == themed.colour(f"{verdict}_tint")
    assert "given" in button.accessibleName()


def test_a_click_asks_for_a_verdict_but_does_not_choose_it(theme: Theme, qtbot: QtBot) -> None:
    button = VerdictButton(Verdict.DISPUTED, theme, "2")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.chosen
    assert button.accessibleName() == "Disputed"
    assert button.accessibleDescription() == "Key 2"


def test_the_focus_ring_is_drawn_around_the_box(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    row = QHBoxLayout(holder)
    button = VerdictButton(Verdict.VERIFIED, theme)
    row.addWidget(button)
    holder.show()
    ring = theme.colour("focus_ring")
    middle = button.height() // 2
    button.clearFocus()
    assert button.grab().toImage().pixelColor(1, middle) != ring

    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    image = button.grab().toImage()
    assert image.pixelColor(0, middle) == ring
    assert image.pixelColor(1, middle) == ring
    assert image.pixelColor(2, middle) != ring


@pytest.mark.parametrize(
    ("score", "boxes"),
    [(0.0, 0), (0.52, 3), (0.62, 3), (0.66, 3), (0.79, 4), (0.88, 4), (0.95, 5), (1.0, 5)],
)
def test_a_score_fills_boxes(score: float, boxes: int) -> None:
    assert filled_boxes(score) == boxes


def test_a_meter_says_its_score_or_nothing(theme: Theme, qtbot: QtBot) -> None:
    meter = ScoreMeter(theme)
    qtbot.addWidget(meter)
    meter.set_score(0.62)
    meter.resize(meter.sizeHint())
    assert meter.accessibleName() == "Check-worthiness 0.62"
    assert theme.colour("candidate_ink").name() in colours(meter.grab().toImage())
    meter.set_score(None)
    assert meter.sizeHint().width() == 0
    assert meter.accessibleName() == ""


def test_chips_are_filled_or_outlined(theme: Theme, qtbot: QtBot) -> None:
    filled, outlined = Chip("date", theme), Chip("date", theme, filled=False)
    for chip in (filled, outlined):
        qtbot.addWidget(chip)
        chip.resize(chip.sizeHint())
    assert filled.grab().toImage().pixelColor(3, 10) == theme.colour("text")
    assert outlined.grab().toImage().pixelColor(3, 10) == theme.colour("paper")


def test_key_caps_take_the_room_they_need(theme: Theme, qtbot: QtBot) -> None:
    one, apart = KeyHint("Ctrl+F", theme), KeyHint("Ctrl+F", theme, "cap", apart=True)
    for hint in (one, apart):
        qtbot.addWidget(hint)
    assert apart.sizeHint().width() > one.sizeHint().width()
    assert one.accessibleName() == "Key Ctrl+F"
    one.set_key("")
    assert one.sizeHint().width() == 0


def test_a_command_button_follows_its_action(theme: Theme, qtbot: QtBot) -> None:
    action = QAction("&Next unreviewed, all columns")
    button = CommandButton(action, "Next unreviewed", theme, "next", "N")
    qtbot.addWidget(button)
    button.show()
    ran: list[bool] = []
    action.triggered.connect(lambda: ran.append(True))

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    action.setEnabled(False)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    assert ran == [True]
    assert not button.isEnabled()
    assert button.toolTip() == "Next unreviewed, all columns (N)"
    assert button.width_with_key(True) > button.width_with_key(False)


def test_a_search_field_tells_words_and_keys(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField("Find", theme, "Ctrl+F", clears_on_escape=True)
    qtbot.addWidget(field)
    field.show()
    words: list[str] = []
    asked: list[str] = []
    field.words_changed.connect(words.append)
    field.next_asked.connect(lambda: asked.append("next"))
    field.previous_asked.connect(lambda: asked.append("previous"))
    field.left.connect(lambda: asked.append("left"))

    QTest.keyClicks(field, "jk")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(field, Qt.Key.Key_Escape)

    assert words == ["j", "jk", ""]
    assert asked == ["next", "previous", "left"]


def test_a_filter_field_keeps_its_words_on_escape(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField("Filter claims", theme)
    qtbot.addWidget(field)
    field.setText("ferry")
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "ferry"


def test_a_filter_button_takes_several_choices(theme: Theme, qtbot: QtBot) -> None:
    button = MenuFilterButton("Any verdict", "verdicts", theme)
    qtbot.addWidget(button)
    button.set_choices([Choice("v", "verified", "verdict-verified"), Choice("d", "disputed")])
    told: list[object] = []
    button.choice_changed.connect(told.append)
    actions = {action.text(): action for action in button._menu.actions()}

    actions["verified"].trigger()
    assert button.text() == "verified"
    actions["disputed"].trigger()
    assert button.text() == "2 verdicts"
    actions["verified"].trigger()
    actions["Any verdict"].trigger()
    assert button.text() == "Any verdict"

    assert told == [{"v"}, {"v", "d"}, {"d"}, frozenset()]


def test_a_filter_button_drops_choices_that_are_gone(theme: Theme, qtbot: QtBot) -> None:
    button = MenuFilterButton("All articles", "articles", theme)
    qtbot.addWidget(button)
    button.set_choices([Choice(1, "A & B"), Choice(2, "<b>C</b>")])
    button.set_chosen({1, 2})
    with qtbot.assertNotEmitted(button.choice_changed):
        button.set_choices([Choice(2, "<b>C</b>")])
    assert button.chosen == {2}
    assert "&lt;b&gt;" in button.toolTip()


def test_the_menu_of_a_filter_stays_open_while_ticking(theme: Theme, qtbot: QtBot) -> None:
    button = MenuFilterButton("Any kind", "kinds", theme)
    qtbot.addWidget(button)
    button.set_choices([Choice("date", "date"), Choice("law", "law")])
    button.show()
    button.open_menu()
    menu = button._menu
    for action in menu.actions()[2:]:
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    assert menu.isVisible()
    assert button.chosen == {"date", "law"}
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()


def test_a_cut_line_says_the_rest_in_its_tip_as_plain_words(theme: Theme, qtbot: QtBot) -> None:
    label = ElidingLabel()
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.set_words("Could not read <img src=x>.", "Nothing was imported.", theme.colour("text"))
    assert "&lt;img" in label.toolTip()
    assert label.accessibleName() == "Could not read <img src=x>. Nothing was imported."
    label.resize(900, 20)
    label.set_words("Short.", "", theme.colour("text"))
    assert label.toolTip() == ""


def test_plain_words_beside_strong_ones_tell_something_or_are_left_out(
    theme: Theme, qtbot: QtBot
) -> None:
    label = ElidingLabel()
    qtbot.addWidget(label)
    ink, muted = theme.colour("text"), QColor("#00ff00")

    def image(plain: str, width: int) -> QImage:
        label.set_words("99 rows", plain, ink, muted)
        label.resize(width, 30)
        return label.grab().toImage()

    strong_width = QFontMetrics(strong(chrome_font())).horizontalAdvance("99 rows")
    words = "left out: 65 below the sensitivity"
    narrow, wide = strong_width + 30, strong_width + 120
    assert image(words, narrow) == image("", narrow)
    assert image(words, wide) != image("", wide)
    assert image("ok", narrow) != image("", narrow), "short words fit"
    label.set_words("99 rows", words, ink, muted)
    label.resize(narrow, 30)
    assert words in label.toolTip()
