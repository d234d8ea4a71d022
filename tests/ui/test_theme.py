"""Themes: what a preference means, contrast of every pair in use, and what Qt makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotator.ui.icon_resources import icon_address
from annotator.ui.palette import contrast, high_contrast_theme, is_high_contrast, palette_of
from annotator.ui.style_sheet import style_sheet
from annotator.ui.theme import THEME_NAMES, Theme, apply_theme, load_theme, theme_for

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

GROUNDS = ("window", "panel", "paper", "field", "raised", "row_alt")
TEXT_PAIRS = [
    *(("text", ground) for ground in (*GROUNDS, "hover", "pressed", "accent_tint", "selection")),
    *(("text_muted", ground) for ground in (*GROUNDS, "accent_tint")),
    *(
        ("text_article", ground)
        for ground in (
            "paper", "candidate_low", "candidate_mid", "candidate_high", "verified_tint",
            "disputed_tint", "unsupported_tint", "difference_fill", "find_hit", "selection",
        )
    ),
    *(("text", f"{verdict}_tint") for verdict in ("verified", "disputed", "unsupported")),
    ("text_on_accent", "accent"), ("text_on_accent", "accent_hover"), ("paper", "text"),
    ("text", "error_ground"), ("text", "warning_ground"), ("error_ink", "error_ground"),
    ("warning_ink", "warning_ground"), ("error_ink", "window"), ("warning_ink", "window"),
    ("relation_conflict", "panel"), ("relation_conflict", "paper"), ("relation_absent", "paper"),
    ("relation_same", "paper"), ("relation_near_copy", "paper"),
]  # fmt: skip
SHAPE_PAIRS = [
    *(("control_border", ground) for ground in ("window", "panel", "field", "raised")),
    *(("focus_ring", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in ("window", "panel", "paper")),
    *(("candidate_ink", ground) for ground in ("paper", "panel", "candidate_low")),
    *((f"{v}_ink", "paper") for v in ("verified", "disputed", "unsupported")),
    *((f"{v}_ink", "window") for v in ("verified", "disputed", "unsupported")),
    *((f"{v}_ink", f"{v}_tint") for v in ("verified", "disputed", "unsupported")),
    *(("current_outline", ground) for ground in ("paper", "candidate_high", "disputed_tint")),
    ("counterpart_outline", "paper"), ("difference_border", "difference_fill"),
    ("scroll_thumb", "panel"), ("success_ink", "window"),
]  # fmt: skip


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, given back as it was."""
    sheet, palette, font = qapp.styleSheet(), QPalette(qapp.palette()), QFont(qapp.font())
    yield qapp
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_text_can_be_read_on_every_ground(name: str) -> None:
    theme = load_theme(name)
    low = {
        pair: round(contrast(theme.colour(pair[0]), theme.colour(pair[1])), 2)
        for pair in TEXT_PAIRS
        if contrast(theme.colour(pair[0]), theme.colour(pair[1])) < 4.5
    }
    assert not low


@pytest.mark.parametrize("name", THEME_NAMES)
def test_shapes_can_be_seen_on_their_grounds(name: str) -> None:
    theme = load_theme(name)
    low = {
        pair: round(contrast(theme.colour(pair[0]), theme.colour(pair[1])), 2)
        for pair in SHAPE_PAIRS
        if contrast(theme.colour(pair[0]), theme.colour(pair[1])) < 3
    }
    assert not low


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


class Hints:
    """Stands in for the style hints of a desktop."""

    def __init__(self, scheme: Qt.ColorScheme, strong: bool = False) -> None:
        self._scheme, self._strong = scheme, strong

    def colorScheme(self) -> Qt.ColorScheme:
        return self._scheme

    def accessibility(self) -> Hints:
        return self

    def contrastPreference(self) -> object:
        preference = Qt.ContrastPreference
        return preference.HighContrast if self._strong else preference.NoPreference


@pytest.mark.parametrize(
    ("preference", "scheme", "name"),
    [
        ("system", Qt.ColorScheme.Dark, "dark"),
        ("system", Qt.ColorScheme.Light, "light"),
        ("system", Qt.ColorScheme.Unknown, "light"),
        ("light", Qt.ColorScheme.Dark, "light"),
        ("dark", Qt.ColorScheme.Light, "dark"),
        ("high_contrast", Qt.ColorScheme.Light, "high_contrast"),
    ],
)
def test_the_preference_decides_and_the_system_is_followed(
    preference: str, scheme: Qt.ColorScheme, name: str
) -> None:
    assert theme_for(preference, Hints(scheme)).name == name  # type: ignore[arg-type]


@pytest.mark.skipif(
    not hasattr(Qt, "ContrastPreference"), reason="Qt before 6.10 does not tell the wish"
)
def test_a_desktop_that_asks_for_contrast_gets_it() -> None:
    hints = Hints(Qt.ColorScheme.Light, strong=True)
    assert theme_for("system", hints).name == "high_contrast"  # type: ignore[arg-type]
    assert theme_for("light", hints).name == "light"  # type: ignore[arg-type]


