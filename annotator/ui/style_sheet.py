"""The one style sheet of the window, generated from a theme."""

from __future__ import annotations

import re
from string import Template

from annotator.ui.icon_resources import icon_address
from annotator.ui.theme import Theme

# "$role" is a colour, "$icon_NAME_ROLE" an icon in a colour, "~12px" a length that grows with the
# text. Widgets say what they are by the properties "role" (labels) and "look" (buttons).
_SHEET = """
QMainWindow, QDialog { background: $window; }
QMainWindow::separator { background: $rule_strong; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QSplitter::handle { background: $rule_strong; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover, QSplitter::handle:pressed { background: $accent; }

QLabel[role="muted"] { color: $text_muted; }
QLabel[role="small"] { color: $text_muted; font-size: ~12px; }
QLabel[role="detail"] { font-size: ~12px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="section"] { font-weight: 600; font-size: ~12px; }
QLabel[role="title"] { font-weight: 600; font-size: ~22px; }
QLabel[role="lead"] { color: $text_muted; font-size: ~14px; }
QLabel[role="heading"] { font-weight: 600; font-size: ~15px; }
QLabel[role="error"] { color: $error_ink; }
QLabel[role="warning"] { color: $warning_ink; }
QLabel:disabled { color: $text_disabled; }

QMenuBar { background: $window; padding: 0 ~8px; border: none; }
QMenuBar::item { padding: ~4px ~10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $pressed; }
QMenu { background: $raised; border: 1px solid $control_border; padding: 4px 0; }
QMenu::item { padding: ~5px ~32px ~5px ~12px; margin: 0 4px; border-radius: 3px; }
QMenu::item:selected { background: $accent; color: $text_on_accent; }
QMenu::item:disabled { color: $text_disabled; background: transparent; }
QMenu::item:disabled:selected { background: $hover; color: $text_disabled; }
QMenu::icon { padding-left: ~10px; }
QMenu::icon:checked { background: $accent_tint; border: 1px solid $accent; border-radius: 3px; }
QMenu::separator { height: 1px; background: $rule; margin: 4px 0; }
QMenu::right-arrow { image: url($icon_right_text_muted); width: ~14px; height: ~14px; }
QMenu::right-arrow:selected { image: url($icon_right_text_on_accent); }
QMenu::indicator { width: ~14px; height: ~14px; margin-left: ~8px; }
QMenu::indicator:checked { image: url($icon_check_text); }
QMenu::indicator:checked:selected { image: url($icon_check_text_on_accent); }
QMenu::indicator:unchecked { image: none; }

QToolTip { background: $raised; color: $text; border: 1px solid $control_border; padding: 4px 6px;
  font-size: ~12px; }

QPushButton { background: $raised; color: $text; border: 1px solid $control_border;
  border-radius: 4px; padding: 0 ~11px; min-height: ~26px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed, QPushButton:checked, QPushButton:open { background: $pressed; }
QPushButton:disabled { background: $panel; color: $text_disabled; border-color: $rule_strong; }
QPushButton:focus { border: 2px solid $focus_ring; padding: 0 ~10px; min-height: ~24px; }
QPushButton[look="primary"] { background: $accent; color: $text_on_accent;
  border-color: $accent; font-weight: 600; }
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:disabled { background: $panel; color: $text_disabled;
  border-color: $rule_strong; }
QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton[look="small"] { font-size: ~12px; min-height: ~22px; padding: 0 ~9px; }
QPushButton[look="small"]:focus { min-height: ~20px; padding: 0 ~8px; }
QPushButton[look="flat"] { background: transparent; border: 1px solid transparent;
  padding: 0 ~5px; min-height: ~20px; }
QPushButton[look="flat"]:hover { background: $hover; }
QPushButton[look="flat"]:pressed { background: $pressed; }
QPushButton[look="flat"]:disabled { color: $text_disabled; }
QPushButton[look="flat_small"] { background: transparent; border: 1px solid transparent;
  padding: 0 ~5px; min-height: ~18px; font-size: ~12px; }
QPushButton[look="flat_small"]:hover { background: $hover; }
QPushButton[look="flat_small"]:pressed { background: $pressed; }
QPushButton[look="flat_small"]:focus { border: 2px solid $focus_ring; padding: 0 ~4px;
  min-height: ~16px; }
QPushButton[look="flat"]:focus { border: 2px solid $focus_ring; padding: 0 ~4px;
  min-height: ~18px; }
QPushButton::menu-indicator { image: url($icon_down_text_muted); width: ~14px; height: ~14px;
  subcontrol-position: right center; right: 6px; }

QToolButton { background: transparent; color: $text; border: 1px solid transparent;
  border-radius: 4px; padding: 3px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:disabled { color: $text_disabled; }
QToolButton:focus { border: 2px solid $focus_ring; padding: 2px; }
QToolButton::menu-indicator { image: url($icon_down_text_muted); width: ~12px; height: ~12px; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox { background: $field; color: $text;
  border: 1px solid $control_border; border-radius: 4px; selection-background-color: $selection;
  selection-color: $text; }
QLineEdit, QAbstractSpinBox { padding: 0 ~7px; min-height: ~26px; }
QPlainTextEdit, QTextEdit { padding: ~5px ~7px; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $text_muted; }
QTextBrowser { border: none; border-radius: 0; padding: 0; background: $paper; }
QLineEdit:focus, QAbstractSpinBox:focus { border: 2px solid $focus_ring; padding: 0 ~6px;
  min-height: ~24px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $focus_ring; padding: ~4px ~6px; }
QTextBrowser:focus { border: none; padding: 0; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QAbstractSpinBox:disabled {
  background: $panel; color: $text_disabled; border-color: $rule_strong; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $panel; }
QSpinBox QLineEdit, QComboBox QLineEdit, QDateEdit QLineEdit { border: none; padding: 0;
  min-height: 0; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: ~18px; border: none;
  background: transparent; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url($icon_up_text); width: ~12px; height: ~12px; }
QAbstractSpinBox::down-arrow { image: url($icon_down_text); width: ~12px; height: ~12px; }

QComboBox { background: $field; color: $text; border: 1px solid $control_border;
  border-radius: 4px; padding: 0 ~22px 0 ~7px; min-height: ~26px; combobox-popup: 0; }
QComboBox:hover { background: $hover; }
QComboBox:focus { border: 2px solid $focus_ring; padding: 0 ~21px 0 ~6px; min-height: ~24px; }
QComboBox:disabled { background: $panel; color: $text_disabled; border-color: $rule_strong; }
QComboBox::drop-down { border: none; width: ~22px; subcontrol-origin: border;
  subcontrol-position: right center; }
QComboBox::down-arrow { image: url($icon_down_text_muted); width: ~14px; height: ~14px; }
QComboBox::down-arrow:disabled { image: url($icon_down_text_disabled); }
QComboBox QAbstractItemView { background: $raised; color: $text; outline: none;
  border: 1px solid $control_border; padding: 4px 0; selection-background-color: $accent;
  selection-color: $text_on_accent; }
QComboBox QAbstractItemView::item { min-height: ~26px; padding: 0 ~8px; border: none; }
QComboBox QAbstractItemView::item:hover, QComboBox QAbstractItemView::item:selected {
  background: $accent; color: $text_on_accent; border: none; }

QCheckBox, QRadioButton { spacing: ~8px; border: 1px solid transparent; border-radius: 4px;
  padding: 2px 4px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus_ring; padding: 1px 3px; }
QCheckBox:disabled, QRadioButton:disabled { color: $text_disabled; }
QCheckBox::indicator, QAbstractItemView::indicator, QGroupBox::indicator { width: ~14px;
  height: ~14px; border: 1px solid $control_border; border-radius: 3px; background: $field; }
QCheckBox::indicator:hover { background: $hover; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked,
QGroupBox::indicator:checked { background: $accent; border-color: $accent;
  image: url($icon_check_text_on_accent); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: $accent; border-color: $accent; image: url($icon_minus_text_on_accent); }
QCheckBox::indicator:disabled { border-color: $rule_strong; background: $panel; }
QCheckBox::indicator:checked:disabled { image: url($icon_check_text_disabled); }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $control_border;
  border-radius: 8px; background: $field; }
QRadioButton::indicator:hover { background: $hover; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 6px; height: 6px;
  background: $field; }
QRadioButton::indicator:disabled { border-color: $rule_strong; background: $panel; }

QScrollBar { background: $panel; border: none; }
QScrollBar:vertical { width: 13px; border-left: 1px solid $rule; }
QScrollBar:horizontal { height: 13px; border-top: 1px solid $rule; }
QScrollBar::handle { background: $scroll_thumb; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 24px; margin: 1px 3px; }
QScrollBar::handle:horizontal { min-width: 24px; margin: 3px 1px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $text_muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: $panel; border: none; }

QAbstractItemView { background: $paper; alternate-background-color: $row_alt; color: $text;
  border: none; outline: none; gridline-color: $rule; selection-background-color: $accent_tint;
  selection-color: $text; }
QTableView::item, QTreeView::item, QListView::item { padding: 0 ~8px;
  border-bottom: 1px solid $rule; }
QListView::item, QTreeView::item { min-height: ~27px; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: $hover; }
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {
  background: $accent_tint; color: $text; }
QTableView::item:focus, QTreeView::item:focus, QListView::item:focus {
  border: 2px solid $focus_ring; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $text_muted; border: none;
  border-bottom: 1px solid $rule; padding: 0 ~8px; min-height: ~25px; font-size: ~12px;
  font-weight: 400; text-align: left; }
QHeaderView::section:hover { background: $hover; }
QHeaderView::up-arrow { image: url($icon_up_text_muted); width: ~12px; height: ~12px;
  subcontrol-position: right center; right: 4px; }
QHeaderView::down-arrow { image: url($icon_down_text_muted); width: ~12px; height: ~12px;
  subcontrol-position: right center; right: 4px; }
QTableCornerButton::section { background: $panel; border: none; }

QSlider::groove:horizontal { height: 4px; background: $control_border; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { width: 12px; height: 12px; margin: -5px 0; border-radius: 7px;
  background: $raised; border: 1px solid $control_border; }
QSlider::handle:horizontal:hover { background: $hover; }
QSlider::handle:horizontal:focus { border: 2px solid $focus_ring; margin: -6px 0; }
QSlider::handle:horizontal:disabled { background: $panel; border-color: $rule_strong; }
QSlider::sub-page:horizontal:disabled { background: $control_border; }

QProgressBar { background: $pressed; border: 1px solid $control_border; border-radius: 3px;
  min-height: 4px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QTabWidget::pane { border: none; border-top: 1px solid $rule; }
QTabBar::tab { background: transparent; color: $text_muted; padding: ~6px ~10px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $text; }
QGroupBox { border: none; border-top: 1px solid $rule; margin-top: ~20px; padding-top: ~8px;
  font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; }
QStatusBar { background: $window; border-top: 1px solid $rule_strong; }
QStatusBar::item { border: none; }
QDockWidget { border: none; }
QFrame[role="strong_rule"] { background: $rule_strong; border: none; max-height: 1px;
  min-height: 1px; }
QFrame[role="rule"] { background: $rule; border: none; max-height: 1px; min-height: 1px; }
"""

_LENGTH = re.compile(r"~(\d+)px")
_ICON = re.compile(r"\$icon_([a-z]+)_([a-z_]+)")


def style_sheet(theme: Theme, scale: float = 1.0) -> str:
    """The style sheet for ``theme`` with text ``scale`` times its size in the design.

    Raises:
        KeyError: the sheet names a colour that the theme lacks.
    """

    def icon(match: re.Match[str]) -> str:
        return icon_address(match[1], theme.colours[match[2]], theme.colours["window"])

    sheet = _LENGTH.sub(lambda match: f"{round(int(match[1]) * scale)}px", _SHEET)
    return Template(_ICON.sub(icon, sheet)).substitute(theme.colours)
