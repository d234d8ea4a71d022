"""Which keys run which command, and which keys a person may give to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.ui.commands import Command

Remaps = Mapping[str, tuple[str, ...]]
"""Keys by command id, for the commands whose keys a person changed; no keys is allowed."""

_MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
_NAMES = {
    name.casefold(): name
    for name in (
        "Space", "Tab", "Return", "Enter", "Esc", "Backspace", "Del", "Ins", "Home", "End", "PgUp",
        "PgDown", "Left", "Right", "Up", "Down", "Menu",
    )
} | {"escape": "Esc", "delete": "Del", "insert": "Ins", "pageup": "PgUp", "pagedown": "PgDown",
     "backtab": "Tab", "control": "Ctrl", "plus": "+", "minus": "-", "comma": ","}  # fmt: skip

_RESERVED = {
    "Esc": "leaves a field and closes what is open",
    "Return": "presses the button or opens the row",
    "Enter": "presses the button or opens the row",
    "Space": "presses the button with the focus",
    "Menu": "opens the context menu",
    "Shift+F10": "opens the context menu",
    "Alt+F4": "closes the window",
    "Ctrl+A": "selects the text",
    "Ctrl+C": "copies the selected words",
    "Ctrl+X": "cuts the selected words",
} | {
    prefix + key: "moves in the text and in lists"
    for prefix in ("", "Shift+", "Ctrl+", "Ctrl+Shift+")
    for key in ("Left", "Right", "Home", "End")
} | {
    prefix + key: "moves in the text and in lists"
    for prefix in ("", "Shift+")
    for key in ("Up", "Down", "PgUp", "PgDown")
}  # fmt: skip

_MENU_LETTERS = frozenset("FEVCGH")
_OF_TEXT = frozenset({
    "Tab", "Space", "Backspace", "Del", "Return", "Enter", "Left", "Right", "Up", "Down", "Home",
    "End", "PgUp", "PgDown", "Ins",
})  # fmt: skip
_TEXT_EDITING = frozenset({"Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+V", "Ctrl+Backspace"})


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a key is refused.

    Attributes:
        key: the key that was asked for, in normal form.
        reason: a sentence for the person.
        command_id: the command that has the key, or empty when the key is nobody's to give.
    """

    key: str
    reason: str
    command_id: str = ""


def normal_key(key: str) -> str:
    """A key or key sequence in one spelling: ``"shift+ctrl+f"`` becomes ``"Ctrl+Shift+F"``.

    Chords of a sequence are separated by ``", "``. Returns an empty text for what is no key.
    """
    chords = [_normal_chord(chord) for chord in _chords(key)]
    return ", ".join(chords) if chords and all(chords) and len(chords) <= 4 else ""


def _chords(key: str) -> list[str]:
    chords, rest = [], key.strip()
    while rest:
        # A comma that follows "+" or stands alone is the comma key.
        cut = rest.find(",", 1)
        while cut > 0 and rest[cut - 1] == "+" and not rest[:cut].endswith("++"):
            cut = rest.find(",", cut + 1)
        if cut < 0:
            chords.append(rest)
            break
        chords.append(rest[:cut])
        rest = rest[cut + 1 :].strip()
    return chords


def _normal_chord(chord: str) -> str:
    chord = chord.strip()
    if chord.endswith("+"):
        parts, key = chord[:-1].rstrip("+").split("+"), "+"
    else:
        *parts, key = chord.split("+")
    found = set()
    for part in filter(None, (part.strip() for part in parts)):
        name = _NAMES.get(part.casefold(), part.capitalize())
        if name not in _MODIFIERS:
            return ""
        found.add(name)
    name = _key_name(key.strip())
    if not name:
        return ""
    if key.strip().casefold() == "backtab":
        found.add("Shift")
    return "+".join([modifier for modifier in _MODIFIERS if modifier in found] + [name])


def _key_name(key: str) -> str:
    if key.casefold() in _NAMES:
        name = _NAMES[key.casefold()]
        return "" if name in _MODIFIERS else name
    if len(key) == 1:
        # Some letters have no single capital: ß would become two keys.
        capital = key.upper() if len(key.upper()) == 1 else key
        return capital if key.isprintable() and not key.isspace() else ""
    number = key[1:]
    if key[:1] in "Ff" and number.isascii() and number.isdigit() and 1 <= int(number) <= 35:
        return f"F{int(number)}"
    return ""


def keys_of(command: Command, remaps: Remaps) -> tuple[str, ...]:
    """The keys that run ``command``, in normal form, the one to show first."""
    keys = remaps.get(command.id, command.keys)
    return tuple(filter(None, (normal_key(key) for key in keys)))


