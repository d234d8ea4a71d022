"""The tabs of the dock, and the controls beside them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.ui.claim_bar import ClaimBar
from annotator.ui.claim_filters import ClaimFilters, FoldButton
from annotator.ui.commands import COMMANDS
from annotator.ui.dock_tabs import DockTabs
from annotator.ui.sensitivity_control import SensitivityControl
from annotator.ui.shortcuts import effective_keys
from annotator.ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

KEYS = effective_keys(COMMANDS, {})


def test_dock_tabs_change_the_page_and_its_controls(chrome: Theme, qtbot: QtBot) -> None:
    tabs = DockTabs(chrome)
    qtbot.addWidget(tabs)
    controls = QLabel("filters")
    claims = tabs.add_tab("claims", "Claims", "table", controls)
    tabs.add_tab("export", "Export", "export")
    tabs.set_count("claims", 136)
    tabs.resize(900, 40)
    tabs.show()

    assert tabs.current == "claims"
    assert claims.accessibleName() == "Claims 136"
    assert controls.isVisible()
    with qtbot.waitSignal(tabs.current_changed) as told:
        QTest.keyClick(claims, Qt.Key.Key_Right)
    assert told.args == ["export"]
    assert not controls.isVisible()
    accent = chrome.colour("accent")
    assert claims.grab().toImage().pixelColor(20, 39) != accent
    with qtbot.waitSignal(tabs.current_changed):
        QTest.mouseClick(claims, Qt.MouseButton.LeftButton)
    assert claims.grab().toImage().pixelColor(20, 39) == accent
    with pytest.raises(KeyError):
        tabs.set_current("matrix")


def test_dock_tabs_leave_their_icons_out_before_controls_are_cut(
    chrome: Theme, qtbot: QtBot
) -> None:
    # Inside another widget, as it is never the window that keeps it wide enough.
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(900, 60)
    room.show()
    tabs = DockTabs(chrome, room)
    controls = QLabel("filters")
    controls.setMinimumWidth(300)
    claims = tabs.add_tab("claims", "Claims", "table", controls)
    other = tabs.add_tab("export", "Export", "export")
    tabs.resize(600, 40)
    tabs.show()
    assert claims.has_icon
    roomy = claims.sizeHint().width()
    tabs.resize(480, 40)
    assert not claims.has_icon
    assert claims.sizeHint().width() < roomy
    assert controls.width() >= 300
    other.setChecked(True)
    assert claims.has_icon, "this page needs no room"
    claims.setChecked(True)
    tabs.resize(600, 40)
    assert claims.has_icon


def test_the_name_of_the_slider_is_whole_or_left_out(chrome: Theme, qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(900, 60)
    room.show()
    control, filters = SensitivityControl(), ClaimFilters(chrome)
    bar = ClaimBar(control, filters)
    bar.setParent(room)
    bar.resize(bar.sizeHint())
    bar.show()
    whole = bar.sizeHint()
    assert control._words.isVisible()
    assert not filters.is_folded
    least = bar.minimumSizeHint()
    bar.resize(least.width() + 90, least.height())
    assert filters.is_folded
    assert control._words.isVisible()
    assert control._words.width() >= control._words.sizeHint().width()
    bar.resize(least)
    assert not control._words.isVisible()
    assert control.slider.width() >= control.slider.minimumWidth()
    assert bar.sizeHint() == whole
    bar.resize(whole)
    assert control._words.isVisible()


def test_the_name_of_the_slider_gives_way_to_a_longer_filter(chrome: Theme, qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(900, 60)
    room.show()
    control, filters = SensitivityControl(), ClaimFilters(chrome)
    bar = ClaimBar(control, filters)
    bar.setParent(room)
    least = bar.minimumSizeHint()
    bar.resize(least.width() + control.named_width - control.bare_width, least.height())
    bar.show()
    assert filters.is_folded
    assert control._words.isVisible()
    fold = filters.findChild(FoldButton)
    assert fold is not None
    fold.set_count(12)
    qtbot.waitUntil(lambda: not control._words.isVisible())
    qtbot.waitUntil(lambda: filters.width() >= filters.minimumSizeHint().width())
