"""Finding commands by a few letters."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.ui.commands import Command


def match_strength(query: str, words: str) -> int:
    """How well ``query`` fits ``words``: 0 for not at all, more for better.

    Every white-space separated part must fit: as the start of a word (best), inside one, or as
    letters in their order. Case does not count.
    """
    text = words.casefold()
    total = 1
    for part in query.casefold().split():
        strength = _part_strength(part, text)
        if not strength:
            return 0
        total += strength
    return total


def _part_strength(part: str, text: str) -> int:
    starts = [i for i in range(len(text)) if i == 0 or not text[i - 1].isalnum()]
    if any(text.startswith(part, start) for start in starts):
        return 100 + (20 if text.startswith(part) else 0)
    if part in text:
        return 60
    initials = "".join(text[start] for start in starts)
    if part in initials:
        return 50
    place = -1
    gaps = 0
    for letter in part:
        found = text.find(letter, place + 1)
        if found < 0:
            return 0
        gaps += found - place - 1 if place >= 0 else 0
        place = found
    # Letters strewn over the whole text fit by chance.
    return max(0, 30 - 2 * gaps)


def found_commands(query: str, commands: Iterable[Command]) -> list[Command]:
    """The commands that fit ``query``, the best first; all in their order for an empty one."""
    strengths = [
        (max(match_strength(query, command.text), match_strength(
            query, f"{command.menu} {command.submenu} {command.text}") - 15), command)
        for command in commands
    ]  # fmt: skip
    fitting = [(strength, known) for strength, known in strengths if strength > 0]
    fitting.sort(key=lambda pair: -pair[0])
    return [known for _strength, known in fitting]