def effective_keys(commands: Iterable[Command], remaps: Remaps) -> dict[str, tuple[str, ...]]:
    """The keys of every command by its id: the defaults with ``remaps`` laid over them."""
    return {command.id: keys_of(command, remaps) for command in commands}


def conflict_of(
    commands: Iterable[Command], remaps: Remaps, command_id: str, key: str
) -> Conflict | None:
    """Why ``key`` may not be given to ``command_id``, or None when it may.

    Refused are: what is no key, keys the window needs itself, keys of other commands, and a key
    that begins another command's sequence or is begun by one, since neither would be clear.
    """
    wanted = normal_key(key)
    if not wanted:
        return Conflict(key, f"“{key}” is not a key.")
    first = wanted.split(", ")[0]
    why = _RESERVED.get(first, "")
    if first.startswith("Alt+") and first[4:] in _MENU_LETTERS:
        why = "opens a menu"
    if why:
        return Conflict(wanted, f"{first} is not free: it {why}.")
    for command in commands:
        if command.id == command_id:
            continue
        for taken in keys_of(command, remaps):
            if taken == wanted:
                return Conflict(wanted, f"{wanted} is taken by “{command.text}”.", command.id)
            if _begins(taken, wanted) or _begins(wanted, taken):
                return Conflict(
                    wanted,
                    f"{wanted} is not clear beside {taken} of “{command.text}”.",
                    command.id,
                )
    return None


def _begins(start: str, sequence: str) -> bool:
    return sequence.startswith(start + ", ")


def conflicts(commands: Iterable[Command], remaps: Remaps) -> tuple[Conflict, ...]:
    """Every conflict among the keys as they are; empty when each key runs one command."""
    everyone = tuple(commands)
    found = (
        conflict_of(everyone, remaps, command.id, key)
        for command in everyone
        for key in keys_of(command, remaps)
        if command.id in remaps or key not in _RESERVED
    )
    return tuple(conflict for conflict in found if conflict is not None)


def usable_remaps(commands: Iterable[Command], remaps: Remaps) -> dict[str, tuple[str, ...]]:
    """The part of ``remaps`` that can hold: unknown commands and refused keys are left out.

    For settings that were edited by hand or come from another version.
    """
    everyone = tuple(commands)
    known = {command.id for command in everyone}
    usable: dict[str, tuple[str, ...]] = {
        command_id: tuple(keys) for command_id, keys in remaps.items() if command_id in known
    }
    changed = True
    while changed:
        # A remap that goes gives its command the defaults back, which others may have taken.
        changed = False
        for command_id, keys in list(usable.items()):
            kept = tuple(
                normal_key(key)
                for key in keys
                if conflict_of(everyone, usable, command_id, key) is None
            )
            if kept or not keys:
                usable[command_id] = kept
            else:
                del usable[command_id]
            changed = changed or kept != keys
    return usable


def with_keys(
    commands: Iterable[Command], remaps: Remaps, command_id: str, keys: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """``remaps`` after ``command_id`` got ``keys``; its defaults need no entry."""
    default = next(command for command in commands if command.id == command_id)
    changed = {known: value for known, value in remaps.items() if known != command_id}
    normal = tuple(filter(None, (normal_key(key) for key in keys)))
    if normal != keys_of(default, {}):
        changed[command_id] = normal
    return changed


def belongs_to_text(key: str) -> bool:
    """Whether ``key`` is the text field's while one has the focus: letters are letters.

    These are keys without Ctrl or Alt (but for the function keys and Esc), moves by word, and
    undo, redo and paste inside the field.
    """
    normal = normal_key(key).split(", ")[0]
    *modifiers, name = normal.rsplit("+", 1) if not normal.endswith("+") else (normal[:-2], "+")
    held = set(filter(None, "+".join(modifiers).split("+")))
    if normal in _TEXT_EDITING:
        return True
    if name in ("Left", "Right", "Home", "End", "Up", "Down"):
        return "Meta" not in held and not (held == {"Alt"} and name in ("Left", "Right"))
    if held - {"Shift"}:
        return False
    return len(name) == 1 or name in _OF_TEXT


def shown_key(key: str) -> str:
    """A key as it stands on a button: ``"Ctrl+PgDown"`` becomes ``"Ctrl+Page Down"``."""
    names = {"PgUp": "Page Up", "PgDown": "Page Down", "Del": "Delete", "Ins": "Insert"}
    for name, words in names.items():
        if key.endswith(name):
            return key[: -len(name)] + words
    return key


def key_caps(key: str) -> tuple[str, ...]:
    """The caps to draw for the first chord of ``key``: ``"Ctrl++"`` gives ``("Ctrl", "+")``."""
    chord = shown_key(normal_key(key).split(", ")[0])
    if chord.endswith("++"):
        return (*chord[:-2].split("+"), "+")
    return ("+",) if chord == "+" else tuple(chord.split("+"))