def _system(ground: str, text: str, accent: str, on_accent: str) -> QPalette:
    palette = QPalette(QColor(ground), QColor(ground))
    role = QPalette.ColorRole
    for each in (role.Window, role.Base, role.Button):
        palette.setColor(each, QColor(ground))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(each, QColor(text))
    palette.setColor(role.Highlight, QColor(accent))
    palette.setColor(role.HighlightedText, QColor(on_accent))
    return palette


@pytest.mark.parametrize(
    ("ground", "text", "accent", "on_accent"),
    [("#000000", "#ffffff", "#1aebff", "#000000"), ("#ffffff", "#000000", "#37006e", "#ffffff")],
)
def test_a_high_contrast_palette_is_recognised_and_its_colours_are_used(
    ground: str, text: str, accent: str, on_accent: str
) -> None:
    system = _system(ground, text, accent, on_accent)
    assert is_high_contrast(system)

    theme = theme_for("system", Hints(Qt.ColorScheme.Light), system)  # type: ignore[arg-type]

    assert theme.name == "high_contrast"
    assert (theme.colours["paper"], theme.colours["text"]) == (ground, text)
    assert (theme.colours["accent"], theme.colours["text_on_accent"]) == (accent, on_accent)
    for pair in TEXT_PAIRS:
        assert contrast(theme.colour(pair[0]), theme.colour(pair[1])) >= 4.5, pair


def test_a_faint_system_accent_is_not_taken() -> None:
    theme = high_contrast_theme(_system("#000000", "#ffffff", "#101010", "#ffffff"))
    assert theme.colours["accent"] == load_theme("high_contrast").colours["accent"]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_an_ordinary_palette_is_not_high_contrast(name: str) -> None:
    assert not is_high_contrast(palette_of(load_theme(name)))


@pytest.mark.parametrize("name", THEME_NAMES)
def test_the_sheet_holds_only_colours_of_the_theme(qapp: QApplication, name: str) -> None:
    theme = load_theme(name)
    sheet = style_sheet(theme)

    found = set(re.findall(r"#[0-9A-Fa-f]{6}\b", sheet))
    assert found <= set(theme.colours.values())
    assert "$" not in sheet
    assert "~" not in sheet


def test_lengths_of_the_sheet_follow_the_text(qapp: QApplication) -> None:
    theme = load_theme("light")
    assert "min-height: 26px" in style_sheet(theme, 1.0)
    assert "min-height: 32px" in style_sheet(theme, 1.25)


def test_a_sheet_with_an_unknown_role_is_refused(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        style_sheet(Theme("light", {"window": "#FFFFFF"}))


def test_icons_in_the_sheet_are_drawn_in_their_colour(qapp: QApplication) -> None:
    address = icon_address("down", "#A92C08", "#FFFFFF")
    image = QIcon(address).pixmap(16, 16).toImage()
    inks = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert "#a92c08" in inks
    assert icon_address("down", "#A92C08", "#FFFFFF") == address
    assert icon_address("up", "#A92C08", "#FFFFFF") != address


@pytest.mark.parametrize("name", THEME_NAMES)
def test_a_theme_reaches_palette_and_controls(app: QApplication, qtbot: QtBot, name: str) -> None:
    theme = load_theme(name)
    apply_theme(app, theme)
    window = QWidget()
    qtbot.addWidget(window)
    button = QPushButton("Export", window)
    button.setProperty("look", "primary")
    button.resize(120, 30)

    assert app.palette().color(QPalette.ColorRole.Window) == theme.colour("window")
    image = button.grab().toImage()
    assert image.pixelColor(8, image.height() // 2) == theme.colour("accent")


def test_a_focused_field_has_a_ring_of_two_pixels(app: QApplication, qtbot: QtBot) -> None:
    theme = load_theme("light")
    apply_theme(app, theme)
    window = QWidget()
    qtbot.addWidget(window)
    field = QLineEdit(window)
    field.resize(120, 28)
    window.show()
    middle = field.height() // 2
    calm = field.grab().toImage().pixelColor(1, middle)

    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    image = field.grab().toImage()

    assert calm == theme.colour("field")
    assert image.pixelColor(0, middle) == theme.colour("focus_ring")
    assert image.pixelColor(1, middle) == theme.colour("focus_ring")
    assert image.pixelColor(2, middle) != theme.colour("focus_ring")


def test_a_combo_box_draws_its_arrow(app: QApplication, qtbot: QtBot) -> None:
    theme = load_theme("light")
    apply_theme(app, theme)
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItem("Any verdict")
    box.resize(140, 28)
    box.show()

    image = box.grab().toImage()
    arrow = {
        image.pixelColor(x, y).name()
        for x in range(image.width() - 20, image.width() - 4)
        for y in range(6, image.height() - 6)
    }
    assert theme.colour("text_muted").name() in arrow
