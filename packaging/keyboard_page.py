"""Writes docs/keyboard.md from the table of commands: ``python packaging/keyboard_page.py``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "keyboard.md"

HEAD = """\
# Keys

Generated from `annotator/ui/commands.py` by `packaging/keyboard_page.py`; do not edit.

Every key can be changed under Edit, Change keys; a key that is already taken is refused. In a text
field letters are letters; Esc leaves the field. On a Mac, Ctrl is Command. `F1` shows the keys
while you work, `Ctrl+K` finds any command by its name.
"""


def keyboard_page() -> str:
    """The text of the page: one table for each group of commands, commands without a key last."""
    from annotator.ui.commands import COMMANDS, GROUPS
    from annotator.ui.shortcuts import shown_key

    parts = [HEAD]
    for group in GROUPS:
        rows = [
            f"| {command.text} | {' or '.join(f'`{shown_key(key)}`' for key in command.keys)} |"
            for command in COMMANDS
            if command.group == group and command.keys
        ]
        if rows:
            parts.append("\n".join([f"## {group}\n", "| command | key |", "|---|---|", *rows, ""]))
    keyless = [command for command in COMMANDS if not command.keys]
    names = [f"- {command.menu}: {command.text.rstrip('…')}" for command in keyless]
    parts.append("\n".join(["## Without a key of their own\n", *names, ""]))
    return "\n".join(parts)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PAGE.write_text(keyboard_page(), encoding="utf-8")
    print(PAGE.relative_to(ROOT))
