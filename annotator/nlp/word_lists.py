"""Word lists of the detector, read from ``resources/nlp``.

A list has one word or phrase a line, its forms separated by commas, in lower case; ``#`` starts a
comment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.assets import asset_path
from annotator.nlp.signs import BIT, WORD_LISTS


class WordListDamaged(Exception):
    """A shipped word list is not as it should be; says the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class WordLists:
    """What the words of all lists stand for.

    Attributes:
        words: sign bits by lower-case word.
        phrases: for each first word, the phrases that begin with it, longest first, each with
            all its words and its sign bits.
        digest: eight hexadecimal digits that change with any list.
    """

    words: Mapping[str, int]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    digest: str


def load_word_lists() -> WordLists:
    """Read and check every list.

    Raises:
        WordListDamaged: a list is empty, not UTF-8, or holds a line that can never match.
        FileNotFoundError: a list is missing.
    """
    words: dict[str, int] = {}
    phrases: dict[str, dict[tuple[str, ...], int]] = {}
    digest = hashlib.sha256()
    for name, sign in WORD_LISTS.items():
        path = asset_path("resources", "nlp", f"{name}.txt")
        entries = read_word_list(path)
        digest.update(f"{name}:{'|'.join(entries)}\n".encode())
        for entry in entries:
            parts = tuple(entry.split())
            if len(parts) == 1:
                words[entry] = words.get(entry, 0) | BIT[sign]
            else:
                starting = phrases.setdefault(parts[0], {})
                starting[parts] = starting.get(parts, 0) | BIT[sign]
    ordered = {
        first: tuple(sorted(starting.items(), key=lambda item: -len(item[0])))
        for first, starting in phrases.items()
    }
    return WordLists(words, ordered, digest.hexdigest()[:8])


def read_word_list(path: Path) -> tuple[str, ...]:
    """The words and phrases of one list, in its order.

    Raises:
        WordListDamaged: see `load_word_lists`.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise WordListDamaged(f"{path.name}: not UTF-8") from error
    entries: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if not content:
            continue
        for form in content.split(","):
            entry = " ".join(form.split())
            if not entry:
                raise WordListDamaged(f"{path.name}, line {number}: an empty form")
            if entry != entry.lower():
                raise WordListDamaged(f"{path.name}, line {number}: upper case never matches")
            if entry in entries:
                raise WordListDamaged(f"{path.name}, line {number}: {entry!r} comes twice")
            entries.append(entry)
    if not entries:
        raise WordListDamaged(f"{path.name}: no words")
    return tuple(entries)
