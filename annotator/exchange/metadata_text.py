"""Titles, dates, addresses and file names in the form that a project keeps them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from annotator.exchange.limits import MAX_METADATA_LENGTH, MAX_URL_LENGTH

_HEADING_LENGTH: Final = 200
_UNTITLED: Final = "Untitled article"
# Direction overrides in a name could make it read as another name.
_DIRECTION_MARKS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ISO_DATE: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")


def one_line(text: str, limit: int = MAX_METADATA_LENGTH) -> str:
    """``text`` as one trimmed line of at most ``limit`` code points without control characters."""
    shown = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text[:9999]
    )
    shown = " ".join(without_surrogates(_DIRECTION_MARKS.sub("", shown)).split())
    return shown if len(shown) <= limit else shown[: limit - 1].rstrip() + "…"


def without_surrogates(text: str) -> str:
    """``text`` with surrogate pairs joined and lone surrogates replaced by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def shown_name(path: Path) -> str:
    """The file name without its folder, safe to show and to store whatever bytes it is made of."""
    return one_line(path.name or str(path)) or "(unnamed file)"


def stated_date(words: str) -> str:
    """The ISO 8601 date (YYYY-MM-DD) that ``words`` begin with, else the words as one line."""
    match = _ISO_DATE.match(words.strip())
    if match:
        try:
            return date(*(int(part) for part in match.groups())).isoformat()
        except ValueError:
            pass
    return one_line(words)


def web_address(words: str) -> str:
    """``words`` when they are an http or https address, else an empty string."""
    address = words.strip()
    if len(address) > MAX_URL_LENGTH or any(c.isspace() or not c.isprintable() for c in address):
        return ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""


def title_of_file(path: Path) -> str:
    """A readable title made of a file's name without its ending: "port_fire-2" is "Port fire 2"."""
    words = one_line(path.stem)
    if " " not in words:
        words = " ".join(re.split(r"[_\-+.]+", words))
    words = words.replace("_", " ").strip()
    return words[:1].upper() + words[1:] or _UNTITLED


def title_for_text(path: Path, text: str) -> str:
    """A title for a text without a heading: the file's name, or opening words when it says nothing.

    A name says something when it holds a word of three letters or more; "2c527b_001" does not.
    """
    parts = re.split(r"[\W_]+", one_line(path.stem))
    if any(len(part) >= 3 and part.isalpha() for part in parts):
        return title_of_file(path)
    return opening_words(text)


def heading_of(text: str) -> str:
    """The first line of ``text`` when it looks like a heading, else an empty string.

    A heading is short, does not end like part of a sentence, and text follows that does not go on
    in lower case. Only the title is taken from it; the text itself stays whole.
    """
    first, _, rest = text.lstrip().partition("\n")
    line = first.strip()
    following = rest.strip()
    if not following or len(line) > _HEADING_LENGTH or line.endswith((".", ",", ";", ":")):
        return ""
    if not any(c.isalpha() for c in line):
        return ""
    if rest[: len(rest) - len(rest.lstrip())].count("\n") == 0 and following[0].islower():
        return ""
    return one_line(line)


def opening_words(text: str, limit: int = 60) -> str:
    """The first words of ``text``, as the title of a text that brings none."""
    words = one_line(text[: 4 * limit])
    if len(words) <= limit:
        return words or _UNTITLED
    return words[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
