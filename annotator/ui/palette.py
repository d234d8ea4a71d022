"""A theme as a Qt palette, and a high contrast theme out of the system's palette."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from annotator.ui.theme import Theme, load_theme

_Role = QPalette.ColorRole

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (_Role.Window, "window"),
    (_Role.WindowText, "text"),
    (_Role.Base, "paper"),
    (_Role.AlternateBase, "row_alt"),
    (_Role.Text, "text"),
    (_Role.PlaceholderText, "text_muted"),
    (_Role.Button, "raised"),
    (_Role.ButtonText, "text"),
    (_Role.BrightText, "error_ink"),
    (_Role.ToolTipBase, "raised"),
    (_Role.ToolTipText, "text"),
    (_Role.Highlight, "selection"),
    (_Role.HighlightedText, "text"),
    (_Role.Accent, "accent"),
    (_Role.Link, "accent"),
    (_Role.LinkVisited, "accent"),
    (_Role.Light, "raised"),
    (_Role.Midlight, "hover"),
    (_Role.Mid, "rule_strong"),
    (_Role.Dark, "control_border"),
    (_Role.Shadow, "rule_strong"),
)
_DISABLED = (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText)


def palette_of(theme: Theme) -> QPalette:
    """The palette that Qt's own drawing uses in ``theme``."""
    palette = QPalette()
    for role, name in _ROLES:
        palette.setColor(role, theme.colour(name))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("text_disabled"))
    return palette


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""

    def linear(part: float) -> float:
        return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_high_contrast(system: QPalette) -> bool:
    """Whether the system's palette is a high contrast one.

    Such palettes put text on the bare extreme of black and white and use one ground for windows,
    fields and buttons; ordinary light and dark themes soften at least one of the two.
    """
    ground = system.color(_Role.Window)
    return (
        contrast(ground, system.color(_Role.WindowText)) >= 20
        and ground == system.color(_Role.Base)
        and ground == system.color(_Role.Button)
    )


def high_contrast_theme(system: QPalette) -> Theme:
    """The high contrast theme in the system's own colours, where those can be told apart.

    On a dark ground it starts from the program's high contrast set, on a light one from its light
    set, whose inks are dark; then ground, text and accent become the system's.
    """
    ground, text = system.color(_Role.Window), system.color(_Role.WindowText)
    accent, on_accent = system.color(_Role.Highlight), system.color(_Role.HighlightedText)
    dark = _luminance(ground) < 0.5
    colours = dict(load_theme("high_contrast" if dark else "light").colours)
    grounds = ("window", "panel", "paper", "field", "raised", "row_alt", "verified_tint",
               "disputed_tint", "unsupported_tint", "candidate_low", "candidate_mid",
               "error_ground", "warning_ground")  # fmt: skip
    inks = ("text", "text_article", "text_muted", "rule", "rule_strong", "control_border",
            "relation_same", "relation_near_copy", "relation_absent", "scroll_thumb",
            "current_outline", "counterpart_outline")  # fmt: skip
    colours.update(dict.fromkeys(grounds, ground.name()))
    colours.update(dict.fromkeys(inks, text.name()))
    if contrast(accent, ground) >= 3 and contrast(accent, on_accent) >= 4.5:
        colours.update(accent=accent.name(), accent_hover=accent.name(),
                       focus_ring=accent.name(), text_on_accent=on_accent.name())  # fmt: skip
    return Theme("high_contrast", colours)
