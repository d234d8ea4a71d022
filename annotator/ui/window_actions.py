"""The window's actions and menus, made from the table of commands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.ui.commands import (
    COMMANDS,
    MENUS,
    REASONS,
    Command,
    Needs,
    in_menu,
    with_mnemonics,
)
from annotator.ui.icons import themed_icon
from annotator.ui.shortcuts import effective_keys, usable_remaps
from annotator.ui.theme import Theme

Keys = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Situation:
    """What is there to act on; decides which commands are available."""

    project: bool = False
    writable: bool = False
    articles: bool = False
    claim: bool = False
    open_claim: bool = False
    verdict: bool = False
    selection: bool = False
    undo: str = ""
    redo: str = ""
    detection: bool = False
    counterpart: bool = False
    conflict: bool = False
    links: bool = False
    matrix: bool = False

    def allows(self, needs: Needs) -> bool:
        """Whether a command with these needs can run."""
        return {
            "nothing": True,
            "project": self.project,
            "writable": self.writable,
            "articles": self.articles,
            "claim": self.claim,
            "writable_claim": self.writable and self.open_claim,
            "selection": self.writable and self.selection,
            "undo": self.writable and bool(self.undo),
            "redo": self.writable and bool(self.redo),
            "detection": self.detection,
            "counterpart": self.writable and self.counterpart,
            "conflict": self.writable and self.conflict,
            "links": self.links,
            "matrix": self.matrix,
        }[needs]


class WindowActions(QObject):
    """One QAction for each command; ``triggered`` says which one a person asked for."""

    triggered = Signal(str)

    def __init__(self, window: QWidget, remaps: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(window)
        self._window = window
        self._desk: QWidget | None = None
        self._situation = Situation()
        self.actions: dict[str, QAction] = {}
        self.keys: Keys = {}
        self._groups: dict[str, QActionGroup] = {}
        for known in COMMANDS:
            self._make(known)
        self.set_keys(remaps)
        self.update(Situation())

    def __getitem__(self, command_id: str) -> QAction:
        return self.actions[command_id]

    def _make(self, known: Command) -> None:
        action = QAction(known.text.replace("&", "&&"), self._window)
        action.setObjectName(known.id)
        action.setCheckable(known.toggles)
        # An icon would take the place of the tick that says whether it is on.
        action.setIconVisibleInMenu(not known.toggles)
        if known.choice:
            if known.choice not in self._groups:
                self._groups[known.choice] = QActionGroup(self)
            self._groups[known.choice].addAction(action)
        if known.id == "quit":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        elif known.id == "about":
            action.setMenuRole(QAction.MenuRole.AboutRole)
        else:
            action.setMenuRole(QAction.MenuRole.NoRole)
        action.triggered.connect(lambda _on=False, name=known.id: self.triggered.emit(name))
        if known.scope == "desk":
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        else:
            self._window.addAction(action)
        self.actions[known.id] = action

    def set_desk(self, desk: QWidget) -> None:
        """Let the keys of the desk count while this widget or a child of it has the focus."""
        for known in COMMANDS:
            if known.scope == "desk":
                desk.addAction(self.actions[known.id])

    def set_keys(self, remaps: Mapping[str, tuple[str, ...]]) -> Keys:
        """Give every command its keys: the defaults, and what a person changed."""
        self.keys = effective_keys(COMMANDS, usable_remaps(COMMANDS, remaps))
        for command_id, keys in self.keys.items():
            shortcuts = [QKeySequence.fromString(key) for key in keys]
            self.actions[command_id].setShortcuts(shortcuts)
        return self.keys

    def update(self, situation: Situation) -> None:
        """Enable what can run now, and say why the rest cannot."""
        self._situation = situation
        for known in COMMANDS:
            allowed = situation.allows(known.needs)
            if known.id == "bring_back":
                allowed = situation.writable and situation.claim and not situation.open_claim
            elif known.id == "withdraw":
                allowed = allowed and situation.verdict
            elif known.id == "trim_to_selection":
                allowed = allowed and situation.open_claim
            action = self.actions[known.id]
            if action.isEnabled() != allowed:
                action.setEnabled(allowed)
            action.setStatusTip("" if allowed else self.reason(known))
        self._name_act("undo", "Undo", situation.undo)
        self._name_act("redo", "Redo", situation.redo)

    def reason(self, known: Command) -> str:
        """Why a command is not available now, in words."""
        if known.needs in (
            "writable",
            "writable_claim",
            "selection",
            "undo",
            "redo",
            "counterpart",
            "conflict",
        ):
            if not self._situation.project:
                return REASONS["project"]
            if not self._situation.writable:
                return REASONS["writable"]
        if known.needs in ("links", "matrix") and not self._situation.project:
            return REASONS["project"]
        return REASONS[known.needs]

    def _name_act(self, command_id: str, word: str, label: str) -> None:
        words = f"{word} {label}" if label else word
        action = self.actions[command_id]
        if action.text() != words.replace("&", "&&"):
            action.setText(words.replace("&", "&&"))

    # --- menus -------------------------------------------------------------------------------

    def fill(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus; gives them by name, submenus as "Menu/Submenu"."""
        menus: dict[str, QMenu] = {}
        for name in MENUS:
            menu = menus[name] = bar.addMenu(f"&{name}")
            self._fill_menu(menu, name, menus)
        return menus

    def _fill_menu(self, menu: QMenu, name: str, menus: dict[str, QMenu]) -> None:
        commands = in_menu(name)
        top = [known for known in commands if not known.submenu]
        marked = with_mnemonics(dict.fromkeys(c.submenu or c.text for c in commands))
        for known in top:
            if known.id not in ("undo", "redo"):
                self.actions[known.id].setText(marked[known.text])
        for known in commands:
            target = menu
            if known.submenu:
                path = f"{name}/{known.submenu}"
                if path not in menus:
                    if known.rule_above:
                        menu.addSeparator()
                    menus[path] = menu.addMenu(marked[known.submenu])
                target = menus[path]
            elif known.rule_above:
                menu.addSeparator()
            target.addAction(self.actions[known.id])

    def set_theme(self, theme: Theme) -> None:
        """Tint the icons of the menus."""
        for known in COMMANDS:
            if known.icon:
                icon = themed_icon(known.icon, theme, "raised", for_menu=True)
                self.actions[known.id].setIcon(icon)
