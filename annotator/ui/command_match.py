"""Finding commands by a few letters."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.ui.commands import Command


def match_strength(query: str, words: str) -> int:
    """How well ``query`` fits ``words``: 0 for not at all, more for better.

    Every white-space separated part must fit: as the start of a word (best), inside one, or as
    letters in their order from the start of a word. Case does not count.
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
    initials = "".join(text[start] for start in starts)
    if initials.startswith(part):
        return 70
    if part in text:
        return 60
    return max((_strewn_strength(part, text, start) for start in starts), default=0)


def _strewn_strength(part: str, text: str, start: int) -> int:
    """How well the letters of ``part`` follow one another in ``text`` from ``start`` on."""
    place, gaps = start - 1, 0
    for letter in part:
        found = text.find(letter, place + 1)
        if found < 0 or (place < start and found > start):
            return 0
        gaps += found - place - 1
        place = found
    # Letters strewn over the whole text fit by chance.
    return max(0, 40 - 6 * gaps)


def found_commands(query: str, commands: Iterable[Command]) -> list[Command]:
    """The commands that fit ``query``, the best first; all in their order for an empty one.

    The words of a command's menu count as well, a little less than its own.
    """
    found = []
    for command in commands:
        strength = match_strength(query, command.text)
        around = match_strength(query, f"{command.text} {command.submenu} {command.menu}")
        best = max(strength, around - 15)
        if best > 0:
            found.append((best, command))
    found.sort(key=lambda pair: -pair[0])
    return [command for _strength, command in found]
